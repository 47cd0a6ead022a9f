import NumericCore
import ScenarioEngine

/// The hazards of a graph on the paths of a block: which of them might ring in which month, found four months at a time.
///
/// Digits of four months come from one Philox block, and a hazard rings in few months, so only those in which it might are kept, as bits; the
/// exact day is computed only there.
final class HazardClocks {
  struct Clock {
    let from: Int
    let to: Int
    let leverage: Double
    let rate: Column
    let stream: EventStream
  }
  let clocks: UnsafeMutableBufferPointer<Clock>
  /// The clocks of each regime, next to each other.
  let ranges: UnsafeMutableBufferPointer<Range<Int>>
  /// Months that share a Philox block.
  static var span: Int { EventStream.monthsPerBlock }
  /// What leverage may raise a hazard by before every path concerned is looked at: see `exceedsMargin`.
  private static let margin = 2.0

  private let block: Block
  /// Digits below these may ring, by clock and path; one place more for the lanes that fill up a group.
  private let limits: UnsafeMutablePointer<UInt64>
  private let isActive: UnsafeMutablePointer<Bool>
  /// Bits of paths on which a clock might ring, by clock and month of the four; and those of any clock.
  private let candidates: UnsafeMutablePointer<PathBits>
  private let any: UnsafeMutablePointer<PathBits>
  /// What a hazard of 1 per year would take to ring, in days, by clock, month of the four and path; set where a clock might ring. Found with
  /// the candidates, many at a time, since a walk that had to wait for it would do nothing else meanwhile.
  private let waits: UnsafeMutablePointer<Double>
  /// Paths by regime, and the numbers of those of the regime at hand.
  private let members: UnsafeMutablePointer<UInt8>
  private let numbers: UnsafeMutablePointer<SIMD8<UInt64>>
  private let counts: UnsafeMutablePointer<Int>
  private static var stride: Int { Block.paths + 1 }

  /// A bit for each path of a block.
  struct PathBits {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    @inline(always) mutating func insert(_ path: Int) {
      if path < 64 { low |= 1 << UInt64(path) } else { high |= 1 << UInt64(path - 64) }
    }
    @inline(always) func contains(_ path: Int) -> Bool {
      (path < 64 ? low >> UInt64(path) : high >> UInt64(path - 64)) & 1 == 1
    }
    /// The bits of the eight paths of a vector.
    @inline(always) func eight(_ v: Int) -> UInt8 {
      UInt8(truncatingIfNeeded: v < 8 ? low >> UInt64(8 * v) : high >> UInt64(8 * v - 64))
    }
  }

  init(graph: RegimeGraph, block: Block, seed: UInt64) {
    self.block = block
    var clocks: [Clock] = []
    var ranges: [Range<Int>] = []
    for (from, own) in graph.hazards.enumerated() {
      ranges.append(clocks.count..<clocks.count + own.count)
      clocks += own.map {
        Clock(
          from: from, to: $0.to, leverage: $0.leverage, rate: block.parameter($0.key), stream: EventStream(seed: seed, name: $0.shock))
      }
    }
    self.clocks = .allocate(capacity: clocks.count)
    _ = self.clocks.initialize(from: clocks)
    self.ranges = .allocate(capacity: ranges.count)
    _ = self.ranges.initialize(from: ranges)
    limits = .allocate(capacity: max(1, clocks.count * Self.stride))
    limits.initialize(repeating: 0, count: max(1, clocks.count * Self.stride))
    isActive = .allocate(capacity: max(1, clocks.count))
    isActive.initialize(repeating: false, count: max(1, clocks.count))
    candidates = .allocate(capacity: max(1, clocks.count * Self.span))
    candidates.initialize(repeating: PathBits(), count: max(1, clocks.count * Self.span))
    any = .allocate(capacity: Self.span)
    any.initialize(repeating: PathBits(), count: Self.span)
    waits = .allocate(capacity: max(1, clocks.count * Self.span * Block.paths))
    waits.initialize(repeating: 0, count: max(1, clocks.count * Self.span * Block.paths))
    members = .allocate(capacity: graph.regimes.count * (Block.paths + 8))
    members.initialize(repeating: 0, count: graph.regimes.count * (Block.paths + 8))
    numbers = .allocate(capacity: Block.vectors)
    numbers.initialize(repeating: .zero, count: Block.vectors)
    counts = .allocate(capacity: graph.regimes.count)
    counts.initialize(repeating: 0, count: graph.regimes.count)
  }

  deinit {
    clocks.deallocate()
    ranges.deallocate()
    limits.deallocate()
    isActive.deallocate()
    candidates.deallocate()
    any.deallocate()
    waits.deallocate()
    members.deallocate()
    numbers.deallocate()
    counts.deallocate()
  }

  /// Takes up the rates.
  func refresh() {
    for (c, clock) in clocks.enumerated() {
      // The longest month, and what leverage may add.
      let scale = 31 / UserGrowth.year * (clock.leverage == 0 ? 1 : Self.margin)
      let own = limits + c * Self.stride
      var isActive = false
      for v in 0..<block.vectors {
        let limit = EventStream.limits(clock.rate[v] * scale)
        UnsafeMutableRawPointer(own + Vector.count * v).storeBytes(of: limit, as: SIMD8<UInt64>.self)
        isActive = isActive || limit != .zero
      }
      self.isActive[c] = isActive
    }
  }

