/// Observations and a model of them whose parameters are wanted.
///
/// A new curve is one closure. Written over `Dual` its derivatives are exact:
///
///     let problem = try NonlinearProblem(inputs: years, observations: users, parameters: 3) { year, b in
///       b[0] / (1 + exp(b[1] - b[2] * year))
///     }
///     let fit = try NonlinearLeastSquares.fit(problem, start: [100, 2, 0.1])
public struct NonlinearProblem: Sendable {
  /// A row that is no observation: a function of the parameters that should be near a target.
  struct Row: Sendable {
    var function: ParameterFunction
    var target: Double
    var deviation: Double
  }

  /// The number of parameters.
  public let parameterCount: Int
  public let observations: [Double]
  /// One per observation, in its units; nil where they are equal and unknown, and are estimated from the residuals.
  public let standardDeviations: [Double]?
  /// Whether the standard deviations are the errors themselves; otherwise only their ratios are known.
  public let errorsAreStated: Bool
  /// The allowed interval of each parameter, ends included.
  public private(set) var bounds: [ClosedRange<Double>]
  private(set) var rows: [Row] = []
  private var values: @Sendable ([Double]) -> [Double]
  private var jacobian: (@Sendable ([Double]) -> Matrix)?

  /// A model over `Dual`, which differentiates itself.
  ///
  /// - Parameters:
  ///   - inputs: what the model is told for each observation: a time, or several predictors.
  ///   - standardDeviations: one per observation; ∞ drops it. Left out: equal and unknown.
  ///   - scaleIsKnown: false if only the ratios of the standard deviations are known: they weigh the observations, and the residuals
  ///     give the size of the errors.
  ///   - parameters: how many there are.
  /// - Throws: `NumericError.size` for arrays that do not fit, `.notFinite` naming the observation, `.parameter` for a standard
  ///   deviation that is not positive.
  public init<Input: Sendable>(
    inputs: [Input], observations: [Double], standardDeviations: [Double]? = nil, scaleIsKnown: Bool = true,
    parameters: Int,
    model: @escaping @Sendable (Input, [Dual]) -> Dual
  ) throws(NumericError) {
    try self.init(
      inputs.count, observations, standardDeviations, scaleIsKnown, parameters,
      values: { parameters in
        let constants = parameters.map { Dual($0) }
        return inputs.map { model($0, constants).value }
      },
      jacobian: { parameters in
        var result = Matrix(rows: inputs.count, columns: parameters.count)
        for first in stride(from: 0, to: parameters.count, by: Dual.directions) {
          let seeds = Dual.seeds(parameters, first: first)
          for (row, input) in inputs.enumerated() {
            let derivatives = model(input, seeds).derivatives
            for j in first..<min(first + Dual.directions, parameters.count) { result[row, j] = derivatives[j - first] }
          }
        }
        return result
      })
  }

  /// A model whose derivatives are computed from its values, by central differences that are extrapolated to a step of 0.
  ///
  /// - Throws: as the model over `Dual`.
  public init<Input: Sendable>(
    values model: @escaping @Sendable (Input, [Double]) -> Double, inputs: [Input], observations: [Double],
    standardDeviations: [Double]? = nil, scaleIsKnown: Bool = true, parameters: Int
  ) throws(NumericError) {
    try self.init(
      inputs.count, observations, standardDeviations, scaleIsKnown, parameters,
      values: { parameters in inputs.map { model($0, parameters) } }, jacobian: nil)
  }

  /// A model with a formula for its gradient.
  ///
  /// - Parameter gradient: the derivatives with respect to each parameter.
  /// - Throws: as the model over `Dual`.
  public init<Input: Sendable>(
    values model: @escaping @Sendable (Input, [Double]) -> Double,
    gradient: @escaping @Sendable (Input, [Double]) -> [Double], inputs: [Input], observations: [Double],
    standardDeviations: [Double]? = nil, scaleIsKnown: Bool = true, parameters: Int
  ) throws(NumericError) {
    try self.init(
      inputs.count, observations, standardDeviations, scaleIsKnown, parameters,
      values: { parameters in inputs.map { model($0, parameters) } },
      jacobian: { parameters in
        var result = Matrix(rows: inputs.count, columns: parameters.count)
        for (row, input) in inputs.enumerated() {
          for (j, derivative) in gradient(input, parameters).prefix(parameters.count).enumerated() { result[row, j] = derivative }
        }
        return result
      })
  }

  private init(
    _ inputCount: Int, _ observations: [Double], _ standardDeviations: [Double]?, _ scaleIsKnown: Bool, _ parameters: Int,
    values: @escaping @Sendable ([Double]) -> [Double], jacobian: (@Sendable ([Double]) -> Matrix)?
  ) throws(NumericError) {
    guard parameters > 0, parameters <= 1 << 10 else { throw .size("a model of \(parameters) parameters") }
    guard inputCount == observations.count, standardDeviations?.count ?? inputCount == inputCount else {
      throw .size(
        "\(inputCount) inputs, \(observations.count) observations, \(standardDeviations?.count ?? inputCount) standard deviations")
    }
    for (i, value) in observations.enumerated() where !value.isFinite { throw .notFinite("observation \(i + 1)") }
    for (i, value) in (standardDeviations ?? []).enumerated() where !(value > 0) {
      throw .parameter(of: "nonlinear least squares", name: "standard deviation of row \(i + 1)", value: value, allowed: "> 0")
    }
    self.observations = observations
    self.standardDeviations = standardDeviations
    errorsAreStated = standardDeviations != nil && scaleIsKnown
    self.parameterCount = parameters
    self.values = values
    self.jacobian = jacobian
    bounds = [ClosedRange<Double>](repeating: -.infinity ... .infinity, count: parameters)
  }

