import ScenarioEngine

/// Writes runs as the consortium's tables: `data.csv`, `data.xlsx` with the sheets `data` and `meta`, `meta.csv`, and definitions.
public enum IAMCExport {
  /// A column for each year or day, or a row for each figure.
  public enum Layout: String, Sendable, CaseIterable {
    case wide, long
  }

  /// Writes every file of the export.
  ///
  /// - Throws: `ScenarioError` where the folder cannot be written to.
  public static func write(_ table: IAMCTable, _ indicators: IAMCIndicators, _ runs: [ExportedRun], layout: Layout, to folder: ExportFolder)
    throws(ScenarioError)
  {
    try folder.write(layout == .wide ? table.wide : table.long, to: "data.csv")
    try folder.write(indicators.text(model: table.model), to: "meta.csv")
    try folder.write(workbook(table, indicators).bytes, to: "data.xlsx")
    for file in NomenclatureDefinitions.files(table, runs) { try folder.write(file.text, to: file.path) }
  }

  static func workbook(_ table: IAMCTable, _ indicators: IAMCIndicators) -> Workbook {
    let columns: [Workbook.Cell] = table.columns.map { table.step == .year ? .number($0) : .text($0) }
    let data =
      [IAMCTable.heads.map { .text($0) } + columns]
      + table.rows.map { row in
        table.cells(row).map { Workbook.Cell.text($0) } + table.columns.map { row.values[$0].map { .number($0) } ?? .empty }
      }
    let meta =
      [(["Model", "Scenario"] + indicators.names).map { Workbook.Cell.text($0) }]
      + indicators.rows.map { [.text(table.model), .text($0.scenario)] + $0.cells }
    return Workbook(sheets: [Workbook.Sheet(name: "data", rows: data), Workbook.Sheet(name: "meta", rows: meta)])
  }
}
