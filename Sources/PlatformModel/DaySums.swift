import NumericCore
import ScenarioEngine

/// The sums of a vector's month, each asked for where it is needed.
struct DaySums {
  private let base: Column
  private let weight: Double

  @inline(always) init(base: Column, weight: Double) {
    self.base = base
    self.weight = weight
  }

  @inline(always) subscript(sum: DaySum) -> Vector { base[sum.rawValue * Block.vectors] * weight }
}
