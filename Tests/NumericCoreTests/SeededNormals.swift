@testable import NumericCore

/// Uniform and normal numbers from a seed, for synthetic observations (splitmix64).
struct SeededNormals {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Strictly between 0 and 1.
  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return (Double((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52
  }

  mutating func normal() -> Double { Elementary.normalQuantile(uniform()) }
}
