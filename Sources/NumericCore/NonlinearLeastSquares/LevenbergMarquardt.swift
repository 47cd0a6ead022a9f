/// The search for a minimum by a trust region in scaled parameters (J. J. Moré 1978, doi 10.1007/BFb0067700) with geodesic
/// acceleration (M. K. Transtrum and J. P. Sethna 2012, arXiv 1201.5885).
///
/// It ends near a minimum, within about 1e-7 standard errors; `GaussNewtonPolish` gives the digits beyond.
struct LevenbergMarquardt {
  /// What is varied if a search does not end at a minimum.
  struct Control {
    /// The first radius of the trust region as a part of the scaled length of the start.
    var firstRadius: Double
    /// Whether scales may shrink again; Moré's scales only grow.
    var forgetsScales: Bool
    /// Whether steps are taken in the logarithms of the parameters' sizes.
    var takesLogarithms = false
  }

  enum End: Equatable { case settled, noProgress, iterationLimit }

  struct Point {
    var parameters: [Double]
    var residuals: [Double]
    var sumOfSquares: Double
  }

  let problem: NonlinearProblem
  let control: Control
  let iterationLimit: Int
  private(set) var point: Point
  private(set) var iterations = 0
  /// Of each column so far, as lengths of the weighted columns.
  private var scales: [Double]
  private var radius = 0.0
  /// The start, if the search is in logarithms.
  private let signs: [Double]?

  /// The parameters of the problem that was given.
  var parameters: [Double] {
    guard let signs else { return point.parameters }
    return zip(point.parameters, signs).map { $1 < 0 ? -Elementary.exp($0) : Elementary.exp($0) }
  }

  /// nil if the model is not finite at the start, or if logarithms are wanted of a start that has none.
  init?(_ problem: NonlinearProblem, start: [Double], control: Control, iterationLimit: Int) {
    guard let problem = control.takesLogarithms ? problem.inLogarithms(signs: start) : problem else { return nil }
    signs = control.takesLogarithms ? start : nil
    let start = control.takesLogarithms ? start.map { Elementary.log($0.magnitude) } : start
    let inside = zip(start, problem.bounds).map { min(max($0, $1.lowerBound), $1.upperBound) }
    guard let point = Self.evaluate(problem, inside) else { return nil }
    self.problem = problem
    self.control = control
    self.iterationLimit = iterationLimit
    self.point = point
    scales = [Double](repeating: 0, count: start.count)
  }

  private static func evaluate(_ problem: NonlinearProblem, _ parameters: [Double]) -> Point? {
    guard let residuals = problem.residuals(parameters) else { return nil }
    let sum = residuals.reduce(0) { $0.addingProduct($1, $1) }
    return sum.isFinite ? Point(parameters: parameters, residuals: residuals, sumOfSquares: sum) : nil
  }

  mutating func run() -> End {
    while iterations < iterationLimit {
      iterations += 1
      guard let jacobian = problem.weightedJacobian(point.parameters, isFinal: false) else { return .noProgress }
      let free = problem.freeParameters(point.parameters, jacobian, point.residuals)
      if free.isEmpty { return .settled }
      updateScales(jacobian)
      guard let model = TrustRegionModel(jacobian, free: free, scales: scales, residuals: point.residuals) else { return .noProgress }
      if radius == 0 { radius = firstRadius }
      if isSettled(model) { return .settled }
      guard advance(model) else { return .noProgress }
    }
    return .iterationLimit
  }

  private var firstRadius: Double {
    let length = zip(scales, point.parameters).reduce(0) { $0 + ($1.0 * $1.1) * ($1.0 * $1.1) }.squareRoot()
    return control.firstRadius * (length > 0 ? length : 1)
  }

  private mutating func updateScales(_ jacobian: Matrix) {
    for j in scales.indices {
      let length = jacobian.columnLength(j)
      scales[j] = control.forgetsScales ? max(length, 0.1 * scales[j]) : max(length, scales[j])
    }
  }

  /// Whether the full step would reduce the sum of squares by less than rounding shows, or would move no parameter.
  private func isSettled(_ model: TrustRegionModel) -> Bool {
    if model.largestReduction <= 1e-13 * point.sumOfSquares { return true }
    let step = model.step(damping: 0)
    return zip(model.unscaled(step), point.parameters).allSatisfy { $0.magnitude <= 1e-13 * $1.magnitude }
  }

  /// Shrinks the region until a step lowers the sum of squares; false if none does.
  private mutating func advance(_ model: TrustRegionModel) -> Bool {
    for _ in 0..<60 {
      let damping = model.damping(radius: radius)
      let step = model.step(damping: damping)
      let length = step.length
      guard length > 0, let trial = accelerated(model, step, damping) else {
        radius = 0.3 * min(radius, length)
        if radius == 0 { return false }
        continue
      }
      let gain = (point.sumOfSquares - trial.sumOfSquares) / model.reduction(damping: damping)
      if gain < 0.25 { radius = 0.3 * min(radius, length) } else if gain > 0.75 { radius = max(radius, 2 * length) }
      if gain > 1e-4 {
        point = trial
        return true
      }
    }
    return false
  }

  /// The point at the end of the step, bent by the second derivative along it; nil if the bend is too large a part of the step to be
  /// trusted, or the model is not finite there.
  private func accelerated(_ model: TrustRegionModel, _ step: [Double], _ damping: Double) -> Point? {
    let probe = 0.1
    let velocity = model.unscaled(step)
    guard let near = problem.residuals(moved(velocity, probe)) else { return nil }
    let slope = model.image(step)
    let curvature = near.indices.map { 2 / probe * ((point.residuals[$0] - near[$0]) / probe - slope[$0]) }
    let bend = model.step(damping: damping, residuals: curvature).map { -0.5 * $0 }
    guard 2 * bend.length <= 0.75 * step.length else { return nil }
    return Self.evaluate(problem, moved(model.unscaled(zip(step, bend).map { $0 + $1 }), 1))
  }

  private func moved(_ step: [Double], _ factor: Double) -> [Double] {
    step.indices.map { j in
      min(max(point.parameters[j] + factor * step[j], problem.bounds[j].lowerBound), problem.bounds[j].upperBound)
    }
  }
}

extension NonlinearProblem {
  /// The parameters that are not held at a bound by the slope.
  func freeParameters(_ parameters: [Double], _ jacobian: Matrix, _ residuals: [Double]) -> [Int] {
    parameters.indices.filter { j in
      guard parameters[j] <= bounds[j].lowerBound || parameters[j] >= bounds[j].upperBound else { return true }
      let slope = residuals.indices.reduce(0.0) { $0.addingProduct(jacobian[$1, j], residuals[$1]) }
      return slope > 0 ? parameters[j] < bounds[j].upperBound : parameters[j] > bounds[j].lowerBound
    }
  }
}

extension Matrix {
  /// The Euclidean length of a column, without overflow in between.
  func columnLength(_ j: Int) -> Double { (0..<rows).map { self[$0, j] }.length }
}

extension [Double] {
  /// The Euclidean length, without overflow in between.
  var length: Double {
    let largest = reduce(0) { Swift.max($0, $1.magnitude) }
    guard largest > 0, largest < .infinity else { return largest }
    return reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot() * largest
  }
}
