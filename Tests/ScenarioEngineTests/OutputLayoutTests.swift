import Testing

@testable import ScenarioEngine

@Suite struct OutputLayoutTests {
  static let horizon = Horizon(first: CalendarMonth("2025-10")!, last: CalendarMonth("2026-12")!)
  static let outputs = [
    OutputDeclaration("x.sum", unit: "usd", aggregation: .sum, meaning: "sum"),
    OutputDeclaration("x.mean", unit: "users", aggregation: .mean, meaning: "mean", monthsByDefault: true),
    OutputDeclaration("x.end", unit: "1", aggregation: .end, meaning: "end"),
    OutputDeclaration("x.maximum", unit: "1", aggregation: .maximum, meaning: "maximum"),
    OutputDeclaration("x.once", unit: "1", aggregation: .once, meaning: "once"),
  ]

  static func rows(
    by: ReportPeriod.Kind? = nil, isReported: (String, ReportPeriod) -> Bool = { _, _ in true },
    needed: [(output: String, period: String)] = []
  ) -> OutputLayout {
    OutputLayout(outputs: outputs, horizon: horizon, by: by, isReported: isReported, needed: needed)
  }

  static func labels(_ layout: OutputLayout, _ output: String) -> [String] {
    layout.rows.filter { layout.outputs[$0.output].name == output && $0.isReported }.map(\.period.label)
  }

  @Test func yearsAndTotalsAlwaysHaveRowsAndMonthsWhereWanted() {
    let plain = Self.rows()
    #expect(Self.labels(plain, "x.sum") == ["2026", "total"])
    #expect(Self.labels(plain, "x.mean").count == 2 + 15 && Self.labels(plain, "x.once") == ["total"])
    #expect(Self.labels(Self.rows(by: .month), "x.sum").count == 2 + 15)
    #expect(Set(Self.labels(Self.rows(by: .quarter), "x.end")) == ["2026", "total", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"])
    #expect(Self.labels(Self.rows(by: .month), "x.once") == ["total"])
  }

  @Test func whatOnlyTheModelNeedsIsNotReported() throws {
    let layout = Self.rows(
      isReported: { name, _ in name == "x.end" }, needed: [("x.sum", "2026"), ("x.sum", "2026-Q2"), ("x.once", "total")])
    #expect(Self.labels(layout, "x.sum").isEmpty && Self.labels(layout, "x.end") == ["2026", "total"])
    for (output, period) in [("x.sum", "2026"), ("x.sum", "2026-Q2"), ("x.once", "total")] {
      let row = try #require(layout.row(output: output, period: period))
      #expect(!layout.rows[row].isReported)
    }
    #expect(layout.row(output: "x.sum", period: "2026-Q3") == nil)
  }

  /// What a row becomes when month t has the value t + 1.
  static func value(_ layout: OutputLayout, _ output: String, _ period: String) throws -> Double {
    let plan = try ToyModel.plan(ToyModel.scenario([:]))
    let drawing = try PathDrawing(plan: plan, uniformKeys: [], seed: 1, sampling: .sobol, paths: 128)
    let block = Block(plan: plan, drawing: drawing, rows: RowStore(layout: layout))
    block.begin(first: 0, rowOffset: 0)
    let store = ColumnStore(count: 1)
    return try withExtendedLifetime((block, store)) {
      for month in 0..<horizon.count {
        store[0].fill(Double(month + 1))
        for place in outputs.indices where outputs[place].aggregation != .once { block.record(place, month: month, store[0]) }
      }
      return try #require(block.row(output: output, period: period)).paths[77]
    }
  }

  @Test(arguments: [
    ("x.sum", "2026", 114.0), ("x.sum", "total", 120), ("x.mean", "2026", 9.5), ("x.mean", "total", 8), ("x.mean", "2026-03", 6),
    ("x.end", "2026", 15), ("x.end", "2026-02", 5), ("x.maximum", "2026", 15), ("x.sum", "2026-Q1", 15), ("x.mean", "2025-Q4", 2),
  ])
  func monthsAreGatheredAsTheOutputSays(output: String, period: String, expected: Double) throws {
    let layout = Self.rows(by: .month, needed: [("x.sum", "2026-Q1"), ("x.mean", "2025-Q4")])
    #expect((try Self.value(layout, output, period) - expected).magnitude < 1e-12)
  }

  @Test func rowsAreInStableOrder() {
    let layout = Self.rows(by: .month)
    #expect(layout.rows.map(\.output) == layout.rows.map(\.output).sorted())
    #expect(Self.labels(layout, "x.sum").prefix(2) == ["2026", "total"])
  }
}
