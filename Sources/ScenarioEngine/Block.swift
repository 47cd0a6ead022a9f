import NumericCore

/// 128 neighbouring paths in columns: their parameters, and the rows of outputs that a model fills.
///
/// A block is made once per worker and plan and used again for block after block; a model binds its columns once.
public final class Block {
  /// Vectors in a column.
  @inlinable public static var vectors: Int { 16 }
  /// Paths in a block.
  @inlinable public static var paths: Int { 128 }

  /// Vectors in a column, for loops: a number that the compiler does not know, or it writes every loop out sixteen times.
  public private(set) var vectors = Block.vectors

  public let plan: Plan
  public let layout: OutputLayout
  /// The number of the block's first path.
  public private(set) var firstPath: UInt64 = 0
  private let parameters: ColumnStore
  private let uniforms: ColumnStore
  private let drawing: PathDrawing
  /// Rows of outputs, this block's part beginning at `rowOffset`.
  private let rows: RowStore
  /// What outputs have gathered since a row last took it.
  private let gathered: ColumnStore
  private var rowOffset = 0
  private let targets: UnsafeMutableBufferPointer<OutputLayout.Target>
  private let starts: UnsafeMutableBufferPointer<Int>
  private let isEvent: UnsafeMutableBufferPointer<Bool>
  private let months: Int
  private let shared: SharedDraws
  /// Columns of earlier blocks that hold the same settings and uniforms.
  private var sameSettings: [Column?] = []
  private var sameUniforms: [Column?] = []

  /// - Parameters:
  ///   - rows: where outputs go.
  ///   - shared: what the scenarios of a worker draw in common.
  ///   - earlier: the blocks of scenarios that take their turn before this one.
  init(plan: Plan, drawing: PathDrawing, rows: RowStore, shared: SharedDraws = SharedDraws(scenarios: 1, months: 2), earlier: [Block] = [])
  {
    self.plan = plan
    self.shared = shared
    let layout = rows.layout
    self.layout = layout
    gathered = ColumnStore(count: layout.outputs.count)
    self.rows = rows
    self.drawing = drawing
    targets = .allocate(capacity: layout.targets.count)
    _ = targets.initialize(from: layout.targets)
    starts = .allocate(capacity: layout.starts.count)
    _ = starts.initialize(from: layout.starts)
    isEvent = .allocate(capacity: layout.outputs.count)
    _ = isEvent.initialize(from: layout.outputs.lazy.map(\.isEvent))
    months = layout.months
    parameters = ColumnStore(count: plan.columns.count)
    uniforms = ColumnStore(count: drawing.uniformKeys.count)
    for (index, column) in plan.columns.enumerated() {
      if case .constant(let value) = column.segments[0].source { parameters[index].fill(value) }
    }
    for block in earlier {
      let settings = drawing.sameColumns(in: block.drawing).map { $0.map { block.parameters[$0] } }
      let uniforms = drawing.uniformKeys.map { key in block.drawing.uniformKeys.firstIndex(of: key).map { block.uniforms[$0] } }
      sameSettings = sameSettings.isEmpty ? settings : zip(sameSettings, settings).map { $0 ?? $1 }
      sameUniforms = sameUniforms.isEmpty ? uniforms : zip(sameUniforms, uniforms).map { $0 ?? $1 }
    }
  }

  deinit {
    targets.deallocate()
    starts.deallocate()
    isEvent.deallocate()
  }

  /// The values of a numeric setting.
  public func parameter(_ key: String) -> Column { parameters[plan.columnIndex(key)] }

  /// The uniforms of something that happens once per path, asked for by the model under this key.
  public func uniform(_ key: String) -> Column { uniforms[drawing.uniformKeys.firstIndex(of: key)!] }

  /// The standard normals of a shock, month by month; shared by the scenarios of a worker.
  public func normals(of stream: ShockStream) -> NormalShocks { shared.normals(of: stream) }

  /// Draws what paths `first ..< first + 128` draw once.
  func begin(first: UInt64, rowOffset: Int) {
    firstPath = first
    self.rowOffset = rowOffset
    drawing.draw(segment: 0, firstPath: first, into: parameters, same: sameSettings)
    drawing.drawUniforms(firstPath: first, into: uniforms, same: sameUniforms)
  }

