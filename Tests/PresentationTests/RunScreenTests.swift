import Presentation
import Testing

@Suite struct RunScreenTests {
  @Test func theWholeScreen() {
    print(RunScreen.text(Sample.run, style: .plain)); print(CompareScreen.text(Sample.comparison, style: .plain));
    print(CompareScreen.text(Sample.comparison, style: .init(width: 80)))
  }
}
