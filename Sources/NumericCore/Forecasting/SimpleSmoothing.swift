/// Simple exponential smoothing: the gain of least squared one-step errors, of twenty.
struct SimpleSmoothing {
  let gain: Double
  let level: Double
  /// Sum of squared one-step errors after the first value, which is the start.
  let squares: Double
  private let count: Int

  /// - Parameter series: at least two values.
  init(_ series: [Double]) {
    var best = (squares: Double.infinity, gain: 1.0, level: 0.0)
    for k in 1...20 {
      let gain = Double(k) / 20
      var (level, squares) = (series[0], 0.0)
      for value in series.dropFirst() {
        let error = value - level
        squares += error * error
        level += gain * error
      }
      if squares < best.squares { best = (squares, gain, level) }
    }
    (squares, gain, level, count) = (best.squares, best.gain, best.level, series.count)
  }

  /// The level, and the standard deviations of its errors, at steps 1 to `horizon`.
  func steps(_ horizon: Int) -> (changes: [Double], deviations: [Double]) {
    let variance = squares / Double(max(count - 2, 1))
    return (
      [Double](repeating: level, count: horizon), (0..<horizon).map { (variance * (1 + Double($0) * gain * gain)).squareRoot() }
    )
  }
}
