import NumericCore

/// What is kept of a row of values besides its moments: integers only, so that parts can be added in any order.
struct RowCounts: Sendable {
  var histogram: QuantileHistogram
  var thresholds: ThresholdCounts

  /// - Parameter cells: room for the cells of a column.
  mutating func add(_ values: Column, paths: Int, cells: UnsafeMutablePointer<Int16>) {
    histogram.add(values, count: paths, cells: cells)
    thresholds.add(cells, count: paths)
  }

  mutating func merge(_ other: RowCounts) {
    histogram.merge(other.histogram)
    thresholds.merge(other.thresholds)
  }

  func write(to writer: inout ByteWriter) {
    histogram.write(to: &writer)
    thresholds.write(to: &writer)
  }

  mutating func add(from reader: inout ByteReader) throws(NumericError) {
    try histogram.add(from: &reader)
    try thresholds.add(from: &reader)
  }
}

/// How a row of values is summed up, settled on the first chunk of paths.
struct ValueDesign: Sendable, Hashable {
  /// Near the mean.
  var centre: Double
  var bins: QuantileBins
  /// Sizes below this count as 0.
  var floor: Double
  /// Near the quantiles at the 23 levels.
  var thresholds: [Double]

  /// - Parameter pilot: the row's values in the first chunk.
  init(pilot: Column, paths: Int) {
    let values = Array(UnsafeBufferPointer(start: pilot.paths, count: paths))
    centre = values.reduce(0, +) / Double(paths)
    if !centre.isFinite { centre = 0 }
    let sorted = values.sorted()
    thresholds = QuantileLevels.all.map { sorted[min(paths - 1, max(min(1, paths - 1), Int($0 * Double(paths))))] }
    bins = QuantileBins(pilot: values)
    floor = QuantileHistogram.floor(pilot: values)
  }

  func write(to writer: inout ByteWriter) {
    writer.write(centre)
    bins.write(to: &writer)
    writer.write(floor)
    for threshold in thresholds { writer.write(threshold) }
  }

  init(from reader: inout ByteReader) throws(NumericError) {
    centre = try reader.double()
    bins = try QuantileBins(from: &reader)
    floor = try reader.double()
    thresholds = []
    for _ in QuantileLevels.all { thresholds.append(try reader.double()) }
  }

  var emptyCounts: RowCounts {
    RowCounts(histogram: QuantileHistogram(bins: bins, floor: floor), thresholds: ThresholdCounts(thresholds: thresholds, bins: bins))
  }
  var emptyMoments: ScrambleMoments { ScrambleMoments(centre: centre) }
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

  func sdEstimate(count: Int) -> Estimate {
    let sd = standardDeviation(count: count)
    return Estimate(sd.value, standardError: sd.standardError)
  }
}

extension ScrambleCounts {
  func estimate(count: Int, less opposite: ScrambleCounts = ScrambleCounts()) -> Estimate {
    let share = share(count: count, less: opposite)
    return Estimate(share.value, standardError: share.standardError)
  }

  /// The share of paths on which an event happens. Where it happens on none or on all of them its error is 1/(n + 2), the standard deviation
  /// of a probability of which nothing was known before (Laplace's rule).
  func probabilityEstimate(count: Int) -> Estimate {
    let share = estimate(count: count)
    return share.value > 0 && share.value < 1 || share.standardError == nil
      ? share : Estimate(share.value, standardError: 1 / Double(count + 2))
  }
}

extension RowCounts {
  /// The 23 quantiles, each with the error that follows from that of the share below it.
  ///
  /// - Parameter read: gives the quantiles at levels strictly inside (0, 1).
  func quantileEstimates(count: Int, read: ([Double]) -> [Double]) -> [Estimate] {
    guard count > 1 else { return read(QuantileLevels.all).map { Estimate($0, standardError: nil) } }
    let intervals = QuantileLevels.all.map {
      WoodruffInterval(level: $0, shareError: thresholds.shareError(at: $0, count: count), count: count)
    }
    let quantiles = read(intervals.flatMap(\.levels))
    // Counts that were given up: nothing is known.
    if quantiles.contains(where: \.isNaN) { return intervals.map { _ in Estimate(.nan, standardError: nil) } }
    return intervals.indices.map { k in
      Estimate(quantiles[3 * k + 1], standardError: intervals[k].standardError(Array(quantiles[3 * k..<3 * k + 3])))
    }
  }
}
