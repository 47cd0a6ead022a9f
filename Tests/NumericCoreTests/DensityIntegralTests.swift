import Testing

@testable import NumericCore

@Suite struct DensityIntegralTests {
  /// The rule of 21 points is exact for polynomials up to degree 31, so no piece is halved and no digit missing.
  @Test(arguments: [0, 1, 2, 7, 18, 19, 30, 31]) func powersAreIntegratedExactly(degree: Int) {
    func power(_ x: Double, _ n: Int) -> Double { (0..<n).reduce(1) { product, _ in product * x } }
    let found = DensityIntegral.value(from: 1, to: 1.5) { power($0, degree) }
    let exact = (power(1.5, degree + 1) - 1) / Double(degree + 1)
    #expect((found / exact - 1).magnitude < 2e-15)
  }

  @Test func aDensityOverManyPowersOfTenIsHalvedUntilItIsSmooth() {
    let found = DensityIntegral.value(from: 1e-30, to: 1e30) { 1 / $0 }
    #expect((found / (60 * Elementary.log(10)) - 1).magnitude < 1e-14)
    let mirrored = DensityIntegral.value(from: -1e30, to: -1e-30) { -1 / $0 }
    #expect(mirrored == found)
  }

  @Test func aNarrowPeakIsFound() {
    let found = DensityIntegral.value(from: -20, to: 30) { Elementary.normalDensity($0) }
    #expect((found - 1).magnitude < 1e-14)
  }

  @Test func aDensityThatNeverBecomesSmoothEnds() {
    var isOdd = false
    let found = DensityIntegral.value(from: 0, to: 1) { _ in
      isOdd.toggle()
      return isOdd ? 1 : 2
    }
    #expect(found > 1 && found < 2)
  }
}
