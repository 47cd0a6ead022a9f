/// A growth curve with all its parameters free, fitted by nonlinear least squares.
///
/// Implementations see scaled numbers: values over the largest one, times in units of about the length of the series. Written over
/// `Dual`, a formula differentiates itself. A new curve is a name, its parameters, the formula and starts.
public protocol GrowthCurve: Sendable {
  /// As the user writes it: "logistic".
  var name: String { get }
  /// For a person, with the names of the parameters.
  var formula: String { get }
  var quantities: [GrowthQuantity] { get }
  /// Whether times count from the launch; otherwise from the last observation.
  var countsFromLaunch: Bool { get }
  /// The curve at a time, by parameters in the order of `quantities`.
  func value(at time: Double, _ b: [Dual]) -> Dual
  /// The logarithm of where the curve ends as time goes on; nil for a curve without a ceiling.
  func logarithmOfCeiling(_ b: [Dual]) -> Dual?
  /// When half of the ceiling is reached; nil for a curve without one.
  func midpoint(_ b: [Dual]) -> Dual?
  /// Crude parameters to start from, the more the better: the most promising are tried.
  func starts(_ points: GrowthStarts) -> [[Double]]
}

extension GrowthCurve {
  public var countsFromLaunch: Bool { false }
}

/// The curves that `GrowthFit` can be asked for by name, those with the fewest parameters first.
public enum GrowthCurves {
  public static let all: [any GrowthCurve] = [
    ExponentialGrowth(), DampedGrowth(), LogisticGrowth(), GompertzGrowth(), BassGrowth(), WeibullGrowth(), RichardsGrowth(),
  ]
}
