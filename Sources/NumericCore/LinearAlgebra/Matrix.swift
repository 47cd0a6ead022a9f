/// A dense matrix, stored column by column as LAPACK wants it.
public struct Matrix: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Element (i, j) stands at i + j · rows.
  public var elements: [Double]

  /// A matrix with one value everywhere; traps if a size is negative.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix of \(rows) rows and \(columns) columns")
    self.rows = rows
    self.columns = columns
    self.elements = [Double](repeating: value, count: rows * columns)
  }

  /// A matrix from its rows.
  ///
  /// - Throws: `NumericError.size` if the rows differ in length.
  public init(rows list: [[Double]]) throws(NumericError) {
    let width = list.first?.count ?? 0
    self.init(rows: list.count, columns: width)
    for (i, row) in list.enumerated() {
      guard row.count == width else { throw .size("row \(i + 1) has \(row.count) elements, row 1 has \(width)") }
      for (j, value) in row.enumerated() { self[i, j] = value }
    }
  }

  /// A matrix from its columns.
  ///
  /// - Throws: `NumericError.size` if the columns differ in length.
  public init(columns list: [[Double]]) throws(NumericError) {
    let height = list.first?.count ?? 0
    self.init(rows: height, columns: list.count)
    for (j, column) in list.enumerated() {
      guard column.count == height else { throw .size("column \(j + 1) has \(column.count) elements, column 1 has \(height)") }
      for (i, value) in column.enumerated() { self[i, j] = value }
    }
  }

  public subscript(row: Int, column: Int) -> Double {
    get { elements[row + column * rows] }
    set { elements[row + column * rows] = newValue }
  }

  /// The elements with equal indices.
  public var diagonal: [Double] { (0..<min(rows, columns)).map { self[$0, $0] } }
}
