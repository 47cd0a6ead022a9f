/// Whole numbers by cell, in pages of 64 neighbouring cells that take as many bits a cell as the largest number among them needs; what is
/// carried beyond 32 bits is counted apart.
///
/// So memory is near what the counts themselves tell: 0.4 to 0.6 bytes a cell where a byte a cell holds 131,072 to 1,000,000 values. Of pages
/// that are given up only the sum is known.
struct PackedCounts: Sendable {
  static let page = 64
  /// Pages that were given up, and what they hold together.
  struct Gap: Sendable {
    var pages: Range<Int>
    var count: Int
  }

  private static let widest = 32
  /// In place of a width: the page lies in a gap, whose number is its start.
  private static let given: UInt8 = 255
  /// The array grows by so many bytes at a time: the memory of one that is left is then of use to others.
  private static let step = 512

  private let cells: Int
  /// Pages one after the other, eight bytes for each bit of their width, and at least eight bytes behind the last.
  private var bytes: [UInt8] = []
  private var used = 0
  /// Where pages begin, in eight bytes; empty ones behind the last before them.
  private var starts: [UInt16]
  private var widths: [UInt8]
  private var carries = PagedCounts()
  private(set) var gaps: [Gap] = []

  /// - Parameter cells: at most 65,536.
  init(cells: Int) {
    self.cells = cells
    let pages = (cells + Self.page - 1) / Self.page
    starts = [UInt16](repeating: 0, count: pages)
    widths = [UInt8](repeating: 0, count: pages)
  }

  // MARK: - Adding

  /// Adds 1 to each of some cells, which are counted from -32768.
  mutating func increment(_ cells: UnsafePointer<Int16>, count: Int) {
    var done = 0
    while true {
      done = incrementWhereRoom(cells, from: done, count)
      guard done < count else { return }
      add(1, to: Int(cells[done]) + 32768)
      done += 1
    }
  }

  /// Adds 1 to cells up to one that has no room for more; returns its number.
  private mutating func incrementWhereRoom(_ cells: UnsafePointer<Int16>, from first: Int, _ count: Int) -> Int {
    bytes.withUnsafeMutableBytes { bytes in
      starts.withUnsafeBufferPointer { starts in
        widths.withUnsafeBufferPointer { widths in
          gaps.withUnsafeMutableBufferPointer { gaps in
            for i in first..<count {
              let cell = Int(cells[i]) + 32768, page = cell / Self.page
              let width = widths[page]
              if width == Self.given {
                gaps[Int(starts[page])].count += 1
                continue
              }
              let bit = cell % Self.page * Int(width), place = 8 * Int(starts[page]) + bit / 8
              let mask = (UInt64(1) &<< UInt64(width)) &- 1, shift = UInt64(bit % 8)
              guard width > 0 else { return i }
              let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
              guard (word &>> shift) & mask != mask else { return i }
              bytes.storeBytes(of: word &+ (1 &<< shift), toByteOffset: place, as: UInt64.self)
            }
            return count
          }
        }
      }
    }
  }

  /// - Parameter number: 0 or more.
  mutating func add(_ number: Int, to cell: Int) {
    let page = cell / Self.page
    guard widths[page] != Self.given else {
      gaps[Int(starts[page])].count += number
      return
    }
    let sum = digit(cell) + number
    let needed = min(Self.widest, Int.bitWidth - sum.leadingZeroBitCount)
    // One bit alone would soon be too few.
    if needed > Int(widths[page]) { widen(page, to: max(2, needed)) }
    put(UInt64(sum) & 0xffff_ffff, cell, start: Int(starts[page]), width: Int(widths[page]))
    if sum >> 32 > 0 { carries.add(sum >> 32, to: cell) }
  }

  mutating func merge(_ other: PackedCounts) { other.forEachFilled { add($1, to: $0) } }

  private func digit(_ cell: Int) -> Int {
    let width = Int(widths[cell / Self.page])
    return width == 0 ? 0 : Int(number(cell, start: Int(starts[cell / Self.page]), width: width))
  }

  @inline(always)
  private func number(_ cell: Int, start: Int, width: Int) -> UInt64 {
    bytes.withUnsafeBytes { Self.number(cell, start: start, width: width, in: $0) }
  }

  @inline(always)
  private mutating func put(_ number: UInt64, _ cell: Int, start: Int, width: Int) {
    bytes.withUnsafeMutableBytes { Self.put(number, cell, start: start, width: width, in: $0) }
  }

  @inline(always)
  private static func number(_ cell: Int, start: Int, width: Int, in bytes: UnsafeRawBufferPointer) -> UInt64 {
    let bit = cell % page * width
    let word = bytes.loadUnaligned(fromByteOffset: 8 * start + bit / 8, as: UInt64.self)
    return (word &>> UInt64(bit % 8)) & ((1 &<< UInt64(width)) &- 1)
  }

