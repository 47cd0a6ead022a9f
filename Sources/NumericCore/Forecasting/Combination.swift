/// Members weighed by what the series looks like, and the width of its future errors, with constants learnt across many series.
struct Combination {
  /// Changes from the last value farther than this many mean changes count as this far.
  private static let farthest = 60.0
  /// The step whose forecasts describe direction and disagreement of the members.
  private static let describedStep = 4
  private static let names = SeriesFeatures.names.count + 2

  /// Forecasts less the last value over the mean change of the whole series, by member of `LearntConstants.members` and step.
  let changes: [[Double]]
  /// Not yet standardised.
  let rawFeatures: [Double]
  /// Standardised features, cut at 3 deviations.
  let features: [Double]
  let series: PreparedSeries
  let horizon: Int

  init(_ series: PreparedSeries, horizon: Int, grid: HoltGrid) {
    let forecasts = MemberForecasts(series, horizon: max(horizon, Combination.describedStep), grid: grid)
    let unit = series.meanChange / series.overallChange
    let changes = LearntConstants.members.map { member in
      forecasts[member].map { min(max($0 * unit, -Combination.farthest), Combination.farthest) }
    }
    var raw = SeriesFeatures.values(forecasts)
    let described = changes.map { $0[Combination.describedStep - 1] }
    let mean = described.reduce(0, +) / Double(described.count)
    let variance = described.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(described.count)
    raw.append(Elementary.log(variance.squareRoot() + 0.1))
    raw.append(min(max(mean, -8), 8) / 4)
    rawFeatures = raw
    features = raw.indices.map { k in
      min(max((raw[k] - LearntConstants.featureMeans[k]) / LearntConstants.featureDeviations[k], -3), 3)
    }
    self.changes = changes
    self.series = series
    self.horizon = horizon
  }

  /// The weight of each member at each step, by step: softmax of b + b' (ln h - 1) + B x.
  func weights() -> [[Double]] {
    let count = LearntConstants.members.count
    var scores = LearntConstants.weightStart
    for (k, feature) in features.enumerated() {
      for m in 0..<count { scores[m] += feature * LearntConstants.weightFeatures[k * count + m] }
    }
    return (1...horizon).map { step in
      let time = Combination.time(step) - 1
      var result = (0..<count).map { scores[$0] + time * LearntConstants.weightTrend[$0] }
      let largest = result.max() ?? 0
      var total = 0.0
      for m in 0..<count {
        result[m] = Elementary.exp(result[m] - largest)
        total += result[m]
      }
      for m in 0..<count { result[m] /= total }
      return result
    }
  }

  /// The logarithm of the step, which grows no more beyond where weights were learnt.
  private static func time(_ step: Int) -> Double { Elementary.log(Double(min(step, LearntConstants.steps))) }

  /// The forecast at a step, less the last value, over the mean change of the whole series.
  func change(at step: Int, weights: [Double]) -> Double {
    var sum = 0.0
    for m in weights.indices { sum += weights[m] * changes[m][step - 1] }
    return sum
  }

  /// The sides of the band at steps 1 to `horizon`, over the mean change of the whole series.
  func sides(_ constants: [Double]) -> [PredictiveBand.Side] {
    let count = Combination.names
    var (start, slope, tail) = (constants[0], 0.0, constants[3])
    for (k, feature) in features.enumerated() {
      start += feature * constants[4 + k]
      slope += feature * constants[4 + count + k]
      tail += feature * constants[4 + 2 * count + k]
    }
    tail = min(max(tail, PredictiveBand.Side.tails.lowerBound), PredictiveBand.Side.tails.upperBound)
    func logWidth(_ time: Double) -> Double { start + constants[1] * time + constants[2] * time * time + slope * (time - 1) }
    let edge = Combination.time(LearntConstants.steps)
    let steepness = min(max(constants[1] + 2 * constants[2] * edge + slope, 0.3), 1)
    return (1...horizon).map { step in
      let time = Combination.time(step)
      var width = logWidth(time)
      if step > LearntConstants.steps { width += steepness * Elementary.log(Double(step) / Double(LearntConstants.steps)) }
      return PredictiveBand.Side(deviation: Elementary.exp(min(max(width, -8), 8)), tail: tail)
    }
  }
}
