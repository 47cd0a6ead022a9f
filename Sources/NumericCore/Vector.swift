import CVector

/// Eight doubles that move together: the lanes of eight neighbouring paths.
///
/// Concrete operators, all inlined. Comparisons give a `Mask`. Every operation is one IEEE operation a lane, so a lane's result does
/// not depend on its neighbours or on the width of the machine's registers.
@frozen
public struct Vector: Sendable {
  public var lanes: SIMD8<Double>

  /// Lanes of a vector.
  public static let count = 8

  @inlinable @inline(always) public init(_ lanes: SIMD8<Double>) { self.lanes = lanes }
  @inlinable @inline(always) public init(_ value: Double) { lanes = cv_splat(value) }

  @inlinable @inline(always) public static var zero: Vector { Vector(0) }
  @inlinable @inline(always) public static var one: Vector { Vector(1) }

  @inlinable public subscript(lane: Int) -> Double {
    @inline(always) get { lanes[lane] }
    @inline(always) set { lanes[lane] = newValue }
  }

  @inlinable @inline(always) public static func + (a: Vector, b: Vector) -> Vector { Vector(cv_add(a.lanes, b.lanes)) }
  @inlinable @inline(always) public static func - (a: Vector, b: Vector) -> Vector { Vector(cv_subtract(a.lanes, b.lanes)) }
  @inlinable @inline(always) public static func * (a: Vector, b: Vector) -> Vector { Vector(cv_multiply(a.lanes, b.lanes)) }
  @inlinable @inline(always) public static func / (a: Vector, b: Vector) -> Vector { Vector(cv_divide(a.lanes, b.lanes)) }
  @inlinable @inline(always) public static func + (a: Vector, b: Double) -> Vector { Vector(cv_add(a.lanes, cv_splat(b))) }
  @inlinable @inline(always) public static func - (a: Vector, b: Double) -> Vector { Vector(cv_subtract(a.lanes, cv_splat(b))) }
  @inlinable @inline(always) public static func * (a: Vector, b: Double) -> Vector { Vector(cv_multiply(a.lanes, cv_splat(b))) }
  @inlinable @inline(always) public static func / (a: Vector, b: Double) -> Vector { Vector(cv_divide(a.lanes, cv_splat(b))) }
  @inlinable @inline(always) public static func + (a: Double, b: Vector) -> Vector { Vector(cv_add(cv_splat(a), b.lanes)) }
  @inlinable @inline(always) public static func - (a: Double, b: Vector) -> Vector { Vector(cv_subtract(cv_splat(a), b.lanes)) }
  @inlinable @inline(always) public static func * (a: Double, b: Vector) -> Vector { Vector(cv_multiply(cv_splat(a), b.lanes)) }
  @inlinable @inline(always) public static func / (a: Double, b: Vector) -> Vector { Vector(cv_divide(cv_splat(a), b.lanes)) }
  @inlinable @inline(always) public static prefix func - (a: Vector) -> Vector { Vector(cv_negate(a.lanes)) }
  @inlinable @inline(always) public static func += (a: inout Vector, b: Vector) { a = a + b }
  @inlinable @inline(always) public static func -= (a: inout Vector, b: Vector) { a = a - b }
  @inlinable @inline(always) public static func *= (a: inout Vector, b: Vector) { a = a * b }

  @inlinable @inline(always) public static func < (a: Vector, b: Vector) -> Mask { Mask(cv_less(a.lanes, b.lanes)) }
  @inlinable @inline(always) public static func > (a: Vector, b: Vector) -> Mask { Mask(cv_less(b.lanes, a.lanes)) }
  @inlinable @inline(always) public static func <= (a: Vector, b: Vector) -> Mask { Mask(cv_less_or_equal(a.lanes, b.lanes)) }
  @inlinable @inline(always) public static func >= (a: Vector, b: Vector) -> Mask { Mask(cv_less_or_equal(b.lanes, a.lanes)) }
  @inlinable @inline(always) public static func == (a: Vector, b: Vector) -> Mask { Mask(cv_equal(a.lanes, b.lanes)) }
  @inlinable @inline(always) public static func < (a: Vector, b: Double) -> Mask { a < Vector(b) }
  @inlinable @inline(always) public static func > (a: Vector, b: Double) -> Mask { a > Vector(b) }
  @inlinable @inline(always) public static func == (a: Vector, b: Double) -> Mask { a == Vector(b) }

  /// `self * b + c`, rounded once.
  @inlinable @inline(always) public func multiplied(by b: Vector, adding c: Vector) -> Vector { Vector(cv_fma(lanes, b.lanes, c.lanes)) }
  /// The sum of the lanes, in a fixed order.
  @inlinable @inline(always) public var sum: Double { cv_sum(lanes) }
}

