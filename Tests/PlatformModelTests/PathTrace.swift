import NumericCore

@testable import PlatformModel
@testable import ScenarioEngine

/// The first 128 paths of a scenario with all that they drew and all that came out, month by month.
struct PathTrace {
  let plan: Plan
  let model: PlatformModel
  let seed: UInt64
  let block: Block
  let runner: PlatformRunner
  /// Parameters after each month at which some change: month, then values by key.
  private let settings: [(month: Int, values: [String: [Double]])]
  private let uniforms: [String: [Double]]
  private let rows: RowStore
  /// Rows by output and period, and by output in the order of months.
  private let places: [OutputRow: Int]
  private let monthPlaces: [String: [Int]]

  init(_ prepared: PreparedScenario, seed: UInt64, first: UInt64 = 0, runs: Bool = true) throws {
    plan = prepared.plan
    model = prepared.model as! PlatformModel
    self.seed = seed
    let drawing = try PathDrawing(plan: plan, uniformKeys: model.uniformKeys, seed: seed, sampling: .sobol, paths: 1024)
    let layout = OutputLayout(outputs: model.outputs, horizon: plan.horizon, by: .month, isReported: { _, _ in true }, needed: [])
    rows = RowStore(layout: layout)
    block = Block(plan: plan, drawing: drawing, rows: rows)
    var places: [OutputRow: Int] = [:]
    var monthPlaces: [String: [Int]] = [:]
    for (number, row) in layout.rows.enumerated() {
      let name = layout.outputs[row.output].name
      places[OutputRow(output: name, period: row.period.label)] = number
      if row.period.kind == .month { monthPlaces[name, default: []].append(number) }
    }
    self.places = places
    self.monthPlaces = monthPlaces
    func values(_ column: Column) -> [Double] { (0..<Block.paths).map { column.paths[$0] } }
    var settings: [(month: Int, values: [String: [Double]])] = []
    block.begin(first: first, rowOffset: 0)
    for month in plan.segmentStarts {
      if month > 0 { _ = block.enter(month: month) }
      var row: [String: [Double]] = [:]
      for column in plan.columns { row[column.key] = values(block.parameter(column.key)) }
      settings.append((month, row))
    }
    self.settings = settings
    var uniforms: [String: [Double]] = [:]
    for key in model.uniformKeys { uniforms[key] = values(block.uniform(key)) }
    self.uniforms = uniforms
    runner = model.makeRunner(block: block, seed: seed, mediansMode: false) as! PlatformRunner
    block.begin(first: first, rowOffset: 0)
    if runs { runner.run() }
  }

  /// A setting of a path as it holds in a month.
  func setting(_ key: String, path: Int, month: Int = 0) -> Double {
    settings.last { $0.month <= month }!.values[key]![path]
  }

  func uniform(_ key: String, path: Int) -> Double { uniforms[key]![path] }

  func output(_ name: String, _ period: String, path: Int) -> Double {
    value(row: places[OutputRow(output: name, period: period)]!, path: path)
  }

  func output(_ name: String, month: Int, path: Int) -> Double { value(row: monthPlaces[name]![month], path: path) }

  private func value(row: Int, path: Int) -> Double { withExtendedLifetime(rows) { rows.numbers(row: row).paths[path] } }
}
