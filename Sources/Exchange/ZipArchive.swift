/// A ZIP archive whose members are stored as they are, all dated 1980-01-01, so that the same members give the same bytes.
///
/// The format: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. Sizes are below 4 GB.
public struct ZipArchive: Sendable {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  public init() {}

  /// Adds a text as a member.
  public mutating func add(_ name: String, _ text: String) {
    let (name, content) = (Array(name.utf8), Array(text.utf8))
    let checksum = CyclicRedundancyCheck.value(of: content)
    // Version 2.0, names in UTF-8, stored, midnight, 1 January 1980.
    let common =
      Self.little(20, 2) + Self.little(0x0800, 2) + Self.little(0, 2) + Self.little(0, 2) + Self.little(0x21, 2)
      + Self.little(Int(checksum), 4) + Self.little(content.count, 4) + Self.little(content.count, 4) + Self.little(name.count, 2)
      + Self.little(0, 2)
    directory += Self.little(0x0201_4b50, 4) + Self.little(20, 2) + common
    // No comment, first disk, no attributes.
    directory += Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 4) + Self.little(body.count, 4) + name
    body += Self.little(0x0403_4b50, 4) + common + name + content
    count += 1
  }

  /// The archive, with the directory at its end.
  public var bytes: [UInt8] {
    body + directory + Self.little(0x0605_4b50, 4) + Self.little(0, 2) + Self.little(0, 2) + Self.little(count, 2) + Self.little(count, 2)
      + Self.little(directory.count, 4) + Self.little(body.count, 4) + Self.little(0, 2)
  }

  private static func little(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
}
