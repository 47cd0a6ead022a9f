import Foundation

/// One of NIST's Statistical Reference Datasets (https://www.itl.nist.gov/div898/strd/), read from its `.dat` file.
///
/// The only source for the certified values, data and starts of tests and of `make accuracy`; the formula of a nonlinear set is code, found by
/// `name`.
struct NISTDataSet: Sendable {
  enum Kind: String, Sendable {
    case linear, nonlinear

    /// The number of digits to which NIST certifies; more agree by chance only.
    var certifiedDigits: Double { self == .linear ? 15 : 11 }
  }

  /// A coefficient with its certified value.
  struct Parameter: Sendable {
    /// As the file calls it: "B0" in a linear set, "b1" in a nonlinear one.
    let name: String
    let certified: Double
    let standardDeviation: Double
    /// Start 1 and start 2 of a nonlinear set; empty in a linear one.
    let starts: [Double]
  }

  /// Why a file could not be read, as a sentence.
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  /// As in the file's second line, for example "Misra1a".
  let name: String
  let kind: Kind
  /// The model's formula as the file prints it, its lines joined by spaces.
  let model: String
  /// One row for each observation: the response y as printed, then the predictors.
  let observations: [[Double]]
  let parameters: [Parameter]
  let residualSumOfSquares: Double
  let residualStandardDeviation: Double
  let degreesOfFreedom: Int
  /// Certified in linear sets only.
  let rSquared: Double?

  var certified: [Double] { parameters.map(\.certified) }
  var standardDeviations: [Double] { parameters.map(\.standardDeviation) }
  var response: [Double] { observations.map { $0[0] } }

  /// The predictor with this number, from 1.
  func predictor(_ number: Int) -> [Double] { observations.map { $0[number] } }

  /// The initial values of start 1 or 2.
  func start(_ number: Int) -> [Double] { parameters.map { $0.starts[number - 1] } }

  /// The number of correct digits, -log₁₀ |computed - certified|/|certified| (the absolute error where 0 is certified), from 0 to the
  /// number certified.
  func correctDigits(_ computed: Double, _ certified: Double) -> Double {
    let error = certified == 0 ? computed.magnitude : ((computed - certified) / certified).magnitude
    guard error.isFinite else { return 0 }
    return error == 0 ? kind.certifiedDigits : min(max(-log10(error), 0), kind.certifiedDigits)
  }

  /// The digits of the worst of several values.
  func worstDigits(_ computed: [Double], _ certified: [Double]) -> Double {
    guard computed.count == certified.count else { return 0 }
    return zip(computed, certified).map { correctDigits($0, $1) }.min() ?? 0
  }

  init(contentsOfFile path: String) throws(Unreadable) {
    guard let bytes = FileManager.default.contents(atPath: path) else { throw Unreadable(description: "\(path) cannot be read.") }
    guard bytes.count < 1 << 20 else { throw Unreadable(description: "\(path) is no file of NIST's: it has \(bytes.count) bytes.") }
    do { try self.init(text: String(decoding: bytes, as: UTF8.self)) } catch {
      throw Unreadable(description: "\(path): \(error.description)")
    }
  }

