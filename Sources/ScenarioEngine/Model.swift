/// What is simulated. The engine knows nothing of its formulas; the model knows nothing of files, threads or tables.
public protocol ScenarioModel: Sendable {
  /// Every key that a scenario may set.
  static var declarations: [Declaration] { get }

  /// Builds the model for a plan.
  ///
  /// - Throws: what only the model can see to be wrong, such as a regime that nothing leads to.
  init(plan: Plan) throws(ScenarioError)

  /// In the order of the tables.
  var outputs: [OutputDeclaration] { get }

  /// Rows that the model itself reads before it is done.
  var neededRows: [OutputRow] { get }

  /// Facts that the model reproduces in this scenario.
  var checks: [EvidenceCheck] { get }

  /// What a person should know of how the model reads the plan, such as questions that a cut horizon drops.
  var notes: [String] { get }

  /// Keys of what happens at most once per path, besides the settings.
  var uniformKeys: [String] { get }

  /// A runner with its working memory, for one worker.
  func makeRunner(block: Block, seed: UInt64, mediansMode: Bool) -> any ModelRunner
}

/// Simulates block after block.
public protocol ModelRunner: AnyObject {
  /// Simulates the paths that the block holds and records every output.
  func run()
}
