import CVector

/// A quantile function as a table in the standard normal quantile z: cubic Hermite pieces on an even grid over |z| ≤ 8.3.
///
/// A table is made only if, at the middle of every piece, the value is within `tolerance` of the distribution's spread between its 5 % and
/// 95 % points.
/// **Accuracy**: 1e-9 of that spread, checked when the table is made.
public struct QuantileTable: Sendable, Equatable {
  public static let tolerance = 1e-9
  private static let reach = 8.3

  /// Pieces to a unit of z.
  private let density: Double
  private let pieces: Int
  /// Value and derivative times the step at each node, side by side.
  private let nodes: [Double]

  /// nil where a grid of 16,384 pieces does not meet the tolerance, as with a mixture that has a gap.
  public init?(_ distribution: any Distribution) {
    let spread = distribution.quantile(0.95) - distribution.quantile(0.05)
    guard spread > 0, spread.isFinite else { return nil }
    func value(_ z: Double) -> Double {
      z > 0 ? distribution.upperQuantile(Elementary.normalSurvival(z)) : distribution.quantile(Elementary.normalCumulative(z))
    }
    // Each grid halves the last, so every evaluation is used again.
    var grid = 128
    var nodes = (0...grid).map { value(-Self.reach + Double($0) * 2 * Self.reach / Double(grid)) }
    while grid <= 16_384 {
      let step = 2 * Self.reach / Double(grid)
      let middles = (0..<grid).map { value(-Self.reach + (Double($0) + 0.5) * step) }
      let slopes = Self.slopes(nodes: nodes, middles: middles)
      var worst = 0.0
      for i in 0..<grid where !worst.isNaN {
        let hermite = 0.5 * (nodes[i] + nodes[i + 1]) + 0.125 * (slopes[i] - slopes[i + 1])
        worst = max(worst, abs(hermite - middles[i]))
      }
      guard worst.isFinite else { return nil }
      if worst <= Self.tolerance * spread {
        density = 1 / step
        pieces = grid
        self.nodes = zip(nodes, slopes).flatMap { [$0, $1] }
        return
      }
      var finer = [nodes[0]]
      for i in 0..<grid { finer += [middles[i], nodes[i + 1]] }
      nodes = finer
      grid += grid
    }
    return nil
  }

  /// Derivatives at the nodes times the step, from differences of fourth order that use the middles; one-sided at the ends.
  private static func slopes(nodes: [Double], middles: [Double]) -> [Double] {
    let last = nodes.count - 1
    var slopes = [Double](repeating: 0, count: nodes.count)
    slopes[0] = oneSided(nodes[0], middles[0], nodes[1])
    slopes[last] = -oneSided(nodes[last], middles[last - 1], nodes[last - 1])
    for i in 1..<last {
      let near = middles[i] - middles[i - 1]
      let far = nodes[i + 1] - nodes[i - 1]
      slopes[i] = (8 * near - far) / 6
    }
    return slopes
  }

  /// The derivative at the first of three even points, times the distance of the first and the last.
  private static func oneSided(_ a: Double, _ b: Double, _ c: Double) -> Double {
    let near: Double = 4 * (b - a)
    return near - (c - a)
  }

  /// Values at eight standard normals; beyond the table its end holds.
  public func values(at z: Vector) -> Vector { nodes.withUnsafeBufferPointer { Self.values(at: z, $0.baseAddress, density, pieces) } }

  /// Turns a column of standard normals into values between two bounds.
  func fill(_ column: UnsafeMutablePointer<Vector>, count: Int, _ low: Vector, _ high: Vector) {
    let density = density, pieces = pieces
    nodes.withUnsafeBufferPointer { nodes in
      for v in 0..<count {
        column[v] = minimum(maximum(Self.values(at: column[v], nodes.baseAddress, density, pieces), low), high)
      }
    }
  }

  /// - Parameter nodes: one more than there are pieces.
  @inline(always)
  private static func values(at z: Vector, _ nodes: UnsafePointer<Double>?, _ density: Double, _ pieces: Int) -> Vector {
    guard let nodes else { return z }
    let position = minimum(maximum((z + reach) * density, .zero), Vector(Double(pieces)))
    let piece = cv_whole_part(position.lanes, Int32(truncatingIfNeeded: pieces - 1))
    var a = Vector.zero, b = Vector.zero, da = Vector.zero, db = Vector.zero
    for lane in 0..<Vector.count {
      let node = nodes + 2 * Int(piece[lane])
      a[lane] = node[0]
      da[lane] = node[1]
      b[lane] = node[2]
      db[lane] = node[3]
    }
    let t = position - Vector(cv_from_whole(piece))
    let rest = b - a
    return a + t * (da + t * (3 * rest - 2 * da - db + t * (da + db - 2 * rest)))
  }
}
