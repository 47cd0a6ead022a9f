/// One end of a truncation: probabilities under the base counted from it into the interval, and the points at which they are reached.
///
/// They are differences of the base's tails where those keep the digits, else integrals of its density or sums of its counts.
struct TruncationEnd: Sendable {
  enum Side: Sendable { case lower, upper }

  let base: any Distribution
  let side: Side
  let place: Double
  /// The base's probability outside this end, and that of everything else.
  let outside: Double
  let inside: Double

  /// A difference of at least this share of what it is taken from is as exact as the tails themselves.
  private static let leastShare = 0.25
  /// More counts than this are not added up one by one.
  private static let mostTerms = 10_000.0

  /// The lower end at `minimum` or the upper one at `maximum`; values of positive probability there are inside.
  init(_ side: Side, of base: any Distribution, at limit: Double) {
    self.base = base
    self.side = side
    switch side {
    case .lower:
      // With steps the probability below the minimum is that of all smaller doubles.
      let before = base.kind == .continuous ? limit : limit.nextDown
      let isBelow = limit < base.support.lowerBound
      place = max(limit, base.support.lowerBound)
      outside = isBelow ? 0 : base.cumulative(to: before)
      inside = isBelow ? 1 : base.survival(beyond: before)
    case .upper:
      place = min(limit, base.support.upperBound)
      outside = base.survival(beyond: limit)
      inside = base.cumulative(to: limit)
    }
  }

  /// The base's probability between this end and x, a point of the interval: up to x from the lower end, beyond x from the upper.
  func mass(to x: Double) -> Double {
    let (cumulative, survival) = (base.cumulative(to: x), base.survival(beyond: x))
    let (near, far) = side == .lower ? (cumulative, survival) : (survival, cumulative)
    let fromNear = max(near - outside, 0)
    let fromFar = max(inside - far, 0)
    if fromNear >= Self.leastShare * near { return fromNear }
    if fromFar >= Self.leastShare * inside { return fromFar }
    let difference = near <= inside ? fromNear : fromFar
    guard base.kind == .continuous else { return sum(to: x) ?? difference }
    let (low, high) = side == .lower ? (place, x) : (x, place)
    guard high - low < .infinity else { return difference }
    // A triangle's density has a corner.
    let corner = (base as? Triangular)?.mode ?? low
    guard corner > low, corner < high else { return DensityIntegral.value(from: low, to: high, of: base.density) }
    return DensityIntegral.value(from: low, to: corner, of: base.density) + DensityIntegral.value(from: corner, to: high, of: base.density)
  }

  /// The sum of whole numbers' probabilities.
  private func sum(to x: Double) -> Double? {
    guard DiscreteQuantile.isWhole(base) else { return nil }
    let (first, last) = side == .lower ? (place.rounded(.up), x.rounded(.down)) : (x.rounded(.down) + 1, place.rounded(.down))
    guard last - first < Self.mostTerms else { return nil }
    return first > last ? 0 : (0...Int(last - first)).reduce(0) { $0 + base.density(at: first + Double($1)) }
  }

  /// The point up to which there is the probability `mass` of the base, counted from this end; at most `limit`, the other end.
  ///
  /// The base's own quantile wherever an error of 1e-16 in its probability does not show, else by Newton's method from there.
  func point(at mass: Double, limit: Double) -> Double {
    let near = outside + mass
    let far = inside - mass
    let (low, high) = (min(place, limit), max(place, limit))
    let start = min(max(point(near: near, far: far), low), high)
    if base.kind != .continuous || mass >= Self.leastShare * near || mass >= Self.leastShare * inside { return start }
    if min(near, far) <= Self.leastShare * start.magnitude * base.density(at: start) { return start }
    return refined(start, low, high, mass)
  }

  private func point(near: Double, far: Double) -> Double {
    switch side {
    case .lower: near <= far ? base.quantile(near) : base.upperQuantile(far)
    case .upper: near <= far ? base.upperQuantile(near) : base.quantile(far)
    }
  }

  /// Newton's method inside a bracket, which is halved in the order of the doubles where a step leaves it or is not half the last.
  ///
  /// Ends with a step below 1e-10 of the distance from the end, which leaves an error of its square.
  private func refined(_ start: Double, _ first: Double, _ last: Double, _ target: Double) -> Double {
    var (low, high) = (first, last)
    var x = start
    var lastStep = Double.infinity
    for _ in 0..<200 {
      let excess = mass(to: x) - target
      if excess == 0 { return x }
      if (excess > 0) == (side == .lower) { high = x } else { low = x }
      let step = (side == .lower ? -excess : excess) / base.density(at: x)
      let next = x + step
      if step.magnitude <= max(1e-10 * (x - place).magnitude, 0x1p-53 * x.magnitude) { return min(max(next, low), high) }
      let isGood = next > low && next < high && step.magnitude <= 0.5 * lastStep
      lastStep = isGood ? step.magnitude : .infinity
      x = isGood ? next : OrderedDouble.middle(low, high)
      if x == low || x == high { return x }
    }
    return x
  }
}
