extension Trend {
  /// The curves that `choose` compares, the simplest first.
  public static var curves: [any TrendCurve] {
    get throws(NumericError) {
      [LogLinearTrend(), LinearTrend(), try DampedTrend(), try BoxCoxTrend(), LogisticTrend(), GompertzTrend()]
    }
  }

  /// Chooses the curve with the smallest corrected information criterion, AICc (C. M. Hurvich and C.-L. Tsai 1989,
  /// doi 10.1093/biomet/76.2.297): twice the negative log-likelihood of the logarithms plus a charge for each fitted quantity.
  ///
  /// The first of `curves` within 1 of the smallest is taken, so that a curve with one more quantity must earn it.
  /// Up to five points the damped curve is taken, its half-life averaged over 1 to 16 years (linear if a value is not positive).
  /// - Throws: as `fit`.
  public static func choose(points: [TrendPoint], growthPrior: GrowthPrior? = nil) throws(NumericError) -> TrendChoice {
    guard points.allSatisfy({ $0.value > 0 }) else {
      return TrendChoice(curve: LinearTrend(), reason: "linear: a value is not positive", candidates: [])
    }
    guard points.count >= pointsForWandering else {
      return TrendChoice(
        curve: try DampedTrend(), reason: "damped: up to five points cannot tell curves apart, and growth seldom lasts", candidates: [])
    }
    var scored: [(curve: any TrendCurve, criterion: Double)] = []
    for curve in try curves {
      if let fit = try? fit(points: points, curve: curve, growthPrior: growthPrior) {
        scored.append((curve, criterion(fit, count: points.count, quantities: curve.profiledQuantities + 4)))
      }
    }
    let smallest = scored.map(\.criterion).min() ?? 0
    guard smallest < .infinity, let chosen = scored.first(where: { $0.criterion <= smallest + 1 }) else {
      return TrendChoice(curve: LogLinearTrend(), reason: "log-linear: too few points to tell curves apart", candidates: [])
    }
    let ranked = scored.filter { $0.criterion < .infinity }.sorted { $0.criterion < $1.criterion }
    let others = ranked.filter { $0.curve.name != chosen.curve.name }
    let rest = others.map { "\($0.curve.name) \(signed($0.criterion - chosen.criterion))" }.joined(separator: ", ")
    let detail = rest.isEmpty ? "" : " (AICc against it: \(rest))"
    return TrendChoice(
      curve: chosen.curve, reason: "\(chosen.curve.name): fits best for its number of quantities\(detail)",
      candidates: ranked.map { ($0.curve.name, $0.criterion) })
  }

  /// Infinite where there are too few points for the correction.
  private static func criterion(_ fit: TrendFit, count: Int, quantities: Int) -> Double {
    let spare = Double(count - quantities - 1)
    guard spare > 0 else { return .infinity }
    return 2 * (Double(quantities) - fit.logLikelihood) + Double(2 * quantities * (quantities + 1)) / spare
  }

  /// One decimal with its sign, without the C library's formatting.
  private static func signed(_ difference: Double) -> String {
    let tenths = Int((min(difference.magnitude, 1e6) * 10).rounded())
    return "\(difference < 0 ? "-" : "+")\(tenths / 10).\(tenths % 10)"
  }
}
