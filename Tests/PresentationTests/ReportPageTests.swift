import Foundation
import Testing

@testable import Presentation

@Suite struct ReportPageTests {
  /// The page of a small report without its style sheet, which changes for reasons of its own.
  private static func plain(_ page: String) -> String {
    guard let start = page.range(of: "<style>"), let end = page.range(of: "</style>\n") else { return page }
    return String(page[..<start.lowerBound]) + String(page[end.upperBound...])
  }

  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference/report.html")

  @Test func aSmallReportIsTheOneThatWasReadByAPerson() throws {
    let page = ReportPageTests.plain(ReportPage.text(ReportSample.whole()))
    if ProcessInfo.processInfo.environment["CROSSROADS_RECORD_REFERENCE"] != nil {
      try page.write(to: Self.golden, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: Self.golden, encoding: .utf8) == page)
  }

  @Test func nothingIsLoadedAndNothingRuns() {
    let page = ReportPage.text(ReportSample.whole())
    for word in ["<script", "<link", "<img", "<iframe", "<object", "@import", "url(", "src=", "onclick", "javascript:"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(
      page.components(separatedBy: "http").count - 1 == page.components(separatedBy: "xmlns=\"http://www.w3.org/2000/svg\"").count - 1)
  }

  @Test func textsOfFilesAreEscaped() {
    let page = ReportPage.text(ReportSample.whole())
    #expect(page.contains("&lt;script&gt;alert(\"x\")&lt;/script&gt;"))
    #expect(page.contains("less than &lt;5 %&gt;") && page.contains("APPROX &amp; rounded"))
  }

  @Test func everyLinkLeadsSomewhereAndNoIdOccursTwice() {
    let page = ReportPage.text(ReportSample.whole())
    let ids = page.matches(of: /id="([^"]*)"/).map { String($0.1) }
    let links = page.matches(of: /href="#([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    #expect(Set(links).subtracting(ids) == [])
    #expect(links.contains("fact-fact-1") && links.contains("setting-commerce.take_5frate"))
  }

  @Test func everyElementIsClosed() {
    let page = ReportPage.text(ReportSample.whole())
    for tag in ["section", "table", "tr", "td", "th", "details", "figure", "svg", "div", "p", "ul", "li", "a", "code"] {
      let opened = page.components(separatedBy: "<\(tag)>").count + page.components(separatedBy: "<\(tag) ").count - 2
      let closed = page.components(separatedBy: "</\(tag)>").count - 1
      #expect(opened == closed, "\(tag)")
    }
  }

  @Test func aReportIsKnownByItsFirstLines() {
    #expect(ReportPage.isReport(Array(ReportPage.text(ReportSample.one()).utf8)))
    #expect(!ReportPage.isReport(Array("<!doctype html>\n<html><head><title>mine</title>".utf8)))
    #expect(!ReportPage.isReport([]))
  }

  @Test func theSameViewHasTheSameBytes() {
    #expect(ReportPage.text(ReportSample.whole()) == ReportPage.text(ReportSample.whole()))
  }
}
