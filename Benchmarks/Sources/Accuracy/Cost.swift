/// What a primitive costs here.
struct Cost: Sendable {
  let name: String
  /// Nanoseconds for each value.
  let nanoseconds: Double

  /// The least of five rounds, each at least as long as `leastMilliseconds`: the machine's other work only adds.
  static func measure(_ name: String, valuesPerCall: Int, leastMilliseconds: Int = 20, _ call: () -> Double) -> Cost {
    let clock = ContinuousClock()
    var calls = 1
    var best = Double.infinity
    var rounds = 0
    while rounds < 5 {
      var sum = 0.0
      let time = clock.measure { for _ in 0..<calls { sum += call() } }
      precondition(!sum.isNaN, "\(name) gave NaN")
      if time < .milliseconds(leastMilliseconds) {
        calls *= 2
        continue
      }
      let (seconds, attoseconds) = time.components
      best = min(best, (Double(seconds) * 1e9 + Double(attoseconds) * 1e-9) / Double(calls * valuesPerCall))
      rounds += 1
    }
    return Cost(name: name, nanoseconds: best)
  }
}
