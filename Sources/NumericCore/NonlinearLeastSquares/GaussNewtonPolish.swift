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

  mutating func run() {
    var current = parameters
    var best = Double.infinity
    var failures = 0
    while iterations < 60, failures < 3 {
      iterations += 1
      guard let step = step(at: current) else { return }
      if step.size < best {
        if step.size > 0.9 * best { failures += 1 }
        best = step.size
        (parameters, linear, free, offset, relativeStep) = (current, step.fit, step.free, step.offset, step.relative)
        change = step.change
      } else {
        failures += 1
      }
      if step.relative <= 0x1p-52 { return }
      let next = current.indices.map { j in
        min(max(current[j] + step.change[j], problem.bounds[j].lowerBound), problem.bounds[j].upperBound)
      }
      if next == current { return }
      current = next
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
