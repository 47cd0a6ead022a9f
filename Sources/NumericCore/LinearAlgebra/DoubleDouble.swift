/// A number as the unevaluated sum of two doubles, about 32 digits (T. J. Dekker 1971, doi 10.1007/BF01397083).
struct DoubleDouble: Sendable {
  private(set) var high: Double
  private(set) var low: Double

  init(_ value: Double) {
    high = value
    low = 0
  }

  private init(high: Double, low: Double) {
    self.high = high + low
    self.low = low - (self.high - high)
  }

  var value: Double { high + low }
  var negated: DoubleDouble { DoubleDouble(high: -high, low: -low) }

  /// Adds a · b without rounding the product.
  mutating func add(_ a: Double, times b: Double) {
    let product = a * b
    add(product, (-product).addingProduct(a, b))
  }

  mutating func add(_ value: Double) { add(value, 0) }

  mutating func add(_ other: DoubleDouble) { add(other.high, other.low) }

  /// The quotient by a double, to about 30 digits.
  func divided(by divisor: Double) -> DoubleDouble {
    let quotient = high / divisor
    let remainder = high.addingProduct(-quotient, divisor) + low
    return DoubleDouble(high: quotient, low: remainder / divisor)
  }

  private mutating func add(_ otherHigh: Double, _ otherLow: Double) {
    let sum = high + otherHigh
    let part = sum - high
    let rest = (high - (sum - part)) + (otherHigh - part)
    self = DoubleDouble(high: sum, low: rest + (low + otherLow))
  }
}
