/// Integrals of smooth densities over short intervals.
///
/// A. S. Kronrod's rule of 21 points, whose odd ones are C. F. Gauss's rule of 10 (R. Piessens et al. 1983, doi
/// 10.1007/978-3-642-61786-7). **Accuracy**: where both rules agree to 1e-10 that of 21 points is exact but for rounding.
enum DensityIntegral {
  /// Positive points of the rule of 21, from the end; the points at odd places are those of the rule of 10.
  private static let points = [
    0.9956571630258081, 0.9739065285171717, 0.9301574913557082, 0.8650633666889845, 0.7808177265864169, 0.6794095682990244,
    0.5627571346686047, 0.4333953941292472, 0.2943928627014602, 0.14887433898163122,
  ]
  private static let weights = [
    0.011694638867371874, 0.032558162307964725, 0.054755896574351995, 0.07503967481091996, 0.0931254545836976, 0.10938715880229764,
    0.12349197626206584, 0.13470921731147334, 0.14277593857706009, 0.14773910490133849,
  ]
  private static let middleWeight = 0.1494455540029169
  private static let gaussWeights = [
    0.06667134430868814, 0.1494513491505806, 0.21908636251598204, 0.26926671930999635, 0.29552422471475287,
  ]

  private static let tolerance = 1e-10
  /// A density that even so many pieces do not make smooth is taken as it is.
  private static let mostPieces = 2000

  /// The integral of `density` from `low` to `high`, both finite: pieces are halved until both rules agree on each.
  static func value(from low: Double, to high: Double, of density: (Double) -> Double) -> Double {
    var open = [(low, high)]
    var sum = 0.0
    var count = 0
    while let (a, b) = open.popLast() {
      count += 1
      let rules = rules(a, b, density)
      let middle = middle(a, b)
      if (rules.kronrod - rules.gauss).magnitude <= tolerance * rules.kronrod || count > mostPieces || !(middle > a && middle < b) {
        sum += rules.kronrod
      } else {
        open.append((middle, b))
        open.append((a, middle))
      }
    }
    return sum
  }

  /// In the order of the doubles where an interval spans powers of ten.
  private static func middle(_ low: Double, _ high: Double) -> Double {
    let spansPowers = low > 0 && high > 8 * low || high < 0 && low < 8 * high
    return spansPowers ? OrderedDouble.middle(low, high) : 0.5 * low + 0.5 * high
  }

  private static func rules(_ low: Double, _ high: Double, _ density: (Double) -> Double) -> (kronrod: Double, gauss: Double) {
    let centre = 0.5 * low + 0.5 * high
    let half = 0.5 * (high - low)
    var kronrod = middleWeight * density(centre)
    var gauss = 0.0
    for i in points.indices {
      let shift = half * points[i]
      let pair = density(centre - shift) + density(centre + shift)
      kronrod += weights[i] * pair
      if i % 2 == 1 { gauss += gaussWeights[i / 2] * pair }
    }
    return (half * kronrod, half * gauss)
  }
}
