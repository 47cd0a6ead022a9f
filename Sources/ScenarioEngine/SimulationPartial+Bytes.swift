import NumericCore

extension SimulationPartial {
  /// Writes how rows are summed up and all that is known of the chunks.
  func write(to writer: inout ByteWriter) {
    writer.write(design.count)
    for set in design { set.write(to: &writer) }
    writer.write(paths)
    for (rows, signs) in zip(values, signs) {
      for row in rows { row.write(to: &writer) }
      for counts in signs.events + signs.above + signs.below { counts.write(to: &writer) }
    }
    moments.write(to: &writer)
    let keys = driverValues.keys.sorted { ($0.scenario, $0.target, $0.chunk) < ($1.scenario, $1.target, $1.chunk) }
    writer.write(keys.count)
    for key in keys {
      for number in [key.scenario, key.target, key.chunk, driverValues[key]!.count] { writer.write(number) }
      for value in driverValues[key]! { writer.write(value) }
    }
  }

  /// How rows are summed up, as `write` wrote it.
  ///
  /// - Throws: `NumericError.size` where the bytes hold no design.
  static func design(from reader: inout ByteReader) throws(NumericError) -> [SetDesign] {
    var design: [SetDesign] = []
    for _ in 0..<(try reader.count(limit: reader.remaining)) { design.append(try SetDesign(from: &reader)) }
    return design
  }

  /// Adds what `write` wrote after the design.
  ///
  /// Every count is held against the paths of the chunks, so that neither sums of them nor what is read off them later can go wrong.
  /// - Parameters:
  ///   - chunks: those that it was made of.
  ///   - simulator: of the run.
  /// - Throws: `NumericError.size` where the bytes are something else; what was added by then stays.
  mutating func add(from reader: inout ByteReader, chunks: Range<Int>, of simulator: Simulator) throws(NumericError) {
    let own = simulator.paths(in: chunks)
    let said = try reader.count()
    guard own > 0, said == own else { throw .size("\(said) paths in \(own)") }
    paths += own
    reader.limit = own
    for set in values.indices {
      for row in values[set].indices {
        try values[set][row].add(from: &reader)
        guard values[set][row].isSound(paths: paths) else { throw .size("counts that are not of \(paths) paths") }
      }
      for row in signs[set].events.indices { try signs[set].events[row].add(from: &reader) }
      for row in signs[set].above.indices { try signs[set].above[row].add(from: &reader) }
      for row in signs[set].below.indices { try signs[set].below[row].add(from: &reader) }
    }
    reader.limit = ByteReader.largestCount
    var tree = MomentsTree()
    try tree.add(from: &reader, centres: design.flatMap { $0.values.map(\.centre) }, chunks: chunks)
    guard tree.covers(chunks) else { throw .size("moments that are not of \(chunks)") }
    moments.merge(tree)
    for _ in 0..<(try reader.count(limit: reader.remaining)) { try addDrivers(from: &reader, chunks: chunks, of: simulator) }
  }

  private mutating func addDrivers(from reader: inout ByteReader, chunks: Range<Int>, of simulator: Simulator) throws(NumericError) {
    let key = DriverKey(scenario: try reader.count(), target: try reader.count(), chunk: try reader.count())
    let count = try reader.count(limit: Simulator.chunkPaths)
    // A chunk without values would be looked for again and again.
    guard chunks.contains(key.chunk), count == simulator.paths(in: key.chunk..<key.chunk + 1) else {
      throw .size("\(count) values of chunk \(key.chunk) in \(chunks)")
    }
    var values: [Double] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try reader.double()) }
    guard values.allSatisfy(\.isFinite) else { throw .size("a value that is not finite") }
    driverValues[key] = values
  }
}

extension RowCounts {
  /// Whether as many values were counted as there are paths, between ends that are numbers.
  fileprivate func isSound(paths: Int) -> Bool {
    histogram.count == paths && histogram.smallest.isFinite && histogram.largest.isFinite && histogram.smallest <= histogram.largest
  }
}

extension MomentsTree {
  /// Whether the nodes hold each of the chunks once, and every sum in them is a number.
  fileprivate func covers(_ chunks: Range<Int>) -> Bool {
    var end = chunks.lowerBound
    for node in nodes.keys.sorted() {
      guard node.firstChunk == end, nodes[node]?.allSatisfy(\.isFinite) ?? false else { return false }
      end += 1 << node.level
    }
    return end == chunks.upperBound
  }
}

extension Simulator {
  /// Whether rows are summed up as those of this run, as far as can be said without running it.
  func fits(_ design: [SetDesign]) -> Bool {
    let scenarios = layouts.map { [$0.valueRows.count, $0.eventRows.count, 0] }
    let sets = scenarios + pairs.map { [$0.values.count, $0.events.count, 1] }
    return sets == design.map { [$0.values.count, $0.events, $0.isPair ? 1 : 0] }
  }
}

extension SetDesign {
  func write(to writer: inout ByteWriter) {
    writer.write(values.count)
    for value in values { value.write(to: &writer) }
    writer.write(events)
    writer.write(isPair ? 1 : 0)
  }

  init(from reader: inout ByteReader) throws(NumericError) {
    values = []
    for _ in 0..<(try reader.count(limit: reader.remaining)) {
      let value = try ValueDesign(from: &reader)
      guard value.centre.isFinite, value.floor.isFinite, value.floor > 0, value.thresholds.allSatisfy(\.isFinite) else {
        throw .size("a design that is not finite")
      }
      values.append(value)
    }
    events = try reader.count(limit: 1 << 24)
    isPair = try reader.count(limit: 1) == 1
  }
}
