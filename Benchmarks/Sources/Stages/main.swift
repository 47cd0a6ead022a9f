import Foundation
import ScenarioEngine

// stages PROJECT SCENARIO [PATHS [ROUNDS]]: what each stage of a run costs, as csv.
let arguments = CommandLine.arguments.dropFirst()
guard let project = arguments.first, let scenario = arguments.dropFirst().first else {
  FileHandle.standardError.write(Data("stages PROJECT SCENARIO [PATHS [ROUNDS]]\n".utf8))
  exit(2)
}
let numbers = arguments.dropFirst(2).compactMap { Int($0) }
let paths = numbers.first ?? 65_536, rounds = numbers.dropFirst().first ?? 5
do {
  let runs = RunStages(project: project, scenario: scenario, paths: paths, rounds: rounds)
  print(StageCost.header)
  for cost in RandomStages(plan: try runs.plan(), rounds: rounds).costs + (try runs.costs()) { print(cost.line) }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
