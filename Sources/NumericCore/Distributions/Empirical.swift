/// The distribution that gives each of the stated values the same probability.
///
/// A discrete distribution, a step function throughout: `cumulative` is the share of values ≤ x and `quantile(p)` the smallest value whose cumulative
/// probability reaches p, so no value is ever returned that was not stated. `density` is the share of the values
/// equal to x. The moments are those of this distribution (the variance divides by n).
public struct Empirical: Distribution, Equatable {
  /// In increasing order.
  public let values: [Double]
  public let mean: Double
  public let variance: Double

  /// - Throws: `NumericError.size` without values, `.parameter` if one is not finite.
  public init(values: [Double]) throws(NumericError) {
    guard !values.isEmpty else { throw .size("empirical: no values") }
    for value in values { try NumericError.require(value, "value", of: "empirical", "finite") }
    self.values = values.sorted()
    let count = Double(values.count)
    let mean = self.values.reduce(0) { $0 + $1 / count }
    self.mean = min(max(mean, self.values[0]), self.values[values.count - 1])
    self.variance = self.values.reduce(0) { $0 + ($1 - mean) * (($1 - mean) / count) }
  }

  public var kind: DistributionKind { .discrete }
  public var support: ClosedRange<Double> { values[0]...values[values.count - 1] }
  /// NaN if all values are equal.
  public var skewness: Double {
    let deviation = variance.squareRoot()
    return values.reduce(0) {
      let deviate = ($1 - mean) / deviation
      return $0 + deviate * deviate * (deviate / Double(values.count))
    }
  }
  /// The value stated most often.
  public var mode: Double {
    var best = (value: values[0], count: 0)
    var count = 0
    for (index, value) in values.enumerated() {
      count = index > 0 && values[index - 1] == value ? count + 1 : 1
      if count > best.count { best = (value, count) }
    }
    return best.value
  }

  public func density(at x: Double) -> Double {
    x.isNaN || x == -.infinity ? (x.isNaN ? x : 0) : Double(count(upTo: x) - count(upTo: x.nextDown)) / Double(values.count)
  }
  public func cumulative(to x: Double) -> Double { x.isNaN ? x : Double(count(upTo: x)) / Double(values.count) }
  public func survival(beyond x: Double) -> Double { x.isNaN ? x : Double(values.count - count(upTo: x)) / Double(values.count) }

  public func quantile(_ p: Double) -> Double {
    guard p >= 0 && p <= 1 else { return .nan }
    return values[first { Double($0 + 1) / Double(values.count) >= p }]
  }

  public func upperQuantile(_ q: Double) -> Double {
    guard q >= 0 && q <= 1 else { return .nan }
    return values[first { Double(values.count - $0 - 1) / Double(values.count) <= q }]
  }

  private func count(upTo x: Double) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= x { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first index that meets a condition which the last one meets.
  private func first(where condition: (Int) -> Bool) -> Int {
    var low = 0
    var high = values.count - 1
    while low < high {
      let middle = (low + high) / 2
      if condition(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
