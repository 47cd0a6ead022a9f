import NumericCore
import ScenarioEngine

/// The sums of one path, or what a day adds to them: side by side while it walks from ring to ring.
struct PathSums {
  var first = Vector.zero
  /// Those that only some scenarios need.
  var second = Vector.zero

  @inline(always)
  mutating func add(_ rates: PathSums, days: Double) {
    first += rates.first * days
    second += rates.second * days
  }

  /// One number of each of eight columns that lie one after the other.
  @inline(always)
  static func eight(_ own: UnsafeMutablePointer<Double>) -> Vector {
    let n = Block.paths
    return Vector(SIMD8(own[0], own[n], own[2 * n], own[3 * n], own[4 * n], own[5 * n], own[6 * n], own[7 * n]))
  }

  @inline(always)
  static func put(_ values: Vector, _ own: UnsafeMutablePointer<Double>) {
    let n = Block.paths
    own[0] = values[0]
    own[n] = values[1]
    own[2 * n] = values[2]
    own[3 * n] = values[3]
    own[4 * n] = values[4]
    own[5 * n] = values[5]
    own[6 * n] = values[6]
    own[7 * n] = values[7]
  }
}
