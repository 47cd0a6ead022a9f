import Presentation
import Testing

@Suite struct AxisScaleTests {
  /// Ranges of every size and sign: ends reach around the data, ticks are round and evenly spaced, and no two labels are alike.
  @Test func ticksAreRoundAndHoldTheData() {
    for size in [1e-6, 0.003, 1, 7, 42, 999, 1.7e8, 6e13] {
      for (low, high) in [(0, 1), (0.2, 1), (0.97, 1), (-1, 1), (-1, -0.1), (0.4999, 0.5), (-0.02, 3)] {
        let axis = AxisScale(covering: low * size, high * size, unit: "1")
        #expect(axis.lower <= low * size + 1e-9 * size && axis.upper >= high * size - 1e-9 * size)
        #expect((2...9).contains(axis.ticks.count), "\(low * size)…\(high * size): \(axis.ticks)")
        #expect(axis.ticks.first == axis.lower && axis.ticks.last == axis.upper)
        #expect(Set(axis.ticks.map { axis.label($0) }).count == axis.ticks.count, "\(axis.ticks.map { axis.label($0) })")
        #expect(
          axis.ticks.allSatisfy {
            abs(axis.position($0) * Double(axis.ticks.count - 1) - (axis.position($0) * Double(axis.ticks.count - 1)).rounded()) < 1e-6
          })
      }
    }
  }

  @Test func zeroIsHeldWhereTheDataComeNearIt() {
    #expect(AxisScale(covering: 2, 10, unit: "1").lower == 0)
    #expect(AxisScale(covering: 8, 10, unit: "1").lower == 8)
    #expect(AxisScale(covering: 8, 10, unit: "1", includesZero: true).lower == 0)
    #expect(AxisScale(covering: -10, -1, unit: "1").upper == 0)
  }

  @Test func labelsAreInTheUnitOfTheTitle() {
    let axis = AxisScale(covering: 3e9, 58e9, unit: "usd")
    #expect(axis.unitSuffix == ", bn usd")
    #expect(axis.ticks.map { axis.label($0) } == ["0", "20", "40", "60"])
    let share = AxisScale(covering: 0.31, 0.34, unit: "probability")
    #expect(share.ticks.map { share.label($0) } == ["31", "32", "33", "34"])
    #expect(
      AxisScale(covering: -0.2, 0.1, unit: "1").ticks.map { AxisScale(covering: -0.2, 0.1, unit: "1").label($0, .ascii) } == [
        "-0.2", "-0.1", "0", "0.1",
      ])
  }

  @Test func oneValueHasAnAxis() {
    for value in [0, 5, -3e9] {
      let axis = AxisScale(covering: value, value, unit: "usd")
      #expect(axis.lower < axis.upper && axis.range.contains(value))
    }
  }

  @Test func numbersNextToNothingHaveAnAxis() {
    let axis = AxisScale(covering: 0x1p-1030, 0x9p-1030, unit: "1")
    #expect(axis.range == 0...1 && axis.ticks.count == 6)
  }

  @Test func cellsShareTheAxis() {
    let axis = AxisScale(covering: 0, 10, unit: "1")
    #expect(axis.cell(of: 0, among: 5) == 0 && axis.cell(of: 9.99, among: 5) == 4 && axis.cell(of: 10, among: 5) == 4)
    #expect(axis.cell(of: -0.1, among: 5) == nil && axis.cell(of: 10.1, among: 5) == nil)
    #expect(axis.middle(ofCell: 2, among: 5) == 5)
  }
}
