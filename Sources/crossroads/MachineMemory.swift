import Foundation

/// The memory of this machine.
enum MachineMemory {
  /// Bytes that a program may take now without others being moved out; nil where the system does not say.
  static var available: Int? {
    guard let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8) else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 << 10 }
  }
}
