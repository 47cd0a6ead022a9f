import NumericCore
import Testing

@testable import Exchange
@testable import ScenarioEngine

@Suite struct SALibProblemTests {
  static func setting(_ written: String, range: ClosedRange<Double> = -1e12...1e12) throws -> UncertainSetting {
    guard case .distribution(let distribution) = try Expression.parse(written).value else { throw ScenarioError("no distribution", "") }
    return UncertainSetting(
      key: "toy.a", written: written, form: .distribution(distribution), range: range, correlatedWith: [])
  }

  @Test(
    arguments: [
      ("uniform(1, 3)", "toy.a,1,3,NA,unif\n"), ("normal(2, 0.5)", "toy.a,2,0.5,NA,norm\n"),
      ("lognormal(0.5, 0.25)", "toy.a,0.5,0.25,NA,lognorm\n"), ("weibull(2, 3)", "toy.a,2,3,NA,weibull\n"),
    ]) func familiesOfTwoNumbersAreExact(_ written: String, _ line: String) throws
  {
    let problem = SALibProblem([try Self.setting(written)])
    #expect(problem.parameterFile == line)
    #expect(problem.entries[0].remarks.isEmpty && problem.entries[0].row?.difference == 0)
  }

  @Test func familiesOfMoreNumbersStandInTheJSONFile() throws {
    let triangle = SALibProblem([try Self.setting("triangular(1, 2, 5)")])
    #expect(triangle.entries[0].member.map { [$0.name] + $0.bounds.map { "\($0)" } } == ["triang", "1.0", "5.0", "0.25"])
    let cut = SALibProblem([try Self.setting("truncate(normal(2, 1), 1, 4)")])
    #expect(cut.entries[0].member?.name == "truncnorm" && cut.entries[0].member?.bounds == [1, 4, 2, 1])
    #expect(cut.entries[0].member?.difference == 0)
  }

  @Test func approximationsSayHowFarTheyAre() throws {
    let entry = SALibProblem([try Self.setting("beta(8, 2)")]).entries[0]
    let member = try #require(entry.member)
    #expect(member.difference > 0.001 && member.difference < SALibDistribution.largestDifference)
    #expect(entry.remarks.contains { $0.contains(member.difference.sixDigits) })
  }

  @Test func whatHasNoNeighbourIsLeftOutInWords() throws {
    let problem = SALibProblem([try Self.setting("mixture(uniform(0, 1), uniform(9, 10))")])
    #expect(problem.parameterFile.isEmpty)
    #expect(problem.entries[0].remarks == ["No distribution of SALib is near it: left out, runs go on drawing it."])
    #expect(
      problem.notes.hasSuffix(
        "toy.a,\"mixture(uniform(0, 1), uniform(9, 10))\",,,,,\"No distribution of SALib is near it: left out, runs go on drawing it.\"\n"))
  }

  @Test func clampedPriorsAndCorrelationsAreTold() throws {
    var setting = try Self.setting("normal(0, 1)", range: -1...10)
    setting.correlatedWith = ["toy.b"]
    #expect(
      SALibProblem([setting]).entries[0].remarks == [
        "Runs clamp it to -1 to 10, beyond which 0.158655 of the probability lies; SALib does not.",
        "Its correlation with toy.b is not expressed: SALib draws them independently.",
      ])
  }
}
