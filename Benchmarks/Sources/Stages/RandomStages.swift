import NumericCore
import ScenarioEngine

/// Stages that NumericCore does alone: random words, normals, settings.
struct RandomStages {
  private static let vectors = 16
  private static let repeats = 4096

  let plan: Plan
  let rounds: Int

  var costs: [StageCost] { [words, normals, settings] }

  private func column<Result>(_ body: (UnsafeMutableBufferPointer<Vector>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: Vector.self, capacity: Self.vectors) { column in
      column.initialize(repeating: .zero)
      return body(column)
    }
  }

  /// Philox uniforms of a shock, two months to a block.
  private var words: StageCost {
    let stream = ShockStream(seed: 1, name: "stage")
    let seconds = column { even in
      column { odd in
        StageCost.least(rounds: rounds) {
          guard let even = even.baseAddress, let odd = odd.baseAddress else { return }
          for month in 0..<Self.repeats {
            stream.fillTwoMonths(firstPath: 0, month: 2 * month, vectors: Self.vectors, even: even, odd: odd)
          }
        }
      }
    }
    let uniforms = Double(2 * Self.repeats * Self.vectors * Vector.count)
    return StageCost(stage: "random words", nanoseconds: seconds * 1e9 / uniforms, unit: "uniform")
  }

  private var normals: StageCost {
    let stream = ShockStream(seed: 1, name: "stage")
    let seconds = column { uniforms in
      column { normals in
        for v in 0..<Self.vectors { uniforms[v] = stream.uniforms(firstPath: UInt64(8 * v), month: 0) }
        return StageCost.least(rounds: rounds) {
          guard let from = uniforms.baseAddress, let to = normals.baseAddress else { return }
          for _ in 0..<Self.repeats {
            to.update(from: from, count: Self.vectors)
            replaceByNormalQuantiles(to, count: Self.vectors)
          }
        }
      }
    }
    let normals = Double(Self.repeats * Self.vectors * Vector.count)
    return StageCost(stage: "normal by inversion", nanoseconds: seconds * 1e9 / normals, unit: "normal")
  }

  /// Every setting that is drawn by itself from the start.
  private var settings: StageCost {
    let drawn: [(ColumnQuantile, PathSampler, ClosedRange<Double>)] = plan.columns.compactMap { column in
      guard case .drawn(let quantile, let stream) = column.segments[0].source,
        let sampler = try? PathSampler(stream: stream, seed: 1, sampling: .sobol, paths: 1 << 20)
      else { return nil }
      return (quantile, sampler, column.range)
    }
    let blocks = 256
    let seconds: Double = column { column in
      guard let values = column.baseAddress else { return 0.0 }
      return StageCost.least(rounds: rounds) {
        for block in 0..<blocks {
          for (quantile, sampler, range) in drawn {
            sampler.uniforms(firstGroup: UInt64(block * Self.vectors), count: Self.vectors, into: values)
            quantile.fill(values, count: Self.vectors, within: range)
          }
        }
      }
    }
    let paths = Double(blocks * Self.vectors * Vector.count)
    return StageCost(stage: "\(drawn.count) settings", nanoseconds: seconds * 1e9 / paths, unit: "path")
  }
}
