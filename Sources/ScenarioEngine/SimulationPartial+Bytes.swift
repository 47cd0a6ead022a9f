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

  /// Nothing yet, summed up as the design that `write` wrote says.
  ///
  /// - Throws: `NumericError.size` where the bytes hold no design.
  init(designFrom reader: inout ByteReader) throws(NumericError) {
    var design: [SetDesign] = []
    for _ in 0..<(try reader.count(limit: reader.remaining)) { design.append(try SetDesign(from: &reader)) }
    self.init(design: design)
  }

  /// Adds what `write` wrote after the design.
  ///
  /// - Parameter chunks: those that it was made of.
  /// - Throws: `NumericError.size` where the bytes are something else; what was added by then stays.
  mutating func add(from reader: inout ByteReader, chunks: Range<Int>) throws(NumericError) {
    paths += try reader.count()
    for set in values.indices {
      for row in values[set].indices { try values[set][row].add(from: &reader) }
      for row in signs[set].events.indices { try signs[set].events[row].add(from: &reader) }
      for row in signs[set].above.indices { try signs[set].above[row].add(from: &reader) }
      for row in signs[set].below.indices { try signs[set].below[row].add(from: &reader) }
    }
    try moments.add(from: &reader, centres: design.flatMap { $0.values.map(\.centre) }, chunks: chunks)
    for _ in 0..<(try reader.count(limit: reader.remaining)) {
      let key = DriverKey(scenario: try reader.count(), target: try reader.count(), chunk: try reader.count())
      let count = try reader.count(limit: Simulator.chunkPaths)
      var values: [Double] = []
      values.reserveCapacity(count)
      for _ in 0..<count { values.append(try reader.double()) }
      driverValues[key] = values
    }
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
    for _ in 0..<(try reader.count(limit: reader.remaining)) { values.append(try ValueDesign(from: &reader)) }
    events = try reader.count(limit: 1 << 24)
    isPair = try reader.count(limit: 1) == 1
  }
}
