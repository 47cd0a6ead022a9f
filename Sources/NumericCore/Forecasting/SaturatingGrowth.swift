/// Growth that falls as the level rises: log growth regressed by least squares on the level (logistic growth) or on its logarithm
/// (Gompertz growth), then carried forward step by step.
enum SaturatingGrowth {
  /// Growth in one step ahead, in logarithms, at most.
  private static let steepest = 0.5

  /// log(forecast/last value) of steps 1 to `horizon` for growth a + b y, b ≤ 0.
  ///
  /// - Parameters:
  ///   - logarithms: log(value/last value), at least three.
  ///   - memory: weights are memory^age.
  static func logistic(_ logarithms: [Double], memory: Double, horizon: Int) -> [Double] {
    let regressors = logarithms.dropLast().map { Elementary.exp(min($0, 30)) }
    let (intercept, slope) = regression(logarithms, on: regressors, memory: memory)
    var (sum, result) = (0.0, [Double]())
    for _ in 0..<horizon {
      sum += clipped(intercept + slope * Elementary.exp(sum))
      result.append(sum)
    }
    return result
  }

  /// log(forecast/last value) of steps 1 to `horizon` for growth a + b log y, b ≤ 0.
  static func gompertz(_ logarithms: [Double], memory: Double, horizon: Int) -> [Double] {
    let (intercept, slope) = regression(logarithms, on: Array(logarithms.dropLast()), memory: memory)
    var (sum, result) = (0.0, [Double]())
    for _ in 0..<horizon {
      sum += clipped(intercept + slope * sum)
      result.append(sum)
    }
    return result
  }

  private static func clipped(_ growth: Double) -> Double { min(max(growth, -steepest), steepest) }

  /// Growth on a regressor, the slope cut at 0.
  private static func regression(_ logarithms: [Double], on regressors: [Double], memory: Double) -> (intercept: Double, slope: Double) {
    var (weight, sum, means) = (1.0, 0.0, (x: 0.0, y: 0.0))
    let n = regressors.count
    for t in (0..<n).reversed() {
      sum += weight
      means.x += weight * regressors[t]
      means.y += weight * (logarithms[t + 1] - logarithms[t])
      weight *= memory
    }
    means = (means.x / sum, means.y / sum)
    var (xx, xy) = (0.0, 0.0)
    weight = 1
    for t in (0..<n).reversed() {
      let x = regressors[t] - means.x
      xx += weight * x * x
      xy += weight * x * (logarithms[t + 1] - logarithms[t] - means.y)
      weight *= memory
    }
    let slope = xx > 0 ? min(xy / xx, 0) : 0
    return (means.y - slope * means.x, slope)
  }
}
