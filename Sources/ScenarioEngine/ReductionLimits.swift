/// From where on a run of many rows saves memory, at the price of some time; nothing here moves a bit of the result.
struct ReductionLimits: Sendable {
  /// Bytes that the rows of a thread may take before chunks are simulated in slices.
  var rowBytes = 6 << 20
  /// Cells of all histograms, a byte each, before they are packed.
  var cells = 24 << 20
  /// Paths after which packed counts are looked through for the first time for what no quantile can need any more.
  var firstForgetting = 16_384
}
