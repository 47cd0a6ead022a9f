import NumericCore

/// A column of a block: one number for each of its paths, eight to a vector.
public typealias Column = UnsafeMutablePointer<Vector>

/// Memory for columns, aligned and zeroed, freed with its owner. The only place where the engine allocates unsafely.
public final class ColumnStore {
  private let base: UnsafeMutableRawPointer
  /// Vectors in a column.
  public let vectors: Int
  public let count: Int

  public init(count: Int, vectors: Int = Block.vectors) {
    self.count = count
    self.vectors = vectors
    let bytes = max(1, count) * vectors * MemoryLayout<Vector>.stride
    base = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    base.bindMemory(to: Vector.self, capacity: max(1, count) * vectors).initialize(repeating: .zero, count: max(1, count) * vectors)
  }

  deinit { base.deallocate() }

  public subscript(index: Int) -> Column {
    precondition((0..<max(1, count)).contains(index), "column \(index) of \(count)")
    return base.assumingMemoryBound(to: Vector.self) + index * vectors
  }
}

extension Column {
  /// The lanes as a plain row of numbers, one a path.
  @inlinable public var paths: UnsafeMutablePointer<Double> { UnsafeMutableRawPointer(self).assumingMemoryBound(to: Double.self) }

  /// Sets every path of a block to one value.
  public func fill(_ value: Double, vectors: Int = Block.vectors) { update(repeating: Vector(value), count: vectors) }
}
