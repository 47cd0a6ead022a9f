import Presentation
import ScenarioEngine

extension PlatformEngine {
  func forecast(_ request: ForecastRequest) throws -> ForecastScreen.View { throw ScenarioError("x", "y") }
}
