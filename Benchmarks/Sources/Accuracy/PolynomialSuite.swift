import Foundation
import NumericCore

/// Polynomials whose decimal data have exact rational solutions, with powers in double-double arithmetic and with rounded ones.
enum PolynomialSuite {
  static func rows() throws(AccuracyFailure) -> [AccuracyRow] {
    let reference = try ReferenceSuite("least_squares.csv")
    var rows: [AccuracyRow] = []
    for name in reference.names where name.hasPrefix("polynomial") {
      let (x, y) = (reference.values(name, "x"), reference.values(name, "y"))
      let (coefficients, errors) = (reference.values(name, "decimalCoefficient"), reference.values(name, "decimalStandardError"))
      func compare(_ fit: LeastSquaresFit, _ suffix: String) {
        let pairs = [
          ("worst coefficient", fit.coefficients, coefficients), ("worst standard deviation", fit.estimatedStandardErrors ?? [], errors),
        ]
        for (quantity, computed, expected) in pairs {
          let digits = computed.count == expected.count ? zip(computed, expected).map { ReferenceSuite.digits($0, $1) }.min() ?? 0 : 0
          rows.append(AccuracyRow(set: name, start: "", quantity: quantity + suffix, digits: digits, against: "rationals"))
        }
      }
      let powers = x.map { value in coefficients.indices.map { k in (0..<k).reduce(1.0) { product, _ in product * value } } }
      do {
        compare(try PolynomialLeastSquares.solve(degree: coefficients.count - 1, x: x, y: y).fit, "")
        let rounded = try LeastSquares.solve(Matrix(rows: powers), observations: y)
        let condition = rounded.conditionEstimate
        compare(rounded, ", powers rounded, condition 1e\(Int(log10(condition)))")
      } catch NumericError.rankDeficient(let rank, _) {
        let quantity = "refused: powers rounded have rank \(rank)"
        rows.append(AccuracyRow(set: name, start: "", quantity: quantity, digits: 0, against: "rationals"))
      } catch { throw AccuracyFailure(description: "\(name): \(error)") }
    }
    return rows
  }
}
