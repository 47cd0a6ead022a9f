import CVector

/// Counts of values in bins of equal relative width, from which quantiles are read: memory depends on the spread of the values, not on
/// their number, and adding histograms is adding integers, so the order does not matter.
///
/// Fine bins (`QuantileBins`) lie where a pilot sample does; what lies outside, nearer to zero or further out, is counted in bins of ten
/// bits of the mantissa. Sizes below `floor` count as 0.
/// **Accuracy**: a quantile within the fine bins is within 9.8e-5 of the sample's own, relatively; outside them within 2⁻¹¹, which is 3e-6
/// of the pilot's largest size or less near zero (1e-5 where both signs occur). Where neighbouring bins hold similar counts it is
/// interpolated; a bin that holds far more than its neighbours is an atom, and its centre is returned. The smallest and the largest value
/// are exact.
public struct QuantileHistogram: Sendable {
  /// The floor of values of which nothing is known beforehand.
  public static let smallestFloor = 0x1p-20
  /// Sizes below this count as 0.
  public let floor: Double
  public let bins: QuantileBins

  private var counts: ByteCounts
  /// Counts of values outside the fine bins, and how many of them lie in the middle cell.
  private var positive = CoarseBins()
  private var negative = CoarseBins()
  private var othersInMiddle = 0
  public private(set) var count = 0
  public private(set) var smallest = Double.infinity
  public private(set) var largest = -Double.infinity

  /// - Parameter pilot: a first part of the values, finite.
  public init(pilot: [Double] = []) { self.init(bins: QuantileBins(pilot: pilot), floor: Self.floor(pilot: pilot)) }

  public init(bins: QuantileBins, floor: Double) {
    self.bins = bins
    self.floor = floor
    counts = ByteCounts(cells: bins.cells)
  }

  /// The floor that follows from a first part of the values: 2⁻²⁴ of the largest size (6e-8).
  public static func floor(pilot: [Double]) -> Double {
    let scale = pilot.reduce(0) { max($0, $1.magnitude) }
    return scale > 0 && scale.isFinite ? max(scale * 0x1p-24, 0x1p-1000) : smallestFloor
  }

  // MARK: - Adding

  /// Adds the first `count` of finite values in columns.
  ///
  /// - Parameter cells: takes the cells of the values, ascending from -32768; room for whole vectors.
  public mutating func add(_ values: UnsafePointer<Vector>, count added: Int, cells: UnsafeMutablePointer<Int16>) {
    guard added > 0 else { return }
    let hasOthers = locate(values, added, cells)
    count += added
    if smallest == largest, added > 1, cells[0] == cells[added - 1], allAlike(cells, added) {
      counts.add(added, to: Int(cells[0]) + 32768)
    } else {
      counts.increment(cells, count: added)
    }
    guard hasOthers else { return }
    UnsafeRawPointer(values).withMemoryRebound(to: Double.self, capacity: added) { values in
      let middle = Int16(bins.middle - 32768), top = Int16(bins.cells - 1 - 32768)
      for i in 0..<added where cells[i] == middle || cells[i] == top || cells[i] == -32768 {
        addOther(values[i], isInMiddle: cells[i] == middle)
      }
    }
  }

  /// Adds finite values.
  public mutating func add(_ values: UnsafeBufferPointer<Double>) {
    let vectors = (values.count + 7) / 8
    withUnsafeTemporaryAllocation(of: Vector.self, capacity: vectors + 1) { columns in
      withUnsafeTemporaryAllocation(of: Int16.self, capacity: 8 * vectors + 8) { cells in
        guard let columns = columns.baseAddress, let cells = cells.baseAddress else { return }
        for v in 0..<vectors {
          var vector = Vector.zero
          for lane in 0..<min(8, values.count - 8 * v) { vector[lane] = values[8 * v + lane] }
          columns[v] = vector
        }
        add(columns, count: values.count, cells: cells)
      }
    }
  }

  /// Finds the cells and the ends; true if some value has no fine bin and is not 0.
  private mutating func locate(_ values: UnsafePointer<Vector>, _ added: Int, _ cells: UnsafeMutablePointer<Int16>) -> Bool {
    var low = Vector(smallest), high = Vector(largest)
    var others = SIMD8<Int32>()
    let bins = bins
    let out = UnsafeMutableRawPointer(cells)
    let whole = added / 8
    var hasOthers = false
    if bins.below == 0 {
      let values = UnsafeRawPointer(values).assumingMemoryBound(to: Double.self)
      hasOthers = cv_locate_positive(values, whole, bins.firstAbove, bins.above, cells, &smallest, &largest)
    } else {
      for v in 0..<whole {
        let value = values[v]
        low = minimum(low, value)
        high = maximum(high, value)
        others |= bins.others(among: value)
        out.storeBytes(of: bins.cells(of: value), toByteOffset: 16 * v, as: SIMD8<Int16>.self)
      }
    }
    if added % 8 > 0 {
      // Lanes beyond the last value repeat it.
      var value = values[whole]
      for lane in added % 8..<8 { value[lane] = value[added % 8 - 1] }
      low = minimum(low, value)
      high = maximum(high, value)
      others |= bins.others(among: value)
      out.storeBytes(of: bins.cells(of: value), toByteOffset: 16 * whole, as: SIMD8<Int16>.self)
    }
    for lane in 0..<8 {
      smallest = min(smallest, low[lane])
      largest = max(largest, high[lane])
    }
    return hasOthers || others != SIMD8<Int32>()
  }

