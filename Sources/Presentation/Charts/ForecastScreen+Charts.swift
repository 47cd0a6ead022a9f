import ScenarioEngine

extension ForecastScreen.View {
  /// The known figures and what may follow.
  public var fan: FanChart? {
    FanChart(
      title: series, unit: unit, steps: steps.compactMap { FanChart.Step(period: $0.period, quantiles: $0.quantiles.map(\.value)) },
      known: points.compactMap { FanChart.Point(period: $0.period, value: $0.value) })
  }
}
