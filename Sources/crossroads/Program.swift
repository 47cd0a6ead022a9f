import ArgumentParser
import Foundation
import ScenarioEngine

/// Parses the words of the command line, runs the command and says how it ended.
///
/// Exit codes: 0 done, 2 the user can mend it, 1 a defect of the program, 130 interrupted.
enum Program {
  static func run(_ arguments: [String]) -> Int32 {
    Interrupt.install()
    do {
      if arguments == ["help", "words"] {
        try Console.out(Vocabulary.text)
        return 0
      }
      if let sentence = unknownCommand(arguments) {
        Console.message(sentence)
        return 2
      }
      var command = try CrossroadsCommand.parseAsRoot(arguments)
      try command.run()
      return 0
    } catch {
      return report(error)
    }
  }

  /// Prints what went wrong, or the help that was asked for, and returns the exit code.
  private static func report(_ error: any Error) -> Int32 {
    switch error {
    case let error as ScenarioError:
      for diagnostic in error.diagnostics { Console.message(diagnostic.description) }
      return 2
    case is CancellationError: return 130
    default: break
    }
    let text = CrossroadsCommand.fullMessage(for: error)
    let code = CrossroadsCommand.exitCode(for: error)
    if code == .success {
      do {
        try Console.out(text + "\n")
      } catch {
        return report(error)
      }
      return 0
    }
    if code == .validationFailure {
      Console.message(text)
      return 2
    }
    Console.message("This is a defect of crossroads, not of your input: \(error)")
    return 1
  }

  /// The sentence for a first word that is no command, or a word that `help` knows nothing of.
  private static func unknownCommand(_ arguments: [String]) -> String? {
    let isHelp = arguments.first == "help" && arguments.count > 1
    guard let word = isHelp ? arguments[1] : arguments.first, !word.hasPrefix("-") else { return nil }
    let names =
      CrossroadsCommand.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"] + (isHelp ? ["words"] : [])
    if names.contains(word) { return nil }
    if isHelp {
      return "There is no help on '\(word)'.\(Spelling.hint(word, among: names)) There is help on \(names.joined(separator: ", "))."
    }
    return "There is no command '\(word)'.\(Spelling.hint(word, among: names)) The commands are \(names.joined(separator: ", "))."
  }
}
