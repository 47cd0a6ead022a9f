/// A Chebyshev series on [-1, 1], summed by Clenshaw's recurrence (C. W. Clenshaw 1955, doi 10.1090/S0025-5718-1955-0071856-0).
struct ChebyshevSeries: Sendable {
  let coefficients: [Double]

  init(_ coefficients: [Double]) { self.coefficients = coefficients }

  func callAsFunction(_ t: Double) -> Double {
    var current = 0.0
    var previous = 0.0
    for coefficient in coefficients.dropFirst().reversed() {
      (current, previous) = ((coefficient - previous).addingProduct(2 * t, current), current)
    }
    return (coefficients[0] - previous).addingProduct(t, current)
  }
}
