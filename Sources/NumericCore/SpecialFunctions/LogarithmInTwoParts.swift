extension Elementary {
  /// log x as the sum of two doubles, x > 0 and finite.
  ///
  /// The leading term 2 (m - 1)/(m + 1) of the series of the inverse hyperbolic tangent and the multiple of log 2 are kept in two parts;
  /// the other terms are a hundredth of it and need only one. **Accuracy**: absolute error below 2e-18, measured against 50 digits.
  static func logInTwoParts(_ x: Double) -> DoubleDouble {
    var exponent = Double(x.exponent)
    var m = x.significand
    if m > 1.4142135623730951 {
      m *= 0.5
      exponent += 1
    }
    let sum = m + 1
    let rest = (m - (sum - (sum - m))) + (1 - (sum - m))
    var result = DoubleDouble(2 * (m - 1)).divided(by: sum)
    let twice = result.value
    result.add(-twice * rest / sum)
    let square = 0.25 * twice * twice
    var series = 0.0
    var denominator = 27.0
    while denominator >= 3 {
      series = (1 / denominator).addingProduct(series, square)
      denominator -= 2
    }
    result.add(twice * (square * series))
    result.add(exponent, times: 0x1.62e42fefa39efp-1)
    result.add(exponent * 0x1.abc9e3b39803fp-56)
    return result
  }

  /// e to the power of a sum of two doubles. **Accuracy**: 1.2 ulp.
  static func exp(_ x: DoubleDouble) -> Double {
    let power = exp(x.high)
    return power < .infinity ? power.addingProduct(power, x.low) : power
  }

  /// log(x/y) for positive x and y, without cancellation where they are close and without overflow of the quotient.
  ///
  /// **Accuracy**: relative error below 1e-15.
  static func logOfRatio(_ x: Double, _ y: Double) -> Double {
    if x > 0.5 * y && x < 2 * y { return log(onePlus: (x - y) / y) }
    let ratio = x / y
    return ratio > 0x1p-1022 && ratio < .infinity ? log(ratio) : log(x) - log(y)
  }
}
