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

  public mutating func merge(_ other: ThresholdCounts) {
    for i in counts.indices { counts[i] += other.counts[i] }
  }

  /// Standard error of the share of paths below threshold k; below 32 paths that of independent paths.
  ///
  /// From the spread of the scrambles' counts, and what the rounding to whole counts leaves unseen: nets can count alike and still be off.
  /// 0 where no path or every path lies below it, as with an atom at an end.
  public func shareError(_ k: Int, count: Int) -> Double {
    let total = (0..<16).reduce(0) { $0 + Int(counts[k * 16 + $1]) }
    let share = Double(total) / Double(count)
    if total == 0 || total == count { return 0 }
    if count < 32 { return (share * (1 - share) / Double(count)).squareRoot() }
    var spread = 0.0
    for s in 0..<16 {
      let deviation = Double(counts[k * 16 + s]) / Double(ScrambleMoments.paths(ofScramble: s, among: count)) - share
      spread += deviation * deviation
    }
    let perScramble = Double(count) / 16
    return (spread / (16 * 15) + 1 / (12 * perScramble * perScramble * 16)).squareRoot()
  }
}
