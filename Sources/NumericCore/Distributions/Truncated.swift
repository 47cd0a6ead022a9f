/// A distribution restricted to an interval and rescaled to probability 1.
///
/// Probabilities are measured on whichever side of the base keeps them small, so an interval far in a tail loses nothing.
/// The probability is that of minimum < X ≤ maximum; a base with steps keeps a step at the minimum out.
public struct Truncated: Distribution {
  public let base: any Distribution
  public let minimum: Double
  public let maximum: Double
  /// Probability of the interval under the base.
  public let mass: Double
  /// Of the base: below the interval, above it, up to its end.
  private let below: Double
  private let above: Double
  private let belowMaximum: Double
  private let aboveMinimum: Double

  /// - Throws: `NumericError.parameter` unless `minimum` < `maximum` (either may be infinite) and the base has mass between them.
  public init(_ base: any Distribution, minimum: Double, maximum: Double) throws(NumericError) {
    guard !minimum.isNaN, minimum < .infinity else {
      throw .parameter(of: "truncate", name: "minimum", value: minimum, allowed: "a number or -infinity")
    }
    guard maximum > minimum else {
      throw .parameter(of: "truncate", name: "maximum", value: maximum, allowed: "> minimum = \(minimum)")
    }
    self.base = base
    self.minimum = max(minimum, base.support.lowerBound)
    self.maximum = min(maximum, base.support.upperBound)
    self.below = minimum < base.support.lowerBound ? 0 : base.cumulative(to: minimum)
    self.aboveMinimum = minimum < base.support.lowerBound ? 1 : base.survival(beyond: minimum)
    self.above = base.survival(beyond: maximum)
    self.belowMaximum = base.cumulative(to: maximum)
    self.mass = below > 0.5 ? aboveMinimum - above : above > 0.5 ? belowMaximum - below : 1 - below - above
    guard mass > 0 else {
      throw .parameter(of: "truncate", name: "minimum", value: minimum, allowed: "where the distribution has mass up to \(maximum)")
    }
  }

  public var support: ClosedRange<Double> { min(minimum, maximum)...maximum }

  public func density(at x: Double) -> Double { x < minimum || x > maximum ? 0 : base.density(at: x) / mass }

  public func cumulative(to x: Double) -> Double {
    if x.isNaN { return x }
    if x <= minimum { return minimum == maximum && x == maximum ? 1 : 0 }
    if x >= maximum { return 1 }
    let part = below > 0.5 ? aboveMinimum - base.survival(beyond: x) : base.cumulative(to: x) - below
    return min(max(part / mass, 0), 1)
  }

  public func survival(beyond x: Double) -> Double {
    if x.isNaN { return x }
    if x <= minimum { return minimum == maximum && x == maximum ? 0 : 1 }
    if x >= maximum { return 0 }
    let part = above > 0.5 ? belowMaximum - base.cumulative(to: x) : base.survival(beyond: x) - above
    return min(max(part / mass, 0), 1)
  }

  public func quantile(_ p: Double) -> Double {
    guard p >= 0 && p <= 1 else { return .nan }
    return point(share: p, rest: 1 - p)
  }

  public func upperQuantile(_ q: Double) -> Double {
    guard q >= 0 && q <= 1 else { return .nan }
    return point(share: 1 - q, rest: q)
  }

  /// The base's value with this share of the interval's mass below it.
  private func point(share: Double, rest: Double) -> Double {
    if share == 0 { return minimum }
    if rest == 0 { return maximum }
    let lower = share <= 0.5 ? below.addingProduct(share, mass) : belowMaximum - rest * mass
    let upper = rest <= 0.5 ? above.addingProduct(rest, mass) : aboveMinimum - share * mass
    let value = lower <= upper ? base.quantile(lower) : base.upperQuantile(upper)
    return min(max(value, minimum), maximum)
  }

  /// By integrating the quantile function. **Accuracy**: 1e-9 of the standard deviation for smooth bases, measured on closed forms;
  /// exact for constants and listed values.
  public var mean: Double {
    if let listed { return listed.mean }
    return QuantileIntegral.expectation(of: self) { $0 }
  }

  public var variance: Double {
    if let listed { return listed.variance }
    let centre = mean
    return QuantileIntegral.expectation(of: self) { ($0 - centre) * ($0 - centre) }
  }

  /// The listed values within the interval, if the base is a list.
  private var listed: Empirical? {
    if let constant = base as? Constant { return try? Empirical(values: [constant.value]) }
    guard let empirical = base as? Empirical else { return nil }
    let first = below == 0 ? minimum : minimum.nextUp
    return try? Empirical(values: empirical.values.filter { $0 >= first && $0 <= maximum })
  }
}
