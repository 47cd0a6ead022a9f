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

    init(design: [SetDesign]) {
      state = Mutex(State(partial: SimulationPartial(design: design)))
      shelves = design.indices.flatMap { set in Shelf.shelves(of: set, design[set].values) }
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

    var partial: SimulationPartial {
      var partial = state.withLock { $0.partial }
      partial.values = partial.design.indices.map { set in
        shelves.filter { $0.set == set }.flatMap { shelf in shelf.counts.withLock { $0 } }
      }
      return partial
    }
  }
}
