import NumericCore
import Synchronization

extension Simulator {
  /// What the threads add up: counts in any order, moments in the order of the chunks.
  final class Tally: Sendable {
    private struct State {
      var moments: [[ScrambleMoments]]
      var counts: [[RowCounts]]
      var waiting: [Int: [[ScrambleMoments]]] = [:]
      var nextChunk = 0
      var done = 0
      var error: SimulationError?
      var driverValues: [Int: [Double]] = [:]
    }
    private let state: Mutex<State>
    let design: [[RowDesign]]
    private let kept: Int

    init(design: [[RowDesign]], keeping kept: Int) {
      self.design = design
      self.kept = kept
      state = Mutex(State(moments: [], counts: []))
    }

    var error: SimulationError? { state.withLock { $0.error } }
    var hasEnded: Bool { error != nil }
    func end(with error: SimulationError) { state.withLock { $0.error = $0.error ?? error } }

    /// Adds the moments of a chunk when its turn comes; returns the paths done.
    func merge(chunk: Int, moments: [[ScrambleMoments]], paths: Int) -> Int {
      state.withLock { state in
        state.waiting[chunk] = moments
        state.done += paths
        while let next = state.waiting.removeValue(forKey: state.nextChunk) {
          if state.moments.isEmpty {
            state.moments = next
          } else {
            for set in next.indices { for row in next[set].indices { state.moments[set][row].merge(next[set][row]) } }
          }
          state.nextChunk += 1
        }
        return state.done
      }
    }

    func merge(counts: [[RowCounts]]) {
      state.withLock { state in
        guard !state.counts.isEmpty else { return state.counts = counts }
        for set in counts.indices { for row in counts[set].indices { state.counts[set][row].merge(counts[set][row]) } }
      }
    }

    func keepDriver(scenario: Int, target: Int, count: Int, _ values: UnsafeMutablePointer<Double>, _ firstPath: Int, _ paths: Int) {
      guard firstPath < kept else { return }
      let part = Array(UnsafeBufferPointer(start: values, count: paths))
      state.withLock { state in
        let key = scenario * count + target
        if state.driverValues[key] == nil { state.driverValues[key] = [Double](repeating: 0, count: kept) }
        for i in 0..<min(paths, kept - firstPath) { state.driverValues[key]![firstPath + i] = part[i] }
      }
    }

    func drivers(_ key: Int) -> [Double]? { state.withLock { $0.driverValues[key] } }
    func row(_ set: Int, _ row: Int) -> (moments: ScrambleMoments, counts: RowCounts?) {
      state.withLock { ($0.moments[set][row], row < $0.counts[set].count ? $0.counts[set][row] : nil) }
    }
  }
}