  private func allAlike(_ cells: UnsafeMutablePointer<Int16>, _ added: Int) -> Bool {
    for i in 1..<added where cells[i] != cells[0] { return false }
    return true
  }

  private mutating func addOther(_ value: Double, isInMiddle: Bool) {
    guard value.magnitude >= floor else { return }
    if isInMiddle { othersInMiddle += 1 }
    if value > 0 { positive.add(value) } else { negative.add(-value) }
  }

  /// Adds the counts of another histogram with the same pilot.
  public mutating func merge(_ other: QuantileHistogram) {
    precondition(bins == other.bins && floor == other.floor, "histograms of different pilots")
    counts.merge(other.counts)
    positive.merge(other.positive)
    negative.merge(other.negative)
    othersInMiddle += other.othersInMiddle
    count += other.count
    smallest = min(smallest, other.smallest)
    largest = max(largest, other.largest)
  }

  // MARK: - As bytes

  /// Writes the counts, not the bins.
  public func write(to writer: inout ByteWriter) {
    writer.write(count)
    writer.write(smallest)
    writer.write(largest)
    writer.write(othersInMiddle)
    positive.write(to: &writer)
    negative.write(to: &writer)
    var cells = [Int](repeating: 0, count: counts.cells)
    counts.forEachFilled { cells[$0] = $1 }
    writer.write(counts: cells)
  }

  /// Adds the counts of a histogram with the same bins, as `write` wrote them.
  ///
  /// - Throws: `NumericError.size` where the bytes are not such counts, each value in one cell.
  public mutating func add(from reader: inout ByteReader) throws(NumericError) {
    let added = try reader.count()
    count += added
    smallest = min(smallest, try reader.double())
    largest = max(largest, try reader.double())
    othersInMiddle += try reader.count()
    try positive.add(from: &reader)
    try negative.add(from: &reader)
    var sum = 0
    try reader.counts(counts.cells) { start, numbers in
      for (index, number) in numbers.enumerated() where number > 0 {
        counts.add(number, to: start + index)
        sum += number
      }
    }
    let others = counts.count(of: 0) + counts.count(of: counts.cells - 1) + othersInMiddle
    guard sum == added, positive.total + negative.total == others else { throw .size("\(sum) values in cells of \(added)") }
  }

  // MARK: - Reading

  /// Values that are 0 or below the floor.
  public var zeros: Int { counts.count(of: bins.middle) - othersInMiddle }

  /// A bin that holds something: its centre, its ends, how many values.
  struct Bin {
    var low: Double
    var centre: Double
    var high: Double
    var count: Int
  }

  /// Bins that hold something, in ascending order.
  func filled() -> [Bin] {
    var result: [Bin] = negative.filled.reversed().map { Bin(low: -$0.high, centre: -$0.centre, high: -$0.low, count: $0.count) }
    counts.forEachFilled { cell, count in
      guard let (bin, isPositive) = bins.bin(ofCell: cell) else {
        if cell == bins.middle, zeros > 0 { result.append(Bin(low: 0, centre: 0, high: 0, count: zeros)) }
        return
      }
      let low = QuantileBins.end(bin - 1), centre = QuantileBins.centre(bin), high = QuantileBins.end(bin)
      result.append(
        isPositive ? Bin(low: low, centre: centre, high: high, count: count) : Bin(low: -high, centre: -centre, high: -low, count: count))
    }
    let coarse = positive.filled
    result += coarse.map { Bin(low: $0.low, centre: $0.centre, high: $0.high, count: $0.count) }
    // Cells ascend; only bins outside them may lie between others.
    return coarse.isEmpty && negative.isEmpty ? result : result.sorted { $0.centre < $1.centre }
  }

  /// Quantiles at levels strictly inside (0, 1): the values below which level · count values lie.
  public func quantiles(_ levels: [Double]) -> [Double] {
    let reader = Reader(self)
    return levels.map(reader.quantile)
  }

  /// The bins that hold something, with how many values lie below each.
  private struct Reader {
    let histogram: QuantileHistogram
    let bins: [Bin]
    let below: [Int]

    init(_ histogram: QuantileHistogram) {
      self.histogram = histogram
      bins = histogram.filled()
      var below: [Int] = []
      var total = 0
      for bin in bins {
        below.append(total)
        total += bin.count
      }
      self.below = below
    }

    func quantile(_ level: Double) -> Double {
      guard !bins.isEmpty else { return .nan }
      let target = level * Double(histogram.count)
      // The last bin whose lower end is not above the target.
      var low = 0, high = bins.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if Double(below[middle]) <= target { low = middle } else { high = middle }
      }
      // The smallest value may be above 0 and still count as 0.
      if bins[low].centre == 0, bins[low].count < histogram.count { return 0 }
      let value = QuantileHistogram.place(bins, low, share: (target - Double(below[low])) / Double(bins[low].count))
      return min(max(value, histogram.smallest), histogram.largest)
    }
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
    // The places of an interpolation stay within the distance of the centre that every value of the bin keeps.
    return bin.low + min(max(share, 0), 1) * (bin.high - bin.low)
  }
}
