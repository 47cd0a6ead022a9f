/// The scale on which a curve is a straight line.
public enum TrendScale: Equatable, Sendable {
  /// The value itself.
  case identity
  /// log v.
  case logarithm
  /// log(v/(c - v)) with ceiling c.
  case logit(ceiling: Double)
  /// -log(log(c/v)) with ceiling c.
  case gompertz(ceiling: Double)
  /// ((v/reference)^exponent - 1)/exponent, exponent in (0, 1] (G. E. P. Box and D. R. Cox 1964, doi 10.1111/j.2517-6161.1964.tb00553.x).
  case boxCox(exponent: Double, reference: Double)

  /// The least 1 + exponent · point of a Box–Cox scale, which ends at 0; from there on its logarithm goes on straight.
  private static let leastBase = 0x1p-7

  /// The value on this scale; NaN outside its domain.
  public func transform(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .logarithm: Elementary.log(value)
    case .logit(let ceiling): Elementary.log(value) - Elementary.log(ceiling - value)
    case .gompertz(let ceiling): value < ceiling ? -Elementary.log(Elementary.log(ceiling) - Elementary.log(value)) : .nan
    case .boxCox(let exponent, let reference):
      Elementary.expMinusOne(exponent * (Elementary.log(value) - Elementary.log(reference))) / exponent
    }
  }

  /// The value at a point of this scale.
  public func inverse(_ point: Double) -> Double {
    switch self {
    case .identity: point
    case .logarithm: Elementary.exp(point)
    case .logit(let ceiling): ceiling / (1 + Elementary.exp(-point))
    case .gompertz(let ceiling): ceiling * Elementary.exp(-Elementary.exp(-point))
    case .boxCox: Elementary.exp(measure(point).value)
    }
  }

  /// Change of this scale per change of log v (per change of v on the identity scale).
  public func slope(at value: Double) -> Double {
    switch self {
    case .identity, .logarithm: 1
    case .logit(let ceiling): ceiling / (ceiling - value)
    case .gompertz(let ceiling): 1 / (Elementary.log(ceiling) - Elementary.log(value))
    case .boxCox(let exponent, let reference): Elementary.exp(exponent * (Elementary.log(value) - Elementary.log(reference)))
    }
  }

  /// The largest value, if the scale has one.
  public var ceiling: Double? {
    switch self {
    case .identity, .logarithm, .boxCox: nil
    case .logit(let ceiling), .gompertz(let ceiling): ceiling
    }
  }

  /// The logarithm of the value at a point of this scale (the value itself on the identity scale), and its change per unit of the scale.
  func measure(_ point: Double) -> (value: Double, slope: Double) {
    switch self {
    case .identity, .logarithm: return (point, 1)
    case .logit(let ceiling):
      let decay = Elementary.exp(-point.magnitude)
      let part = Elementary.log(onePlus: decay)
      return (Elementary.log(ceiling) - (point < 0 ? part - point : part), point < 0 ? 1 / (1 + decay) : decay / (1 + decay))
    case .gompertz(let ceiling):
      let distance = Elementary.exp(-point)
      return (Elementary.log(ceiling) - distance, distance)
    case .boxCox(let exponent, let reference):
      let base = max(1 + exponent * point, TrendScale.leastBase)
      let beyond = min(1 + exponent * point - base, 0) / base
      return (Elementary.log(reference) + (Elementary.log(base) + beyond) / exponent, 1 / base)
    }
  }

  /// log v, or v on the identity scale.
  func measured(value: Double) -> Double { self == .identity ? value : Elementary.log(value) }

  func value(measured: Double) -> Double { self == .identity ? measured : Elementary.exp(measured) }
}
