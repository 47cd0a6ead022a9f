/// The theta method (V. Assimakopoulos and K. Nikolopoulos 2000, doi 10.1016/S0169-2070(00)00066-2): the mean of the least-squares line
/// and of simple exponential smoothing of what lies twice as far from it.
enum ThetaLine {
  /// Two vectors of gains to try.
  private static let gains: [Vector] = {
    let values = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1]
    return [0, 8].map { start in
      var vector = Vector.zero
      for lane in 0..<Vector.count { vector[lane] = values[start + lane] }
      return vector
    }
  }()

  /// Forecasts of steps 1 to `horizon`, less the last value.
  ///
  /// - Parameter series: at least two values; the last one is 0.
  static func forecasts(_ series: [Double], horizon: Int) -> [Double] {
    let n = series.count
    let (intercept, slope) = WeightedLine.fit(series, memory: 1)
    var bent = [Double](repeating: 0, count: n)
    for t in 0..<n { bent[t] = 2 * series[t] - (intercept + slope * Double(t - n + 1)) }
    var (best, smoothed) = (Double.infinity, 0.0)
    for gain in gains {
      var (level, squares) = (Vector(bent[0]), Vector.zero)
      for t in 1..<n {
        let error = Vector(bent[t]) - level
        squares = error.multiplied(by: error, adding: squares)
        level = gain.multiplied(by: error, adding: level)
      }
      for lane in 0..<Vector.count where squares[lane] < best { (best, smoothed) = (squares[lane], level[lane]) }
    }
    return (1...max(horizon, 1)).prefix(horizon).map { 0.5 * (smoothed + intercept + slope * Double($0)) }
  }
}
