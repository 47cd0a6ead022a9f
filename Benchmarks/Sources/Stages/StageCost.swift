import Foundation

/// What a stage of a run costs here, in processor time.
struct StageCost {
  let stage: String
  let nanoseconds: Double
  /// What the nanoseconds are for, such as "path-month".
  let unit: String

  static let header = "stage,nanoseconds,per"
  var line: String { "\(stage),\(String(format: "%.2f", nanoseconds)),\(unit)" }

  /// Processor seconds of a call, the least of some rounds: the machine's other work only adds.
  static func least(rounds: Int, _ call: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<rounds {
      let start = processorTime()
      try call()
      best = min(best, processorTime() - start)
    }
    return best
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
