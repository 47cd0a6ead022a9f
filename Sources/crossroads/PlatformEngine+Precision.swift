import Presentation
import ScenarioEngine

extension PlatformEngine {
  /// Simulates scenarios side by side until the errors of their differences are met.
  func simulate(
    _ prepared: [PreparedScenario], _ request: SimulationRequest, pairs: [(scenario: Int, against: Int)], progress: ProgressLine,
    to goal: PrecisionGoal
  ) throws -> (result: SimulationResult, outcome: PrecisionGoal.Outcome) {
    let simulator = try Simulator(prepared, settings: try settings(request, for: prepared), pairs: pairs, targets: [Self.target])
    let name = prepared.map(\.name).joined(separator: ", ")
    var partial: SimulationPartial?
    var done = 0
    return try goal.reach(from: 0, chunks: simulator.chunks) { end in
      let total = simulator.paths(in: 0..<end)
      do throws(SimulationError) {
        done = try simulator.extend(
          &partial, by: done..<end, progress: { progress.report(name, done: $0, of: total) }, pauses: { Interrupt.isRequested })
      } catch {
        throw Self.sentence(for: error)
      }
      guard done == end, let partial else { throw CancellationError() }
      return simulator.result(of: partial)
    } unmet: { result in
      let differences = result.differences.flatMap { $0 }
      return try goal.targets.flatMap { try $0.shortfalls(in: differences) }
    }
  }

  /// Says how much memory exact quantiles take.
  /// - Throws: `ScenarioError` where the machine has less.
  func tellMemory(_ simulator: Simulator, _ request: SimulationRequest) throws(ScenarioError) {
    guard request.isExact else { return }
    try MachineMemory.tell(
      "--exact keeps every value and needs", bytes: simulator.exactBytes, isQuiet: request.isQuiet,
      remedy: "Take fewer --paths, --outputs or --periods, or leave --exact out: quantiles are then within 9.8e-5.")
  }
}
