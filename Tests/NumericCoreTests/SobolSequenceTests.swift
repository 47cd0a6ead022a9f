import Foundation
import Testing

@testable import NumericCore

@Suite struct SobolSequenceTests {
  /// Near and far (indices to 2³² - 1) in nine dimensions, and the sum of all direction numbers in every one of the 1,111, from SciPy
  /// (Reference/sobol.py).
  @Test func pointsNearAndFarAreThoseOfSciPy() throws {
    let rows = try ReferenceTable("sobol.csv").rows
    #expect(rows.count == 9 * 21 + 1111)
    for row in rows {
      let numbers = try row.map { try #require(UInt32($0)) }
      let directions = try SobolSequence.directions(dimension: Int(numbers[0]))
      #expect(SobolSequence.point(numbers[1], directions: directions) == numbers[2], "dimension \(numbers[0]), index \(numbers[1])")
    }
  }

  @Test(arguments: [0, -3, 1112, .max]) func aDimensionThatIsNotAtHandIsRefused(dimension: Int) {
    #expect(
      throws: NumericError.parameter(of: "Sobol' sequence", name: "dimension", value: Double(dimension), allowed: "from 1 to 1111")
    ) { try SobolSequence.directions(dimension: dimension) }
  }

  /// Direction number k of every dimension has its k-th digit set and none after it: each digit of a point depends on no later digit of its
  /// index, so that every prefix of 2ᵏ points fills every interval of length 2⁻ᵏ once.
  @Test func directionNumbersAreUpperTriangular() throws {
    for dimension in 1...SobolSequence.dimensions {
      let directions = try SobolSequence.directions(dimension: dimension)
      #expect(directions.count == 32)
      for (k, v) in directions.enumerated() { #expect(v.trailingZeroBitCount == 31 - k, "dimension \(dimension)") }
    }
  }
}

/// The published table and points, read from the folder named by CROSSROADS_REFERENCE_DATA.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["CROSSROADS_REFERENCE_DATA"] != nil,
    "needs Joe and Kuo's table: set CROSSROADS_REFERENCE_DATA to a folder with random/new-joe-kuo-6.21201.txt.gz and sobol_*.csv.gz"))
struct SobolReferenceTests {
  static func lines(_ name: String) throws -> [String] {
    let folder = try #require(ProcessInfo.processInfo.environment["CROSSROADS_REFERENCE_DATA"])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", "\(folder)/random/\(name).gz"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }

  @Test func theBuiltInNumbersAreThePublishedOnes() throws {
    let published = try Self.lines("new-joe-kuo-6.21201.txt").dropFirst().prefix(SobolSequence.dimensions - 1).map {
      $0.split(whereSeparator: \.isWhitespace).dropFirst().joined(separator: " ")
    }
    let own = JoeKuoNumbers.text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(own.count == SobolSequence.dimensions - 1)
    #expect(own == published)
  }

  @Test(arguments: [2, 10]) func theFirst1024PointsAreThePublishedOnes(dimensions: Int) throws {
    let rows = try Self.lines("sobol_d\(dimensions)_first1024.csv").filter { !$0.hasPrefix("#") }
    #expect(rows.count == 1024)
    for (index, row) in rows.enumerated() {
      let expected = try row.split(separator: ",").map { try #require(UInt32($0)) << 22 }
      let point = try (1...dimensions).map { dimension in
        SobolSequence.point(UInt32(index), directions: try SobolSequence.directions(dimension: dimension))
      }
      #expect(point == expected, "point \(index)")
    }
  }
}
