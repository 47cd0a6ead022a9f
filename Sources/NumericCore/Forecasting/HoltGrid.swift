/// Exponential smoothing of level and slope (C. C. Holt 1957, reprinted 2004, doi 10.1016/j.ijforecast.2003.09.015) with a damped slope
/// (E. S. Gardner and E. McKenzie 1985, doi 10.1287/mnsc.31.10.1237) for every member of a grid of smoothing constants at once.
///
/// One-step errors are linear in the start level and slope, so the starts of least squares come from two normal equations a member;
/// what does not depend on the data is tabulated once.
struct HoltGrid: Sendable {
  /// Damping factors of the slope, one for every `block` vectors of members.
  let dampings: [Double]
  private let levelGains: [Vector]
  private let slopeGains: [Vector]
  private let factors: [Vector]
  private let block: Int
  /// For t points and member vector k, at t * width + k: the one-step error of point t and the state after it, for unit start level or
  /// slope and data of zero; and sums of products of the errors of the points before t.
  private let levelErrors, slopeErrors: [Vector]
  private let levelToLevel, slopeToLevel, levelToSlope, slopeToSlope: [Vector]
  private let products11, products12, products22: [Vector]
  private var width: Int { levelGains.count }

  /// - Parameters:
  ///   - levelGains: gains of the level, in (0, 1].
  ///   - ratios: slope gain over level gain, in (0, 1]; the product of both counts must be a multiple of 8.
  ///   - dampings: factors of the slope per step, in (0, 1].
  init(levelGains: [Double], ratios: [Double], dampings: [Double]) {
    let pairs = levelGains.flatMap { gain in ratios.map { (gain, gain * $0) } }
    precondition(pairs.count.isMultiple(of: Vector.count), "\(pairs.count) pairs of gains do not fill vectors of \(Vector.count)")
    block = pairs.count / Vector.count
    self.dampings = dampings
    var (alphas, betas, phis): ([Vector], [Vector], [Vector]) = ([], [], [])
    for damping in dampings {
      for start in stride(from: 0, to: pairs.count, by: Vector.count) {
        var (alpha, beta) = (Vector.zero, Vector.zero)
        for lane in 0..<Vector.count { (alpha[lane], beta[lane]) = pairs[start + lane] }
        alphas.append(alpha)
        betas.append(beta)
        phis.append(Vector(damping))
      }
    }
    (self.levelGains, slopeGains, factors) = (alphas, betas, phis)
    let rows = PreparedSeries.longest + 1
    let empty = [Vector](repeating: .zero, count: rows * alphas.count)
    var (e1, e2, l1, l2, b1, b2) = (empty, empty, empty, empty, empty, empty)
    var (p11, p12, p22) = (empty, empty, empty)
    for k in alphas.indices {
      var (level1, slope1, level2, slope2) = (Vector.one, Vector.zero, Vector.zero, Vector.one)
      for t in 0..<rows {
        let at = t * alphas.count + k
        (l1[at], b1[at], l2[at], b2[at]) = (level1, slope1, level2, slope2)
        let (f1, f2) = (level1 + phis[k] * slope1, level2 + phis[k] * slope2)
        (e1[at], e2[at]) = (-f1, -f2)
        if t + 1 < rows {
          let next = at + alphas.count
          p11[next] = p11[at] + f1 * f1
          p12[next] = p12[at] + f1 * f2
          p22[next] = p22[at] + f2 * f2
        }
        (level1, slope1) = (f1 - alphas[k] * f1, phis[k] * slope1 - betas[k] * f1)
        (level2, slope2) = (f2 - alphas[k] * f2, phis[k] * slope2 - betas[k] * f2)
      }
    }
    (levelErrors, slopeErrors, levelToLevel, slopeToLevel, levelToSlope, slopeToSlope) = (e1, e2, l1, l2, b1, b2)
    (products11, products12, products22) = (p11, p12, p22)
  }

  /// For series of years: memory of a few points.
  static let yearly = HoltGrid(levelGains: [0.3, 0.6, 0.9, 1], ratios: [0.05, 0.15, 0.4, 0.8], dampings: [0.8, 0.9, 0.97, 1])
  /// For series of quarters, months and the like: also memory of many points.
  static let subannual = HoltGrid(levelGains: [0.05, 0.15, 0.4, 0.8], ratios: [0.02, 0.1, 0.3, 0.7], dampings: [0.85, 0.93, 0.98, 1])

  /// The members' forecasts averaged with weights (SSE/least SSE)^(-n/2).
  struct Fit {
    /// Sums of weighted levels and slopes at the last point, by damping factor.
    var levels: [Double]
    var slopes: [Double]
    var dampings: [Double]
    /// sqrt(least SSE/max(n - 4, 2)).
    var deviation: Double
    /// Level and slope of the member of least SSE with the last but one damping factor.
    var bestDamped: (level: Double, slope: Double, damping: Double)
    /// The constants of the member of least SSE, its level and slope.
    var likeliest: (levelGain: Double, slopeGain: Double, damping: Double, level: Double, slope: Double)

    /// Forecasts of steps 1 to `horizon`, less the last value.
    func forecasts(_ horizon: Int) -> [Double] {
      var result = [Double](repeating: 0, count: horizon)
      for (k, damping) in dampings.enumerated() {
        var (power, sum) = (1.0, 0.0)
        for h in 0..<horizon {
          power *= damping
          sum += power
          result[h] += levels[k] + slopes[k] * sum
        }
      }
      return result
    }

