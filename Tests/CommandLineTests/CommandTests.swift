import Foundation
import Testing

@Suite struct CommandTests {
  static let commands = [
    "list", "show", "check", "new", "run", "compare", "report", "export", "merge", "forecast", "fit", "backtest", "score", "evidence",
    "parameters",
  ]

  @Test func anUnknownCommandIsGuessed() throws {
    let run = try Crossroads(["shwo"])
    #expect(run.error.hasPrefix("There is no command 'shwo'. Did you mean"))
    #expect(run.code == 2)
  }

  @Test func helpOnSomethingUnknownIsGuessedToo() throws {
    let run = try Crossroads(["help", "wrds"])
    #expect(run.error.hasPrefix("There is no help on 'wrds'. Did you mean \"words\"?") && run.out.isEmpty)
    #expect(run.code == 2)
  }

  @Test func helpAndVersionEndWell() throws {
    for arguments in [
      ["--help"], ["help"], ["help", "run"], ["run", "--help"], ["--version"], ["help", "words"], [],
      ["--generate-completion-script", "bash"],
    ] {
      let run = try Crossroads(arguments)
      #expect(run.code == 0, "\(arguments)")
      #expect(!run.out.isEmpty && run.error.isEmpty, "\(arguments)")
    }
  }

  @Test(arguments: Self.commands)
  func everyCommandShowsAnExample(command: String) throws {
    let run = try Crossroads(["help", command])
    #expect(run.out.contains("Example"))
    #expect(run.out.contains("crossroads \(command)"))
  }

  @Test func helpFitsAHundredAndTwentyColumns() throws {
    for command in Self.commands {
      let run = try Crossroads(["help", command], environment: ["COLUMNS": "120"])
      #expect(run.out.split(separator: "\n").allSatisfy { $0.count <= 140 }, "\(command)")
    }
  }

  @Test func theVocabularyHasOneLineForEachWord() throws {
    let lines = try Crossroads(["help", "words"]).out.split(separator: "\n")
    for word in [
      "evidence", "parameter", "setting", "shock", "path", "block", "period", "output", "regime", "service", "question", "vintage", "as of",
    ] {
      #expect(lines.filter { $0.hasPrefix(word + " ") }.count == 1, "\(word)")
    }
  }

  @Test func compareNeedsTwo() throws {
    let run = try Crossroads(["compare", "ban"])
    #expect(
      run.error == "compare needs at least two scenarios; the first is the reference. Write `crossroads compare ban joint-venture`.\n")
    #expect(run.code == 2)
  }

  @Test func otherNumbersNeedAnotherPlace() throws {
    let run = try Crossroads(["run", "ban", "--seed", "7"])
    #expect(
      run.error
        == "--seed makes other numbers than the shipped ones of 'ban', which would stand under its name. Add --as LABEL for results/LABEL, or --out DIR.\n"
    )
    #expect(run.code == 2)
  }

  @Test func labelsThatLeadElsewhereAreRefused() throws {
    for label in ["../x", "a/b", "-x"] {
      let run = try Crossroads(["run", "ban", "--as", label])
      #expect(run.code == 2)
      #expect(run.error.hasPrefix("The name '\(label)' "))
    }
  }

  @Test func twoScenariosOfOneNameAreRefused() throws {
    let run = try Crossroads(["run", "ban", "ban"])
    #expect(run.error == "Two of the scenarios would be written to results/ban. Name each scenario once, or run them one by one.\n")
  }

  @Test func namesThatAreNoScenarioAreRefused() throws {
    for name in ["no-such", "../../etc/passwd", "ban.yaml", "", "/"] {
      let run = try Crossroads(["run", name])
      #expect(run.code == 2, "\(name)")
      #expect(!run.error.isEmpty && !run.error.contains("Fatal"), "\(name)")
    }
  }

  @Test func outsideAProjectTheWayInIsSaid() throws {
    let scratch = try Scratch()
    let run = try Crossroads(["list", "--project", scratch.path], in: scratch.path)
    #expect(run.code == 2)
    #expect(run.error.contains("scenarios/baseline.yaml"))
  }

  @Test func aFullDeviceOnStandardOutputIsReported() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    let pipe = Pipe()
    shell.standardError = pipe
    shell.arguments = ["-c", "exec \"$0\" help words > /dev/full", Crossroads.programPath]
    try shell.run()
    let error = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 2)
    #expect(error.hasPrefix("Standard output cannot be written: No space left on device."))
  }

  /// Users who forget within a day: after years of darkness their number is below what a double can hold.
  @Test func vanishingNumbersAreNoFault() throws {
    let scratch = try Scratch()
    let run = try Crossroads([
      "run", "ban", "--paths", "256", "--set", "user_growth.dormancy_half_life=0.1", "--set", "user_growth.leak=0.09", "--out",
      scratch.path,
      "--quiet",
    ])
    #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
  }

  @Test func checkRefusesWhatRunRefuses() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/mine.yaml"
    for text in [
      "extends: ban\nevidence_checks:\n  one: {fact: nope, output: commerce.gmv, period: 2026}\n",
      "extends: ban\nregulation:\n  transitions:\n    any:\n      divested:\n        hazard: 1\n",
      "extends: ban\ncommerce:\n  take_rate: {value: 0.5, judgement: x, known: {2023-03-31: {value: 0.1, judgement: y}}}\n",
      "extends: ban\nquestions:\n  q: {event: entered, regimes: [], by: 2026-12-31}\n",
    ] {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      let check = try Crossroads(["check", path]), run = try Crossroads(["run", path, "--out", scratch.path, "--paths", "16"])
      #expect(check.code == 2 && run.code == 2, "\(text)")
      #expect(check.error == run.error && check.error.contains("mine.yaml:"), "\(check.error)\(run.error)")
    }
  }

  @Test func rowsThatDoNotExistAreRefused() throws {
    let scratch = try Scratch()
    let run = try Crossroads(["run", "baseline", "--outputs", "question.*", "--periods", "2026", "--out", scratch.path])
    #expect(run.code == 2 && run.error.hasPrefix("No output of 'question.*' has a row for 2026.") && scratch.files.isEmpty)
  }

  @Test func valuesOfOlderPathsGoWithTheirTable() throws {
    let scratch = try Scratch()
    let common = ["run", "ban", "--paths", "64", "--out", scratch.path, "--quiet"]
    #expect(try Crossroads(common + ["--npy"]).code == 0 && scratch.files.contains("ban/paths.npy"))
    #expect(try Crossroads(common).code == 0)
    #expect(scratch.files == ["ban", "ban/run.json", "ban/summary.csv"])
  }

  @Test func aShorterHorizonDropsWhatItDoesNotReach() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/short.yaml"
    try "title: Short\nextends: baseline\nhorizon: {start: 2025-10, end: 2026-06}\n".write(toFile: path, atomically: true, encoding: .utf8)
    let run = try Crossroads(["run", path, "--paths", "64", "--out", scratch.path])
    #expect(run.code == 0 && run.out.contains("Not asked, since the horizon does not reach so far: "), "\(run.error)")
  }

  @Test func anEmptyFolderIsNoFolder() throws {
    let run = try Crossroads(["run", "ban", "--paths", "64", "--out", ""])
    #expect(run.code == 2 && run.error.hasPrefix("--out is empty."))
  }

  @Test func filtersHoldForAnIdToo() throws {
    #expect(try Crossroads(["evidence", "tiktok-ad-revenue-us-2025", "--kind", "event"]).code == 2)
    #expect(try Crossroads(["evidence", "tiktok-ad-revenue-us-2025", "--kind", "forecast"]).out.contains("14.3"))
  }
}
