import Foundation

/// Costs of ours beside those of a reference run in the same minute.
struct CostTable {
  /// What was measured there, and its cost.
  typealias Reference = (what: String, nanoseconds: Double)

  private let costs: [Cost]
  private let reference: [String: Reference]

  init(_ costs: [Cost], reference: [String: Reference]) {
    self.costs = costs
    self.reference = reference
  }

  /// Reads lines "name;what;nanoseconds" below a heading.
  static func read(_ path: String) throws(AccuracyFailure) -> [String: Reference] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw AccuracyFailure(description: "\(path) cannot be read.")
    }
    var result: [String: Reference] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let words = line.split(separator: ";").map(String.init)
      guard words.count == 3, let nanoseconds = Double(words[2]) else {
        throw AccuracyFailure(description: "\(path): \"\(line)\" is not \"name;what;nanoseconds\".")
      }
      result[words[0]] = (words[1], nanoseconds)
    }
    return result
  }

  var text: String {
    let rows = costs.map { cost -> [String] in
      guard let other = reference[cost.name] else { return [cost.name, CostTable.short(cost.nanoseconds), "", "", ""] }
      let ratio = CostTable.short(other.nanoseconds / cost.nanoseconds)
      return [cost.name, CostTable.short(cost.nanoseconds), CostTable.short(other.nanoseconds), ratio, other.what]
    }
    return TextTable(header: ["primitive", "ns", "ns there", "ratio", "there"], rows: rows, numbers: [1, 2, 3]).text
  }

  /// Three digits or so.
  private static func short(_ value: Double) -> String {
    value >= 100 ? String(Int(value.rounded())) : value >= 10 ? "\((value * 10).rounded() / 10)" : "\((value * 100).rounded() / 100)"
  }
}
