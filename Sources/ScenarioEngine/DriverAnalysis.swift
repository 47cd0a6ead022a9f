/// Shares of an output's variance that single settings explain (first-order Sobol' indices), from the paths at hand.
///
/// The paths are sorted into bins of equal probability by the setting; the variance between the bins' means, less what chance alone would
/// leave there, over the whole variance. Reference: E. Plischke, *An effective algorithm for computing global sensitivity indices (EASI)*,
/// RESS 95 (2010), doi 10.1016/j.ress.2009.11.005, for given-data estimates in general.
struct DriverAnalysis {
  private static let scrambles = 16

  /// Of all paths.
  let bins: Int
  /// Of the paths of one scramble.
  private let partBins: Int
  /// Less the mean of all paths, and less that of the path's scramble.
  private let deviations: [Double]
  private let partDeviations: [Double]
  /// Sums of their squares, of all paths and scramble by scramble.
  private let square: Double
  private let partSquares: [Double]

  /// Bins for a number of paths; nil where there are too few for any.
  static func bins(paths: Int) -> Int? { paths < 256 ? nil : max(2, min(32, paths / 128)) }

  /// - Parameter values: of an output, path by path; nil where there are too few.
  init?(values: [Double]) {
    guard let bins = Self.bins(paths: values.count) else { return nil }
    self.bins = bins
    partBins = max(2, min(bins, values.count / 256))
    let isConstant = values.allSatisfy { $0 == values[0] }
    func mean(from start: Int, by step: Int) -> Double {
      // A sum may be off by a rounding, which is no variance.
      if isConstant { return values[0] }
      let own = stride(from: start, to: values.count, by: step)
      return own.reduce(0.0) { $0 + values[$1] } / Double((values.count - start + step - 1) / step)
    }
    let all = mean(from: 0, by: 1), means = (0..<Self.scrambles).map { mean(from: $0, by: Self.scrambles) }
    deviations = values.map { $0 - all }
    partDeviations = values.enumerated().map { $1 - means[$0 % Self.scrambles] }
    square = deviations.reduce(0) { $0 + $1 * $1 }
    var squares = [Double](repeating: 0, count: Self.scrambles)
    for (path, deviation) in partDeviations.enumerated() { squares[path % Self.scrambles] += deviation * deviation }
    partSquares = squares
  }

  /// The share over all paths, and its error from the spread of the shares within the sixteen scrambles.
  ///
  /// - Parameter places: the bin of each path.
  func firstOrderShare(_ places: [UInt8]) -> Estimate {
    var sums = [Double](repeating: 0, count: bins), partSums = [Double](repeating: 0, count: Self.scrambles * bins)
    var numbers = [Int](repeating: 0, count: bins), partNumbers = [Int](repeating: 0, count: Self.scrambles * bins)
    let partPlaces = (0..<bins).map { $0 * partBins / bins }
    for path in deviations.indices {
      let bin = Int(places[path]), part = path % Self.scrambles * bins + partPlaces[bin]
      sums[bin] += deviations[path]
      numbers[bin] += 1
      partSums[part] += partDeviations[path]
      partNumbers[part] += 1
    }
    let all = Self.share(sums[...], numbers[...], square)
    let parts = (0..<Self.scrambles).map { s in
      let own = s * bins..<(s + 1) * bins
      return Self.share(partSums[own], partNumbers[own], partSquares[s])
    }
    let mean = parts.reduce(0, +) / Double(Self.scrambles)
    let spread = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Estimate(all, standardError: (spread / Double(Self.scrambles * (Self.scrambles - 1))).squareRoot())
  }

  private static func share(_ sums: ArraySlice<Double>, _ numbers: ArraySlice<Int>, _ square: Double) -> Double {
    guard square > 0 else { return 0 }
    var between = 0.0
    var used = 0, n = 0
    for (sum, number) in zip(sums, numbers) where number > 0 {
      between += sum * sum / Double(number)
      used += 1
      n += number
    }
    guard n > used else { return 0 }
    let within = (square - between) / Double(n - used)
    return (between - Double(used - 1) * within) / square
  }
}
