#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import ScenarioEngine
import Synchronization

/// One line on standard error that says how far a run is; silent where standard error is no terminal, or one that cannot clear a line.
public final class ProgressLine: Sendable {
  private let isShown: Bool
  private let state = Mutex(State())

  private struct State {
    var shown = ""
    var scenario = ""
    /// When the scenario was first reported, and how many paths were done by then.
    var begun = ContinuousClock.now
    var first = 0
    var last: ContinuousClock.Instant?
  }

  /// - Parameter isQuiet: `--quiet` was given.
  public init(isQuiet: Bool) { isShown = !isQuiet && isatty(2) != 0 && getenv("TERM").map { String(cString: $0) } != "dumb" }

  /// Says that `done` of `total` paths of a scenario have been simulated. May be called from several threads.
  public func report(_ scenario: String, done: Int, of total: Int) {
    guard isShown else { return }
    let now = ContinuousClock.now
    state.withLock { state in
      if state.scenario != scenario || done < state.first { state = State(scenario: scenario, begun: now, first: done) }
      // Five times a second is as often as one reads.
      if let last = state.last, now - last < .milliseconds(200), done < total { return }
      state.last = now
      let seconds = ProgressLine.seconds(now - state.begun)
      let text = ProgressLine.text(scenario, done: done, of: total, rate: seconds > 2 ? Double(done - state.first) / seconds : nil)
      if state.shown != text { show("\r\u{1B}[K" + text) }
      state.shown = text
    }
  }

  /// Takes the line away.
  public func clear() {
    guard isShown else { return }
    state.withLock { state in
      if !state.shown.isEmpty { show("\r\u{1B}[K") }
      state = State()
    }
  }

  /// The text of the line: `ban  42 % of 65,536 futures`, and with a rate `· 110,000 a second · 2 min left`.
  ///
  /// - Parameter rate: paths per second; nil: not yet known.
  public static func text(_ scenario: String, done: Int, of total: Int, rate: Double? = nil) -> String {
    let percent = total > 0 ? Int((Double(done) / Double(total) * 100).rounded(.down)) : 100
    let text = "\(scenario.printable)  \(percent) % of \(NumberFormat().count(total, "future"))"
    guard let rate, rate >= 1, rate.isFinite else { return text }
    // Two digits: more would flicker.
    let exponent = max(0, (DecimalDigits(rate)?.exponent ?? 0) - 1)
    let unit = (0..<exponent).reduce(1) { unit, _ in unit * 10 }
    return text
      + " · \(NumberFormat().count(Int((rate / Double(unit)).rounded()) * unit)) a second · \(left(Double(total - done) / rate)) left"
  }

  private static func left(_ seconds: Double) -> String {
    switch seconds {
    case ..<99.5: "\(Int(seconds.rounded())) s"
    case ..<5_970: "\(Int((seconds / 60).rounded())) min"
    case ..<356_400: "\(Int((seconds / 3600).rounded())) h"
    default: "\(Int(min(seconds / 86_400, 1e6).rounded())) days"
    }
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  private func show(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }
}
