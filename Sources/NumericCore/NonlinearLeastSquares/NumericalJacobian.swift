/// Derivatives of a vector of values by central differences at shrinking steps, extrapolated to a step of 0
/// (C. J. F. Ridders 1982, doi 10.1016/S0141-1195(82)80057-0).
struct NumericalJacobian {
  let values: ([Double]) -> [Double]
  let bounds: [ClosedRange<Double>]

  /// Halvings of the step, at most.
  private static let levels = 7

  func matrix(at parameters: [Double], isFinal: Bool) -> Matrix {
    let count = values(parameters).count
    var result = Matrix(rows: count, columns: parameters.count)
    for j in parameters.indices {
      let column = isFinal ? extrapolated(j, parameters) : difference(j, parameters, step: 6e-6 * scale(j, parameters))
      for i in 0..<count { result[i, j] = column[i] }
    }
    return result
  }

  private func scale(_ j: Int, _ parameters: [Double]) -> Double { parameters[j] == 0 ? 1 : parameters[j].magnitude }

  /// A central difference; the steps stay inside the bounds, so that it may become one-sided there.
  private func difference(_ j: Int, _ parameters: [Double], step: Double) -> [Double] {
    var (above, below) = (parameters, parameters)
    above[j] = min(parameters[j] + step, bounds[j].upperBound)
    below[j] = max(parameters[j] - step, bounds[j].lowerBound)
    let width = above[j] - below[j]
    return zip(values(above), values(below)).map { ($0 - $1) / width }
  }

  /// Each row takes the entry of its own table whose neighbours differ least.
  private func extrapolated(_ j: Int, _ parameters: [Double]) -> [Double] {
    var step = 0.04 * scale(j, parameters)
    let centre = parameters[j]
    step = min(step, max(bounds[j].upperBound - centre, 0), max(centre - bounds[j].lowerBound, 0))
    guard step > 1e-7 * scale(j, parameters) else { return difference(j, parameters, step: 6e-6 * scale(j, parameters)) }
    var best = difference(j, parameters, step: step)
    var errors = best.map { _ in Double.infinity }
    var last = [best]
    for level in 1...Self.levels {
      step /= 2
      var current = [difference(j, parameters, step: step)]
      var factor = 1.0
      for order in 0..<level {
        factor *= 4
        let next = zip(current[order], last[order]).map { $0 + ($0 - $1) / (factor - 1) }
        for i in best.indices {
          let error = max((next[i] - current[order][i]).magnitude, (next[i] - last[order][i]).magnitude)
          if error < errors[i] { (best[i], errors[i]) = (next[i], error) }
        }
        current.append(next)
      }
      last = current
    }
    return best
  }
}
