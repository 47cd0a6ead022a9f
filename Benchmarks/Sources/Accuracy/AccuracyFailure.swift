/// Why something could not be measured, as a sentence.
struct AccuracyFailure: Error, CustomStringConvertible {
  let description: String
}
