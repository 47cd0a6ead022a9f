import CVector

/// Where the bins of a histogram lie: fine ones over the range of a pilot sample, on either side of zero.
///
/// An octave of sizes has 5,120 bins, 2,048 of them in its first quarter, so that a bin's centre is within 9.8e-5 of every value in it,
/// relatively. Whole numbers up to 8,191, and such numbers times a power of two, are centres. The fine bins of a sign reach from its
/// smallest to its largest size in the pilot, a quarter wider at either end, but not below 2⁻⁸ of the largest, where both signs
/// occur 2⁻⁶.
@frozen
public struct QuantileBins: Sendable, Hashable, Codable {
  /// Numbers of the first bin of negative sizes and of positive ones, and how many there are.
  @usableFromInline let firstBelow: Int32
  @usableFromInline let below: Int32
  @usableFromInline let firstAbove: Int32
  @usableFromInline let above: Int32

  private static let binsPerOctave = 5120
  /// Behind the bin of every size.
  private static let nowhere = 2048 * binsPerOctave

  /// - Parameter pilot: finite values, in any order; none: no fine bins.
  public init(pilot: [Double]) {
    let above = pilot.filter { $0 > 0 }, below = pilot.filter { $0 < 0 }.map { -$0 }
    let positive = Self.range(above, hasOneSign: below.isEmpty)
    let negative = Self.range(below, hasOneSign: above.isEmpty)
    (firstAbove, self.above) = (Int32(positive.lowerBound), Int32(positive.count))
    (firstBelow, self.below) = (Int32(negative.lowerBound), Int32(negative.count))
  }

  /// Writes where the bins lie.
  public func write(to writer: inout ByteWriter) { for number in [firstBelow, below, firstAbove, above] { writer.write(Int(number)) } }

  /// Reads bins that `write` wrote.
  ///
  /// - Throws: `NumericError.size` where the bytes are not such bins.
  public init(from reader: inout ByteReader) throws(NumericError) {
    // Bins of a sign have sixteen bits together.
    firstBelow = Int32(try reader.count(limit: Self.nowhere))
    below = Int32(try reader.count(limit: 65_533))
    firstAbove = Int32(try reader.count(limit: Self.nowhere))
    above = Int32(try reader.count(limit: 65_533 - Int(below)))
  }

  /// Cells: the bins, and those for what lies far below, in the middle and far above.
  @inlinable public var cells: Int { Int(below) + Int(above) + 3 }
  /// The cell of zero and of sizes below the bins.
  @usableFromInline var middle: Int { Int(below) + 1 }

  private static func range(_ sizes: [Double], hasOneSign: Bool) -> Range<Int> {
    guard let largest = sizes.max(), let smallest = sizes.min() else { return nowhere..<nowhere }
    let high = min(1.25 * largest, Double.greatestFiniteMagnitude)
    // Cells have sixteen bits: room for twelve octaves.
    let low = max(0.8 * smallest, high * (hasOneSign ? 0x1p-8 : 0x1p-6), Double.leastNormalMagnitude)
    return number(low)..<number(max(low, high)) + 1
  }

  /// The number of the bin of a size.
  static func number(_ size: Double) -> Int {
    let k = Int(size.bitPattern >> 38), j = k & 16383
    return (k >> 14) * binsPerOctave + min((j + 1) >> 1, (j + 4098) >> 2)
  }

  /// The centre of bin `number`.
  static func centre(_ number: Int) -> Double { place(Double(number % binsPerOctave), octave: number / binsPerOctave) }

  /// The upper end of bin `number`, the lower one of the next.
  static func end(_ number: Int) -> Double { place(Double(number % binsPerOctave) + 0.5, octave: number / binsPerOctave) }

  private static func place(_ bin: Double, octave: Int) -> Double {
    // The half of a fine bin ends at the quarter; beyond it a bin is twice as wide.
    let mantissa = bin <= 2048 ? bin / 8192 : 0.25 + (bin - 2048) / 4096
    return Double(bitPattern: UInt64(octave) << 52) * (1 + mantissa)
  }

  /// Number of the bin behind a cell, with its sign; nil for the three other cells.
  func bin(ofCell cell: Int) -> (number: Int, isPositive: Bool)? {
    if cell > middle, cell <= middle + Int(above) { return (Int(firstAbove) + cell - middle - 1, true) }
    if cell < middle, cell >= 1 { return (Int(firstBelow) + middle - 1 - cell, false) }
    return nil
  }

  /// The cell of a value, counted from -32768.
  public func cell(of value: Double) -> Int16 { cells(of: Vector(value))[0] }

  /// Cells of eight values, ascending from -32768.
  @inlinable @inline(always)
  func cells(of values: Vector) -> SIMD8<Int16> { cv_cells(values.lanes, firstBelow, below, firstAbove, above) }

  /// Lanes that are not 0 hold a value other than 0 that has no bin.
  @inlinable @inline(always)
  func others(among values: Vector) -> SIMD8<Int32> { cv_others(values.lanes, firstBelow, below, firstAbove, above) }
}
