#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Synchronization

/// One line on standard error that says how far a run is; silent where standard error is no terminal.
public final class ProgressLine: Sendable {
  private let isShown: Bool
  private let shown = Mutex("")

  /// - Parameter isQuiet: `--quiet` was given.
  public init(isQuiet: Bool) { isShown = !isQuiet && isatty(2) != 0 }

  /// Says that `done` of `total` paths of a scenario have been simulated. May be called from several threads.
  public func report(_ scenario: String, done: Int, of total: Int) {
    guard isShown else { return }
    let text = ProgressLine.text(scenario, done: done, of: total)
    shown.withLock { last in
      if last != text { show("\r\u{1B}[K" + text) }
      last = text
    }
  }

  /// Takes the line away.
  public func clear() {
    guard isShown else { return }
    shown.withLock { last in
      if !last.isEmpty { show("\r\u{1B}[K") }
      last = ""
    }
  }

  /// The text of the line: `ban  42 % of 65,536 futures`.
  public static func text(_ scenario: String, done: Int, of total: Int) -> String {
    let percent = total > 0 ? Int((Double(done) / Double(total) * 100).rounded(.down)) : 100
    return "\(scenario.printable)  \(percent) % of \(NumberFormat().count(total)) futures"
  }

  private func show(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }
}
