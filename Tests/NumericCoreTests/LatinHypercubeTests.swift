import Testing

@testable import NumericCore

/// Sixteen Latin hypercubes, as `PathSampler` draws them. Seeds are fixed; the false-alarm rate of a draw of other seeds stands with each test.
@Suite struct LatinHypercubeTests {
  static func scrambles(_ stream: PathStream, points: Int, seed: UInt64 = 1) throws -> [[Double]] {
    try PathSamplerTests.scrambles(stream, points: points, sampling: .latinHypercube, seed: seed)
  }

  @Test(arguments: [1, 2, 3, 100, 1000]) func everyStratumHoldsOnePointForAnyCount(points: Int) throws {
    for scramble in try Self.scrambles(.dimension(3), points: points) {
      #expect(Set(scramble.map { Int($0 * Double(points)) }).count == points)
    }
  }

  @Test func pointsGoOnBeyondTheRunsOwnPaths() throws {
    for paths in [1, 17, 100, 512] as [UInt64] {
      let sampler = try PathSampler(stream: .dimension(2), seed: 1, sampling: .latinHypercube, paths: paths)
      for group in 0..<256 as Range<UInt64> {
        let u = sampler.uniforms(group: group)
        #expect((0..<8).allSatisfy { u[$0] > 0 && u[$0] < 1 })
      }
    }
  }

  /// Orders of n strata, all equally likely: χ² of the counts of the n! orders over 32,000 hypercubes stays below its mean plus 4.5 standard
  /// deviations (false alarm below 1e-3 for the three, χ² being skewed).
  @Test(arguments: [3, 4, 5]) func everyOrderOfStrataIsEquallyLikely(points: Int) throws {
    var counts: [[Int]: Int] = [:]
    for seed in 0..<2000 as Range<UInt64> {
      for scramble in try Self.scrambles(.key("order"), points: points, seed: seed) {
        counts[scramble.map { Int($0 * Double(points)) }, default: 0] += 1
      }
    }
    let orders = Double((1...points).reduce(1, *))
    let expected = 32_000 / orders
    let square = (counts.values.reduce(0) { $0 + Double($1) * Double($1) }) / expected - 32_000
    #expect(square < orders - 1 + 4.5 * (2 * (orders - 1)).squareRoot())
  }

  /// Strata of two dimensions go together as if paired at random: χ² over the 16 × 16 pairs of 32,000 hypercubes' first points, and the
  /// correlation within hypercubes of 64 points (standard deviation 1/√63 each) over 1,600 of them; 4.5 standard deviations (false alarm
  /// below 1e-4).
  @Test func dimensionsArePairedAtRandom() throws {
    var counts = [Double](repeating: 0, count: 256)
    for seed in 0..<2000 as Range<UInt64> {
      let a = try Self.scrambles(.dimension(4), points: 16, seed: seed), b = try Self.scrambles(.dimension(5), points: 16, seed: seed)
      for s in 0..<16 { counts[Int(a[s][0] * 16) * 16 + Int(b[s][0] * 16)] += 1 }
    }
    let square = counts.reduce(0) { $0 + ($1 - 125) * ($1 - 125) / 125 }
    #expect((square - 255).magnitude < 4.5 * 510.0.squareRoot())

    var sum = 0.0
    for seed in 0..<100 as Range<UInt64> {
      let a = try Self.scrambles(.dimension(4), points: 64, seed: seed), b = try Self.scrambles(.key("other"), points: 64, seed: seed)
      for s in 0..<16 {
        let x = a[s].map { Double(Int($0 * 64)) - 31.5 }, y = b[s].map { Double(Int($0 * 64)) - 31.5 }
        sum += zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / x.reduce(0) { $0 + $1 * $1 }
      }
    }
    #expect(sum.magnitude < 4.5 * (1600 / 63.0).squareRoot())
  }

  /// The place of a point within its stratum is uniform and does not go with its stratum: mean ½ and no covariance over 102,400 points, to
  /// 4.5 standard errors (false alarm 1.4e-5).
  @Test func placesWithinStrataAreUniform() throws {
    var mean = 0.0, covariance = 0.0
    for seed in 0..<100 as Range<UInt64> {
      for scramble in try Self.scrambles(.dimension(9), points: 64, seed: seed) {
        for u in scramble {
          let stratum = (u * 64).rounded(.down)
          mean += u * 64 - stratum - 0.5
          covariance += (u * 64 - stratum - 0.5) * (stratum - 31.5)
        }
      }
    }
    let deviation = (102_400 / 12.0).squareRoot()
    #expect(mean.magnitude < 4.5 * deviation)
    #expect(covariance.magnitude < 4.5 * deviation * (64 * 64 / 12.0).squareRoot())
  }
}
