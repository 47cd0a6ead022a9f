import Foundation
import ScenarioEngine
import Testing

@Suite struct NumPyFileTests {
  @Test func rowsMayComeInAnyOrder() throws {
    let folder = try TemporaryFolder()
    let file = try NumPyFile(path: folder.path + "/paths.npy", rows: 3, columns: 2)
    try file.write([5, 6], fromRow: 2)
    try file.write([1, 2, 3, 4], fromRow: 0)
    try file.commit()
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/paths.npy")))
    let header = 10 + Int(bytes[8]) + 256 * Int(bytes[9])
    #expect(Array(bytes[..<8]) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    #expect(header % 64 == 0 && bytes[header - 1] == 10)
    #expect(String(decoding: bytes[10..<header], as: UTF8.self).hasPrefix("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }"))
    let values = stride(from: header, to: bytes.count, by: 8).map { start in
      Double(bitPattern: (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) })
    }
    #expect(values == [1, 2, 3, 4, 5, 6])
  }

  @Test func columnsAreNamed() {
    let text = NumPyFile.columnsText([
      NumPyFile.Column(output: "commerce.gmv", unit: "usd", period: "2026"), NumPyFile.Column(output: "a,b", unit: "1", period: "total"),
    ])
    #expect(text == "column,output,unit,period\n0,commerce.gmv,usd,2026\n1,\"a,b\",1,total\n")
  }
}
