import NumericCore
import ScenarioEngine

/// What the month at hand is spent on, as sums over its days, on each path of a block.
///
/// On a vector whose paths stay where they are the sums are the rates of a day times the days, and nothing is written down.
final class RegimeSums {
  private let coefficients: RegimeCoefficients
  private let vectors: Int
  /// Sums that the scenario needs.
  private let count: Int
  /// What a day adds to each sum in the regime held, and the sums of the month of vectors with a path that moved.
  private let current: ColumnStore
  private let totals: ColumnStore
  private let spells: UnsafeMutablePointer<DaySums>
  private let movedVectors: UnsafeMutablePointer<Bool>
  private var anyMoved = false
  private var days = 0.0

  init(graph: RegimeGraph, uses: StagesInUse, block: Block) {
    coefficients = RegimeCoefficients(graph: graph, block: block)
    vectors = block.vectors
    count = DaySum.needed(uses)
    current = ColumnStore(count: DaySum.count)
    totals = ColumnStore(count: DaySum.count)
    spells = .allocate(capacity: Block.vectors)
    for v in 0..<Block.vectors { (spells + v).initialize(to: DaySums(base: current[0] + v, weight: 0)) }
    movedVectors = .allocate(capacity: Block.vectors)
    movedVectors.initialize(repeating: false, count: Block.vectors)
  }

  deinit {
    spells.deallocate()
    movedVectors.deallocate()
  }

  /// Puts every path into a regime.
  func begin(in regime: Int) {
    coefficients.fill()
    for sum in DaySum.allCases { current[sum.rawValue].update(from: coefficients.column(regime, sum), count: Block.vectors) }
  }

  /// Takes up settings that changed.
  func refresh(regime: UnsafeMutablePointer<UInt8>) {
    coefficients.fill()
    for path in 0..<Block.paths {
      let own = current[0].paths + path, rates = coefficients.column(Int(regime[path]), .open).paths + path
      for k in 0..<count { own[k * Block.paths] = rates[k * Block.paths] }
    }
  }

  /// Begins a month: every path spends all of it in its regime.
  func begin(days: Double) {
    guard anyMoved || days != self.days else { return }
    self.days = days
    for v in 0..<vectors { spells[v] = DaySums(base: current[0] + v, weight: days) }
    movedVectors.update(repeating: false, count: Block.vectors)
    anyMoved = false
  }

  /// A path comes into a regime, so many days before the month ends.
  func move(_ path: Int, to regime: Int, daysLeft: Double) {
    let v = path / Vector.count
    if !movedVectors[v] { writeDown(v) }
    let rates = coefficients.column(regime, .open).paths + path, own = current[0].paths + path, sums = totals[0].paths + path
    var place = 0
    for _ in 0..<count {
      let rate = rates[place]
      sums[place] += (rate - own[place]) * daysLeft
      own[place] = rate
      place &+= Block.paths
    }
  }

  private func writeDown(_ v: Int) {
    movedVectors[v] = true
    spells[v] = DaySums(base: totals[0] + v, weight: 1)
    anyMoved = true
    let rates = current[0] + v, sums = totals[0] + v, days = Vector(days)
    var place = 0
    for _ in 0..<count {
      sums[place] = rates[place] * days
      place &+= Block.vectors
    }
  }

  /// What a vector's month is made of: a row of rates a day, or of sums, and what to multiply it by.
  @inline(always) func spell(_ v: Int) -> DaySums { spells[v] }

  /// One of the sums on every path.
  func column(_ sum: DaySum) -> Column {
    let result = totals[sum.rawValue]
    for v in 0..<vectors { result[v] = spell(v)[sum] }
    return result
  }
}
