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
    let known = targets.indices.compactMap { k in
      values(k).flatMap { values in DriverAnalysis(values: values).map { (targets[k], $0, values.count) } }
    }
    guard let (_, first, count) = known.first else { return [:] }
    for setting in columns() {
      let places = setting.drawing.places(among: first.bins, column: setting.column, paths: count)
      for (target, analysis, _) in known {
        result[target, default: []].append(DriverShare(key: setting.key, share: analysis.firstOrderShare(places)))
      }
    }
    return result.mapValues { $0.sorted { ($0.share.value, $1.key) > ($1.share.value, $0.key) } }
  }
}
