/// The scaled observations, and straight lines through transformed ones, for starts of a growth curve.
public struct GrowthStarts: Sendable {
  /// In units of about the length of the series.
  public let times: [Double]
  /// The largest size is between 1/2 and 1.
  public let values: [Double]

  var largest: Double { values.reduce(0) { max($0, $1.magnitude) } }

  /// Ceilings from just above the largest value to thirty times it.
  var ceilings: [Double] { [1.01, 1.05, 1.2, 1.6, 3, 8, 30].map { $0 * largest } }

  /// Intercept and slope through the transformed values that are finite; nil if they are of fewer than two times.
  ///
  /// - Parameter abscissa: of a time.
  func line(abscissa: (Double) -> Double = { $0 }, _ transform: (Double) -> Double) -> (intercept: Double, slope: Double)? {
    let pairs = zip(times, values).map { (x: abscissa($0), y: transform($1)) }.filter { $0.x.isFinite && $0.y.isFinite }
    let count = Double(pairs.count)
    let (meanX, meanY) = (pairs.reduce(0) { $0 + $1.x } / count, pairs.reduce(0) { $0 + $1.y } / count)
    let square = pairs.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    guard pairs.count > 1, square > 0 else { return nil }
    let slope = pairs.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / square
    return (meanY - slope * meanX, slope)
  }

  /// The factor with which a curve of unit ceiling lies closest to the values; nil if there is none above 0.
  func factor(_ shape: (Double) -> Double) -> Double? {
    let shapes = times.map(shape)
    let product = zip(shapes, values).reduce(0) { $0 + $1.0 * $1.1 }
    let square = shapes.reduce(0) { $0 + $1 * $1 }
    let factor = product / square
    return factor.isFinite && factor > 0 ? factor : nil
  }
}
