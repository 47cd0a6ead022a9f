/// `summary.csv`: a result table as tidy rows, one number and its Monte Carlo standard error in each.
///
/// Numbers carry six significant digits (`Double.sixDigits`). Rows of one series stand together, statistics in the order `mean`, `sd`,
/// `q0.01` … `q0.99`, or `probability` alone. An unknown standard error is an empty cell.
public enum SummaryFile {
  /// The columns, in order.
  public static let columns = ["scenario", "output", "unit", "period", "statistic", "value", "standard_error"]

  /// The text of the file, with a header and `\n` at the end of every row.
  public static func text(of table: ResultTable) -> String {
    var text = columns.joined(separator: ",") + "\n"
    let scenario = CSVTable.quoted(table.scenario)
    for series in table.series {
      let start = "\(scenario),\(CSVTable.quoted(series.output)),\(CSVTable.quoted(series.unit)),\(CSVTable.quoted(series.period)),"
      for (statistic, estimate) in statistics(of: series) {
        text += start
        text += statistic
        text += ","
        text += estimate.value.sixDigits
        text += ","
        text += estimate.standardError?.sixDigits ?? ""
        text += "\n"
      }
    }
    return text
  }

  /// The names and numbers of a series, in the order of the file.
  public static func statistics(of series: ResultSeries) -> [(name: String, estimate: Estimate)] {
    var rows: [(name: String, estimate: Estimate)] = []
    if let probability = series.probability { rows.append(("probability", probability)) }
    if let mean = series.mean { rows.append(("mean", mean)) }
    if let sd = series.sd { rows.append(("sd", sd)) }
    for (name, quantile) in zip(quantileNames, series.quantiles) { rows.append((name, quantile)) }
    return rows
  }

  /// Reads a table back.
  /// - Parameter file: how messages name the file.
  /// - Throws: `ScenarioError` with every mistake found, each with its line.
  public static func table(from text: String, file: String) throws(ScenarioError) -> ResultTable {
    let rows = try CSVTable(text: text, file: file)
    if rows.header != columns {
      throw ScenarioError(
        at: SourceLocation(file: file, line: 1, column: 1),
        "The columns are not those of a summary: \(columns.joined(separator: ",")).", "Name a summary.csv that `run` has written.")
    }
    var reader = Reader(file: file)
    for row in rows.rows where reader.mistakes.count < 20 { reader.read(row.fields, line: row.line) }
    return try reader.finish()
  }

  static let quantileNames = QuantileLevels.names.map { "q" + $0 }
}

extension SummaryFile {
  /// Collects the rows of a file into series, and its mistakes.
  private struct Reader {
    let file: String
    var scenario: String?
    var series: [ResultSeries] = []
    var mistakes: [Diagnostic] = []
    private var seen: Set<[String]> = []
    private var firstLine = 1

    init(file: String) { self.file = file }

    mutating func read(_ cells: [String], line: Int) {
      guard let value = Double(cells[5]), value.isFinite else { return complain(line, "The value '\(cells[5])' is not a finite number.") }
      var error: Double?
      if !cells[6].isEmpty {
        guard let read = Double(cells[6]), read.isFinite, read >= 0 else {
          return complain(line, "The standard error '\(cells[6])' is not a number of at least 0.")
        }
        error = read
      }
      if let scenario, scenario != cells[0] { return complain(line, "A second scenario, '\(cells[0])', stands beside '\(scenario)'.") }
      scenario = cells[0]
      begin(output: cells[1], unit: cells[2], period: cells[3], line: line)
      add(Estimate(value, standardError: error), as: cells[4], line: line)
    }

    private mutating func begin(output: String, unit: String, period: String, line: Int) {
      if let last = series.last, last.output == output, last.period == period, last.unit == unit { return }
      closeSeries()
      if !seen.insert([output, period]).inserted { complain(line, "The rows of '\(output)', '\(period)' do not stand together.") }
      firstLine = line
      series.append(ResultSeries(output: output, unit: unit, period: period, probability: nil, mean: nil, sd: nil, quantiles: []))
    }

    private mutating func add(_ estimate: Estimate, as statistic: String, line: Int) {
      let last = series.count - 1
      switch statistic {
      case "probability" where series[last].probability == nil: series[last].probability = estimate
      case "mean" where series[last].mean == nil: series[last].mean = estimate
      case "sd" where series[last].sd == nil: series[last].sd = estimate
      default:
        let expected = series[last].quantiles.count
        if expected < quantileNames.count, quantileNames[expected] == statistic {
          series[last].quantiles.append(estimate)
        } else {
          complain(line, "The statistic '\(statistic)' is unknown, repeated or out of order.")
        }
      }
    }

    /// The last series must be an event with a probability alone, or have a mean and every quantile.
    private mutating func closeSeries() {
      guard let last = series.last else { return }
      let isEvent = last.probability != nil && last.mean == nil && last.sd == nil && last.quantiles.isEmpty
      let isWhole = last.probability == nil && last.mean != nil && last.sd != nil && last.quantiles.count == quantileNames.count
      if !isEvent && !isWhole { complain(firstLine, "The rows of '\(last.output)', '\(last.period)' are not complete.") }
    }

    mutating func complain(_ line: Int, _ problem: String) {
      mistakes.append(Diagnostic(at: SourceLocation(file: file, line: line, column: 1), problem, "Make the table again with `run`."))
    }

    mutating func finish() throws(ScenarioError) -> ResultTable {
      if mistakes.isEmpty { closeSeries() }
      if !mistakes.isEmpty { throw ScenarioError(mistakes) }
      guard let scenario else { throw ScenarioError("\(file) holds no rows.", "Make the table again with `run`.") }
      return ResultTable(scenario: scenario, series: series)
    }
  }
}
