/// Mean, variance, skewness, kurtosis and range of values seen one after the other, in parts that can be merged.
///
/// Updates and merges are those of P. Pébay, *Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical
/// moments*, Sandia report SAND2008-6212 (2008), doi 10.2172/1028931, about a mean held in two doubles, so that a small spread about a
/// large mean keeps its digits. The same values added and merged in the same order give the same bits; another order may
/// differ in the last ones.
///
/// **Accuracy**: against rational arithmetic for 4,000 values, among them 1e9 ± 1e-3, alternating signs, an outlier of 2⁶⁰, sizes of 1e-73 and
/// 1e72: mean within one unit of the last place, or 1e-18 of the largest size where values cancel; standard deviation within 2e-14, relatively;
/// skewness and kurtosis within 4e-14; see `MomentsTests`.
/// **Range**: finite values whose fourth powers of deviations stay below 1.8e308, else variance, skewness or kurtosis throw.
public struct Moments: Sendable {
  public private(set) var count = 0
  /// ∞ before the first value.
  public private(set) var smallest = Double.infinity
  /// -∞ before the first value.
  public private(set) var largest = -Double.infinity
  private var center = DoubleDouble(0)
  /// Sums of the second, third and fourth powers of the deviations from the mean.
  private var squares = 0.0
  private var cubes = 0.0
  private var fourths = 0.0

  public init() {}

  /// - Throws: `NumericError.notFinite` with the place and the value.
  public init(_ values: some Sequence<Double>) throws(NumericError) {
    for value in values { try add(value) }
  }

  /// Adds a value.
  ///
  /// - Throws: `NumericError.notFinite` with the place and the value; nothing is added then.
  public mutating func add(_ value: Double) throws(NumericError) {
    guard value.isFinite else { throw .notFinite("value \(count + 1) of the moments, \(value)") }
    count += 1
    smallest = min(smallest, value)
    largest = max(largest, value)
    let n = Double(count)
    let deviation = (value - center.high) - center.low
    let step = deviation / n
    let term = deviation * step * (n - 1)
    fourths += term * step * step * (n * n - 3 * n + 3) + 6 * step * step * squares - 4 * step * cubes
    cubes += term * step * (n - 2) - 3 * step * squares
    squares += term
    center.add(step)
  }

  /// Adds all that another has seen.
  public mutating func merge(_ other: Moments) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let n = Double(count), m = Double(other.count), total = n + m
    let deviation = (other.center.high - center.high) + (other.center.low - center.low)
    let step = deviation / total
    let square = deviation * step * n * m
    fourths +=
      other.fourths + square * step * step * (n * n - n * m + m * m) + 6 * step * step * (n * n * other.squares + m * m * squares)
      + 4 * step * (n * other.cubes - m * cubes)
    cubes += other.cubes + square * step * (n - m) + 3 * step * (n * other.squares - m * squares)
    squares += other.squares + square
    center.add(step * m)
    count += other.count
    smallest = min(smallest, other.smallest)
    largest = max(largest, other.largest)
  }

  private func require(_ least: Int, _ statistic: String) throws(NumericError) {
    guard count >= least else { throw .parameter(of: statistic, name: "count", value: Double(count), allowed: "at least \(least)") }
  }

  /// - Throws: `NumericError.parameter` without a value.
  public func mean() throws(NumericError) -> Double {
    try require(1, "mean")
    return center.value
  }

  /// The sum of squared deviations over n - 1.
  ///
  /// - Throws: `NumericError.parameter` below two values, `.notFinite` where the squares are beyond the largest double.
  public func variance() throws(NumericError) -> Double {
    try require(2, "variance")
    guard squares.isFinite else { throw .notFinite("the variance of values from \(smallest) to \(largest)") }
    return squares / Double(count - 1)
  }

  /// √variance, in the values' unit.
  public func standardDeviation() throws(NumericError) -> Double { try variance().squareRoot() }

  /// √n Σd³/(Σd²)^(3/2), d the deviations: 0 for what is symmetric.
  ///
  /// - Throws: `NumericError.parameter` below two values, or if all are the same; `.notFinite` where the powers are beyond the largest
  ///   double.
  public func skewness() throws(NumericError) -> Double {
    let deviation = try spread("skewness")
    let skewness = cubes / Double(count) / deviation / deviation / deviation
    guard skewness.isFinite else { throw .notFinite("the skewness of values from \(smallest) to \(largest)") }
    return skewness
  }

  /// n Σd⁴/(Σd²)² - 3: 0 for the normal distribution.
  ///
  /// - Throws: as `skewness`.
  public func excessKurtosis() throws(NumericError) -> Double {
    let deviation = try spread("kurtosis")
    let kurtosis = fourths / Double(count) / deviation / deviation / deviation / deviation - 3
    guard kurtosis.isFinite else { throw .notFinite("the kurtosis of values from \(smallest) to \(largest)") }
    return kurtosis
  }

  /// √(Σd²/n), above 0.
  private func spread(_ statistic: String) throws(NumericError) -> Double {
    _ = try variance()
    let spread = (squares / Double(count)).squareRoot()
    guard spread > 0 else {
      throw .parameter(of: statistic, name: "standard deviation", value: 0, allowed: "above 0: all \(count) values are \(smallest)")
    }
    return spread
  }
}