  @inline(always)
  private static func put(_ number: UInt64, _ cell: Int, start: Int, width: Int, in bytes: UnsafeMutableRawBufferPointer) {
    let bit = cell % page * width, place = 8 * start + bit / 8, shift = UInt64(bit % 8)
    let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self), mask = ((1 &<< UInt64(width)) &- 1) &<< shift
    bytes.storeBytes(of: word & ~mask | number &<< shift, toByteOffset: place, as: UInt64.self)
  }

  /// Gives a page more bits a cell and moves those behind it.
  private mutating func widen(_ page: Int, to width: Int) {
    let old = Int(widths[page]), start = Int(starts[page]), more = width - old
    let end = 8 * (used + more + 1)
    if end > bytes.count {
      let larger = (end + Self.step - 1) / Self.step * Self.step - 64
      let size = larger < end ? larger + Self.step : larger
      bytes.reserveCapacity(size)
      bytes += repeatElement(0, count: size - bytes.count)
    }
    let behind = 8 * (start + old), length = 8 * used - behind
    bytes.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress, length > 0 else { return }
      (base + behind + 8 * more).copyMemory(from: base + behind, byteCount: length)
    }
    used += more
    starts.withUnsafeMutableBufferPointer { starts in
      for later in page + 1..<max(page + 1, starts.count) where widths[later] != Self.given { starts[later] += UInt16(more) }
    }
    widths[page] = UInt8(width)
    bytes.withUnsafeMutableBytes { bytes in
      guard old > 0 else {
        for place in 8 * start..<8 * (start + width) { bytes[place] = 0 }
        return
      }
      let numbers = UnsafeRawBufferPointer(bytes)
      // Downwards, as no number moves to below its place.
      for cell in (0..<Self.page).reversed() {
        Self.put(Self.number(cell, start: start, width: old, in: numbers), cell, start: start, width: width, in: bytes)
      }
    }
  }

  // MARK: - Reading

  func count(of cell: Int) -> Int {
    widths[cell / Self.page] == Self.given ? 0 : digit(cell) + carries.count(of: cell) << 32
  }

  /// Calls for each cell that holds something, but for those in gaps, ascending.
  func forEachFilled(_ body: (_ cell: Int, _ count: Int) -> Void) {
    let hasCarries = !carries.isEmpty
    for page in widths.indices where widths[page] > 0 && widths[page] != Self.given {
      let start = Int(starts[page]), width = Int(widths[page])
      bytes.withUnsafeBytes { bytes in
        for cell in page * Self.page..<min((page + 1) * Self.page, cells) {
          let count = Int(Self.number(cell, start: start, width: width, in: bytes)) + (hasCarries ? carries.count(of: cell) << 32 : 0)
          if count > 0 { body(cell, count) }
        }
      }
    }
  }

  // MARK: - Giving up

  /// Keeps of some pages, none of which is in a gap, only what they hold together with the gaps beside them.
  mutating func giveUp(_ pages: [Int]) {
    var sums: [Int: Int] = [:]
    for page in pages {
      sums[page] = (page * Self.page..<min((page + 1) * Self.page, cells)).reduce(0) { $0 + count(of: $1) }
    }
    for gap in gaps {
      for page in gap.pages { sums[page] = page == gap.pages.lowerBound ? gap.count : 0 }
    }
    var packed = PackedCounts(cells: cells)
    for page in widths.indices {
      if let sum = sums[page] {
        packed.giveUp(page, sum)
        continue
      }
      guard widths[page] > 0 else {
        packed.starts[page] = UInt16(packed.used)
        continue
      }
      let size = 8 * Int(widths[page]), start = 8 * Int(starts[page])
      (packed.starts[page], packed.widths[page]) = (UInt16(packed.used), widths[page])
      packed.bytes += bytes[start..<start + size]
      packed.used += Int(widths[page])
    }
    packed.bytes += repeatElement(0, count: 8)
    packed.carries = carries
    self = packed
    // An array that was appended to has room that it may never use.
    let own = bytes
    bytes = []
    bytes.reserveCapacity(own.count)
    bytes += own
  }

  private mutating func giveUp(_ page: Int, _ count: Int) {
    if gaps.last?.pages.upperBound == page {
      gaps[gaps.count - 1].pages = gaps[gaps.count - 1].pages.lowerBound..<page + 1
      gaps[gaps.count - 1].count += count
    } else {
      gaps.append(Gap(pages: page..<page + 1, count: count))
    }
    (starts[page], widths[page]) = (UInt16(gaps.count - 1), Self.given)
  }
}
