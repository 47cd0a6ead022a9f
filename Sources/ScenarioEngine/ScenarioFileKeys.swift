/// The keys a scenario file may have: declarations by the parts of their keys, with `*` for a name given in the file.
final class ScenarioFileKeys: Sendable {
  let children: [String: ScenarioFileKeys]
  let anyName: ScenarioFileKeys?
  /// What is declared of a key that ends here.
  let declaration: Declaration?

  /// The keys of a model, and those every file has.
  convenience init(_ declarations: [Declaration]) {
    self.init((declarations + Self.common).map { ($0.pattern.split(separator: ".").map(String.init)[...], $0) })
  }

  private init(_ declarations: [(rest: ArraySlice<String>, declaration: Declaration)]) {
    declaration = declarations.first { $0.rest.isEmpty }?.declaration
    let deeper = Dictionary(grouping: declarations.filter { !$0.rest.isEmpty }) { $0.rest.first ?? "" }
    var children = deeper.mapValues { ScenarioFileKeys($0.map { ($0.rest.dropFirst(), $0.declaration) }) }
    anyName = children.removeValue(forKey: "*")
    self.children = children
  }

  func child(_ name: String) -> ScenarioFileKeys? { children[name] ?? anyName }

  /// The declaration of a key, such as `regulation.regimes.banned.churn`.
  func declaration(of key: String) -> Declaration? {
    var node = self
    for part in key.split(separator: ".", omittingEmptySubsequences: false) {
      guard let next = node.child(String(part)) else { return nil }
      node = next
    }
    return node.declaration
  }

  private static let anything = Declaration.Kind.number(minimum: -.infinity, maximum: .infinity)

  /// Fits and correlations have keys of their own that every model shares.
  static let common: [Declaration] = [
    Declaration("fits.*.series", kind: .word, meaning: "The series of the evidence that is fitted: entity/region/metric."),
    Declaration("fits.*.curve", kind: .choice(FitDeclaration.Curve.allCases.map(\.rawValue)), meaning: "The curve fitted."),
    Declaration("fits.*.capacity", kind: anything, meaning: "The stated capacity of a logistic curve, in the series' unit."),
    Declaration("fits.*.origin", kind: .word, meaning: "The month at whose start the coefficient `level` stands, or a time in years."),
    Declaration("fits.*.rows.*.level", kind: anything, meaning: "An observed level, in the series' unit."),
    Declaration("fits.*.rows.*.at", kind: .word, meaning: "When the level held: a time in years, or a month, which stands at its middle."),
    Declaration("fits.*.rows.*.growth", kind: anything, meaning: "An observed relative growth."),
    Declaration("fits.*.rows.*.per", kind: .choice(["year", "quarter", "month"]), meaning: "The time over which it grew."),
    Declaration("fits.*.rows.*.around", kind: anything, meaning: "The level around which it grew, in the series' unit."),
    Declaration("fits.*.rows.*.rate", kind: anything, meaning: "A growth rate of the curve itself, per year."),
    Declaration("fits.*.rows.*.sd", kind: anything, meaning: "The row's standard deviation in the fitted scale."),
    Declaration("correlations.*.*", kind: .number(minimum: -1, maximum: 1), meaning: "The rank correlation of two parameters."),
  ]
}
