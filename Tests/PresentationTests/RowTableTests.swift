import Presentation
import Testing

@Suite struct RowTableTests {
  static var table: RowTable {
    var table = RowTable(columns: ["name", "value"])
    table.add([.text("a, \"b\""), .number(1.5e9)])
    table.add([.text("快|手\n\u{1}\\"), .missing])
    return table
  }

  @Test func csv() { #expect(CSVText.text(of: RowTableTests.table) == "name,value\n\"a, \"\"b\"\"\",1.5e+09\n\"快|手\n\u{1}\\\",\n") }

  @Test func json() {
    #expect(
      JSONText.text(of: RowTableTests.table)
        == #"""
        [
          {"name": "a, \"b\"", "value": 1.5e+09},
          {"name": "快|手\n\u0001\\", "value": null}
        ]

        """#)
    #expect(JSONText.text(of: RowTable(columns: ["a"])) == "[]\n")
  }

  @Test func markdown() {
    #expect(
      MarkdownTable.text(of: RowTableTests.table)
        == #"""
        | name      |   value |
        | --------- | ------: |
        | a, "b"    | 1.5e+09 |
        | 快\|手 \\ |         |

        """#)
  }
}
