import Foundation

/// The `.dat` files in `linear/` and `nonlinear/` of a folder, by name.
struct NISTFolder {
  private(set) var sets: [NISTDataSet] = []
  /// A sentence for each file that could not be read.
  private(set) var failures: [String] = []

  /// - Throws: `AccuracyFailure` if there is no such file at all.
  init(_ path: String) throws(AccuracyFailure) {
    for kind in [NISTDataSet.Kind.linear, .nonlinear] {
      let folder = "\(path)/\(kind.rawValue)"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names.filter({ $0.hasSuffix(".dat") }).sorted() {
        do {
          let set = try NISTDataSet(contentsOfFile: "\(folder)/\(name)")
          if set.kind == kind { sets.append(set) } else { failures.append("\(folder)/\(name): a \(set.kind.rawValue) set in this folder.") }
        } catch { failures.append(error.description) }
      }
    }
    if sets.isEmpty && failures.isEmpty {
      throw AccuracyFailure(
        description: "No .dat files in \(path)/linear or \(path)/nonlinear. Put NIST's files there, or name another folder.")
    }
  }
}
