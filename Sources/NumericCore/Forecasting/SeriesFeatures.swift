/// Scale-free quantities that describe the recent course of a series.
enum SeriesFeatures {
  static let names = [
    "log count", "recent change", "relative change", "noise", "log noise", "last change", "change before", "change two before",
    "drift", "rises", "turns", "bend", "echo", "largest change", "position", "span", "recent drift", "kept drift", "trend noise",
  ]

  /// The logarithm of the mean change over the last value, from -3 to 3.
  static func relativeChange(_ series: PreparedSeries) -> Double {
    let relative = series.meanChange / max(series.last.magnitude, .leastNormalMagnitude)
    return min(max(Elementary.log(relative + 0.002) + 3, -3), 3)
  }

  /// One number for each of `names`, of the order of 1.
  static func values(_ forecasts: MemberForecasts) -> [Double] {
    let series = forecasts.series
    let changes = series.changes
    let n = changes.count
    func mean(_ slice: ArraySlice<Double>) -> Double { slice.reduce(0, +) / Double(max(slice.count, 1)) }
    func log(_ value: Double) -> Double { Elementary.log(value + 0.05) }
    func clipped(_ value: Double, _ limit: Double) -> Double { min(max(value, -limit), limit) }
    let size = mean(changes.suffix(5).map(\.magnitude)[...])
    let drift = mean(changes[...])
    let rises = Double(changes.count { $0 > 0 }) / Double(n)
    var (turns, echo, spread) = (0.0, 0.0, 1e-9)
    for t in 1..<n {
      if (changes[t] > 0) != (changes[t - 1] > 0) { turns += 1 }
      echo += (changes[t] - drift) * (changes[t - 1] - drift)
      spread += (changes[t] - drift) * (changes[t] - drift)
    }
    let bend = mean(changes.suffix(n / 2)) - mean(changes.prefix(n / 2))
    let (low, high) = (series.levels.min() ?? 0, series.levels.max() ?? 0)
    return [
      Elementary.log(Double(min(series.count, 60))) - 3.3, log(size), relativeChange(series),
      log(forecasts.levelNoise), clipped(log(forecasts.logNoise) - log(forecasts.levelNoise), 1),
      clipped(changes[n - 1], 4), clipped(changes[max(n - 2, 0)], 4), clipped(changes[max(n - 3, 0)], 4),
      clipped(drift, 1), rises - 0.5, turns / Double(max(n - 1, 1)) - 0.5, clipped(bend, 2), echo / spread,
      Elementary.log(changes.reduce(0) { max($0, $1.magnitude) }), -low / max(high - low, 1e-9) - 0.5,
      clipped(Elementary.log((high - low) / Double(n) + 0.01) + 1, 3),
      clipped(mean(changes.suffix(5)), 3), clipped(WeightedLine.mean(changes, memory: 0.9), 2),
      log(clipped((mean(changes.suffix(3)) - mean(changes.suffix(8))).magnitude, 4)),
    ]
  }
}
