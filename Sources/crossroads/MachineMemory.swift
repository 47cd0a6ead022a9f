import Foundation
import Presentation
import ScenarioEngine

/// The memory of this machine.
enum MachineMemory {
  /// Bytes that a program may take now without others being moved out; nil where the system does not say.
  static var available: Int? {
    guard let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8) else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 << 10 }
  }

  /// Says how much something needs, before it is begun.
  ///
  /// - Parameters:
  ///   - what: the beginning of the sentence, such as `--exact keeps every value and needs`.
  ///   - remedy: what to do where the machine has less.
  /// - Throws: `ScenarioError` where it has.
  static func tell(_ what: String, bytes: Int, isQuiet: Bool, remedy: String) throws(ScenarioError) {
    let text = "\(what) about \(gigabytes(bytes)) GB"
    if let available, bytes > available { throw ScenarioError("\(text); \(gigabytes(available)) GB are free.", remedy) }
    if !isQuiet { Console.message(text + ".") }
  }

  /// Two digits: `0.37`.
  private static func gigabytes(_ bytes: Int) -> String {
    let size = Double(bytes) / 1e9
    let place = max(-3, (DecimalDigits(size)?.exponent ?? 0) - 1)
    return NumberFormat().number(size, place: place)
  }
}
