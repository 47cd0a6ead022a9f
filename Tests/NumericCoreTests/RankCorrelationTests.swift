import NumericCore
import Testing

@Suite struct RankCorrelationTests {
  @Test func tiesShareTheMeanOfTheirPlaces() throws {
    #expect(try RankCorrelation.ranks([3, 1, 3, 0, 3]) == [4, 2, 4, 1, 4])
    #expect(try RankCorrelation.ranks([0.0, -0.0]) == [1.5, 1.5])
    #expect(try RankCorrelation.ranks([]) == [])
  }

  /// Without ties 1 - 6 Σd²/(n(n² - 1)): a rational number, here 3/35 and its mirror.
  @Test func spearmanWithoutTies() throws {
    let x = [1.0, 2, 3, 4, 5, 6], y = [6.0, 1, 3, 2, 4, 5]
    let squares = zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    #expect((try RankCorrelation.spearman(x, y) - (1 - 6 * squares / 210)).magnitude < 1e-15)
    #expect((try RankCorrelation.spearman(x, y.map { -Elementary.exp($0) }) + (1 - 6 * squares / 210)).magnitude < 1e-15)
    #expect(try RankCorrelation.spearman(x, x.map { $0 * $0 * $0 }) == 1)
    #expect(try RankCorrelation.spearman(x, x.reversed()) == -1)
  }

  /// Ranks 1 2.5 2.5 4 against 1.5 1.5 3 4, by hand: products of deviations sum to 3.75, squares to 4.5 each.
  @Test func spearmanWithTies() throws {
    #expect((try RankCorrelation.spearman([10, 20, 20, 30], [1, 1, 2, 3]) - 3.75 / 4.5).magnitude < 1e-15)
  }

  /// By counting all pairs.
  static func kendallByPairs(_ x: [Double], _ y: [Double]) -> Double {
    func sign(_ a: Double, _ b: Double) -> Double { a < b ? -1 : a > b ? 1 : 0 }
    var difference = 0.0, untiedX = 0.0, untiedY = 0.0
    for i in x.indices {
      for j in 0..<i {
        let a = sign(x[i], x[j]), b = sign(y[i], y[j])
        difference += a * b
        untiedX += a * a
        untiedY += b * b
      }
    }
    return difference / (untiedX * untiedY).squareRoot()
  }

  /// With many ties, with some, with none.
  @Test(arguments: [7, 64, 333], [2.0, 20, 1e9]) func kendallIsThatOfAllPairs(count: Int, steps: Double) throws {
    let stream = ShockStream(seed: 4, name: "kendall")
    var x: [Double] = []
    var y: [Double] = []
    for k in 0..<UInt64(count) {
      let first = stream.uniform(path: k, month: 0) * steps
      x.append(first.rounded())
      y.append((stream.uniform(path: k, month: 1) * steps + first / 2).rounded())
    }
    #expect((try RankCorrelation.kendall(x, y) - Self.kendallByPairs(x, y)).magnitude < 1e-14)
    #expect(try RankCorrelation.kendall(x, x) == 1 && RankCorrelation.kendall(x, x.map { -$0 }) == -1)
  }

  @Test func badSamplesAreRefusedWithTheirValues() {
    #expect(throws: NumericError.size("Kendall's correlation of 1 values, fewer than 2")) { try RankCorrelation.kendall([1], [1]) }
    #expect(throws: NumericError.notFinite("value 2 of y, inf")) { try RankCorrelation.spearman([1, 2], [1, .infinity]) }
    #expect(throws: NumericError.notFinite("value 1 of x, nan")) { try RankCorrelation.kendall([.nan, 2], [1, 3]) }
    #expect(throws: NumericError.size("Spearman's correlation of 2 and 1 values")) { try RankCorrelation.spearman([1, 2], [1]) }
    #expect(
      throws: NumericError.parameter(of: "Kendall's correlation", name: "y", value: 4, allowed: "at least two different values")
    ) { try RankCorrelation.kendall([1, 2, 3], [4, 4, 4]) }
  }
}
