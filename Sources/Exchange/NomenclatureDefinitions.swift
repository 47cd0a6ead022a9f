import ScenarioEngine

/// The variables, regions and scenarios of a table, as a definition folder of the package nomenclature.
public enum NomenclatureDefinitions {
  /// Texts by path.
  public static func files(_ table: IAMCTable, _ runs: [ExportedRun]) -> [(path: String, text: String)] {
    var variables = ""
    var seen: Set<String> = []
    for run in runs {
      for series in run.table.series where seen.insert(series.output).inserted {
        let name = IAMCName.variable(series.output)
        guard table.rows.contains(where: { $0.variable == name }) else { continue }
        let units = runs.flatMap { run in run.table.series.filter { $0.output == series.output }.map { IAMCName.unit($0.unit) } }.unique
        let unit = units == [""] ? "" : units.count == 1 ? " " + quoted(units[0]) : " [" + units.map(quoted).joined(separator: ", ") + "]"
        let meaning = run.declaration(of: series.output)?.meaning ?? series.output
        let isEvent = series.probability != nil
        let forms =
          isEvent
          ? [("", "probability of \(meaning)")]
          : [
            ("", "mean of \(meaning)"), ("|Standard Deviation", "standard deviation of \(meaning)"),
            ("|{Percentile}", "a percentile of \(meaning)"),
          ]
        for (suffix, words) in forms {
          variables += "- \(quoted(name + suffix)):\n    description: \(described(words))\n    unit:\(unit)\n"
        }
      }
    }
    let percentiles = QuantileLevels.names.map {
      "    - \(quoted(IAMCName.percentile("q" + $0))):\n        description: \(quoted("quantile " + $0))\n"
    }
    let scenarios = runs.map { "- \(quoted($0.name)):\n    description: \(described($0.title))\n" }
    return [
      ("definitions/variable/variables.yaml", variables),
      ("definitions/variable/tag_percentile.yaml", "- Percentile:\n" + percentiles.joined()),
      ("definitions/region/regions.yaml", "- common:\n" + table.rows.map(\.region).unique.map { "    - \(quoted($0))\n" }.joined()),
      ("definitions/scenario/scenarios.yaml", scenarios.joined()),
    ]
  }

  /// A text in quotation marks is the same in YAML as in JSON.
  private static func quoted(_ text: String) -> String { OrderedJSON.string(text).text }

  /// The package refuses colons, semicolons and quotation marks in descriptions.
  private static func described(_ text: String) -> String {
    quoted(text.replacing(":", with: ",").replacing(";", with: ",").replacing("\"", with: "'"))
  }
}
