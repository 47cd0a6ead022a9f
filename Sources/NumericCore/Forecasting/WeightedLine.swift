/// A straight line by least squares with weights that fade with age.
enum WeightedLine {
  /// The line c + b t, t = 0 at the last value, weights memory^age.
  ///
  /// - Parameter series: at least two values.
  static func fit(_ series: [Double], memory: Double) -> (intercept: Double, slope: Double) {
    var (weight, sum, times, squares, values, products) = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for age in 0..<series.count {
      let (t, value) = (-Double(age), series[series.count - 1 - age])
      sum += weight
      times += weight * t
      squares += weight * t * t
      values += weight * value
      products += weight * t * value
      weight *= memory
    }
    let slope = (sum * products - times * values) / (sum * squares - times * times)
    return ((values - slope * times) / sum, slope)
  }

  /// The mean of values with weights memory^age.
  static func mean(_ series: [Double], memory: Double) -> Double {
    var (weight, sum, total) = (1.0, 0.0, 0.0)
    for value in series.reversed() {
      sum += weight * value
      total += weight
      weight *= memory
    }
    return sum / total
  }
}
