/// The members' forecasts of one series, and what they say about its noise.
struct MemberForecasts {
  let series: PreparedSeries
  let horizon: Int
  /// Of Holt's grid in levels: the one-step deviation over the mean change.
  let levelNoise: Double
  /// Of Holt's grid in logarithms over the same mean change; `levelNoise` where logarithms do not exist.
  let logNoise: Double
  /// Of Holt's likeliest smoothing in levels: the standard deviation of the error of each step over the mean change.
  let deviations: [Double]
  /// By member and step, less the last value, over the mean change.
  private let forecasts: [[Double]]

  /// Forecasts of steps 1, 2, ….
  subscript(_ member: ForecastMember) -> [Double] { forecasts[MemberForecasts.places[member.rawValue] ?? 0] }
  private static let places = Dictionary(uniqueKeysWithValues: ForecastMember.allCases.enumerated().map { ($1.rawValue, $0) })
  var all: [[Double]] { forecasts }

  /// The farthest a forecast may be from the last value: in logarithms, and in mean changes.
  static let farthestLogarithm = 3.0

  /// - Parameter series: not constant, at least three points.
  init(_ series: PreparedSeries, horizon: Int, grid: HoltGrid) {
    self.series = series
    self.horizon = horizon
    let levels = series.levels
    let logs = series.logarithms
    let ratio = series.last / series.meanChange
    func carried(_ growth: Double, _ damping: Double) -> [Double] {
      var (power, sum) = (1.0, 0.0)
      return (0..<horizon).map { _ in
        power *= damping
        sum += power
        return growth * sum
      }
    }
    func fromLogs(_ forecasts: [Double]) -> [Double] {
      forecasts.map { ratio * Elementary.expMinusOne(min(max($0, -farthest), farthest)) }
    }
    let farthest = MemberForecasts.farthestLogarithm
    let changes = series.changes
    let growths = logs.map { logs in zip(logs.dropFirst(), logs).map { $0 - $1 } }
    let holt = grid.fit(levels)
    let logHolt = logs.map { grid.fit($0) }
    levelNoise = holt.deviation
    deviations = holt.errorGrowth(horizon).map { $0 * holt.deviation }
    logNoise = logHolt.map { $0.deviation * series.last / series.meanChange } ?? holt.deviation
    func either(_ log: ([Double]) -> [Double], _ level: () -> [Double]) -> [Double] { logs.map { fromLogs(log($0)) } ?? level() }
    func grown(_ memory: Double, _ damping: Double) -> [Double] {
      if let growths { return fromLogs(carried(WeightedLine.mean(growths, memory: memory), damping)) }
      return carried(WeightedLine.mean(changes, memory: memory), damping)
    }
    forecasts = ForecastMember.allCases.map { member in
      switch member {
      case .naive: [Double](repeating: 0, count: horizon)
      case .logTheta: either({ ThetaLine.forecasts($0, horizon: horizon) }, { ThetaLine.forecasts(levels, horizon: horizon) })
      case .medianChange: carried(MemberForecasts.median(changes), 1)
      case .logistic:
        either({ SaturatingGrowth.logistic($0, memory: 1, horizon: horizon) }, { carried(MemberForecasts.median(changes), 0.8) })
      case .logHolt: logHolt.map { fromLogs($0.forecasts(horizon)) } ?? holt.forecasts(horizon)
      case .growth: grown(0.93, 1)
      case .dampedGrowth: grown(0.93, 0.8)
      case .localSlope: carried(WeightedLine.fit(levels, memory: 0.83).slope, 1)
      case .gompertz:
        either({ SaturatingGrowth.gompertz($0, memory: 0.9, horizon: horizon) }, { carried(WeightedLine.mean(changes, memory: 0.9), 0.8) })
      case .recentChange: carried(WeightedLine.mean(Array(changes.suffix(4)), memory: 1), 1)
      case .shortMemory: carried(WeightedLine.mean(changes, memory: 0.7), 0.8)
      case .localLine:
        {
          let line = WeightedLine.fit(levels, memory: 0.75)
          return (1...horizon).map { line.intercept + line.slope * Double($0) }
        }()
      case .drift: carried(WeightedLine.mean(changes, memory: 1), 1)
      case .theta: ThetaLine.forecasts(levels, horizon: horizon)
      case .holt: holt.forecasts(horizon)
      case .dampedHolt: holt.dampedForecasts(horizon)
      }
    }
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? 0.5 * (sorted[middle - 1] + sorted[middle]) : sorted[middle]
  }
}
