import Presentation

/// `help words`: the vocabulary, one line for each word.
enum Vocabulary {
  static let words: [(word: String, meaning: String)] = [
    ("evidence", "a dated fact of the ledger"),
    ("parameter", "what may be set"),
    ("setting", "what a file says of a parameter"),
    ("origin", "where a setting comes from: ids of facts, or a judgement with its reason"),
    ("shock", "drawn anew each month"),
    ("path", "one simulated future; on screens: future"),
    ("block", "some hundreds of paths in columns"),
    ("period", "a month (2026-07), a quarter (2026-Q3) or a calendar year (2026); total is the whole horizon"),
    ("output", "a quantity per path and period"),
    ("regime", "the legal state"),
    ("service", "live, degraded or dark"),
    ("question", "a yes/no event with a date"),
    ("vintage", "the day on which a fact was known; on screens: known since"),
    ("as of", "run with only what was known by a day"),
    ("5 %…95 %", "what nobody knows about the world: nine futures of ten lie between"),
    ("sim. error", "what more futures would remove: one standard error of the simulation"),
    ("odds", "how likely a road is held to be: a judgement, with file and line"),
    ("road", "a scenario that is conditional: what follows if this is what happens"),
  ]

  static var text: String {
    var table = TextTable([.init("Word"), .init("Meaning")])
    for (word, meaning) in words { table.add([.text(word), .text(meaning)]) }
    return table.lines(Console.style).joined(separator: "\n") + "\n"
  }
}
