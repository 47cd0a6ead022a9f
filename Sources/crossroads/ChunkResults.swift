import Foundation

/// Values that threads finish out of order, joined in order.
final class ChunkResults<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var chunks: [[Value]]

  init(count: Int) { chunks = [[Value]](repeating: [], count: count) }

  func put(_ values: [Value], at number: Int) { lock.withLock { chunks[number] = values } }
  func joined() -> [Value] { lock.withLock { Array(chunks.joined()) } }
}
