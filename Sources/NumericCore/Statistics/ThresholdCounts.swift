import CVector

/// How many paths of each scramble lie below each of a few thresholds: what the standard errors of quantiles are made of.
///
/// Thresholds are cells of `QuantileBins`; a value lies below one if its cell does.
public struct ThresholdCounts: Sendable {
  /// Cells, counted from -32768.
  private let thresholds: [Int16]
  /// Counts of threshold k in scramble s at `k * 16 + s`.
  private var counts: [UInt32]

  /// - Parameter thresholds: ascending, such as the quantiles of a pilot sample.
  public init(thresholds: [Double], bins: QuantileBins) {
    self.thresholds = thresholds.map { bins.cell(of: $0) }
    counts = [UInt32](repeating: 0, count: thresholds.count * 16)
  }

  /// Adds the first `count` of values, beginning with scramble 0, by their cells.
  public mutating func add(_ cells: UnsafePointer<Int16>, count: Int) {
    let groups = count / 16
    for k in thresholds.indices {
      let below = cv_count_below(cells, groups, thresholds[k])
      for s in 0..<16 { counts[k * 16 + s] += UInt32(truncatingIfNeeded: below[s]) }
      for i in 16 * groups..<count where cells[i] < thresholds[k] { counts[k * 16 + i % 16] += 1 }
    }
  }

  /// Adds the counts of other paths.
  public mutating func merge(_ other: ThresholdCounts) {
    for i in counts.indices { counts[i] += other.counts[i] }
  }

  /// Writes the counts.
  public func write(to writer: inout ByteWriter) {
    for count in counts { writer.write(UInt64(count)) }
  }

  /// Adds the counts of other paths below the same thresholds, as `write` wrote them.
  ///
  /// - Throws: `NumericError.size` where the bytes are not such counts.
  public mutating func add(from reader: inout ByteReader) throws(NumericError) {
    for i in counts.indices { counts[i] &+= UInt32(try reader.count(limit: min(reader.limit, Int(UInt32.max)))) }
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
      for k in 0..<thresholds.count {
        let share = Double((0..<16).reduce(0) { $0 + Int(counts[k * 16 + $1]) }) / n
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
      let deviation = Double(counts[k * 16 + s]) / Double(ScrambleMoments.paths(ofScramble: s, among: count)) - share
      spread += deviation * deviation
    }
    let perScramble = Double(count) / 16
    return spread / (16 * 15) + 1 / (12 * perScramble * perScramble * 16)
  }
}