  /// Draws the settings whose value changes with this month. True if any did.
  public func enter(month: Int) -> Bool {
    guard month > 0, let segment = drawing.segmentStarts.firstIndex(of: month) else { return false }
    drawing.draw(segment: segment, firstPath: firstPath, into: parameters)
    return true
  }

  /// Where a month's values of an output go as they are computed: into the sum that its rows share, or into a column of the model's own
  /// where a row wants the month alone. Either is handed to `record` afterwards.
  public func intake(_ output: Int, month: Int, else own: Column) -> Intake {
    let place = output * months + month
    guard starts[place] < starts[place + 1], targets[starts[place]].row < 0 else { return Intake(column: own, adds: false) }
    switch targets[starts[place]].step {
    case .begin: return Intake(column: gathered[output], adds: false)
    case .gather: return Intake(column: gathered[output], adds: true)
    default: return Intake(column: own, adds: false)
    }
  }

  /// Adds a month's values of an output to the rows that want them; of an event, whether they are above 0.
  ///
  /// - Parameter values: the column of an `Intake`, or any other.
  public func record(_ output: Int, month: Int, _ values: Column) {
    if isEvent[output] { return record(output, month: month, happens: bits(values)) }
    let place = output * months + month
    let sum = gathered[output]
    for index in starts[place]..<starts[place + 1] {
      let target = targets[index]
      if target.row < 0 {
        if values != sum { gather(target.step, values, into: sum) }
        continue
      }
      let row = rows.value(target.row) + rowOffset
      switch target.step {
      case .assign: row.update(from: values, count: Self.vectors)
      case .take: row.update(from: sum, count: Self.vectors)
      case .add: for v in 0..<Self.vectors { row[v] += sum[v] }
      case .maximum: for v in 0..<Self.vectors { row[v] = NumericCore.maximum(row[v], sum[v]) }
      case .scale(let factor): for v in 0..<Self.vectors { row[v] = row[v] * factor }
      case .begin, .gather, .gatherMaximum: break
      }
    }
  }

  @inline(always)
  private func gather(_ step: OutputLayout.Step, _ values: Column, into sum: Column) {
    switch step {
    case .gather: for v in 0..<Self.vectors { sum[v] += values[v] }
    case .gatherMaximum: for v in 0..<Self.vectors { sum[v] = maximum(sum[v], values[v]) }
    default: sum.update(from: values, count: Self.vectors)
    }
  }

  /// Sets the rows of a month of an event: path p is bit p mod 8 of byte p div 8.
  public func record(_ output: Int, month: Int, happens bits: SIMD16<UInt8>) {
    let place = output * months + month
    for index in starts[place]..<starts[place + 1] where targets[index].row >= 0 { set(targets[index].row, bits) }
  }

  /// Sets the row of an output that has one number for the horizon.
  public func recordOnce(_ output: Int, _ values: Column) {
    for row in layout.rows where row.output == output {
      if layout.outputs[output].isEvent {
        set(row.place, bits(values))
      } else {
        (rows.value(row.place) + rowOffset).update(from: values, count: Self.vectors)
      }
    }
  }

  /// Sets the row of an event that is decided once.
  public func recordOnce(_ output: Int, happens bits: SIMD16<UInt8>) {
    for row in layout.rows where row.output == output { set(row.place, bits) }
  }

  @inline(always)
  private func set(_ place: Int, _ bits: SIMD16<UInt8>) {
    UnsafeMutableRawPointer(rows.event(place) + rowOffset).storeBytes(of: bits, as: SIMD16<UInt8>.self)
  }

  private func bits(_ values: Column) -> SIMD16<UInt8> {
    var bits = SIMD16<UInt8>()
    for v in 0..<Self.vectors { bits[v] = (values[v] > 0).bits }
    return bits
  }

  /// The values of a row that is already complete; those of an event last until the next is asked for.
  public func row(output: String, period: String) -> Column? {
    layout.row(output: output, period: period).map { rows.numbers(row: $0) + rowOffset }
  }
}
