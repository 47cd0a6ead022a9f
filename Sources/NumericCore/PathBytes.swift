import CVector

/// Bytes of neighbouring paths, such as the number of the state that each is in.
public enum PathBytes {
  /// Which of 32 bytes equal a value: byte i as bit i.
  @inlinable @inline(always)
  public static func equal(_ bytes: UnsafePointer<UInt8>, _ value: UInt8) -> UInt32 { cv_equal_bytes(bytes, value) }

  /// Eight bytes as numbers counted from a first one.
  @inlinable @inline(always)
  public static func numbers(from first: UInt64, _ bytes: UnsafePointer<UInt8>) -> SIMD8<UInt64> { cv_numbers(first, bytes) }
}
