import NumericCore

/// Moments of chunks of paths, added in the order of a binary tree over the numbers of the chunks.
///
/// Two neighbours are added as soon as both are there, so the sums have the same bits in whatever order, on whatever thread or in whatever
/// run the chunks were made. What is kept is at most two lists of moments for each power of two up to the number of chunks.
public struct MomentsTree: Sendable {
  /// Chunks `index << level ..< (index + 1) << level`.
  public struct Node: Hashable, Sendable, Comparable {
    public var level: Int
    public var index: Int
    /// The first chunk that the node holds.
    public var firstChunk: Int { index << level }
    public static func < (a: Node, b: Node) -> Bool { a.firstChunk < b.firstChunk }
  }
  /// Each node with the moments of every row.
  public private(set) var nodes: [Node: [ScrambleMoments]] = [:]

  public init() {}

  /// Adds the moments of a chunk, row by row.
  public mutating func add(chunk: Int, _ moments: [ScrambleMoments]) { add(Node(level: 0, index: chunk), moments) }

  /// Adds what another tree holds of other chunks.
  public mutating func merge(_ other: MomentsTree) {
    for (node, moments) in other.nodes { add(node, moments) }
  }

  private mutating func add(_ node: Node, _ moments: [ScrambleMoments]) {
    var node = node, moments = moments
    while let sibling = nodes.removeValue(forKey: Node(level: node.level, index: node.index ^ 1)) {
      var first = node.index & 1 == 0 ? moments : sibling
      let second = node.index & 1 == 0 ? sibling : moments
      for row in first.indices { first[row].merge(second[row]) }
      (node, moments) = (Node(level: node.level + 1, index: node.index >> 1), first)
    }
    nodes[node] = moments
  }

  func write(to writer: inout ByteWriter) {
    writer.write(nodes.count)
    for node in nodes.keys.sorted() {
      writer.write(node.level)
      writer.write(node.index)
      for moments in nodes[node]! { moments.write(to: &writer) }
    }
  }

  /// Adds what `write` wrote of other chunks.
  ///
  /// - Parameters:
  ///   - centres: of each row.
  ///   - chunks: those that the nodes must lie in.
  mutating func add(from reader: inout ByteReader, centres: [Double], chunks: Range<Int>) throws(NumericError) {
    for _ in 0..<(try reader.count(limit: 128)) {
      let node = Node(level: try reader.count(limit: 40), index: try reader.count())
      let last = (node.index + 1).multipliedReportingOverflow(by: 1 << node.level)
      guard !last.overflow, node.firstChunk >= chunks.lowerBound, last.partialValue <= chunks.upperBound else {
        throw .size("chunk \(node.index) of level \(node.level) in \(chunks)")
      }
      var moments: [ScrambleMoments] = []
      for centre in centres { moments.append(try ScrambleMoments(centre: centre, from: &reader)) }
      add(node, moments)
    }
  }

  /// The moments of a row over all chunks.
  func total(row: Int, empty: ScrambleMoments) -> ScrambleMoments {
    var sum = empty
    for node in nodes.keys.sorted() { sum.merge(nodes[node]![row]) }
    return sum
  }
}
