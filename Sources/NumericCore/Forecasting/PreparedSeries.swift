/// The recent points of an evenly spaced series, scaled so that every model works on numbers of ordinary size.
///
/// Values are divided by a power of two, so that scaling a series by one changes no bit of a scaled forecast.
struct PreparedSeries {
  /// At most so many points are kept, the latest.
  static let longest = 60
  /// The power of two by which values were divided.
  let exponent: Int
  /// The points kept, oldest first, over 2^exponent.
  let values: [Double]
  /// Points before the cut.
  let count: Int
  /// Mean absolute change of the points kept.
  let meanChange: Double
  /// Mean absolute change of all points.
  let overallChange: Double
  /// Changes divided by `meanChange`.
  let changes: [Double]
  /// Differences from the last value divided by `meanChange`.
  let levels: [Double]
  /// log(value/last value); nil if a kept value is not positive.
  let logarithms: [Double]?
  /// Whether no value of the whole series is negative.
  let isNonnegative: Bool

  var last: Double { values[values.count - 1] }
  /// All kept values are equal.
  var isConstant: Bool { meanChange == 0 }

  /// - Parameter series: finite values, oldest first, at least one.
  init(_ series: [Double]) {
    count = series.count
    let largest = series.reduce(0) { max($0, $1.magnitude) }
    let exponent = largest > 0 ? Int(largest.exponent) : 0
    self.exponent = exponent
    let scaled = series.map { Double(sign: .plus, exponent: -exponent, significand: $0) }
    isNonnegative = scaled.allSatisfy { $0 >= 0 }
    overallChange = PreparedSeries.meanChange(scaled[...])
    let kept = scaled.suffix(PreparedSeries.longest)
    let unit = PreparedSeries.meanChange(kept)
    values = Array(kept)
    meanChange = unit
    let last = scaled[scaled.count - 1]
    let divisor = unit > 0 ? unit : 1
    levels = kept.map { ($0 - last) / divisor }
    changes = zip(kept.dropFirst(), kept).map { ($0 - $1) / divisor }
    logarithms = kept.allSatisfy { $0 > 0 } ? kept.map { Elementary.log($0 / last) } : nil
  }

  private static func meanChange(_ values: ArraySlice<Double>) -> Double {
    guard values.count > 1 else { return 0 }
    var sum = 0.0
    for t in values.indices.dropFirst() { sum += (values[t] - values[t - 1]).magnitude }
    return sum / Double(values.count - 1)
  }

  /// A normalised number in the unit of the series.
  func restored(_ value: Double) -> Double { Double(sign: .plus, exponent: exponent, significand: value) }
}
