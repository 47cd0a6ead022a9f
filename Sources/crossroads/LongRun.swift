import Presentation
import ScenarioEngine

/// A run, or a shard of one, in pieces, of which what is done is kept now and then, so that an interrupted one can go on.
final class LongRun {
  private let simulator: Simulator
  private let record: RunRecord
  private let recordText: String
  private let shard: Shard
  private let keeper: PartKeeper?
  private let range: Range<Int>
  private let begun = ContinuousClock.now
  private var partial: SimulationPartial?
  /// The first chunk that is not done.
  private(set) var done: Int
  private var couldNotKeep = false

  /// - Throws: `ScenarioError` where the run is to go on from what cannot be gone on from.
  init(_ simulator: Simulator, record: RunRecord, shard: Shard, keeper: PartKeeper?) throws(ScenarioError) {
    self.simulator = simulator
    self.record = record
    recordText = try record.text()
    self.shard = shard
    self.keeper = keeper
    range = shard.chunks(of: simulator.chunks)
    done = range.lowerBound
    guard let file = try keeper?.found(shard, record: record, text: recordText) else { return }
    guard file.header.chunks.lowerBound == range.lowerBound, file.header.chunks.upperBound <= range.upperBound else {
      throw ScenarioError("\(file.path) holds other futures than those of this run.", "Leave --resume out to begin anew.")
    }
    try file.add(to: &partial, of: simulator)
    done = file.header.chunks.upperBound
  }

  /// Where what is done is kept.
  var keptPath: String? { keeper?.path(shard, record: recordText) }

  /// The bytes of a file that holds what is done.
  func bytes(of partial: SimulationPartial) -> [UInt8] {
    PartialFile.bytes(
      PartialFile.Header(version: crossroadsVersion, record: recordText, shard: shard, chunks: range.lowerBound..<done), partial)
  }

  /// Runs all that is left and hands it over.
  /// - Throws: `CancellationError` where the user interrupted it; what is done is kept where the run has lasted long enough for that.
  func finish(_ progress: ProgressLine) throws -> SimulationPartial {
    try advance(to: range.upperBound, progress)
    guard let partial = partial.take() else { throw CancellationError() }
    return partial
  }

  /// What is known so far.
  func result() throws -> SimulationResult {
    guard let partial else { throw CancellationError() }
    return simulator.result(of: partial)
  }

  /// Runs to so many chunks.
  /// - Throws: as `finish`.
  func advance(to end: Int, _ progress: ProgressLine) throws {
    let total = simulator.paths(in: range.lowerBound..<end), name = record.scenario.name
    while done < end {
      let deadline = keeper?.interval.map { ContinuousClock.now + .seconds($0) }
      do {
        done = try simulator.extend(
          &partial, by: done..<end, progress: { progress.report(name, done: $0, of: total) },
          pauses: { Interrupt.isRequested || deadline.map { ContinuousClock.now >= $0 } ?? false })
      } catch {
        throw PlatformEngine.sentence(for: error)
      }
      if Interrupt.isRequested {
        progress.clear()
        keepBeforeTheEnd()
        throw CancellationError()
      }
      if done < end { keep(progress) }
    }
  }

  private func keep(_ progress: ProgressLine) {
    guard let keeper, let path = keptPath, let partial, partial.paths > 0 else { return }
    do {
      try keeper.keep(bytes(of: partial), as: path)
    } catch {
      guard !couldNotKeep else { return }
      couldNotKeep = true
      progress.clear()
      if !keeper.isQuiet { Console.message("What is done could not be kept, and the run goes on: \(error)") }
    }
  }

  /// Keeps what an interrupted run has done, if it has lasted long enough to be worth it.
  private func keepBeforeTheEnd() {
    guard let keeper, let interval = keeper.interval, let path = keptPath, let partial, partial.paths > 0,
      (ContinuousClock.now - begun).inSeconds >= interval
    else { return }
    do {
      try keeper.keep(bytes(of: partial), as: path)
      guard !keeper.isQuiet else { return }
      let format = NumberFormat()
      Console.message(
        "Kept: \(format.count(partial.paths)) of \(format.count(simulator.paths(in: range), "future")), in \(path). The same command with --resume goes on from there."
      )
    } catch {
      Console.message("What was done could not be kept: \(error)")
    }
  }
}
