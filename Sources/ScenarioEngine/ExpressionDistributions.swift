import NumericCore

/// The distributions a scenario file may name, with their arguments.
enum ExpressionDistributions {
  struct Argument {
    var name: String?
    /// Where it begins, its name included.
    var offset: Int
    var item: ExpressionParser.Item
  }

  /// Names and their accepted sets of arguments; arguments without names fill the first set in order.
  private static let forms: [String: [[String]]] = [
    "normal": [["mean", "sd"], ["p5", "p95"]],
    "lognormal": [["mu", "sigma"], ["p5", "p95"], ["mean", "sd"]],
    "uniform": [["min", "max"]],
    "triangular": [["min", "mode", "max"]],
    "pert": [["min", "mode", "max"]],
    "beta": [["alpha", "beta"]],
    "gamma": [["shape", "scale"]],
    "exponential": [["rate"]],
    "studentT": [["df", "location", "scale"], ["df"]],
    "weibull": [["shape", "scale"]],
    "logistic": [["location", "scale"]],
    "gumbel": [["location", "scale"]],
    "pareto": [["minimum", "shape"]],
    "poisson": [["mean"]],
    "binomial": [["trials", "probability"]],
    "negativeBinomial": [["successes", "probability"]],
  ]

  static let names = [
    "normal", "lognormal", "uniform", "triangular", "pert", "beta", "gamma", "exponential", "studentT", "weibull", "logistic", "gumbel",
    "pareto", "poisson", "binomial", "negativeBinomial", "mixture", "truncate", "empirical",
  ]

  /// How a distribution is written, for a sentence.
  static func usage(of name: String) -> String {
    switch name {
    case "mixture": "`mixture(d1, d2, weights = [0.3, 0.7])`"
    case "truncate": "`truncate(d, low, high)`"
    case "empirical": "`empirical(x1, x2, …)`"
    default:
      (forms[name] ?? []).enumerated().map { index, form in
        "`\(name)(\(form.map { index == 0 || form == ["df"] ? $0 : "\($0) = …" }.joined(separator: ", ")))`"
      }.joined(separator: " or ")
    }
  }

  /// `a to b`: lognormal with 5 % below a and 5 % above b.
  static func range(_ first: ExpressionParser.Item, _ second: ExpressionParser.Item) throws(ExpressionError) -> any Distribution {
    guard case .number(let low) = first.content, case .number(let high) = second.content else {
      throw ExpressionError(at: first.offset, "`to` stands between two numbers.", "Write `a to b`, or name a distribution.")
    }
    let written = "\(first.text) to \(second.text)"
    if low > high {
      let percent =
        second.text.hasSuffix("%") && !first.text.hasSuffix("%") ? "\(first.text)% to \(second.text)" : "\(second.text) to \(first.text)"
      throw ExpressionError(at: first.offset, "The range \(written) is upside down.", "Write `\(percent)`.")
    }
    if low == high { throw ExpressionError(at: first.offset, "The range \(written) has no width.", "Write `\(first.text)`.") }
    guard low > 0 else {
      throw ExpressionError(
        at: first.offset, "The range \(written) is lognormal and cannot reach 0 or below.",
        "Write `normal(p5 = \(first.text), p95 = \(second.text))`.")
    }
    return try made(at: first.offset) { () throws(NumericError) in try Lognormal(p5: low, p95: high) }
  }

  static func build(_ name: String, _ arguments: [Argument], at start: Int) throws(ExpressionError) -> any Distribution {
    switch name {
    case "mixture": return try mixture(arguments, at: start)
    case "truncate": return try truncate(arguments, at: start)
    case "empirical":
      let values = try arguments.map { argument throws(ExpressionError) in try number(argument, of: name) }
      return try made(at: start) { () throws(NumericError) in try Empirical(values: values) }
    default:
      let bound = try bind(name, arguments, at: start)
      return try made(at: start) { () throws(NumericError) in try simple(name, bound.form, bound.numbers) }
    }
  }

  private static func simple(_ name: String, _ form: [String], _ x: [Double]) throws(NumericError) -> any Distribution {
    switch (name, form[0]) {
    case ("normal", "mean"): try Normal(mean: x[0], standardDeviation: x[1])
    case ("normal", _): try Normal(p5: x[0], p95: x[1])
    case ("lognormal", "mu"): try Lognormal(mu: x[0], sigma: x[1])
    case ("lognormal", "p5"): try Lognormal(p5: x[0], p95: x[1])
    case ("lognormal", _): try Lognormal(mean: x[0], standardDeviation: x[1])
    case ("uniform", _): try Uniform(minimum: x[0], maximum: x[1])
    case ("triangular", _): try Triangular(minimum: x[0], mode: x[1], maximum: x[2])
    case ("pert", _): try Pert(minimum: x[0], mode: x[1], maximum: x[2])
    case ("beta", _): try Beta(alpha: x[0], beta: x[1])
    case ("gamma", _): try Gamma(shape: x[0], scale: x[1])
    case ("exponential", _): try Exponential(rate: x[0])
    case ("weibull", _): try Weibull(shape: x[0], scale: x[1])
    case ("logistic", _): try Logistic(location: x[0], scale: x[1])
    case ("gumbel", _): try Gumbel(location: x[0], scale: x[1])
    case ("pareto", _): try Pareto(minimum: x[0], shape: x[1])
    case ("poisson", _): try Poisson(mean: x[0])
    case ("binomial", _): try Binomial(trials: x[0], probability: x[1])
    case ("negativeBinomial", _): try NegativeBinomial(successes: x[0], probability: x[1])
    default:
      x.count == 1
        ? try StudentT(degreesOfFreedom: x[0]) : try StudentT(degreesOfFreedom: x[0], location: x[1], scale: x[2])
    }
  }

