import Foundation
import Presentation
import ScenarioEngine

/// Standard output for tables, standard error for messages.
enum Console {
  /// The style of standard output.
  static var style: TerminalStyle { TerminalStyle.detect(descriptor: 1, environment: ProcessInfo.processInfo.environment) }

  /// Whether standard output is a terminal.
  static var isTerminal: Bool { isatty(1) != 0 }

  /// Writes to standard output.
  /// - Throws: `ScenarioError` where it cannot be written, as on a full disk.
  static func out(_ text: String) throws {
    if let fault = write(text, to: 1) {
      throw ScenarioError("Standard output cannot be written: \(String(cString: strerror(fault))).", "Check where it leads.")
    }
  }

  /// Writes a line to standard error.
  static func message(_ text: String) { _ = write(text + "\n", to: 2) }

  /// The system's error number, nil where all went well.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress!, $0.count) }
      if count > 0 {
        done += count
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}

/// `write` of the system, under a name that the method of `Console` does not hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int { write(descriptor, bytes, count) }
