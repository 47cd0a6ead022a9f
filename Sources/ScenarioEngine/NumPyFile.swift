/// The values of every path as a NumPy array file (`.npy`, format 1.0): Float64, little-endian, one row per path, one column per output
/// and period, in C order.
///
/// Rows may be written in any order and from several threads. The format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
public final class NumPyFile: Sendable {
  /// One row per path.
  public let rows: Int
  public let columns: Int
  private let file: AtomicFile
  private let headerLength: Int

  /// What a column holds.
  public struct Column: Sendable, Hashable {
    public var output: String
    public var unit: String
    public var period: String
    public init(output: String, unit: String, period: String) {
      self.output = output
      self.unit = unit
      self.period = period
    }
  }

  /// Begins a file, which appears with `commit()`.
  /// - Throws: `ScenarioError` where the folder cannot be written.
  public init(path: String, rows: Int, columns: Int) throws(ScenarioError) {
    precondition(rows >= 0 && columns >= 0, "an array of \(rows) by \(columns)")
    self.rows = rows
    self.columns = columns
    let header = NumPyFile.header(rows: rows, columns: columns)
    headerLength = header.count
    file = try AtomicFile(path: path)
    try put(header, at: 0)
  }

  /// Writes whole rows, `values` in C order, from a row on (from 0).
  /// - Throws: `ScenarioError` where there is no space left.
  public func write(_ values: [Double], fromRow row: Int) throws(ScenarioError) {
    precondition(columns > 0 && values.count % columns == 0, "\(values.count) values do not fill rows of \(columns)")
    precondition(row >= 0 && row + values.count / columns <= rows, "rows from \(row) on lie outside \(rows)")
    #if _endian(big)
      let values = values.map { Double(bitPattern: $0.bitPattern.littleEndian) }
    #endif
    try put(values, at: headerLength + row * columns * MemoryLayout<Double>.stride)
  }

  /// Makes the file appear. Every row must have been written.
  public func commit() throws(ScenarioError) { try file.commit() }

  /// The text of the `columns.csv` beside the array: `column,output,unit,period`, columns from 0.
  public static func columnsText(_ columns: [Column]) -> String {
    var text = "column,output,unit,period\n"
    for (index, column) in columns.enumerated() {
      text += CSVTable.line([String(index), column.output, column.unit, column.period])
    }
    return text
  }

  /// Magic, version, length and the dictionary, padded with spaces to a multiple of 64 bytes.
  static func header(rows: Int, columns: Int) -> [UInt8] {
    var dictionary = Array("{'descr': '<f8', 'fortran_order': False, 'shape': (\(rows), \(columns)), }".utf8)
    let padding = (64 - (10 + dictionary.count + 1) % 64) % 64
    dictionary += Array(repeating: UInt8(ascii: " "), count: padding) + [10]
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(dictionary.count & 255), UInt8(dictionary.count >> 8)] + dictionary
  }

  private func put<Element>(_ values: [Element], at offset: Int) throws(ScenarioError) {
    // A typed throw does not pass through `withUnsafeBytes`.
    let result = values.withUnsafeBytes { (pointer) -> Result<Void, ScenarioError> in
      Result { () throws(ScenarioError) in try file.write(pointer, at: offset) }
    }
    try result.get()
  }
}
