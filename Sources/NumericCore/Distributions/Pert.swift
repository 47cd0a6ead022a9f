/// The PERT distribution: a beta distribution stretched over [minimum, maximum], with shapes 1 + 4 (mode - minimum)/width and
/// 1 + 4 (maximum - mode)/width, so that the mean is (minimum + 4 mode + maximum)/6
/// (D. G. Malcolm et al. 1959, doi 10.1287/opre.7.5.646). **Accuracy**: that of `Beta`.
public struct Pert: Distribution, Equatable {
  public let minimum: Double
  public let mode: Double
  public let maximum: Double
  private let standard: Beta

  /// - Throws: `NumericError.parameter` unless `minimum` ≤ `mode` ≤ `maximum`, `minimum` < `maximum`, all finite.
  public init(minimum: Double, mode: Double, maximum: Double) throws(NumericError) {
    try NumericError.require(minimum, "minimum", below: maximum, "maximum", of: "pert")
    try NumericError.requireWidth(minimum, maximum, "maximum", of: "pert")
    try NumericError.require(mode, "mode", of: "pert", "from \(minimum) to \(maximum)") { $0 >= minimum && $0 <= maximum }
    let width = maximum - minimum
    self.minimum = minimum
    self.mode = mode
    self.maximum = maximum
    self.standard = try Beta(alpha: 1 + 4 * ((mode - minimum) / width), beta: 1 + 4 * ((maximum - mode) / width))
  }

  public var support: ClosedRange<Double> { minimum...maximum }
  public var mean: Double { minimum.addingProduct(width, standard.mean) }
  public var variance: Double { width * width * standard.variance }
  public var skewness: Double { standard.skewness }

  public func density(at x: Double) -> Double {
    standard.density(at: (x - minimum) / width, complement: (maximum - x) / width) / width
  }
  public func logDensity(at x: Double) -> Double {
    standard.logDensity(at: (x - minimum) / width, complement: (maximum - x) / width) - Elementary.log(width)
  }
  public func cumulative(to x: Double) -> Double { tails(x).lower }
  public func survival(beyond x: Double) -> Double { tails(x).upper }
  public func quantile(_ p: Double) -> Double { place(standard.point(TailPair(lower: p))) }
  public func upperQuantile(_ q: Double) -> Double { place(standard.point(TailPair(upper: q))) }

  private var width: Double { maximum - minimum }
  private func tails(_ x: Double) -> TailPair { standard.tails(at: (x - minimum) / width, complement: (maximum - x) / width) }
  private func place(_ point: (x: Double, complement: Double)) -> Double {
    point.x < 0.5 ? minimum.addingProduct(width, point.x) : maximum.addingProduct(-width, point.complement)
  }
}
