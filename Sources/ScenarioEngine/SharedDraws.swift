import NumericCore

/// What scenarios side by side draw in common on the block at hand: one for a worker, whose scenarios take turns on each block.
final class SharedDraws {
  /// Months of normals to keep.
  private let months: Int
  private var normals: [ShockStream: NormalShocks] = [:]

  /// - Parameter months: of the longest horizon; `scenarios`: that take turns.
  init(scenarios: Int, months: Int) { self.months = scenarios > 1 ? months + months % 2 : 2 }

  /// The normals of a stream, the same object for every scenario.
  func normals(of stream: ShockStream) -> NormalShocks {
    if let known = normals[stream] { return known }
    let own = NormalShocks(stream: stream, months: months)
    normals[stream] = own
    return own
  }
}
