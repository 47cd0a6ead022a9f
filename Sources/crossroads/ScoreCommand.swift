import ArgumentParser
import Foundation
import Presentation
import ScenarioEngine

/// `score`: what a frozen forecast was worth.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Hold a frozen forecast against what came out.",
    usage: "crossroads score <record> --actuals <file.csv> [<options>]",
    discussion: """
      The csv file has the columns metric,region,period,value,unit,source. A metric is an output such as ad_revenue.revenue, or question.NAME \
      or regulation.regime.NAME with yes or no. Units are converted (B usd, usd per month, million users) or refused.

      Examples
        crossroads run ban divestiture joint-venture --freeze
        crossroads score 2026-11-22-ban+divestiture+joint-venture --actuals actuals.csv
      """)

  @Argument(help: ArgumentHelp("A file of forecasts/, or the path of one.", valueName: "record")) var record: String
  @Option(name: .long, help: ArgumentHelp("What came out.", valueName: "file.csv")) var actuals: String
  @OptionGroup var format: FormatOption
  @OptionGroup var project: ProjectOption

  func run() throws {
    let path = try path()
    let forecast = try FrozenForecast(path: path)
    let view = try ForecastScoring.view(forecast, record: path, actuals: try ActualsFile(path: actuals))
    for row in view.leftOut where format.format != .table { Console.message("Not scored: \(row)") }
    try format.write(ScoreScreen.rowTable(view), screen: ScoreScreen.text(view, style: Console.style))
  }

  /// The file of a record: the path as typed, or a name in the project's folder.
  private func path() throws -> String {
    if record.contains("/") || AtomicFile.exists(record) { return record }
    let folder = try Project(project).forecasts
    let name = record.hasSuffix(".json") ? record : record + ".json"
    let path = folder + "/" + name
    if AtomicFile.exists(path) { return path }
    let known = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
      $0.hasSuffix(".json") && !$0.hasPrefix(".")
    }
    throw ScenarioError(
      "There is no frozen forecast \(path).\(Spelling.hint(name, among: known))",
      known.isEmpty ? "Freeze one with `crossroads run NAME --freeze`." : "There are \(known.sorted().joined(separator: ", ")).")
  }
}
