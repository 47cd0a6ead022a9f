import CVector

/// How the numbers that a path draws once are spread over the paths.
public enum Sampling: String, Sendable, CaseIterable, Codable {
  /// Sixteen independently scrambled Sobol' point sets.
  case sobol
  /// Independent.
  case random
  /// Sixteen independent Latin hypercubes.
  case latinHypercube = "latin-hypercube"
  /// Every number at its median; for checks, not for distributions.
  case medians
}

/// What a number that a path draws once is for: a declared parameter with its number, or a key of a file.
public enum PathStream: Sendable, Hashable {
  /// Sobol' dimension of a declared parameter, from 1.
  case dimension(Int)
  /// A key such as `regulation.transitions.deferred.joint_venture.hazard`: its own one-dimensional net with its own shuffle.
  case key(String)
  var purpose: String {
    switch self {
    case .dimension(let number): "parameter.\(number)"
    case .key(let key): "key." + key
    }
  }

  /// What the stream's keys are hashed from: its scrambles, its shuffles, its independent draws.
  public var purposes: [String] { [scramblePurpose, shufflePurpose, independentPurpose] }
  var scramblePurpose: String { "scramble." + purpose }
  var shufflePurpose: String { "shuffle." + purpose }
  var independentPurpose: String { "once." + purpose }
}

/// Draws uniforms that belong to (seed, path, stream), blocks of 8 paths at a time.
///
/// Path p is point p div 16 of scramble p mod 16, so that the spread of the sixteen scrambles' means gives the standard error and a longer
/// run extends a shorter one. Each scramble is nested and uniform, see `NestedUniformScramble`. A keyed stream uses the van der Corput
/// sequence with a nested shuffle of the index, which keeps every prefix of 2ᵏ points a net.
/// **Range**: 2³⁰ points of a scramble, 1.7e10 paths.
public final class PathSampler: Sendable {
  /// Independent randomisations, over which standard errors are taken.
  public static let scrambles = 16

  private let sampling: Sampling
  private let seed: UInt64
  private let stream: PathStream
  private let directions: [UInt32]
  /// Of the scrambles 0-7 and 8-15.
  private let trees: (low: NestedUniformScramble, high: NestedUniformScramble)
  private let shuffles: (low: NestedUniformScramble, high: NestedUniformScramble)
  private let randomKey: UInt64
  private let pointsPerScramble: UInt64
  /// Orders of the strata of Latin hypercubes.
  private let orders: [KeyedPermutation]

  /// - Parameter paths: of the whole run; only Latin hypercubes need it.
  /// - Throws: `NumericError.parameter` for a Sobol' dimension that is not at hand.
  public init(stream: PathStream, seed: UInt64, sampling: Sampling, paths: UInt64) throws(NumericError) {
    self.sampling = sampling
    self.seed = seed
    self.stream = stream
    if case .dimension(let number) = stream { directions = try SobolSequence.directions(dimension: number) } else { directions = [] }
    let keys = Self.lanes(seed: seed, purpose: stream.scramblePurpose)
    trees = (NestedUniformScramble(keys: keys.low), NestedUniformScramble(keys: keys.high))
    let shuffleKeys = Self.lanes(seed: seed, purpose: stream.shufflePurpose)
    shuffles = (NestedUniformScramble(keys: shuffleKeys.low), NestedUniformScramble(keys: shuffleKeys.high))
    randomKey = StreamKey.make(seed: seed, purpose: stream.independentPurpose)
    let points = max(1, (paths + 15) / 16)
    pointsPerScramble = points
    orders =
      sampling == .latinHypercube
      ? (0..<Self.scrambles).map { KeyedPermutation(count: points, key: $0 < 8 ? shuffleKeys.low[$0] : shuffleKeys.high[$0 - 8]) } : []
  }

  private static func lanes(seed: UInt64, purpose: String) -> (low: SIMD8<UInt64>, high: SIMD8<UInt64>) {
    let key = StreamKey.make(seed: seed, purpose: purpose)
    var low = SIMD8<UInt64>()
    var high = SIMD8<UInt64>()
    for lane in 0..<8 {
      low[lane] = StreamKey.mixed(key &+ UInt64(lane) &* 0x9E37_79B9_7F4A_7C15)
      high[lane] = StreamKey.mixed(key &+ UInt64(8 + lane) &* 0x9E37_79B9_7F4A_7C15)
    }
    return (low, high)
  }

