/// What the density of a distribution is measured in.
public enum DistributionKind: Sendable {
  /// Probability per unit of the value.
  case continuous
  /// Probability of single values: there are countably many, often whole numbers.
  case discrete
  /// Some single values have a positive probability, at which the density is infinite, the rest has a density.
  case mixed
}