/// A yes or no for each lane.
@frozen
public struct Mask: Sendable {
  public var lanes: SIMD8<Int64>
  @inlinable @inline(always) public init(_ lanes: SIMD8<Int64>) { self.lanes = lanes }
  @inlinable @inline(always) public var any: Bool { cv_any(lanes) }
  @inlinable @inline(always) public var all: Bool { cv_all(lanes) }
  /// Lane i as bit i.
  @inlinable @inline(always) public var bits: UInt8 { cv_bits(lanes) }
  @inlinable @inline(always) public static func & (a: Mask, b: Mask) -> Mask { Mask(cv_and(a.lanes, b.lanes)) }
  @inlinable @inline(always) public static func | (a: Mask, b: Mask) -> Mask { Mask(cv_or(a.lanes, b.lanes)) }
  @inlinable @inline(always) public static prefix func ! (a: Mask) -> Mask { Mask(cv_not(a.lanes)) }
  @inlinable public subscript(lane: Int) -> Bool { @inline(always) get { lanes[lane] != 0 } }
  /// `a` where the mask is set, else `b`.
  @inlinable @inline(always) public func select(_ a: Vector, _ b: Vector) -> Vector { Vector(cv_select(lanes, a.lanes, b.lanes)) }
}

@inlinable @inline(always) public func minimum(_ a: Vector, _ b: Vector) -> Vector { Vector(cv_min(a.lanes, b.lanes)) }
@inlinable @inline(always) public func maximum(_ a: Vector, _ b: Vector) -> Vector { Vector(cv_max(a.lanes, b.lanes)) }
@inlinable @inline(always) public func squareRoot(_ a: Vector) -> Vector { Vector(cv_sqrt(a.lanes)) }
/// e to the power a. **Accuracy**: 1.1 ulp, measured over 40 million arguments against 80-bit arithmetic.
@inlinable @inline(always) public func exp(_ a: Vector) -> Vector { Vector(cv_exp(a.lanes)) }
/// Natural logarithm. **Accuracy**: 0.9 ulp, measured over 40 million arguments against 80-bit arithmetic.
@inlinable @inline(always) public func log(_ a: Vector) -> Vector { Vector(cv_log(a.lanes)) }
/// 2 to the power a, by e^(a ln 2). **Accuracy**: |a| ulp.
@inlinable @inline(always) public func exp2(_ a: Vector) -> Vector { Vector(cv_exp(cv_multiply(a.lanes, cv_splat(0.6931471805599453)))) }

/// Elementary functions of one double that give the same bits on every processor: no libm, the source of `Vector`'s own functions.
public enum Elementary {
  public static let ln2 = 0.6931471805599453
  /// e to the power x. **Accuracy**: 1.1 ulp.
  @inlinable @inline(always) public static func exp(_ x: Double) -> Double { cv_scalar_exp(x) }
  /// Natural logarithm; -∞ at 0, NaN below. **Accuracy**: 0.9 ulp.
  @inlinable @inline(always) public static func log(_ x: Double) -> Double { cv_scalar_log(x) }
  /// 2 to the power x. **Accuracy**: |x| ulp.
  @inlinable @inline(always) public static func exp2(_ x: Double) -> Double { cv_scalar_exp(x * ln2) }
  /// Quantile of the standard normal distribution, u strictly inside (0, 1), u ≥ 2⁻⁵³. **Accuracy**: 6 ulp.
  @inlinable @inline(always) public static func normalQuantile(_ u: Double) -> Double { cv_scalar_normal_quantile(u) }
}

/// Quantile of the standard normal distribution, 2⁻⁵³ ≤ u ≤ 1 - 2⁻⁵³. **Accuracy**: 6 ulp.
@inlinable @inline(always) public func normalQuantile(_ u: Vector) -> Vector { Vector(cv_normal_quantile(u.lanes)) }

/// Replaces uniforms, 2⁻⁵³ ≤ u ≤ 1 - 2⁻⁵³, by quantiles of the standard normal distribution: the same numbers as one after the other, in
/// two passes over each sixteen vectors, since in one the processor would wait for each logarithm. **Accuracy**: 6 ulp.
public func replaceByNormalQuantiles(_ column: UnsafeMutablePointer<Vector>, count: Int) {
  let step = 16
  withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: step) { variables in
    for start in stride(from: 0, to: count, by: step) {
      let own = column + start, vectors = min(step, count - start)
      for v in 0..<vectors { variables[v] = cv_normal_variable(own[v].lanes) }
      for v in 0..<vectors { own[v] = Vector(cv_normal_at(own[v].lanes, variables[v])) }
    }
  }
}
