import NumericCore
import ScenarioEngine

/// The legal state of each path of a block, month by month: where it spends its days, what it enters, what it is paid for it.
final class RegulationStage {
  private let graph: RegimeGraph
  private let block: Block
  private let horizonDays: Double
  private let coefficients: RegimeCoefficients
  /// Every hazard, those of one regime next to each other, and where each regime's begin and end.
  private let hazards: UnsafeMutableBufferPointer<Clock>
  private let hazardRanges: [Range<Int>]
  private let deadlines: [DeadlineClock?]
  private let priceColumns: [(price: Column, equity: Column)]
  private let elasticity: Column
  /// Clocks that have rung on the path and in the month at hand.
  private var rung: [Int] = []
  /// Days on which the hazards ring on the path and in the month at hand, NaN where not yet looked up.
  private let ringDays: UnsafeMutableBufferPointer<Double>
  private let current: ColumnStore
  private let totals: ColumnStore
  private let state: ColumnStore
  private let entries: ColumnStore

  /// Index of the regime held.
  let regime: Column
  /// Day on which the deadline of the regime held is due, infinite without one.
  private let due: Column
  let extensions: Column
  let daysDark: Column
  let timeToResolution: Column
  private let isPaid: Column
  /// m (1 - e) of the contract entered this month, 0 otherwise.
  let priceFactor: Column
  /// 1 where the month ends in a dark regime.
  let endsDark: Column
  /// Whether any path of the block was paid a price this month.
  private(set) var anyPrice = false

  init(graph: RegimeGraph, block: Block, seed: UInt64, mediansMode: Bool) {
    self.graph = graph
    self.block = block
    horizonDays = Double(block.plan.horizon.days)
    coefficients = RegimeCoefficients(regimes: graph.regimes.count)
    // In medians mode hazards never ring, deadlines take the remainder, lengths are medians.
    func stream(_ name: String, _ fixed: Double) -> EventStream { EventStream(seed: seed, name: name, fixed: mediansMode ? fixed : nil) }
    var clocks: [Clock] = []
    var ranges: [Range<Int>] = []
    for (from, own) in graph.hazards.enumerated() {
      ranges.append(clocks.count..<clocks.count + own.count)
      for clock in own {
        clocks.append(
          Clock(
            number: graph.regimes.count + clocks.count, from: Double(from), end: ranges[from].upperBound, to: clock.to,
            leverage: clock.leverage, rate: block.parameter(clock.key), stream: stream(clock.shock, 1), isActive: true))
      }
    }
    hazardRanges = ranges
    hazards = .allocate(capacity: clocks.count)
    _ = hazards.initialize(from: clocks)
    ringDays = .allocate(capacity: clocks.count)
    ringDays.initialize(repeating: .nan)
    deadlines = graph.deadlines.map { deadline in
      deadline.map {
        DeadlineClock(
          branches: $0.branches, probabilities: $0.branchKeys.map(block.parameter), remainder: $0.remainder,
          branchStream: stream("regulation.deadline.\($0.regime).branch", 1),
          lengthStream: stream("regulation.deadline.\($0.regime).length", 0.5), length: block.plan.redrawn($0.lengthKey))
      }
    }
    priceColumns = graph.regimes.map {
      (block.parameter("ownership.contracts.\($0.contract).price"), block.parameter("ownership.contracts.\($0.contract).equity"))
    }
    elasticity = block.parameter("regulation.leverage_elasticity")
    current = ColumnStore(count: DaySum.count)
    totals = ColumnStore(count: DaySum.count)
    state = ColumnStore(count: 8)
    entries = ColumnStore(count: graph.regimes.count)
    regime = state[0]
    due = state[1]
    extensions = state[2]
    daysDark = state[3]
    timeToResolution = state[4]
    isPaid = state[5]
    priceFactor = state[6]
    endsDark = state[7]
  }

  deinit {
    hazards.deallocate()
    ringDays.deallocate()
  }

  /// A hazard, with nothing that would need counting.
  private struct Clock {
    /// Clocks are numbered: deadlines by their regime, then hazards; certain dates below 0.
    let number: Int
    /// The regime in which it counts, and where the clocks of that regime end.
    let from: Double
    let end: Int
    let to: Int
    let leverage: Double
    let rate: Column
    let stream: EventStream
    /// Whether the rate is above 0 on some path of the block.
    var isActive: Bool
  }

