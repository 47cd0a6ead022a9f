import Foundation
import NumericCore

/// Correct digits against certified and 50-digit values, and the cost of each primitive.
///
///     accuracy                              tables for a person
///     accuracy --reference-costs FILE       the same, with costs of NumPy and SciPy beside ours
///     accuracy --data FOLDER                csv of NIST's sets in FOLDER/linear and FOLDER/nonlinear, nothing else on standard output
@main
struct AccuracyCommand {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    do throws(AccuracyFailure) {
      switch (words.first, words.count) {
      case (nil, _): try printTables(referenceCosts: nil)
      case ("--reference-costs", 2): try printTables(referenceCosts: words[1])
      case ("--data", 2): try printValues(of: NISTFolder(words[1]))
      default: throw AccuracyFailure(description: "usage: accuracy [--data FOLDER | --reference-costs FILE]")
      }
    } catch {
      say(error.description)
      exit(2)
    }
  }

  /// The sets that can be fitted, and a sentence with exit 2 if there are others.
  private static func printValues(of folder: NISTFolder) throws(AccuracyFailure) {
    print("set,start,quantity,digits")
    var failures = folder.failures
    for set in folder.sets {
      do throws(AccuracyFailure) {
        for row in try RegressionSolvers.rows(set) { print("\(row.set),\(row.start),\(row.quantity),\(row.digitsText)") }
      } catch { failures.append(error.description) }
    }
    for failure in failures { say(failure) }
    if !failures.isEmpty { exit(2) }
  }

  private static func printTables(referenceCosts: String?) throws(AccuracyFailure) {
    let folder = try NISTFolder("\(ReferenceSuite.folder)/nist")
    guard folder.failures.isEmpty else { throw AccuracyFailure(description: folder.failures.joined(separator: "\n")) }
    var rows: [AccuracyRow] = []
    var missing: [NISTDataSet.Kind: Int] = [:]
    for set in folder.sets {
      guard RegressionSolvers.all[set.kind] != nil else {
        missing[set.kind, default: 0] += 1
        continue
      }
      rows += try RegressionSolvers.rows(set).filter { $0.quantity.hasPrefix("worst") }
      if set.kind == .linear { rows += try LinearSolver().roundedPowers(set) }
    }
    rows += try PolynomialSuite.rows() + DistributionSuite.rows()
    print("Correct digits: -log₁₀ of the relative error, the worst value of each line.")
    print("Counted to 15 against NIST's linear sets, 11 against the nonlinear, 16 against mpmath and rationals.")
    let lines = rows.map { [$0.set, $0.start, $0.quantity, $0.digitsText, $0.against] }
    print(TextTable(header: ["set", "start", "quantity", "digits", "against"], rows: lines, numbers: [3]).text)
    for (kind, count) in missing { print("\(count) \(kind.rawValue) sets are not fitted here.") }
    print("\n\(LinearAlgebraLibrary.description)\n")
    print(CostTable(try CostSuite.costs(), reference: try referenceCosts.map(CostTable.read) ?? [:]).text)
  }

  private static func say(_ sentence: String) { FileHandle.standardError.write(Data((sentence + "\n").utf8)) }
}
