import Testing

@Suite struct OptionTests {
  @Test(arguments: [
    (["--paths", "-5"], "--paths -5 is too small. Give a number of futures from 1 to 1000000000, such as --paths 65536."),
    (["--paths", "0"], "--paths 0 is too small. Give a number of futures from 1 to 1000000000, such as --paths 65536."),
    (["--paths", "1000000001"], "--paths 1000000001 is too large. Give a number of futures from 1 to 1000000000, such as --paths 65536."),
    (
      ["--paths", "99999999999999999999"],
      "--paths 99999999999999999999 is too large. Give a number of futures from 1 to 1000000000, such as --paths 65536."
    ),
    (["--paths", "many"], "--paths 'many' is not a whole number. Give a number of futures from 1 to 1000000000, such as --paths 65536."),
    (["--paths", ""], "--paths '' is not a whole number. Give a number of futures from 1 to 1000000000, such as --paths 65536."),
    (["--seed", "x"], "--seed 'x' is not a whole number from 0 to 18446744073709551615. Give one, such as --seed 7."),
    (["--seed", "-1"], "--seed '-1' is not a whole number from 0 to 18446744073709551615. Give one, such as --seed 7."),
    (["--threads", "0"], "--threads 0 is too small. Give a number of threads from 1 to 1024, such as --threads 2."),
    (["--as-of", "yesterday"], "--as-of 'yesterday' is not a day. Write year-month-day, such as --as-of 2023-03-31."),
    (["--as-of", "2023-02-29"], "--as-of '2023-02-29' is not a day. Write year-month-day, such as --as-of 2023-03-31."),
    (["--start", "2026"], "--start '2026' is not a month. Write year-month, such as --start 2026-01."),
    (["--end", "2026-13"], "--end '2026-13' is not a month. Write year-month, such as --end 2026-01."),
    (["--start", "2027-01", "--end", "2026-01"], "--end 2026-01 comes before --start 2027-01. Exchange them."),
    (["--periods", "2026,soon"], "--periods: 'soon' is not a period. Write 2026, 2026-Q3, 2026-07 or total, with commas between."),
    (["--outputs", ","], "--outputs names no output. Write --outputs 'ad_revenue.*'."),
    (["--set", "nonsense"], "--set nonsense is not a key and a value. Write --set key=value, such as --set user_growth.ceiling=0.4."),
  ])
  func eachMistakeHasItsSentence(options: [String], sentence: String) throws {
    let scratch = try Scratch()
    for command in [["run", "ban"], ["compare", "ban", "divestiture"]] {
      let run = try Crossroads(command + options + ["--out", scratch.path])
      #expect(run.error == sentence + "\n")
      #expect(run.out == "")
      #expect(run.code == 2)
    }
    #expect(scratch.files == [])
  }

  @Test func severalMistakesAreReportedTogether() throws {
    let run = try Crossroads(["run", "ban", "--paths", "0", "--seed", "x", "--threads", "0"])
    #expect(run.error.split(separator: "\n").count == 3)
    #expect(run.code == 2)
  }

  @Test(arguments: [
    ["run"], ["run", "ban", "--frobnicate"], ["run", "ban", "--sampling", "sobel"], ["run", "ban", "--by", "week"],
    ["run", "ban", "--format", "xml"],
    ["run", "ban", "--paths"], ["show"], ["new"], ["list", "surplus"],
  ])
  func wrongWordsEndWithTwoAndAMessage(arguments: [String]) throws {
    let run = try Crossroads(arguments)
    #expect(run.code == 2)
    #expect(run.error.hasPrefix("Error: "))
    #expect(run.out == "")
  }
}
