/// The key of a random stream: a 64-bit hash of the seed and of what the stream is for.
///
/// A draw belongs to (seed, purpose, path, month) and never to the order in which draws were asked for, so a changed scenario keeps
/// the luck of everything it does not change.
public enum StreamKey {
  /// The key for a purpose such as `shock.ad_revenue.market`. FNV-1a over its UTF-8, then two rounds of `mixed` with the seed.
  public static func make(seed: UInt64, purpose: String) -> UInt64 {
    mixed(mixed(hash(purpose)) ^ mixed(seed &+ 0x9E37_79B9_7F4A_7C15))
  }

  /// Two different purposes whose hashes are equal, so that they would share their key under every seed; nil if there are none.
  public static func collision(among purposes: some Sequence<String>) -> (String, String)? {
    var seen: [UInt64: String] = [:]
    for purpose in purposes {
      if let other = seen.updateValue(purpose, forKey: hash(purpose)), other != purpose { return (other, purpose) }
    }
    return nil
  }

  /// FNV-1a, 64 bits.
  public static func hash(_ text: String) -> UInt64 {
    var h: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { h = (h ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return h
  }

  /// The bijective finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014, doi 10.1145/2660193.2660195).
  public static func mixed(_ x: UInt64) -> UInt64 {
    var z = x
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
