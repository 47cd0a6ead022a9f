/// A family of growth curves. Each of its shapes is fitted by linear least squares; several shapes are a grid over a quantity in which
/// the curve is not linear, and the forecast mixes them by how well they fit.
public protocol TrendCurve: Sendable {
  /// As the user writes it: "log-linear".
  var name: String { get }
  /// Quantities that the shapes span, beside level and growth.
  var profiledQuantities: Int { get }
  /// - Throws: `NumericError.parameter` if the points do not suit the curve.
  func shapes(for points: [TrendPoint]) throws(NumericError) -> [TrendShape]
}

extension TrendCurve {
  /// Requires positive values.
  func requirePositive(_ points: [TrendPoint]) throws(NumericError) {
    for point in points {
      try NumericError.require(point.value, "value in \(point.year)", of: name, "> 0") { $0 > 0 }
    }
  }

  /// The stated ceiling, or a grid from 1.1 to a hundred times the largest value, even in log(c/v - 1).
  func ceilings(_ stated: Double?, _ points: [TrendPoint]) throws(NumericError) -> [Double] {
    try requirePositive(points)
    let largest = points.map(\.value).max() ?? 0
    if let stated {
      try NumericError.require(stated, "ceiling", of: name, "> the largest value, \(largest)") { $0 > largest }
      return [stated]
    }
    let grid = (0...12).map { largest * (1 + Elementary.exp(-2.2 + 6.8 * Double($0) / 12)) }
    for ceiling in grid { try NumericError.require(ceiling, "ceiling", of: name, "finite") }
    return grid
  }
}
