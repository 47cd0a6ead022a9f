/// How many paths of each scramble lie below each of a few thresholds: what the standard errors of quantiles are made of.
public struct ThresholdCounts: Sendable {
  public let thresholds: [Double]
  /// Counts of threshold k in scramble s at `k * 16 + s`.
  private var counts: [Int]

  /// - Parameter thresholds: ascending, such as the quantiles of a pilot sample.
  public init(thresholds: [Double]) {
    self.thresholds = thresholds
    counts = [Int](repeating: 0, count: thresholds.count * 16)
  }

  /// Adds values of whole groups of sixteen paths.
  public mutating func add(_ values: UnsafePointer<Vector>, vectors: Int) {
    for (k, threshold) in thresholds.enumerated() {
      var low = Vector.zero, high = Vector.zero
      let t = Vector(threshold)
      var v = 0
      while v + 1 < vectors {
        low += (values[v] < t).select(.one, .zero)
        high += (values[v + 1] < t).select(.one, .zero)
        v += 2
      }
      for lane in 0..<8 {
        counts[k * 16 + lane] += Int(low[lane])
        counts[k * 16 + 8 + lane] += Int(high[lane])
      }
    }
  }

  /// Adds single values, beginning with scramble 0.
  public mutating func add(paths values: UnsafeBufferPointer<Double>) {
    for (path, value) in values.enumerated() {
      for (k, threshold) in thresholds.enumerated() where value < threshold { counts[k * 16 + path % 16] += 1 }
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
    let total = (0..<16).reduce(0) { $0 + counts[k * 16 + $1] }
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
