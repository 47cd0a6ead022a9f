import NumericCore
import ScenarioEngine

/// The legal state of each path of a block, month by month: where it spends its days, what it enters, what it is paid for it.
///
/// Paths on which nothing can ring in a month are not touched. The others are walked from ring to ring, one at a time.
final class RegulationStage {
  private let graph: RegimeGraph
  private let block: Block
  private let horizonDays: Double
  private let sums: RegimeSums
  private let hazards: HazardClocks
  private let deadlines: DeadlineClocks
  /// What a path meets in each regime.
  private let facts: UnsafeMutablePointer<RegimeFacts>
  private let elasticity: Column
  private let mediansMode: Bool
  private let hasLeverage: Bool
  /// Whether certain dates lie in a month.
  private let hasCertain: UnsafeMutablePointer<Bool>
  /// Deadlines and certain dates that have rung on the path and in the month at hand.
  private let rung: UnsafeMutablePointer<Int>
  private var rungCount = 0
  private let state: ColumnStore
  private let entries: ColumnStore
  private var isPrepared = false

  /// Index of the regime held, a byte a path.
  let regime: UnsafeMutablePointer<UInt8>
  let daysDark: Column
  let timeToResolution: Column
  private let isPaid: Column
  /// m (1 - e) of the contract entered this month, 0 otherwise.
  let priceFactor: Column
  /// 1 where the month ends in a dark regime; on how many paths it does; and whether any path was in one this month.
  let endsDark: Column
  private var darkPaths = 0
  private var anyDark = false
  /// Sensitivity to size where it protects, and where it attracts.
  private let fallSensitivity: Column
  private let riseSensitivity: Column
  /// Whether any path of the block was paid a price this month.
  private(set) var anyPrice = false

  init(graph: RegimeGraph, uses: StagesInUse, block: Block, seed: UInt64, mediansMode: Bool) {
    self.graph = graph
    self.block = block
    self.mediansMode = mediansMode
    let horizon = block.plan.horizon
    horizonDays = Double(horizon.days)
    sums = RegimeSums(graph: graph, uses: uses, block: block)
    // In medians mode hazards never ring.
    hazards = HazardClocks(graph: graph, block: block, seed: seed)
    hasLeverage = !mediansMode && graph.hazards.contains { $0.contains { $0.leverage != 0 } }
    deadlines = DeadlineClocks(graph: graph, block: block, seed: seed, mediansMode: mediansMode)
    facts = .allocate(capacity: graph.regimes.count)
    for r in graph.regimes.indices { (facts + r).initialize(to: RegimeFacts(graph, r, block)) }
    elasticity = block.parameter("regulation.leverage_elasticity")
    hasCertain = .allocate(capacity: horizon.count)
    for (month, calendar) in horizon.months.enumerated() {
      let days = calendar.startDay..<calendar.startDay + calendar.days
      (hasCertain + month).initialize(to: graph.certains.contains { $0.contains { days.contains($0.day) } })
    }
    // A clock rings once a month.
    rung = .allocate(capacity: graph.regimes.count + graph.certains.reduce(0) { $0 + $1.count } + 1)
    state = ColumnStore(count: 7)
    entries = ColumnStore(count: graph.regimes.count)
    regime = .allocate(capacity: Block.paths)
    regime.initialize(repeating: UInt8(graph.start), count: Block.paths)
    daysDark = state[0]
    timeToResolution = state[1]
    isPaid = state[2]
    priceFactor = state[3]
    endsDark = state[4]
    fallSensitivity = state[5]
    riseSensitivity = state[6]
  }

  deinit {
    facts.deallocate()
    hasCertain.deallocate()
    rung.deallocate()
    regime.deallocate()
  }

  /// What a move into a regime needs of it, without references to be counted.
  private struct RegimeFacts {
    let isResolved, isDark: Bool
    /// Whether clocks heed size: where size protects, where it attracts; both may be.
    let isProtected, isAttracted: Bool
    let price, equity: Column

