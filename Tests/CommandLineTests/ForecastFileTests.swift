import Foundation
import Testing

/// Forecasts and backtests of the series of a file.
@Suite struct ForecastFileTests {
  private static func file(_ scratch: Scratch, _ name: String, _ text: String) throws -> String {
    let path = "\(scratch.path)/\(name)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private static let lists = "id,values\nx,1 2 3 4 5 6 7 8\ny,5 5 5 5\nz,100 110 121 133 146 161\n"

  @Test func everySeriesOfAFileGetsARowForEachStep() throws {
    let scratch = try Scratch()
    let path = try Self.file(scratch, "lists.csv", Self.lists)
    let run = try Crossroads(["forecast", path, "--horizon", "3", "--format", "csv"])
    #expect(run.code == 0 && run.error.isEmpty)
    let lines = run.out.split(separator: "\n")
    #expect(lines.count == 10 && lines[0] == "id,h,mean,lo95,hi95" && lines[4] == "y,1,5,5,5")
    #expect(
      lines.dropFirst().map { $0.split(separator: ",").prefix(2).joined(separator: ",") } == [
        "x,1", "x,2", "x,3", "y,1", "y,2", "y,3", "z,1", "z,2", "z,3",
      ])
    for line in lines.dropFirst() {
      let numbers = line.split(separator: ",").dropFirst(2).compactMap { Double($0) }
      #expect(numbers.count == 3 && numbers[1] <= numbers[0] && numbers[0] <= numbers[2])
    }
  }

  @Test func theTableIsTheSameForAnyLayoutPackingAndNumberOfThreads() throws {
    let scratch = try Scratch()
    let path = try Self.file(scratch, "lists.csv", Self.lists)
    let wide = try Self.file(
      scratch, "wide.csv", "V1,V2,V3,V4,V5,V6,V7,V8,V9\nx,1,2,3,4,5,6,7,8\ny,5,5,5,5,,,,\n\"z\",100,110,121,133,146,161,,\n")
    let pack = Process()
    pack.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    pack.arguments = ["gzip", "-k", path]
    try pack.run()
    pack.waitUntilExit()
    let plain = try Crossroads(["forecast", path, "--horizon", "3", "--format", "csv", "--threads", "1"])
    for other in [wide, path + ".gz"] {
      #expect(try Crossroads(["forecast", other, "--horizon", "3", "--format", "csv", "--threads", "3"]).out == plain.out)
    }
  }

