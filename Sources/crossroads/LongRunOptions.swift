import ArgumentParser
import ScenarioEngine

/// The options of `run` for what takes long: shards of a run, and going on after an interruption.
struct LongRunOptions: ParsableArguments {
  /// Seconds between two keepings where nothing else is said.
  static let usualInterval = 30

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Make only shard I of N, for `merge`: shard-I-of-N.partial in place of the table.", valueName: "i/n"))
  var shard: String?

  @Flag(name: .long, help: "Go on where an interrupted run with the same options has stopped, if it has kept anything.") var resume = false

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Keep what is done every so many seconds, 0: never (default: \(usualInterval)).", valueName: "seconds"))
  var checkpoint: String?

  /// - Throws: `ScenarioError` where an option could not act.
  func refuseWhatDoesNotGoTogether(npy: Bool, freeze: Bool, _ request: SimulationRequest, _ format: OutputFormat) throws(ScenarioError) {
    let whole = npy ? "--npy" : freeze ? "--freeze" : nil
    if let whole, request.precision != nil {
      throw ScenarioError(
        "\(whole) needs to know how many futures there are, so it does not go with --precision.",
        "Run with --precision first, then with the --paths that it took and \(whole).")
    }
    if shard != nil {
      if let other = request.isExact ? "--exact" : request.precision == nil ? nil : "--precision" {
        throw ScenarioError("\(other) needs the whole run at once, so it does not go with --shard.", "Leave one of them out.")
      }
      if let whole {
        throw ScenarioError("\(whole) needs every future of a run at once, so it does not go with --shard.", "Leave one of them out.")
      }
      if format != .table { throw ScenarioError("A shard has no table, so --format says nothing to it.", "Give --format to `merge`.") }
    }
    if let whole = whole ?? (request.isExact ? "--exact" : nil), resume || checkpoint != nil {
      throw ScenarioError(
        "\(whole) begins every run anew, so it does not go with \(resume ? "--resume" : "--checkpoint").", "Leave one of them out.")
    }
    _ = try interval()
  }

  /// The shard that is wanted; nil: the whole run.
  func shard(of paths: Int) throws(ScenarioError) -> Shard? {
    guard let shard else { return nil }
    let wanted = try Shard(shard)
    try wanted.check(paths: paths)
    return wanted
  }

  private func interval() throws(ScenarioError) -> Double? {
    guard let checkpoint else { return Double(Self.usualInterval) }
    guard let seconds = Double(checkpoint), (0...86_400).contains(seconds) else {
      throw ScenarioError(
        "--checkpoint '\(checkpoint)' is not a number of seconds from 0 to 86400.",
        "Write --checkpoint 60, or --checkpoint 0 to keep nothing.")
    }
    return seconds == 0 ? nil : seconds
  }

  /// What keeps the parts of a run beside its result.
  func keeper(for folder: ResultFolder, npy: Bool, freeze: Bool, _ request: SimulationRequest, _ isQuiet: Bool) throws(ScenarioError)
    -> PartKeeper?
  {
    if npy || freeze || request.isExact { return nil }
    return PartKeeper(folder: folder.path + "/unfinished", interval: try interval(), resumes: resume, isQuiet: isQuiet)
  }
}
