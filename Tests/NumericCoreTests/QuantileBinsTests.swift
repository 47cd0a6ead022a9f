import Testing

@testable import NumericCore

@Suite struct QuantileBinsTests {
  /// Centres ascend, ends lie between them, and both are within 9.8e-5 of each other relatively: the whole of three octaves.
  @Test func aCentreIsNearEveryValueOfItsBin() {
    let first = QuantileBins.number(0.75)
    for number in first..<first + 3 * 5120 {
      let low = QuantileBins.end(number - 1), centre = QuantileBins.centre(number), high = QuantileBins.end(number)
      #expect(low < centre && centre < high)
      #expect(centre - low <= 9.8e-5 * low && high - centre <= 9.8e-5 * high)
      for value in [centre, low.nextUp, high.nextDown] { #expect(QuantileBins.number(value) == number) }
    }
  }

  @Test func wholeNumbersAreCentres() {
    for number in 1...8191 { #expect(QuantileBins.centre(QuantileBins.number(Double(number))) == Double(number)) }
  }

  /// Eight at a time as one at a time, ascending with the values, on both sides of zero and beyond the bins.
  @Test func cellsAscendWithTheValues() {
    let bins = QuantileBins(pilot: [-5, -1, 0, 0.3, 8])
    #expect(bins.cells < 65_536)
    let values = [-1e300, -7, -5, -4.9, -1, -0.9, -1e-9, 0, 1e-300, 0.01, 0.3, 0.4, 1, 7.9, 8, 9, 12, 1e300]
    let cells = values.map(bins.cell)
    for (a, b) in zip(cells, cells.dropFirst()) { #expect(a <= b) }
    #expect(cells.first == -32768 && cells.last == Int16(bins.cells - 1 - 32768))
    for (value, cell) in zip(values, cells) {
      guard let (number, isPositive) = bins.bin(ofCell: Int(cell) + 32768) else { continue }
      #expect(isPositive == (value > 0) && QuantileBins.number(value.magnitude) == number, "\(value)")
    }
  }

  @Test func nothingKnownLeavesTheMiddle() {
    let bins = QuantileBins(pilot: [0, 0])
    #expect(bins.cells == 3)
    for value in [-1e308, -1, 0, 1e-300, 1e308] { #expect(bins.cell(of: value) == -32767) }
  }

  /// The widest ranges of both signs still fit sixteen bits.
  @Test func anyPilotFitsSixteenBits() {
    for pilot in [[1e-300, 1e300, -1e-300, -1e300], [.leastNonzeroMagnitude], [-1.797e308, 1], [1e-9, 1e9]] as [[Double]] {
      let bins = QuantileBins(pilot: pilot)
      #expect(bins.cells >= 3 && bins.cells <= 65_536)
    }
  }
}
