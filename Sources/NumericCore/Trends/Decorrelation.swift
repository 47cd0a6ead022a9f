/// The covariance of observations with independent errors and a wandering truth, as its Cholesky factor.
struct Decorrelation {
  /// Years after the first observation.
  private let times: [Double]
  private let wandering: Wandering
  private let factor: Matrix
  /// Half the logarithm of the determinant of the covariance.
  let logScale: Double

  /// - Parameters:
  ///   - years: in increasing order.
  ///   - deviations: of the independent errors.
  init(years: [Double], deviations: [Double], wandering: Wandering) throws(NumericError) {
    let times = years.map { $0 - years[0] }
    var covariance = Matrix(rows: times.count, columns: times.count)
    for i in times.indices {
      for j in times.indices { covariance[i, j] = wandering.covariance(times[i], times[j]) }
      covariance[i, i] += deviations[i] * deviations[i]
    }
    self.times = times
    self.wandering = wandering
    factor = try Cholesky.lower(covariance)
    logScale = factor.diagonal.reduce(0) { $0 + Elementary.log($1) }
  }

  /// L⁻¹ times a column.
  func apply(_ column: [Double]) -> [Double] {
    var result = column
    for i in result.indices {
      for j in 0..<i { result[i] -= factor[i, j] * result[j] }
      result[i] /= factor[i, i]
    }
    return result
  }

  /// The best linear prediction of the straying some years after the last observation: the weights of the decorrelated residuals, and
  /// the standard deviation of its error.
  func prediction(_ years: Double) -> (weights: [Double], deviation: Double) {
    let time = times[times.count - 1] + years
    let weights = apply(times.map { wandering.covariance($0, time) })
    let variance = weights.reduce(wandering.covariance(time, time)) { $0 - $1 * $1 }
    return (weights, max(variance, 0).squareRoot())
  }
}
