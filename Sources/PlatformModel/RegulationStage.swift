import NumericCore
import ScenarioEngine

/// The legal state of each path of a block, month by month: where it spends its days, what it enters, what it is paid for it.
///
/// Paths on which nothing can ring in a month are not touched: their sums are the rates of their regime times the days. The others are walked
/// from ring to ring, one at a time.
final class RegulationStage {
  private let graph: RegimeGraph
  private let block: Block
  private let horizonDays: Double
  private let coefficients: RegimeCoefficients
  private let hazards: HazardClocks
  private let deadlines: [DeadlineClock?]
  /// What a path meets in each regime.
  private let facts: UnsafeMutablePointer<RegimeFacts>
  private let elasticity: Column
  private let mediansMode: Bool
  private let hasLeverage: Bool
  /// Clocks that have rung on the path and in the month at hand, and the days of hazards looked up.
  private let rung: UnsafeMutablePointer<Int>
  private var rungCount = 0
  private let ringDays: UnsafeMutablePointer<Double>
  /// The walk in which a day was looked up.
  private let ringWalks: UnsafeMutablePointer<Int>
  private var walks = 0
  /// What a day adds to each sum in the regime held, and the sums of the month of vectors that were walked.
  private let current: ColumnStore
  private let totals: ColumnStore
  private let state: ColumnStore
  private let entries: ColumnStore
  /// Vectors with a path that changed its regime in the month at hand.
  private let movedVectors: UnsafeMutablePointer<Bool>
  private var days = 0.0
  /// Sums that the scenario needs.
  private let sums: Int
  /// Whether a certain date lies in the month at hand.
  private var anyCertain = false
  private var isPrepared = false

  /// Index of the regime held, a byte a path.
  let regime: UnsafeMutablePointer<UInt8>
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
  /// Sensitivity to size where it protects, and where it attracts.
  private let fallSensitivity: Column
  private let riseSensitivity: Column
  /// Whether any path of the block was paid a price this month.
  private(set) var anyPrice = false

  init(graph: RegimeGraph, uses: StagesInUse, block: Block, seed: UInt64, mediansMode: Bool) {
    self.graph = graph
    sums = DaySum.needed(uses)
    self.block = block
    self.mediansMode = mediansMode
    horizonDays = Double(block.plan.horizon.days)
    coefficients = RegimeCoefficients(graph: graph, block: block)
    hazards = HazardClocks(graph: graph, block: block, seed: seed)
    hasLeverage = graph.hazards.contains { $0.contains { $0.leverage != 0 } }
    // In medians mode hazards never ring, deadlines take the remainder, lengths are medians.
    func stream(_ name: String, _ fixed: Double) -> EventStream { EventStream(seed: seed, name: name, fixed: mediansMode ? fixed : nil) }
    deadlines = graph.deadlines.map { $0.map { DeadlineClock(deadline: $0, block: block, stream: stream) } }
    facts = .allocate(capacity: graph.regimes.count)
    for r in graph.regimes.indices { (facts + r).initialize(to: RegimeFacts(graph, r, block)) }
    elasticity = block.parameter("regulation.leverage_elasticity")
    // A clock rings once a month: all hazards, all deadlines, all certain dates.
    let clocks = hazards.clocks.count
    rung = .allocate(capacity: clocks + graph.regimes.count + graph.certains.reduce(0) { $0 + $1.count } + 1)
    ringDays = .allocate(capacity: max(1, clocks))
    ringDays.initialize(repeating: 0, count: max(1, clocks))
    ringWalks = .allocate(capacity: max(1, clocks))
    ringWalks.initialize(repeating: 0, count: max(1, clocks))
    current = ColumnStore(count: DaySum.count)
    totals = ColumnStore(count: DaySum.count)
    state = ColumnStore(count: 9)
    entries = ColumnStore(count: graph.regimes.count)
    regime = .allocate(capacity: Block.paths)
    regime.initialize(repeating: UInt8(graph.start), count: Block.paths)
    movedVectors = .allocate(capacity: Block.vectors)
    movedVectors.initialize(repeating: false, count: Block.vectors)
    due = state[0]
    extensions = state[1]
    daysDark = state[2]
    timeToResolution = state[3]
    isPaid = state[4]
    priceFactor = state[5]
    endsDark = state[6]
    fallSensitivity = state[7]
    riseSensitivity = state[8]
  }

