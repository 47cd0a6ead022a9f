/// A quantile function made ready for columns: eight paths at a time, from uniforms or from standard normals.
///
/// Constants, normal, lognormal and uniform distributions have closed forms; every other one goes through a table in the standard normal
/// quantile z of u, or is evaluated directly where no table meets the accuracy and where the values are discrete.
public enum ColumnQuantile: Sendable {
  case constant(Double)
  case normal(mean: Double, standardDeviation: Double)
  case lognormal(mu: Double, sigma: Double)
  case uniform(minimum: Double, width: Double)
  case table(QuantileTable)
  case direct(any Distribution)

  public init(_ distribution: any Distribution) {
    switch distribution {
    case let d as Constant: self = .constant(d.mean)
    case let d as Normal: self = .normal(mean: d.mean, standardDeviation: d.variance.squareRoot())
    case let d as Lognormal: self = .lognormal(mu: d.mu, sigma: d.sigma)
    case let d as Uniform: self = .uniform(minimum: d.support.lowerBound, width: d.support.upperBound - d.support.lowerBound)
    case let d where d.kind == .discrete: self = .direct(d)
    default:
      if let table = QuantileTable(distribution) { self = .table(table) } else { self = .direct(distribution) }
    }
  }

  /// Values at uniforms strictly inside (0, 1).
  public func values(atUniforms u: Vector) -> Vector {
    switch self {
    case .constant(let value): return Vector(value)
    case .uniform(let minimum, let width): return minimum + u * width
    case .direct(let distribution):
      var result = Vector.zero
      for lane in 0..<Vector.count { result[lane] = distribution.quantile(u[lane]) }
      return result
    case .normal, .lognormal, .table: return values(atNormals: normalQuantile(u))
    }
  }

  /// Values at standard normals: the quantile at Φ(z).
  public func values(atNormals z: Vector) -> Vector {
    switch self {
    case .constant(let value): return Vector(value)
    case .normal(let mean, let standardDeviation): return z.multiplied(by: Vector(standardDeviation), adding: Vector(mean))
    case .lognormal(let mu, let sigma): return exp(z.multiplied(by: Vector(sigma), adding: Vector(mu)))
    case .table(let table): return table.values(at: z)
    case .uniform(let minimum, let width):
      var result = Vector.zero
      for lane in 0..<Vector.count { result[lane] = minimum + Elementary.normalCumulative(z[lane]) * width }
      return result
    case .direct(let distribution):
      var result = Vector.zero
      for lane in 0..<Vector.count {
        let upper = Elementary.normalSurvival(z[lane])
        result[lane] = upper < 0.5 ? distribution.upperQuantile(upper) : distribution.quantile(Elementary.normalCumulative(z[lane]))
      }
      return result
    }
  }

  /// Turns a column of uniforms strictly inside (0, 1) into values in a range.
  public func fill(_ column: UnsafeMutablePointer<Vector>, count: Int, within range: ClosedRange<Double>) {
    let low = Vector(range.lowerBound), high = Vector(range.upperBound)
    switch self {
    case .normal, .lognormal, .table:
      for v in 0..<count { column[v] = normalQuantile(column[v]) }
      fill(atNormals: column, count: count, low, high)
    case .uniform(let start, let width):
      let start = Vector(start), width = Vector(width)
      for v in 0..<count { column[v] = minimum(maximum(start + column[v] * width, low), high) }
    case .constant, .direct:
      for v in 0..<count { column[v] = minimum(maximum(values(atUniforms: column[v]), low), high) }
    }
  }

  private func fill(atNormals column: UnsafeMutablePointer<Vector>, count: Int, _ low: Vector, _ high: Vector) {
    switch self {
    case .normal(let mean, let standardDeviation):
      let centre = Vector(mean), scale = Vector(standardDeviation)
      for v in 0..<count { column[v] = minimum(maximum(column[v].multiplied(by: scale, adding: centre), low), high) }
    case .lognormal(let mu, let sigma):
      let centre = Vector(mu), scale = Vector(sigma)
      for v in 0..<count { column[v] = minimum(maximum(exp(column[v].multiplied(by: scale, adding: centre)), low), high) }
    case .table(let table): table.fill(column, count: count, low, high)
    case .constant, .uniform, .direct:
      for v in 0..<count { column[v] = minimum(maximum(values(atNormals: column[v]), low), high) }
    }
  }

  /// Whether both are known to give the same values; what is evaluated directly is not.
  public func isSame(as other: ColumnQuantile) -> Bool {
    switch (self, other) {
    case (.constant(let a), .constant(let b)): a == b
    case (.normal(let a, let b), .normal(let c, let d)): a == c && b == d
    case (.lognormal(let a, let b), .lognormal(let c, let d)): a == c && b == d
    case (.uniform(let a, let b), .uniform(let c, let d)): a == c && b == d
    case (.table(let a), .table(let b)): a == b
    default: false
    }
  }

  /// The value at one uniform, the same number as a lane of `values(atUniforms:)`.
  public func value(atUniform u: Double) -> Double { values(atUniforms: Vector(u))[0] }
}
