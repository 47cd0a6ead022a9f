/// A place of a report that links lead to.
struct ReportAnchor: Sendable, Hashable {
  /// The value of the element's `id`: letters, digits, `-`, `.` and `_`.
  let id: String

  /// - Parameters:
  ///   - kind: what stands there, such as `fact`.
  ///   - name: any text; two names have two ids.
  init(_ kind: String, _ name: String = "") {
    var id = kind
    if !name.isEmpty { id += "-" }
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."):
        id.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        // `_` begins the code of any other byte, its own too.
        id += "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    self.id = id
  }
}