  @Test func mistakesNameTheirLinesAndTheRestIsForecastOnlyWhenAsked() throws {
    let scratch = try Scratch()
    let path = try Self.file(
      scratch, "bad.csv",
      "series,period,value\na,2020,1\na,2021,x\nb,2020,5\nb,2022,6\nb,2021,7\nb,2023,7\nc,2020,1\nd,2020-Q1,3\nd,2020-Q1,4\n")
    let refused = try Crossroads(["forecast", path, "--horizon", "1", "--format", "csv"])
    let messages = [
      "\(path):6:1: The periods of 'b' are not in order. They were sorted.",
      "\(path):3:8: 'x' is not a number. Write a plain number, such as 408000000.",
      "\(path):8:1: 'c' has a single value, and a point has no trend. Give it more values, or leave it out.",
      "\(path):10:1: The period 2020-Q1 stands there twice. Keep one of its rows.",
    ]
    #expect(refused.code == 2 && refused.out.isEmpty)
    #expect(
      refused.error == (messages + ["3 mistakes in all. Mend them, or add --keep-going to forecast the others.\n"]).joined(separator: "\n"))
    let kept = try Crossroads(["forecast", path, "--horizon", "1", "--format", "csv", "--keep-going"])
    #expect(kept.code == 2 && kept.out.hasPrefix("id,h,period,mean,lo95,hi95\nb,1,2024,"))
    #expect(kept.error == (messages + ["3 mistakes in all. The other series were forecast.\n"]).joined(separator: "\n"))
  }

  @Test func gapsAreFittedOnTheAxisOfTimeAndTheTableSaysSo() throws {
    let scratch = try Scratch()
    let path = try Self.file(
      scratch, "gaps.csv", "period,value\n2010,1\n2012,2\n2013,3\n2017,5\n2018,6\n2019,8\n2020,9\n")
    let run = try Crossroads(["forecast", path, "--to", "2022"])
    #expect(run.code == 0)
    let text = run.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("the periods do not follow each other, so models that need even steps are left out"))
  }

  @Test func levelsBoundsAndFuturesAreThoseAskedFor() throws {
    let scratch = try Scratch()
    let share = try Self.file(scratch, "share.csv", "id,values\ns,0.9 0.93 0.95 0.96 0.97 0.98 0.985 0.99\n")
    let levels = try Crossroads([
      "forecast", share, "--horizon", "8", "--levels", "0.001,0.5,0.999", "--minimum", "0", "--maximum", "1", "--format", "csv",
    ])
    #expect(levels.code == 0 && levels.out.hasPrefix("id,h,mean,q0.001,q0.5,q0.999\n"))
    for line in levels.out.split(separator: "\n").dropFirst() {
      #expect(line.split(separator: ",").dropFirst(2).allSatisfy { (Double($0) ?? -1) >= 0 && (Double($0) ?? 2) <= 1 })
    }
    let futures = ["forecast", share, "--horizon", "2", "--sample", "3", "--format", "csv"]
    let first = try Crossroads(futures)
    #expect(first.out.split(separator: "\n").count == 7 && first.out.hasPrefix("id,path,h,value\ns,1,1,"))
    #expect(try Crossroads(futures).out == first.out)
    #expect(try Crossroads(futures + ["--seed", "2"]).out != first.out)
  }

  @Test(arguments: [
    (["--levels", "0.5,0.2"], "--levels: 0.2 does not rise above 0.5. Write levels in rising order."),
    (["--levels", "1.5"], "--levels: '1.5' is not a level between 0 and 1. Write --levels 0.1,0.5,0.9."),
    (["--minimum", "2", "--maximum", "1"], "--minimum 2 is not below --maximum 1. Exchange them."),
    (["--sample", "2", "--levels", "0.5"], "--sample and --levels ask for different tables. Give one of them."),
    (["--growth", "normal(p5 = 0, p95 = 1)"], "--growth is for one series, and PATH holds a table of them. Give a file with one series."),
    (["--as-of", "2024-01-01"], "--as-of asks for what was known by a day, but a file does not say it. Leave --as-of out."),
  ])
  func optionsThatCannotActAreRefused(_ options: [String], _ message: String) throws {
    let scratch = try Scratch()
    let path = try Self.file(scratch, "lists.csv", Self.lists)
    let run = try Crossroads(["forecast", path, "--horizon", "2", "--format", "csv"] + options)
    #expect(run.code == 2 && run.out.isEmpty)
    #expect(run.error == message.replacing("PATH", with: path) + "\n")
  }

  @Test func aFileThatIsNoTableGetsASentence() throws {
    let scratch = try Scratch()
    let broken = try Self.file(scratch, "broken.csv.gz", "no gzip")
    let run = try Crossroads(["forecast", broken, "--horizon", "1"])
    #expect(run.code == 2)
    #expect(run.error == "\(broken) is not a whole gzip file. Pack it anew with gzip, or give the plain table.\n")
    let empty = try Self.file(scratch, "empty.csv", "")
    #expect(try Crossroads(["forecast", empty, "--horizon", "1"]).error.hasPrefix("\(empty):1:1: The table is empty."))
  }

  @Test func aBacktestKeepsItsIntervalsWithinTheBounds() throws {
    let scratch = try Scratch()
    let rows = (0..<20).map { "\(1990 + $0),\(0.9 + 0.005 * Double($0))\n" }.joined()
    let path = try Self.file(scratch, "share.csv", "period,value\n" + rows)
    let free = try Crossroads(["backtest", path, "--format", "csv"])
    let bound = try Crossroads(["backtest", path, "--maximum", "1", "--format", "csv"])
    func interval(_ run: Crossroads) throws -> Double {
      try #require(Double(run.out.split(separator: "\n").first { $0.hasPrefix("crossroads,msis,,") }?.split(separator: ",").last ?? ""))
    }
    #expect(try interval(bound) < interval(free))
    let outside = try Crossroads(["backtest", path, "--maximum", "0.952"])
    #expect(outside.code == 2 && outside.out.isEmpty)
    let message = "\(path):2:1: The value 0.955 is beyond the bounds: it must be at most 0.952. Mend the value, --minimum or --maximum.\n"
    #expect(outside.error.hasPrefix(message))
  }

  /// Two evenly spaced points are forecast without a prior; after a gap they say too little.
  @Test func twoPointsOfAFileAreForecastUnlessPeriodsAreMissing() throws {
    let scratch = try Scratch()
    let even = try Self.file(scratch, "even.csv", "period,value\n2023,3\n2024,4\n")
    let run = try Crossroads(["forecast", even, "--horizon", "2", "--format", "csv"])
    #expect(run.code == 0 && run.out.contains("q0.95"))
    let gap = try Self.file(scratch, "gap.csv", "period,value\n2022,3\n2024,4\n")
    let refused = try Crossroads(["forecast", gap, "--horizon", "2"])
    #expect(refused.code == 2 && refused.error.contains("has only 2 points. Name a prior for the yearly growth"))
    let semicolons = try Self.file(scratch, "semicolons.csv", "period;value\n2022;3\n")
    #expect(
      try Crossroads(["forecast", semicolons, "--horizon", "1"]).error
        == "\(semicolons):1:1: The fields of the first line are parted by semicolons. Put commas between fields.\n")
  }

  @Test func aBacktestScoresEveryMethodOnTheSameForecasts() throws {
    let scratch = try Scratch()
    let rows = (0..<30).map { "\(1990 + $0),\(100 + 3 * $0 + ($0 * 7) % 5)\n" }.joined()
    let path = try Self.file(scratch, "line.csv", "period,value\n" + rows)
    let run = try Crossroads(["backtest", path, "--horizon", "3", "--origins", "10", "--format", "csv"])
    #expect(run.code == 0 && run.error.isEmpty)
    let counts = run.out.split(separator: "\n").filter { $0.contains(",forecasts,,") }
    // Ten origins of three steps, less the three steps beyond the end.
    #expect(counts.map { $0.split(separator: ",").last } == [Substring](repeating: "27", count: 7))
    let owa = try #require(run.out.split(separator: "\n").first { $0.hasPrefix("naive,owa,,") })
    #expect(owa.hasSuffix(",1"))
    let ours = try #require(run.out.split(separator: "\n").first { $0.hasPrefix("crossroads,owa,,") }?.split(separator: ",").last)
    #expect(try #require(Double(ours)) < 1)
  }

  @Test func aSeriesOfTheLedgerIsBacktestedByVintage() throws {
    let run = try Crossroads(["backtest", "kuaishou/china/daily_active_users", "--format", "csv"])
    #expect(run.code == 0 && run.error.isEmpty)
    let counts = run.out.split(separator: "\n").filter { $0.contains(",forecasts,,") }
    #expect(counts.map { $0.prefix { $0 != "," } } == ["crossroads", "naive", "drift", "Holt", "damped", "ETS-like", "theta"])
    #expect(Set(counts.map { $0.split(separator: ",").last }).count == 1)
  }
}
