import NumericCore
import ScenarioEngine

/// Something that begins on a path with a probability 1 - exp(-rate D/YEAR) a month: found four months at a time, from the leading digits of
/// their uniforms; all digits are looked at only where it might begin.
final class MonthlyEvent {
  private let stream: EventStream
  private let probabilities = ColumnStore(count: 4)
  private let limits: UnsafeMutablePointer<SIMD8<UInt64>>
  private let candidates: UnsafeMutablePointer<UInt8>
  private var isPrepared = false

  init(stream: EventStream) {
    self.stream = stream
    limits = .allocate(capacity: Block.vectors)
    limits.initialize(repeating: .zero, count: Block.vectors)
    candidates = .allocate(capacity: Block.vectors * EventStream.monthsPerBlock)
    candidates.initialize(repeating: 0, count: Block.vectors * EventStream.monthsPerBlock)
  }

  deinit {
    limits.deallocate()
    candidates.deallocate()
  }

  /// Takes up a yearly rate.
  func refresh(rate: Column) {
    isPrepared = false
    guard stream.fixed == nil else { return }
    for days in 28...31 {
      let probability = probabilities[days - 28]
      for v in 0..<probabilities.vectors { probability[v] = 1 - exp(-(rate[v] * (Double(days) / UserGrowth.year))) }
    }
    for v in 0..<probabilities.vectors { limits[v] = EventStream.limits(probabilities[3][v]) }
  }

  /// Lanes on which it begins in a month, as bits.
  @inline(always)
  func begins(_ v: Int, month: Int, days: Int, firstPath: UInt64) -> UInt8 {
    let candidate = candidates[v * EventStream.monthsPerBlock + month % EventStream.monthsPerBlock]
    return candidate == 0 ? 0 : settled(candidate, v, month: month, days: days, firstPath: firstPath)
  }

  private func settled(_ candidate: UInt8, _ v: Int, month: Int, days: Int, firstPath: UInt64) -> UInt8 {
    let uniforms = stream.uniforms(firstPath: firstPath + UInt64(v * Vector.count), month: month)
    return candidate & (uniforms < probabilities[days - 28][v]).bits
  }

  /// Looks for candidates in the four months that a month belongs to, if that has not been done.
  func prepare(month: Int, firstPath: UInt64) {
    guard stream.fixed == nil, !isPrepared || month % EventStream.monthsPerBlock == 0 else { return }
    isPrepared = true
    for v in 0..<probabilities.vectors {
      let digits = stream.leadingDigits(firstPath: firstPath + UInt64(v * Vector.count), block: month / EventStream.monthsPerBlock)
      for m in 0..<EventStream.monthsPerBlock {
        candidates[v * EventStream.monthsPerBlock + m] = digits.areBelow(limits[v], month: m)
      }
    }
  }
}
