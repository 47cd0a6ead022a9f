/// A number as the unevaluated sum of two doubles, about 31 digits (T. J. Dekker 1971, doi 10.1007/BF01397083).
struct DoubleDouble: Equatable, Sendable {
  private(set) var high: Double
  private(set) var low: Double

  static let zero = DoubleDouble(0)

  init(_ value: Double) {
    high = value
    low = 0
  }

  /// The sum, for |high| ≥ |low|.
  init(high: Double, low: Double) {
    self.high = high + low
    self.low = low - (self.high - high)
  }

  /// The exact product.
  init(_ a: Double, times b: Double) {
    high = a * b
    low = (-high).addingProduct(a, b)
  }

  var value: Double { high + low }
  var negated: DoubleDouble { DoubleDouble(high: -high, low: -low) }

  /// Adds a · b without rounding the product.
  mutating func add(_ a: Double, times b: Double) { self += DoubleDouble(a, times: b) }

  mutating func add(_ value: Double) { self += DoubleDouble(value) }

  mutating func add(_ other: DoubleDouble) { self += other }

  static func += (a: inout DoubleDouble, b: DoubleDouble) {
    let sum = a.high + b.high
    let part = sum - a.high
    let rest = (a.high - (sum - part)) + (b.high - part)
    a = DoubleDouble(high: sum, low: rest + (a.low + b.low))
  }

  static func -= (a: inout DoubleDouble, b: DoubleDouble) { a += b.negated }

  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    var sum = a
    sum += b
    return sum
  }

  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + b.negated }

  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = DoubleDouble(a.high, times: b.high)
    return DoubleDouble(high: product.high, low: product.low.addingProduct(a.high, b.low).addingProduct(a.low, b.high))
  }

  static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
    let product = DoubleDouble(a.high, times: b)
    return DoubleDouble(high: product.high, low: product.low.addingProduct(a.low, b))
  }

  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let quotient = a.high / b.high
    let remainder = a - b * quotient
    return DoubleDouble(high: quotient, low: remainder.value / b.high)
  }

  /// The quotient by a double, to about 30 digits.
  func divided(by divisor: Double) -> DoubleDouble {
    let quotient = high / divisor
    let remainder = high.addingProduct(-quotient, divisor) + low
    return DoubleDouble(high: quotient, low: remainder / divisor)
  }

  /// The root of a double that is not negative.
  static func squareRoot(_ value: Double) -> DoubleDouble {
    let root = value.squareRoot()
    guard root > 0, root < .infinity else { return DoubleDouble(root) }
    return DoubleDouble(high: root, low: value.addingProduct(-root, root) / (2 * root))
  }

  /// Summed without rounding error to speak of.
  static func sumOfSquares(_ values: [Double]) -> Double {
    var sum = DoubleDouble.zero
    for value in values { sum.add(value, times: value) }
    return sum.value
  }
}