  deinit {
    facts.deallocate()
    rung.deallocate()
    ringDays.deallocate()
    ringWalks.deallocate()
    regime.deallocate()
    movedVectors.deallocate()
  }

  /// A class, so that looking at one does not count references to its parts.
  private final class DeadlineClock {
    let branches: [Int]
    let probabilities: [Column]
    /// nil: extend.
    let remainder: Int?
    let branchStream: EventStream
    let lengthStream: EventStream
    let length: RedrawnQuantity

    init(deadline: RegimeGraph.Deadline, block: Block, stream: (String, Double) -> EventStream) {
      branches = deadline.branches
      probabilities = deadline.branchKeys.map(block.parameter)
      remainder = deadline.remainder
      branchStream = stream("regulation.deadline.\(deadline.regime).branch", 1)
      lengthStream = stream("regulation.deadline.\(deadline.regime).length", 0.5)
      length = block.plan.redrawn(deadline.lengthKey)
    }
  }

  /// What a move into a regime needs of it, without references to be counted.
  private struct RegimeFacts {
    let isResolved, isDark, hasDeadline: Bool
    /// Whether clocks heed size: where size protects, where it attracts; both may be.
    let isProtected, isAttracted: Bool
    let price, equity: Column

    init(_ graph: RegimeGraph, _ r: Int, _ block: Block) {
      let regime = graph.regimes[r]
      isResolved = regime.isResolved
      isDark = regime.isDark
      hasDeadline = graph.deadlines[r] != nil
      isProtected = graph.hazards[r].contains { $0.leverage < 0 }
      isAttracted = graph.hazards[r].contains { $0.leverage > 0 }
      price = block.parameter("ownership.contracts.\(regime.contract).price")
      equity = block.parameter("ownership.contracts.\(regime.contract).equity")
    }
  }

  // MARK: - What a month is spent on

  /// What a vector's month is made of: a row of rates a day, or of sums, and what to multiply it by.
  @inline(always)
  func spell(_ v: Int) -> DaySums {
    movedVectors[v] ? DaySums(base: totals[0] + v, weight: .one) : DaySums(base: current[0] + v, weight: Vector(days))
  }

  /// Whether a path of a vector changed its regime in the month at hand.
  @inline(always) func hasMoved(_ v: Int) -> Bool { movedVectors[v] }

  /// The sums of the month at hand, for one of them.
  func sum(_ sum: DaySum) -> Column {
    let result = totals[sum.rawValue]
    for v in 0..<block.vectors { result[v] = spell(v)[sum] }
    return result
  }

  /// Day of the first entry into a regime, infinite before; the start counts as an entry.
  func firstEntry(_ regime: Int) -> Column { entries[regime] }

  /// Bits of the paths that are in a regime.
  func held(_ regime: Int) -> SIMD16<UInt8> {
    var result = SIMD16<UInt8>()
    withUnsafeMutableBytes(of: &result) { bytes in
      for part in 0..<Block.paths / 32 {
        bytes.storeBytes(
          of: PathBytes.equal(self.regime + 32 * part, UInt8(regime)).littleEndian, toByteOffset: 4 * part, as: UInt32.self)
      }
    }
    return result
  }

  // MARK: - Months

  /// Puts every path at the start.
  func begin() {
    refresh()
    let start = graph.start
    regime.update(repeating: UInt8(start), count: Block.paths)
    due.fill(.infinity)
    if let deadline = graph.deadlines[start] { due.update(from: block.parameter(deadline.firstKey), count: Block.vectors) }
    extensions.fill(0)
    daysDark.fill(0)
    timeToResolution.fill(graph.regimes[start].isResolved ? 0 : horizonDays)
    for r in graph.regimes.indices { entries[r].fill(r == start ? 0 : .infinity) }
    for v in 0..<block.vectors { isPaid[v] = (facts[start].price[v] > 0).select(.one, .zero) }
    priceFactor.fill(0)
    anyPrice = false
    endsDark.fill(graph.regimes[start].isDark ? 1 : 0)
    for path in 0..<Block.paths { setSensitivity(path, start) }
    for sum in DaySum.allCases { current[sum.rawValue].update(from: coefficients.column(start, sum), count: Block.vectors) }
  }

