extension PathSampler {
  /// The uniforms of paths `8 firstGroup ..< 8 (firstGroup + count)`, a vector a group.
  public func uniforms(firstGroup: UInt64, count: Int, into column: UnsafeMutablePointer<Vector>) {
    for v in 0..<count { column[v] = uniforms(group: firstGroup + UInt64(v)) }
  }
}