  private struct DeadlineClock {
    let branches: [Int]
    let probabilities: [Column]
    /// nil: extend.
    let remainder: Int?
    let branchStream: EventStream
    let lengthStream: EventStream
    let length: RedrawnQuantity
  }

  /// A sum over the days of the month.
  @inline(always) func sum(_ sum: DaySum) -> Column { totals[sum.rawValue] }

  /// Day of the first entry into a regime, infinite before; the start counts as an entry.
  func firstEntry(_ regime: Int) -> Column { entries[regime] }

  /// Puts every path at the start.
  func begin() {
    refresh()
    let start = graph.start
    regime.fill(Double(start))
    due.fill(.infinity)
    if let deadline = graph.deadlines[start] { due.update(from: block.parameter(deadline.firstKey), count: Block.vectors) }
    extensions.fill(0)
    daysDark.fill(0)
    timeToResolution.fill(graph.regimes[start].isResolved ? 0 : horizonDays)
    for r in graph.regimes.indices { entries[r].fill(r == start ? 0 : .infinity) }
    for v in 0..<Block.vectors { isPaid[v] = (priceColumns[start].price[v] > 0).select(.one, .zero) }
    priceFactor.fill(0)
    anyPrice = false
    endsDark.fill(graph.regimes[start].isDark ? 1 : 0)
    for sum in DaySum.allCases { current[sum.rawValue].update(from: coefficients.column(start, sum), count: Block.vectors) }
  }

  /// Takes up settings that changed with the month.
  func refresh() {
    coefficients.fill(graph: graph, block: block)
    for c in hazards.indices {
      let rate = hazards[c].rate
      hazards[c].isActive = (0..<Block.vectors).contains { (rate[$0] > 0).any }
    }
  }

  /// Takes up settings that changed while paths are under way.
  func refreshCurrent() {
    refresh()
    for path in 0..<Block.paths {
      let held = Int(regime.paths[path])
      for sum in DaySum.allCases { current[sum.rawValue].paths[path] = coefficients.column(held, sum).paths[path] }
    }
  }

  /// Moves every path through a month.
  ///
  /// - Parameters:
  ///   - active: active users at the month's start, A; `initial`: A₀.
  func step(month: Int, active: Column, initial: Column) {
    let calendar = block.plan.horizon.months[month]
    let days = Double(calendar.days)
    let start = Double(calendar.startDay)
    let anyCertain = graph.certains.contains { $0.contains { $0.day >= calendar.startDay && $0.day < calendar.startDay + calendar.days } }
    if anyPrice {
      priceFactor.fill(0)
      anyPrice = false
    }
    for k in 0..<DaySum.count {
      let rate = current[k], total = totals[k]
      for v in 0..<Block.vectors { total[v] = rate[v] * days }
    }
    for v in 0..<Block.vectors {
      var ringing = due[v] < Vector(start + days)
      if anyCertain {
        ringing = ringing | !ringing
      } else {
        ringing = ringing | mayRing(v, month: month, days: days, size: { active[v] / initial[v] })
      }
      guard ringing.any else { continue }
      for lane in 0..<Vector.count where ringing[lane] {
        walk(path: v * Vector.count + lane, month: month, start: start, days: days, active: active, initial: initial)
      }
    }
    let dark = sum(.dark)
    for v in 0..<Block.vectors { daysDark[v] += dark[v] }
  }

  /// Lanes on which some hazard of the regime held might ring: u < h D/YEAR is necessary, since 1 - e^-x ≤ x.
  @inline(always)
  private func mayRing(_ v: Int, month: Int, days: Double, size: () -> Vector) -> Mask {
    var result = Mask(SIMD8(repeating: 0))
    let held = regime[v]
    let first = block.firstPath + UInt64(v * Vector.count)
    var c = 0
    while c < hazards.count {
      let end = hazards[c].end
      let here = held == hazards[c].from
      guard here.any else {
        c = end
        continue
      }
      while c < end {
        defer { c += 1 }
        guard hazards[c].isActive else { continue }
        var hazard = hazards[c].rate[v]
        if hazards[c].leverage != 0 {
          hazard *= Regulation.leverage(size: size(), leverage: hazards[c].leverage, elasticity: elasticity[v])
        }
        let u = hazards[c].stream.uniforms(firstPath: first, month: month)
        result = result | (here & (u < hazard * (days / UserGrowth.year)))
      }
    }
    return result
  }

  /// A clock that rings next: the day of the month, and where it leads; nil for a deadline, which decides when it is due.
  private struct Ring {
    var day: Double
    var to: Int?
    var clock: Int
  }

