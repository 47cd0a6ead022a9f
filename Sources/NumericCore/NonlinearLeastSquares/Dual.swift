/// A number with its derivatives in up to eight directions (forward-mode automatic differentiation, R. E. Wengert 1964,
/// doi 10.1145/355586.364791).
///
/// A curve written over `Dual` instead of `Double` has derivatives without rounding of differences: each operation applies its own
/// rule. Problems with more than eight parameters are evaluated once for every eight.
///
/// **Accuracy**: a few units in the last place for each operation, as for the value itself.
public struct Dual: Sendable, Equatable {
  public var value: Double
  /// With respect to the directions of the pass.
  public var derivatives: SIMD8<Double>

  /// A constant.
  public init(_ value: Double) {
    self.value = value
    derivatives = .zero
  }

  public init(_ value: Double, derivatives: SIMD8<Double>) {
    self.value = value
    self.derivatives = derivatives
  }

  /// Directions of one pass.
  static let directions = 8

  /// Parameters for one pass: those from `first` on are the directions, the others constant.
  static func seeds(_ parameters: [Double], first: Int) -> [Dual] {
    parameters.enumerated().map { index, value in
      var dual = Dual(value)
      if (first..<first + directions).contains(index) { dual.derivatives[index - first] = 1 }
      return dual
    }
  }

  public static func + (a: Dual, b: Dual) -> Dual { Dual(a.value + b.value, derivatives: a.derivatives + b.derivatives) }
  public static func - (a: Dual, b: Dual) -> Dual { Dual(a.value - b.value, derivatives: a.derivatives - b.derivatives) }
  public static func * (a: Dual, b: Dual) -> Dual {
    Dual(a.value * b.value, derivatives: a.derivatives * b.value + b.derivatives * a.value)
  }
  public static func / (a: Dual, b: Dual) -> Dual {
    let quotient = a.value / b.value
    return Dual(quotient, derivatives: (a.derivatives - b.derivatives * quotient) / b.value)
  }
  public static prefix func - (a: Dual) -> Dual { Dual(-a.value, derivatives: -a.derivatives) }

  public static func + (a: Dual, b: Double) -> Dual { Dual(a.value + b, derivatives: a.derivatives) }
  public static func - (a: Dual, b: Double) -> Dual { Dual(a.value - b, derivatives: a.derivatives) }
  public static func * (a: Dual, b: Double) -> Dual { Dual(a.value * b, derivatives: a.derivatives * b) }
  public static func / (a: Dual, b: Double) -> Dual { Dual(a.value / b, derivatives: a.derivatives / b) }
  public static func + (a: Double, b: Dual) -> Dual { b + a }
  public static func - (a: Double, b: Dual) -> Dual { Dual(a - b.value, derivatives: -b.derivatives) }
  public static func * (a: Double, b: Dual) -> Dual { b * a }
  public static func / (a: Double, b: Dual) -> Dual { Dual(a) / b }

  /// A function of one number by its value and slope there.
  func mapped(_ image: Double, slope: Double) -> Dual { Dual(image, derivatives: derivatives * slope) }
}

/// e to the power a.
public func exp(_ a: Dual) -> Dual {
  let image = Elementary.exp(a.value)
  return a.mapped(image, slope: image)
}

/// e to the power a, minus one, without cancellation near 0.
public func expMinusOne(_ a: Dual) -> Dual { a.mapped(Elementary.expMinusOne(a.value), slope: Elementary.exp(a.value)) }

/// Natural logarithm; NaN below 0.
public func log(_ a: Dual) -> Dual { a.mapped(Elementary.log(a.value), slope: 1 / a.value) }

public func squareRoot(_ a: Dual) -> Dual {
  let image = a.value.squareRoot()
  return a.mapped(image, slope: 0.5 / image)
}

/// Sine of a in radians.
public func sine(_ a: Dual) -> Dual { a.mapped(Elementary.sine(a.value), slope: Elementary.cosine(a.value)) }

/// Cosine of a in radians.
public func cosine(_ a: Dual) -> Dual { a.mapped(Elementary.cosine(a.value), slope: -Elementary.sine(a.value)) }

/// Arc tangent, in radians.
public func arctangent(_ a: Dual) -> Dual { a.mapped(Elementary.arctangent(a.value), slope: 1 / (1 + a.value * a.value)) }

/// The base to a power, by e^(exponent · log base); NaN for a negative base. **Accuracy**: |exponent · log base| ulp.
public func power(_ base: Dual, _ exponent: Dual) -> Dual {
  let logarithm = Elementary.log(base.value)
  let image = Elementary.exp(exponent.value * logarithm)
  return Dual(
    image, derivatives: (base.derivatives * (exponent.value / base.value) + exponent.derivatives * logarithm) * image)
}

/// The base to a constant power.
public func power(_ base: Dual, _ exponent: Double) -> Dual { power(base, Dual(exponent)) }

/// A constant to a power.
public func power(_ base: Double, _ exponent: Dual) -> Dual { power(Dual(base), exponent) }