  init(text: String) throws(Unreadable) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    let words = lines.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
    name = try Self.name(words)
    kind = try Self.kind(lines)
    model = Self.model(lines)
    parameters = kind == .linear ? Self.linearParameters(words) : Self.nonlinearParameters(words)
    guard !parameters.isEmpty else { throw Unreadable(description: "no certified values.") }
    observations = try Self.observations(lines, words)
    residualStandardDeviation = try Self.number(after: kind == .linear ? "Standard Deviation" : "Residual Standard Deviation:", lines)
    rSquared = try? Self.number(after: "R-Squared", lines)
    if kind == .linear {
      guard let row = words.last(where: { $0.first == "Residual" && $0.count == 4 }), let degrees = Int(row[1]), let sum = Double(row[2])
      else {
        throw Unreadable(description: "no line of the residual's sum of squares.")
      }
      (degreesOfFreedom, residualSumOfSquares) = (degrees, sum)
    } else {
      degreesOfFreedom = Int(try Self.number(after: "Degrees of Freedom:", lines))
      residualSumOfSquares = try Self.number(after: "Residual Sum of Squares:", lines)
    }
  }

  private static func name(_ words: [[String]]) throws(Unreadable) -> String {
    guard let line = words.first(where: { $0.count >= 3 && $0[0] == "Dataset" && $0[1] == "Name:" }) else {
      throw Unreadable(description: "no line \"Dataset Name:\".")
    }
    return line[2]
  }

  private static func kind(_ lines: [String]) throws(Unreadable) -> Kind {
    guard let line = lines.first(where: { $0.hasPrefix("Procedure:") }) else { throw Unreadable(description: "no line \"Procedure:\".") }
    if line.contains("Nonlinear Least Squares") { return .nonlinear }
    if line.contains("Linear Least Squares") { return .linear }
    throw Unreadable(description: "a procedure that is no least squares.")
  }

  /// From the first line with an equals sign below "Model:" to the next empty line or heading.
  private static func model(_ lines: [String]) -> String {
    let below = lines.drop { !$0.hasPrefix("Model:") }.drop { !$0.contains("=") }
    return below.prefix { line in
      !line.allSatisfy(\.isWhitespace) && !line.contains("Certified") && !line.contains("Starting")
    }.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
  }

  /// Lines "B0  estimate  deviation".
  private static func linearParameters(_ words: [[String]]) -> [Parameter] {
    words.compactMap { line in
      guard line.count == 3, line[0].first == "B", Int(line[0].dropFirst()) != nil else { return nil }
      guard let value = Double(line[1]), let deviation = Double(line[2]) else { return nil }
      return Parameter(name: line[0], certified: value, standardDeviation: deviation, starts: [])
    }
  }

  /// Lines "b1 =  start  start  estimate  deviation".
  private static func nonlinearParameters(_ words: [[String]]) -> [Parameter] {
    words.compactMap { line in
      guard line.count == 6, line[0].first == "b", line[1] == "=", Int(line[0].dropFirst()) != nil else { return nil }
      let numbers = line[2...].compactMap { Double($0) }
      guard numbers.count == 4 else { return nil }
      return Parameter(name: line[0], certified: numbers[2], standardDeviation: numbers[3], starts: Array(numbers[..<2]))
    }
  }

  /// All lines of numbers below the last heading "Data:", which names the columns.
  private static func observations(_ lines: [String], _ words: [[String]]) throws(Unreadable) -> [[Double]] {
    guard let heading = lines.lastIndex(where: { $0.hasPrefix("Data:") }) else { throw Unreadable(description: "no data.") }
    let rows = words[(heading + 1)...].filter { !$0.isEmpty }
    let values = rows.map { $0.compactMap { Double($0) } }
    let width = words[heading].count - 1
    for (row, value) in zip(rows, values) where value.count != row.count || value.count != width || width < 2 {
      throw Unreadable(description: "\"\(row.joined(separator: " "))\" is no row of \(width) numbers.")
    }
    let stated = words.first { $0.count == 2 && $0[1] == "Observations" }.flatMap { Int($0[0]) }
    guard !values.isEmpty, stated == nil || stated == values.count else {
      throw Unreadable(description: "\(values.count) rows of data in place of \(stated ?? 1).")
    }
    return values
  }

  /// The number that follows these words on the line that begins with them.
  private static func number(after words: String, _ lines: [String]) throws(Unreadable) -> Double {
    for line in lines.map({ $0.trimmingCharacters(in: .whitespaces) }) where line.hasPrefix(words) {
      if let value = line.dropFirst(words.count).split(separator: " ").first.flatMap({ Double($0) }) { return value }
    }
    throw Unreadable(description: "no number after \"\(words)\".")
  }
}
