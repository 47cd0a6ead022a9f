/// ((value/reference)^λ - 1)/λ = level + growth · years: between the same growth rate (λ = 0) and the same growth (λ = 1) every year.
///
/// The reference is the largest value. Exponents are weighed by their profile likelihood, that of the logarithms of the values.
public struct BoxCoxTrend: TrendCurve, Equatable {
  /// λ; nil to try 1/4, 1/2 and 3/4: the ends have curves of their own.
  public let exponent: Double?

  /// - Throws: `NumericError.parameter` unless the exponent is from 0 to 1.
  public init(exponent: Double? = nil) throws(NumericError) {
    if let exponent { try NumericError.require(exponent, "exponent", of: "box-cox", "from 0 to 1") { (0...1).contains($0) } }
    self.exponent = exponent
  }

  public var name: String { "box-cox" }
  public var profiledQuantities: Int { exponent == nil ? 1 : 0 }

  /// - Throws: `NumericError.parameter` for a value that is not positive.
  public func shapes(for points: [TrendPoint]) throws(NumericError) -> [TrendShape] {
    try requirePositive(points)
    let largest = points.map(\.value).max() ?? 1
    return (exponent.map { [$0] } ?? [0.25, 0.5, 0.75]).map {
      TrendShape(scale: $0 > 0 ? .boxCox(exponent: $0, reference: largest) : .logarithm)
    }
  }
}
