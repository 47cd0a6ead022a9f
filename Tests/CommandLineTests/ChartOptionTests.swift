import Testing

@Suite struct ChartOptionTests {
  private static let run = ["run", "joint-venture", "--paths", "256"]
  private static let compare = ["compare", "ban", "joint-venture", "--paths", "256"]
  private static let forecast = ["forecast", "kuaishou/china/daily_active_users", "--to", "2026-Q4"]

  @Test func pipesHaveNoChartsUnlessAskedFor() throws {
    let scratch = try Scratch()
    for command in [Self.run + ["--out", scratch.path], Self.compare, Self.forecast] {
      let plain = try Crossroads(command)
      #expect(plain.code == 0 && !plain.out.contains("┴"), "\(plain.error)")
      #expect(try Crossroads(command + ["--charts", "never"]).out.withoutSeconds == plain.out.withoutSeconds)
      let drawn = try Crossroads(command + ["--charts", "always"])
      #expect(drawn.code == 0 && drawn.out.contains("┴"), "\(drawn.error)")
      #expect(drawn.out.split(separator: "\n").allSatisfy { $0.count <= 140 })
    }
  }

  /// The screen of shards that were joined is that of the run, charts and all.
  @Test func mergeDrawsWhatTheRunDraws() throws {
    let scratch = try Scratch(), other = try Scratch()
    let whole = try Crossroads(Self.run + ["--out", scratch.path, "--charts", "always"])
    #expect(try Crossroads(Self.run + ["--out", scratch.path, "--shard", "1/1"]).code == 0)
    let merge = ["merge", scratch.path + "/joint-venture/shard-1-of-1.partial", "--out", other.path]
    let drawn = try Crossroads(merge + ["--charts", "always"])
    #expect(drawn.code == 0 && drawn.out.contains("┴"), "\(drawn.error)")
    func lines(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.contains("256 futures") } }
    #expect(lines(drawn.out) == lines(whole.out))
    #expect(!(try Crossroads(merge).out.contains("┴")))
    let refused = try Crossroads(merge + ["--charts", "always", "--format", "csv"])
    #expect(refused.code == 2 && refused.error.hasPrefix("--charts always draws for a person"))
  }

  @Test func chartsAreAsciiWhereTheLocaleIs() throws {
    for (variable, value) in [("LC_ALL", "C"), ("LC_CTYPE", "POSIX"), ("LANG", "en_US.ISO-8859-1")] {
      let drawn = try Crossroads(Self.forecast + ["--charts", "always"], environment: [variable: value, "COLUMNS": "70"])
      #expect(drawn.code == 0 && drawn.out.allSatisfy(\.isASCII) && drawn.out.contains("+---"))
    }
  }

  @Test func chartsAreRefusedWhereNothingIsDrawn() throws {
    for command in [Self.compare, Self.forecast] {
      let refused = try Crossroads(command + ["--charts", "always", "--format", "csv"])
      #expect(refused.code == 2 && refused.out.isEmpty)
      #expect(
        refused.error == "--charts always draws for a person, and --format csv is for a machine. Leave one of them out.\n")
      #expect(try Crossroads(command + ["--charts", "never", "--format", "csv"]).code == 0)
    }
    #expect(try Crossroads(Self.forecast + ["--charts", "often"]).code == 2)
  }

  @Test func quietDrawsNothing() throws {
    let quiet = try Crossroads(Self.compare + ["--charts", "always", "--quiet"])
    #expect(quiet.code == 0 && quiet.out.isEmpty)
  }
}

extension String {
  /// Without the wall time, the only thing in a screen that changes.
  fileprivate var withoutSeconds: [Substring] { split(separator: "\n").filter { !$0.hasSuffix(" s") } }
}
