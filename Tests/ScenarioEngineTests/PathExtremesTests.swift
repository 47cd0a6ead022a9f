import ScenarioEngine
import Testing

@Suite struct PathExtremesTests {
  @Test func endsAreThoseOfAllPaths() {
    let extremes = PathExtremes(columns: 2)
    #expect(extremes.range(column: 0) == nil)
    extremes.add([1, -5, 3, 7])
    extremes.add([0.5, 0])
    #expect(extremes.range(column: 0) == 0.5...3)
    #expect(extremes.range(column: 1) == -5...7)
  }
}
