import NumericCore
import Testing

/// Bits of the nodes of many trees, and what theory says of means over scrambled nets. Seeds are fixed; the false-alarm rate of a draw of
/// other seeds stands with each test.
@Suite struct NestedUniformScrambleTests {
  static func scramble(_ number: UInt64) -> NestedUniformScramble {
    var keys = SIMD8<UInt64>()
    for lane in 0..<8 as Range<UInt64> { keys[Int(lane)] = StreamKey.make(seed: number, purpose: "tree \(lane)") }
    return NestedUniformScramble(keys: keys)
  }

  /// Uniform words of 32 bits to test with.
  static func words(_ count: Int, seed: UInt64) -> [UInt32] {
    let stream = ShockStream(seed: seed, name: "words")
    return (0..<UInt64(count)).map { UInt32(stream.uniform(path: $0, month: 0) * 0x1p32) }
  }

  /// Whether a node of level k (from 0) flips the digit after it, for each lane; x begins with the node's k digits.
  static func flips(_ scramble: NestedUniformScramble, _ x: UInt32, level: Int) -> SIMD8<UInt32> {
    ((scramble.scrambled(SIMD8(repeating: x)) ^ SIMD8(repeating: x >> 2)) &>> UInt32(29 - level)) & 1
  }

  /// Two fractions that have their first k digits in common, and not the next, still do when scrambled. So the map is also one to one.
  @Test func commonDigitsStayCommonAndTheNextStayDifferent() {
    let scramble = Self.scramble(1)
    for (number, x) in Self.words(4000, seed: 1).enumerated() {
      let k = number % 30
      let below = UInt32(1) << UInt32(31 - k)
      let other = (x ^ below) ^ (Self.words(1, seed: UInt64(number + 2))[0] & (below - 1))
      let a = scramble.scrambled(SIMD8(repeating: x)), b = scramble.scrambled(SIMD8(repeating: other))
      for lane in 0..<8 { #expect((a[lane] ^ b[lane]).leadingZeroBitCount == 2 + k) }
    }
  }

  @Test func uniformsContinueTheScrambledDigitsInsideTheUnitInterval() {
    let scramble = Self.scramble(3)
    for x in Self.words(1000, seed: 4) + [0, .max] {
      let digits = scramble.scrambled(SIMD8(repeating: x)), u = scramble.uniforms(SIMD8(repeating: x))
      for lane in 0..<8 {
        #expect(UInt32(u[lane] * 0x1p30) == digits[lane])
        #expect(u[lane] > 0 && u[lane] < 1)
      }
    }
  }

  /// 16,384 trees: each of the 63 nodes of the first six levels flips in half of them, each pair of nodes (1,953) agrees in half, each triple
  /// of a node and its children is even in half. The largest of 2,047 deviations stays below 5 standard errors (false alarm 1.2e-3).
  @Test func nodesNearTheRootAreIndependentCoins() {
    let trees = 2048
    var bits: [[UInt32]] = Array(repeating: [], count: 63)
    for tree in 0..<UInt64(trees) {
      let scramble = Self.scramble(tree + 10)
      for level in 0..<6 {
        for place in 0..<(1 << level) {
          let own = Self.flips(scramble, UInt32(place) << UInt32(32 - level), level: level)
          bits[(1 << level) - 1 + place] += (0..<8).map { own[$0] }
        }
      }
    }
    let n = 8 * trees
    func deviation(_ nodes: [Int]) -> Double {
      let odd = (0..<n).reduce(0) { sum, tree in sum + Int(nodes.reduce(0) { $0 ^ bits[$1][tree] }) }
      return (2 * Double(odd) - Double(n)).magnitude / Double(n).squareRoot()
    }
    var largest = 0.0
    for a in 0..<63 {
      largest = max(largest, deviation([a]))
      for b in 0..<a { largest = max(largest, deviation([a, b])) }
      if a < 31 { largest = max(largest, deviation([a, 2 * a + 1, 2 * a + 2])) }
    }
    #expect(largest < 5)
  }

  /// Eight trees at every level below: all nodes, or 4,096 random ones; how often they flip, agree with their sibling, with their parent,
  /// with the node beside them three levels up, and with the same node of the next tree. Of 250 deviations none is above 5 standard errors
  /// (false alarm 1.5e-4).
  @Test(arguments: [7, 8] as [UInt64]) func nodesOfOneTreeAreIndependentCoins(seed: UInt64) {
    let scramble = Self.scramble(seed)
    for level in 5..<30 {
      let nodes =
        level < 12
        ? (0..<UInt32(1 << level)).map { $0 << UInt32(32 - level) } : Self.words(4096, seed: UInt64(level))
      var odd = [Int](repeating: 0, count: 5)
      var count = odd
      func see(_ kind: Int, _ bits: SIMD8<UInt32>) {
        odd[kind] += Int(bits.wrappedSum())
        count[kind] += 8
      }
      for x in nodes {
        let own = Self.flips(scramble, x, level: level)
        see(0, own)
        let sibling = UInt32(1) << UInt32(32 - level), cousin = sibling << 3
        // Of two that look at each other only one does.
        if x & sibling == 0 { see(1, own ^ Self.flips(scramble, x ^ sibling, level: level)) }
        see(2, own ^ Self.flips(scramble, x, level: level - 1))
        if x & cousin == 0 { see(3, own ^ Self.flips(scramble, x ^ cousin, level: level)) }
        see(4, own ^ SIMD8(own[1], own[2], own[3], own[4], own[5], own[6], own[7], own[0]))
      }
      for kind in 0..<5 {
        let n = Double(count[kind])
        #expect((2 * Double(odd[kind]) - n).magnitude < 5 * n.squareRoot(), "level \(level), kind \(kind)")
      }
    }
  }

  /// The 22 bits below the digits: each set in half of 262,144 cases and independent of the last digit; none of 44 deviations above 4.5
  /// standard errors (false alarm 3e-4).
  @Test func bitsBelowTheTreeAreCoins() {
    let scramble = Self.scramble(20)
    var ones = [Int](repeating: 0, count: 22)
    var odd = ones
    for x in Self.words(32_768, seed: 21) {
      let u = scramble.uniforms(SIMD8(repeating: x))
      for lane in 0..<8 {
        let bits = Int(u[lane] * 0x1p52)
        for k in 0..<22 {
          ones[k] += bits >> k & 1
          odd[k] += (bits >> k ^ bits >> 22) & 1
        }
      }
    }
    for sum in ones + odd { #expect((Double(sum) - 131_072).magnitude < 4.5 * 256) }
  }

  /// The mean of x over n = 2ᵐ points of a one-dimensional net scatters with variance 1/(12 n³): every interval of length 1/n holds one
  /// point, uniform and independent. 8,000 scrambles (1,600 from n = 256 on); no ratio off by more than 4.5 of its standard errors
  /// (√(2/scrambles), or 0.8 of it for n = 1; false alarm 8e-5 for the twelve).
  @Test(arguments: [0, 2, 4, 6, 8, 10], [PathStream.dimension(1), .key("a key")])
  func meansOfOneNumberHaveTheVarianceOfTheory(m: Int, stream: PathStream) throws {
    let points = 1 << m, seeds = m < 8 ? 500 : 100
    var square = 0.0
    for seed in 0..<UInt64(seeds) {
      for scramble in try PathSamplerTests.scrambles(stream, points: points, seed: seed + 1) {
        let error = scramble.reduce(0) { $0 + $1 - 0.5 } / Double(points)
        square += error * error
      }
    }
    let replicates = Double(16 * seeds), n = Double(points)
    #expect((square / replicates * 12 * n * n * n - 1).magnitude < 4.5 * (2 / replicates).squareRoot())
  }

  /// The mean of (x - ½)(y - ½) over a (0, m, 2)-net in base 2 scatters with variance 4⁻ᵐ (8 m + 4 (m + 1)/3 + 4/9)/(256 n): Owen (1997,
  /// doi 10.1137/S0036142994277468), with gains 2 for cells that hold two points and 1 for finer ones. 8,000 scrambles; no ratio of five
  /// off by more than 5 standard errors, taken as √(8/scrambles) (false alarm below 1e-4).
  @Test(arguments: [0, 2, 4, 6, 8]) func meansOfTwoNumbersHaveTheVarianceOfTheory(m: Int) throws {
    let points = 1 << m, seeds = 500
    var square = 0.0
    for seed in 0..<UInt64(seeds) {
      let x = try PathSamplerTests.scrambles(.dimension(1), points: points, seed: seed + 1)
      let y = try PathSamplerTests.scrambles(.dimension(2), points: points, seed: seed + 1)
      for s in 0..<16 {
        let error = zip(x[s], y[s]).reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) } / Double(points)
        square += error * error
      }
    }
    let replicates = Double(16 * seeds), n = Double(points), m = Double(m)
    let variance = (8 * m + 4 * (m + 1) / 3 + 4.0 / 9) / (256 * n * n * n)
    #expect((square / replicates / variance - 1).magnitude < 5 * (8 / replicates).squareRoot())
  }
}
