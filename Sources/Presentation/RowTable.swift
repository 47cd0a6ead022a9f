import ScenarioEngine

/// Rows for a machine, or for another document: written as csv, json or markdown.
public struct RowTable: Sendable {
  public enum Cell: Sendable, Hashable {
    case text(String)
    /// Written with six significant digits.
    case number(Double)
    /// A date in years, such as 2024.7183: six digits would leave three days.
    case year(Double)
    case missing
    public init(_ text: String?) { self = text.map { .text($0) } ?? .missing }
    public init(_ number: Double?) { self = number.map { .number($0) } ?? .missing }
  }

  /// A date in years with four decimals: `2024.7183`.
  static func text(ofYear year: Double) -> String { DecimalDigits(year)?.fixed(toPlace: -4) ?? year.sixDigits }

  public var columns: [String]
  public private(set) var rows: [[Cell]] = []

  public init(columns: [String]) { self.columns = columns }

  public mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "\(cells.count) cells for \(columns.count) columns")
    rows.append(cells)
  }
}
