import NumericCore

/// A question to `fit`.
struct FitRequest: Sendable {
  /// A series of the ledger, or the path of a csv file.
  var source: String
  /// The name of a curve; nil to compare all.
  var curve: String?
  var asOf: String?
  /// Of the intervals.
  var confidence = 0.95
  var errors = GrowthErrors.absolute
  /// The decimal year from which Bass's and Weibull's curves count.
  var launch: Double?
}
