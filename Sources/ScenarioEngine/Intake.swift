import NumericCore

/// Where a month's values of an output go, vector by vector, as a model computes them; made by `Block.intake`.
public struct Intake {
  /// What `Block.record` takes afterwards.
  public let column: Column
  @usableFromInline let adds: Bool

  init(column: Column, adds: Bool) {
    self.column = column
    self.adds = adds
  }

  /// Takes the values of a vector, once a month.
  @inlinable @inline(always)
  public func put(_ value: Vector, _ v: Int) { column[v] = adds ? column[v] + value : value }
}
