import NumericCore
import Testing

@Suite struct PathSamplerTests {
  static let streams: [PathStream] = [.dimension(1), .dimension(2), .dimension(43), .dimension(1111), .key("fit.us_monthly_users.rate")]

  /// Points of each scramble, in order.
  static func scrambles(_ stream: PathStream, points: Int, sampling: Sampling = .sobol, seed: UInt64 = 1) -> [[Double]] {
    let sampler = PathSampler(stream: stream, seed: seed, sampling: sampling, paths: UInt64(points * 16))
    var result = [[Double]](repeating: [], count: 16)
    for group in 0..<UInt64(points * 2) {
      let u = sampler.uniforms(group: group)
      for lane in 0..<8 { result[Int(group % 2) * 8 + lane].append(u[lane]) }
    }
    return result
  }

  @Test(arguments: streams) func everyPrefixOfAPowerOfTwoFillsEveryStratumOnce(stream: PathStream) {
    for points in Self.scrambles(stream, points: 256) {
      for k in [1, 2, 8, 64, 256] {
        let strata = Set(points.prefix(k).map { Int($0 * Double(k)) })
        #expect(strata.count == k)
      }
    }
  }

  @Test func twoDimensionsFormANet() {
    let a = Self.scrambles(.dimension(1), points: 256), b = Self.scrambles(.dimension(2), points: 256)
    for s in 0..<16 {
      for (p, q) in [(256, 1), (64, 4), (16, 16), (4, 64), (1, 256)] {
        let cells = Set(zip(a[s], b[s]).map { Int($0 * Double(p)) * 256 + Int($1 * Double(q)) })
        #expect(cells.count == 256, "\(p) × \(q)")
      }
    }
  }

  @Test func latinHypercubesFillEveryStratumOnceForAnyCount() {
    for points in Self.scrambles(.dimension(3), points: 100, sampling: .latinHypercube) {
      #expect(Set(points.map { Int($0 * 100) }).count == 100)
    }
  }

  @Test func latinHypercubesGoOnBeyondTheRunsOwnPaths() {
    for paths in [1, 17, 100, 512] as [UInt64] {
      let sampler = PathSampler(stream: .dimension(2), seed: 1, sampling: .latinHypercube, paths: paths)
      for group in 0..<256 as Range<UInt64> {
        let u = sampler.uniforms(group: group)
        #expect((0..<8).allSatisfy { u[$0] > 0 && u[$0] < 1 })
      }
    }
  }

  @Test(arguments: streams) func scramblesAndSeedsDiffer(stream: PathStream) {
    let first = Self.scrambles(stream, points: 64), second = Self.scrambles(stream, points: 64, seed: 2)
    #expect(Set(first.map { $0[0] }).count == 16)
    #expect(first[0] != second[0])
    #expect(first.joined().allSatisfy { $0 > 0 && $0 < 1 })
  }

  /// Sixteen scrambles at 3 points: 48 uniform values; the mean of many streams is ½ within 5 standard errors (false alarm 6e-7).
  @Test func scrambledPointsAreUniformOnAverage() {
    var sum = 0.0
    var count = 0.0
    for k in 0..<400 {
      for points in Self.scrambles(.key("stream \(k)"), points: 1) { sum += points[0]; count += 1 }
    }
    #expect(abs(sum / count - 0.5) < 5 * (1 / 12.0).squareRoot() / count.squareRoot())
  }
}

@Suite struct ShockStreamTests {
  @Test func philoxGivesTheKnownAnswers() {
    let (a, b) = Philox.words(paths: SIMD8(repeating: 0), third: 0, fourth: 0, key: 0)
    #expect(a[0] == 0xe169_c58d_6627_e8d5 && b[0] == 0x9b00_dbd8_bc57_ac4c)
    let ones = UInt64.max
    let (c, d) = Philox.words(paths: SIMD8(repeating: ones), third: .max, fourth: .max, key: ones)
    #expect(c[7] == 0x41c8_3b0e_408f_276d && d[7] == 0x6d54_51fd_a20b_c7c6)
  }

  @Test func aPathsDrawDoesNotDependOnItsLane() {
    let stream = ShockStream(seed: 7, name: "ad_revenue.market")
    for month in [0, 1, 2, 61] {
      let eight = stream.uniforms(firstPath: 1000, month: month)
      for lane in 0..<8 { #expect(eight[lane] == stream.uniform(path: 1000 + UInt64(lane), month: month)) }
    }
  }
}
