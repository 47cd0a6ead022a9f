/// A quantity that follows from the parameters of a model, with its gradient: a parameter itself, a ceiling, a prediction.
public struct ParameterFunction: Sendable {
  /// The value for parameters.
  public let value: @Sendable ([Double]) -> Double
  /// The derivatives with respect to each parameter.
  public let gradient: @Sendable ([Double]) -> [Double]

  /// From two closures.
  public init(value: @escaping @Sendable ([Double]) -> Double, gradient: @escaping @Sendable ([Double]) -> [Double]) {
    self.value = value
    self.gradient = gradient
  }

  /// From one formula over `Dual`.
  public init(_ formula: @escaping @Sendable ([Dual]) -> Dual) {
    value = { parameters in formula(parameters.map { Dual($0) }).value }
    gradient = { parameters in
      stride(from: 0, to: parameters.count, by: Dual.directions).flatMap { first in
        let derivatives = formula(Dual.seeds(parameters, first: first)).derivatives
        return (0..<min(Dual.directions, parameters.count - first)).map { derivatives[$0] }
      }
    }
  }

  /// A parameter itself, by its place from 0.
  public static func parameter(_ index: Int) -> ParameterFunction {
    ParameterFunction(
      value: { $0[index] }, gradient: { parameters in parameters.indices.map { $0 == index ? 1 : 0 } })
  }
}
