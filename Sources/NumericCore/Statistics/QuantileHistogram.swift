/// Counts of values in bins of equal relative width, from which quantiles are read: memory depends on the spread of the values, not on
/// their number, and adding histograms is adding integers, so the order does not matter.
///
/// A bin is a sign, an exponent and the leading 10 bits of the mantissa, rounded to the nearest, so that integers up to 2,047 and the like
/// are centres of bins. Values below `resolution` in size count as 0.
/// **Accuracy**: a quantile is within 2⁻¹¹ (0.05 %) of the sample's own, relatively. Where neighbouring bins hold similar counts it is
/// interpolated; a bin that holds far more than its neighbours is an atom, and its centre is returned. The smallest and the largest value
/// are exact.
public struct QuantileHistogram: Sendable {
  /// Sizes below this count as 0.
  public static let resolution = 0x1p-20

  private static let mantissaBits = 10
  private static let shift = 52 - mantissaBits
  /// Bins of a page: a quarter of an octave.
  private static let pageBits = 8
  private static let half: UInt64 = 1 << UInt64(shift - 1)

  /// Pages of positive and of negative values, by the leading bits of the key less those of `resolution`.
  private var positive: [[UInt32]] = []
  private var negative: [[UInt32]] = []
  public private(set) var zeros = 0
  public private(set) var count = 0
  public private(set) var smallest = Double.infinity
  public private(set) var largest = -Double.infinity

  public init() {}

  private static let firstPage = Int((resolution.bitPattern + half) >> UInt64(shift)) >> pageBits

  /// Adds finite values.
  public mutating func add(_ values: UnsafeBufferPointer<Double>) {
    for value in values { add(value) }
  }

  /// Adds a finite value.
  public mutating func add(_ value: Double) {
    count += 1
    if value < smallest { smallest = value }
    if value > largest { largest = value }
    let size = value.magnitude
    guard size >= Self.resolution else {
      zeros += 1
      return
    }
    let key = Int((size.bitPattern &+ Self.half) >> UInt64(Self.shift))
    let page = (key >> Self.pageBits) - Self.firstPage
    let bin = key & (1 << Self.pageBits - 1)
    if value > 0 { Self.increment(&positive, page, bin) } else { Self.increment(&negative, page, bin) }
  }

  @inline(always)
  private static func increment(_ pages: inout [[UInt32]], _ page: Int, _ bin: Int) {
    if page >= pages.count { pages += [[UInt32]](repeating: [], count: page - pages.count + 1) }
    if pages[page].isEmpty { pages[page] = [UInt32](repeating: 0, count: 1 << pageBits) }
    pages[page][bin] += 1
  }

  /// Adds the counts of another histogram.
  public mutating func merge(_ other: QuantileHistogram) {
    Self.merge(&positive, other.positive)
    Self.merge(&negative, other.negative)
    zeros += other.zeros
    count += other.count
    smallest = min(smallest, other.smallest)
    largest = max(largest, other.largest)
  }

  private static func merge(_ pages: inout [[UInt32]], _ others: [[UInt32]]) {
    if others.count > pages.count { pages += [[UInt32]](repeating: [], count: others.count - pages.count) }
    for (page, counts) in others.enumerated() where !counts.isEmpty {
      if pages[page].isEmpty { pages[page] = counts } else { for bin in counts.indices { pages[page][bin] += counts[bin] } }
    }
  }

  /// A bin that holds something: its centre, its ends, how many values.
  private struct Bin {
    var low: Double
    var centre: Double
    var high: Double
    var count: Int
  }

  /// Bins that hold something, in ascending order.
  private func bins() -> [Bin] {
    func bin(page: Int, index: Int, count: UInt32, sign: Double) -> Bin {
      let key = UInt64((page + Self.firstPage) << Self.pageBits + index)
      let centre = Double(bitPattern: key << UInt64(Self.shift))
      let low = Double(bitPattern: key << UInt64(Self.shift) - Self.half)
      let high = Double(bitPattern: key << UInt64(Self.shift) + Self.half)
      return sign > 0
        ? Bin(low: low, centre: centre, high: high, count: Int(count)) : Bin(low: -high, centre: -centre, high: -low, count: Int(count))
    }
    var result: [Bin] = []
    for page in negative.indices.reversed() {
      for index in negative[page].indices.reversed() where negative[page][index] > 0 {
        result.append(bin(page: page, index: index, count: negative[page][index], sign: -1))
      }
    }
    if zeros > 0 { result.append(Bin(low: 0, centre: 0, high: 0, count: zeros)) }
    for page in positive.indices {
      for index in positive[page].indices where positive[page][index] > 0 {
        result.append(bin(page: page, index: index, count: positive[page][index], sign: 1))
      }
    }
    return result
  }

  /// Quantiles at ascending levels, each strictly inside (0, 1): the value below which level · count values lie.
  public func quantiles(_ levels: [Double]) -> [Double] {
    let bins = self.bins()
    guard !bins.isEmpty else { return levels.map { _ in .nan } }
    var result: [Double] = []
    var index = 0
    var below = 0
    for level in levels {
      let target = level * Double(count)
      while index < bins.count - 1, Double(below + bins[index].count) <= target {
        below += bins[index].count
        index += 1
      }
      let value = Self.place(bins, index, share: (target - Double(below)) / Double(bins[index].count))
      result.append(min(max(value, smallest), largest))
    }
    return result
  }

  /// A place within a bin: by interpolation where its neighbours are touching and alike, else its centre.
  private static func place(_ bins: [Bin], _ index: Int, share: Double) -> Double {
    let bin = bins[index]
    func neighbour(_ i: Int) -> Int {
      guard bins.indices.contains(i) else { return 0 }
      return bins[i].low == bin.high || bins[i].high == bin.low ? bins[i].count : 0
    }
    let around = neighbour(index - 1) + neighbour(index + 1)
    guard bin.count <= 2 * around + 2, around > 0 else { return bin.centre }
    return bin.low + min(max(share, 0), 1) * (bin.high - bin.low)
  }

  /// The density at a value: the share of values per unit, over a window that holds about `share` of them on either side of `level`.
  public func density(at level: Double, share: Double) -> Double {
    let low = max(level - share, 0.5 / Double(max(count, 1)))
    let high = min(level + share, 1 - 0.5 / Double(max(count, 1)))
    let ends = quantiles([low, high])
    let width = ends[1] - ends[0]
    return width > 0 ? (high - low) / width : .infinity
  }
}
