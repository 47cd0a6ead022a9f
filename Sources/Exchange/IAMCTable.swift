import ScenarioEngine

/// The rows of some runs in the columns of the Integrated Assessment Modeling Consortium: model, scenario, region, variable, unit, and years
/// or days.
///
/// The mean of an output has the output's name; percentiles and the standard deviation stand below it, `Name|5.0th Percentile`.
public struct IAMCTable: Sendable {
  /// What a column stands for.
  public enum Step: String, Sendable, CaseIterable {
    case year, month
  }
  /// One variable of one scenario.
  public struct Row: Sendable {
    public var scenario: String
    public var region: String
    public var variable: String
    public var unit: String
    /// Values as `summary.csv` prints them, by column.
    public var values: [String: String]
  }

  /// The first column of every row.
  public let model: String
  public let step: Step
  /// Run by run, in the order of their tables.
  public let rows: [Row]
  /// Years, or the last days of months, in order.
  public let columns: [String]
  /// What the table cannot hold, in words.
  public let leftOut: [String]

  /// - Parameter region: for every run, instead of its own.
  /// - Throws: `ScenarioError` where a run has no region, or no row of such a period.
  public init(_ runs: [ExportedRun], model: String, step: Step, region: String?) throws(ScenarioError) {
    self.model = model
    self.step = step
    var rows: [Row] = []
    var periods: Set<String> = []
    var leftOut: [String] = []
    for run in runs {
      guard let place = region ?? run.region.map(IAMCName.region) else {
        throw ScenarioError(
          "'\(run.name)' is fitted to no series, so its region is unknown.", "Say it, such as --location 'United States'.")
      }
      let (own, missing) = Self.rows(of: run, region: place, step)
      rows += own
      periods.formUnion(own.flatMap(\.values.keys))
      guard !own.isEmpty else {
        throw ScenarioError(
          "'\(run.name)' has no row for a \(step.rawValue).",
          step == .month ? "Run it with --by month, or choose outputs that have months." : "Choose outputs that have years.")
      }
      leftOut += missing.sorted { $0.key < $1.key }.map {
        "\(run.name): \($0.value) series of \($0.key); the table holds \(step == .year ? "years" : "the last days of months")."
      }
    }
    self.rows = rows
    columns = periods.sorted()
    self.leftOut = leftOut
  }

  /// The rows of a run, and how many series of other periods it has, by the kind of period.
  private static func rows(of run: ExportedRun, region: String, _ step: Step) -> (rows: [Row], missing: [String: Int]) {
    var rows: [Row] = []
    var missing: [String: Int] = [:]
    var places: [String: Int] = [:]
    for series in run.table.series {
      guard let column = column(series.period, step) else {
        missing[kind(series.period), default: 0] += 1
        continue
      }
      let unit = IAMCName.unit(series.unit)
      for (statistic, estimate) in SummaryFile.statistics(of: series) {
        let variable = IAMCName.variable(series.output) + IAMCName.suffix(statistic)
        if let known = places[variable] {
          rows[known].values[column] = estimate.value.sixDigits
        } else {
          places[variable] = rows.count
          rows.append(Row(scenario: run.name, region: region, variable: variable, unit: unit, values: [column: estimate.value.sixDigits]))
        }
      }
    }
    return (rows, missing)
  }

  /// A column of the table: the year, or the last day of the month; nil for other periods.
  private static func column(_ period: String, _ step: Step) -> String? {
    switch (Period(period), step) {
    case (.year, .year): period
    case (.month, .month): Period(period)?.lastDay
    default: nil
    }
  }

  private static func kind(_ period: String) -> String {
    switch Period(period) {
    case .year: "years"
    case .quarter: "quarters"
    case .month: "months"
    default: "the whole horizon"
    }
  }

  // MARK: - Texts

  /// The names of the five columns in front, as pyam writes them.
  static let heads = ["Model", "Scenario", "Region", "Variable", "Unit"]

  /// A row for each variable, a column for each year or day.
  public var wide: String {
    var text = CSVTable.line(Self.heads + columns)
    for row in rows { text += CSVTable.line(cells(row) + columns.map { row.values[$0] ?? "" }) }
    return text
  }

  /// A row for each value.
  public var long: String {
    var text = CSVTable.line(Self.heads + [step == .year ? "Year" : "Time", "Value"])
    for row in rows {
      for column in columns { if let value = row.values[column] { text += CSVTable.line(cells(row) + [column, value]) } }
    }
    return text
  }

  func cells(_ row: Row) -> [String] { [model, row.scenario, row.region, row.variable, row.unit] }
}
