import ArgumentParser

/// The program: its commands and its first help screen.
struct CrossroadsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crossroads",
    abstract: "A platform at a regulatory fork: users, money and owner on each road, with honest errors.",
    discussion: """
      Begin with
        crossroads list                                    the scenarios
        crossroads compare ban divestiture joint-venture   the roads side by side
        crossroads new mine --from joint-venture           a scenario of your own

      'crossroads help words' explains the words, 'crossroads help COMMAND' a command.
      'crossroads --generate-completion-script bash' (or zsh, fish) prints completions for your shell.
      """,
    version: "crossroads \(crossroadsVersion)",
    subcommands: [
      ListCommand.self, ShowCommand.self, CheckCommand.self, NewCommand.self, RunCommand.self, CompareCommand.self, ReportCommand.self,
      ExportCommand.self, MergeCommand.self, ForecastCommand.self, FitCommand.self, BacktestCommand.self, ScoreCommand.self,
      EvidenceCommand.self, ParametersCommand.self,
    ])
}
