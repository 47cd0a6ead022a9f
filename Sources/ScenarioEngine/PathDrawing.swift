import NumericCore

/// Draws what a path draws once: the settings of a plan, and the uniforms that its model asks for.
struct PathDrawing: Sendable {
  let plan: Plan
  let uniformKeys: [String]
  private let samplers: [PathSampler?]
  private let fitSamplers: [[PathSampler]]
  private let groupSamplers: [[PathSampler]]
  private let uniformSamplers: [PathSampler]
  let segmentStarts: [Int]
  /// What is drawn or set where a segment begins, by segment.
  private let changes: [[Change]]

  /// A class, so that looking at one does not copy its source.
  private final class Change: Sendable {
    let column: Int
    let source: Plan.Column.Source
    let range: ClosedRange<Double>

    init(column: Int, source: Plan.Column.Source, range: ClosedRange<Double>) {
      self.column = column
      self.source = source
      self.range = range
    }
  }

  /// - Throws: in the unlikely case that two keys of the file share a hash, or where a parameter's number is no Sobol' dimension.
  init(plan: Plan, uniformKeys: [String], seed: UInt64, sampling: Sampling, paths: UInt64) throws(ScenarioError) {
    self.plan = plan
    self.uniformKeys = uniformKeys
    var streams: [PathStream] = []
    func sampler(_ stream: PathStream) throws(ScenarioError) -> PathSampler {
      streams.append(stream)
      do throws(NumericError) { return try PathSampler(stream: stream, seed: seed, sampling: sampling, paths: paths) } catch {
        throw ScenarioError("A parameter cannot be drawn: \(error).", "Give its declaration a number that is a Sobol' dimension.")
      }
    }
    var samplers: [PathSampler?] = []
    for column in plan.columns {
      let stream = column.segments.lazy.compactMap { if case .drawn(_, let stream) = $0.source { stream } else { nil } }.first
      samplers.append(try stream.map(sampler))
    }
    self.samplers = samplers
    var fitSamplers: [[PathSampler]] = []
    for fit in plan.fits {
      fitSamplers.append([
        try sampler(.key("fit.\(fit.declaration.name).level")), try sampler(.key("fit.\(fit.declaration.name).rate")),
      ])
    }
    self.fitSamplers = fitSamplers
    var groupSamplers: [[PathSampler]] = []
    for group in plan.correlations {
      var own: [PathSampler] = []
      for stream in group.streams { own.append(try sampler(stream)) }
      groupSamplers.append(own)
    }
    self.groupSamplers = groupSamplers
    var uniformSamplers: [PathSampler] = []
    for key in uniformKeys { uniformSamplers.append(try sampler(.key(key))) }
    self.uniformSamplers = uniformSamplers
    segmentStarts = plan.segmentStarts
    changes = segmentStarts.map { month in Self.changes(in: plan, month: month) }
    if let (one, other) = StreamKey.collision(among: streams.flatMap(\.purposes)) {
      throw ScenarioError("'\(one)' and '\(other)' have the same hash, so they would share their luck.", "Rename one of them.")
    }
  }

  private static func changes(in plan: Plan, month: Int) -> [Change] {
    plan.columns.enumerated().compactMap { index, column in
      guard let current = column.segments.first(where: { $0.month == month }) else { return nil }
      // A constant that holds from the start was filled in when the block was made, unless a later value has overwritten it.
      if case .constant = current.source, month == 0, column.segments.count == 1 { return nil }
      return Change(column: index, source: current.source, range: column.range)
    }
  }

  /// The columns of another drawing of the same run that hold what each change at the start draws too; nil where there is none.
  func sameColumns(in other: PathDrawing) -> [Int?] {
    changes[0].map { own in
      guard case .drawn(let quantile, let stream) = own.source else { return nil }
      return other.changes[0].first { change in
        guard case .drawn(let otherQuantile, let otherStream) = change.source else { return false }
        return stream == otherStream && quantile.isSame(as: otherQuantile) && own.range == change.range
          && other.plan.columns[change.column].segments.count == 1
      }?.column
    }
  }

  /// Draws the columns whose value begins with a segment, for the paths `firstPath ..< firstPath + 128`.
  ///
  /// - Parameter same: for each change of the segment, a column that holds it already.
  func draw(segment: Int, firstPath: UInt64, into store: ColumnStore, same: [Column?] = []) {
    let firstGroup = firstPath / UInt64(Vector.count)
    for (number, change) in changes[segment].enumerated() {
      if number < same.count, let source = same[number] {
        store[change.column].update(from: source, count: Block.vectors)
        continue
      }
      fill(store[change.column], from: change.source, column: change.column, range: change.range, firstGroup: firstGroup)
    }
  }

