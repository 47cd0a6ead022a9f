import NumericCore

/// The primitives in nanoseconds; `reference_costs.py` has the same names for NumPy and SciPy.
enum CostSuite {
  private static let count = 8192

  /// Strictly between 0 and 1, evenly spread.
  private static let uniforms: [Double] = (0..<count).map { (Double($0 * 5003 % count) + 0.5) / Double(count) }

  private static let groups: [Vector] = stride(from: 0, to: count, by: 8).map { start in
    Vector(SIMD8((0..<8).map { uniforms[start + $0] }))
  }

  static func costs() throws(AccuracyFailure) -> [Cost] {
    do { return elementary + (try draws()) + (try quantiles()) + (try fits()) } catch { throw AccuracyFailure(description: "\(error)") }
  }

  private static var elementary: [Cost] {
    [
      vector("exp") { NumericCore.exp($0) }, vector("log") { NumericCore.log($0) },
      vector("normal quantile") { NumericCore.normalQuantile($0) },
      scalar("expm1") { Elementary.expMinusOne($0) }, scalar("log gamma") { Elementary.logGamma($0) },
      scalar("normal cumulative") { Elementary.normalCumulative($0) },
    ]
  }

  private static func quantiles() throws(NumericError) -> [Cost] {
    let (gamma, beta) = (try Gamma(shape: 2.5, scale: 1), try Beta(alpha: 2, beta: 3.5))
    let student = try StudentT(degreesOfFreedom: 5, location: 0, scale: 1)
    return [
      scalar("gamma quantile") { gamma.quantile($0) }, scalar("beta quantile") { beta.quantile($0) },
      scalar("Student t quantile") { student.quantile($0) },
    ]
  }

  private static func draws() throws(NumericError) -> [Cost] {
    let shocks = ShockStream(seed: 1, name: "cost")
    let directions = try SobolSequence.directions(dimension: 10)
    let sampler = try PathSampler(stream: .dimension(10), seed: 1, sampling: .sobol, paths: UInt64(count))
    return [
      Cost.measure("Philox normal", valuesPerCall: count) {
        var sum = Vector.zero
        for group in 0..<count / 8 { sum += NumericCore.normalQuantile(shocks.uniforms(firstPath: UInt64(group * 8), month: 3)) }
        return sum.sum
      },
      Cost.measure("Sobol point", valuesPerCall: count) {
        var all: UInt32 = 0
        for index in 0..<UInt32(count) { all ^= SobolSequence.point(index, directions: directions) }
        return Double(all)
      },
      Cost.measure("Sobol point, scrambled", valuesPerCall: count) {
        var sum = Vector.zero
        for group in 0..<count / 8 { sum += sampler.uniforms(group: UInt64(group)) }
        return sum.sum
      },
    ]
  }

  /// One value is one fit.
  private static func fits() throws(NumericError) -> [Cost] {
    var design = Matrix(rows: 100, columns: 10)
    for index in design.elements.indices { design.elements[index] = uniforms[index] }
    let observations = Array(uniforms[4000..<4100])
    _ = try LeastSquares.solve(design, observations: observations)
    return [
      Cost.measure("least squares, 100 rows, 10 columns", valuesPerCall: 1) {
        (try? LeastSquares.solve(design, observations: observations).coefficients[0]) ?? .nan
      }
    ]
  }

  private static func scalar(_ name: String, _ function: (Double) -> Double) -> Cost {
    Cost.measure(name, valuesPerCall: count) { uniforms.reduce(0) { $0 + function($1) } }
  }

  private static func vector(_ name: String, _ function: (Vector) -> Vector) -> Cost {
    Cost.measure(name, valuesPerCall: count) {
      var sum = Vector.zero
      for group in groups { sum += function(group) }
      return sum.sum
    }
  }
}
