/// One line of the table: how many digits of a quantity are right, and who says so.
struct AccuracyRow: Sendable {
  /// Data set, distribution or function.
  let set: String
  /// Start 1 or 2 of an iterative fit; empty where there is none.
  let start: String
  let quantity: String
  /// Correct digits, -log₁₀ of the relative error.
  let digits: Double
  /// Whose values these are digits of.
  let against: String

  /// A field for a table: two decimals.
  var digitsText: String {
    let hundredths = Int((digits * 100).rounded(.down))
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