    init(_ graph: RegimeGraph, _ r: Int, _ block: Block) {
      let regime = graph.regimes[r]
      isResolved = regime.isResolved
      isDark = regime.isDark
      isProtected = graph.hazards[r].contains { $0.leverage < 0 }
      isAttracted = graph.hazards[r].contains { $0.leverage > 0 }
      price = block.parameter("ownership.contracts.\(regime.contract).price")
      equity = block.parameter("ownership.contracts.\(regime.contract).equity")
    }
  }

  // MARK: - What others ask

  /// What a vector's month is made of.
  @inline(always) func spell(_ v: Int) -> DaySums { sums.spell(v) }

  /// The sums of the month at hand, for one of them.
  func sum(_ sum: DaySum) -> Column { sums.column(sum) }

  /// Number of deadlines extended.
  var extensions: Column { deadlines.extensions }

  /// Day of the first entry into a regime, infinite before; the start counts as an entry.
  func firstEntry(_ regime: Int) -> Column { entries[regime] }

  /// Bits of the paths that are in a regime.
  func held(_ regime: Int) -> SIMD16<UInt8> { PathBits(self.regime, equal: UInt8(regime)).bytes }

  // MARK: - Months

  /// Puts every path at the start.
  func begin() {
    let start = graph.start
    hazards.refresh()
    isPrepared = false
    regime.update(repeating: UInt8(start), count: Block.paths)
    sums.begin(in: start)
    deadlines.begin(in: start)
    daysDark.fill(0)
    timeToResolution.fill(facts[start].isResolved ? 0 : horizonDays)
    for r in graph.regimes.indices { entries[r].fill(r == start ? 0 : .infinity) }
    for v in 0..<block.vectors { isPaid[v] = (facts[start].price[v] > 0).select(.one, .zero) }
    priceFactor.fill(0)
    anyPrice = false
    endsDark.fill(facts[start].isDark ? 1 : 0)
    darkPaths = facts[start].isDark ? Block.paths : 0
    if hasLeverage {
      for path in 0..<Block.paths { setSensitivity(path, start) }
    }
  }

  /// Takes up settings that changed while paths are under way.
  func refreshCurrent() {
    hazards.refresh()
    isPrepared = false
    sums.refresh(regime: regime)
    if hasLeverage {
      for path in 0..<Block.paths { setSensitivity(path, Int(regime[path])) }
    }
  }

  private func setSensitivity(_ path: Int, _ regime: Int) {
    let sensitivity = HazardClocks.sensitivity(elasticity: elasticity.paths[path])
    fallSensitivity.paths[path] = facts[regime].isProtected ? sensitivity : 0
    riseSensitivity.paths[path] = facts[regime].isAttracted ? sensitivity : 0
  }

  /// Moves every path through a month.
  ///
  /// - Parameters:
  ///   - active: active users at the month's start, A; `initial`: A₀.
  func step(month: Int, active: Column, initial: Column) {
    let calendar = block.plan.horizon.months[month]
    let monthAtHand = Month(number: month, start: Double(calendar.startDay), days: Double(calendar.days))
    if anyPrice {
      priceFactor.fill(0)
      anyPrice = false
    }
    sums.begin(days: monthAtHand.days)
    anyDark = darkPaths > 0
    var ringing = mayRing(monthAtHand, active: active, initial: initial)
    while let path = ringing.popFirst() { walk(path, monthAtHand, size: active.paths[path] / initial.paths[path]) }
    guard anyDark else { return }
    for v in 0..<block.vectors { daysDark[v] += spell(v)[.dark] }
  }

  /// A month of the horizon.
  private struct Month {
    let number: Int
    let start, days: Double
    var end: Double { start + days }
  }

  /// Paths on which something might ring in a month.
  private func mayRing(_ month: Month, active: Column, initial: Column) -> PathBits {
    var paths = hasCertain[month.number] ? PathBits.all : PathBits()
    if !deadlines.isEmpty { deadlines.addDue(before: month.end, to: &paths) }
    guard !mediansMode else { return paths }
    if !isPrepared || month.number % EventStream.monthsPerBlock == 0 { hazards.prepare(month: month.number, regime: regime) }
    isPrepared = true
    paths.formUnion(hazards.mayRing(month: month.number))
    if hasLeverage {
      for v in 0..<block.vectors {
        let fallen = fallSensitivity[v] * (initial[v] - active[v]) > active[v]
        let risen = riseSensitivity[v] * (active[v] - initial[v]) > initial[v]
        paths.insert(lanes: (fallen | risen).bits, of: v)
      }
    }
    return paths
  }

