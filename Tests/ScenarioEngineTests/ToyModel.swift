import NumericCore
import Synchronization

@testable import ScenarioEngine

/// A model whose answers are known: sums of its settings, and a random walk.
struct ToyModel: ScenarioModel {
  static let declarations: [Declaration] =
    ["a", "b", "c", "d"].enumerated().map { number, name in
      Declaration(
        "toy.\(name)", number: number + 1, kind: .number(minimum: -1e9, maximum: 1e9), meaning: name, fallback: "0", mayVary: true)
    } + [
      Declaration("group.*.x", kind: .number(minimum: -1e9, maximum: 1e9), meaning: "x", fallback: "0"),
      Declaration("group.*.length", kind: .number(minimum: 0, maximum: 10), meaning: "length", fallback: "0", redrawn: true),
      Declaration("toy.level", number: 5, kind: .number(minimum: 0, maximum: 1e12), meaning: "level", fallback: "1"),
      Declaration("toy.rate", number: 6, kind: .number(minimum: -10, maximum: 10), meaning: "rate", fallback: "0"),
      Declaration("toy.word", kind: .choice(["plain", "infinite"]), meaning: "word", fallback: "plain"),
      Declaration("toy.day", kind: .date, meaning: "day", fallback: ""),
    ]

  enum Out: Int, CaseIterable {
    case a, b, sum, mix, walk, peak, last, positive, zero, atom, growing, humps
  }

  let plan: Plan
  let outputs: [OutputDeclaration] = [
    OutputDeclaration("toy.a", unit: "1", aggregation: .mean, meaning: "a", monthsByDefault: true),
    OutputDeclaration("toy.b", unit: "1", aggregation: .once, meaning: "b"),
    OutputDeclaration("toy.sum", unit: "1", aggregation: .once, meaning: "a + 2 b + 4 c"),
    OutputDeclaration("toy.mix", unit: "1", aggregation: .once, meaning: "a + b + c + shock"),
    OutputDeclaration("toy.walk", unit: "1", aggregation: .sum, meaning: "shocks summed"),
    OutputDeclaration("toy.peak", unit: "1", aggregation: .maximum, meaning: "largest shock"),
    OutputDeclaration("toy.last", unit: "1", aggregation: .end, meaning: "the last shock"),
    OutputDeclaration("toy.positive", unit: "probability", aggregation: .once, meaning: "a + b + c + shock > 0", isEvent: true),
    OutputDeclaration("toy.zero", unit: "1", aggregation: .once, meaning: "0"),
    OutputDeclaration("toy.atom", unit: "1", aggregation: .once, meaning: "toy.mix, but 0 where it is negative"),
    OutputDeclaration("toy.growing", unit: "1", aggregation: .sum, meaning: "level · (month + 1)"),
    OutputDeclaration("toy.humps", unit: "1", aggregation: .once, meaning: "toy.mix, and 20 more where it is above 2.5"),
  ]
  let neededRows: [OutputRow] = []
  let checks: [EvidenceCheck] = []
  let notes: [String] = []
  let uniformKeys = ["toy.once"]

  init(plan: Plan) throws(ScenarioError) { self.plan = plan }

  func makeRunner(block: Block, seed: UInt64, mediansMode: Bool) -> any ModelRunner {
    Runner(block: block, shock: ShockStream(seed: seed, name: "toy.walk", fixed: mediansMode ? 0.5 : nil), infinite: plan.word("toy.word"))
  }

  final class Runner: ModelRunner {
    let block: Block
    let shock: ShockStream
    let isInfinite: Bool
    let store = ColumnStore(count: 2)

    init(block: Block, shock: ShockStream, infinite: String) {
      self.block = block
      self.shock = shock
      isInfinite = infinite == "infinite"
    }

    func run() {
      let a = block.parameter("toy.a"), b = block.parameter("toy.b"), c = block.parameter("toy.c"), level = block.parameter("toy.level")
      let out = store[0], first = store[1]
      func once(_ output: Out, _ value: (Int) -> Vector) {
        for v in 0..<Block.vectors { out[v] = value(v) }
        block.recordOnce(output.rawValue, out)
      }
      for month in 0..<block.plan.horizon.count {
        if month > 0 { _ = block.enter(month: month) }
        for v in 0..<Block.vectors {
          out[v] = normalQuantile(shock.uniforms(firstPath: block.firstPath + UInt64(8 * v), month: month))
          if month == 0 { first[v] = out[v] }
        }
        for output in [Out.walk, .peak, .last] { block.record(output.rawValue, month: month, out) }
        block.record(Out.a.rawValue, month: month, a)
        for v in 0..<Block.vectors { out[v] = level[v] * Double(month + 1) }
        block.record(Out.growing.rawValue, month: month, out)
      }
      once(.b) { b[$0] }
      once(.sum) { a[$0] + 2 * b[$0] + 4 * c[$0] }
      once(.mix) { a[$0] + b[$0] + c[$0] + first[$0] }
      once(.positive) { (a[$0] + b[$0] + c[$0] + first[$0] > 0).select(.one, .zero) }
      once(.zero) { _ in .zero }
      once(.atom) { maximum(a[$0] + b[$0] + c[$0] + first[$0], .zero) }
      once(.humps) {
        let mix = a[$0] + b[$0] + c[$0] + first[$0]
        return mix + (mix > Vector(2.5)).select(Vector(20), .zero)
      }
      if isInfinite {
        once(.zero) { v in
          var value = Vector.zero
          if block.firstPath == 1024, v == 2 { value[3] = .infinity }
          return value
        }
      }
    }
  }

