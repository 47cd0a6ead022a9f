/// 1/(1 + e^(-a)), without overflow.
func sigmoid(_ a: Dual) -> Dual {
  let decay = Elementary.exp(-a.value.magnitude)
  let image = a.value < 0 ? decay / (1 + decay) : 1 / (1 + decay)
  return a.mapped(image, slope: decay / ((1 + decay) * (1 + decay)))
}

/// log(1 + e^a), without overflow.
func softplus(_ a: Dual) -> Dual {
  let decay = Elementary.exp(-a.value.magnitude)
  let image = max(a.value, 0) + Elementary.log(onePlus: decay)
  return a.mapped(image, slope: a.value < 0 ? decay / (1 + decay) : 1 / (1 + decay))
}

/// e^(-e^(-a)), without overflow.
func doubleExponential(_ a: Dual) -> Dual {
  let inner = Elementary.exp(-a.value)
  let image = Elementary.exp(-inner)
  return a.mapped(image, slope: image > 0 ? image * inner : 0)
}