    /// Standard deviations of the errors of steps 1 to `horizon` over the one-step deviation: the root of the sum of squares of what an
    /// error does to later forecasts.
    func errorGrowth(_ horizon: Int) -> [Double] {
      var (power, sum, variance) = (1.0, 0.0, 1.0)
      return (0..<horizon).map { _ in
        let deviation = variance.squareRoot()
        power *= likeliest.damping
        sum += power
        let response = likeliest.levelGain + likeliest.slopeGain * sum
        variance += response * response
        return deviation
      }
    }

    /// Forecasts of the best damped member alone.
    func dampedForecasts(_ horizon: Int) -> [Double] {
      Fit.forecasts(bestDamped.level, bestDamped.slope, bestDamped.damping, horizon)
    }

    /// Forecasts of the member of least SSE alone.
    func likeliestForecasts(_ horizon: Int) -> [Double] {
      Fit.forecasts(likeliest.level, likeliest.slope, likeliest.damping, horizon)
    }

    private static func forecasts(_ level: Double, _ slope: Double, _ damping: Double, _ horizon: Int) -> [Double] {
      var (power, sum) = (1.0, 0.0)
      return (0..<horizon).map { _ in
        power *= damping
        sum += power
        return level + slope * sum
      }
    }
  }

  /// - Parameter series: at least three and at most `PreparedSeries.longest` values; the last one is 0.
  func fit(_ series: [Double]) -> Fit {
    let (n, width) = (series.count, width)
    let first = series[0]
    let shifted = series.map { $0 - first }
    var scale = 0.0
    for t in 1..<n { scale += (shifted[t] - shifted[t - 1]) * (shifted[t] - shifted[t - 1]) }
    let floor = max(1e-8 * scale, .leastNormalMagnitude)
    var (errors, levels, slopes): ([Vector], [Vector], [Vector]) = ([], [], [])
    errors.reserveCapacity(width)
    levels.reserveCapacity(width)
    slopes.reserveCapacity(width)
    for k in 0..<width {
      var (level, slope) = (Vector.zero, Vector.zero)
      var (squares, product1, product2) = (Vector.zero, Vector.zero, Vector.zero)
      let (alpha, beta, phi) = (levelGains[k], slopeGains[k], factors[k])
      levelErrors.withUnsafeBufferPointer { unit1 in
        slopeErrors.withUnsafeBufferPointer { unit2 in
          shifted.withUnsafeBufferPointer { data in
            for t in 0..<n {
              let carried = phi * slope
              let forecast = level + carried
              let error = Vector(data[t]) - forecast
              level = alpha.multiplied(by: error, adding: forecast)
              slope = beta.multiplied(by: error, adding: carried)
              squares = error.multiplied(by: error, adding: squares)
              product1 = error.multiplied(by: unit1[t * width + k], adding: product1)
              product2 = error.multiplied(by: unit2[t * width + k], adding: product2)
            }
          }
        }
      }
      let at = n * width + k
      let (s11, s12, s22) = (products11[at] * (1 + 1e-9), products12[at], products22[at] * (1 + 1e-9))
      let determinant = s11 * s22 - s12 * s12
      let x1 = (s12 * product2 - s22 * product1) / determinant
      let x2 = (s12 * product1 - s11 * product2) / determinant
      errors.append(maximum(squares + product1 * x1 + product2 * x2, Vector(floor)))
      levels.append(level + x1 * levelToLevel[at] + x2 * slopeToLevel[at])
      slopes.append(slope + x1 * levelToSlope[at] + x2 * slopeToSlope[at])
    }
    return combined(errors, levels, slopes, count: n, offset: first)
  }

  private func combined(_ errors: [Vector], _ levels: [Vector], _ slopes: [Vector], count n: Int, offset: Double) -> Fit {
    var lowest = errors[0]
    for error in errors { lowest = minimum(lowest, error) }
    let least = (0..<Vector.count).map { lowest[$0] }.min() ?? 0
    var total = 0.0
    var fit = Fit(levels: [], slopes: [], dampings: dampings, deviation: 0, bestDamped: (0, 0, 1), likeliest: (1, 0, 1, 0, 0))
    for group in dampings.indices {
      var (sum, level, slope) = (Vector.zero, Vector.zero, Vector.zero)
      for k in group * block..<(group + 1) * block {
        let weight = exp(-0.5 * Double(n) * log(errors[k] / least))
        sum += weight
        level += weight * (levels[k] + offset)
        slope += weight * slopes[k]
      }
      total += sum.sum
      fit.levels.append(level.sum)
      fit.slopes.append(slope.sum)
    }
    for group in dampings.indices {
      fit.levels[group] /= total
      fit.slopes[group] /= total
    }
    let group = max(0, dampings.count - 2)
    var best = Double.infinity
    for k in group * block..<(group + 1) * block {
      for lane in 0..<Vector.count where errors[k][lane] < best {
        best = errors[k][lane]
        fit.bestDamped = (levels[k][lane] + offset, slopes[k][lane], dampings[group])
      }
    }
    for k in errors.indices {
      for lane in 0..<Vector.count where errors[k][lane] == least {
        fit.likeliest = (
          levelGains[k][lane], slopeGains[k][lane], factors[k][lane], levels[k][lane] + offset, slopes[k][lane]
        )
      }
    }
    fit.deviation = (least / Double(max(n - 4, 2))).squareRoot()
    return fit
  }
}
