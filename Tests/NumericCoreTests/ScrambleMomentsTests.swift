import NumericCore
import Testing

@Suite struct ScrambleMomentsTests {
  /// Values of paths, as columns hold them, with rubbish beyond the last.
  static func moments(_ values: [Double], centre: Double = 0) -> ScrambleMoments {
    var moments = ScrambleMoments(centre: centre)
    let whole = values.count / 16 * 2
    let vectors = (0..<whole).map { v in
      var vector = Vector.zero
      for lane in 0..<8 { vector[lane] = values[8 * v + lane] }
      return vector
    }
    vectors.withUnsafeBufferPointer { if let base = $0.baseAddress { moments.add(base, vectors: whole) } }
    Array(values[(8 * whole)...]).withUnsafeBufferPointer { moments.add(paths: $0) }
    return moments
  }

  static func values(_ count: Int, seed: UInt64 = 1) -> [Double] {
    let stream = ShockStream(seed: seed, name: "moments")
    return (0..<count).map { 3 + Elementary.normalQuantile(stream.uniform(path: UInt64($0), month: 0)) }
  }

  @Test(arguments: [1, 2, 15, 16, 17, 31, 32, 33, 500, 1023, 1025]) func meansAndSpreadsAreThoseOfThePaths(count: Int) {
    let values = Self.values(count)
    let mean = values.reduce(0, +) / Double(count)
    let sd = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, count - 1))).squareRoot()
    for centre in [0, 3, -100.0] {
      let moments = Self.moments(values, centre: centre)
      #expect((moments.mean(count: count).value - mean).magnitude < 1e-12)
      #expect((moments.standardDeviation(count: count).value - sd).magnitude < 1e-10)
      #expect((moments.mean(count: count).standardError == nil) == (count == 1))
    }
  }

  /// From 32 paths on: the spread of the means of paths p ≡ s (mod 16) about the whole mean, over √(16 · 15); that of the standard deviation
  /// is the same of the squared deviations from the whole mean, over 2 sd.
  @Test(arguments: [32, 47, 512, 1025]) func theErrorIsTheSpreadOfTheSixteenMeans(count: Int) throws {
    let values = Self.values(count, seed: 2)
    let mean = values.reduce(0, +) / Double(count)
    var spread = 0.0
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    let square = squares.reduce(0, +) / Double(count)
    var squareSpread = 0.0
    for s in 0..<16 {
      let own = stride(from: s, to: count, by: 16).map { values[$0] }
      let m = own.reduce(0, +) / Double(own.count)
      spread += (m - mean) * (m - mean)
      let ownSquare = stride(from: s, to: count, by: 16).reduce(0) { $0 + squares[$1] } / Double(own.count)
      squareSpread += (ownSquare - square) * (ownSquare - square)
    }
    let moments = Self.moments(values, centre: 3)
    #expect((try #require(moments.mean(count: count).standardError) - (spread / 240).squareRoot()).magnitude < 1e-13)
    let sd = (square * Double(count) / Double(count - 1)).squareRoot()
    let error = (squareSpread / 240).squareRoot() / (2 * sd)
    #expect((try #require(moments.standardDeviation(count: count).standardError) - error).magnitude < 1e-12)
  }

  @Test func fewPathsTakeTheErrorOfIndependentOnes() throws {
    let moments = Self.moments(Self.values(20), centre: 3)
    let expected = moments.standardDeviation(count: 20).value / 20.0.squareRoot()
    #expect((try #require(moments.mean(count: 20).standardError) - expected).magnitude < 1e-16)
    #expect(moments.standardDeviation(count: 31).standardError == nil)
  }

  @Test func mergingIsAdding() {
    let values = Self.values(2048, seed: 3)
    var sum = Self.moments(Array(values[..<1024]), centre: 3)
    sum.merge(Self.moments(Array(values[1024...]), centre: 3))
    let whole = Self.moments(values, centre: 3)
    #expect((sum.mean(count: 2048).value - whole.mean(count: 2048).value).magnitude < 1e-14)
    #expect((sum.mean(count: 2048).standardError! - whole.mean(count: 2048).standardError!).magnitude < 1e-15)
  }

  /// A centre near the mean keeps the digits of a small spread about a large mean.
  @Test func aCentreKeepsTheDigits() {
    let values = Self.values(4096, seed: 4).map { 1e12 + $0 }
    let moments = Self.moments(values, centre: 1e12)
    let plain = Self.moments(Self.values(4096, seed: 4), centre: 3)
    #expect((moments.standardDeviation(count: 4096).value - plain.standardDeviation(count: 4096).value).magnitude < 1e-3)
    let constant = Self.moments([Double](repeating: 0.1, count: 333), centre: 0.1)
    #expect(constant.mean(count: 333).value == 0.1 && constant.mean(count: 333).standardError == 0)
    #expect(constant.standardDeviation(count: 333) == (0, 0))
  }
}
