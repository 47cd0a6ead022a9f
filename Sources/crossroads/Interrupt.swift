import Foundation
import Synchronization

/// Ctrl-C: a run that watches for it ends at its next block and leaves nothing behind; anything else ends at once, with exit code 130.
enum Interrupt {
  private static let requested = Atomic<Bool>(false)
  private static let watchers = Atomic<Int>(0)

  /// Takes over SIGINT and SIGTERM. Call it once, before any work.
  static func install() {
    // Touched here, so that the handler never initialises a global.
    _ = requested.load(ordering: .relaxed)
    _ = watchers.load(ordering: .relaxed)
    // A file beyond the limit on sizes is then an error of the write that is reported, not the program's end.
    signal(SIGXFSZ, SIG_IGN)
    var heard = sigset_t()
    sigemptyset(&heard)
    for number in [SIGINT, SIGTERM] {
      sigaddset(&heard, number)
      signal(number) { _ in
        let isSecond = Interrupt.requested.exchange(true, ordering: .relaxed)
        if isSecond || Interrupt.watchers.load(ordering: .relaxed) == 0 { _exit(130) }
      }
    }
    // Whoever started the program may have blocked them, which is inherited.
    sigprocmask(SIG_UNBLOCK, &heard, nil)
  }

  /// Whether the user wants the work to end.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Runs work that asks `isRequested` at least once a second.
  /// - Throws: `CancellationError` where the user interrupted it.
  static func watching<Result>(_ work: () throws -> Result) throws -> Result {
    watchers.add(1, ordering: .relaxed)
    defer { watchers.subtract(1, ordering: .relaxed) }
    let result = try work()
    if isRequested { throw CancellationError() }
    return result
  }
}
