import NumericCore
import Presentation
import ScenarioEngine

/// Charts of made-up distributions whose shapes are known.
enum ChartSample {
  static func shape(_ values: [Double]) -> DistributionShape? {
    var histogram = QuantileHistogram(pilot: Array(values.prefix(1024)))
    values.withUnsafeBufferPointer { histogram.add($0) }
    return DistributionShape(histogram)
  }

  /// Standard normal numbers, evenly spaced in probability.
  static let normals = (0..<4096).map { Elementary.normalQuantile((Double($0) + 0.5) / 4096) }

  /// A third of the futures earns nothing, the others little.
  static let banned = normals.enumerated().map { $0.offset % 3 == 0 ? 0 : 4e9 * Elementary.exp(0.5 * $0.element) }
  static let sold = normals.map { 40e9 * Elementary.exp(0.35 * $0) }
  /// Two humps, the lower of which holds three futures of ten.
  static let fork = normals.enumerated().map { $0.offset % 10 < 3 ? 15e9 + 2.5e9 * $0.element : 60e9 + 8e9 * $0.element }
  static let difference = zip(fork, normals).map { $0 - 20e9 - 3e9 * $1 }

  static func rows(_ named: [(String, [Double])]) -> [DensityChart.Row] {
    named.compactMap { name, values in shape(values).map { DensityChart.Row(name, $0) } }
  }

  static let roads = rows([("ban", banned), ("divestiture", sold), ("joint-venture", fork)])

  static func fan(months: Bool) -> FanChart? {
    let labels =
      months
      ? (0..<27).map { "\(2025 + ($0 + 9) / 12)-\(($0 + 9) % 12 < 9 ? "0" : "")\(($0 + 9) % 12 + 1)" } : (2026...2030).map(String.init)
    let steps = labels.enumerated().compactMap { place, label in
      let spread = 0.02 + (months ? 0.004 : 0.05) * Double(place)
      return FanChart.Step(
        period: label,
        quantiles: QuantileLevels.all.map { 170e6 * Elementary.exp(0.003 * Double(place) + spread * Elementary.normalQuantile($0)) })
    }
    return FanChart(title: "Users a month", unit: "users", steps: steps)
  }

  static let regimes = RegimeChart(
    title: "Legal state over time", periods: (1...12).map { "2026-\($0 < 10 ? "0" : "")\($0)" },
    states: [
      .init("deferred", (1...12).map { 1 - 0.075 * Double($0) }), .init("joint venture", (1...12).map { 0.06 * Double($0) }),
      .init("banned", (1...12).map { 0.0125 * Double($0) }), .init("temporarily dark", (1...12).map { 0.0025 * Double($0) }),
      .init("divested", .init(repeating: 0, count: 12)),
    ])

  static let differences = shape(difference).map {
    DifferenceChart(
      title: "Value to the owner: difference, future by future", unit: "usd",
      rows: [
        .init(
          scenario: "joint-venture", against: "divestiture", shape: $0, above: Estimate(0.7123, standardError: 0.0007),
          below: Estimate(0.2877, standardError: 0.0007))
      ])
  }

  /// Every kind, by name.
  static var all: [(name: String, chart: any Chart)] {
    let charts: [(String, (any Chart)?)] = [
      ("fan-months", fan(months: true)), ("fan-years", fan(months: false)), ("forecast", Sample.forecast.fan),
      ("densities", DensityChart(title: "Value to the owner: where the futures lie", unit: "usd", rows: roads)),
      ("exceedance", ExceedanceChart(title: "Value to the owner: the odds of more", unit: "usd", rows: roads)),
      ("differences", differences ?? nil), ("regimes", regimes),
      ("dots", shape(fork).map { DotPlot(title: "Value to the owner in 50 futures", unit: "usd", shape: $0) }),
      ("dots-atom", shape(banned).map { DotPlot(title: "Value to the owner in 50 futures", unit: "usd", shape: $0) }),
    ]
    return charts.compactMap { name, chart in chart.map { (name, $0) } }
  }
}
