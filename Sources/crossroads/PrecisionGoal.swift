import NumericCore
import Presentation
import ScenarioEngine

/// What `--precision` asks for: errors to be met, and the futures that it may take.
struct PrecisionGoal: Sendable {
  /// Chunks of the first look.
  static let firstLook = 16
  static let usualCeiling = 16_777_216

  var targets: [PrecisionTarget]
  var ceiling: Int

  /// How a run came to its number of futures.
  struct Outcome: Sendable {
    var paths: Int
    var unmet: [PrecisionTarget.Shortfall]

    var isMet: Bool { unmet.isEmpty }

    /// What a person should know of it.
    func sentence(_ goal: PrecisionGoal) -> String {
      let count = NumberFormat().count(paths, "future")
      guard let first = unmet.first else { return "The precision asked for took \(count)." }
      let error = first.error.map { "\($0.sixDigits) \(first.unit)" } ?? "not known"
      let more = unmet.count > 1 ? ", and \(unmet.count - 1) more" : ""
      return "The precision asked for is not met with \(count), the most that were allowed: \(first.name) has the error \(error), "
        + "wanted \(first.wanted.sixDigits)\(more). Allow more with --at-most, or ask for less."
    }
  }

  /// Looks at a run after 16, 32, 64 … chunks, whether every error is met, and ends it there or at the ceiling.
  ///
  /// - Parameters:
  ///   - done: chunks that are done already.
  ///   - advance: runs to so many chunks and says what is known then.
  ///   - unmet: what is missing.
  /// - Throws: `ScenarioError` where even errors that fall with 1/n would not be met at the ceiling.
  func reach(
    from done: Int, chunks: Int, advance: (Int) throws -> SimulationResult, unmet: (SimulationResult) throws -> [PrecisionTarget.Shortfall]
  ) throws -> (result: SimulationResult, outcome: Outcome) {
    var end = Self.firstLook
    while end < done { end *= 2 }
    while true {
      end = min(end, chunks)
      let result = try advance(end), missing = try unmet(result)
      let paths = min(end * Simulator.pathsPerChunk, ceiling)
      if missing.isEmpty || end == chunks { return (result, Outcome(paths: paths, unmet: missing)) }
      try refuseTheImpossible(missing, paths)
      end *= 2
    }
  }

  private func refuseTheImpossible(_ missing: [PrecisionTarget.Shortfall], _ paths: Int) throws(ScenarioError) {
    for shortfall in missing {
      guard let error = shortfall.error, error / shortfall.wanted * Double(paths) > Double(ceiling) else { continue }
      guard shortfall.wanted > 0 else {
        throw ScenarioError(
          "After \(NumberFormat().count(paths, "future")) \(shortfall.name) is 0, and no error is a share of 0.",
          "Leave it out, or give its error in its unit, \(shortfall.unit), such as \(error.sixDigits).")
      }
      throw ScenarioError(
        "After \(NumberFormat().count(paths, "future")) \(shortfall.name) has the error \(error.sixDigits) \(shortfall.unit), "
          + "and \(shortfall.wanted.sixDigits) is out of reach of \(NumberFormat().count(ceiling)).",
        "Allow more with --at-most, or ask for less.")
    }
  }
}
