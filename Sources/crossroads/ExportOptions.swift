import ArgumentParser
import Exchange
import ScenarioEngine

/// The options of `export` that only some formats know.
struct ExportOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("csv, hubverse, iamc, ema: only these outputs, names or patterns with *, commas between.", valueName: "pattern"))
  var outputs: String?
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("First futures to write: samples of hubverse (100), experiments of ema (4096).", valueName: "n"))
  var futures: String?
  @Option(name: .long, help: ArgumentHelp("hubverse: what came out, as `score` reads it.", valueName: "file.csv")) var actuals: String?
  @Option(name: .long, help: ArgumentHelp("iamc: data.csv wide or long (wide).", valueName: "form")) var layout: Layout?
  @Option(name: .long, help: ArgumentHelp("iamc: year or month (year).", valueName: "period")) var by: Step?
  @Option(name: .long, help: ArgumentHelp("iamc, hubverse: the region, instead of the scenarios' own.", valueName: "text")) var location:
    String?
  @Option(name: .long, help: ArgumentHelp("hubverse: the team's short name (crossroads).", valueName: "word")) var team: String?
  @Option(name: .long, help: ArgumentHelp("hubverse: the model's short name (platform).", valueName: "word")) var model: String?
  @Option(name: .long, help: ArgumentHelp("hubverse: the day of the round (first day of the runs).", valueName: "date")) var round: String?
  @Option(name: .long, help: ArgumentHelp("hubverse: 'Name <address>' of who answers questions.", valueName: "text")) var contact: String?
  @Option(name: .long, help: ArgumentHelp("hubverse: the licence of the output (CC-BY-4.0).", valueName: "word")) var license: String?
  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("hubverse, ema, npy: threads, 1 to 1024 (one per processor).", valueName: "n"))
  var threads: String?

  enum Layout: String, CaseIterable, ExpressibleByArgument { case wide, long }
  enum Step: String, CaseIterable, ExpressibleByArgument { case year, month }

  /// The options as values.
  struct Chosen: Sendable {
    var outputs: String?
    var futures: Int?
    var actuals: ActualsFile?
    var layout: IAMCExport.Layout
    var step: IAMCTable.Step
    var location: String?
    var hub: HubOptions?
    var threads: Int?
  }

  /// - Throws: `ScenarioError` with every option that the format does not know or that has no such value.
  func checked(for format: ExportFormat) throws(ScenarioError) -> Chosen {
    let uses: [(name: String, isGiven: Bool, formats: [ExportFormat])] = [
      ("--outputs", outputs != nil, [.csv, .hubverse, .iamc, .ema]), ("--futures", futures != nil, [.hubverse, .ema]),
      ("--actuals", actuals != nil, [.hubverse]), ("--layout", layout != nil, [.iamc]), ("--by", by != nil, [.iamc]),
      ("--location", location != nil, [.iamc, .hubverse]), ("--team", team != nil, [.hubverse]), ("--model", model != nil, [.hubverse]),
      ("--round", round != nil, [.hubverse]), ("--contact", contact != nil, [.hubverse]), ("--license", license != nil, [.hubverse]),
      ("--threads", threads != nil, [.hubverse, .ema, .npy]),
    ]
    let idle = uses.filter { $0.isGiven && !$0.formats.contains(format) }
    guard idle.isEmpty else {
      throw ScenarioError(
        idle.map { use in
          Diagnostic(
            at: nil, "\(use.name) says nothing to \(format.rawValue).",
            "Leave it out; it belongs to \(use.formats.map(\.rawValue).joined(separator: ", ")).")
        })
    }
    if let location, location.isEmpty { throw ScenarioError("--location is empty.", "Write --location US.") }
    let patterns = try outputs.map { text throws(ScenarioError) in try OptionValues.patterns(text) }
    var count: Int?
    if format == .hubverse || format == .ema {
      count = try OptionValues.integer(
        futures ?? (format == .ema ? "4096" : "100"), option: "--futures", range: 1...1_000_000, what: "a number of futures")
    }
    let threads = try threads.map { text throws(ScenarioError) in
      try OptionValues.integer(text, option: "--threads", range: 1...1024, what: "a number of threads")
    }
    return Chosen(
      outputs: patterns, futures: count,
      actuals: try actuals.map { path throws(ScenarioError) in try ActualsFile(path: path) }, layout: layout == .long ? .long : .wide,
      step: by == .month ? .month : .year, location: location, hub: format == .hubverse ? try hub(count ?? 100) : nil, threads: threads)
  }

  private func hub(_ samples: Int) throws(ScenarioError) -> HubOptions {
    try HubOptions(
      team: team ?? "crossroads", model: model ?? "platform", round: round, location: location,
      contact: contact ?? "nobody <nobody@example.org>", license: license ?? "CC-BY-4.0", samples: samples)
  }
}
