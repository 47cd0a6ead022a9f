import ScenarioEngine
import Testing

@Suite struct SpellingTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("", "abc", 3), ("hazard", "hazard", 0), ("hazrad", "hazard", 1), ("hazzard", "hazard", 1),
    ("kitten", "sitting", 3), ("ca", "abc", 3),
  ])
  func distanceCountsEditsAndSwaps(first: String, second: String, edits: Int) {
    #expect(Spelling.distance(first, second) == edits)
    #expect(Spelling.distance(second, first) == edits)
  }

  @Test(arguments: [
    ("recaptrue", "recapture"), ("Recapture", "recapture"), ("cieling", "ceiling"), ("populaton", "population"), ("minuts", "minutes"),
  ])
  func slipsOfTheHandAreRecognised(typed: String, meant: String) {
    #expect(Spelling.nearest(typed, among: ["ceiling", "minutes", "population", "recapture", "stickiness"]) == meant)
  }

  @Test(arguments: ["", "x", "zzzzzzz", "initial"])
  func farWordsGetNoSuggestion(typed: String) {
    #expect(Spelling.nearest(typed, among: ["ceiling", "minutes", "population"]) == nil)
    #expect(Spelling.hint(typed, among: ["ceiling", "minutes", "population"]).isEmpty)
  }

  @Test func equallyNearWordsAreTakenInAlphabeticalOrder() {
    #expect(Spelling.nearest("bat", among: ["cat", "hat", "bar"]) == "bar")
    #expect(Spelling.nearest("bat", among: ["bar", "hat", "cat"]) == "bar")
  }

  @Test func hintIsASentence() {
    #expect(Spelling.hint("celing", among: ["ceiling"]) == " Did you mean \"ceiling\"?")
  }
}
