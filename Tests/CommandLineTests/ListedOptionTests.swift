import Foundation
import Testing

/// What a command's help lists is what it takes.
@Suite struct ListedOptionTests {
  /// Words behind each command, in which every option occurs that its help lists; PROJECT, a project, and OUT, an empty folder, stand for
  /// places, RESULT and SHARD for a recorded run of `ban` and a shard of it, SERIES and TABLE for csv files.
  static let words: [(command: String, words: [String])] = [
    ("list", ["--format csv --project PROJECT"]),
    ("show", ["ban --all --format csv --project PROJECT"]),
    ("check", ["ban --project PROJECT", "--schema"]),
    ("new", ["mine --from ban --project PROJECT"]),
    (
      "run",
      [
        "ban --paths 256 --seed 2 --set commerce.take_rate=0.05 --as-of 2025-10-01 --start 2026-01 --end 2026-12 --sampling random --threads 1 --outputs ownership.* --periods 2026 --by quarter --format csv --quiet --project PROJECT --charts never --out OUT --as label --replace --npy --freeze",
        "ban --precision 50% --at-most 65536 --out OUT --resume --checkpoint 9 --timing OUT/times.csv",
        "ban --paths 256 --exact --out OUT", "ban --paths 256 --shard 1/1 --out OUT",
      ]
    ),
    (
      "compare",
      [
        "ban divestiture --all-pairs --paths 256 --seed 2 --set commerce.take_rate=0.05 --as-of 2025-10-01 --start 2026-01 --end 2026-12 --sampling random --threads 1 --outputs ownership.* --periods total --by quarter --format csv --quiet --project PROJECT --charts never --out OUT",
        "ban divestiture --precision 50% --at-most 65536", "ban divestiture --paths 256 --exact",
      ]
    ),
    (
      "report",
      [
        "ban --paths 256 --exact --seed 2 --set commerce.take_rate=0.05 --as-of 2025-10-01 --start 2026-01 --end 2026-12 --sampling random --threads 1 --quiet --project PROJECT --out OUT/r.html --replace"
      ]
    ),
    (
      "export",
      [
        "csv RESULT --outputs ownership.* --out OUT/a.csv --replace --quiet --project PROJECT",
        "hubverse RESULT --outputs ad_revenue.revenue,question.* --futures 8 --location US --team a --model b --round 2025-10-01 --contact c<c@example.org> --license CC0-1.0 --threads 1 --actuals ACTUALS --out OUT/hub",
        "iamc RESULT --layout long --by year --out OUT/iamc",
      ]
    ),
    ("merge", ["SHARD --out OUT --as label --replace --format csv --quiet --project PROJECT --charts never"]),
    (
      "forecast",
      [
        "kuaishou/china/daily_active_users --to 2026-Q4 --as-of 2025-10-01 --curve linear --levels 0.1,0.9 --format csv --charts never --project PROJECT",
        "kuaishou/china/gmv --horizon 2 --growth normal(0.1,0.1)",
        "SERIES --horizon 2 --sample 3 --seed 2 --minimum 0 --maximum 1e9 --periods-per-year 4 --format csv",
        "TABLE --horizon 2 --threads 1 --keep-going", "TABLE --horizon 2 --members --format csv",
      ]
    ),
    (
      "fit",
      [
        "kuaishou/china/daily_active_users --curve bass --launch 2011 --confidence 0.9 --errors relative --as-of 2025-10-01 --format csv --project PROJECT"
      ]
    ),
    (
      "backtest",
      [
        "TABLE --horizon 2 --origins 2 --first 4 --minimum 0 --maximum 1e9 --periods-per-year 1 --threads 1 --keep-going --format csv",
        "--model baseline --as-of 2025-01-18 --paths 256 --seed 2 --project PROJECT",
      ]
    ),
    ("score", ["RECORD --actuals ACTUALS --format csv --project PROJECT"]),
    (
      "evidence",
      ["--entity tiktok --metric monthly_active_users --region us --kind reported --as-of 2025-10-01 --format csv --project PROJECT"]
    ),
    ("parameters", ["commerce --format csv --project PROJECT"]),
  ]

  /// A project, a result, a shard, tables and a frozen forecast.
  final class Places {
    let scratch: Scratch
    let record: String
    init() throws {
      scratch = try Scratch()
      for name in ["scenarios", "evidence"] {
        try FileManager.default.copyItem(atPath: Crossroads.package + "/" + name, toPath: scratch.path + "/" + name)
      }
      let (path, common) = (scratch.path, ["run", "ban", "--paths", "256", "--quiet", "--project", scratch.path])
      #expect(try Crossroads(common + ["--out", path + "/results"]).code == 0)
      #expect(try Crossroads(common + ["--out", path + "/parts", "--shard", "1/1"]).code == 0)
      #expect(try Crossroads(common + ["--out", path + "/frozen", "--freeze"]).code == 0)
      record = try #require(scratch.files.first { $0.hasPrefix("forecasts/") && $0.hasSuffix(".json") })
      let quarters = (0..<12).map { "\(2022 + $0 / 4)-Q\($0 % 4 + 1),\(100 + 7 * $0 + $0 % 3)\n" }.joined()
      try write("period,value\n" + quarters, to: "series.csv")
      let rows = ["a", "b"].flatMap { name in (0..<12).map { "\(name),\(2010 + $0),\(100 + 9 * $0 + $0 % 4)\n" } }.joined()
      try write("series,period,value\n" + rows, to: "table.csv")
      try write(
        "metric,region,period,value,unit,source\nad_revenue.revenue,us,2026,14,B usd,nobody\n", to: "actuals.csv")
    }

    private func write(_ text: String, to name: String) throws {
      try text.write(toFile: scratch.path + "/" + name, atomically: true, encoding: .utf8)
    }

    func filled(_ words: String, _ out: Scratch) -> [String] {
      let places = [
        "PROJECT": scratch.path, "OUT": out.path, "RESULT": scratch.path + "/results/ban", "SERIES": scratch.path + "/series.csv",
        "TABLE": scratch.path + "/table.csv", "SHARD": scratch.path + "/parts/ban/shard-1-of-1.partial",
        "ACTUALS": scratch.path + "/actuals.csv", "RECORD": scratch.path + "/" + record,
      ]
      return words.split(separator: " ").map { word in
        places.reduce(String(word)) { $0.replacing($1.key, with: $1.value) }
      }
    }
  }

  @Test func everyListedOptionIsTaken() throws {
    let places = try Places()
    #expect(Self.words.map(\.command).sorted() == CommandTests.commands.sorted())
    for (command, all) in Self.words {
      let help = try Crossroads(["help", command]).out
      let listed = Set(help.matches(of: /(?m)^  (?:-h, )?(--[a-z-]+)/).map { String($0.1) }).subtracting(["--help", "--version"])
      let used = Set(all.flatMap { $0.split(separator: " ") }.filter { $0.hasPrefix("--") }.map(String.init))
      #expect(listed == used, "\(command)")
      for words in all {
        let out = try Scratch()
        let run = try Crossroads([command] + places.filled(words, out))
        #expect(run.code == 0, "\(command) \(words): \(run.error)")
      }
    }
  }
}
