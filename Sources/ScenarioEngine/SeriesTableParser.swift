/// Reads the lines of a `SeriesTable` from bytes.
struct SeriesTableParser {
  private enum Layout {
    /// Places of the columns series (nil: one series), period, value and season.
    case figures(series: Int?, period: Int, value: Int, season: Int?)
    /// The name, the figures between spaces, and the season.
    case lists(name: Int, values: Int, season: Int?)
    /// The name, then a figure in each column.
    case columns
  }

  /// Mistakes told of one series, at most.
  private static let mistakesTold = 5

  private let file: String
  private var layout = Layout.columns
  private var columns = 0
  private var series: [SeriesTable.Series] = []
  private var lines: [[Int]] = []
  private var places: [String: Int] = [:]
  private var latest: (name: [UInt8], place: Int)?
  private(set) var hasPeriods = false

  init(file: String) { self.file = file }

  mutating func parse(_ text: UnsafeRawBufferPointer) throws(ScenarioError) {
    var (start, line, hasHeader) = (0, 0, false)
    if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { start = 3 }
    var fields: [Range<Int>] = []
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 10 { end += 1 }
      let next = end + 1
      if end > start, text[end - 1] == 13 { end -= 1 }
      line += 1
      if end > start {
        try split(text, start..<end, into: &fields, line: line)
        if hasHeader {
          read(text, fields, line: line)
        } else {
          try readHeader(text, fields, line: line)
          hasHeader = true
        }
      }
      start = next
    }
    guard hasHeader else { throw error(1, "The table is empty.", "Its first line must name the columns, such as period,value.") }
    guard !series.isEmpty else { throw error(1, "The table has no rows.", "Add a line for each period.") }
  }

  /// The series, their figures in order of time.
  mutating func finished() -> [SeriesTable.Series] {
    if hasPeriods { for place in series.indices { sort(place) } }
    return series
  }

  // MARK: - Lines

  private func error(_ line: Int, _ problem: String, _ remedy: String) -> ScenarioError {
    ScenarioError(at: SourceLocation(file: file, line: line, column: 1), problem, remedy)
  }

  /// The fields between commas; of one in quotation marks what is inside.
  private func split(
    _ text: UnsafeRawBufferPointer, _ range: Range<Int>, into fields: inout [Range<Int>], line: Int
  ) throws(ScenarioError) {
    fields.removeAll(keepingCapacity: true)
    var start = range.lowerBound
    while true {
      var end = start
      if start < range.upperBound, text[start] == 34 {
        end = start + 1
        while end < range.upperBound, text[end] != 34 { end += 1 }
        guard end < range.upperBound else {
          throw error(line, "A quotation mark is never closed on this line.", "Close it, or leave it out.")
        }
        fields.append(start + 1..<end)
        end += 1
        guard end == range.upperBound || text[end] == 44 else {
          throw error(line, "Text follows the closing quotation mark of a field.", "Put a comma between them.")
        }
      } else {
        while end < range.upperBound, text[end] != 44 { end += 1 }
        fields.append(start..<end)
      }
      guard end < range.upperBound else { return }
      start = end + 1
    }
  }

  private func string(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }

  /// A field as a message shows it: no control characters, and not all of a long one.
  private func shown(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> String {
    let scalars = string(text, range.lowerBound..<min(range.upperBound, range.lowerBound + 60)).unicodeScalars
    return String(String.UnicodeScalarView(scalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
  }

  private mutating func readHeader(_ text: UnsafeRawBufferPointer, _ fields: [Range<Int>], line: Int) throws(ScenarioError) {
    let names = fields.map { string(text, $0) }
    columns = names.count
    let name = names.firstIndex(of: "series") ?? names.firstIndex(of: "id")
    let season = names.firstIndex(of: "periods_per_year")
    if let period = names.firstIndex(of: "period"), let value = names.firstIndex(of: "value") {
      layout = .figures(series: name, period: period, value: value, season: season)
      hasPeriods = true
    } else if let values = names.firstIndex(of: "values") {
      layout = .lists(name: name ?? 0, values: values, season: season)
    } else if names.count > 2, !names.contains("period"), !names.contains("value") {
      layout = .columns
    } else if names.count == 1, let separator = [";", "\t"].first(where: { names[0].contains($0) }) {
      throw error(
        line, "The fields of the first line are parted by \(separator == ";" ? "semicolons" : "tabs").", "Put commas between fields.")
    } else {
      throw error(line, "The table needs the columns period and value.", "Name them in the first line, such as period,value.")
    }
  }

  private mutating func read(_ text: UnsafeRawBufferPointer, _ fields: [Range<Int>], line: Int) {
    switch layout {
    case .figures(let name, let period, let value, let season):
      let place = name.map { $0 < fields.count ? self.place(text, fields[$0], line: line) : nil } ?? self.place(text, 0..<0, line: line)
      guard let place else { return }
      guard fields.count == columns else { return ragged(fields.count, place, line) }
      guard let period = Period(string(text, fields[period])) else {
        return add(
          place, line, fields[period], text, "'\(shown(text, fields[period]))' is not a period.", "Write 2024, 2024-Q3 or 2024-03.")
      }
      guard let number = number(text, fields[value], place, line) else { return }
      series[place].periods.append(period)
      series[place].values.append(number)
      lines[place].append(line)
      readSeason(text, season.map { fields[$0] }, place, line)
    case .lists(let name, let values, let season):
      guard fields.count >= columns || values < fields.count else {
        return ragged(fields.count, newPlace(text, fields[0], line: line), line)
      }
      let place = newPlace(text, fields[name], line: line)
      // Figures between commas spill over the last column.
      let last = values == columns - 1 ? fields.count - 1 : values
      for field in fields[values...last] { readList(text, field, place, line) }
      readSeason(text, season.flatMap { $0 < fields.count ? fields[$0] : nil }, place, line)
      if series[place].values.isEmpty, series[place].mistakes.isEmpty { empty(place, line) }
    case .columns:
      let place = newPlace(text, fields[0], line: line)
      var end = fields.count
      while end > 1, fields[end - 1].isEmpty { end -= 1 }
      for field in fields[1..<end] {
        if let number = number(text, field, place, line) { series[place].values.append(number) }
      }
      if series[place].values.isEmpty, series[place].mistakes.isEmpty { empty(place, line) }
    }
  }

  private mutating func readList(_ text: UnsafeRawBufferPointer, _ range: Range<Int>, _ place: Int, _ line: Int) {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      while end < range.upperBound, text[end] != 32, text[end] != UInt8(ascii: ";"), text[end] != UInt8(ascii: "|") { end += 1 }
      if end > start, let number = number(text, start..<end, place, line) { series[place].values.append(number) }
      start = end + 1
    }
  }

  private mutating func readSeason(_ text: UnsafeRawBufferPointer, _ range: Range<Int>?, _ place: Int, _ line: Int) {
    guard let range else { return }
    guard let season = Int(string(text, range)), (1...60).contains(season) else {
      return add(place, line, range, text, "'\(shown(text, range))' is not a number of periods a year.", "Write 1, 4, 12 or up to 60.")
    }
    series[place].season = season
  }

  // MARK: - Series

  /// The series of a name, new where it is met first.
  private mutating func place(_ text: UnsafeRawBufferPointer, _ range: Range<Int>, line: Int) -> Int {
    if let latest, latest.name.count == range.count, latest.name.elementsEqual(text[range]) { return latest.place }
    let name = string(text, range)
    let place = places[name] ?? append(name, line: line)
    latest = (Array(text[range]), place)
    return place
  }

  /// A new series, with a mistake where its name was met before.
  private mutating func newPlace(_ text: UnsafeRawBufferPointer, _ range: Range<Int>, line: Int) -> Int {
    let name = string(text, range)
    let earlier = places[name]
    let place = append(name, line: line)
    if let earlier {
      add(
        place, line, range, text, "The series '\(name)' stands there twice, first on line \(series[earlier].line).", "Rename one of them.")
    }
    return place
  }

  private mutating func append(_ name: String, line: Int) -> Int {
    let place = series.count
    if places[name] == nil { places[name] = place }
    series.append(SeriesTable.Series(name: name, line: line, values: [], periods: []))
    lines.append([])
    return place
  }

  private mutating func number(_ text: UnsafeRawBufferPointer, _ range: Range<Int>, _ place: Int, _ line: Int) -> Double? {
    if let number = DecimalText.number(text, range) { return number }
    if range.isEmpty {
      add(place, line, range, text, "A number is missing here.", "Write it, or leave the row out.")
    } else {
      add(place, line, range, text, "'\(shown(text, range))' is not a number.", "Write a plain number, such as 408000000.")
    }
    return nil
  }

  private mutating func ragged(_ count: Int, _ place: Int, _ line: Int) {
    let problem = "This row has \(NumberText.count(count, "field")), the header has \(columns)."
    note(place, line, 1, problem, "Write a comma for every empty field.")
  }

  private mutating func empty(_ place: Int, _ line: Int) {
    note(place, line, 1, "The series '\(series[place].name)' has no values.", "Leave the line out.")
  }

  private mutating func add(
    _ place: Int, _ line: Int, _ range: Range<Int>, _ text: UnsafeRawBufferPointer, _ problem: String, _ remedy: String
  ) {
    var start = range.lowerBound
    while start > 0, text[start - 1] != 10 { start -= 1 }
    note(place, line, range.lowerBound - start + 1, problem, remedy)
  }

  private mutating func note(_ place: Int, _ line: Int, _ column: Int, _ problem: String, _ remedy: String) {
    let told = series[place].mistakes.count
    guard told < SeriesTableParser.mistakesTold else {
      if told == SeriesTableParser.mistakesTold {
        let location = SourceLocation(file: file, line: line, column: column)
        series[place].mistakes.append(
          Diagnostic(at: location, "From here on more mistakes of the series are not shown.", "Mend these first."))
      }
      return
    }
    series[place].mistakes.append(Diagnostic(at: SourceLocation(file: file, line: line, column: column), problem, remedy))
  }

  private mutating func sort(_ place: Int) {
    let periods = series[place].periods
    let order = periods.indices.sorted { (periods[$0].middle, $0) < (periods[$1].middle, $1) }
    if let first = zip(order, order.dropFirst()).first(where: { $0 > $1 }) {
      let location = SourceLocation(file: file, line: lines[place][first.0], column: 1)
      let name = series[place].name
      series[place].remarks.append(
        Diagnostic(at: location, "The periods\(name.isEmpty ? "" : " of '\(name)'") are not in order.", "They were sorted."))
      let values = series[place].values
      series[place].periods = order.map { periods[$0] }
      series[place].values = order.map { values[$0] }
    }
    for (earlier, later) in zip(order, order.dropFirst()) where periods[earlier] == periods[later] {
      note(place, lines[place][later], 1, "The period \(periods[later]) stands there twice.", "Keep one of its rows.")
    }
  }
}