  /// The same problem with a parameter, by its place from 0, kept inside an interval.
  ///
  /// - Throws: `NumericError.size` for a place that does not exist.
  public func bounding(_ parameter: Int, within range: ClosedRange<Double>) throws(NumericError) -> NonlinearProblem {
    guard bounds.indices.contains(parameter) else { throw .size("a bound for parameter \(parameter + 1) of \(parameterCount)") }
    var copy = self
    copy.bounds[parameter] = range
    return copy
  }

  /// The same problem with what is believed of a quantity beforehand, as one more row: (quantity - mean)/standard deviation.
  ///
  /// - Throws: `NumericError.size` where the standard deviations of the observations are not stated, against which the prior would be
  ///   weighed; `.notFinite`, `.parameter` unless the standard deviation is positive.
  public func adding(
    prior quantity: ParameterFunction, mean: Double, standardDeviation: Double
  ) throws(NumericError) -> NonlinearProblem {
    guard errorsAreStated else { throw .size("a prior beside observations whose standard deviations are not stated") }
    guard mean.isFinite else { throw .notFinite("the mean of a prior") }
    try NumericError.require(standardDeviation, "standard deviation", of: "prior", "> 0") { $0 > 0 }
    return adding(Row(function: quantity, target: mean, deviation: standardDeviation))
  }

  func adding(_ row: Row) -> NonlinearProblem {
    var copy = self
    copy.rows.append(row)
    return copy
  }

  /// The same problem in the logarithms of the parameters' sizes, signs kept as at the start; nil where a parameter is 0 or bounded.
  func inLogarithms(signs start: [Double]) -> NonlinearProblem? {
    guard start.allSatisfy({ $0 != 0 }), bounds.allSatisfy({ $0.lowerBound == -.infinity && $0.upperBound == .infinity }) else {
      return nil
    }
    @Sendable func natural(_ logarithms: [Double]) -> [Double] {
      zip(logarithms, start).map { logarithm, sign in sign < 0 ? -Elementary.exp(logarithm) : Elementary.exp(logarithm) }
    }
    var copy = self
    let (values, jacobian) = (values, jacobian)
    copy.values = { values(natural($0)) }
    if let jacobian {
      copy.jacobian = { logarithms in
        let parameters = natural(logarithms)
        var result = jacobian(parameters)
        for j in parameters.indices {
          for i in 0..<result.rows { result[i, j] *= parameters[j] }
        }
        return result
      }
    }
    copy.rows = rows.map { row in
      var row = row
      let function = row.function
      row.function = ParameterFunction(
        value: { logarithms in function.value(natural(logarithms)) },
        gradient: { logarithms in
          let parameters = natural(logarithms)
          return zip(function.gradient(parameters), parameters).map { slope, parameter in slope * parameter }
        })
      return row
    }
    return copy
  }

  /// Observations with weight, and rows that are none.
  var rowCount: Int { (standardDeviations.map { $0.filter { $0 < .infinity }.count } ?? observations.count) + rows.count }

  /// Fitted values, one per observation.
  public func fitted(_ parameters: [Double]) -> [Double] { values(parameters) }

  /// (observation - model)/standard deviation, then the further rows; nil if one is not finite.
  func residuals(_ parameters: [Double]) -> [Double]? {
    let model = values(parameters)
    var result = observations.indices.map { i in
      let deviation = standardDeviations?[i] ?? 1
      return deviation < .infinity ? (observations[i] - model[i]) / deviation : 0
    }
    for row in rows { result.append((row.target - row.function.value(parameters)) / row.deviation) }
    return result.allSatisfy(\.isFinite) ? result : nil
  }

  /// The derivatives of the weighted model; nil if one is not finite.
  ///
  /// - Parameter isFinal: whether numerical derivatives are wanted with all the digits they can have.
  func weightedJacobian(_ parameters: [Double], isFinal: Bool) -> Matrix? {
    let model =
      jacobian?(parameters)
      ?? NumericalJacobian(values: values, bounds: bounds).matrix(at: parameters, isFinal: isFinal)
    var result = Matrix(rows: observations.count + rows.count, columns: parameterCount)
    let gradients = rows.map { $0.function.gradient(parameters) }
    for j in 0..<parameterCount {
      for i in observations.indices {
        let deviation = standardDeviations?[i] ?? 1
        result[i, j] = deviation < .infinity ? model[i, j] / deviation : 0
      }
      for (k, row) in rows.enumerated() { result[observations.count + k, j] = gradients[k][j] / row.deviation }
    }
    return result.elements.allSatisfy(\.isFinite) ? result : nil
  }
}
