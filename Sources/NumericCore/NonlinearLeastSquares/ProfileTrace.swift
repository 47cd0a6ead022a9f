/// The way along the profile of a quantity from its estimate outwards.
struct ProfileTrace {
  let problem: NonlinearProblem
  let fit: NonlinearFit
  /// > 0.
  let errorScale: Double
  let quantity: ParameterFunction
  /// The rise of the root of the sum of squares at the end, in units of the error scale.
  let limit: Double
  let reach: Double

  struct End {
    var quantity: Double
    /// Whether a parameter stands at a bound there.
    var isAtBound: Bool
  }

  private struct Point {
    var quantity: Double
    /// √(rise of the sum of squares)/error scale.
    var rise: Double
    /// How far the pull had to aim beyond the quantity.
    var aim: Double
    var parameters: [Double]
  }

  /// Where the rise is the limit; nil if it stays below.
  func end(direction: Double) -> End? {
    let estimate = quantity.value(fit.parameters)
    let error = fit.standardError(of: quantity) ?? 0
    // Where the fit is at a bound or not determined, the linearised error says nothing.
    let isRegular = error > 0 && error < reach && fit.atBound.isEmpty && fit.outcome.isConverged
    let usable = isRegular ? error : 0.01 * reach
    let pull = 0.02 * usable / errorScale
    var inner = Point(quantity: estimate, rise: 0, aim: 0, parameters: fit.parameters)
    var step = limit * usable
    while true {
      let target = min(step, reach)
      guard let point = point(at: estimate + direction * target, pull: pull, from: inner.parameters) else { return nil }
      if point.rise >= limit { return between(inner, point, direction, pull) }
      if target >= reach { return nil }
      if direction * (point.quantity - inner.quantity) > 0 { inner = point }
      step *= 1.7
    }
  }

  /// The fit with the quantity pulled to a target.
  private func point(at target: Double, pull: Double, from start: [Double]) -> Point? {
    let pulled = problem.adding(
      NonlinearProblem.Row(function: quantity, target: target, deviation: pull))
    guard let result = NonlinearLeastSquares.search(pulled, start: start, iterationLimit: 100) else { return nil }
    let reached = quantity.value(result.parameters)
    let miss = (target - reached) / pull
    let rise = (result.sumOfSquares - miss * miss - fit.weightedSumOfSquares) / (errorScale * errorScale)
    guard reached.isFinite, rise.isFinite else { return nil }
    return Point(quantity: reached, rise: max(rise, 0).squareRoot(), aim: target - reached, parameters: result.parameters)
  }

  /// The secant, kept inside the bracket; the rise is nearly a straight line in the quantity.
  private func between(_ inner: Point, _ outer: Point, _ direction: Double, _ pull: Double) -> End {
    var (low, high) = (inner, outer)
    for round in 0..<40 {
      let share = (limit - low.rise) / (high.rise - low.rise)
      let bounded = round % 4 == 3 ? 0.5 : min(max(share, 0.01), 0.99)
      let wanted = low.quantity + bounded * (high.quantity - low.quantity)
      let target = wanted + low.aim + bounded * (high.aim - low.aim)
      guard let middle = point(at: target, pull: pull, from: low.parameters) else { break }
      if (middle.rise - limit).magnitude <= 1e-9 * limit { return end(middle) }
      let isBetween = direction * (middle.quantity - low.quantity) > 0 && direction * (high.quantity - middle.quantity) > 0
      guard isBetween else { return end(middle) }
      if middle.rise < limit { low = middle } else { high = middle }
      if (high.quantity - low.quantity).magnitude <= 1e-12 * max(high.quantity.magnitude, reach * 1e-6) { break }
    }
    return end(high)
  }

  private func end(_ point: Point) -> End {
    let isAtBound = zip(point.parameters, problem.bounds).contains { value, range in
      value <= range.lowerBound || value >= range.upperBound
    }
    return End(quantity: point.quantity, isAtBound: isAtBound)
  }
}
