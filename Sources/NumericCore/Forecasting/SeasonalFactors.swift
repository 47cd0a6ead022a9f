/// Seasonal factors of a series by the classical decomposition: ratios to (or differences from) a centred moving average, their median in
/// each season, normalised and drawn towards having no season by as much as their errors explain.
///
/// Factors are used only where the series repeats itself from year to year: the autocorrelation at the lag of a season must exceed the
/// one-sided 95 % limit of Bartlett, as in the M competitions (S. Makridakis and M. Hibon 2000, doi 10.1016/S0169-2070(00)00057-1).
struct SeasonalFactors {
  /// By place in the season, the last observation's place last.
  let factors: [Double]
  /// Ratios; differences otherwise.
  let isMultiplicative: Bool

  /// nil where the series is too short, below three seasons, or shows no seasonality.
  init?(_ values: [Double], season: Int) {
    guard season > 1, values.count >= 3 * season, SeasonalFactors.repeats(values, season: season) else { return nil }
    let positive = values.allSatisfy { $0 > 0 }
    let n = values.count
    var groups = [[Double]](repeating: [], count: season)
    for t in 0..<n {
      guard let average = SeasonalFactors.average(values, around: t, season: season) else { continue }
      // Place counted back from the end, so that the last observation has place season - 1.
      let place = season - 1 - (n - 1 - t) % season
      groups[place].append(positive ? values[t] / average : values[t] - average)
    }
    let middle = groups.map { MemberForecasts.median($0) }
    let mean = middle.reduce(0, +) / Double(season)
    guard mean.isFinite, !positive || mean > 0 else { return nil }
    let plain = middle.map { positive ? $0 / mean : $0 - mean }
    let factors = SeasonalFactors.shrunk(plain, from: groups, towards: positive ? 1 : 0)
    guard !positive || factors.allSatisfy({ $0 > 0.01 }) else { return nil }
    self.factors = factors
    isMultiplicative = positive
  }

  /// The factor of the step-th observation after the last one.
  func factor(ahead step: Int) -> Double { factors[(step - 1) % factors.count] }

  /// The series without its season.
  func removed(from values: [Double]) -> [Double] {
    let (n, season) = (values.count, factors.count)
    return values.enumerated().map { t, value in
      let factor = factors[season - 1 - (n - 1 - t) % season]
      return isMultiplicative ? value / factor : value - factor
    }
  }

  /// A distribution with the season put back.
  func restored(_ band: PredictiveBand, ahead step: Int) -> PredictiveBand {
    let factor = factor(ahead: step)
    var result = band
    if isMultiplicative {
      result.centre *= factor
      result.lower.deviation *= factor
      result.upper.deviation *= factor
    } else {
      result.centre += factor
    }
    return result
  }

  /// Factors drawn towards having none by as much as their errors explain of their scatter (James and Stein, as D. M. Miller and
  /// D. Williams 2003, doi 10.1016/S0169-2070(02)00077-8): by V/S · (m - 3)/(m - 1) of m factors, V the mean variance of a factor, S
  /// the variance of all.
  private static func shrunk(_ factors: [Double], from groups: [[Double]], towards none: Double) -> [Double] {
    let m = Double(factors.count)
    let scatter = factors.reduce(0) { $0 + ($1 - none) * ($1 - none) } / max(m - 1, 1)
    guard m > 3, scatter > 0 else { return factors }
    var (squares, spare) = (0.0, 0.0)
    for group in groups {
      let mean = group.reduce(0, +) / Double(max(group.count, 1))
      squares += group.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      spare += Double(group.count) - 1
    }
    // A median's variance is that of a mean times half pi, for many values.
    let variance = groups.reduce(0) { $0 + 0.5 * Double.pi / Double(max($1.count, 1)) } / m * squares / max(spare, 1)
    let share = min(variance / scatter, 1) * (m - 3) / (m - 1)
    return factors.map { none * share + $0 * (1 - share) }
  }

  /// The mean over a whole season around a point; nil at the ends.
  private static func average(_ values: [Double], around t: Int, season: Int) -> Double? {
    let half = season / 2
    guard t >= half, t + half < values.count else { return nil }
    var sum = values[(t - half + 1)..<(t + half)].reduce(0, +)
    if season.isMultiple(of: 2) {
      sum += 0.5 * (values[t - half] + values[t + half])
    } else {
      sum += values[t - half] + values[t + half]
    }
    return sum / Double(season)
  }

  /// Whether changes repeat after a season: |r_m| > 1.645 sqrt((1 + 2 Σ r_k²)/n), r of the series without its line.
  private static func repeats(_ values: [Double], season: Int) -> Bool {
    let (intercept, slope) = WeightedLine.fit(values, memory: 1)
    let n = values.count
    let rest = values.enumerated().map { $1 - (intercept + slope * Double($0 - n + 1)) }
    let variance = rest.reduce(0) { $0 + $1 * $1 }
    guard variance > 0 else { return false }
    func correlation(_ lag: Int) -> Double { (lag..<n).reduce(0) { $0 + rest[$1] * rest[$1 - lag] } / variance }
    let sum = (1..<season).reduce(0) { $0 + correlation($1) * correlation($1) }
    return correlation(season) > 1.645 * ((1 + 2 * sum) / Double(n)).squareRoot()
  }
}
