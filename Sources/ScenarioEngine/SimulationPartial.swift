import NumericCore

/// What a simulation knows of some of its chunks of paths: all that a reduction keeps, and enough to add parts to the same bits.
///
/// Counts are whole numbers and moments are added in a fixed tree, so parts can be made by any thread or run, of any ranges of chunks, and
/// added in any order.
public struct SimulationPartial: Sendable {
  /// Paths that are counted one way or the other, of a scenario or a pair.
  struct Signs: Sendable {
    /// Events, by row.
    var events: [ScrambleCounts]
    /// Of pairs: paths on which the difference of a value is above and below 0, values first, then events.
    var above: [ScrambleCounts]
    var below: [ScrambleCounts]

    init(_ design: SetDesign) {
      events = .init(repeating: ScrambleCounts(), count: design.isPair ? 0 : design.events)
      above = .init(repeating: ScrambleCounts(), count: design.isPair ? design.values.count + design.events : 0)
      below = above
    }

    mutating func merge(_ other: Signs) {
      for row in events.indices { events[row].merge(other.events[row]) }
      for row in above.indices {
        above[row].merge(other.above[row])
        below[row].merge(other.below[row])
      }
    }
  }

  /// How rows are summed up, settled on the first chunk of the whole run.
  let design: [SetDesign]
  /// What is counted of values, by set (the scenarios, then the pairs) and row.
  var values: [[RowCounts]]
  /// What is counted of events and signs, by set.
  var signs: [Signs]
  /// Moments of the values of all sets, one set after the other.
  var moments = MomentsTree()
  /// Paths added so far.
  public internal(set) var paths = 0
  /// Values that drivers are computed from, by scenario and target, from the first path of each chunk.
  var driverValues: [DriverKey: [Double]] = [:]

  /// Every value, where quantiles are to be exact.
  var kept: KeptValues?
  /// Where a timed run has spent its time.
  public internal(set) var seconds = StageSeconds()

  struct DriverKey: Hashable, Sendable {
    var scenario: Int
    var target: Int
    var chunk: Int
  }

  /// Nothing yet.
  init(design: [SetDesign]) {
    self.design = design
    values = design.map { $0.values.map(\.emptyCounts) }
    signs = design.map(Signs.init)
  }

  /// Adds a part of other chunks of the same simulation.
  public mutating func merge(_ other: SimulationPartial) {
    precondition(kept == nil && other.kept == nil, "values that were kept apart")
    for set in values.indices {
      for row in values[set].indices { values[set][row].merge(other.values[set][row]) }
    }
    add(other.signs)
    moments.merge(other.moments)
    paths += other.paths
    driverValues.merge(other.driverValues) { own, _ in own }
    seconds.add(other.seconds)
  }

  /// The quantiles of a row of values.
  func quantiles(set: Int, row: Int) -> [Estimate] {
    guard let kept else { return values[set][row].quantileEstimates(count: paths) { values[set][row].histogram.quantiles($0) } }
    return values[set][row].quantileEstimates(count: paths) { kept.quantiles($0, set: set, row: row, count: paths) }
  }

  mutating func add(_ other: [Signs]) {
    for set in signs.indices { signs[set].merge(other[set]) }
  }

  /// The moments of the values of a set.
  func moments(set: Int) -> [ScrambleMoments] {
    let first = design[..<set].reduce(0) { $0 + $1.values.count }
    return design[set].values.indices.map { moments.total(row: first + $0, empty: design[set].values[$0].emptyMoments) }
  }

  /// The values of a target on the first `count` paths; nil where it has none.
  func drivers(scenario: Int, target: Int, count: Int) -> [Double]? {
    var values: [Double] = []
    while values.count < count {
      guard let part = driverValues[DriverKey(scenario: scenario, target: target, chunk: values.count / Simulator.chunkPaths)] else {
        return nil
      }
      values += part
    }
    return Array(values.prefix(count))
  }
}

/// How the rows of a scenario or a pair are summed up, settled on the first chunk of paths.
struct SetDesign: Sendable, Hashable {
  var values: [ValueDesign]
  /// The number of rows that are events.
  var events: Int
  var isPair: Bool
}
