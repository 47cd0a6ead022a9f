import NumericCore
import ScenarioEngine

/// Something that begins on a path with a probability 1 - exp(-rate D/YEAR) a month: found four months at a time, from the leading digits of
/// their uniforms; all digits are looked at only where the leading ones do not settle it.
final class MonthlyEvent {
  private static var span: Int { EventStream.monthsPerBlock }
  private let stream: EventStream
  /// Days of each month of the horizon.
  private let days: [Int]
  /// By the days of a month, from 28.
  private let probabilities = ColumnStore(count: 4)
  private let limits: UnsafeMutablePointer<SIMD8<UInt64>>
  /// Lanes on which it begins, as bits: by month of the four and vector.
  private let found: UnsafeMutablePointer<UInt8>
  private var isPrepared = false

  init(stream: EventStream, days: [Int]) {
    self.stream = stream
    self.days = days
    limits = .allocate(capacity: 4 * Block.vectors)
    limits.initialize(repeating: .zero, count: 4 * Block.vectors)
    found = .allocate(capacity: Block.vectors * Self.span)
    found.initialize(repeating: 0, count: Block.vectors * Self.span)
  }

  deinit {
    limits.deallocate()
    found.deallocate()
  }

  /// Takes up a yearly rate.
  func refresh(rate: Column) {
    isPrepared = false
    guard stream.fixed == nil else { return }
    for days in 28...31 {
      let probability = probabilities[days - 28]
      for v in 0..<probabilities.vectors {
        probability[v] = 1 - exp(-(rate[v] * (Double(days) / UserGrowth.year)))
        limits[(days - 28) * Block.vectors + v] = EventStream.limits(probability[v])
      }
    }
  }

  /// Lanes on which it begins in a month, as bits: a byte a vector.
  @inline(always)
  func begins(month: Int) -> UnsafePointer<UInt8> { UnsafePointer(found + month % Self.span * Block.vectors) }

  /// Finds where it begins in the four months that a month belongs to, if that has not been done.
  func prepare(month: Int, firstPath: UInt64) {
    guard stream.fixed == nil, !isPrepared || month % Self.span == 0 else { return }
    isPrepared = true
    let first = month / Self.span * Self.span
    let stream = stream, found = found
    let own = (0..<Self.span).map { limits + (days[min(first + $0, days.count - 1)] - 28) * Block.vectors }
    let (one, two, three, four) = (own[0], own[1], own[2], own[3])
    for v in 0..<probabilities.vectors {
      let digits = stream.leadingDigits(firstPath: firstPath + UInt64(v * Vector.count), block: month / Self.span)
      let bits = (
        digits.areBelow(one[v], month: 0), digits.areBelow(two[v], month: 1), digits.areBelow(three[v], month: 2),
        digits.areBelow(four[v], month: 3)
      )
      found[v] = bits.0
      found[Block.vectors + v] = bits.1
      found[2 * Block.vectors + v] = bits.2
      found[3 * Block.vectors + v] = bits.3
      guard bits.0 | bits.1 | bits.2 | bits.3 != 0 else { continue }
      // A limit is at most two above the digits of the probability.
      for m in 0..<Self.span where digits.areBelow(own[m][v] &- 2, month: m) != found[m * Block.vectors + v] {
        settle(v, month: first + m, firstPath: firstPath)
      }
    }
  }

  /// Looks at all digits.
  private func settle(_ v: Int, month: Int, firstPath: UInt64) {
    guard month < days.count else { return }
    let uniforms = stream.uniforms(firstPath: firstPath + UInt64(v * Vector.count), month: month)
    found[month % Self.span * Block.vectors + v] = (uniforms < probabilities[days[month] - 28][v]).bits
  }
}
