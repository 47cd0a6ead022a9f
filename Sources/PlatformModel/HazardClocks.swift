import NumericCore
import ScenarioEngine

/// The hazards of a graph on the paths of a block: where each path's next ring is, found sixteen months at a time.
///
/// A hazard always leads elsewhere, so of the rings that lie ahead of a path only the first is kept; when the path comes into another regime,
/// those of the regime's own clocks are looked for. Hazards that heed a path's size wait for the month in which they might ring.
final class HazardClocks {
  struct Clock {
    let to: Int
    let leverage: Double
    let rate: Column
    /// Whether every path has the same rate, in every month.
    let isConstant: Bool
    let stream: EventStream
  }
  /// Of a path: a day of a month, and the clock that rings.
  struct Ring {
    var day: Double
    var clock: Int
    static var never: Ring { Ring(day: .infinity, clock: .max) }
  }

  let clocks: UnsafeMutableBufferPointer<Clock>
  /// The clocks of each regime, next to each other.
  private let ranges: UnsafeMutableBufferPointer<Range<Int>>
  /// Months whose leading digits share a Philox block.
  private static var span: Int { EventStream.monthsPerBlock }
  /// What leverage may raise a hazard by before every path concerned is looked at: see `sensitivity`.
  private static let margin = 2.0
  /// Days of the longest month.
  private static let longest = 31.0
  private static let never: UInt8 = 255

  private let block: Block
  /// Days of the months of the horizon, then 0 to the end of the last sixteen.
  private let days: UnsafeMutablePointer<Double>
  /// What leading digits do not exceed where a clock may ring, by clock and path.
  private let limits: UnsafeMutablePointer<UInt64>
  private let isActive: UnsafeMutablePointer<Bool>
  private var isFilled = false
  private let hasLeverage: Bool
  /// Each path's next ring: month of the sixteen, day and clock.
  private let ringMonths: UnsafeMutablePointer<UInt8>
  private let rings: UnsafeMutablePointer<Ring>
  /// By month of the sixteen, the paths on which a clock that heeds size might ring; and those with any such month.
  private let looks: UnsafeMutablePointer<PathBits>
  private var looking = PathBits()
  private let candidates = EventCandidates()
  /// Paths by regime, and how many; behind them is room to fill up eight.
  private let members: UnsafeMutablePointer<UInt8>
  private let counts: UnsafeMutablePointer<Int>
  private static var room: Int { Block.paths + Vector.count }

