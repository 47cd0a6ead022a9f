/// The columns of a linear model as a NIST file prints it, for example "y = B0 + B1*x + B2*(x**2) + ... + B9*(x**9)".
struct NISTLinearModel: Equatable, Sendable {
  /// A column: the predictor with this number, from 1, to a power; power 0 is the constant.
  struct Term: Equatable, Sendable {
    let predictor: Int
    let power: Int
  }

  /// In the order of the coefficients.
  let terms: [Term]

  init(_ formula: String) throws(NISTDataSet.Unreadable) {
    let sides = formula.filter { !$0.isWhitespace }.split(separator: "=")
    guard sides.count == 2 else { throw NISTDataSet.Unreadable(description: "\"\(formula)\" is no linear model.") }
    var terms: [Term] = []
    var isOpen = false
    for part in sides[1].split(separator: "+") where part != "e" {
      if part == "..." {
        isOpen = true
        continue
      }
      guard let term = NISTLinearModel.term(part) else {
        throw NISTDataSet.Unreadable(description: "\"\(part)\" is no term of a linear model.")
      }
      // Dots between two powers of one predictor stand for the powers between.
      if isOpen, let last = terms.last, last.predictor == term.predictor, last.power < term.power {
        terms += (last.power + 1..<term.power).map { Term(predictor: term.predictor, power: $0) }
        isOpen = false
      }
      terms.append(term)
    }
    guard !isOpen, !terms.isEmpty else { throw NISTDataSet.Unreadable(description: "\"\(formula)\" leaves terms out.") }
    self.terms = terms
  }

  /// Terms "B2", "B2*x", "B2*x3", "B2*(x**2)".
  private static func term(_ text: Substring) -> Term? {
    let coefficient = text.prefix { $0 != "*" }
    guard coefficient.first == "B", Int(coefficient.dropFirst()) != nil else { return nil }
    let factor = text.dropFirst(coefficient.count + 1).filter { $0 != "(" && $0 != ")" }
    if factor.isEmpty { return coefficient.count == text.count ? Term(predictor: 1, power: 0) : nil }
    guard factor.first == "x" else { return nil }
    let star = factor.firstIndex(of: "*") ?? factor.endIndex
    let number = factor[factor.index(after: factor.startIndex)..<star]
    let power = factor[star...]
    guard let predictor = number.isEmpty ? 1 : Int(number), predictor > 0 else { return nil }
    guard let exponent = power.isEmpty ? 1 : power.hasPrefix("**") ? Int(power.dropFirst(2)) : nil, exponent > 0 else { return nil }
    return Term(predictor: predictor, power: exponent)
  }

  /// The degree, if the terms are the powers of one predictor from 0 up.
  var polynomialDegree: Int? {
    let powers = terms.indices.map { Term(predictor: 1, power: $0) }
    return terms.count > 1 && terms == powers ? terms.count - 1 : nil
  }

  /// One row per observation; powers are rounded.
  func design(of set: NISTDataSet) throws(NISTDataSet.Unreadable) -> [[Double]] {
    let predictors = (set.observations.first?.count ?? 1) - 1
    guard terms.allSatisfy({ $0.predictor <= predictors }), terms.count == set.parameters.count else {
      throw NISTDataSet.Unreadable(description: "\(set.name): the model does not fit its data or parameters.")
    }
    return set.observations.map { row in
      terms.map { term in (0..<term.power).reduce(1) { product, _ in product * row[term.predictor] } }
    }
  }
}
