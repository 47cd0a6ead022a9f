import ScenarioEngine

/// A tape archive in the format `ustar` (POSIX.1-1988) of plain files, all dated 1970-01-01.
public struct TarArchive: Sendable {
  private var blocks: [UInt8] = []
  public init() {}

  /// Adds a file.
  ///
  /// - Throws: `ScenarioError` for a name of more than 100 bytes or a file of 8 GB or more, which the format cannot hold.
  public mutating func add(_ name: String, _ content: [UInt8]) throws(ScenarioError) {
    guard name.utf8.count <= 100, content.count < 1 << 33 else {
      throw ScenarioError(
        "'\(name)' with \(content.count) bytes cannot be put into an archive.", "Shorten the name, or export fewer futures.")
    }
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) { header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8) }
    put(name, at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(Self.octal(content.count, digits: 11), at: 124)
    put(Self.octal(0, digits: 11), at: 136)
    // The checksum counts its own field as blanks.
    put("        0", at: 148)
    put("ustar", at: 257)
    put("00", at: 263)
    put(Self.octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\0 ", at: 148)
    blocks += header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  /// The archive, with the two empty blocks at its end.
  public var bytes: [UInt8] { blocks + [UInt8](repeating: 0, count: 1024) }

  private static func octal(_ value: Int, digits: Int) -> String {
    let text = String(value, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