  init(graph: RegimeGraph, block: Block, seed: UInt64) {
    self.block = block
    var clocks: [Clock] = []
    var ranges: [Range<Int>] = []
    for own in graph.hazards {
      ranges.append(clocks.count..<clocks.count + own.count)
      clocks += own.map {
        Clock(
          to: $0.to, leverage: $0.leverage, rate: block.parameter($0.key), isConstant: block.plan.constant($0.key) != nil,
          stream: EventStream(seed: seed, name: $0.shock))
      }
    }
    hasLeverage = clocks.contains { $0.leverage != 0 }
    self.clocks = .allocate(capacity: clocks.count)
    _ = self.clocks.initialize(from: clocks)
    self.ranges = .allocate(capacity: ranges.count)
    _ = self.ranges.initialize(from: ranges)
    func memory<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
      let memory = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
      memory.initialize(repeating: value, count: max(1, count))
      return memory
    }
    let months = block.plan.horizon.months
    days = memory(months.count + Self.span, 0)
    for (month, calendar) in months.enumerated() { days[month] = Double(calendar.days) }
    limits = memory(clocks.count * Block.paths, 0)
    isActive = memory(clocks.count, false)
    ringMonths = memory(Block.paths, Self.never)
    rings = memory(Block.paths, .never)
    looks = memory(Self.span, PathBits())
    members = memory(graph.regimes.count * Self.room, 0)
    counts = memory(graph.regimes.count, 0)
  }

  deinit {
    clocks.deallocate()
    ranges.deallocate()
    days.deallocate()
    limits.deallocate()
    isActive.deallocate()
    ringMonths.deallocate()
    rings.deallocate()
    looks.deallocate()
    members.deallocate()
    counts.deallocate()
  }

  /// Takes up the rates.
  func refresh() {
    for (c, clock) in clocks.enumerated() where !isFilled || !clock.isConstant {
      let scale = Self.reach(clock) / UserGrowth.year
      let own = limits + c * Block.paths
      var isActive = false
      for v in 0..<block.vectors {
        UnsafeMutableRawPointer(own + Vector.count * v).storeBytes(of: EventStream.limits(clock.rate[v] * scale), as: SIMD8<UInt64>.self)
        isActive = isActive || (clock.rate[v] > 0).any
      }
      self.isActive[c] = isActive
    }
    isFilled = true
  }

  // MARK: - Finding rings

  /// Finds the next ring of every path from a month on, as far as random words are shared.
  func prepare(month: Int, regime: UnsafeMutablePointer<UInt8>) {
    ringMonths.update(repeating: Self.never, count: Block.paths)
    looks.update(repeating: PathBits(), count: Self.span)
    looking = PathBits()
    counts.update(repeating: 0, count: ranges.count)
    let members = members, counts = counts
    for path in 0..<Block.paths {
      let r = Int(regime[path]), place = counts[r]
      members[r * Self.room + place] = UInt8(truncatingIfNeeded: path)
      counts[r] = place + 1
    }
    for (r, range) in ranges.enumerated() where counts[r] > 0 {
      for c in range where isActive[c] {
        candidates.begin(month: month, firstPath: block.firstPath)
        look(clock: c, members + r * Self.room, count: counts[r])
        settle(clock: c, first: month / Self.span * Self.span)
      }
    }
  }

  /// Looks for a clock's candidates on paths of its regime.
  private func look(clock c: Int, _ paths: UnsafeMutablePointer<UInt8>, count: Int) {
    let stream = clocks[c].stream, own = limits + c * Block.paths, candidates = candidates
    for first in stride(from: 0, to: count, by: Vector.count) {
      let eight = paths + first
      var limit = SIMD8<UInt64>()
      for lane in 0..<Vector.count { limit[lane] = own[Int(eight[lane])] }
      candidates.look(stream, paths: eight, lanes: min(Vector.count, count - first), limits: limit)
    }
  }

  /// Finds the days on which a clock rings at its candidates.
  private func settle(clock c: Int, first: Int) {
    let clock = clocks[c], rates = clock.rate.paths, candidates = candidates
    candidates.draw(clock.stream)
    for group in 0..<(candidates.count + 7) / 8 {
      let paths = candidates.paths + 8 * group, months = candidates.months + 8 * group
      var rate = Vector.zero
      for lane in 0..<Vector.count { rate[lane] = rates[Int(paths[lane])] }
      let day = Regulation.yearDays(uniform: candidates.uniforms[group]) / rate
      var lanes = (day < Self.reach(clock)).bits
      if candidates.count < 8 * group + 8 { lanes &= 255 &>> UInt8(8 * group + 8 - candidates.count) }
      while lanes != 0 {
        let lane = lanes.trailingZeroBitCount
        lanes &= lanes &- 1
        note(Ring(day: day[lane], clock: c), path: Int(paths[lane]), place: Int(months[lane]), first: first, heedsSize: clock.leverage != 0)
      }
    }
  }

  /// Days without leverage from which on a ring lies in no month; a thousandth more against rounding.
  @inline(always)
  private static func reach(_ clock: Clock) -> Double { clock.leverage == 0 ? longest : 1.001 * margin * longest }

  /// Keeps what is a path's next ring so far.
  @inline(always)
  private func note(_ ring: Ring, path: Int, place: Int, first: Int, heedsSize: Bool) {
    if heedsSize {
      looking.insert(path)
      return looks[place].insert(path)
    }
    let known = Int(ringMonths[path])
    guard ring.day < days[first + place], place < known || place == known && ring.day < rings[path].day else { return }
    ringMonths[path] = UInt8(truncatingIfNeeded: place)
    rings[path] = ring
  }

  /// Finds the next ring of a path that is in a regime from a day of a month on.
  func enter(_ regime: Int, path: Int, month: Int, after: Double) {
    let number = block.firstPath + UInt64(path), now = month % Self.span, first = month - now
    ringMonths[path] = Self.never
    if looking.contains(path) {
      for place in now..<Self.span { looks[place].remove(path) }
      looking.remove(path)
    }
    for c in ranges[regime] where isActive[c] {
      let clock = clocks[c]
      let digits = clock.stream.leadingDigits(path: number, block: month / Self.span)
      var places = digits.months(upTo: limits[c * Block.paths + path]) & UInt16.max &<< UInt16(now)
      while places != 0 {
        let place = places.trailingZeroBitCount
        places &= places &- 1
        // What lies behind the next ring does not matter.
        if clock.leverage == 0, place > Int(ringMonths[path]) { break }
        let uniform = clock.stream.uniform(path: number, month: first + place, leading: digits[place])
        let day = Regulation.ringDay(uniform: uniform, hazard: clock.rate.paths[path])
        guard day < Self.reach(clock), place > now || clock.leverage != 0 || day > after else { continue }
        note(Ring(day: day, clock: c), path: path, place: place, first: first, heedsSize: clock.leverage != 0)
      }
    }
  }

  // MARK: - Asking

  /// Paths on which something might ring in a month, size apart.
  func mayRing(month: Int) -> PathBits {
    var paths = PathBits(ringMonths, equal: UInt8(truncatingIfNeeded: month % Self.span))
    if hasLeverage { paths.formUnion(looks[month % Self.span]) }
    return paths
  }

  /// The first hazard of the regime held that rings in a month behind a day.
  ///
  /// - Parameters:
  ///   - size: active users over those at the start.
  ///   - heedsSize: whether size may raise a hazard beyond the margin.
  @inline(always)
  func next(_ path: Int, in regime: Int, month: Int, after: Double, size: Double, elasticity: Double, heedsSize: Bool) -> Ring {
    let place = UInt8(truncatingIfNeeded: month % Self.span)
    // Something else happened on the very day: that ring is lost.
    if ringMonths[path] == place, rings[path].day <= after { enter(regime, path: path, month: month, after: after) }
    let ring = ringMonths[path] == place ? rings[path] : .never
    guard hasLeverage, heedsSize || looks[Int(place)].contains(path) else { return ring }
    return first(of: ring, path, in: regime, month: month, after: after, size: size, elasticity: elasticity)
  }

  /// The first of a ring and of those of the clocks that heed size. Kept out of the walk, or each would begin with what only few need.
  @inline(never)
  private func first(of ring: Ring, _ path: Int, in regime: Int, month: Int, after: Double, size: Double, elasticity: Double) -> Ring {
    var best = ring
    for c in ranges[regime] where clocks[c].leverage != 0 {
      let clock = clocks[c]
      let leverage = Regulation.leverage(size: Vector(size), leverage: clock.leverage, elasticity: Vector(elasticity))[0]
      let uniform = clock.stream.uniform(path: block.firstPath + UInt64(path), month: month)
      let day = Regulation.ringDay(uniform: uniform, hazard: clock.rate.paths[path] * leverage)
      if day > after, (day, c) < (best.day, best.clock) { best = Ring(day: day, clock: c) }
    }
    return best
  }

  /// What a path must have for its size to raise a hazard beyond the margin: elasticity e · (1/size - 1) > margin - 1 where size protects
  /// (leverage -1), e · (size - 1) > margin - 1 where it attracts. For e ≤ 1 that is necessary, since (1 + x)^e ≤ 1 + e x; above, any size on
  /// the wrong side of 1 counts.
  ///
  /// - Returns: e/(margin - 1), or a huge number for e > 1.
  @inline(always) static func sensitivity(elasticity: Double) -> Double { elasticity <= 1 ? elasticity / (margin - 1) : 1e300 }
}
