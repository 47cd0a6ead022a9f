extension GrowthFit {
  /// Starts that are tried, at most.
  private static let startCount = 6

  static func check(_ points: [TrendPoint], _ curve: any GrowthCurve, _ errors: GrowthErrors) throws(NumericError) {
    for point in points {
      guard point.year.isFinite else { throw .notFinite("a year of the series") }
      guard point.value.isFinite else { throw .notFinite("the value in \(point.year)") }
      guard point.value > 0 || (point.value == 0 && errors == .absolute) else {
        throw .parameter(
          of: curve.name, name: "value in \(point.year)", value: point.value, allowed: errors == .absolute ? ">= 0" : "> 0")
      }
      if let error = point.relativeError {
        try NumericError.require(error, "relative error in \(point.year)", of: curve.name, "> 0") { $0 > 0 }
      }
    }
    let times = zip(points, points.dropFirst()).filter { $0.year < $1.year }.count + 1
    guard min(times, points.count) > curve.quantities.count else {
      throw .tooFewRows(rows: min(times, points.count), columns: curve.quantities.count + 1)
    }
    if let first = points.first, points.allSatisfy({ $0.value == first.value }) {
      throw .parameter(of: curve.name, name: "every value", value: first.value, allowed: "values that differ")
    }
    guard let largest = points.map(\.value).max(), largest > 0x1p-900, largest < 0x1p900 else {
      throw .notFinite("the size of the values")
    }
  }

  /// The stated launch, or the median interval before the first observation.
  static func launch(_ stated: Double?, _ points: [TrendPoint], _ curve: any GrowthCurve) throws(NumericError) -> Double {
    let first = points[0].year
    if let stated {
      try NumericError.require(stated, "launch", of: curve.name, "before the first observation, \(first)") { $0 < first }
      return stated
    }
    let intervals = zip(points, points.dropFirst()).map { $1.year - $0.year }.filter { $0 > 0 }.sorted()
    return first - intervals[intervals.count / 2]
  }

  static func problem(
    _ curve: any GrowthCurve, _ points: [TrendPoint], _ errors: GrowthErrors, _ frame: GrowthFrame
  ) throws(NumericError) -> NonlinearProblem {
    let deviations = points.map { ($0.relativeError ?? Trend.assumedObservationDeviation) / Trend.assumedObservationDeviation }
    let values = points.map { $0.value / frame.valueScale }
    let problem = try NonlinearProblem(
      inputs: points.map { frame.time($0.year) }, observations: errors == .absolute ? values : values.map { Elementary.log($0) },
      standardDeviations: deviations.allSatisfy { $0 == 1 } ? nil : deviations, scaleIsKnown: false, parameters: curve.quantities.count
    ) { time, fitted in
      let value = curve.value(at: time, frame.scaled(fitted))
      return errors == .absolute ? value : log(value)
    }
    return try bounded(problem, curve, frame)
  }

  static func bounded(
    _ problem: NonlinearProblem, _ curve: any GrowthCurve, _ frame: GrowthFrame, widening: Double = 1
  ) throws(NumericError) -> NonlinearProblem {
    var problem = problem
    for (j, quantity) in curve.quantities.enumerated() {
      problem = try problem.bounding(j, within: frame.bounds(quantity, widening: widening))
    }
    return problem
  }

  static func fitted(_ start: [Double], _ frame: GrowthFrame, _ curve: any GrowthCurve) throws(NumericError) -> [Double] {
    guard start.count == curve.quantities.count else {
      throw .size("\(start.count) starting values for the \(curve.quantities.count) parameters of the \(curve.name) curve")
    }
    var result: [Double] = []
    for (value, quantity) in zip(start, curve.quantities) {
      try NumericError.require(value, quantity.name, of: curve.name, quantity.isPositive ? "> 0" : "finite") {
        !quantity.isPositive || $0 > 0
      }
      result.append(frame.fitted(value, quantity))
    }
    return result
  }

  /// The proposals of the curve with the least sums of squares.
  static func starts(
    _ curve: any GrowthCurve, _ points: [TrendPoint], _ frame: GrowthFrame, _ problem: NonlinearProblem
  ) -> [[Double]] {
    let scaled = GrowthStarts(times: points.map { frame.time($0.year) }, values: points.map { $0.value / frame.valueScale })
    let proposals = curve.starts(scaled).map { proposal in
      zip(proposal, curve.quantities).map { value, quantity in
        let range = frame.bounds(quantity)
        return min(max(quantity.isPositive ? Elementary.log(value) : value, range.lowerBound), range.upperBound)
      }
    }
    let rated = proposals.compactMap { start -> (start: [Double], sum: Double)? in
      guard start.allSatisfy(\.isFinite), let residuals = problem.residuals(start) else { return nil }
      return (start, residuals.reduce(0) { $0 + $1 * $1 })
    }
    return rated.sorted { $0.sum < $1.sum }.prefix(startCount).map(\.start)
  }
}
