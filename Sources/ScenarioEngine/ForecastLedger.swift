/// The folder `forecasts/`: frozen forecasts, each written once.
public struct ForecastLedger: Sendable {
  public let folder: String

  public init(folder: String) { self.folder = folder }

  /// Where a forecast belongs: `forecasts/2026-11-22-NAME.json`; several scenarios are joined by `+`, of more than three the first is named.
  ///
  /// - Throws: `ScenarioError` for a name that cannot be a file's, and where a forecast of that day and name stands already.
  public func path(names: [String], day: String) throws(ScenarioError) -> String {
    let name = names.count > 3 ? "\(names[0])+\(names.count - 1)-more" : names.joined(separator: "+")
    try ResultFolder.check(name)
    let path = "\(folder)/\(day)-\(name).json"
    if AtomicFile.exists(path) {
      throw ScenarioError(
        "\(path) is there already, and a frozen forecast is never replaced.",
        "Freeze a single scenario under another name with `--as LABEL`, or wait until tomorrow.")
    }
    return path
  }

  /// Writes a forecast, read-only.
  /// - Throws: `ScenarioError` where the file cannot be written or has appeared meanwhile.
  public func write(_ forecast: FrozenForecast, to path: String) throws(ScenarioError) {
    let text = try forecast.text()
    let made = try AtomicFile.makeFolder(folder)
    do {
      try AtomicFile.writeOnce(Array(text.utf8), to: path)
    } catch {
      AtomicFile.removeEmptyFolders(made)
      throw error
    }
  }
}
