/// Whether data determine a quantity of a growth curve.
public enum GrowthIdentification: Equatable, Sendable {
  /// Its profile closes on both sides.
  case identified
  /// Not: the quantity and the reason.
  case unidentified(String, GrowthUnidentified)

  public var isIdentified: Bool { self == .identified }
}

/// Why data do not determine a quantity of a growth curve.
public enum GrowthUnidentified: Equatable, Sendable, CustomStringConvertible {
  /// However large the quantity, the fit is not significantly worse; the least value that is not refuted, in the quantity's unit.
  case openAbove(lower: Double)
  /// However small the quantity, the fit is not significantly worse; the greatest value that is not refuted.
  case openBelow(upper: Double)
  /// No value is refuted.
  case open
  /// The fit runs towards a limiting form of the curve, in which the quantity is infinite or zero.
  case limitingForm

  /// A phrase.
  public var description: String {
    switch self {
    case .openAbove: "only bounded below: however large it is, the fit is not significantly worse"
    case .openBelow: "only bounded above: however small it is, the fit is not significantly worse"
    case .open: "no value fits significantly worse"
    case .limitingForm: "the best fit is a limiting form of the curve, in which it is infinite or zero"
    }
  }
}
