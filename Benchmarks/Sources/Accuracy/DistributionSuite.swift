import NumericCore

/// Distributions and special functions over the tables of the tests; names that are not known here are left out.
enum DistributionSuite {
  static func rows() throws(AccuracyFailure) -> [AccuracyRow] {
    let distributions = try ReferenceSuite("distributions.csv").worst(against: "mpmath", key: { ($0[0], $0[2]) }) { row in
      guard row.count == 5, let argument = Double(row[3]) else { return nil }
      return (try? ReferenceDistribution.make(row[0], parameters: row[1])).map { ReferenceDistribution.apply(row[2], of: $0, at: argument) }
    }
    let functions = try ReferenceSuite("special_functions.csv").worst(against: "mpmath", key: { ($0[0], "value") }) { row in
      guard row.count == 3, let argument = Double(row[1]) else { return nil }
      return function(row[0])?(argument)
    }
    return distributions + functions
  }

  private static func function(_ name: String) -> ((Double) -> Double)? {
    switch name {
    case "expMinusOne": { Elementary.expMinusOne($0) }
    case "logOnePlus": { Elementary.log(onePlus: $0) }
    case "sine": { Elementary.sine($0) }
    case "normalSurvival": { Elementary.normalSurvival($0) }
    case "logGamma": { Elementary.logGamma($0) }
    default: nil
    }
  }
}
