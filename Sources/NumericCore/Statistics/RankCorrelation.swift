/// How far two quantities rise together, whatever their scales: from -1 to 1.
public enum RankCorrelation {
  /// Ranks from 1, ties sharing the mean of their places.
  ///
  /// - Throws: `NumericError.notFinite` with the place and the value.
  public static func ranks(_ values: [Double]) throws(NumericError) -> [Double] {
    for (place, value) in values.enumerated() where !value.isFinite { throw .notFinite("value \(place + 1) to be ranked, \(value)") }
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, values[order[end]] == values[order[first]] { end += 1 }
      for place in first..<end { ranks[order[place]] = Double(first + 1 + end) / 2 }
      first = end
    }
    return ranks
  }

  /// Spearman's ρ: the correlation of the ranks. Right with ties too.
  ///
  /// **Accuracy**: within 1e-15 of cases worked by hand (`RankCorrelationTests`).
  /// - Throws: `NumericError.size` if the sizes differ or are below 2, `.notFinite`, `.parameter` if all values of one are the same.
  public static func spearman(_ x: [Double], _ y: [Double]) throws(NumericError) -> Double {
    try check(x, y, "Spearman's correlation")
    let a = try ranks(x), b = try ranks(y)
    let mean = Double(x.count + 1) / 2
    var both = 0.0, first = 0.0, second = 0.0
    for (p, q) in zip(a, b) {
      both += (p - mean) * (q - mean)
      first += (p - mean) * (p - mean)
      second += (q - mean) * (q - mean)
    }
    return min(max(both / (first * second).squareRoot(), -1), 1)
  }

  /// Kendall's τ_b: concordant less discordant pairs, over the geometric mean of the pairs that are not tied in x and in y.
  ///
  /// Counted by merging in n log n steps: W. R. Knight, JASA 61 (1966), doi 10.1080/01621459.1966.10480879. Exact up to the last division.
  /// - Throws: as `spearman`.
  public static func kendall(_ x: [Double], _ y: [Double]) throws(NumericError) -> Double {
    try check(x, y, "Kendall's correlation")
    let order = x.indices.sorted { (x[$0], y[$0]) < (x[$1], y[$1]) }
    let pairs = { (n: Int) in n * (n - 1) / 2 }
    func tied(_ same: (Int, Int) -> Bool, _ order: [Int]) -> Int {
      var sum = 0, run = 1
      for k in 1..<order.count {
        if same(order[k - 1], order[k]) {
          run += 1
        } else {
          sum += pairs(run)
          run = 1
        }
      }
      return sum + pairs(run)
    }
    let tiedInX = tied({ x[$0] == x[$1] }, order)
    let tiedInBoth = tied({ x[$0] == x[$1] && y[$0] == y[$1] }, order)
    let (sorted, discordant) = sortedWithExchanges(order) { y[$0] < y[$1] }
    let tiedInY = tied({ y[$0] == y[$1] }, sorted)
    let all = pairs(x.count)
    let difference = all - tiedInX - tiedInY + tiedInBoth - 2 * discordant
    return Double(difference) / (Double(all - tiedInX) * Double(all - tiedInY)).squareRoot()
  }

  private static func check(_ x: [Double], _ y: [Double], _ name: String) throws(NumericError) {
    guard x.count == y.count else { throw .size("\(name) of \(x.count) and \(y.count) values") }
    guard x.count >= 2 else { throw .size("\(name) of \(x.count) values, fewer than 2") }
    for (label, values) in [("x", x), ("y", y)] {
      for (place, value) in values.enumerated() where !value.isFinite { throw .notFinite("value \(place + 1) of \(label), \(value)") }
      guard values.contains(where: { $0 != values[0] }) else {
        throw .parameter(of: name, name: label, value: values[0], allowed: "at least two different values")
      }
    }
  }

  /// Sorts by merging, stably; how many pairs were out of order.
  private static func sortedWithExchanges(_ order: [Int], _ isBefore: (Int, Int) -> Bool) -> (sorted: [Int], exchanges: Int) {
    var from = order, into = order
    var exchanges = 0, width = 1
    while width < from.count {
      for start in stride(from: 0, to: from.count, by: 2 * width) {
        let middle = min(start + width, from.count), end = min(start + 2 * width, from.count)
        var left = start, right = middle
        for place in start..<end {
          if right == end || left < middle && !isBefore(from[right], from[left]) {
            into[place] = from[left]
            left += 1
          } else {
            into[place] = from[right]
            right += 1
            exchanges += middle - left
          }
        }
      }
      swap(&from, &into)
      width *= 2
    }
    return (from, exchanges)
  }
}
