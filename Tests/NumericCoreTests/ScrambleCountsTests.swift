import NumericCore
import Testing

@Suite struct ScrambleCountsTests {
  static func counts(_ values: [Bool]) -> ScrambleCounts {
    var bits = [UInt8](repeating: 0, count: (values.count + 63) / 64 * 8)
    for (path, value) in values.enumerated() where value { bits[path / 8] |= 1 << UInt8(path % 8) }
    var counts = ScrambleCounts()
    bits.withUnsafeBufferPointer { if let base = $0.baseAddress { counts.add(base, count: values.count) } }
    return counts
  }

  /// The same as the moments of ones and zeros.
  @Test(arguments: [1, 2, 15, 17, 31, 32, 63, 64, 65, 500, 1024]) func sharesAndErrorsAreThoseOfOnesAndZeros(count: Int) {
    let values = ScrambleMomentsTests.values(count).map { $0 > 3.4 }
    let share = Self.counts(values).share(count: count)
    let moments = ScrambleMomentsTests.moments(values.map { $0 ? 1 : 0 }).mean(count: count)
    #expect((share.value - moments.value).magnitude < 1e-15)
    #expect((share.standardError == nil) == (count == 1))
    if let error = share.standardError, let other = moments.standardError { #expect((error - other).magnitude < 1e-14) }
  }

  /// Of an event less another that excludes it: the moments of 1, 0 and -1.
  @Test(arguments: [2, 20, 31, 64, 1000]) func differencesAreThoseOfTheNumbers(count: Int) {
    let values = ScrambleMomentsTests.values(count).map { $0 > 3.5 ? 1.0 : $0 < 2.2 ? -1 : 0 }
    let share = Self.counts(values.map { $0 > 0 }).share(count: count, less: Self.counts(values.map { $0 < 0 }))
    let moments = ScrambleMomentsTests.moments(values).mean(count: count)
    #expect((share.value - moments.value).magnitude < 1e-15)
    if let error = share.standardError, let other = moments.standardError { #expect((error - other).magnitude < 1e-14) }
  }

  @Test func mergingIsAdding() {
    let values = ScrambleMomentsTests.values(512).map { $0 > 3 }
    var sum = Self.counts(Array(values[..<128]))
    sum.merge(Self.counts(Array(values[128...])))
    #expect(sum == Self.counts(values))
  }
}
