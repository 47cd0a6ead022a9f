import NumericCore

/// A fit that a scenario declares, solved: level and rate, jointly normal, on the scale on which the curve is straight.
///
/// Least squares on rows divided by their stated standard deviations (never taken from residuals), so the coefficients are normal with
/// centre (XᵀX)⁻¹Xᵀy and covariance (XᵀX)⁻¹. A path takes centre + L z with L the lower Cholesky factor, in the order level, rate.
public struct FittedTrend: Sendable {
  public let declaration: FitDeclaration
  /// Level at the origin, rate per year.
  public let centre: [Double]
  /// Covariance of (level, rate), by rows.
  public let covariance: [[Double]]
  /// Lower Cholesky factor of the covariance, by rows.
  public let factor: [[Double]]
  /// Rows in use, and those that were not yet known.
  public let rows: [FitDeclaration.Row]
  public let leftOut: [FitDeclaration.Row]
  /// Of each row in use, (observed - fitted)/sd.
  public let residuals: [Double]

  /// Solves a fit with the rows known.
  ///
  /// - Throws: where there is no level row, or the rows do not determine both coefficients.
  public init(_ declaration: FitDeclaration, isKnown: (FitDeclaration.Row) -> Bool) throws(ScenarioError) {
    self.declaration = declaration
    rows = declaration.rows.filter(isKnown)
    leftOut = declaration.rows.filter { !isKnown($0) }
    let hasLevel = rows.contains { if case .level = $0.observation { true } else { false } }
    guard hasLevel else {
      throw ScenarioError(
        at: declaration.location, "No level of the fit '\(declaration.name)' was known by then.",
        "Run as of a later day, or set what the fit gives, with --set or in a file.")
    }
    var design: [[Double]] = []
    var observed: [Double] = []
    for row in rows {
      let line = Self.row(row.observation, of: declaration)
      design.append(line.design)
      observed.append(line.observed)
    }
    do {
      let fit = try LeastSquares.solve(
        try Matrix(rows: design), observations: observed, standardDeviations: rows.map(\.sd))
      centre = fit.coefficients
      covariance = [[fit.covariance[0, 0], fit.covariance[0, 1]], [fit.covariance[1, 0], fit.covariance[1, 1]]]
      let lower = try Cholesky.lower(fit.covariance)
      factor = [[lower[0, 0], 0], [lower[1, 0], lower[1, 1]]]
      var residuals: [Double] = []
      for (i, row) in rows.enumerated() {
        residuals.append((observed[i] - design[i][0] * fit.coefficients[0] - design[i][1] * fit.coefficients[1]) / row.sd)
      }
      self.residuals = residuals
    } catch {
      throw ScenarioError(
        at: declaration.location,
        "The fit '\(declaration.name)' has no unique solution with \(NumberText.count(rows.count, "row")) known by then.",
        "Add a row that says something of the rate, such as a prior.")
    }
  }

  /// Coefficients and right-hand side of a row, on the fitted scale.
  static func row(_ observation: FitDeclaration.Observation, of fit: FitDeclaration) -> (design: [Double], observed: Double) {
    switch observation {
    case .level(let value, let year): ([1, year - fit.originYear], scaled(value, fit))
    case .rate(let rate): ([0, 1], rate)
    case .growth(let growth, let perYear, let around): ([0, 1], rate(growth: growth, perYear: perYear, around: around, fit))
    }
  }

  /// The rate that a relative growth around a level implies: n ln(1 + g), divided by 1 - v/c on a logistic curve; n v g on a line.
  static func rate(growth: Double, perYear: Double, around: Double, _ fit: FitDeclaration) -> Double {
    switch fit.curve {
    case .logistic: perYear * Elementary.log(1 + growth) / (1 - around / (fit.capacity ?? .infinity))
    case .logLinear: perYear * Elementary.log(1 + growth)
    case .linear: perYear * growth * around
    }
  }

  /// A value on the scale on which the curve is straight.
  static func scaled(_ value: Double, _ fit: FitDeclaration) -> Double {
    switch fit.curve {
    case .logistic: Elementary.log(value / ((fit.capacity ?? .infinity) - value))
    case .logLinear: Elementary.log(value)
    case .linear: value
    }
  }

  /// The centre's level at the origin, in the series' unit.
  public var centralLevel: Double { level(Vector(centre[0]))[0] }

  /// The level in the series' unit, from the level on the fitted scale.
  func level(_ scaled: Vector) -> Vector {
    switch declaration.curve {
    case .logistic: (declaration.capacity ?? .infinity) / (1 + exp(-scaled))
    case .logLinear: exp(scaled)
    case .linear: scaled
    }
  }
}
