import NumericCore
import ScenarioEngine

/// Where an event may happen in sixteen months on the paths of a block: found from the leading digits of its uniforms, eight paths at a time.
/// Only there are the digits below drawn, and they are drawn for eight places at a time.
final class EventCandidates {
  private static var span: Int { EventStream.monthsPerBlock }

  private(set) var count = 0
  /// Of each candidate: path of the block, month of the sixteen, leading digits.
  let paths: UnsafeMutablePointer<UInt8>
  let months: UnsafeMutablePointer<UInt8>
  private let leading: UnsafeMutablePointer<UInt8>
  /// The uniforms, once they are drawn.
  let uniforms: Column
  private let store: ColumnStore
  /// The sixteen months, the block's first path, and bits of the months that are looked at, in the places of `EventStream.places`.
  private var block = 0
  private var firstPath: UInt64 = 0
  private var early: UInt64 = 0
  private var late: UInt64 = 0

  init() {
    // Places for every path and month, filled up to eight.
    let places = Self.span * Block.paths + Vector.count
    paths = .allocate(capacity: places)
    paths.initialize(repeating: 0, count: places)
    months = .allocate(capacity: places)
    months.initialize(repeating: 0, count: places)
    leading = .allocate(capacity: places)
    leading.initialize(repeating: 0, count: places)
    store = ColumnStore(count: 1, vectors: places / Vector.count)
    uniforms = store[0]
  }

  deinit {
    paths.deallocate()
    months.deallocate()
    leading.deallocate()
  }

  /// Forgets all candidates, and prepares for the rest of the sixteen months that a month belongs to.
  func begin(month: Int, firstPath: UInt64) {
    block = month / Self.span
    self.firstPath = firstPath
    let all: UInt64 = 0x0101_0101_0101_0101, first = month % Self.span
    early = (0xff << UInt64(first) & 0xff) &* all
    late = (0xff << UInt64(max(0, first - 8)) & 0xff) &* all
    count = 0
  }

  /// Looks at eight paths.
  ///
  /// - Parameters:
  ///   - eight: numbers in the block; `lanes`: how many of the eight are meant.
  ///   - limits: of `EventStream.limits`.
  @inline(always)
  func look(_ stream: EventStream, paths eight: UnsafePointer<UInt8>, lanes: Int = Vector.count, limits: SIMD8<UInt64>) {
    let digits = stream.leadingDigits(paths: PathBytes.numbers(from: firstPath, eight), block: block)
    let mask = UInt64.max &>> UInt64(64 - 8 * lanes)
    let early = EventStream.places(digits.early, upTo: limits) & self.early & mask
    let late = EventStream.places(digits.late, upTo: limits) & self.late & mask
    if early != 0 { append(early, digits.early, eight, firstMonth: 0) }
    if late != 0 { append(late, digits.late, eight, firstMonth: 8) }
  }

  @inline(always)
  private func append(_ places: UInt64, _ digits: SIMD8<UInt64>, _ eight: UnsafePointer<UInt8>, firstMonth: Int) {
    let paths = paths, months = months, leading = leading
    var rest = places, count = count
    withUnsafeBytes(of: digits) { bytes in
      while rest != 0 {
        let place = rest.trailingZeroBitCount
        paths[count] = eight[place >> 3]
        months[count] = UInt8(truncatingIfNeeded: firstMonth + place & 7)
        leading[count] = bytes[place]
        count += 1
        rest &= rest &- 1
      }
    }
    self.count = count
  }

  /// Draws the uniforms of all candidates.
  func draw(_ stream: EventStream) {
    let firstPath = firstPath, firstMonth = UInt64(block * Self.span)
    for group in 0..<(count + 7) / 8 {
      let at = 8 * group
      uniforms[group] = stream.uniforms(
        paths: PathBytes.numbers(from: firstPath, paths + at), months: PathBytes.numbers(from: firstMonth, months + at),
        leading: PathBytes.numbers(from: 0, leading + at))
    }
  }
}