  /// The uniforms of paths `8 group ..< 8 group + 8`, strictly inside (0, 1).
  public func uniforms(group: UInt64) -> Vector {
    let isHigh = group & 1 == 1
    switch sampling {
    case .medians: return Vector(0.5)
    case .random:
      return Vector(cv_open_unit(Philox.words(paths: cv_consecutive(group * 8), third: 0, fourth: 1, key: randomKey).0))
    case .sobol:
      let index = UInt32(truncatingIfNeeded: group >> 1)
      return scrambled(index: index, isHigh: isHigh)
    case .latinHypercube: return latinHypercube(point: group >> 1, group: group, isHigh: isHigh)
    }
  }

  private func scrambled(index: UInt32, isHigh: Bool) -> Vector {
    let scramble = isHigh ? trees.high : trees.low
    guard directions.isEmpty else { return scramble.uniforms(cv_same_digits(SobolSequence.point(index, directions: directions))) }
    let shuffle = isHigh ? shuffles.high : shuffles.low
    // The place of an index in the van der Corput sequence has its digits in reverse; the shuffle leaves the two lowest of 32 free.
    return scramble.uniforms(cv_reversed_digits(shuffle.scrambled(cv_same_digits(index << 2))))
  }

  /// The uniforms of paths `8 firstGroup ..< 8 (firstGroup + count)`, a vector a group: the same numbers as `uniforms(group:)`.
  public func uniforms(firstGroup: UInt64, count: Int, into column: UnsafeMutablePointer<Vector>) {
    guard sampling == .sobol else {
      for v in 0..<count { column[v] = uniforms(group: firstGroup + UInt64(v)) }
      return
    }
    trees.low.withKeys { low in
      trees.high.withKeys { high in
        if directions.isEmpty {
          fillShuffled(column, firstGroup, count, low, high)
        } else {
          fillPoints(column, firstGroup, count, low, high)
        }
      }
    }
  }

  /// Each point from the one before it: in the order of the Gray code they differ by one direction number.
  private func fillPoints(
    _ column: UnsafeMutablePointer<Vector>, _ firstGroup: UInt64, _ count: Int, _ low: NestedUniformScramble.Keys,
    _ high: NestedUniformScramble.Keys
  ) {
    var index = UInt32(truncatingIfNeeded: firstGroup >> 1)
    var point = SobolSequence.point(index, directions: directions)
    directions.withUnsafeBufferPointer { directions in
      var v = 0
      while v < count {
        let isHigh = (firstGroup &+ UInt64(v)) & 1 == 1
        if !isHigh, v + 1 < count, let low = low.words, let high = high.words {
          cv_common_units(point, low, high, UnsafeMutableRawPointer(column + v).assumingMemoryBound(to: Double.self))
          v += 2
        } else {
          column[v] = (isHigh ? high : low).uniforms(cv_same_digits(point))
          v += 1
          guard isHigh else { continue }
        }
        index &+= 1
        point ^= index == 0 ? 0 : directions[index.trailingZeroBitCount]
      }
    }
  }

  private func fillShuffled(
    _ column: UnsafeMutablePointer<Vector>, _ firstGroup: UInt64, _ count: Int, _ low: NestedUniformScramble.Keys,
    _ high: NestedUniformScramble.Keys
  ) {
    shuffles.low.withKeys { lowShuffle in
      shuffles.high.withKeys { highShuffle in
        for v in 0..<count {
          let group = firstGroup &+ UInt64(v)
          let isHigh = group & 1 == 1
          let index = cv_same_digits(UInt32(truncatingIfNeeded: group >> 1) << 2)
          column[v] = (isHigh ? high : low).uniforms(cv_reversed_digits((isHigh ? highShuffle : lowShuffle).scrambled(index)))
        }
      }
    }
  }

  /// Stratum π(i) of n, π a keyed permutation of 0..<n for each scramble, and a uniform place within it. Paths beyond the run's own fill
  /// up a block and are never counted; they start over.
  private func latinHypercube(point: UInt64, group: UInt64, isHigh: Bool) -> Vector {
    let inside = Vector(cv_open_unit(Philox.words(paths: cv_consecutive(group * 8), third: 0, fourth: 2, key: randomKey).0))
    var stratum = Vector.zero
    for lane in 0..<8 { stratum[lane] = Double(orders[isHigh ? 8 + lane : lane].place(of: point % pointsPerScramble)) }
    let n = Double(pointsPerScramble)
    return minimum((stratum + inside) / n, Vector(1 - 0x1p-53))
  }
}
