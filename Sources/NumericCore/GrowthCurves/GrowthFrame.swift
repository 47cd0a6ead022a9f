/// The scaled numbers in which a growth curve is fitted, and the way back.
///
/// Values are divided by a power of two so that the largest lies between 1/2 and 1, times counted from an origin in a power of two of
/// years; positive parameters are fitted as logarithms. So a fit does not depend on the units.
struct GrowthFrame: Sendable {
  let quantities: [GrowthQuantity]
  let valueScale: Double
  let timeScale: Double
  /// Of times of observations.
  let origin: Double

  init(quantities: [GrowthQuantity], points: [TrendPoint], launch: Double?) {
    func powerOfTwo(atLeast size: Double) -> Double { Double(sign: .plus, exponent: size.exponent + 1, significand: 1) }
    self.quantities = quantities
    valueScale = powerOfTwo(atLeast: points.reduce(0) { max($0, $1.value.magnitude) })
    timeScale = powerOfTwo(atLeast: points[points.count - 1].year - points[0].year)
    origin = launch ?? points[points.count - 1].year
  }

  func time(_ year: Double) -> Double { (year - origin) / timeScale }

  /// Scaled parameters from those that are fitted.
  func scaled(_ fitted: [Dual]) -> [Dual] {
    zip(quantities, fitted).map { quantity, value in quantity.isPositive ? exp(value) : value }
  }

  /// One parameter in its own unit, from its fitted number.
  func natural(_ fitted: Double, _ quantity: GrowthQuantity) -> Double {
    natural(scaled: quantity.isPositive ? Elementary.exp(fitted) : fitted, quantity.dimension)
  }

  func natural(scaled: Double, _ dimension: GrowthQuantity.Dimension) -> Double {
    switch dimension {
    case .value: scaled * valueScale
    case .rate: scaled / timeScale
    case .duration: scaled * timeScale
    case .time: origin + scaled * timeScale
    case .number: scaled
    }
  }

  /// The change of a parameter in its own unit per change of its fitted number.
  func slope(_ fitted: Double, _ quantity: GrowthQuantity) -> Double {
    let perScaled = natural(scaled: 1, quantity.dimension) - (quantity.dimension == .time ? origin : 0)
    return quantity.isPositive ? perScaled * Elementary.exp(fitted) : perScaled
  }

  /// The number to fit for a parameter in its own unit.
  func fitted(_ natural: Double, _ quantity: GrowthQuantity) -> Double {
    let scaled: Double =
      switch quantity.dimension {
      case .value: natural / valueScale
      case .rate: natural * timeScale
      case .duration: natural / timeScale
      case .time: (natural - origin) / timeScale
      case .number: natural
      }
    return quantity.isPositive ? Elementary.log(scaled) : scaled
  }

  /// Where the search ends: a factor of 1,000 for plain numbers and of 100,000 for
  /// the rest, on either side of the size of the series. Beyond, data cannot tell a curve from its limiting form.
  ///
  /// - Parameter widening: a factor on the limits.
  func bounds(_ quantity: GrowthQuantity, widening: Double = 1) -> ClosedRange<Double> {
    let limit: Double =
      switch (quantity.isPositive, quantity.dimension) {
      case (true, .number): 7
      case (true, _): 11.5
      case (false, _): 1e5
      }
    return -limit * widening...limit * widening
  }
}
