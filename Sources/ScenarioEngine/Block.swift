import NumericCore

/// 128 neighbouring paths in columns: their parameters, and the rows of outputs that a model fills.
///
/// A block is made once per worker and plan and used again for block after block; a model binds its columns once.
public final class Block {
  /// Vectors in a column.
  public static let vectors = 16
  /// Paths in a block.
  public static let paths = vectors * Vector.count

  public let plan: Plan
  public let layout: OutputLayout
  /// The number of the block's first path.
  public private(set) var firstPath: UInt64 = 0
  private let parameters: ColumnStore
  private let uniforms: ColumnStore
  private let drawing: PathDrawing
  /// Rows of outputs, `rowStride` vectors apart, this block's part beginning at `rowOffset`.
  private let rows: ColumnStore
  private var rowOffset = 0
  private let targets: UnsafeMutableBufferPointer<OutputLayout.Target>
  private let starts: UnsafeMutableBufferPointer<Int>
  private let months: Int

  /// - Parameter rows: where outputs go, one column a row of the layout.
  init(plan: Plan, drawing: PathDrawing, layout: OutputLayout, rows: ColumnStore) {
    self.plan = plan
    self.layout = layout
    self.rows = rows
    self.drawing = drawing
    targets = .allocate(capacity: layout.targets.count)
    _ = targets.initialize(from: layout.targets)
    starts = .allocate(capacity: layout.starts.count)
    _ = starts.initialize(from: layout.starts)
    months = layout.months
    parameters = ColumnStore(count: plan.columns.count)
    uniforms = ColumnStore(count: drawing.uniformKeys.count)
    for (index, column) in plan.columns.enumerated() {
      if case .constant(let value) = column.segments[0].source { parameters[index].fill(value) }
    }
  }

  deinit {
    targets.deallocate()
    starts.deallocate()
  }

  /// The values of a numeric setting.
  public func parameter(_ key: String) -> Column { parameters[plan.columnIndex(key)] }

  /// The uniforms of something that happens once per path, asked for by the model under this key.
  public func uniform(_ key: String) -> Column { uniforms[drawing.uniformKeys.firstIndex(of: key)!] }

  /// Draws what paths `first ..< first + 128` draw once.
  func begin(first: UInt64, rowOffset: Int) {
    firstPath = first
    self.rowOffset = rowOffset
    drawing.draw(segment: 0, firstPath: first, into: parameters)
    drawing.drawUniforms(firstPath: first, into: uniforms)
  }

  /// Draws the settings whose value changes with this month. True if any did.
  public func enter(month: Int) -> Bool {
    guard month > 0, let segment = drawing.segmentStarts.firstIndex(of: month) else { return false }
    drawing.draw(segment: segment, firstPath: firstPath, into: parameters)
    return true
  }

  /// Adds a month's values of an output to the rows that want them.
  public func record(_ output: Int, month: Int, _ values: Column) {
    let place = output * months + month
    for index in starts[place]..<starts[place + 1] {
      let target = targets[index]
      let row = rows[target.row] + rowOffset
      switch target.step {
      case .assign: row.update(from: values, count: Self.vectors)
      case .add: for v in 0..<Self.vectors { row[v] += values[v] }
      case .maximum: for v in 0..<Self.vectors { row[v] = maximum(row[v], values[v]) }
      case .addAndAverage(let scale): for v in 0..<Self.vectors { row[v] = (row[v] + values[v]) * scale }
      }
    }
  }

  /// Sets the row of an output that has one number for the horizon.
  public func recordOnce(_ output: Int, _ values: Column) {
    for (number, row) in layout.rows.enumerated() where row.output == output {
      (rows[number] + rowOffset).update(from: values, count: Self.vectors)
    }
  }

  /// The values of a row that is already complete.
  public func row(output: String, period: String) -> Column? { layout.row(output: output, period: period).map { rows[$0] + rowOffset } }
}
