import Testing

@testable import NumericCore

@Suite struct KeyedPermutationTests {
  @Test(arguments: [1, 2, 3, 100, 4096, 4097, 5000, 65_536, 100_000] as [UInt64]) func everyNumberIsReachedOnce(count: UInt64) {
    for key in [0, 1, .max] as [UInt64] {
      let permutation = KeyedPermutation(count: count, key: key)
      var reached = [Bool](repeating: false, count: Int(count))
      for index in 0..<count { reached[Int(permutation.place(of: index))] = true }
      #expect(reached.allSatisfy { $0 })
    }
  }

  /// Where two neighbours and two far numbers land, over 32,000 keys in 16 × 16 cells: χ² with 255 degrees of freedom within 4.5 standard
  /// deviations of its mean (false alarm below 1e-4 for the four).
  @Test(arguments: [300, 4097] as [UInt64], [1, 128] as [UInt64]) func pairsLandAnywhere(count: UInt64, distance: UInt64) {
    var cells = [Double](repeating: 0, count: 256)
    for seed in 0..<32_000 as Range<UInt64> {
      let permutation = KeyedPermutation(count: count, key: StreamKey.make(seed: seed, purpose: "pairs"))
      cells[Int(permutation.place(of: 7) * 16 / count * 16 + permutation.place(of: 7 + distance) * 16 / count)] += 1
    }
    let square = cells.reduce(0) { $0 + ($1 - 125) * ($1 - 125) / 125 }
    #expect((square - 255).magnitude < 4.5 * 510.0.squareRoot())
  }
}
