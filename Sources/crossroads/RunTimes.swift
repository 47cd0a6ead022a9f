import Presentation
import ScenarioEngine

/// The csv file of `--timing`: a row for each scenario.
struct RunTimes {
  private(set) var table = RowTable(
    columns: ["scenario", "paths", "seconds", "drawing", "simulation", "reduction", "drivers", "writing", "total"])
  private var start = ContinuousClock.now
  private var processSeconds = 0.0

  /// A run begins.
  mutating func begin() {
    start = ContinuousClock.now
    processSeconds = StageTimer.processSeconds
  }

  /// A run has ended: its wall time, its stages, and the processor time of all that was done since it began.
  mutating func end(_ scenario: String, paths: Int, _ stages: StageSeconds) {
    table.add(
      [.text(scenario), .number(Double(paths)), .number((ContinuousClock.now - start).inSeconds)]
        + [stages.drawing, stages.simulation, stages.reduction, stages.drivers, stages.writing, StageTimer.processSeconds - processSeconds]
        .map { .number($0) })
  }
}