  /// Puts arguments in the order of the form they fill.
  private static func bind(
    _ name: String, _ arguments: [Argument], at start: Int
  ) throws(ExpressionError) -> (form: [String], numbers: [Double]) {
    let forms = forms[name] ?? []
    var given: [String: Double] = [:]
    for (index, argument) in arguments.enumerated() {
      let known = Set(forms.joined()).sorted()
      guard let key = argument.name ?? (index < forms[0].count ? forms[0][index] : nil) else {
        throw ExpressionError(at: argument.offset, "\(name) has too many arguments.", "Write \(usage(of: name)).")
      }
      guard known.contains(key) else {
        throw ExpressionError(
          at: argument.offset, "\(name) has no argument \"\(key)\".\(Spelling.hint(key, among: known))", "Write \(usage(of: name)).")
      }
      if argument.name == nil, index > 0, arguments[index - 1].name != nil {
        throw ExpressionError(at: argument.offset, "An argument without a name stands behind one with a name.", "Write \(usage(of: name)).")
      }
      guard given.updateValue(try number(argument, of: name), forKey: key) == nil else {
        throw ExpressionError(at: argument.offset, "\(name) is given \(key) twice.", "Write \(usage(of: name)).")
      }
    }
    guard let form = forms.first(where: { Set($0) == Set(given.keys) }) else {
      throw ExpressionError(at: start, "These arguments do not fit \(name).", "Write \(usage(of: name)).")
    }
    return (form, form.compactMap { given[$0] })
  }

  private static func number(_ argument: Argument, of name: String) throws(ExpressionError) -> Double {
    if case .number(let number) = argument.item.content { return number }
    throw ExpressionError(
      at: argument.item.offset, "The arguments of \(name) are numbers, not \"\(argument.item.text)\".", "Write \(usage(of: name)).")
  }

  private static func distribution(_ argument: Argument, of name: String) throws(ExpressionError) -> any Distribution {
    switch argument.item.content {
    case .distribution(let distribution): return distribution
    case .number(let number): return try made(at: argument.offset) { () throws(NumericError) in try Constant(number) }
    case .list: throw ExpressionError(at: argument.offset, "\(name) needs a distribution here, not a list.", "Write \(usage(of: name)).")
    }
  }

  private static func mixture(_ arguments: [Argument], at start: Int) throws(ExpressionError) -> any Distribution {
    var components: [any Distribution] = []
    var weights: [Double]?
    for argument in arguments {
      if argument.name == "weights", weights == nil, case .list(let list) = argument.item.content {
        weights = list
      } else if argument.name == nil, weights == nil {
        components.append(try distribution(argument, of: "mixture"))
      } else {
        throw ExpressionError(at: argument.offset, "The mixture cannot be read from here.", "Write \(usage(of: "mixture")).")
      }
    }
    guard components.count >= 2 else {
      throw ExpressionError(at: start, "A mixture has two or more parts.", "Write \(usage(of: "mixture")).")
    }
    let shares = weights ?? Array(repeating: 1, count: components.count)
    guard shares.count == components.count else {
      throw ExpressionError(
        at: start, "The mixture has \(components.count) parts and \(shares.count) weights.", "Give one weight for each part.")
    }
    return try made(at: start) { () throws(NumericError) in try Mixture(components: components, weights: shares) }
  }

  private static func truncate(_ arguments: [Argument], at start: Int) throws(ExpressionError) -> any Distribution {
    guard let first = arguments.first, first.name == nil else {
      throw ExpressionError(at: start, "truncate begins with a distribution.", "Write \(usage(of: "truncate")).")
    }
    if case .number = first.item.content {
      throw ExpressionError(at: first.offset, "A number needs no truncation.", "Write \(usage(of: "truncate")).")
    }
    var limits: [String: Double] = [:]
    for (index, argument) in arguments.dropFirst().enumerated() {
      let key = argument.name ?? (index < 2 ? ["low", "high"][index] : "")
      guard ["low", "high"].contains(key), limits[key] == nil else {
        throw ExpressionError(at: argument.offset, "truncate takes a distribution, low and high.", "Write \(usage(of: "truncate")).")
      }
      limits[key] = try number(argument, of: "truncate")
    }
    guard !limits.isEmpty else {
      throw ExpressionError(at: start, "truncate has no limits.", "Write \(usage(of: "truncate")).")
    }
    let base = try distribution(first, of: "truncate")
    return try made(at: start) { () throws(NumericError) in
      try Truncated(base, minimum: limits["low"] ?? -.infinity, maximum: limits["high"] ?? .infinity)
    }
  }

  /// A distribution, or the sentence for the argument it refuses.
  private static func made(
    at offset: Int, _ build: () throws(NumericError) -> any Distribution
  ) throws(ExpressionError) -> any Distribution {
    do throws(NumericError) { return try build() } catch {
      guard case .parameter(let name, let argument, let value, let allowed) = error else {
        throw ExpressionError(at: offset, "The distribution cannot be made: \(error).", "Check its arguments.")
      }
      let isWrittenSo = forms[name]?.joined().contains(argument) ?? false
      let written = isWrittenSo ? argument : words[argument] ?? argument
      throw ExpressionError(
        at: offset, "\(name) does not accept \(NumberText.short(value)) as \(written).", "\(written) must be \(sentence(allowed)).")
    }
  }

  private static let words = [
    "standard deviation": "sd", "degrees of freedom": "df", "minimum": "min", "maximum": "max",
  ]

  /// `> 0` as `above 0`.
  private static func sentence(_ allowed: String) -> String {
    allowed.replacing("> ", with: "above ").replacing("≥ ", with: "at least ").replacing("minimum", with: "min")
  }
}
