/// The linearised problem at a point, in scaled free parameters, by singular values: any damping costs a few products.
struct TrustRegionModel {
  private let free: [Int]
  private let scales: [Double]
  private let decomposition: LAPACK.SingularValues
  /// The residuals along the left singular vectors.
  private let rotated: [Double]
  private let parameterCount: Int

  /// nil if LAPACK's iteration fails or no free column has a length.
  init?(_ jacobian: Matrix, free: [Int], scales: [Double], residuals: [Double]) {
    let rows = max(jacobian.rows, free.count)
    var scaled = Matrix(rows: rows, columns: free.count)
    let used = free.map { scales[$0] > 0 ? scales[$0] : 1 }
    for (place, j) in free.enumerated() {
      for i in 0..<jacobian.rows { scaled[i, place] = jacobian[i, j] / used[place] }
    }
    guard let decomposition = LAPACK.singularValues(scaled), decomposition.values[0] > 0 else { return nil }
    self.free = free
    self.scales = used
    self.decomposition = decomposition
    parameterCount = jacobian.columns
    rotated = Self.rotate(residuals, decomposition.left)
  }

  private static func rotate(_ residuals: [Double], _ left: Matrix) -> [Double] {
    (0..<left.columns).map { k in residuals.indices.reduce(0.0) { $0.addingProduct(left[$1, k], residuals[$1]) } }
  }

  /// Directions below this singular value are rounding.
  private var floor: Double { decomposition.values[0] * 0x1p-48 }

  /// The step (JᵀJ + damping · D²)⁻¹ Jᵀ r in scaled parameters, without the directions that the data do not see.
  func step(damping: Double) -> [Double] { step(damping, rotated) }

  func step(damping: Double, residuals: [Double]) -> [Double] { step(damping, Self.rotate(residuals, decomposition.left)) }

  private func step(_ damping: Double, _ rotated: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: free.count)
    for (k, s) in decomposition.values.enumerated() where s > floor {
      let size = s / (s * s + damping) * rotated[k]
      for j in result.indices { result[j] += decomposition.rightTransposed[k, j] * size }
    }
    return result
  }

  /// The change of all parameters for a step.
  func unscaled(_ step: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: parameterCount)
    for (place, j) in free.enumerated() { result[j] = step[place] / scales[place] }
    return result
  }

  /// The change of the model for a step.
  func image(_ step: [Double]) -> [Double] {
    let inner = decomposition.values.indices.map { k in
      decomposition.values[k] * step.indices.reduce(0) { $0 + decomposition.rightTransposed[k, $1] * step[$1] }
    }
    return (0..<decomposition.left.rows).map { i in inner.indices.reduce(0) { $0 + decomposition.left[i, $1] * inner[$1] } }
  }

  /// What the linear model says a step takes off the sum of squares.
  func reduction(damping: Double) -> Double {
    zip(decomposition.values, rotated).reduce(0) { sum, pair in
      guard pair.0 > floor else { return sum }
      let left = damping / (pair.0 * pair.0 + damping)
      return sum + pair.1 * pair.1 * (1 - left * left)
    }
  }

  /// What a full step would take off.
  var largestReduction: Double { reduction(damping: 0) }

  /// The damping with which a step has the length of the radius; 0 if the full step is no longer.
  func damping(radius: Double) -> Double {
    func length(_ damping: Double) -> (value: Double, slope: Double) {
      var (square, slope) = (0.0, 0.0)
      for (k, s) in decomposition.values.enumerated() where s > floor {
        let size = s / (s * s + damping) * rotated[k]
        square += size * size
        slope -= size * size / (s * s + damping)
      }
      let value = square.squareRoot()
      return (value, value > 0 ? slope / value : 0)
    }
    let full = length(0)
    guard full.value > 1.1 * radius else { return 0 }
    var low = 0.0
    var high = zip(decomposition.values, rotated).reduce(0) { $0 + ($1.0 * $1.1) * ($1.0 * $1.1) }.squareRoot() / radius
    var damping = min(max(full.value / radius * (radius - full.value) / full.slope, 1e-3 * high), high)
    for _ in 0..<50 {
      let (value, slope) = length(damping)
      if (value - radius).magnitude <= 0.05 * radius { break }
      if value > radius { low = damping } else { high = damping }
      let next = damping - (value - radius) / radius * value / slope
      damping = next > low && next < high ? next : max((low * high).squareRoot(), 0.5 * low + 1e-3 * (high - low))
    }
    return damping
  }
}
