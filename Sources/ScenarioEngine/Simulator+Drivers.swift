extension Simulator {
  /// Uncertain settings of some scenarios by key: the drawing and the column to take the bins from.
  func uncertainColumns(_ indices: [Int]) -> [(key: String, drawing: PathDrawing, column: Int)] {
    var seen: Set<String> = []
    var result: [(key: String, drawing: PathDrawing, column: Int)] = []
    for index in indices {
      for (column, setting) in scenarios[index].plan.columns.enumerated() where setting.isUncertain && seen.insert(setting.key).inserted {
        result.append((setting.key, drawings[index], column))
      }
    }
    return result
  }

  func drivers(
    values: (Int) -> [Double]?, columns: () -> [(key: String, drawing: PathDrawing, column: Int)]
  ) -> [OutputRow: [DriverShare]] {
    guard !targets.isEmpty, settings.sampling != .medians else { return [:] }
    var result: [OutputRow: [DriverShare]] = [:]
    let known = targets.indices.compactMap { k in values(k).map { (targets[k], $0) } }
    guard let count = known.first?.1.count, let bins = DriverAnalysis.bins(paths: count) else { return [:] }
    for setting in columns() {
      var places = [UInt8](repeating: 0, count: (count + 7) / 8 * 8)
      for group in 0..<places.count / 8 {
        let eight = setting.drawing.bins(bins, column: setting.column, group: UInt64(group))
        for lane in 0..<8 { places[group * 8 + lane] = eight[lane] }
      }
      for (target, values) in known {
        result[target, default: []].append(
          DriverShare(key: setting.key, share: DriverAnalysis.firstOrderShare(values: values, bins: places, binCount: bins)))
      }
    }
    return result.mapValues { $0.sorted { ($0.share.value, $1.key) > ($1.share.value, $0.key) } }
  }
}
