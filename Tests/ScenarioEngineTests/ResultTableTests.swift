import ScenarioEngine
import Testing

@Suite struct ResultTableTests {
  @Test func aDifferenceWithinTwoErrorsNeedsMorePaths() {
    func needed(_ value: Double, _ error: Double?, paths: Int = 1000) -> Double? {
      DifferenceSeries.pathsNeeded(toTell: Estimate(value, standardError: error), paths: paths)
    }
    // n (2 s/d)², rounded up to two digits.
    #expect(needed(1, 1) == 4000)
    #expect(needed(-1, 1.01) == 4100)
    #expect(needed(0.1, 1, paths: 65_536) == 27_000_000)
    #expect(needed(1, 0.75, paths: 10) == 23)
    #expect(needed(1, 0.5) == nil && needed(-3, 1) == nil)
    #expect(needed(0, 1) == nil && needed(1, nil) == nil && needed(0, 0) == nil && needed(1e-300, 1) == nil)
  }
}
