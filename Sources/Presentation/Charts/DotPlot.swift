import NumericCore

/// A distribution as equally likely futures: values at the levels (i − ½)/n, a dot for each, so that odds can be counted.
///
/// M. Kay, T. Kola, J. R. Hullman, S. A. Munson, 2016, doi 10.1145/2858036.2858558.
public struct DotPlot: Sendable, Hashable {
  /// Dots, unless said otherwise.
  public static let usualCount = 50

  public let title: String
  /// Ascending.
  public let values: [Double]
  public let axis: AxisScale

  public init(title: String, unit: String, shape: DistributionShape, count: Int = usualCount) {
    self.title = title
    let values = (0..<max(1, count)).map { shape.quantile((Double($0) + 0.5) / Double(max(1, count))) }
    self.values = values
    axis = AxisScale(covering: values[0], values[values.count - 1], unit: unit)
  }

  /// How many of the dots lie in each of some columns of equal width along the axis; all of them do.
  public func stacks(columns: Int) -> [Int] {
    var stacks = [Int](repeating: 0, count: columns)
    for value in values { stacks[min(columns - 1, max(0, Int(axis.position(value) * Double(columns))))] += 1 }
    return stacks
  }
}