  /// Takes up settings that changed with the month.
  private func refresh() {
    coefficients.fill()
    hazards.refresh()
    isPrepared = false
  }

  /// Takes up settings that changed while paths are under way.
  func refreshCurrent() {
    refresh()
    for path in 0..<Block.paths {
      put(sums(of: path, in: coefficients.column(Int(regime[path]), .open)), of: path, in: current[0])
      setSensitivity(path, Int(regime[path]))
    }
  }

  private func setSensitivity(_ path: Int, _ regime: Int) {
    guard hasLeverage else { return }
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
    days = Double(calendar.days)
    let start = Double(calendar.startDay)
    anyCertain = graph.certains.contains { $0.contains { $0.day >= calendar.startDay && $0.day < calendar.startDay + calendar.days } }
    if anyPrice {
      priceFactor.fill(0)
      anyPrice = false
    }
    if !mediansMode, !isPrepared || month % HazardClocks.span == 0 {
      hazards.prepare(month: month, regime: regime)
      isPrepared = true
    }
    let end = Vector(start + days)
    for v in 0..<block.vectors {
      var mayRing = (due[v] < end).bits
      if anyCertain { mayRing = 255 }
      if !mediansMode {
        mayRing |= hazards.mayRing(v, month: month)
        if hasLeverage {
          let fallen = fallSensitivity[v] * (initial[v] - active[v]) > active[v]
          let risen = riseSensitivity[v] * (active[v] - initial[v]) > initial[v]
          mayRing |= (fallen | risen).bits
        }
      }
      movedVectors[v] = false
      while mayRing != 0 {
        let lane = mayRing.trailingZeroBitCount
        let path = v * Vector.count + lane
        walk(path, month: month, start: start, size: active.paths[path] / initial.paths[path])
        mayRing &= mayRing - 1
      }
    }
    for v in 0..<block.vectors { daysDark[v] += spell(v)[.dark] }
  }

  // MARK: - A path

  /// A clock that rings next: the day of the month, and where it leads; nil for a deadline, which decides when it is due.
  private struct Ring {
    var day: Double
    var to: Int?
    /// Deadlines by their regime, then hazards; certain dates below 0.
    var clock: Int
  }

  /// One path through one month, from ring to ring.
  private func walk(_ path: Int, month: Int, start: Double, size: Double) {
    rungCount = 0
    walks += 1
    var day = 0.0, entered = 0.0
    var hasMoved = false
    var rates = PathSums(), spent = PathSums()
    while let ring = next(path, month: month, start: start, after: day, size: size) {
      day = ring.day
      rung[rungCount] = ring.clock
      rungCount += 1
      let held = Int(regime[path])
      // A ring into the regime already held does nothing, but it has rung.
      guard let to = ring.to ?? decide(path, at: start + day, month: month), to != held else { continue }
      if !hasMoved { rates = sums(of: path, in: current[0]) }
      hasMoved = true
      spent.add(rates, days: day - entered)
      entered = day
      move(path, to: to, at: start + day, month: month)
      rates = sums(of: path, in: coefficients.column(to, .open))
    }
    guard hasMoved else { return }
    spent.add(rates, days: days - entered)
    endMoves(path, rates: rates, spent: spent)
  }

  /// Puts down what a path has spent in a month in which it left a regime, and the rates of the one that it has come to.
  private func endMoves(_ path: Int, rates: PathSums, spent: PathSums) {
    let v = path / Vector.count
    if !movedVectors[v] {
      movedVectors[v] = true
      let from = current[0] + v, to = totals[0] + v, days = Vector(days)
      for k in 0..<sums { to[k * Block.vectors] = from[k * Block.vectors] * days }
    }
    put(spent, of: path, in: totals[0])
    put(rates, of: path, in: current[0])
  }

