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

  /// The value on this scale; NaN outside its domain.
  public func transform(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .logarithm: Elementary.log(value)
    case .logit(let ceiling): Elementary.log(value) - Elementary.log(ceiling - value)
    case .gompertz(let ceiling): value < ceiling ? -Elementary.log(Elementary.log(ceiling) - Elementary.log(value)) : .nan
    }
  }

  /// The value at a point of this scale.
  public func inverse(_ point: Double) -> Double {
    switch self {
    case .identity: point
    case .logarithm: Elementary.exp(point)
    case .logit(let ceiling): ceiling / (1 + Elementary.exp(-point))
    case .gompertz(let ceiling): ceiling * Elementary.exp(-Elementary.exp(-point))
    }
  }

  /// Change of this scale per change of log v (per change of v on the identity scale).
  public func slope(at value: Double) -> Double {
    switch self {
    case .identity, .logarithm: 1
    case .logit(let ceiling): ceiling / (ceiling - value)
    case .gompertz(let ceiling): 1 / (Elementary.log(ceiling) - Elementary.log(value))
    }
  }

  /// The largest value, if the scale has one.
  public var ceiling: Double? {
    switch self {
    case .identity, .logarithm: nil
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
    }
  }

  /// log v, or v on the identity scale.
  func measured(value: Double) -> Double { self == .identity ? value : Elementary.log(value) }

  func value(measured: Double) -> Double { self == .identity ? measured : Elementary.exp(measured) }
}
