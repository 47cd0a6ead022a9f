/// The shape of a distribution as integer counts know it: probabilities, densities over any bins, and values that carry a probability of
/// their own.
///
/// Made of a histogram when a chart wants it. Values in a bin count as spread evenly over it; a bin that holds far more than the bins it
/// touches is an atom, such as the futures in which a banned service earns nothing.
/// **Accuracy**: a probability is that of the sample at a place within 9.8e-5 of x, relatively, as `QuantileHistogram` says of quantiles.
/// An atom's value is that of a bin's centre; atoms of less than 0.5 %, or of fewer than 16 values, count as density, but for 0.
public struct DistributionShape: Sendable, Hashable {
  /// A value that has a probability.
  public struct Atom: Sendable, Hashable {
    public var value: Double
    public var probability: Double
    public init(value: Double, probability: Double) {
      self.value = value
      self.probability = probability
    }
  }

  /// A stretch over which a part of the sample is evenly spread, or an atom, which has no length.
  private struct Piece: Sendable, Hashable {
    var low: Double
    var high: Double
    var count: Double
    var isAtom: Bool
    /// Values below the piece, and those of them that lie in no atom.
    var before = 0.0
    var spreadBefore = 0.0

    /// The part of the piece at x or below.
    func share(atMost x: Double) -> Double { x >= high ? 1 : max(0, (x - low) / (high - low)) }
  }

  /// How many values were counted.
  public let count: Int
  /// From the smallest value to the largest.
  public let range: ClosedRange<Double>
  /// Ascending.
  public let atoms: [Atom]
  private let pieces: [Piece]

  /// - Returns: nil of a histogram that holds nothing.
  public init?(_ histogram: QuantileHistogram) {
    let bins = histogram.filled()
    guard histogram.count > 0, !bins.isEmpty else { return nil }
    var pieces: [Piece] = []
    for (index, bin) in bins.enumerated() {
      func touching(_ other: Int) -> Int {
        guard bins.indices.contains(other) else { return 0 }
        return bins[other].high == bin.low || bins[other].low == bin.high ? bins[other].count : 0
      }
      let isLarge = bin.count >= 16 && Double(bin.count) >= 0.005 * Double(histogram.count)
      let isAtom = bin.low == bin.high || isLarge && bin.count > 4 * (touching(index - 1) + touching(index + 1))
      // Sizes below the floor count as 0, whatever the smallest value is.
      let centre = bin.low == bin.high ? bin.centre : min(max(bin.centre, histogram.smallest), histogram.largest)
      // Where coarse bins meet fine ones they may overlap by half a coarse one.
      let low = isAtom ? centre : max(bin.low, histogram.smallest, pieces.last?.high ?? bin.low)
      let high = isAtom ? centre : min(bin.high, histogram.largest)
      pieces.append(Piece(low: low, high: max(low, high), count: Double(bin.count), isAtom: isAtom))
    }
    for index in pieces.indices.dropFirst() {
      let last = pieces[index - 1]
      pieces[index].before = last.before + last.count
      pieces[index].spreadBefore = last.spreadBefore + (last.isAtom ? 0 : last.count)
    }
    let total = Double(histogram.count)
    count = histogram.count
    range = min(histogram.smallest, pieces[0].low)...max(histogram.largest, pieces[pieces.count - 1].high)
    atoms = pieces.filter(\.isAtom).map { Atom(value: $0.low, probability: $0.count / total) }
    self.pieces = pieces
  }

  /// The last piece that begins at x or below; nil where none does.
  private func place(_ x: Double) -> Int? {
    guard let first = pieces.first, first.low <= x else { return nil }
    var low = 0, high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].low <= x { low = middle } else { high = middle }
    }
    return low
  }

  /// P(X ≤ x).
  public func probability(atMost x: Double) -> Double {
    guard let index = place(x) else { return 0 }
    return (pieces[index].before + pieces[index].share(atMost: x) * pieces[index].count) / Double(count)
  }

  /// P(X > x).
  public func probability(above x: Double) -> Double { 1 - probability(atMost: x) }

  /// The probability of values at most x that lie in no atom.
  private func spread(atMost x: Double) -> Double {
    guard let index = place(x) else { return 0 }
    let piece = pieces[index]
    return (piece.spreadBefore + (piece.isAtom ? 0 : piece.share(atMost: x) * piece.count)) / Double(count)
  }

  /// Probabilities of the values outside atoms in bins of equal width: with the atoms they sum to 1 over a range that holds everything.
  ///
  /// - Parameters:
  ///   - bins: at least 1.
  ///   - span: where the bins lie, of a length above 0.
  public func densities(bins: Int, over span: ClosedRange<Double>) -> [Double] {
    let width = (span.upperBound - span.lowerBound) / Double(bins)
    var below = spread(atMost: span.lowerBound)
    return (1...max(1, bins)).map { bin in
      let upTo = spread(atMost: bin == bins ? span.upperBound : span.lowerBound + Double(bin) * width)
      defer { below = upTo }
      return upTo - below
    }
  }

  /// Probabilities, atoms and all, below a span and above it.
  public func outside(_ span: ClosedRange<Double>) -> (below: Double, above: Double) {
    let atLower = atoms.first { $0.value == span.lowerBound }?.probability ?? 0
    return (max(0, probability(atMost: span.lowerBound) - atLower), probability(above: span.upperBound))
  }

  /// The value below which a share of the sample lies.
  ///
  /// - Parameter level: inside (0, 1).
  public func quantile(_ level: Double) -> Double {
    let target = level * Double(count)
    var low = 0, high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].before <= target { low = middle } else { high = middle }
    }
    let piece = pieces[low]
    return piece.low + min(1, max(0, (target - piece.before) / piece.count)) * (piece.high - piece.low)
  }
}