  /// Finds what might ring in the four months that `month` belongs to, on paths that stay where they are.
  func prepare(month: Int, regime: UnsafeMutablePointer<UInt8>) {
    any.update(repeating: PathBits(), count: Self.span)
    candidates.update(repeating: PathBits(), count: clocks.count * Self.span)
    counts.update(repeating: 0, count: ranges.count)
    let stride = Block.paths + 8
    let members = members, counts = counts
    for path in 0..<Block.paths {
      let r = Int(regime[path]), place = counts[r]
      members[r * stride + place] = UInt8(truncatingIfNeeded: path)
      counts[r] = place + 1
    }
    for (r, range) in ranges.enumerated() where counts[r] > 0 && !range.isEmpty {
      let own = members + r * stride
      let groups = (counts[r] + 7) / 8
      for i in counts[r]..<8 * groups { own[i] = UInt8(Block.paths) }
      for group in 0..<groups {
        var paths = SIMD8<UInt64>()
        for lane in 0..<8 { paths[lane] = UInt64(own[8 * group + lane]) }
        numbers[group] = paths &+ SIMD8(repeating: block.firstPath)
      }
      for c in range where isActive[c] { prepare(clock: c, own, groups: groups, month: month) }
    }
  }

  /// A clock on the paths of its regime, eight at a time.
  private func prepare(clock c: Int, _ paths: UnsafeMutablePointer<UInt8>, groups: Int, month: Int) {
    let stream = clocks[c].stream, own = limits + c * Self.stride, numbers = numbers, block = month / Self.span
    for group in 0..<groups {
      let eight = paths + 8 * group
      var limit = SIMD8<UInt64>()
      for lane in 0..<8 { limit[lane] = own[Int(eight[lane])] }
      let digits = stream.leadingDigits(paths: numbers[group], block: block)
      let early = UInt32(digits.areBelow(limit, month: 0)) | UInt32(digits.areBelow(limit, month: 1)) << 8
      let late = UInt32(digits.areBelow(limit, month: 2)) | UInt32(digits.areBelow(limit, month: 3)) << 8
      var rest = early | late << 16
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        insert(clock: c, path: Int(eight[bit & 7]), month: month / Self.span * Self.span + bit >> 3)
        rest &= rest &- 1
      }
    }
  }

  /// Notes that a clock might ring on a path in a month.
  @inline(always)
  private func insert(clock c: Int, path: Int, month: Int) {
    let place = c * Self.span + month % Self.span
    candidates[place].insert(path)
    any[month % Self.span].insert(path)
    waits[place * Block.paths + path] = Regulation.yearDays(
      uniform: clocks[c].stream.uniform(path: block.firstPath + UInt64(path), month: month))
  }

  /// Finds what might ring on a path that comes into a regime, in the rest of the four months.
  func enter(_ regime: Int, path: Int, month: Int) {
    let number = block.firstPath + UInt64(path)
    for c in ranges[regime] {
      let limit = limits[c * Self.stride + path]
      guard limit > 0 else { continue }
      let digits = clocks[c].stream.leadingDigits(path: number, block: month / Self.span)
      for m in month % Self.span..<Self.span where digits[m] < limit {
        insert(clock: c, path: path, month: month / Self.span * Self.span + m)
      }
    }
  }

  /// Bits of the paths of a vector on which something might ring in a month.
  @inline(always) func mayRing(_ v: Int, month: Int) -> UInt8 { any[month % Self.span].eight(v) }

  /// Whether a clock might ring on a path in a month.
  @inline(always) func mayRing(clock: Int, path: Int, month: Int) -> Bool {
    candidates[clock * Self.span + month % Self.span].contains(path)
  }

  /// What a path must have for its size to raise a hazard beyond the margin: elasticity e · (1/size - 1) > margin - 1 where size protects
  /// (leverage -1), e · (size - 1) > margin - 1 where it attracts. For e ≤ 1 that is necessary, since (1 + x)^e ≤ 1 + e x; above, any size on
  /// the wrong side of 1 counts.
  ///
  /// - Returns: e/(margin - 1), or a huge number for e > 1.
  @inline(always) static func sensitivity(elasticity: Double) -> Double { elasticity <= 1 ? elasticity / (margin - 1) : 1e300 }

  /// The day of the month on which a clock rings on a path. Kept out of the loops that ask for it, or what it computes would be computed for
  /// every clock that does not ring.
  ///
  /// - Parameter size: active users over those at the start.
  @inline(never)
  func ringDay(_ c: Int, path: Int, month: Int, size: Double, elasticity: Double) -> Double {
    let clock = clocks[c]
    var hazard = clock.rate.paths[path]
    if clock.leverage != 0 { hazard *= Self.leverage(size: size, leverage: clock.leverage, elasticity: elasticity) }
    guard mayRing(clock: c, path: path, month: month) else {
      return Regulation.ringDay(uniform: clock.stream.uniform(path: block.firstPath + UInt64(path), month: month), hazard: hazard)
    }
    return hazard > 0 ? waits[(c * Self.span + month % Self.span) * Block.paths + path] / hazard : .infinity
  }

  @inline(never)
  private static func leverage(size: Double, leverage: Double, elasticity: Double) -> Double {
    Regulation.leverage(size: Vector(size), leverage: leverage, elasticity: Vector(elasticity))[0]
  }
}