  /// One path through one month, from ring to ring.
  private func walk(path: Int, month: Int, start: Double, days: Double, active: Column, initial: Column) {
    let number = block.firstPath + UInt64(path)
    let size = active.paths[path] / initial.paths[path]
    rung.removeAll(keepingCapacity: true)
    ringDays.update(repeating: .nan)
    var day = 0.0
    for k in 0..<DaySum.count { totals[k].paths[path] = 0 }
    while let ring = next(path: path, number: number, month: month, start: start, days: days, after: day, size: size) {
      spend(path, ring.day - day)
      day = ring.day
      rung.append(ring.clock)
      if let to = ring.to {
        // A ring into the regime already held does nothing, but it has rung.
        if Double(to) == regime.paths[path] { continue }
        move(path, to: to, at: start + day, number: number, month: month)
      } else {
        decide(path, at: start + day, number: number, month: month)
      }
    }
    spend(path, days - day)
  }

  private func spend(_ path: Int, _ days: Double) {
    for k in 0..<DaySum.count { totals[k].paths[path] += current[k].paths[path] * days }
  }

  /// The earliest clock of the regime held in [after, days) that has not rung this month; ties: certain, deadline, hazard, file order.
  private func next(
    path: Int, number: UInt64, month: Int, start: Double, days: Double, after: Double, size: Double
  ) -> Ring? {
    let held = Int(regime.paths[path])
    var best: Ring?
    func offer(_ day: Double, _ to: Int?, _ clock: Int) {
      if day < days, day < (best?.day ?? .infinity), !rung.contains(clock) { best = Ring(day: day, to: to, clock: clock) }
    }
    for certain in graph.certains[held] where Double(certain.day) - start >= after {
      offer(Double(certain.day) - start, certain.to, -1 - certain.number)
    }
    if deadlines[held] != nil { offer(max(due.paths[path] - start, after), nil, held) }
    for c in hazardRanges[held] where hazards[c].isActive {
      if ringDays[c].isNaN { ringDays[c] = ringDay(hazards[c], path: path, number: number, month: month, size: size) }
      if ringDays[c] > after { offer(ringDays[c], hazards[c].to, hazards[c].number) }
    }
    return best
  }

  private func ringDay(_ clock: Clock, path: Int, number: UInt64, month: Int, size: Double) -> Double {
    var hazard = clock.rate.paths[path]
    if clock.leverage != 0 {
      hazard *= Regulation.leverage(size: Vector(size), leverage: clock.leverage, elasticity: Vector(elasticity.paths[path]))[0]
    }
    return Regulation.ringDay(uniform: clock.stream.uniform(path: number, month: month), hazard: hazard)
  }

  /// A deadline is due: a branch, the remainder, or an extension.
  private func decide(_ path: Int, at day: Double, number: UInt64, month: Int) {
    let held = Int(regime.paths[path])
    let deadline = deadlines[held]!
    let u = deadline.branchStream.uniform(path: number, month: month)
    if let branch = Regulation.branch(uniform: u, probabilities: deadline.probabilities.map { $0.paths[path] }) {
      move(path, to: deadline.branches[branch], at: day, number: number, month: month)
    } else if let remainder = deadline.remainder {
      move(path, to: remainder, at: day, number: number, month: month)
    } else {
      extensions.paths[path] += 1
      due.paths[path] = day + length(deadline, number: number, month: month)
    }
  }

  private func length(_ deadline: DeadlineClock, number: UInt64, month: Int) -> Double {
    deadline.length.value(uniform: deadline.lengthStream.uniform(path: number, month: month))
  }

  private func move(_ path: Int, to: Int, at day: Double, number: UInt64, month: Int) {
    regime.paths[path] = Double(to)
    due.paths[path] = deadlines[to].map { day + length($0, number: number, month: month) } ?? .infinity
    entries[to].paths[path] = min(entries[to].paths[path], day)
    if graph.regimes[to].isResolved { timeToResolution.paths[path] = min(timeToResolution.paths[path], day) }
    endsDark.paths[path] = graph.regimes[to].isDark ? 1 : 0
    for sum in DaySum.allCases { current[sum.rawValue].paths[path] = coefficients.column(to, sum).paths[path] }
    let price = priceColumns[to].price.paths[path]
    if price > 0, isPaid.paths[path] == 0 {
      isPaid.paths[path] = 1
      priceFactor.paths[path] = price * (1 - priceColumns[to].equity.paths[path])
      anyPrice = true
    }
  }
}
