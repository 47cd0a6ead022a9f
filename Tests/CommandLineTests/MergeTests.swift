import Foundation
import Testing

@Suite struct MergeTests {
  private static let options = ["--paths", "5000", "--seed", "9", "--set", "commerce.take_rate=0.11"]

  private func shards(_ count: Int, of name: String, in folder: String, _ options: [String] = MergeTests.options) throws -> [String] {
    try (1...count).map { number in
      let run = try Crossroads(["run", name, "--out", folder, "--shard", "\(number)/\(count)"] + options)
      let path = "\(folder)/\(name)/shard-\(number)-of-\(count).partial"
      #expect(run.code == 0 && run.out.isEmpty && run.error == "Written: \(path)\n", "\(run.error)")
      return path
    }
  }

  private func bytes(_ folder: String, _ name: String) throws -> [Data] {
    try ["summary.csv", "run.json"].map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)/\($0)")) }
  }

  /// The same bytes as the run in one go, and the same screen but for the seconds it took.
  @Test(arguments: [1, 2, 5]) func shardsGiveTheBytesOfTheRun(count: Int) throws {
    let one = try Scratch(), parts = try Scratch(), merged = try Scratch()
    let run = try Crossroads(["run", "ban", "--out", one.path] + Self.options)
    let paths = try shards(count, of: "ban", in: parts.path)
    let merge = try Crossroads(["merge", "--out", merged.path] + paths.reversed())
    #expect(merge.code == 0 && merge.error.hasPrefix("Written: "), "\(merge.error)")
    #expect(try bytes(merged.path, "ban") == bytes(one.path, "ban"))
    #expect(merged.files == ["ban", "ban/run.json", "ban/summary.csv"])
    let lines = run.out.split(separator: "\n"), own = merge.out.split(separator: "\n")
    #expect(lines.count == own.count)
    #expect(zip(lines, own).filter { $0 != $1 && !$0.contains("5,000 futures") }.isEmpty)
    let csv = try Crossroads(["merge", "--out", merged.path, "--format", "csv"] + paths)
    #expect(Data(csv.out.utf8) == (try bytes(one.path, "ban"))[0])
  }

  @Test func whatIsNoSetOfShardsIsRefusedAndNothingIsWritten() throws {
    let scratch = try Scratch(), target = try Scratch()
    let paths = try shards(2, of: "ban", in: scratch.path)
    let other = try shards(2, of: "divestiture", in: scratch.path)
    func said(_ files: [String]) throws -> String {
      let merge = try Crossroads(["merge", "--out", target.path] + files)
      #expect(merge.code == 2 && merge.out.isEmpty)
      return merge.error
    }
    #expect(try said([paths[0]]).hasPrefix("Shard 2/2 of 'ban' is missing."))
    #expect(try said([paths[0], other[1]]).contains("is of another run than \(paths[0]): scenario ban there, here divestiture."))
    #expect(try said([paths[0], paths[0]]).contains("are the same shard, 1/2."))
    #expect(try said([paths[0], scratch.path + "/nowhere"]).contains("cannot be read: there is no such file or folder."))
    #expect(try said([paths[0], Crossroads.package + "/README.md"]).contains("is not a partial result."))
    var bytes = try Data(contentsOf: URL(fileURLWithPath: paths[1]))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: paths[1]))
    #expect(try said(paths).contains("was altered"))
    #expect(target.files.isEmpty)
    // Made again, the shard that was damaged fits the other.
    _ = try shards(2, of: "ban", in: scratch.path)
    #expect(try Crossroads(["merge", "--out", target.path] + paths).code == 0)
  }

  @Test func mergeKeepsToTheRulesOfResults() throws {
    let scratch = try Scratch()
    let paths = try shards(1, of: "ban", in: scratch.path)
    let run = try Crossroads(["merge"] + paths)
    #expect(run.code == 2 && run.error.hasPrefix("--set makes other numbers than the shipped ones of 'ban'"))
  }

  @Test(arguments: [
    (["--shard", "0/3"], "--shard 0/3: there is no such shard of 3."), (["--shard", "a/b"], "--shard 'a/b' is no shard of a run."),
    (["--shard", "1/100000000"], "--shard 1/100000000: a run of 65536 futures is cut into 64 pieces of 1024."),
    (["--shard", "1/2", "--npy"], "--npy needs every future of a run at once, so it does not go with --shard."),
    (["--shard", "1/2", "--freeze"], "--freeze needs every future of a run at once, so it does not go with --shard."),
    (["--shard", "1/2", "--format", "csv"], "A shard has no table, so --format says nothing to it."),
    (["--npy", "--resume"], "--npy begins every run anew, so it does not go with --resume."),
    (["--freeze", "--checkpoint", "9"], "--freeze begins every run anew, so it does not go with --checkpoint."),
    (
      ["--checkpoint", "-1"],
      "--checkpoint '-1' is not a number of seconds from 0 to 86400. Write --checkpoint 60, or --checkpoint 0 to keep nothing."
    ),
  ])
  func whatDoesNotGoTogetherIsRefused(options: [String], sentence: String) throws {
    let scratch = try Scratch()
    let run = try Crossroads(["run", "ban", "--out", scratch.path] + options)
    #expect(run.code == 2 && run.error.hasPrefix(sentence), "\(run.error)")
    #expect(scratch.files.isEmpty)
  }
}