  /// The sums of a path out of columns that lie one after the other.
  @inline(always)
  private func sums(of path: Int, in columns: Column) -> PathSums {
    let own = columns.paths + path
    return PathSums(first: PathSums.eight(own), second: sums > 8 ? PathSums.eight(own + 8 * Block.paths) : .zero)
  }

  @inline(always)
  private func put(_ values: PathSums, of path: Int, in columns: Column) {
    let own = columns.paths + path
    PathSums.put(values.first, own)
    if sums > 8 { PathSums.put(values.second, own + 8 * Block.paths) }
  }

  private func hasRung(_ clock: Int) -> Bool {
    for i in 0..<rungCount where rung[i] == clock { return true }
    return false
  }

  /// The earliest clock of the regime held in [after, days) that has not rung this month; ties: certain, deadline, hazard, file order.
  private func next(_ path: Int, month: Int, start: Double, after: Double, size: Double) -> Ring? {
    let held = Int(regime[path])
    var best = Ring(day: days, to: nil, clock: Int.min)
    if anyCertain {
      for certain in graph.certains[held] where Double(certain.day) - start >= after {
        let day = Double(certain.day) - start
        if day < best.day, !hasRung(-1 - certain.number) { best = Ring(day: day, to: certain.to, clock: -1 - certain.number) }
      }
    }
    let due = max(due.paths[path] - start, after)
    if due < best.day, !hasRung(held) { best = Ring(day: due, to: nil, clock: held) }
    guard !mediansMode else { return best.day < days ? best : nil }
    let heedsSize =
      hasLeverage && (fallSensitivity.paths[path] * (1 - size) > size || riseSensitivity.paths[path] * (size - 1) > 1)
    for c in hazards.ranges[held] {
      guard hazards.mayRing(clock: c, path: path, month: month) || heedsSize && hazards.clocks[c].leverage != 0 else { continue }
      if ringWalks[c] != walks {
        ringWalks[c] = walks
        ringDays[c] = hazards.ringDay(c, path: path, month: month, size: size, elasticity: elasticity.paths[path])
      }
      let number = graph.regimes.count + c
      if ringDays[c] > after, ringDays[c] < best.day, !hasRung(number) {
        best = Ring(day: ringDays[c], to: hazards.clocks[c].to, clock: number)
      }
    }
    return best.day < days ? best : nil
  }

  /// A deadline is due: where a branch or the remainder leads; nil for an extension.
  private func decide(_ path: Int, at day: Double, month: Int) -> Int? {
    let deadline = deadlines[Int(regime[path])]!
    let u = deadline.branchStream.uniform(path: block.firstPath + UInt64(path), month: month)
    if let branch = Regulation.branch(uniform: u, probabilities: deadline.probabilities.lazy.map({ $0.paths[path] })) {
      return deadline.branches[branch]
    }
    if let remainder = deadline.remainder { return remainder }
    extensions.paths[path] += 1
    due.paths[path] = day + length(deadline, path, month: month)
    return nil
  }

  private func length(_ deadline: DeadlineClock, _ path: Int, month: Int) -> Double {
    deadline.length.value(uniform: deadline.lengthStream.uniform(path: block.firstPath + UInt64(path), month: month))
  }

  private func move(_ path: Int, to: Int, at day: Double, month: Int) {
    regime[path] = UInt8(to)
    let facts = facts[to]
    due.paths[path] = facts.hasDeadline ? day + length(deadlines[to]!, path, month: month) : .infinity
    entries[to].paths[path] = min(entries[to].paths[path], day)
    if facts.isResolved { timeToResolution.paths[path] = min(timeToResolution.paths[path], day) }
    endsDark.paths[path] = facts.isDark ? 1 : 0
    setSensitivity(path, to)
    if !mediansMode { hazards.enter(to, path: path, month: month) }
    let price = facts.price.paths[path]
    if price > 0, isPaid.paths[path] == 0 {
      isPaid.paths[path] = 1
      priceFactor.paths[path] = price * (1 - facts.equity.paths[path])
      anyPrice = true
    }
  }
}
