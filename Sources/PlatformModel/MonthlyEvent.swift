import NumericCore
import ScenarioEngine

/// Something that begins on a path with a probability 1 - exp(-rate D/YEAR) a month: found sixteen months at a time.
final class MonthlyEvent {
  private static var span: Int { EventStream.monthsPerBlock }
  private let stream: EventStream
  /// Days of each month of the horizon.
  private let days: [Int]
  /// By the days of a month, from 28.
  private let probabilities = ColumnStore(count: 4)
  /// What leading digits do not exceed where it may begin in a month of 31 days.
  private let limits: UnsafeMutablePointer<SIMD8<UInt64>>
  private let candidates = EventCandidates()
  private let paths: UnsafeMutablePointer<UInt8>
  /// The paths on which it begins, by month of the sixteen.
  private let found: UnsafeMutablePointer<PathBits>
  private var isPrepared = false

  init(stream: EventStream, days: [Int]) {
    self.stream = stream
    self.days = days
    limits = .allocate(capacity: Block.vectors)
    limits.initialize(repeating: .zero, count: Block.vectors)
    paths = .allocate(capacity: Block.paths)
    for path in 0..<Block.paths { (paths + path).initialize(to: UInt8(path)) }
    found = .allocate(capacity: Self.span)
    found.initialize(repeating: PathBits(), count: Self.span)
  }

  deinit {
    limits.deallocate()
    paths.deallocate()
    found.deallocate()
  }

  /// Takes up a yearly rate.
  func refresh(rate: Column) {
    isPrepared = false
    guard stream.fixed == nil else { return }
    for days in 28...31 {
      let probability = probabilities[days - 28]
      for v in 0..<probabilities.vectors { probability[v] = 1 - exp(-(rate[v] * (Double(days) / UserGrowth.year))) }
    }
    let longest = probabilities[3]
    for v in 0..<probabilities.vectors { limits[v] = EventStream.limits(longest[v]) }
  }

  /// The paths on which it begins in a month.
  ///
  /// Months come in order; those that share random words are looked at together, when the first of them is asked for.
  func begins(month: Int, firstPath: UInt64) -> PathBits {
    guard stream.fixed == nil else { return PathBits() }
    if !isPrepared || month % Self.span == 0 { find(month: month, firstPath: firstPath) }
    isPrepared = true
    return found[month % Self.span]
  }

  private func find(month: Int, firstPath: UInt64) {
    let candidates = candidates, stream = stream, first = month / Self.span * Self.span
    candidates.begin(month: month, firstPath: firstPath)
    for v in 0..<probabilities.vectors {
      candidates.look(stream, paths: paths + v * Vector.count, limits: limits[v])
    }
    candidates.draw(stream)
    found.update(repeating: PathBits(), count: Self.span)
    for i in 0..<candidates.count {
      let m = Int(candidates.months[i]), path = Int(candidates.paths[i])
      guard first + m < days.count else { continue }
      if candidates.uniforms.paths[i] < probabilities[days[first + m] - 28].paths[path] { found[m].insert(path) }
    }
  }
}
