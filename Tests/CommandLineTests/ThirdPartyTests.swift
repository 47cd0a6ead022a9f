import Foundation
import Testing

/// docs/third-party.md names what comes from others.
@Suite struct ThirdPartyTests {
  @Test func thePageNamesEveryPackageOfTheListsOfPackages() throws {
    let page = try String(contentsOfFile: Crossroads.package + "/docs/third-party.md", encoding: .utf8)
    let lists = [
      "Tests/Interop/requirements.txt", "Tests/Interop/requirements-report.txt", "notebooks/requirements.txt", "workflows/requirements.txt",
      "Benchmarks/requirements.txt",
    ]
    for list in lists {
      let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(list)`") }, "\(list)")
      let packages = try String(contentsOfFile: Crossroads.package + "/" + list, encoding: .utf8).split(separator: "\n").filter {
        !$0.hasPrefix("#")
      }
      #expect(packages.count > 1)
      for package in packages {
        let name = package.prefix { $0 != "=" }
        #expect(row.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }.contains(name), "\(name) of \(list)")
      }
    }
  }
}
