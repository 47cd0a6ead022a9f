/// How far the truth strays from a curve: a random walk of the level and a random walk of the growth (the local linear trend of
/// A. C. Harvey 1989, doi 10.1017/CBO9781107049994).
public struct Wandering: Equatable, Sendable {
  /// Standard deviation of the level's walk after one year, in logarithms.
  public let level: Double
  /// Standard deviation of the yearly growth's walk after one year, in logarithms.
  public let growth: Double

  public static let none = Wandering(level: 0, growth: 0)

  public init(level: Double, growth: Double) {
    self.level = level
    self.growth = growth
  }

  func scaled(by factor: Double) -> Wandering { Wandering(level: level * factor, growth: growth * factor) }

  /// The covariance of the strayings at two times after the first point, in years.
  func covariance(_ a: Double, _ b: Double) -> Double {
    let (early, late) = (min(a, b), max(a, b))
    return level * level * early + growth * growth * early * early * (3 * late - early) / 6
  }
}
