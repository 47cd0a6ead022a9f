import Foundation

/// Numbers from 0, each given out once to whichever thread asks next.
final class ChunkCounter: @unchecked Sendable {
  private let lock = NSLock()
  private var next = 0

  /// The next number, nil where it would not be below `count`.
  func take(below count: Int) -> Int? {
    lock.withLock {
      guard next < count else { return nil }
      defer { next += 1 }
      return next
    }
  }
}
