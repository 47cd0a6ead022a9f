import Foundation

/// A table of reference values beside the tests.
struct ReferenceTable {
  let rows: [[String]]

  init(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let text = try String(contentsOf: folder.appendingPathComponent("Reference/\(name)"), encoding: .utf8)
    rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
  }
}

/// The largest relative error seen, and where.
struct WorstError: CustomStringConvertible {
  var size = 0.0
  var place = ""
  var count = 0

  /// - Parameter least: expected values below it count as this large.
  mutating func see(_ computed: Double, _ expected: Double, _ place: String, least: Double = 0) {
    let error = computed == expected ? 0 : (computed - expected).magnitude / max(expected.magnitude, least)
    count += 1
    if !(error <= size) {
      size = error
      self.place = "\(place): \(computed) instead of \(expected)"
    }
  }

  var description: String { "\(size) over \(count) values, at \(place)" }
}
