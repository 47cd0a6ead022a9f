import Exchange
import Presentation
import ScenarioEngine

/// A run as the commands need it: what to show, what to write.
struct RunOutcome: Sendable {
  var summary: RunSummary
  /// Without the hash of the summary, which is added on writing.
  var record: RunRecord
  /// What a frozen forecast keeps of the run, if it was asked for.
  var frozen: FrozenForecast.Run?
  /// Where the time of a timed run went.
  var stages = StageSeconds()
  /// The file in which parts of the run were kept meanwhile.
  var kept: String?
  /// How many futures a precision took.
  var precision: PrecisionGoal.Outcome?
}

/// A question to `forecast`.
struct ForecastRequest: Sendable {
  /// A series of the ledger, or the path of a csv file.
  var source: String
  /// The last period, `2024-Q3`; or, with nil, so many periods ahead.
  var to: String?
  var horizon: Int?
  var asOf: String?
  /// A distribution for the growth rate, as written.
  var growth: String?
  /// The name of a curve.
  var curve: String?
  var options = ForecastOptions()
}

/// What is to be said of each step of a forecast.
struct ForecastOptions: Sendable {
  /// Quantile levels as written, with their values; empty: the usual ones.
  var levels: [(name: String, value: Double)] = []
  /// Possible futures to list instead of quantiles.
  var sample: Int?
  var seed: UInt64 = 1
  /// What the quantity can be.
  var range: ClosedRange<Double>?
  /// Periods a year; nil: as the table says.
  var season: Int?
}

/// What stands behind the commands that simulate.
///
/// Every function throws `ScenarioError` for what the user can mend, and `CancellationError` soon after `Interrupt.isRequested`.
protocol Engine: Sendable {
  /// Runs one scenario.
  func run(_ scenario: Scenario, _ request: SimulationRequest, _ manner: RunManner, progress: ProgressLine) throws -> RunOutcome

  /// Runs a shard of one scenario.
  func runShard(_ shard: Shard, of scenario: Scenario, _ request: SimulationRequest, _ manner: RunManner, progress: ProgressLine) throws
    -> ShardOutcome

  /// Adds up the shards of a run.
  /// - Parameter drawsCharts: whether the shapes that charts draw are wanted too.
  func merge(_ merge: ShardMerge, drawsCharts: Bool) throws -> RunOutcome

  /// The record that `run` would make, without simulating: for refusing early.
  func record(of scenario: Scenario, _ request: SimulationRequest) throws -> RunRecord

  /// Compares scenarios; the first is the reference, or with `allPairs` each with every later one.
  func compare(_ items: [ComparisonItem], _ request: SimulationRequest, allPairs: Bool, progress: ProgressLine) throws -> ComparisonSummary

  /// Reads recorded runs for other programs, with what is to be said of them.
  func exported(_ request: ExportRequest, progress: ProgressLine) throws -> (runs: [ExportedRun], notes: [String])

  /// Makes a recorded run again and writes every future's values to a folder.
  func exportArray(_ result: ResultFolder, into folder: ResultFolder, threads: Int?, progress: ProgressLine) throws -> [String]

  /// What a report of scenarios shows; of one, or of several on the same futures.
  func report(_ items: [ComparisonItem], _ request: SimulationRequest, progress: ProgressLine) throws -> ReportView

  func forecast(_ request: ForecastRequest) throws -> ForecastScreen.View

  /// Fits growth curves to one series.
  func fit(_ request: FitRequest) throws -> FitScreen.View

  /// Scores forecasts of a series of the ledger, day by day as its figures became known.
  func backtest(_ name: String, horizon: Int, range: ClosedRange<Double>?) throws -> BacktestScreen.Report

  /// The keys of the settings that explain most of the spread of the value to the owner, most important first.
  func importantSettings(of scenario: Scenario, count: Int) throws -> [String]
}