  // MARK: - A path

  /// What rings next: the day of the month, and where it leads; nil for a deadline, which decides when it is due.
  private struct Ring {
    var day: Double
    var to: Int?
    /// Of what rings once a month: deadlines by their regime, certain dates below 0; nil for a hazard, which comes on one day alone.
    var clock: Int?
  }

  /// One path through one month, from ring to ring.
  private func walk(_ path: Int, _ month: Month, size: Double) {
    rungCount = 0
    var now = 0.0, hasMoved = false
    while let ring = next(path, month, after: now, size: size) {
      // Of moves on the same day only the last one counts.
      if hasMoved, ring.day > now {
        sums.move(path, to: Int(regime[path]), daysLeft: month.days - now)
        hasMoved = false
      }
      now = ring.day
      if let clock = ring.clock {
        rung[rungCount] = clock
        rungCount += 1
      }
      let held = Int(regime[path])
      // A ring into the regime already held does nothing, but it has rung.
      guard let to = ring.to ?? deadlines.decide(path, in: held, at: month.start + now, month: month.number), to != held else { continue }
      move(path, from: held, to: to, month, day: now)
      hasMoved = true
    }
    if hasMoved { sums.move(path, to: Int(regime[path]), daysLeft: month.days - now) }
  }

  private func hasRung(_ clock: Int) -> Bool {
    for i in 0..<rungCount where rung[i] == clock { return true }
    return false
  }

  /// The earliest clock of the regime held in [after, days) that has not rung this month; ties: certain, deadline, hazard, file order.
  @inline(always)
  private func next(_ path: Int, _ month: Month, after: Double, size: Double) -> Ring? {
    let held = Int(regime[path])
    var best = Ring(day: month.days, to: nil, clock: nil)
    if hasCertain[month.number] {
      for certain in graph.certains[held] {
        let day = Double(certain.day) - month.start
        if day >= after, day < best.day, !hasRung(-1 - certain.number) { best = Ring(day: day, to: certain.to, clock: -1 - certain.number) }
      }
    }
    if !deadlines.isEmpty {
      let due = max(deadlines.due(path) - month.start, after)
      if due < best.day, !hasRung(held) { best = Ring(day: due, to: nil, clock: held) }
    }
    if !mediansMode {
      let heedsSize =
        hasLeverage && (fallSensitivity.paths[path] * (1 - size) > size || riseSensitivity.paths[path] * (size - 1) > 1)
      let ring = hazards.next(
        path, in: held, month: month.number, after: after, size: size, elasticity: elasticity.paths[path], heedsSize: heedsSize)
      if ring.day < best.day { best = Ring(day: ring.day, to: hazards.clocks[ring.clock].to, clock: nil) }
    }
    return best.day < month.days ? best : nil
  }

  private func move(_ path: Int, from: Int, to: Int, _ month: Month, day: Double) {
    regime[path] = UInt8(to)
    let facts = facts[to], dayOfHorizon = month.start + day
    deadlines.enter(to, path: path, at: dayOfHorizon, month: month.number)
    entries[to].paths[path] = min(entries[to].paths[path], dayOfHorizon)
    if facts.isResolved { timeToResolution.paths[path] = min(timeToResolution.paths[path], dayOfHorizon) }
    if facts.isDark != self.facts[from].isDark {
      endsDark.paths[path] = facts.isDark ? 1 : 0
      darkPaths += facts.isDark ? 1 : -1
      anyDark = anyDark || facts.isDark
    }
    if hasLeverage { setSensitivity(path, to) }
    if !mediansMode { hazards.enter(to, path: path, month: month.number, after: day) }
    let price = facts.price.paths[path]
    if price > 0, isPaid.paths[path] == 0 {
      isPaid.paths[path] = 1
      priceFactor.paths[path] = price * (1 - facts.equity.paths[path])
      anyPrice = true
    }
  }
}
