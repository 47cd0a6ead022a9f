/// Sums over the paths of each of the sixteen scrambles, about a fixed centre: means and their standard errors.
///
/// Lane l of half h is scramble 8 h + l. Adding two of them is adding sums; whoever needs the same bits adds in a fixed order.
public struct ScrambleMoments: Sendable {
  /// Near the mean, so that squares lose nothing.
  public let centre: Double
  private var sums = (Vector.zero, Vector.zero)
  private var squares = (Vector.zero, Vector.zero)

  public init(centre: Double) { self.centre = centre }

  /// Adds values of whole groups of sixteen paths: in parts one after the other to the same bits as at once.
  public mutating func add(_ values: UnsafePointer<Vector>, vectors: Int) {
    var low = sums.0, high = sums.1, lowSquares = squares.0, highSquares = squares.1
    var v = 0
    while v + 1 < vectors {
      let a = values[v] - centre, b = values[v + 1] - centre
      low += a
      high += b
      lowSquares = a.multiplied(by: a, adding: lowSquares)
      highSquares = b.multiplied(by: b, adding: highSquares)
      v += 2
    }
    sums = (low, high)
    squares = (lowSquares, highSquares)
  }

  /// Adds single values, beginning with scramble 0.
  public mutating func add(paths values: UnsafeBufferPointer<Double>) {
    for (path, value) in values.enumerated() {
      let lane = path % 8
      let a = value - centre
      if path % 16 < 8 {
        sums.0[lane] += a
        squares.0[lane] += a * a
      } else {
        sums.1[lane] += a
        squares.1[lane] += a * a
      }
    }
  }

  /// Adds the sums of other paths about the same centre.
  public mutating func merge(_ other: ScrambleMoments) {
    sums.0 += other.sums.0
    sums.1 += other.sums.1
    squares.0 += other.squares.0
    squares.1 += other.squares.1
  }

  /// Writes the sums, not the centre; those of values that are all the centre in one byte.
  public func write(to writer: inout ByteWriter) {
    let all = [sums.0, sums.1, squares.0, squares.1]
    let isZero = all.allSatisfy { vector in (0..<8).allSatisfy { vector[$0].bitPattern == 0 } }
    writer.write(isZero ? 0 : 1)
    guard !isZero else { return }
    for vector in all { for lane in 0..<8 { writer.write(vector[lane]) } }
  }

  /// Reads sums that `write` wrote.
  ///
  /// - Throws: `NumericError.size` where the bytes are not such sums.
  public init(centre: Double, from reader: inout ByteReader) throws(NumericError) {
    self.centre = centre
    guard try reader.count(limit: 1) == 1 else { return }
    func vector() throws(NumericError) -> Vector {
      var vector = Vector.zero
      for lane in 0..<8 { vector[lane] = try reader.double() }
      return vector
    }
    sums = (try vector(), try vector())
    squares = (try vector(), try vector())
  }

  /// Whether every sum is a number.
  public var isFinite: Bool { (sums.0.sum + sums.1.sum + squares.0.sum + squares.1.sum).isFinite }

  private func scramble(_ s: Int, _ pair: (Vector, Vector)) -> Double { s < 8 ? pair.0[s] : pair.1[s - 8] }

  /// Paths of scramble s among the first `count`.
  static func paths(ofScramble s: Int, among count: Int) -> Int { (count + 15 - s) / 16 }

  /// Mean of all `count` paths and its standard error: from the spread of the scrambles' means; below 32 paths sd/√n; of one path unknown.
  public func mean(count: Int) -> (value: Double, standardError: Double?) {
    var total = 0.0
    for s in 0..<16 { total += scramble(s, sums) }
    let mean = total / Double(count)
    if count < 2 { return (centre + mean, nil) }
    if count < 32 { return (centre + mean, standardDeviation(count: count).value / Double(count).squareRoot()) }
    var spread = 0.0
    for s in 0..<16 {
      let deviation = scramble(s, sums) / Double(Self.paths(ofScramble: s, among: count)) - mean
      spread += deviation * deviation
    }
    return (centre + mean, (spread / (16 * 15)).squareRoot())
  }

  /// Standard deviation of all paths and its standard error; below 32 paths the error is unknown.
  ///
  /// The error is that of the variance over 2 sd, and the variance's that of a mean: of the squared deviations from the mean of all paths,
  /// by scramble. (Each scramble's own standard deviation would leave out how far the scrambles' means are apart, which for few paths a
  /// scramble is much of the variance.)
  public func standardDeviation(count: Int) -> (value: Double, standardError: Double?) {
    var total = 0.0, square = 0.0
    for s in 0..<16 {
      total += scramble(s, sums)
      square += scramble(s, squares)
    }
    let n = Double(count)
    let variance = count > 1 ? max(0, (square - total * total / n) / (n - 1)) : 0
    let sd = variance.squareRoot()
    guard count >= 32 else { return (sd, nil) }
    guard sd > 0 else { return (0, 0) }
    let middle = total / n
    var spread = 0.0
    for s in 0..<16 {
      let m = Double(Self.paths(ofScramble: s, among: count))
      let own = (scramble(s, squares) - 2 * middle * scramble(s, sums)) / m + middle * middle
      let deviation = own / sd - sd * (n - 1) / n
      spread += deviation * deviation
    }
    return (sd, (spread / (16 * 15)).squareRoot() / 2)
  }
}
