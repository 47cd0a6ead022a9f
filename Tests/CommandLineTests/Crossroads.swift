import Foundation

/// Runs the built program, which stands beside the test bundle.
struct Crossroads {
  var code: Int32
  var out: String
  var error: String

  /// - Parameters:
  ///   - folder: the current folder of the program; the package's own if nil.
  ///   - environment: variables beside PATH.
  init(_ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]) throws {
    let process = Process()
    process.executableURL = Crossroads.program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder ?? Crossroads.package)
    process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
    let (outPipe, errorPipe) = (Pipe(), Pipe())
    process.standardOutput = outPipe
    process.standardError = errorPipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Both are read to the end before waiting: a full pipe would stop the program. Messages are short enough to wait for their turn.
    out = String(decoding: outPipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    error = String(decoding: errorPipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    code = process.terminationStatus
  }

  static var programPath: String { program.path }

  private static let program: URL = {
    let here = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let bundle = CommandLine.arguments.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    let candidates = ([here] + bundle + bundle.map { $0.deletingLastPathComponent() }).map { $0.appendingPathComponent("crossroads") }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? here.appendingPathComponent("crossroads")
  }()

  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .path
}

/// A folder that goes away with the test.
final class Scratch {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("crossroads-words-\(UUID().uuidString)").path
  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }
  var files: [String] {
    ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
