import NumericCore
import ScenarioEngine

/// The deadlines of a graph on the paths of a block.
final class DeadlineClocks {
  /// A class, so that looking at one does not count references to its parts.
  private final class Clock {
    let first: Column?
    let branches: [Int]
    let probabilities: [Column]
    /// nil: extend.
    let remainder: Int?
    let branchStream: EventStream
    let lengthStream: EventStream
    let length: RedrawnQuantity

    init(deadline: RegimeGraph.Deadline, block: Block, first: Column?, stream: (String, Double) -> EventStream) {
      self.first = first
      branches = deadline.branches
      probabilities = deadline.branchKeys.map(block.parameter)
      remainder = deadline.remainder
      branchStream = stream("regulation.deadline.\(deadline.regime).branch", 1)
      lengthStream = stream("regulation.deadline.\(deadline.regime).length", 0.5)
      length = block.plan.redrawn(deadline.lengthKey)
    }
  }

  private let block: Block
  private let clocks: [Clock?]
  /// Whether the graph has none.
  let isEmpty: Bool
  private let store = ColumnStore(count: 2)
  /// Day on which the deadline of the regime held is due, infinite without one.
  private let due: Column
  /// How often a path's deadlines were extended.
  let extensions: Column

  /// - Parameter mediansMode: deadlines take the remainder, lengths are medians.
  init(graph: RegimeGraph, block: Block, seed: UInt64, mediansMode: Bool) {
    self.block = block
    func stream(_ name: String, _ fixed: Double) -> EventStream { EventStream(seed: seed, name: name, fixed: mediansMode ? fixed : nil) }
    clocks = graph.deadlines.enumerated().map { regime, deadline in
      deadline.map {
        Clock(deadline: $0, block: block, first: regime == graph.start ? block.parameter($0.firstKey) : nil, stream: stream)
      }
    }
    isEmpty = graph.deadlines.allSatisfy { $0 == nil }
    due = store[0]
    extensions = store[1]
    due.fill(.infinity)
  }

  /// Puts every path at the start.
  func begin(in regime: Int) {
    guard !isEmpty else { return }
    due.fill(.infinity)
    if let first = clocks[regime]?.first { due.update(from: first, count: Block.vectors) }
    extensions.fill(0)
  }

  /// Day of the horizon on which a path's deadline is due.
  @inline(always) func due(_ path: Int) -> Double { due.paths[path] }

  /// Adds the paths whose deadline is due before a day of the horizon.
  func addDue(before day: Double, to paths: inout PathBits) {
    let day = Vector(day)
    for v in 0..<block.vectors { paths.insert(lanes: (due[v] < day).bits, of: v) }
  }

  /// A deadline is due: where a branch or the remainder leads; nil for an extension.
  @inline(never)
  func decide(_ path: Int, in regime: Int, at day: Double, month: Int) -> Int? {
    let clock = clocks[regime]!
    let u = clock.branchStream.uniform(path: block.firstPath + UInt64(path), month: month)
    if let branch = Regulation.branch(uniform: u, probabilities: clock.probabilities.lazy.map({ $0.paths[path] })) {
      return clock.branches[branch]
    }
    if let remainder = clock.remainder { return remainder }
    extensions.paths[path] += 1
    set(clock, path, from: day, month: month)
    return nil
  }

  /// Sets the deadline of a path that comes into a regime.
  @inline(always)
  func enter(_ regime: Int, path: Int, at day: Double, month: Int) {
    guard !isEmpty else { return }
    guard let clock = clocks[regime] else { return due.paths[path] = .infinity }
    set(clock, path, from: day, month: month)
  }

  @inline(never)
  private func set(_ clock: Clock, _ path: Int, from day: Double, month: Int) {
    let uniform = clock.lengthStream.uniform(path: block.firstPath + UInt64(path), month: month)
    due.paths[path] = day + clock.length.value(uniform: uniform)
  }
}
