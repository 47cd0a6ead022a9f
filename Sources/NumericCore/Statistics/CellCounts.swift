/// The counts of a histogram's cells: a byte each, the quickest, or packed, where there are many histograms.
struct CellCounts: Sendable {
  /// One of them.
  private var bytes: ByteCounts?
  private var packed: PackedCounts?
  let cells: Int

  init(cells: Int, isPacked: Bool) {
    self.cells = cells
    if isPacked { packed = PackedCounts(cells: cells) } else { bytes = ByteCounts(cells: cells) }
  }

  /// Adds 1 to each of some cells, which are counted from -32768.
  mutating func increment(_ cells: UnsafePointer<Int16>, count: Int) {
    bytes?.increment(cells, count: count)
    packed?.increment(cells, count: count)
  }

  /// - Parameter number: 0 or more.
  mutating func add(_ number: Int, to cell: Int) {
    bytes?.add(number, to: cell)
    packed?.add(number, to: cell)
  }

  /// - Precondition: no cells of the other were given up.
  mutating func merge(_ other: CellCounts) {
    precondition(other.gaps.isEmpty, "counts that were given up")
    other.forEachFilled { add($1, to: $0) }
  }

  /// 0 of cells that were given up.
  func count(of cell: Int) -> Int { packed?.count(of: cell) ?? bytes?.count(of: cell) ?? 0 }

  /// Calls for each cell that holds something, but for those given up, ascending.
  func forEachFilled(_ body: (_ cell: Int, _ count: Int) -> Void) {
    bytes?.forEachFilled(body)
    packed?.forEachFilled(body)
  }

  /// Neighbouring cells that were given up, ascending, and what they hold together.
  var gaps: [(cells: Range<Int>, count: Int)] {
    (packed?.gaps ?? []).map { gap in
      (gap.pages.lowerBound * PackedCounts.page..<min(gap.pages.upperBound * PackedCounts.page, cells), gap.count)
    }
  }

  /// Keeps only the sum of some pages of packed counts, none of which was given up before.
  mutating func giveUp(_ pages: [Int]) { packed?.giveUp(pages) }
}
