extension Trend {
  /// The curves that `choose` compares, the simplest first.
  public static var curves: [any TrendCurve] {
    get throws(NumericError) { [LogLinearTrend(), LinearTrend(), try DampedTrend(), LogisticTrend(), GompertzTrend()] }
  }

  /// Chooses a curve by leaving out each point in turn and predicting it from the others.
  ///
  /// The first of `curves` whose error is within a tenth of the smallest is taken, so that a curve with one more quantity must earn it.
  /// Below five points there is nothing to leave out: the log-linear curve is taken (linear if a value is not positive).
  /// - Throws: as `fit`.
  public static func choose(points: [TrendPoint], growthPrior: GrowthPrior? = nil) throws(NumericError) -> TrendChoice {
    let isPositive = points.allSatisfy { $0.value > 0 }
    guard points.count > pointsForFreeFit else {
      let curve: any TrendCurve = isPositive ? LogLinearTrend() : LinearTrend()
      let why = isPositive ? "up to four points cannot tell curves apart" : "a value is not positive"
      return TrendChoice(curve: curve, reason: "\(curve.name): \(why)", candidates: [])
    }
    var scored: [(curve: any TrendCurve, error: Double)] = []
    for curve in try curves where isPositive || curve is LinearTrend {
      if let error = leaveOneOutError(points, curve, growthPrior) { scored.append((curve, error)) }
    }
    let smallest = scored.map(\.error).min() ?? 0
    guard let chosen = scored.first(where: { $0.error <= 1.1 * smallest }) else {
      _ = try fit(points: points, curve: LinearTrend(), growthPrior: growthPrior)
      return TrendChoice(curve: LinearTrend(), reason: "linear: no other curve could be fitted", candidates: [])
    }
    let ranked = scored.sorted { $0.error < $1.error }
    let others = ranked.filter { $0.curve.name != chosen.curve.name }.map { "\($0.curve.name) \(percent($0.error))" }
    let rest = others.isEmpty ? "" : " (\(others.joined(separator: ", ")))"
    return TrendChoice(
      curve: chosen.curve, reason: "\(chosen.curve.name): missed each left-out point by \(percent(chosen.error))\(rest)",
      candidates: ranked.map { ($0.curve.name, $0.error) })
  }

  /// The root mean square of the logarithm of left-out value over prediction (relative to the mean size if a value is not positive);
  /// nil if the curve cannot be fitted without some point.
  private static func leaveOneOutError(_ points: [TrendPoint], _ curve: any TrendCurve, _ prior: GrowthPrior?) -> Double? {
    let isPositive = points.allSatisfy { $0.value > 0 }
    let size = points.reduce(0) { $0 + $1.value.magnitude / Double(points.count) }
    var sum = 0.0
    for index in points.indices {
      var others = points
      let left = others.remove(at: index)
      guard let fit = try? fit(points: others, curve: curve, growthPrior: prior) else { return nil }
      let predicted = fit.curve(year: left.year)
      let ratio = predicted / left.value
      // A prediction of the wrong sign counts as a miss by e³, about twenty times.
      let error = isPositive ? (ratio > 0 ? Elementary.log(ratio) : 3) : (predicted - left.value) / max(size, .leastNormalMagnitude)
      sum += error * error
    }
    let error = (sum / Double(points.count)).squareRoot()
    return error.isFinite ? error : nil
  }

  /// Two digits, without the C library's formatting.
  private static func percent(_ error: Double) -> String {
    let percentage = min(error * 100, 1e6)
    if percentage >= 10 { return "\(Int(percentage.rounded())) %" }
    let tenths = Int((percentage * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
