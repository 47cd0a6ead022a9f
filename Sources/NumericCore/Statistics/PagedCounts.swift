/// Whole numbers by key, of any size: a digit to the base 256 of each, in pages of neighbouring keys that are taken when one is first needed,
/// and what is carried beyond it likewise.
///
/// So memory follows the keys in use, and grows with the logarithm of the counts.
struct PagedCounts: Sendable {
  /// Keys in a page.
  static let page = 64
  /// The first page of those that have a place, and where each of them begins among the digits, in pages; -1 where it has none yet.
  private var first = 0
  private var places: [Int32] = []
  private var digits: [UInt8] = []
  /// None or one.
  private var carries: [PagedCounts] = []

  /// Whether nothing was ever added.
  var isEmpty: Bool { digits.isEmpty }

  /// - Parameters:
  ///   - number: 0 or more.
  ///   - key: 0 or more.
  mutating func add(_ number: Int, to key: Int) {
    let page = key / Self.page
    if place(ofPage: page) == nil { take(page) }
    guard let place = place(ofPage: page) else { return }
    let index = place * Self.page + key % Self.page
    let sum = Int(digits[index]) + number
    digits[index] = UInt8(truncatingIfNeeded: sum)
    guard sum > 255 else { return }
    if carries.isEmpty { carries = [PagedCounts()] }
    carries[0].add(sum >> 8, to: key)
  }

  private func place(ofPage page: Int) -> Int? {
    guard page >= first, page < first + places.count, places[page - first] >= 0 else { return nil }
    return Int(places[page - first])
  }

  private mutating func take(_ page: Int) {
    if places.isEmpty { first = page }
    if page < first {
      places.insert(contentsOf: repeatElement(-1, count: first - page), at: 0)
      first = page
    }
    while page >= first + places.count { places.append(-1) }
    places[page - first] = Int32(digits.count / Self.page)
    // An array that doubles itself would leave a third of its memory empty.
    if digits.count + Self.page > digits.capacity { digits.reserveCapacity(digits.count + Self.page + digits.count / 8) }
    digits += repeatElement(0, count: Self.page)
  }

  mutating func merge(_ other: PagedCounts) {
    for (key, count) in other.filled { add(count, to: key) }
  }

  func count(of key: Int) -> Int {
    guard let place = place(ofPage: key / Self.page) else { return 0 }
    return Int(digits[place * Self.page + key % Self.page]) + (carries.isEmpty ? 0 : carries[0].count(of: key) << 8)
  }

  /// The counts of a page; empty where nothing was added.
  func counts(ofPage page: Int) -> [Int] {
    guard let place = place(ofPage: page) else { return [] }
    let carried = carries.isEmpty ? [] : carries[0].counts(ofPage: page)
    return (0..<Self.page).map { Int(digits[place * Self.page + $0]) + (carried.isEmpty ? 0 : carried[$0] << 8) }
  }

  func write(to writer: inout ByteWriter) {
    let filled = filled
    writer.write(filled.count)
    var last = 0
    for (key, count) in filled {
      writer.write(key - last)
      writer.write(count)
      last = key
    }
  }

  /// Adds counts that `write` wrote.
  /// - Parameter limit: the largest key.
  mutating func add(from reader: inout ByteReader, limit: Int) throws(NumericError) {
    var key = 0
    for _ in 0..<(try reader.count(limit: limit + 1)) {
      key += try reader.count(limit: limit - key)
      add(try reader.count(), to: key)
    }
  }

  /// Keys that hold something, ascending.
  var filled: [(key: Int, count: Int)] {
    places.indices.flatMap { index in
      counts(ofPage: first + index).enumerated().filter { $0.element > 0 }.map { ((first + index) * Self.page + $0.offset, $0.element) }
    }
  }
}
