import NumericCore
import Testing

@Suite struct DistributionShapeTests {
  static func shape(_ values: [Double]) throws -> DistributionShape {
    try #require(DistributionShape(QuantileHistogramTests.histogram(values)))
  }

  static func share(_ sorted: [Double], atMost x: Double) -> Double {
    Double(sorted.partitioningIndex { $0 > x }) / Double(sorted.count)
  }

  /// Between the shares of the sample up to the ends of a bin around x: 2e-4 of it, and 1e-5 of the largest size near zero.
  @Test(arguments: [100, 1000, 65_536], [0.001, 0.1, 0.5])
  func probabilitiesAreThoseOfTheSample(count: Int, spread: Double) throws {
    for (name, values) in QuantileHistogramTests.samples(count, spread: spread) {
      let sorted = values.sorted(), shape = try Self.shape(values)
      let largest = sorted.reduce(0) { max($0, $1.magnitude) }
      for step in 0...400 {
        let x = sorted[0] + (sorted[count - 1] - sorted[0]) * (Double(step) / 400 * 1.1 - 0.05)
        let width = 2.0e-3 * x.magnitude + 1e-5 * largest
        let probability = shape.probability(atMost: x)
        let low = Self.share(sorted, atMost: x - width), high = Self.share(sorted, atMost: x + width)
        #expect(low <= probability && probability <= high, "\(name) \(x)")
        #expect(abs(shape.probability(above: x) + probability - 1) < 1e-15)
      }
    }
  }

  @Test(arguments: [1, 7, 60, 400])
  func everythingSumsToOne(bins: Int) throws {
    for (name, values) in QuantileHistogramTests.samples(10_000, spread: 0.4) {
      let shape = try Self.shape(values)
      let low = shape.quantile(0.05), high = shape.quantile(0.9)
      for span in [shape.range, low...high] where span.lowerBound < span.upperBound {
        let atoms = shape.atoms.filter { span.contains($0.value) }.reduce(0) { $0 + $1.probability }
        let outside = shape.outside(span)
        let densities = shape.densities(bins: bins, over: span)
        #expect(densities.count == bins && densities.allSatisfy { $0 >= 0 })
        #expect(abs(densities.reduce(0, +) + atoms + outside.below + outside.above - 1) < 1e-12, "\(name) \(span)")
      }
      #expect(shape.outside(shape.range) == (0, 0))
    }
  }

  @Test func valuesWithAProbabilityOfTheirOwnAreKeptApart() throws {
    let samples = QuantileHistogramTests.samples(20_000, spread: 0.4)
    let atZero = try Self.shape(try #require(samples["atom at zero"])).atoms
    #expect(atZero == [.init(value: 0, probability: 0.5)])
    let mixed = QuantileHistogramTests.normals(20_000, seed: 5).enumerated().map { [1.0, 2, 2, 3 + 0.1 * $0.element, -1][$0.offset % 5] }
    let expected = [(-1.0, 0.2), (1, 0.2), (2, 0.4)].map { DistributionShape.Atom(value: $0.0, probability: $0.1) }
    #expect(try Self.shape(mixed).atoms == expected)
    let signs = try Self.shape(try #require(samples["two signs and an atom"])).atoms
    #expect(signs == [.init(value: 0, probability: 0.25)])
  }

  /// Of few values or many, narrow or wide, in one hump or two.
  @Test(arguments: [20, 512, 4096, 65_536], [0.003, 0.1, 1])
  func whatIsSpreadHasNoAtoms(count: Int, spread: Double) throws {
    let samples = QuantileHistogramTests.samples(count, spread: spread)
    // A hump of the last is a hundredth as wide: with 0.003 narrower than a bin, and an atom.
    for name in ["lognormal", "negative", "normal"] + (spread >= 0.1 ? ["two humps"] : []) {
      #expect(try Self.shape(try #require(samples[name])).atoms.isEmpty, "\(name)")
    }
  }

  @Test func quantilesInvertProbabilities() throws {
    for (name, values) in QuantileHistogramTests.samples(10_000, spread: 0.4) where !name.contains("atom") {
      let shape = try Self.shape(values)
      for level in QuantileHistogramTests.levels {
        #expect(abs(shape.probability(atMost: shape.quantile(level)) - level) < 1e-12, "\(name) \(level)")
      }
    }
  }

  @Test func aConstantIsOneAtom() throws {
    let shape = try Self.shape(.init(repeating: 3.3e9, count: 100))
    #expect(shape.atoms == [.init(value: 3.3e9, probability: 1)])
    #expect(shape.range == 3.3e9...3.3e9)
    #expect(shape.quantile(0.01) == 3.3e9 && shape.quantile(0.99) == 3.3e9)
    #expect(shape.probability(atMost: 3.2e9) == 0 && shape.probability(atMost: 3.3e9) == 1)
  }

  @Test func nothingHasNoShape() { #expect(DistributionShape(QuantileHistogram()) == nil) }
}

extension Array {
  /// The first index whose element is past the border, in an array in which such elements come last.
  fileprivate func partitioningIndex(_ isPast: (Element) -> Bool) -> Int {
    var low = 0, high = count
    while low < high {
      let middle = (low + high) / 2
      if isPast(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
