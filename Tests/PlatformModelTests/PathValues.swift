import ScenarioEngine
import Synchronization

/// The values of every path of one scenario, by reported row.
struct PathValues {
  let columns: [OutputRow]
  /// A path after the other.
  let rows: [ArraySlice<Double>]

  private final class Store: Sendable {
    let parts = Mutex<[Int: [Double]]>([:])
  }

  init(_ prepared: PreparedScenario, settings: SimulationSettings) throws {
    let store = Store()
    let simulator = try Simulator([prepared], settings: settings) { _, first, values in
      store.parts.withLock { $0[first] = values }
      return true
    }
    columns = try simulator.run().tables[0].series.map { OutputRow(output: $0.output, period: $0.period) }
    let width = columns.count
    let all = store.parts.withLock { parts in parts.keys.sorted().flatMap { parts[$0]! } }
    rows = stride(from: 0, to: all.count, by: width).map { all[$0..<$0 + width] }
  }

  /// The values of a row on every path.
  subscript(output: String, period: String) -> [Double] {
    let place = columns.firstIndex(of: OutputRow(output: output, period: period))!
    return rows.map { $0[$0.startIndex + place] }
  }
}
