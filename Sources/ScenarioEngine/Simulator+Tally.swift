import NumericCore
import Synchronization

extension Simulator {
  /// What the threads add up.
  final class Tally: Sendable {
    private struct State {
      var partial: SimulationPartial
      var error: SimulationError?
    }
    private let state: Mutex<State>
    let shelves: [Shelf]
    let design: [SetDesign]
    let kept: KeptValues?

    /// - Parameter partial: what is added to. Nobody else may hold it, or its counts would be copied.
    init(_ partial: consuming SimulationPartial) {
      design = partial.design
      kept = partial.kept
      shelves = partial.values.indices.flatMap { set in Shelf.shelves(of: set, partial.values[set]) }
      partial.values = []
      state = Mutex(State(partial: partial))
    }

    var error: SimulationError? { state.withLock { $0.error } }
    func end(with error: SimulationError) { state.withLock { $0.error = $0.error ?? error } }

    /// Adds what belongs to a chunk alone; returns the paths done.
    func merge(chunk: Int, moments: [ScrambleMoments], drivers: [SimulationPartial.DriverKey: [Double]], paths: Int) -> Int {
      state.withLock { state in
        state.partial.moments.add(chunk: chunk, moments)
        state.partial.driverValues.merge(drivers) { own, _ in own }
        state.partial.paths += paths
        return state.partial.paths
      }
    }

    /// Adds what a thread has counted.
    func merge(_ signs: [SimulationPartial.Signs]) { state.withLock { $0.partial.add(signs) } }

    /// Adds the time that a thread has spent.
    func merge(_ seconds: StageSeconds) { state.withLock { $0.partial.seconds.add(seconds) } }

    var partial: SimulationPartial {
      var partial = state.withLock { $0.partial }
      partial.values = partial.design.indices.map { set in
        shelves.filter { $0.set == set }.flatMap { shelf in shelf.counts.withLock { $0 } }
      }
      return partial
    }
  }
}
