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
    ("forecast", "of a series: where it may go, by models fitted to its past; it knows of no ban and no sale"),
    ("member", "a model whose forecasts take part in the combination, such as theta or damped growth"),
    ("drift", "the last value and the mean change; naive: the last value alone"),
    ("quantile", "the value that is exceeded with one less its level as probability; the median is that at 0.5"),
    ("backtest", "forecasts from earlier points or days, scored by what came"),
    ("sMAPE, MASE", "mean errors: in percent of forecast and outcome; over the mean change of the history"),
    ("OWA", "both of these relative to naive, averaged: below 1 is better than naive"),
    ("MSIS", "width of the 95 % interval plus 40 times what lies outside, over the mean change"),
    ("CRPS, WIS, pinball", "scores of a whole distribution; smaller is better"),
    ("coverage", "how often intervals held; right when as often as they say"),
    ("transform", "the share of a forecast below what came; even from 0 to 1 if forecasts are right"),
    ("shard", "a part of a run's futures, made by itself, perhaps on another machine; merge joins all shards to the result of one run"),
    ("freeze, score", "keep a dated forecast that cannot be changed; hold it against what came"),
    ("dead, doubtful, alive", "whether a road can still be the one taken, by what came"),
  ]

  static var text: String {
    var table = TextTable([.init("Word"), .init("Meaning")])
    for (word, meaning) in words { table.add([.text(word), .text(meaning)]) }
    return table.lines(Console.style).joined(separator: "\n") + "\n"
  }
}
