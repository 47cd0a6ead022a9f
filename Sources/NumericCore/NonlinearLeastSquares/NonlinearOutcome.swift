/// How a nonlinear fit ended.
public enum NonlinearOutcome: Equatable, Sendable, CustomStringConvertible {
  /// A minimum. `offset`: length of the projection of the residuals on the tangent plane, over the length of the residuals (0: at
  /// right angles); `step`: the largest change of a parameter that a further step would make, relative to the parameter.
  case converged(offset: Double, step: Double)
  /// No step lowers the sum of squares, though the slope is not 0: as `converged`.
  case stalled(offset: Double, step: Double)
  /// The data do not determine these parameters, from 0: they can be moved, together or alone, without a change of the fit.
  case singular(parameters: [Int])
  /// The iterations were used up while the sum of squares still fell.
  case iterationLimit(Int)
  /// These parameters, from 0, ran towards infinity or to where the model no longer depends on them.
  case diverged(parameters: [Int])

  public var isConverged: Bool { if case .converged = self { true } else { false } }

  /// A sentence, parameters counted from 1.
  public var description: String { sentence { "parameter \($0 + 1)" } }

  /// A sentence with names of parameters.
  public func sentence(name: (Int) -> String) -> String {
    func list(_ places: [Int]) -> String { places.map(name).joined(separator: ", ") }
    switch self {
    case .converged(let offset, let step):
      return "Converged: the residuals stand at right angles to the model's derivatives to \(power(offset)), and a further step would move "
        + "no parameter by more than \(power(step)) of itself."
    case .stalled(let offset, let step):
      return "Stalled: no step lowers the sum of squares, though the residuals keep a part of \(power(offset)) along the model's "
        + "derivatives and a full step would move a parameter by \(power(step)) of itself. The model may have a kink there."
    case .singular(let parameters):
      return "Not determined by the data: \(list(parameters)). The fit stays the same when they are moved."
    case .iterationLimit(let limit): return "Not converged after \(limit) iterations, while the sum of squares still fell."
    case .diverged(let parameters):
      return "Diverged: \(list(parameters)) went so far that the model no longer depends on it. "
        + "The data ask for a limiting form of the curve."
    }
  }

  /// The next power of ten, as 1e-12.
  private func power(_ value: Double) -> String {
    guard value.isFinite else { return "any size" }
    if value <= 1e-17 { return "0" }
    var exponent = -17
    var power = 1e-17
    while power < value, exponent < 300 {
      power *= 10
      exponent += 1
    }
    return exponent == 0 ? "1" : "1e\(exponent)"
  }
}
