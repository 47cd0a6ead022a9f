/// The standard error of a quantile from the quantiles around it: from how far the values lie apart that the error of a share covers.
///
/// If the share of values below the quantile at level p has the standard error s, the quantile lies between Q(p - t s) and Q(p + t s), t the
/// 97.5 % point of Student's t with 15 degrees of freedom (R. S. Woodruff, 1952, doi 10.1080/01621459.1952.10483443). With a = Q(p + t s) -
/// Q(p) and b = Q(p) - Q(p - t s) the standard error is (a² + b²)/((a + b) t): where values lie evenly that is half the interval over t. Where
/// one side is over four times the other, as at the edge of a gap, which half the interval would not reach across, it is the longer
/// side over t. In an atom it is 0.
///
/// Where one end of the interval lies outside the sample, its side is taken from the other one, as of an exponential tail: with
/// u the probability beyond the quantile, the slope at u is the other side over log(1 + t s/u), and the side is t s/u of these.
/// **Accuracy**: how often quantile ± t errors holds the truth is in docs/sampling.md.
public struct WoodruffInterval: Sendable {
  /// The 97.5 % point of Student's t with 15 degrees of freedom.
  public static let studentFactor = 2.1314495455597757

  public let level: Double
  /// t s.
  private let reach: Double
  /// Half a value's share, where levels end.
  private let edge: Double

  /// - Parameters:
  ///   - level: p, inside (0, 1).
  ///   - shareError: s of the share below the quantile.
  ///   - count: how many values the sample has, at least 1.
  public init(level: Double, shareError: Double, count: Int) {
    self.level = level
    reach = Self.studentFactor * shareError
    edge = 0.5 / Double(count)
  }

  /// The ends p ∓ t s within the sample, and the level between them.
  public var levels: [Double] { [max(level - reach, min(edge, level)), level, min(level + reach, max(1 - edge, level))] }

  /// The standard error, in the units of the values.
  ///
  /// - Parameter quantiles: those at `levels`.
  public func standardError(_ quantiles: [Double]) -> Double {
    let above = quantiles[2] - quantiles[1], below = quantiles[1] - quantiles[0]
    let a = level + reach > 1 - edge ? max(above, below * Self.slope(reach / (1 - level))) : above
    let b = level - reach < edge ? max(below, above * Self.slope(reach / level)) : below
    let longer = max(a, b)
    guard longer > 0, longer.isFinite else { return max(0, longer) }
    let ratio = min(a, b) / longer
    return (ratio < 0.25 ? longer : longer * (1 + ratio * ratio) / (1 + ratio)) / Self.studentFactor
  }

  /// x / log(1 + x): the step along the tangent over that of the exponential tail.
  private static func slope(_ x: Double) -> Double { x > 0 ? x / Elementary.log(onePlus: x) : 1 }
}
