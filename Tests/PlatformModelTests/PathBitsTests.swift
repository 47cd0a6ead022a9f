import Testing

@testable import PlatformModel

@Suite struct PathBitsTests {
  @Test func pathsComeOutInOrderEachOnce() {
    let paths = [0, 1, 7, 8, 63, 64, 65, 100, 127]
    var bits = PathBits()
    for path in paths.reversed() + paths { bits.insert(path) }
    bits.insert(31)
    bits.remove(31)
    bits.insert(96)
    bits.remove(96)
    for path in 0..<128 { #expect(bits.contains(path) == paths.contains(path)) }
    let bytes = bits.bytes
    for path in 0..<128 { #expect((bytes[path / 8] >> UInt8(path % 8) & 1 == 1) == paths.contains(path)) }
    var popped: [Int] = []
    while let path = bits.popFirst() { popped.append(path) }
    #expect(popped == paths && bits.popFirst() == nil)
  }

  @Test func lanesOfAVectorAreItsPaths() {
    for v in 0..<16 {
      var bits = PathBits(), other = PathBits()
      bits.insert(lanes: 0b1000_0001, of: v)
      other.insert(lanes: 0b0000_0010, of: v)
      bits.formUnion(other)
      var popped: [Int] = []
      while let path = bits.popFirst() { popped.append(path) }
      #expect(popped == [8 * v, 8 * v + 1, 8 * v + 7])
    }
  }

  @Test func pathsAreFoundByTheirByte() {
    let bytes = (0..<128).map { UInt8($0 % 5 == 2 ? 255 : $0) }
    var bits = PathBits(bytes, equal: 255)
    var popped: [Int] = []
    while let path = bits.popFirst() { popped.append(path) }
    #expect(popped == (0..<128).filter { $0 % 5 == 2 })
    #expect((0..<128).allSatisfy { !PathBits(bytes, equal: 127).contains($0) } && PathBits(bytes, equal: 126).contains(126))
    var all = PathBits.all, count = 0
    while all.popFirst() != nil { count += 1 }
    #expect(count == 128)
  }
}
