import NumericCore
import Testing

@Suite struct GaussianCopulaTests {
  static let pairs: [GaussianCopula.Pair] = [
    .init(0, 1, rankCorrelation: 0.7), .init(1, 2, rankCorrelation: -0.4), .init(0, 3, rankCorrelation: 0.2),
    .init(2, 3, rankCorrelation: 0.5),
  ]

  /// Every pair's rank correlation over 65,536 independent draws is the stated one, 0 where none is stated or implied to be more,
  /// to 4.5 standard errors (1 - ρ²)/√n · 1.1 (false alarm 4e-5).
  @Test func sampledRankCorrelationsAreTheStatedOnes() throws {
    let copula = try GaussianCopula(count: 4, pairs: Self.pairs)
    let streams = (0..<4).map { ShockStream(seed: 9, name: "copula \($0)") }
    var columns = [[Double]](repeating: [], count: 4)
    for group in 0..<8192 as Range<UInt64> {
      for row in 0..<4 {
        let z = copula.normals(row) { normalQuantile(streams[$0].uniforms(firstPath: group * 8, month: 0)) }
        for lane in 0..<8 { columns[row].append(z[lane]) }
      }
    }
    for i in 0..<4 {
      for j in 0..<i {
        let stated = Self.pairs.first { ($0.first, $0.second) == (j, i) }?.rankCorrelation ?? 0
        let sampled = try RankCorrelation.spearman(columns[i], columns[j])
        #expect((sampled - stated).magnitude < 4.5 * 1.1 * (1 - stated * stated) / 256, "\(i) and \(j): \(sampled)")
      }
    }
  }

  @Test func theFactorTimesItselfIsTheNormalsCorrelation() throws {
    let factor = try GaussianCopula(count: 4, pairs: Self.pairs).factor
    #expect(factor.map(\.count) == [1, 2, 3, 4])
    for i in 0..<4 {
      for j in 0...i {
        let product = (0...j).reduce(0) { $0 + factor[i][$1] * factor[j][$1] }
        let rho = Self.pairs.first { ($0.first, $0.second) == (j, i) }?.rankCorrelation ?? (i == j ? 1 : 0)
        #expect((product - GaussianCopula.normalCorrelation(rho)).magnitude < 4e-16)
      }
    }
  }

  /// 2 sin(π ρ/6) at ρ = ½: 2 sin 15° = (√6 - √2)/2.
  @Test func rankCorrelationsBecomeThoseOfNormals() {
    #expect(GaussianCopula.normalCorrelation(0) == 0)
    #expect((GaussianCopula.normalCorrelation(1) - 1).magnitude < 2e-16)
    #expect((GaussianCopula.normalCorrelation(-0.5) + (6.0.squareRoot() - 2.0.squareRoot()) / 2).magnitude < 2e-16)
  }

  @Test func contradictionsAreRefusedAndThePairIsNamed() throws {
    let pairs: [GaussianCopula.Pair] = [
      .init(0, 1, rankCorrelation: 0.9), .init(1, 2, rankCorrelation: 0.9), .init(0, 2, rankCorrelation: -0.95),
      .init(3, 0, rankCorrelation: 0.99),
    ]
    #expect(throws: NumericError.notPositiveDefinite(order: 3)) { try GaussianCopula(count: 4, pairs: pairs) }
    #expect(GaussianCopula.offender(ofOrder: 3, in: pairs) == 2)
    #expect(GaussianCopula.offender(ofOrder: 5, in: pairs) == nil)
  }

  @Test func badPairsAreRefusedWithTheirValues() {
    func refused(_ pair: GaussianCopula.Pair, _ name: String, _ value: Double, _ allowed: String) {
      #expect(throws: NumericError.parameter(of: "Gaussian copula", name: name, value: value, allowed: allowed)) {
        try GaussianCopula(count: 2, pairs: [pair])
      }
    }
    refused(.init(0, 2, rankCorrelation: 0.5), "quantity", 2, "from 0 to 1")
    refused(.init(-1, 1, rankCorrelation: 0.5), "quantity", -1, "from 0 to 1")
    refused(.init(1, 1, rankCorrelation: 0.5), "quantity", 1, "another than its partner")
    refused(.init(0, 1, rankCorrelation: 1.5), "rank correlation", 1.5, "from -1 to 1")
    refused(.init(0, 1, rankCorrelation: -.infinity), "rank correlation", -.infinity, "from -1 to 1")
    #expect(throws: NumericError.self) { try GaussianCopula(count: 2, pairs: [.init(0, 1, rankCorrelation: .nan)]) }
    #expect(throws: NumericError.self) { try GaussianCopula(count: -1, pairs: []) }
    #expect((try? GaussianCopula(count: 0, pairs: []))?.factor == [])
  }
}
