import NumericCore
import Testing

@Suite struct ByteReaderTests {
  @Test func readsBackNumbersAndText() throws {
    var writer = ByteWriter()
    let numbers: [UInt64] = [0, 1, 127, 128, 16_383, 16_384, 1 << 40, .max]
    let doubles = [0, -0.0, 1.5, -0x1p-1030, .infinity, .greatestFiniteMagnitude, 0x1.fffffffffffffp-1]
    for number in numbers { writer.write(number) }
    for number in doubles { writer.write(number) }
    writer.write("5 %…95 %")
    var reader = ByteReader(writer.bytes[...])
    for number in numbers { #expect(try reader.unsigned() == number) }
    for number in doubles { #expect(try reader.double().bitPattern == number.bitPattern) }
    #expect(try reader.text() == "5 %…95 %" && reader.remaining == 0)
  }

  /// Sparse and dense, small and up to the largest count, in blocks that are whole or not.
  @Test(arguments: [0, 1, 63, 64, 65, 1000]) func readsBackCountsOfAnySize(length: Int) throws {
    let stream = ShockStream(seed: UInt64(length), name: "counts")
    for scale in [0, 0.02, 1, 30, 1e6, 1e12] {
      var counts = (0..<length).map {
        min(ByteReader.largestCount, Int(scale * -Elementary.log(stream.uniform(path: UInt64($0), month: 0))))
      }
      if scale == 30, length > 0 { counts[length / 2] = ByteReader.largestCount }
      var writer = ByteWriter()
      writer.write(counts: counts)
      var reader = ByteReader(writer.bytes[...])
      var read: [Int] = []
      try reader.counts(length) { start, numbers in
        #expect(start == read.count)
        read += numbers
      }
      #expect(read == counts && reader.remaining == 0)
    }
  }

  /// Counts of the Poisson kind take little more than their entropy: some 1.9 bits where one is usual.
  @Test func sparseCountsAreShort() {
    let stream = ShockStream(seed: 1, name: "sparse")
    let counts = (0..<10_000).map { Int(-Elementary.log(stream.uniform(path: UInt64($0), month: 0))) }
    var writer = ByteWriter()
    writer.write(counts: counts)
    #expect(writer.bytes.count < 10_000 * 2 / 8)
    writer = ByteWriter()
    writer.write(counts: [Int](repeating: 0, count: 64_000))
    #expect(writer.bytes.count < 640)
  }

  /// A limit holds for counts alone and in blocks, whether written short or in full.
  @Test func countsAboveTheLimitAreRefused() throws {
    for number in [301, 1 << 20, ByteReader.largestCount] {
      var writer = ByteWriter()
      writer.write(counts: [300, 0, number])
      writer.write(number)
      var reader = ByteReader(writer.bytes[...])
      reader.limit = number
      try reader.counts(3) { _, _ in }
      #expect(try reader.count() == number)
      reader = ByteReader(writer.bytes[...])
      reader.limit = 300
      #expect(throws: NumericError.self) { try reader.counts(3) { _, _ in } }
      #expect(throws: NumericError.self) { try reader.count() }
      #expect(throws: NumericError.self) { try reader.text() }
    }
  }

  @Test func bytesThatEndTooEarlyAreRefused() throws {
    var writer = ByteWriter()
    writer.write(counts: [3, 1, 4, 1, 5, 9, 2, 6])
    for length in 0..<writer.bytes.count {
      var reader = ByteReader(writer.bytes[..<length])
      #expect(throws: NumericError.self) { try reader.counts(8) { _, _ in } }
    }
    var reader = ByteReader([0x80, 0x80][...])
    #expect(throws: NumericError.self) { try reader.unsigned() }
    reader = ByteReader([UInt8](repeating: 0xFF, count: 12)[...])
    #expect(throws: NumericError.self) { try reader.unsigned() }
    reader = ByteReader([5, 65][...])
    #expect(throws: NumericError.self) { try reader.text() }
    reader = ByteReader([1, 2, 3][...])
    #expect(throws: NumericError.self) { try reader.double() }
    reader = ByteReader([200, 1][...])
    #expect(throws: NumericError.self) { try reader.count(limit: 199) }
  }

  /// Histograms of samples that are hard to count, and a second part added to the first.
  @Test func histogramsAreReadBack() throws {
    for (name, values) in QuantileHistogramTests.samples(5000, spread: 1) {
      let whole = QuantileHistogramTests.histogram(values)
      var sum = QuantileHistogram(bins: whole.bins, floor: whole.floor)
      for part in [values[..<1234], values[1234...]] {
        var histogram = QuantileHistogram(bins: whole.bins, floor: whole.floor)
        Array(part).withUnsafeBufferPointer { histogram.add($0) }
        var writer = ByteWriter()
        histogram.write(to: &writer)
        var reader = ByteReader(writer.bytes[...])
        try sum.add(from: &reader)
        #expect(reader.remaining == 0)
      }
      #expect(sum.count == whole.count && sum.smallest == whole.smallest && sum.largest == whole.largest && sum.zeros == whole.zeros)
      #expect(sum.quantiles(QuantileHistogramTests.levels) == whole.quantiles(QuantileHistogramTests.levels), "\(name)")
    }
  }
}
