import NumericCore

/// Numbers for tests over random parameters: the same for a seed on every machine.
struct SeededDraws {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func uniform(_ low: Double, _ high: Double) -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    return low + (high - low) * Double(StreamKey.mixed(state) >> 11) * 0x1p-53
  }
}
