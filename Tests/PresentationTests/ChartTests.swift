import Foundation
import Presentation
import ScenarioEngine
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ChartTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference")
  private static let records = ProcessInfo.processInfo.environment["CROSSROADS_RECORD_REFERENCE"] != nil

  static let styles: [(name: String, style: TerminalStyle)] = [
    ("40", TerminalStyle(width: 40)), ("80", TerminalStyle(width: 80)), ("60-ascii", TerminalStyle(width: 60, symbols: .ascii)),
  ]

  @Test func allKindsAreDrawn() { #expect(ChartSample.all.count == 9) }

  /// Recorded with CROSSROADS_RECORD_REFERENCE set; look at the difference before it is committed.
  @Test func chartsOnATerminalAreTheRecordedOnes() throws {
    for (name, style) in Self.styles {
      let text = ChartSample.all.map { $0.chart.lines(style).joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
      let file = Self.folder.appendingPathComponent("charts-\(name).txt")
      if Self.records { try Data(text.utf8).write(to: file) }
      #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(name) columns")
    }
  }

  @Test func drawingsAreTheRecordedOnes() throws {
    for (name, chart) in ChartSample.all {
      let text = chart.svg().text(isStandalone: true)
      let file = Self.folder.appendingPathComponent("\(name).svg")
      if Self.records { try Data(text.utf8).write(to: file) }
      #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(name)")
    }
  }

  @Test func noLineIsWiderThanTheScreen() {
    for width in [20, 30, 40, 41, 57, 60, 72, 80, 99, 120, 200] {
      for symbols in [TerminalStyle.Symbols.unicode, .ascii] {
        for (name, chart) in ChartSample.all {
          let lines = chart.lines(TerminalStyle(width: width, symbols: symbols))
          #expect(lines.allSatisfy { $0.displayWidth <= width }, "\(name) in \(width) columns")
          #expect(lines.allSatisfy { $0 == $0.printableOnly }, "\(name)")
        }
      }
    }
  }

  @Test func asciiIsAscii() {
    for (name, chart) in ChartSample.all {
      let lines = chart.lines(TerminalStyle(width: 80, symbols: .ascii))
      #expect(lines.allSatisfy { $0.allSatisfy(\.isASCII) }, "\(name)")
    }
  }

  @Test func colourCarriesNothing() {
    for (name, chart) in ChartSample.all {
      let colored = chart.lines(TerminalStyle(width: 80, usesColor: true))
      let plain = colored.map { $0.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[2m", with: "").replacing("\u{1B}[0m", with: "") }
      #expect(plain == chart.lines(TerminalStyle(width: 80)), "\(name)")
    }
  }

  /// The unit stands in the title, the ends of the axis below the plot.
  @Test(arguments: [20, 40, 80, 200]) func unitsAndAxisEndsAreNeverCut(width: Int) throws {
    let style = TerminalStyle(width: width)
    let chart = try #require(DensityChart(title: "Value", unit: "usd", rows: ChartSample.roads))
    let text = chart.lines(style).joined(separator: "\n")
    #expect(text.contains("Value, bn usd"))
    let labels = try #require(chart.lines(style).first { $0.hasPrefix(" ") && $0.contains("0") && !$0.contains("█") })
    #expect(labels.contains(chart.axis.label(chart.axis.lower)) && labels.hasSuffix(chart.axis.label(chart.axis.upper)))
  }

  @Test func aColumnIsAsHighAsItsProbability() throws {
    let chart = try #require(DensityChart(title: "Value", unit: "usd", rows: ChartSample.rows([("fork", ChartSample.fork)])))
    let lines = chart.lines(TerminalStyle(width: 80))
    let gutter = "fork".count + 2, columns = 80 - gutter
    let densities = chart.columns(chart.rows[0], count: columns).densities
    let peak = try #require(densities.max())
    let signs: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    func sign(_ line: String, _ column: Int) -> Int {
      Array(line).dropFirst(gutter + column).first.flatMap { signs.firstIndex(of: $0) } ?? 0
    }
    for column in 0..<columns {
      let level = sign(lines[1], column) + sign(lines[2], column)
      #expect(abs(Double(level) / 16 - densities[column] / peak) <= 1.0 / 32 + 1e-9, "column \(column)")
    }
    // Three futures of ten lie in the lower hump.
    let gap = try #require(chart.axis.cell(of: 35e9, among: columns))
    #expect(abs(densities[..<gap].reduce(0, +) - 0.3) < 1e-3)
  }

  @Test(arguments: [20, 40, 80, 200]) func fiftyDotsAreDrawn(width: Int) throws {
    for values in [ChartSample.fork, ChartSample.banned, ChartSample.sold, [3, 3, 3]] {
      let plot = DotPlot(title: "Value", unit: "usd", shape: try #require(ChartSample.shape(values)))
      let lines = plot.lines(TerminalStyle(width: width))
      let axis = try #require(lines.firstIndex { $0.contains("┴") })
      let first = try #require(lines.firstIndex { !$0.hasPrefix("V") })
      let body = lines[first..<axis]
      let numbers = body.flatMap { $0.split { !$0.isNumber } }.compactMap { Int($0) }
      // A number over a stack counts its dots, ten of which are drawn.
      #expect(body.joined().count { $0 == "●" } + numbers.reduce(0) { $0 + $1 - 10 } == 50)
      #expect(plot.stacks(columns: 7).reduce(0, +) == 50)
    }
  }

  @Test(arguments: [1, 3, 10, 37]) func ribbonsFillEveryMonth(rows: Int) throws {
    let chart = try #require(ChartSample.regimes)
    for (period, heights) in chart.heights(rows: rows).enumerated() {
      #expect(heights.reduce(0, +) == rows)
      for (height, state) in zip(heights, chart.states) {
        #expect(abs(Double(height) - state.probabilities[period] * Double(rows)) < 1)
      }
    }
    #expect(chart.states.map(\.name) == ["joint venture", "banned", "deferred", "temporarily dark"])
  }

  @Test func theMedianOfAFanLiesInItsRow() throws {
    let fan = try #require(ChartSample.fan(months: false))
    let lines = fan.lines(TerminalStyle(width: 80))
    for (index, step) in fan.steps.enumerated() {
      let plot = Array(lines[1 + index].dropFirst(6))
      #expect(plot.firstIndex(of: "┃") == fan.axis.cell(of: step.median, among: 74))
      let first = try #require(plot.firstIndex { $0 != " " }), last = plot.count - 1
      #expect(abs(Double(first) / 74 - fan.axis.position(step.outer.low)) <= 1.0 / 74)
      #expect(abs(Double(last + 1) / 74 - fan.axis.position(step.outer.high)) <= 1.0 / 74)
    }
  }

  @Test func drawingsAreWellFormedAndTakeNoMarkupFromNames() throws {
    let name = "a<b>&\"'\u{1B}[31m</svg><script>"
    let rows = ChartSample.rows([(name, ChartSample.sold)])
    let charts = ChartSample.all.map(\.chart) + [try #require(ExceedanceChart(title: name, unit: name, rows: rows))]
    for chart in charts {
      let text = chart.svg().text(isStandalone: true)
      let parser = XMLParser(data: Data(text.utf8))
      #expect(parser.parse(), "\(chart.title)")
      #expect(!text.contains("<script") && !text.contains("\u{1B}") && !text.contains("NaN"))
      #expect(text.contains("<title>") && text.contains("<desc>"))
    }
  }

  @Test func nothingToDrawIsNoChart() throws {
    #expect(FanChart(title: "", unit: "", steps: []) == nil)
    // Sizes at which the distances of an axis vanish or overflow.
    for size in [0x1p-1030, 1.7e308] {
      let step = try #require(FanChart.Step(period: "2026", quantiles: QuantileLevels.all.map { $0 * size }))
      #expect(FanChart(title: "", unit: "1", steps: [step]) == nil)
    }
    #expect(DensityChart(title: "", unit: "", rows: []) == nil)
    #expect(RegimeChart(title: "", periods: ["2026"], states: [.init("a", [0])]) == nil)
    #expect(RegimeChart(title: "", periods: ["2026"], states: [.init("a", [0.5, 0.5])]) == nil)
    #expect(FanChart.Step(period: "soon", quantiles: QuantileLevels.all) == nil)
  }
}

extension String {
  fileprivate var printableOnly: String { String(unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }) }
}
