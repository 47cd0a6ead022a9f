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

  /// - Throws: in the unlikely case that two keys of the file share a hash.
  init(plan: Plan, uniformKeys: [String], seed: UInt64, sampling: Sampling, paths: UInt64) throws(ScenarioError) {
    self.plan = plan
    self.uniformKeys = uniformKeys
    func sampler(_ stream: PathStream) -> PathSampler { PathSampler(stream: stream, seed: seed, sampling: sampling, paths: paths) }
    samplers = plan.columns.map { column in
      for segment in column.segments {
        if case .drawn(_, let stream) = segment.source { return sampler(stream) }
      }
      return nil
    }
    fitSamplers = plan.fits.map { fit in ["level", "rate"].map { sampler(.key("fit.\(fit.declaration.name).\($0)")) } }
    groupSamplers = plan.correlations.map { $0.streams.map(sampler) }
    uniformSamplers = uniformKeys.map { sampler(.key($0)) }
    segmentStarts = plan.segmentStarts

    var keys = uniformKeys + plan.fits.flatMap { ["fit.\($0.declaration.name).level", "fit.\($0.declaration.name).rate"] }
    keys += plan.columns.map(\.key)
    var seen: [UInt64: String] = [:]
    for key in keys {
      if let other = seen.updateValue(key, forKey: StreamKey.hash(key)), other != key {
        throw ScenarioError("The keys '\(other)' and '\(key)' have the same hash, so they would share their luck.", "Rename one of them.")
      }
    }
  }

  /// Draws the columns whose value begins with a segment, for the paths `firstPath ..< firstPath + 128`.
  func draw(segment: Int, firstPath: UInt64, into store: ColumnStore) {
    let month = segmentStarts[segment]
    let firstGroup = firstPath / UInt64(Vector.count)
    for (index, column) in plan.columns.enumerated() {
      guard let current = column.segments.first(where: { $0.month == month }) else { continue }
      let values = store[index]
      // A constant that holds from the start was filled in when the block was made, unless a later value has overwritten it.
      if case .constant = current.source, month == 0, column.segments.count == 1 { continue }
      fill(values, from: current.source, column: index, range: column.range, firstGroup: firstGroup)
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
  func drawUniforms(firstPath: UInt64, into store: ColumnStore) {
    let firstGroup = firstPath / UInt64(Vector.count)
    for (index, sampler) in uniformSamplers.enumerated() {
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
    var z = Vector.zero
    for (k, weight) in plan.correlations[number].factor[row].enumerated() where weight != 0 {
      z = normalQuantile(groupSamplers[number][k].uniforms(group: group)).multiplied(by: Vector(weight), adding: z)
    }
    return z
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

  /// Where a setting lies in its own distribution, as one of `bins` equal parts, for each path of a group.
  func bins(_ bins: Int, column: Int, group: UInt64) -> SIMD8<UInt8> {
    let u: Vector
    let uncertain = plan.columns[column].segments.last { if case .constant = $0.source { false } else { true } }
    switch uncertain?.source ?? .constant(0) {
    case .constant: u = Vector(0.5)
    case .drawn: u = samplers[column]!.uniforms(group: group)
    case .correlated(_, let number, let row): u = cumulative(correlatedNormal(number, row, group))
    case .fit(let number, let coefficient):
      let fit = plan.fits[number]
      let sd = fit.covariance[coefficient][coefficient].squareRoot()
      u = cumulative((fitCoefficient(number, coefficient, group) - fit.centre[coefficient]) / sd)
    }
    var result = SIMD8<UInt8>()
    for lane in 0..<Vector.count { result[lane] = UInt8(min(bins - 1, max(0, Int(u[lane] * Double(bins))))) }
    return result
  }

  private func cumulative(_ z: Vector) -> Vector {
    var u = Vector.zero
    for lane in 0..<Vector.count { u[lane] = Elementary.normalCumulative(z[lane]) }
    return u
  }
}
