import NumericCore

/// What is kept of a row of values besides its moments: integers only, so that parts can be added in any order.
struct RowCounts: Sendable {
  var histogram: QuantileHistogram
  var thresholds: ThresholdCounts

  mutating func add(_ values: Column, paths: Int) {
    let whole = paths / 16 * 2
    thresholds.add(values, vectors: whole)
    if paths % 16 != 0 { thresholds.add(paths: UnsafeBufferPointer(start: (values + whole).paths, count: paths % 16)) }
    histogram.add(UnsafeBufferPointer(start: values.paths, count: paths))
  }

  mutating func merge(_ other: RowCounts) {
    histogram.merge(other.histogram)
    thresholds.merge(other.thresholds)
  }
}

/// How a row is summed up, settled on the first chunk of paths.
struct RowDesign: Sendable {
  var isEvent: Bool
  /// Near the mean.
  var centre: Double
  /// Near the quantiles at the 23 levels; empty for an event.
  var thresholds: [Double]
  /// The largest size.
  var scale: Double

  /// - Parameter pilot: the row's values in the first chunk.
  init(isEvent: Bool, pilot: Column, paths: Int) {
    self.isEvent = isEvent
    let values = Array(UnsafeBufferPointer(start: pilot.paths, count: paths))
    scale = values.reduce(0) { max($0, $1.magnitude) }
    centre = isEvent ? 0 : values.reduce(0, +) / Double(paths)
    if !centre.isFinite { centre = 0 }
    guard !isEvent else {
      thresholds = []
      return
    }
    let sorted = values.sorted()
    thresholds = QuantileLevels.all.map { sorted[min(paths - 1, max(min(1, paths - 1), Int($0 * Double(paths))))] }
  }

  var emptyMoments: ScrambleMoments { ScrambleMoments(centre: centre) }
  var emptyCounts: RowCounts {
    RowCounts(histogram: QuantileHistogram(scale: scale), thresholds: ThresholdCounts(thresholds: thresholds))
  }
}

extension ScrambleMoments {
  /// Adds the first `paths` values of a column.
  mutating func add(_ values: Column, paths: Int) {
    let whole = paths / 16 * 2
    add(UnsafePointer(values), vectors: whole)
    if paths % 16 != 0 { add(paths: UnsafeBufferPointer(start: (values + whole).paths, count: paths % 16)) }
  }

  func meanEstimate(count: Int) -> Estimate {
    let mean = mean(count: count)
    return Estimate(mean.value, standardError: mean.standardError)
  }

  /// The share of paths on which an event happens. Where it happens on none or on all of them its error is 1/(n + 2), the standard deviation
  /// of a probability of which nothing was known before (Laplace's rule).
  func probabilityEstimate(count: Int) -> Estimate {
    let share = meanEstimate(count: count)
    return share.value > 0 && share.value < 1 || share.standardError == nil
      ? share : Estimate(share.value, standardError: 1 / Double(count + 2))
  }

  func sdEstimate(count: Int) -> Estimate {
    let sd = standardDeviation(count: count)
    return Estimate(sd.value, standardError: sd.standardError)
  }
}

extension RowCounts {
  /// The 23 quantiles, each with the error of the share below it over the density there.
  func quantileEstimates(count: Int) -> [Estimate] {
    let known = histogram.quantilesAndDensities(QuantileLevels.all) { max(min(0.05, 0.5 * min($0, 1 - $0)), 1 / Double(count)) }
    return known.indices.map { k in
      guard count > 1 else { return Estimate(known[k].quantile, standardError: nil) }
      let share = thresholds.shareError(k, count: count)
      return Estimate(known[k].quantile, standardError: known[k].density.isFinite ? share / known[k].density : 0)
    }
  }
}
