import Foundation
import Testing

@Suite struct NISTDataSetTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference/nist").path

  static let files: [String] = ["linear", "nonlinear"].flatMap { kind in
    (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)").sorted().map { "\(kind)/\($0)" }) ?? []
  }

  @Test func allSetsAreThere() {
    #expect(Self.files.count == 7 + 18)
  }

  /// Counts of rows, columns and degrees of freedom, and the sum of squares with the residual's deviation, must fit each other.
  @Test(arguments: files)
  func aFileAgreesWithItself(file: String) throws {
    let set = try NISTDataSet(contentsOfFile: "\(Self.folder)/\(file)")
    #expect("\(set.kind.rawValue)/\(set.name).dat" == file)
    #expect(set.observations.count - set.parameters.count == set.degreesOfFreedom)
    let mean = set.residualSumOfSquares / Double(set.degreesOfFreedom)
    #expect((mean.squareRoot() - set.residualStandardDeviation).magnitude <= 1e-9 * set.residualStandardDeviation)
    #expect(set.parameters.allSatisfy { $0.starts.count == (set.kind == .linear ? 0 : 2) })
    #expect((set.rSquared != nil) == (set.kind == .linear))
    #expect(set.model.contains("="))
  }

  @Test func theFieldsOfALinearFile() throws {
    let set = try NISTDataSet(contentsOfFile: "\(Self.folder)/linear/Longley.dat")
    #expect(set.parameters.map(\.name) == ["B0", "B1", "B2", "B3", "B4", "B5", "B6"])
    #expect(set.certified[6] == 1829.15146461355 && set.standardDeviations[0] == 890420.383607373)
    #expect(set.model == "y = B0 + B1*x1 + B2*x2 + B3*x3 + B4*x4 + B5*x5 + B6*x6 + e")
    #expect(set.observations[1] == [61122, 88.5, 259426, 2325, 1456, 108632, 1948])
    #expect(set.rSquared == 0.995479004577296 && set.degreesOfFreedom == 9 && set.residualSumOfSquares == 836424.055505915)
  }

  @Test func theFieldsOfANonlinearFile() throws {
    let set = try NISTDataSet(contentsOfFile: "\(Self.folder)/nonlinear/Nelson.dat")
    #expect(set.start(1) == [2, 0.0001, -0.01] && set.start(2) == [2.5, 5e-9, -0.05])
    #expect(set.certified == [2.5906836021, 5.6177717026e-9, -5.7701013174e-2])
    #expect(set.model == "log[y] = b1 - b2*x1 * exp[-b3*x2]  +  e")
    #expect(set.response.count == 128 && set.predictor(2)[0] == 180 && set.degreesOfFreedom == 125)
  }

  @Test func digitsAreCappedAtThoseCertified() throws {
    let set = try NISTDataSet(contentsOfFile: "\(Self.folder)/nonlinear/Misra1a.dat")
    #expect(set.correctDigits(2, 2) == 11)
    #expect((set.correctDigits(2.0002, 2) - 4).magnitude < 1e-9)
    #expect(set.correctDigits(-2, 2) == 0 && set.correctDigits(.nan, 2) == 0 && set.correctDigits(1e-12, 0) == 11)
    #expect(set.worstDigits([1], [1, 2]) == 0)
  }

  @Test func whatIsWrongWithAFileIsSaid() throws {
    let good = try String(contentsOfFile: "\(Self.folder)/nonlinear/Misra1a.dat", encoding: .utf8)
    func message(_ text: String) -> String? {
      do throws(NISTDataSet.Unreadable) { _ = try NISTDataSet(text: text) } catch { return error.description }
      return nil
    }
    #expect(message(good) == nil)
    #expect(message("") == "no line \"Dataset Name:\".")
    #expect(message(good.replacingOccurrences(of: "10.07E0", with: "10,07E0")) == "\"10,07E0 77.6E0\" is no row of 2 numbers.")
    #expect(message(good.replacingOccurrences(of: "14 Observations", with: "15 Observations")) == "14 rows of data in place of 15.")
    #expect(message(good.replacingOccurrences(of: " =  ", with: "    ")) == "no certified values.")
  }
}