  // MARK: - Making scenarios of it

  static func scenario(
    _ settings: KeyValuePairs<String, Setting.Value>, name: String = "toy", start: String = "2025-10", end: String = "2026-12",
    fits: [FitDeclaration] = [], correlations: [CorrelationDeclaration] = [], sources: [String: [String]] = [:],
    known: [String: [Setting.Alternative]] = [:]
  ) -> Scenario {
    var all: [String: Setting] = [:]
    for (line, (key, value)) in settings.enumerated() {
      all[key] = Setting(
        key: key, value: value, origin: Origin(sources: sources[key] ?? []),
        location: SourceLocation(file: "toy.yaml", line: line + 10, column: 3),
        known: known[key] ?? [])
    }
    return Scenario(
      name: name, title: "", about: "", parents: [], start: start, end: end,
      horizonLocation: SourceLocation(file: "toy.yaml", line: 3, column: 1),
      currency: "usd", settings: all, order: settings.map(\.key), fits: fits, correlations: correlations, files: [])
  }

  static func plan(_ scenario: Scenario, ledger: EvidenceLedger = EvidenceLedger(facts: []), asOf: String? = nil) throws(ScenarioError)
    -> Plan
  {
    try PlanBuilder(declarations: declarations, ledger: ledger, asOf: asOf.flatMap { CalendarDay($0) }).plan(scenario)
  }

  static func prepare(_ scenario: Scenario) throws(ScenarioError) -> PreparedScenario {
    let plan = try plan(scenario)
    return PreparedScenario(plan: plan, model: try ToyModel(plan: plan))
  }

  /// a, b and c standard normal.
  static func normals(_ name: String = "toy", end: String = "2026-12") throws -> PreparedScenario {
    try prepare(
      scenario(
        ["toy.a": .text("normal(0, 1)"), "toy.b": .text("normal(0, 1)"), "toy.c": .text("normal(0, 1)"), "toy.level": .text("1 to 2")],
        name: name, end: end))
  }

  /// The columns that a plan draws for its first paths: by key, a value a path, as they hold in a month.
  static func draws(
    _ plan: Plan, paths: Int, seed: UInt64 = 1, month: Int = 0, sampling: Sampling = .sobol
  ) throws -> [String: [Double]] {
    let drawing = try PathDrawing(plan: plan, uniformKeys: [], seed: seed, sampling: sampling, paths: UInt64(paths))
    let layout = OutputLayout(outputs: [], horizon: plan.horizon, by: nil, isReported: { _, _ in false }, needed: [])
    let block = Block(plan: plan, drawing: drawing, rows: RowStore(layout: layout))
    var result: [String: [Double]] = [:]
    for first in stride(from: 0, to: paths, by: Block.paths) {
      block.begin(first: UInt64(first), rowOffset: 0)
      for later in plan.segmentStarts where later > 0 && later <= month { _ = block.enter(month: later) }
      for column in plan.columns {
        let own = withExtendedLifetime(block) {
          let values = block.parameter(column.key).paths
          return (0..<min(Block.paths, paths - first)).map { values[$0] }
        }
        result[column.key, default: []] += own
      }
    }
    return result
  }
}

/// The values of every path of the first scenario, by reported row.
struct CollectedPaths {
  let rows: [OutputRow: [Double]]
  let result: SimulationResult

  private final class Store: Sendable {
    let parts = Mutex<[Int: [Double]]>([:])
  }

  init(_ scenarios: [PreparedScenario], settings: SimulationSettings, pairs: [(scenario: Int, against: Int)] = [], of scenario: Int = 0)
    throws
  {
    let store = Store()
    let simulator = try Simulator(scenarios, settings: settings, pairs: pairs) { number, first, values in
      if number == scenario { store.parts.withLock { $0[first] = values } }
      return true
    }
    result = try simulator.run()
    let all = store.parts.withLock { parts in parts.keys.sorted().flatMap { parts[$0]! } }
    let series = result.tables[scenario].series
    var rows: [OutputRow: [Double]] = [:]
    for (c, row) in series.enumerated() {
      rows[OutputRow(output: row.output, period: row.period)] = stride(from: c, to: all.count, by: series.count).map { all[$0] }
    }
    self.rows = rows
  }

  subscript(output: String, period: String) -> [Double] { rows[OutputRow(output: output, period: period)] ?? [] }
}

extension SimulationResult {
  func series(_ output: String, _ period: String = "total", scenario: Int = 0) -> ResultSeries {
    tables[scenario].series.first { $0.output == output && $0.period == period }!
  }
}
