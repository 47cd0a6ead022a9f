import ScenarioEngine

/// A workbook of Office Open XML (ECMA-376) with plain sheets: texts and numbers, no styles. Members of the archive are stored uncompressed.
public struct Workbook: Sendable {
  /// What stands in a cell.
  public enum Cell: Sendable, Hashable {
    case text(String)
    /// A number as it is to be read.
    case number(String)
    case empty

    /// As it is read in a text file.
    public var text: String {
      switch self {
      case .text(let text), .number(let text): text
      case .empty: ""
      }
    }
  }
  /// Rows of cells under a name.
  public struct Sheet: Sendable {
    public var name: String
    public var rows: [[Cell]]
    public init(name: String, rows: [[Cell]]) {
      self.name = name
      self.rows = rows
    }
  }

  /// In the order of their tabs.
  public var sheets: [Sheet]
  public init(sheets: [Sheet]) { self.sheets = sheets }

  /// The file.
  public var bytes: [UInt8] {
    var archive = ZipArchive()
    let parts = sheets.indices.map { "worksheets/sheet\($0 + 1).xml" }
    archive.add("[Content_Types].xml", Self.contentTypes(parts))
    archive.add("_rels/.rels", Self.relationships([("officeDocument", "xl/workbook.xml")]))
    archive.add("xl/workbook.xml", workbook)
    archive.add("xl/_rels/workbook.xml.rels", Self.relationships(parts.map { ("worksheet", $0) }))
    for (sheet, part) in zip(sheets, parts) { archive.add("xl/" + part, Self.worksheet(sheet)) }
    return archive.bytes
  }

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  private static func contentTypes(_ parts: [String]) -> String {
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return head + "<Types xmlns=\"\(package)/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(sheet).sheet.main+xml\"/>"
      + parts.map { "<Override PartName=\"/xl/\($0)\" ContentType=\"\(sheet).worksheet+xml\"/>" }.joined() + "</Types>"
  }

  private static func relationships(_ targets: [(type: String, target: String)]) -> String {
    head + "<Relationships xmlns=\"\(package)/relationships\">"
      + targets.enumerated().map { "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(office)/\($1.type)\" Target=\"\($1.target)\"/>" }.joined()
      + "</Relationships>"
  }

  private var workbook: String {
    Self.head + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>"
      + sheets.enumerated().map { "<sheet name=\"\(XMLText.escaped($1.name))\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>" }.joined()
      + "</sheets></workbook>"
  }

  private static func worksheet(_ sheet: Sheet) -> String {
    var text = head + "<worksheet xmlns=\"\(main)\"><sheetData>"
    for (number, row) in sheet.rows.enumerated() {
      text += "<row r=\"\(number + 1)\">"
      for (column, cell) in row.enumerated() {
        let place = "\(letters(column))\(number + 1)"
        switch cell {
        case .empty: continue
        case .number(let value): text += "<c r=\"\(place)\"><v>\(value)</v></c>"
        case .text(let value):
          text += "<c r=\"\(place)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(XMLText.escaped(value))</t></is></c>"
        }
      }
      text += "</row>"
    }
    return text + "</sheetData></worksheet>"
  }

  /// `A` for column 0, `AA` for 26.
  static func letters(_ column: Int) -> String {
    var (rest, name) = (column, "")
    repeat {
      name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
      rest = rest / 26 - 1
    } while rest >= 0
    return name
  }
}
