import ArgumentParser

/// Formats that `export` writes.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, hubverse, iamc, ema, salib, npy

  /// Whether `--out` names a file; otherwise a folder.
  var isFile: Bool { self == .csv || self == .ema }

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
