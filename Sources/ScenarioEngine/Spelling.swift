/// Guesses which known word a person meant.
public enum Spelling {
  /// The known word nearest to `word`, or nil where none is near enough to be worth suggesting.
  ///
  /// Near enough is one edit for words of up to three letters, two for up to seven, three beyond; case does not count. Among equally
  /// near words the first in alphabetical order wins, so that the answer does not depend on the order of `known`.
  public static func nearest(_ word: String, among known: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased())
    let allowed = typed.count <= 3 ? 1 : typed.count <= 7 ? 2 : 3
    var best: (distance: Int, word: String)?
    for candidate in known {
      let letters = Array(candidate.lowercased())
      guard abs(letters.count - typed.count) <= allowed, !letters.isEmpty else { continue }
      let distance = edits(typed, letters)
      guard distance <= allowed, distance < max(typed.count, letters.count) else { continue }
      if let found = best, (found.distance, found.word) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.word
  }

  /// ` Did you mean "x"?` with a leading space, or nothing: the tail of an error's sentence.
  public static func hint(_ word: String, among known: some Sequence<String>) -> String {
    nearest(word, among: known).map { " Did you mean \"\($0)\"?" } ?? ""
  }

  /// The number of letters to insert, delete, replace, or swap with a neighbour to turn one word into the other: the Damerau-Levenshtein
  /// distance in which no part of a word is edited twice (optimal string alignment).
  ///
  /// F. J. Damerau, A technique for computer detection and correction of spelling errors, Communications of the ACM 7 (1964),
  /// doi:10.1145/363958.363994.
  public static func distance(_ first: String, _ second: String) -> Int {
    edits(Array(first), Array(second))
  }

  private static func edits(_ first: [Character], _ second: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for i in first.indices {
      var row = [i + 1]
      row.reserveCapacity(second.count + 1)
      for j in second.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (first[i] == second[j] ? 0 : 1))
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[second.count]
  }
}
