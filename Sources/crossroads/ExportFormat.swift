import ArgumentParser

/// Formats that `export` writes.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, hubverse, iamc, ema, salib, npy

  /// Whether `--out` names a file; otherwise a folder.
  var isFile: Bool { self == .csv || self == .ema }

  /// Memory that a value in text takes, copies included, where futures are written: 20,000 futures of the baseline take 0.41 GB as ema and
  /// 1.08 GB as hubverse (`/usr/bin/time -f %M crossroads export FORMAT baseline --futures 20000 --out PLACE`).
  var bytesOfText: Int { self == .hubverse ? 190 : 32 }

  /// An example for messages.
  var example: String {
    switch self {
    case .csv: "--out runs.csv"
    case .ema: "--out runs.tar.gz"
    case .hubverse: "--out hub"
    case .iamc: "--out iamc"
    case .salib: "--out salib"
    case .npy: "--out arrays"
    }
  }
}
