/// Shares of an output's variance that single settings explain (first-order Sobol' indices), from the paths at hand.
///
/// The paths are sorted into bins of equal probability by the setting; the variance between the bins' means, less what chance alone would
/// leave there, over the whole variance. Reference: E. Plischke, *An effective algorithm for computing global sensitivity indices (EASI)*,
/// RESS 95 (2010), doi 10.1016/j.ress.2009.11.005, for given-data estimates in general.
enum DriverAnalysis {
  /// Bins for a number of paths; nil where there are too few for any.
  static func bins(paths: Int) -> Int? { paths < 256 ? nil : max(2, min(32, paths / 128)) }

  /// The share over all paths, and its error from the spread of the shares within the sixteen scrambles.
  static func firstOrderShare(values: [Double], bins: [UInt8], binCount: Int) -> Estimate {
    let all = share(values, bins, binCount, start: 0, step: 1)
    let parts = (0..<16).map { share(values, bins, max(2, min(binCount, values.count / 256)), from: binCount, start: $0, step: 16) }
    let mean = parts.reduce(0, +) / 16
    let spread = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Estimate(all, standardError: (spread / (16 * 15)).squareRoot())
  }

  /// - Parameter fine: the number of bins that `bins` was made for, a multiple of what is used or larger.
  private static func share(_ values: [Double], _ bins: [UInt8], _ count: Int, from fine: Int? = nil, start: Int, step: Int) -> Double {
    let fine = fine ?? count
    var sums = [Double](repeating: 0, count: count)
    var numbers = [Int](repeating: 0, count: count)
    var total = 0.0
    var n = 0
    for i in stride(from: start, to: values.count, by: step) {
      total += values[i]
      n += 1
    }
    let mean = total / Double(n)
    var square = 0.0
    for i in stride(from: start, to: values.count, by: step) {
      let deviation = values[i] - mean
      let bin = Int(bins[i]) * count / fine
      sums[bin] += deviation
      numbers[bin] += 1
      square += deviation * deviation
    }
    guard square > 0 else { return 0 }
    var between = 0.0
    var used = 0
    for bin in 0..<count where numbers[bin] > 0 {
      between += sums[bin] * sums[bin] / Double(numbers[bin])
      used += 1
    }
    guard n > used else { return 0 }
    let within = (square - between) / Double(n - used)
    return (between - Double(used - 1) * within) / square
  }
}
