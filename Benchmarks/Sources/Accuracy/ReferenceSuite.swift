import Foundation
import NumericCore

/// The worst digits of each function over a table of reference values of the tests.
struct ReferenceSuite {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Tests/NumericCoreTests/Reference").standardizedFileURL.path

  private let name: String
  private let rows: [[String]]

  init(_ name: String) throws(AccuracyFailure) {
    guard let text = try? String(contentsOfFile: "\(ReferenceSuite.folder)/\(name)", encoding: .utf8) else {
      throw AccuracyFailure(description: "\(ReferenceSuite.folder)/\(name) cannot be read.")
    }
    self.name = name
    rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The first column, each name once, in order of appearance.
  var names: [String] {
    var seen: Set<String> = []
    return rows.map { $0[0] }.filter { seen.insert($0).inserted }
  }

  /// The numbers of one item of one problem, in a table with the columns problem, item, index, values.
  func values(_ name: String, _ item: String) -> [Double] {
    rows.filter { $0.count == 4 && $0[0] == name && $0[1] == item }.flatMap { $0[3].split(separator: ";").compactMap { Double($0) } }
  }

  /// The worst digits for each key in order of appearance.
  ///
  /// - Parameter value: the computed value of a row, nil for a function that is not measured here.
  func worst(against: String, key: ([String]) -> (set: String, quantity: String), value: ([String]) -> Double?) -> [AccuracyRow] {
    var order: [String] = []
    var worst: [String: AccuracyRow] = [:]
    for row in rows {
      guard let text = row.last, let expected = Double(text), let computed = value(row) else { continue }
      let (set, quantity) = key(row)
      let place = "\(set),\(quantity)"
      let digits = ReferenceSuite.digits(computed, expected)
      if worst[place] == nil { order.append(place) }
      if digits < worst[place]?.digits ?? .infinity {
        worst[place] = AccuracyRow(set: set, start: "", quantity: quantity, digits: digits, against: against)
      }
    }
    return order.compactMap { worst[$0] }
  }

  /// Between 0 and 16, the digits of a double.
  static func digits(_ computed: Double, _ expected: Double) -> Double {
    if computed == expected || computed.isNaN && expected.isNaN { return 16 }
    let error = expected == 0 ? computed.magnitude : ((computed - expected) / expected).magnitude
    return error.isFinite ? min(max(-log10(error), 0), 16) : 0
  }
}
