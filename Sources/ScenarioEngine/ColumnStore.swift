import NumericCore

/// A column of a block: one number for each of its paths, eight to a vector.
public typealias Column = UnsafeMutablePointer<Vector>

/// Memory for columns, aligned and zeroed, freed with its owner. The only place where the engine allocates unsafely.
public final class ColumnStore {
  @usableFromInline let base: Column
  /// Vectors in a column.
  public private(set) var vectors: Int
  public let count: Int

  public init(count: Int, vectors: Int = Block.vectors) {
    self.count = count
    self.vectors = vectors
    let size = max(1, count) * vectors
    base = UnsafeMutableRawPointer.allocate(byteCount: size * MemoryLayout<Vector>.stride, alignment: 64)
      .bindMemory(to: Vector.self, capacity: size)
    base.initialize(repeating: .zero, count: size)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  /// A column; it lives as long as its store.
  @inlinable
  public subscript(index: Int) -> Column {
    precondition(index >= 0 && index < max(1, count), "no such column")
    return base + index * vectors
  }
}

extension Column {
  /// The lanes as a plain row of numbers, one a path.
  @inlinable public var paths: UnsafeMutablePointer<Double> { UnsafeMutableRawPointer(self).assumingMemoryBound(to: Double.self) }

  /// Sets every path of a block to one value.
  public func fill(_ value: Double, vectors: Int = Block.vectors) { update(repeating: Vector(value), count: vectors) }
}
