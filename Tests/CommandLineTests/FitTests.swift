import Foundation
import Testing

/// `fit`: growth curves of one series.
@Suite struct FitTests {
  /// Forty quarters of a logistic curve to 100 with midpoint 2015, disturbed by a few per mille.
  static func logisticFile(_ scratch: Scratch, rows: Int = 40) throws -> String {
    var text = "period,value\n"
    for index in 0..<rows {
      let year = 2010 + Double(index) / 4 + 0.125
      let value = 100 / (1 + exp(-0.8 * (year - 2015))) * (1 + 0.004 * sin(Double(7 * index)))
      text += "\(2010 + index / 4)-Q\(index % 4 + 1),\(value)\n"
    }
    let path = scratch.path + "/users.csv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// Fields of the first row with a kind and a name.
  static func row(_ out: String, _ curve: String, _ kind: String, _ name: String) throws -> [String] {
    let lines = out.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    return try #require(lines.first { $0.count > 12 && $0[1] == curve && $0[2] == kind && $0[3] == name })
  }

  @Test func theTruthLiesInTheIntervals() throws {
    let scratch = try Scratch()
    let run = try Crossroads(["fit", Self.logisticFile(scratch), "--curve", "logistic", "--format", "csv"])
    #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
    for (name, truth) in [("ceiling", 100.0), ("rate", 0.8), ("midpoint", 2015)] {
      let row = try Self.row(run.out, "logistic", "parameter", name)
      let numbers = try row[5...10].map { try #require(Double($0)) }
      #expect((numbers[0] - truth).magnitude < 0.01 * truth)
      #expect(numbers[2] < numbers[0] && numbers[0] < numbers[3] && numbers[4] < numbers[0] && numbers[0] < numbers[5])
      #expect(row[12] == "identified")
    }
  }

  @Test func allCurvesAreComparedAndTheTrueOneWins() throws {
    let scratch = try Scratch()
    let path = try Self.logisticFile(scratch)
    let run = try Crossroads(["fit", path])
    #expect(run.code == 0, "\(run.error)")
    for name in ["exponential", "damped", "logistic", "gompertz", "bass", "weibull", "richards"] { #expect(run.out.contains("\n\(name) ")) }
    #expect(run.out.contains("Converged") && run.out.contains("\nlogistic: ceiling /"))
    #expect(try Crossroads(["fit", path, "--curve", "all"]).out == run.out)
  }

  @Test func aSeriesOfTheLedgerSaysWhatItLeavesOpen() throws {
    let run = try Crossroads(["fit", "kuaishou/china/daily_active_users", "--curve", "logistic", "--as-of", "2025-12-31"])
    #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
    #expect(run.out.contains("by profile") && run.out.contains("data − curve"))
  }

  @Test func otherFormatsHoldTheSameRows() throws {
    let scratch = try Scratch()
    let path = try Self.logisticFile(scratch)
    let json = try Crossroads(["fit", path, "--curve", "gompertz", "--format", "json"]).out
    #expect(json.contains("\"kind\": \"parameter\", \"name\": \"inflection\""))
    #expect(try Crossroads(["fit", path, "--curve", "gompertz", "--format", "markdown"]).out.hasPrefix("| series"))
  }

  @Test func mistakesAreSentences() throws {
    let scratch = try Scratch()
    let path = try Self.logisticFile(scratch)
    func message(_ arguments: [String]) throws -> String {
      let run = try Crossroads(["fit"] + arguments)
      #expect(run.code == 2 && run.out.isEmpty, "\(arguments)")
      return run.error
    }
    #expect(try message([path, "--curve", "logistics"]).hasPrefix("--curve 'logistics' is unknown. Did you mean \"logistic\"?"))
    #expect(try message([path, "--confidence", "95"]).hasPrefix("--confidence '95' is not a share from 0.5 to 0.999."))
    #expect(try message([path, "--errors", "squared"]).hasPrefix("--errors 'squared' is unknown."))
    #expect(try message([path, "--launch", "soon"]).hasPrefix("--launch 'soon' is not a period."))
    #expect(try message([path, "--launch", "2009", "--curve", "logistic"]).hasPrefix("--launch does nothing for the logistic curve."))
    let late = try message([path, "--launch", "2012", "--curve", "bass"])
    #expect(late.hasPrefix("The launch, 2012.0, must be before the first observation"))
    #expect(try message([path, "--as-of", "2012-01-01"]).hasPrefix("--as-of asks for what was known by a day, but a file does not"))
    #expect(try message(["nothing.csv"]).hasPrefix("There is no file nothing.csv."))
    #expect(try message(["kuaishou/china/daily_active_user"]).hasPrefix("The ledger has no series"))
    let short = try Self.logisticFile(scratch, rows: 2)
    #expect(try message([short]).contains("has points of 2 times; a curve of 2 parameters (exponential) needs 3."))
    try "period,value\n2010,5\n2011,5\n2012,5\n2013,5\n".write(toFile: short, atomically: true, encoding: .utf8)
    #expect(try message([short]).contains("are 5.0: there is no growth to fit."))
    try "period,value\n2010,5\n2011,-5\n2012,5\n2013,6\n".write(toFile: short, atomically: true, encoding: .utf8)
    #expect(try message([short]).contains("value in 2011.5 is -5.0, but must be >= 0."))
  }
}
