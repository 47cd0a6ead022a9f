import Testing

@testable import Presentation

@Suite struct HTMLNodeTests {
  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"), ("a & b", "a &amp; b"), ("&amp;", "&amp;amp;"),
    ("\"quoted\" 'so'", "\"quoted\" 'so'"), ("]]><!-- x -->", "]]&gt;&lt;!-- x --&gt;"), ("Ünïcödé 漢字 🎉", "Ünïcödé 漢字 🎉"),
  ])
  func textNeverBecomesMarkup(text: String, written: String) {
    #expect(HTMLNode.tag(.p, content: .text(text)).markup == "<p>\(written)</p>\n")
  }

  @Test func attributesCannotBeEnded() {
    let node = HTMLNode.tag(.div, .label("\" onclick=\"x\" <b>"), content: "")
    #expect(node.markup == "<div aria-label=\"&quot; onclick=&quot;x&quot; &lt;b&gt;\"></div>\n")
  }

  @Test func charactersThatNoPageMayHoldAreLeftOut() {
    let scalars: [UInt32] = [0x61, 0, 0x62, 0x1B, 0x63, 0x202E, 0x64, 0xFFFE, 0x65, 0xFDD0, 0x66, 0x7F, 0x67, 0x85, 0x68, 0x1FFFF, 0x69]
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.compactMap(Unicode.Scalar.init))
    #expect(text.count == scalars.count)
    #expect(HTMLNode.text(String(text) + "\nj\tk").markup == "abcdefghi\nj\tk")
  }

  @Test func voidElementsHaveNoEnd() {
    #expect(HTMLNode.tag(.p, content: "a", .tag(.br), "b").markup == "<p>a<br>b</p>\n")
  }

  @Test func anchorsOfDifferentNamesDifferAndNeedNoEscaping() {
    let names = ["a.b", "a_b", "a b", "a/b", "a-b", "ä", "a_2eb", "\"", "<x>", ""]
    let ids = names.map { ReportAnchor("fact", $0).id }
    #expect(Set(ids).count == names.count)
    #expect(
      ids.allSatisfy { id in id.utf8.allSatisfy { ($0 | 32 >= 97 && $0 | 32 <= 122) || (45...57).contains($0) || $0 == 95 } }, "\(ids)")
    #expect(ReportAnchor("fact", "a_b").id == "fact-a_5fb")
  }

  @Test func linksLeadWithinThePageOnly() {
    #expect(HTMLNode.link(ReportAnchor("fact", "https://example.org"), "x").markup == "<a href=\"#fact-https_3a_2f_2fexample.org\">x</a>")
  }
}
