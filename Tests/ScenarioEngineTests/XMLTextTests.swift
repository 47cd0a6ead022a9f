import Testing

@testable import ScenarioEngine

@Suite struct XMLTextTests {
  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"), ("a & b", "a &amp; b"), ("&amp;", "&amp;amp;"),
    ("\"quoted\" 'so'", "&quot;quoted&quot; &#39;so&#39;"), ("]]><!-- x -->", "]]&gt;&lt;!-- x --&gt;"), ("Ünïcödé 漢字 🎉", "Ünïcödé 漢字 🎉"),
    ("tab\tand\nlines\r\n", "tab\tand\nlines\n\n"), ("", ""),
  ])
  func textNeverBecomesMarkup(text: String, written: String) { #expect(XMLText.escaped(text) == written) }

  @Test func quotationMarksMayStandOutsideAttributes() { #expect(XMLText.escaped("\"a\" 'b' <c>", quotes: false) == "\"a\" 'b' &lt;c&gt;") }

  /// 2.2: Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]; beyond that what the note discourages.
  @Test func charactersThatXMLForbidsAreLeftOut() {
    let forbidden = Array(0..<9) + [0xB, 0xC] + Array(0xE..<0x20) + [0xFFFE, 0xFFFF, 0x7F, 0x80, 0x9F, 0xFDD0, 0x1FFFE, 0x10FFFF, 0x202E]
    for value in forbidden.map(UInt32.init) {
      let scalar = Unicode.Scalar(value).map(Character.init) ?? "?"
      #expect(XMLText.escaped("a\(scalar)b") == "ab", "U+\(String(value, radix: 16))")
    }
    for value: UInt32 in [9, 10, 0x20, 0xA0, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFD] {
      let text = String(Unicode.Scalar(value).map(Character.init) ?? "?")
      #expect(XMLText.escaped(text) == text, "U+\(String(value, radix: 16))")
    }
  }
}