  private func fill(
    _ values: Column, from source: Plan.Column.Source, column: Int, range: ClosedRange<Double>, firstGroup: UInt64
  ) {
    if case .drawn(let quantile, _) = source, let sampler = samplers[column] {
      sampler.uniforms(firstGroup: firstGroup, count: Block.vectors, into: values)
      quantile.fill(values, count: Block.vectors, within: range)
      return
    }
    let low = Vector(range.lowerBound), high = Vector(range.upperBound)
    for v in 0..<Block.vectors {
      values[v] = minimum(maximum(value(of: source, column: column, group: firstGroup + UInt64(v)), low), high)
    }
  }

  /// The uniforms that the model asked for.
  ///
  /// - Parameter same: for each of them, a column that holds it already.
  func drawUniforms(firstPath: UInt64, into store: ColumnStore, same: [Column?] = []) {
    let firstGroup = firstPath / UInt64(Vector.count)
    for (index, sampler) in uniformSamplers.enumerated() {
      if index < same.count, let source = same[index] {
        store[index].update(from: source, count: Block.vectors)
        continue
      }
      let values = store[index]
      sampler.uniforms(firstGroup: firstGroup, count: Block.vectors, into: values)
    }
  }

  private func value(of source: Plan.Column.Source, column: Int, group: UInt64) -> Vector {
    switch source {
    case .constant(let value): return Vector(value)
    case .drawn(let quantile, _): return quantile.values(atUniforms: samplers[column]!.uniforms(group: group))
    case .correlated(let quantile, let number, let row): return quantile.values(atNormals: correlatedNormal(number, row, group))
    case .fit(let number, let coefficient):
      let scaled = fitCoefficient(number, coefficient, group)
      return coefficient == 0 ? plan.fits[number].level(scaled) : scaled
    }
  }

  private func correlatedNormal(_ number: Int, _ row: Int, _ group: UInt64) -> Vector {
    plan.correlations[number].copula.normals(row) { normalQuantile(groupSamplers[number][$0].uniforms(group: group)) }
  }

  private func fitCoefficient(_ number: Int, _ coefficient: Int, _ group: UInt64) -> Vector {
    let fit = plan.fits[number]
    var value = Vector(fit.centre[coefficient])
    for k in 0...coefficient {
      let z = normalQuantile(fitSamplers[number][k].uniforms(group: group))
      value = z.multiplied(by: Vector(fit.factor[coefficient][k]), adding: value)
    }
    return value
  }

  /// Where a setting lies in its own distribution, as one of `bins` equal parts, for each of the first `paths` paths.
  func places(among bins: Int, column: Int, paths: Int) -> [UInt8] {
    var places: [UInt8] = []
    places.reserveCapacity(paths)
    let uniforms = ColumnStore(count: 1, vectors: Block.vectors)
    return withExtendedLifetime(uniforms) {
      for first in stride(from: 0, to: paths, by: Block.paths) {
        fillUniforms(uniforms[0], column: column, firstGroup: UInt64(first / Vector.count))
        let numbers = uniforms[0].paths
        for path in 0..<min(Block.paths, paths - first) { places.append(UInt8(min(bins - 1, max(0, Int(numbers[path] * Double(bins)))))) }
      }
      return places
    }
  }

  /// Where a setting lies in its own distribution on the paths of a block.
  private func fillUniforms(_ uniforms: Column, column: Int, firstGroup: UInt64) {
    let uncertain = plan.columns[column].segments.last { if case .constant = $0.source { false } else { true } }
    if case .drawn = uncertain?.source, let sampler = samplers[column] {
      return sampler.uniforms(firstGroup: firstGroup, count: Block.vectors, into: uniforms)
    }
    for v in 0..<Block.vectors {
      let group = firstGroup + UInt64(v)
      switch uncertain?.source ?? .constant(0) {
      case .constant, .drawn: uniforms[v] = Vector(0.5)
      case .correlated(_, let number, let row): uniforms[v] = cumulative(correlatedNormal(number, row, group))
      case .fit(let number, let coefficient):
        let fit = plan.fits[number]
        let sd = fit.covariance[coefficient][coefficient].squareRoot()
        uniforms[v] = cumulative((fitCoefficient(number, coefficient, group) - fit.centre[coefficient]) / sd)
      }
    }
  }

  private func cumulative(_ z: Vector) -> Vector {
    var u = Vector.zero
    for lane in 0..<Vector.count { u[lane] = Elementary.normalCumulative(z[lane]) }
    return u
  }
}
