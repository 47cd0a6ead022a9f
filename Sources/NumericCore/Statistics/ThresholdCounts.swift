import CVector

/// How many paths of each scramble lie below each of a few thresholds: what the standard errors of quantiles are made of.
///
/// Thresholds are cells of `QuantileBins`; a value lies below one if its cell does.
public struct ThresholdCounts: Sendable {
  /// Cells, counted from -32768, and so many of the lowest behind them that they come in fours: no cell lies below that.
  private let cells: [Int16]
  private let thresholds: Int
  /// Counts of a threshold, scramble by scramble, modulo 65,536, and, once one has passed it, how often.
  private var counts: [SIMD16<UInt16>]
  private var carries: [SIMD16<UInt32>] = []

  /// - Parameter thresholds: ascending, such as the quantiles of a pilot sample.
  public init(thresholds: [Double], bins: QuantileBins) {
    self.thresholds = thresholds.count
    cells = thresholds.map { bins.cell(of: $0) } + repeatElement(.min, count: (4 - thresholds.count % 4) % 4)
    counts = [SIMD16<UInt16>](repeating: SIMD16(), count: thresholds.count)
  }

  /// Adds the first `count` of values, beginning with scramble 0, by their cells.
  public mutating func add(_ values: UnsafePointer<Int16>, count: Int) {
    // A lane of sixteen bits has room for 32,767 groups.
    let most = 32_767 * 16
    for start in stride(from: 0, to: count, by: most) { addFew(values + start, count: min(most, count - start)) }
  }

  private mutating func addFew(_ values: UnsafePointer<Int16>, count: Int) {
    let groups = count / 16
    for first in stride(from: 0, to: thresholds, by: 4) {
      withUnsafeTemporaryAllocation(byteCount: 128, alignment: 32) { below in
        guard let below = below.baseAddress else { return }
        let lanes = below.assumingMemoryBound(to: Int16.self)
        cells.withUnsafeBufferPointer { if let cells = $0.baseAddress { cv_count_below(values, groups, cells + first, lanes) } }
        for k in first..<min(first + 4, thresholds) {
          for i in 16 * groups..<count where values[i] < cells[k] { lanes[16 * (k - first) + i % 16] += 1 }
          add(below.load(fromByteOffset: 32 * (k - first), as: SIMD16<UInt16>.self), to: k)
        }
      }
    }
  }

  private mutating func add(_ numbers: SIMD16<UInt16>, to k: Int) {
    counts[k] = counts[k] &+ numbers
    let hasPassed = counts[k] .< numbers
    guard any(hasPassed) else { return }
    if carries.isEmpty { carries = [SIMD16<UInt32>](repeating: SIMD16(), count: thresholds) }
    for s in 0..<16 where hasPassed[s] { carries[k][s] &+= 1 }
  }

  private func number(_ k: Int, scramble s: Int) -> UInt64 { UInt64(counts[k][s]) + (carries.isEmpty ? 0 : UInt64(carries[k][s]) << 16) }

  private mutating func add(_ number: UInt64, to k: Int, scramble s: Int) {
    var low = SIMD16<UInt16>()
    low[s] = UInt16(truncatingIfNeeded: number)
    add(low, to: k)
    guard number >> 16 > 0 else { return }
    if carries.isEmpty { carries = [SIMD16<UInt32>](repeating: SIMD16(), count: thresholds) }
    carries[k][s] &+= UInt32(truncatingIfNeeded: number >> 16)
  }

  /// Adds the counts of other paths.
  public mutating func merge(_ other: ThresholdCounts) {
    for k in 0..<thresholds { for s in 0..<16 { add(other.number(k, scramble: s), to: k, scramble: s) } }
  }

  /// Writes the counts.
  public func write(to writer: inout ByteWriter) {
    for k in 0..<thresholds { for s in 0..<16 { writer.write(number(k, scramble: s)) } }
  }

  /// Adds the counts of other paths below the same thresholds, as `write` wrote them.
  ///
  /// - Throws: `NumericError.size` where the bytes are not such counts.
  public mutating func add(from reader: inout ByteReader) throws(NumericError) {
    for k in 0..<thresholds {
      for s in 0..<16 { add(UInt64(try reader.count(limit: min(reader.limit, Int(UInt32.max)))), to: k, scramble: s) }
    }
  }

  /// Standard error of the share of paths below the quantile at a level, inside (0, 1).
  ///
  /// The variance of the share below a threshold is that of the scrambles' shares and what the rounding to whole counts leaves unseen (nets
  /// can count alike and still be off). What it is of that of independent paths, F (1 - F)/n, it is taken to be at the level too, from the
  /// threshold whose share F is nearest to it; below 32 paths, or where no threshold parts the paths, paths count as independent.
  /// Not below 1/(n + 2), Laplace's rule, as n paths alike prove no certainty.
  public func shareError(at level: Double, count: Int) -> Double {
    let n = Double(count)
    var ratio = 1.0
    if count >= 32 {
      var nearest = Double.infinity
      for k in 0..<thresholds {
        let share = Double((0..<16).reduce(0) { $0 + number(k, scramble: $1) }) / n
        guard share > 0, share < 1, (share - level).magnitude < nearest else { continue }
        nearest = (share - level).magnitude
        ratio = variance(k, share: share, count: count) / (share * (1 - share) / n)
      }
    }
    return max((ratio * level * (1 - level) / n).squareRoot(), 1 / (n + 2))
  }

  private func variance(_ k: Int, share: Double, count: Int) -> Double {
    var spread = 0.0
    for s in 0..<16 {
      let deviation = Double(number(k, scramble: s)) / Double(ScrambleMoments.paths(ofScramble: s, among: count)) - share
      spread += deviation * deviation
    }
    let perScramble = Double(count) / 16
    return spread / (16 * 15) + 1 / (12 * perScramble * perScramble * 16)
  }
}
