import NumericCore

/// The models of NIST's nonlinear regression sets by the name of the set
/// (https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml).
enum NISTModels {
  /// The predictors of an observation and the parameters to its expected value.
  typealias Model = @Sendable ([Double], [Dual]) -> Dual

  static let all: [String: (parameters: Int, model: Model)] = {
    var models: [String: (parameters: Int, model: Model)] = exponentials
    for (name, model) in rational { models[name] = model }
    for (name, model) in miscellaneous { models[name] = model }
    return models
  }()

  /// The response as the model sees it: Nelson's is a logarithm.
  static func response(_ value: Double, of set: String) -> Double { set == "Nelson" ? Elementary.log(value) : value }

  private static let exponentials: [String: (parameters: Int, model: Model)] = [
    "BoxBOD": (2, saturation), "Misra1a": (2, saturation),
    "Chwirut1": (3, decayOverLine), "Chwirut2": (3, decayOverLine),
    "Eckerle4": (3, { x, b in b[0] / b[1] * exp(-0.5 * square((x[0] - b[2]) / b[1])) }),
    "Gauss1": (8, twoPeaks), "Gauss2": (8, twoPeaks), "Gauss3": (8, twoPeaks),
    "Lanczos1": (6, threeDecays), "Lanczos2": (6, threeDecays), "Lanczos3": (6, threeDecays),
    "MGH10": (3, { x, b in b[0] * exp(b[1] / (x[0] + b[2])) }),
    "MGH17": (5, { x, b in b[0] + b[1] * exp(-x[0] * b[3]) + b[2] * exp(-x[0] * b[4]) }),
    "Nelson": (3, { x, b in b[0] - b[1] * x[0] * exp(-b[2] * x[1]) }),
    "Rat42": (3, { x, b in b[0] / (1 + exp(b[1] - b[2] * x[0])) }),
    "Rat43": (4, { x, b in b[0] / power(1 + exp(b[1] - b[2] * x[0]), 1 / b[3]) }),
  ]

  private static let rational: [String: (parameters: Int, model: Model)] = [
    "Hahn1": (7, cubicOverCubic), "Thurber": (7, cubicOverCubic),
    "Kirby2": (5, { x, b in (b[0] + x[0] * (b[1] + x[0] * b[2])) / (1 + x[0] * (b[3] + x[0] * b[4])) }),
    "MGH09": (4, { x, b in b[0] * (x[0] * x[0] + x[0] * b[1]) / (x[0] * x[0] + x[0] * b[2] + b[3]) }),
  ]

  private static let miscellaneous: [String: (parameters: Int, model: Model)] = [
    "Bennett5": (3, { x, b in b[0] * power(b[1] + x[0], -1 / b[2]) }),
    "DanWood": (2, { x, b in b[0] * power(x[0], b[1]) }),
    "ENSO": (
      9,
      { x, b in
        let year = wave(x[0], period: Dual(12), b[1], b[2])
        return b[0] + year + wave(x[0], period: b[3], b[4], b[5]) + wave(x[0], period: b[6], b[7], b[8])
      }
    ),
    "Misra1b": (2, { x, b in b[0] * (1 - 1 / square(1 + b[1] * x[0] / 2)) }),
    "Misra1c": (2, { x, b in b[0] * (1 - 1 / squareRoot(1 + 2 * b[1] * x[0])) }),
    "Misra1d": (2, { x, b in b[0] * b[1] * x[0] / (1 + b[1] * x[0]) }),
    "Roszman1": (4, { x, b in b[0] - b[1] * x[0] - arctangent(b[2] / (x[0] - b[3])) / Double.pi }),
  ]

  private static let saturation: Model = { x, b in b[0] * (1 - exp(-b[1] * x[0])) }
  private static let decayOverLine: Model = { x, b in exp(-b[0] * x[0]) / (b[1] + b[2] * x[0]) }
  private static let twoPeaks: Model = { x, b in
    let decay = b[0] * exp(-b[1] * x[0])
    return decay + b[2] * exp(-square((x[0] - b[3]) / b[4])) + b[5] * exp(-square((x[0] - b[6]) / b[7]))
  }
  private static let threeDecays: Model = { x, b in
    b[0] * exp(-b[1] * x[0]) + b[2] * exp(-b[3] * x[0]) + b[4] * exp(-b[5] * x[0])
  }
  private static let cubicOverCubic: Model = { x, b in
    let above = b[0] + x[0] * (b[1] + x[0] * (b[2] + x[0] * b[3]))
    return above / (1 + x[0] * (b[4] + x[0] * (b[5] + x[0] * b[6])))
  }

  private static func square(_ a: Dual) -> Dual { a * a }

  private static func wave(_ x: Double, period: Dual, _ cosinePart: Dual, _ sinePart: Dual) -> Dual {
    let angle = 2 * Double.pi * x / period
    return cosinePart * cosine(angle) + sinePart * sine(angle)
  }
}
