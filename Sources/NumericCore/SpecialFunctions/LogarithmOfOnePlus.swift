extension Elementary {
  /// log(1 + x), without cancellation near 0; -∞ at -1, NaN below.
  ///
  /// The logarithm of the rounded sum, plus what the rounding lost. **Accuracy**: relative error below 4e-16, measured against
  /// 30 digits.
  public static func log(onePlus x: Double) -> Double {
    let sum = 1 + x
    guard sum > 0, sum < .infinity else { return log(sum) }
    let rounded = sum - 1
    let lost = (1 - (sum - rounded)) + (x - rounded)
    return log(sum) + lost / sum
  }

  /// log(1 + x) - x, without cancellation near 0, by the series of 2 artanh(x/(2 + x)).
  ///
  /// The exponent of the gamma and beta densities around their modes. **Accuracy**: relative error below 2e-15.
  static func logOnePlusMinusArgument(_ x: Double) -> Double {
    guard x > -0.4 && x < 0.6 else { return log(onePlus: x) - x }
    let s = x / (2 + x)
    let square = s * s
    var sum = 0.0
    var denominator = 33.0
    while denominator >= 3 {
      sum = (1 / denominator).addingProduct(sum, square)
      denominator -= 2
    }
    return s * (2 * square * sum - x)
  }
}
