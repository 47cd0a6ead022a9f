import PlatformModel
import Presentation
import ScenarioEngine

/// The platform model behind the commands.
struct PlatformEngine: Engine {
  let library: ScenarioLibrary
  let ledger: EvidenceLedger

  /// Every key that a scenario may set.
  static let declarations = PlatformModel.declarations

  private var absent: ScenarioError { ScenarioError("This build has no model.", "Build the whole package.") }

  func run(_ scenario: Scenario, _ request: SimulationRequest, pathValues: ResultFolder?, progress: ProgressLine) throws -> RunOutcome {
    throw absent
  }

  func record(of scenario: Scenario, _ request: SimulationRequest) throws -> RunRecord { throw absent }

  func compare(_ items: [ComparisonItem], _ request: SimulationRequest, allPairs: Bool, progress: ProgressLine) throws -> ComparisonSummary
  {
    throw absent
  }

  func forecast(_ request: ForecastRequest) throws -> ForecastScreen.View { throw absent }

  func importantSettings(of scenario: Scenario, count: Int) throws -> [String] { throw absent }
}
