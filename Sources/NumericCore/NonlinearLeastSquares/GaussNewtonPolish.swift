/// The last digits: full steps whose linear problems are solved by `LeastSquares`, refined with defects in double-double arithmetic,
/// for as long as the steps still shrink.
///
/// A sum of squares does not change in its last digit over the last 1e-8 standard errors; the length of the step does.
struct GaussNewtonPolish {
  let problem: NonlinearProblem
  private(set) var parameters: [Double]
  private(set) var linear: LeastSquaresFit?
  /// The parameters that were free in the last step.
  private(set) var free: [Int] = []
  private(set) var iterations = 0
  /// The length of the last step's image over that of the residuals.
  private(set) var offset = Double.infinity
  /// The largest change of a parameter in the last step, relative to it.
  private(set) var relativeStep = Double.infinity
  /// What the last step would have changed.
  private(set) var change: [Double]

  init(_ problem: NonlinearProblem, start: [Double]) {
    self.problem = problem
    parameters = start
    change = [Double](repeating: 0, count: start.count)
  }

  /// Full steps; once they shrink slowly, as they do where residuals are large, Newton's steps.
  mutating func run() {
    var best = Double.infinity
    var current = parameters
    while iterations < 60 {
      iterations += 1
      guard let step = step(at: current) else { return }
      let ratio = step.size / best
      if ratio < 1 {
        best = step.size
        keep(step, current)
      }
      if step.relative <= 0x1p-52 { return }
      if ratio > 0.1 {
        newton(from: best)
        return
      }
      let next = moved(current, step.change)
      if next == current { return }
      current = next
    }
  }

  /// Newton's method for the point at which the full step is 0; the derivatives of the step are differences.
  private mutating func newton(from size: Double) {
    var best = size
    var failures = 0
    while iterations < 60, failures < 2, let derivative = derivativeOfStep() {
      let before = best
      var current = parameters
      var step = change
      for _ in 0..<6 {
        iterations += 1
        guard let solved = try? LeastSquares.solve(derivative, observations: free.map { step[$0] }) else { return }
        var whole = [Double](repeating: 0, count: step.count)
        for (place, j) in free.enumerated() { whole[j] = -solved.coefficients[place] }
        let next = moved(current, whole)
        guard next != current, let after = self.step(at: next), after.free == free, after.size < best else { break }
        best = after.size
        keep(after, next)
        (current, step) = (next, after.change)
      }
      if best > 0.3 * before { failures += 1 }
      if relativeStep <= 0x1p-52 { return }
    }
  }

  /// The derivatives of the full step with respect to the free parameters, by central differences.
  private func derivativeOfStep() -> Matrix? {
    guard let linear, linear.degreesOfFreedom > 0 else { return nil }
    let deviation = (linear.weightedSumOfSquares / Double(linear.degreesOfFreedom)).squareRoot()
    var result = Matrix(rows: free.count, columns: free.count)
    for (place, j) in free.enumerated() {
      let width = 1e-4 * linear.covariance[place, place].squareRoot() * deviation
      var (above, below) = (parameters, parameters)
      above[j] += width
      below[j] -= width
      guard above[j] > below[j], let high = step(at: above), let low = step(at: below), high.free == free, low.free == free else {
        return nil
      }
      for (row, i) in free.enumerated() { result[row, place] = (high.change[i] - low.change[i]) / (above[j] - below[j]) }
    }
    return result
  }

  private mutating func keep(_ step: Step, _ current: [Double]) {
    (parameters, linear, free, offset, relativeStep, change) = (current, step.fit, step.free, step.offset, step.relative, step.change)
  }

  private func moved(_ current: [Double], _ change: [Double]) -> [Double] {
    current.indices.map { j in
      min(max(current[j] + change[j], problem.bounds[j].lowerBound), problem.bounds[j].upperBound)
    }
  }

  private struct Step {
    var change: [Double]
    var fit: LeastSquaresFit
    var free: [Int]
    /// The length of its image.
    var size: Double
    var offset: Double
    var relative: Double
  }

  private func step(at parameters: [Double]) -> Step? {
    guard let residuals = problem.residuals(parameters), let jacobian = problem.weightedJacobian(parameters, isFinal: true) else {
      return nil
    }
    let free = problem.freeParameters(parameters, jacobian, residuals)
    guard !free.isEmpty else { return nil }
    var design = Matrix(rows: jacobian.rows, columns: free.count)
    for (place, j) in free.enumerated() {
      for i in 0..<jacobian.rows { design[i, place] = jacobian[i, j] }
    }
    guard let fit = try? LeastSquares.solve(design, observations: residuals) else { return nil }
    var change = [Double](repeating: 0, count: parameters.count)
    for (place, j) in free.enumerated() { change[j] = fit.coefficients[place] }
    let size = zip(residuals, fit.residuals).map { $0 - $1 }.length
    let length = residuals.length
    let relative = free.reduce(0) { max($0, change[$1] == 0 ? 0 : (change[$1] / parameters[$1]).magnitude) }
    return Step(
      change: change, fit: fit, free: free, size: size, offset: length > 0 ? size / length : 0, relative: relative)
  }
}
