/// The Sobol' sequence in base 2, 32 binary digits, with the direction numbers of Joe and Kuo (2008, doi 10.1137/070709359), in the
/// order of the Gray code.
public enum SobolSequence {
  /// Dimensions at hand.
  public static let dimensions = 1111

  /// Direction numbers of dimension d (from 1), 32 of them, the first binary digit in the highest bit.
  ///
  /// - Throws: `NumericError.parameter` if the dimension is not at hand.
  /// **Accuracy**: exact; equal to the published table in all 1,111 dimensions.
  public static func directions(dimension: Int) throws(NumericError) -> [UInt32] {
    guard (1...dimensions).contains(dimension) else {
      throw .parameter(of: "Sobol' sequence", name: "dimension", value: Double(dimension), allowed: "from 1 to \(dimensions)")
    }
    return dimension == 1 ? (0..<32).map { UInt32(1) << (31 - $0) } : recurrence(table[dimension - 2])
  }

  /// The coordinate of point `index` as a fraction over 2³².
  ///
  /// - Parameter directions: of the dimension, all 32.
  @inlinable
  public static func point(_ index: UInt32, directions: [UInt32]) -> UInt32 {
    var gray = index ^ (index >> 1)
    var x: UInt32 = 0
    while gray != 0 {
      x ^= directions[gray.trailingZeroBitCount]
      gray &= gray - 1
    }
    return x
  }

  /// The published numbers, a line a dimension from the second on: degree, polynomial, initial direction numbers. Read byte by byte, since
  /// reading them as text would take longer than a short run.
  private static let table: [[UInt32]] = {
    var lines: [[UInt32]] = []
    var line: [UInt32] = []
    var number: UInt32?
    for byte in JoeKuoNumbers.text.utf8 {
      if (48...57).contains(byte) {
        number = (number ?? 0) * 10 + UInt32(byte - 48)
        continue
      }
      if let ended = number { line.append(ended) }
      number = nil
      if byte == 10, !line.isEmpty {
        lines.append(line)
        line.removeAll(keepingCapacity: true)
      }
    }
    if let ended = number { line.append(ended) }
    return line.isEmpty ? lines : lines + [line]
  }()

  /// Equation (3) of the paper.
  private static func recurrence(_ line: [UInt32]) -> [UInt32] {
    let s = Int(line[0]), a = line[1], m = line[2...]
    var v = [UInt32](repeating: 0, count: 32)
    for k in 0..<32 {
      if k < s {
        v[k] = m[k + 2] << (31 - UInt32(k))
      } else {
        v[k] = v[k - s] ^ (v[k - s] >> UInt32(s))
        for j in 1..<max(s, 1) where (a >> UInt32(s - 1 - j)) & 1 == 1 { v[k] ^= v[k - j] }
      }
    }
    return v
  }
}
