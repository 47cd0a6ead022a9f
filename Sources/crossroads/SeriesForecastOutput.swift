import NumericCore
import Presentation
import ScenarioEngine

/// What `forecast` prints for a table of series.
struct SeriesForecastOutput: Sendable {
  var options: ForecastOptions
  var hasPeriods: Bool

  /// Series that a person is shown, at most.
  private static let shown = 40

  /// `id,h,mean,lo95,hi95`; the levels asked for in place of the interval; `id,path,h,value` for possible futures.
  var columns: [String] {
    let period = hasPeriods ? ["period"] : []
    if options.sample != nil { return ["id", "path", "h"] + period + ["value"] }
    return ["id", "h"] + period + (options.levels.isEmpty ? ["mean", "lo95", "hi95"] : ["mean"] + options.levels.map { "q" + $0.name })
  }

  private var levels: [Double] { options.levels.isEmpty ? [0.025, 0.975] : options.levels.map(\.value) }

  /// The rows of one series as csv.
  func csv(_ result: SeriesFileForecast.Result) -> [UInt8] {
    guard let prediction = result.prediction else { return [] }
    var text: [UInt8] = []
    let name = Array(CSVTable.quoted(result.name).utf8)
    func put(_ whole: Int) {
      text.append(contentsOf: String(whole).utf8)
      text.append(44)
    }
    func head(_ step: Int) {
      put(step)
      if hasPeriods {
        text.append(contentsOf: result.periods[step - 1].description.utf8)
        text.append(44)
      }
    }
    if let count = options.sample {
      for (path, values) in paths(result.name, prediction, count).enumerated() {
        for (index, value) in values.enumerated() {
          text.append(contentsOf: name)
          text.append(44)
          put(path + 1)
          head(index + 1)
          value.appendSixDigits(to: &text)
          text.append(10)
        }
      }
      return text
    }
    text.reserveCapacity(prediction.count * (name.count + 12 * (levels.count + 1) + 4))
    for step in 1...prediction.count {
      text.append(contentsOf: name)
      text.append(44)
      head(step)
      prediction.centre(step).appendSixDigits(to: &text)
      for level in levels {
        text.append(44)
        prediction.quantile(level, step).appendSixDigits(to: &text)
      }
      text.append(10)
    }
    return text
  }

  /// The rows of one series for the other formats.
  func rows(_ result: SeriesFileForecast.Result) -> [[RowTable.Cell]] {
    guard let prediction = result.prediction else { return [] }
    func period(_ step: Int) -> [RowTable.Cell] { hasPeriods ? [.text(result.periods[step - 1].description)] : [] }
    if let count = options.sample {
      return paths(result.name, prediction, count).enumerated().flatMap { path, values in
        values.enumerated().map { index, value in
          [.text(result.name), .number(Double(path + 1)), .number(Double(index + 1))] + period(index + 1) + [.number(value)]
        }
      }
    }
    return (1...prediction.count).map { step in
      [.text(result.name), .number(Double(step))] + period(step) + [.number(prediction.centre(step))]
        + levels.map { .number(prediction.quantile($0, step)) }
    }
  }

  private func paths(_ name: String, _ prediction: SeriesPrediction, _ count: Int) -> [[Double]] {
    let stream = ShockStream(seed: options.seed, name: "forecast." + name)
    return (0..<count).map { prediction.path(stream, $0) }
  }

  /// For a person: the last value, the first and the last step of each series, and how the forecasts were made.
  func screen(_ results: [SeriesFileForecast.Result], style: TerminalStyle) -> String {
    let done = results.filter { $0.prediction != nil }
    var table = TextTable([
      .init("Series"), .init("values", .right, gap: 3), .init("last", .right, gap: 3), .init("ahead", .right, gap: 3),
      .init("forecast", .right, gap: 3),
    ])
    let names = options.levels.isEmpty ? ["2.5 %", "97.5 %"] : options.levels.map { "q" + $0.name }
    table.columns += names.map { .init($0, .right, gap: 3) } + [.init("made by", gap: 3, isFlexible: true)]
    for result in done.prefix(SeriesForecastOutput.shown) {
      guard let prediction = result.prediction else { continue }
      let steps = done.count > 1 ? Array(Set([1, prediction.count])).sorted() : Array(1...prediction.count)
      for step in steps {
        let isFirst = step == steps[0]
        let ahead = hasPeriods ? result.periods[step - 1].description : String(step)
        let ends = levels.map { TextTable.Cell.text(prediction.quantile($0, step).sixDigits) }
        table.add(
          [
            .text(isFirst ? result.name : ""), .text(isFirst ? String(result.points) : ""), .text(isFirst ? result.last.sixDigits : ""),
            .text(ahead), .text(prediction.centre(step).sixDigits),
          ] + ends + [.text(isFirst ? prediction.reason : "")])
      }
    }
    var lines = table.lines(style)
    if done.count > SeriesForecastOutput.shown { lines.append("and \(done.count - SeriesForecastOutput.shown) more series: --format csv") }
    return lines.joined(separator: "\n") + "\n"
  }
}
