import Foundation
import Testing

/// What `export` writes and refuses, without the programs that read it.
@Suite struct ExportTests {
  /// Two recorded runs of 256 futures in a folder of their own.
  final class Recorded {
    let scratch: Scratch
    init() throws {
      scratch = try Scratch()
      let run = try Crossroads(["run", "ban", "joint-venture", "--paths", "256", "--out", scratch.path + "/runs", "--quiet"])
      #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
    }
    func export(_ words: [String], to name: String) throws -> Crossroads {
      let runs = ["ban", "joint-venture"].map { scratch.path + "/runs/" + $0 }
      return try Crossroads(["export", words[0]] + runs + words.dropFirst() + ["--out", scratch.path + "/" + name])
    }
    func text(_ name: String) throws -> String { try String(contentsOfFile: scratch.path + "/" + name, encoding: .utf8) }
    var exported: [String] { scratch.files.filter { !$0.hasPrefix("runs") } }
  }

  @Test func tableOfAllRunsHoldsTheirRows() throws {
    let recorded = try Recorded()
    let run = try recorded.export(["csv"], to: "all.csv")
    #expect(run.code == 0 && run.error == "Written: \(recorded.scratch.path)/all.csv\n", "\(run.error)")
    let ban = try recorded.text("runs/ban/summary.csv"), venture = try recorded.text("runs/joint-venture/summary.csv")
    #expect(try recorded.text("all.csv") == ban + venture.drop { $0 != "\n" }.dropFirst())
  }

  @Test func hubHoldsItsTree() throws {
    let recorded = try Recorded()
    let run = try recorded.export(["hubverse", "--futures", "8", "--outputs", "ad_revenue.revenue,regulation.*"], to: "hub")
    #expect(run.code == 0, "\(run.error)")
    #expect(
      recorded.exported.filter { $0.contains(".") } == [
        "hub/crossroads-export.json", "hub/hub-config/admin.json", "hub/hub-config/model-metadata-schema.json", "hub/hub-config/tasks.json",
        "hub/model-metadata/crossroads-platform.yml", "hub/model-output/crossroads-platform/2025-10-01-crossroads-platform.csv",
      ])
    let rows = try recorded.text("hub/model-output/crossroads-platform/2025-10-01-crossroads-platform.csv").split(separator: "\n")
    #expect(rows.filter { $0.contains(",year ad_revenue.revenue,15,2026-12-31,sample,") }.count == 16)
  }

  /// Forty runs that say of themselves to have a billion futures: no machine holds a million of each.
  @Test func moreThanTheMemoryHoldsIsRefusedBeforehand() throws {
    let recorded = try Recorded()
    let folder = recorded.scratch.path + "/runs/", record = folder + "ban/run.json"
    let text = try String(contentsOfFile: record, encoding: .utf8)
    try text.replacing("\"paths\" : 256", with: "\"paths\" : 1000000000").write(toFile: record, atomically: true, encoding: .utf8)
    let copies = (0..<40).map { "\(folder)copy-\($0)" }
    for copy in copies { try FileManager.default.copyItem(atPath: folder + "ban", toPath: copy) }
    for format in ["ema", "hubverse"] {
      let run = try Crossroads(
        ["export", format] + copies + ["--futures", "1000000", "--out", recorded.scratch.path + (format == "ema" ? "/x.tar.gz" : "/hub")])
      #expect(run.code == 2 && run.error.hasPrefix("Exporting 1000000 futures needs about "), "\(run.error)")
      #expect(run.error.hasSuffix(" GB are free. Ask for fewer with --futures, choose --outputs, or export the runs one by one.\n"))
      #expect(recorded.exported.isEmpty)
    }
  }

  @Test func theSameRunsGiveTheSameBytes() throws {
    let recorded = try Recorded()
    for name in ["one", "two"] {
      #expect(try recorded.export(["ema", "--futures", "128"], to: name + ".tar.gz").code == 0)
      #expect(try recorded.export(["iamc"], to: name).code == 0)
    }
    let files = ["", "/data.csv", "/data.xlsx", "/meta.csv", "/crossroads-export.json"]
    for file in files {
      let (one, two) = file.isEmpty ? ("one.tar.gz", "two.tar.gz") : ("one" + file, "two" + file)
      let bytes = [one, two].map { FileManager.default.contents(atPath: recorded.scratch.path + "/" + $0) }
      #expect(bytes[0] != nil && bytes[0] == bytes[1], "\(one)")
    }
  }

  @Test(
    arguments: [
      (["csv", "--team", "x"], "--team says nothing to csv. Leave it out; it belongs to hubverse.\n"),
      (["ema", "--futures", "257"], "'ban' has 256 futures, fewer than 257. Ask for fewer with --futures, or run it with more --paths.\n"),
      (["hubverse", "--round", "2031-01-01"], "No row of the runs is a target of round 2031-01-01. Choose an earlier --round.\n"),
      (
        ["iamc", "--outputs", "ownership.value_to_owner"],
        "'ban' has no row for a year. Choose outputs that have years.\n"
      ),
    ])
  func whatAFormatCannotDoIsRefusedAndLeavesNothing(_ words: [String], _ sentence: String) throws {
    let recorded = try Recorded()
    let run = try recorded.export(words, to: words[0] == "ema" ? "x.tar.gz" : "x")
    #expect(run.code == 2 && run.out.isEmpty)
    #expect(run.error == sentence)
    #expect(recorded.exported.isEmpty)
  }

  @Test func resultsThatDoNotFollowFromTheirRecordAreRefused() throws {
    let recorded = try Recorded()
    let path = recorded.scratch.path + "/runs/ban/run.json"
    let record = try String(contentsOfFile: path, encoding: .utf8)
    try record.replacing("\"seed\" : 1", with: "\"seed\" : 2").write(toFile: path, atomically: true, encoding: .utf8)
    let other = recorded.scratch.path + "/runs/ban"
    let run = try Crossroads(["export", "npy", other, "--out", recorded.scratch.path + "/x"])
    #expect(run.code == 2)
    #expect(run.error.hasPrefix("\(other)/summary.csv does not follow from its own run.json: simulated again, the row '"))
    #expect(recorded.exported.isEmpty)
  }

  @Test func namesOfNoResultAreToldWithTheNearest() throws {
    let run = try Crossroads(["export", "csv", "joint-ventur", "--out", "never.csv"])
    #expect(run.code == 2)
    #expect(run.error.hasPrefix("There is no result 'joint-ventur'. Did you mean"), "\(run.error)")
  }
}
