import NumericCore

/// The rows of a scenario for a slice of paths: values in columns, events as bits.
public final class RowStore {
  let layout: OutputLayout
  private let values: ColumnStore
  private let events: UnsafeMutablePointer<UInt8>
  private let scratch: ColumnStore
  /// Vectors of a slice.
  let vectors: Int

  /// - Parameter paths: of a slice, whole blocks.
  public init(layout: OutputLayout, paths: Int = Simulator.pathsPerChunk) {
    self.layout = layout
    vectors = paths / Vector.count
    // A column takes a little more, so that neighbouring ones do not compete for the same cache lines.
    values = ColumnStore(count: layout.valueRows.count, vectors: vectors + vectors / 8)
    scratch = ColumnStore(count: 1, vectors: vectors)
    let bytes = max(1, layout.eventRows.count) * vectors
    events = .allocate(capacity: bytes)
    events.initialize(repeating: 0, count: bytes)
  }

  deinit { events.deallocate() }

  /// A row of values, by its place among them.
  @inline(always) func value(_ place: Int) -> Column { values[place] }
  /// A row of events, by its place among them: path p is bit p mod 8 of byte p div 8.
  @inline(always) func event(_ place: Int) -> UnsafeMutablePointer<UInt8> { events + place * vectors }

  /// The numbers of any row; those of an event, 0 and 1, last until the next is asked for.
  public func numbers(row: Int) -> Column {
    let place = layout.rows[row].place
    guard layout.outputs[layout.rows[row].output].isEvent else { return value(place) }
    let bits = event(place), column = scratch[0].paths
    for path in 0..<vectors * Vector.count { column[path] = bits[path / 8] >> UInt8(path % 8) & 1 == 1 ? 1 : 0 }
    return scratch[0]
  }
}
