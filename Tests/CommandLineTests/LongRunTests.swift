import Foundation
import Testing

/// Interrupted runs. Half a million futures on one thread take a second; something is kept after a tenth of it.
@Suite struct LongRunTests {
  private static let options = ["--paths", "500000", "--threads", "1", "--outputs", "ownership.*"]

  /// Begins a run, waits until it has kept something, interrupts it, and returns its exit code and what it said.
  private func interrupt(_ arguments: [String], in folder: String) throws -> (code: Int32, error: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Crossroads.programPath)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: Crossroads.package)
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    while process.isRunning, kept(in: folder).isEmpty { usleep(20_000) }
    process.interrupt()
    let error = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, error)
  }

  private func kept(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/ban/unfinished")) ?? []).filter {
      $0.hasSuffix(".partial") && !$0.hasPrefix(".")
    }
  }

  @Test func anInterruptedRunGoesOnToTheSameBytes() throws {
    let scratch = try Scratch(), plain = try Scratch()
    let common = ["run", "ban", "--out", scratch.path] + Self.options + ["--seed", "3"]
    #expect(try Crossroads(["run", "ban", "--paths", "1024", "--out", scratch.path, "--quiet"]).code == 0)
    let before = try ["summary.csv", "run.json"].map { try Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/ban/\($0)")) }
    let run = try interrupt(common + ["--checkpoint", "0.1"], in: scratch.path)
    #expect(run.code == 130)
    #expect(
      run.error.hasPrefix("Kept: ") && run.error.contains(" of 500,000 futures, in \(scratch.path)/ban/unfinished/run-"), "\(run.error)")
    #expect(run.error.hasSuffix("The same command with --resume goes on from there.\n"))
    #expect(try ["summary.csv", "run.json"].map { try Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/ban/\($0)")) } == before)
    #expect(kept(in: scratch.path).count == 1)

    // A run with other settings leaves what was kept alone, and is not taken for its continuation.
    #expect(try Crossroads(["run", "ban", "--paths", "1024", "--out", scratch.path, "--quiet"]).code == 0)
    let other = try Crossroads(["run", "ban", "--out", scratch.path, "--resume"] + Self.options + ["--seed", "4"])
    #expect(other.code == 2 && other.error.contains("was kept of a run with other settings: seed 3 there, here 4."), "\(other.error)")
    #expect(kept(in: scratch.path).count == 1)

    let resumed = try Crossroads(common + ["--resume", "--quiet"])
    #expect(resumed.code == 0, "\(resumed.error)")
    #expect(scratch.files == ["ban", "ban/run.json", "ban/summary.csv"])
    #expect(try Crossroads(["run", "ban", "--out", plain.path, "--seed", "3", "--quiet"] + Self.options).code == 0)
    for name in ["summary.csv", "run.json"] {
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/ban/\(name)"))
          == Data(contentsOf: URL(fileURLWithPath: "\(plain.path)/ban/\(name)")))
    }
  }

  @Test func whatWasKeptAndDamagedIsRefused() throws {
    let scratch = try Scratch()
    let common = ["run", "ban", "--out", scratch.path, "--shard", "2/2"] + Self.options
    #expect(try interrupt(common + ["--checkpoint", "0.1", "--quiet"], in: scratch.path) == (130, ""))
    let path = "\(scratch.path)/ban/unfinished/\(try #require(kept(in: scratch.path).first))"
    #expect(path.contains("/shard-2-of-2-"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try bytes.dropLast(9).write(to: URL(fileURLWithPath: path))
    let run = try Crossroads(common + ["--resume"])
    #expect(
      run.code == 2 && run.error.contains(" is cut short: ") && run.error.hasSuffix(" Leave --resume out to begin anew.\n"), "\(run.error)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == bytes.count - 9)
  }

  /// Nothing was kept: the run begins, as one that is to be repeated by a script until it succeeds must.
  @Test func withNothingKeptResumeBegins() throws {
    let scratch = try Scratch()
    #expect(try Crossroads(["run", "ban", "--paths", "64", "--out", scratch.path, "--resume", "--quiet"]).code == 0)
    #expect(scratch.files == ["ban", "ban/run.json", "ban/summary.csv"])
  }

  /// A write beyond the shell's limit on file sizes is reported, and leaves nothing.
  @Test func aLimitOnFileSizesIsReported() throws {
    let scratch = try Scratch()
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    let pipe = Pipe()
    shell.standardError = pipe
    shell.arguments = ["-c", "ulimit -f 8; exec \"$0\" run ban --paths 1024 --quiet --out \"$1\"", Crossroads.programPath, scratch.path]
    shell.currentDirectoryURL = URL(fileURLWithPath: Crossroads.package)
    try shell.run()
    let error = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 2)
    #expect(error.contains("/ban/summary.csv cannot be written: it would be larger than files may be here."), "\(error)")
    #expect(scratch.files.isEmpty)
  }
}
