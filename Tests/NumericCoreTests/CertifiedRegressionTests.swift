import Foundation
import Testing

@testable import NumericCore

/// NIST's certified linear regressions (https://www.itl.nist.gov/div898/strd/lls/lls.shtml), read from the folder
/// named by CROSSROADS_REFERENCE_DATA. Pontius and Wampler2 stop at 13.5 and 13.2 digits because that is where the exact solution for
/// their decimal data, once rounded to doubles, lies.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["CROSSROADS_REFERENCE_DATA"] != nil,
    "needs NIST's files: set CROSSROADS_REFERENCE_DATA to a folder with nist/linear/*.dat"))
struct CertifiedRegressionTests {
  /// How the columns of the file become columns of the design.
  enum Form: Sendable {
    case line, throughOrigin, polynomial(Int), multiple
  }

  static let sets: [(name: String, form: Form, digits: Double, errorDigits: Double)] = [
    ("Norris", .line, 14, 13), ("NoInt1", .throughOrigin, 14, 13), ("Pontius", .polynomial(2), 13.5, 13),
    ("Longley", .multiple, 14, 12.5), ("Wampler1", .polynomial(5), 14, 13), ("Wampler2", .polynomial(5), 13.2, 13),
    ("Wampler3", .polynomial(5), 14, 13),
  ]

  struct File {
    var estimates: [Double] = []
    var errors: [Double] = []
    var data: [[Double]] = []

    init(_ name: String) throws {
      let folder = try #require(ProcessInfo.processInfo.environment["CROSSROADS_REFERENCE_DATA"])
      let text = try String(contentsOfFile: "\(folder)/nist/linear/\(name).dat", encoding: .isoLatin1)
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for line in lines.prefix(60) {
        let words = line.split(separator: " ")
        if words.count == 3, words[0].first == "B", let index = Int(words[0].dropFirst()), index < 20 {
          estimates.append(try #require(Double(words[1])))
          errors.append(try #require(Double(words[2])))
        }
      }
      data = lines.dropFirst(60).map { $0.split(separator: " ").compactMap { Double($0) } }.filter { !$0.isEmpty }
    }
  }

  static func design(_ form: Form, _ data: [[Double]]) throws -> Matrix {
    try Matrix(
      rows: data.map { row in
        switch form {
        case .line: [1, row[1]]
        case .throughOrigin: [row[1]]
        case .polynomial(let degree): (0...degree).map { power in (0..<power).reduce(1.0) { product, _ in product * row[1] } }
        case .multiple: [1] + row.dropFirst()
        }
      })
  }

  /// The number of correct digits, at most 16.
  static func digits(_ computed: [Double], _ certified: [Double]) -> Double {
    zip(computed, certified).map { value, expected in
      let error = expected == 0 ? value.magnitude : (value / expected - 1).magnitude
      return error < 1e-16 ? 16 : -log10(error)
    }.min() ?? 0
  }

  @Test(arguments: sets.indices)
  func coefficientsHaveTheCertifiedDigits(index: Int) throws {
    let set = Self.sets[index]
    let file = try File(set.name)
    let fit = try LeastSquares.solve(Self.design(set.form, file.data), observations: file.data.map { $0[0] })
    #expect(fit.coefficients.count == file.estimates.count)
    let reached = Self.digits(fit.coefficients, file.estimates)
    let errors = Self.digits(fit.standardErrors.map { $0 * fit.residualStandardDeviation }, file.errors)
    #expect(reached >= set.digits, "\(set.name): \(reached) digits, standard errors \(errors), condition \(fit.conditionEstimate)")
    #expect(errors >= set.errorDigits, "\(set.name): \(errors) digits in the standard errors")
  }
}
