import NumericCore
import ScenarioEngine

extension PlatformRunner {
  /// Strengths of the initiatives, and the sums of their effects and of the cost of those under way.
  func stepInitiatives(_ t: Int) {
    let m = month, uses = uses
    for column in [m.minutesEffect, m.churnEffect, m.priceEffect, m.gmvEffect, m.initiativeCostRate] { column.fill(0) }
    for (index, initiative) in model.initiatives.enumerated() where t >= initiative.start {
      let p = parameters.initiatives[index]
      let age = Double(t - initiative.start)
      for v in 0..<block.vectors {
        let success = (p.success[v] < p.probability[v]).select(.one, .zero)
        let strength = Initiatives.strength(monthsSinceStart: age, delay: p.delay[v], ramp: p.ramp[v], success: success)
        if uses.minutesEffect { m.minutesEffect[v] += strength * p.minutes[v] }
        if uses.churnEffect { m.churnEffect[v] += strength * p.churn[v] * UserGrowth.perYear }
        if uses.priceEffect { m.priceEffect[v] += strength * p.adPrice[v] }
        if uses.gmvEffect { m.gmvEffect[v] += strength * p.gmv[v] }
        if uses.initiativeCost { m.initiativeCostRate[v] += p.cost[v] * UserGrowth.perYear }
      }
    }
  }

  /// The stocks through the month's dark and open spells: several short loops, so that no logarithm or quotient is waited for.
  func stepUserGrowth(_ t: Int, days: Int) {
    let p = parameters, s = state, m = month, d = derived, regulation = regulation, uses = uses
    let shocks = growthShock.current
    let full = Vector(Double(days))
    let deviation = (Double(days) / UserGrowth.year).squareRoot()
    for v in 0..<block.vectors {
      m.growthFactor[v] = exp(UserGrowth.growth(rate: p.growthRate[v], days: regulation.spell(v)[.acquisition]))
    }
    for v in 0..<block.vectors {
      var lost = regulation.spell(v)[.churn] * UserGrowth.perYear
      if uses.churnEffect { lost += m.churnEffect[v] * full }
      m.disturbance[v] = UserGrowth.disturbance(deviation: p.growthNoise[v] * deviation, shock: shocks[v], churn: lost)
    }
    for v in 0..<block.vectors {
      if uses.outages {
        let spell = regulation.spell(v)
        guard (spell[.open] == full).all, !(s.dormant[v] > 0).any else {
          stepOutage(v, spell, full: full, shock: shocks[v])
          continue
        }
        m.meanDark[v] = .zero
      }
      let before = s.active[v]
      let after =
        UserGrowth.verhulst(active: before, factor: m.growthFactor[v], filling: before * d.inverseCapacity[v], rate: p.growthRate[v])
        * m.disturbance[v]
      let mean = 0.5 * (before + after)
      s.active[v] = after
      if uses.price { m.activeAtStart[v] = before }
      m.meanActive[v] = mean
      if uses.outages { m.monthlyUsers[v] = mean }
    }
  }

  /// The stocks of a vector with dark days or dormant users.
  private func stepOutage(_ v: Int, _ spell: DaySums, full: Vector, shock z: Vector) {
    let p = parameters, s = state, m = month
    let y = spell[.open], x = spell[.dark]
    let anyDark = (x > 0).any
    let endsDark = regulation.endsDark[v] > 0
    var a = s.active[v], dormant = s.dormant[v]
    m.activeAtStart[v] = a + dormant

    var beforeDark = a, afterDark = a
    if anyDark {
      let spell = darkSpell(v, active: a, dormant: dormant, days: x)
      beforeDark = a
      afterDark = spell.active
      a = endsDark.select(a, spell.active)
      dormant = endsDark.select(dormant, spell.dormant)
    }

    let beforeOpen = a
    let returned = UserGrowth.returning(
      dormant: dormant, days: y, substitutionHalfLife: p.substitutionHalfLife[v], returnHalfLife: p.returnHalfLife[v])
    dormant = returned.dormant
    let lost = spell[.churn] * UserGrowth.perYear + m.churnEffect[v] * y
    let disturbance = UserGrowth.disturbance(deviation: p.growthNoise[v] * squareRoot(y / UserGrowth.year), shock: z, churn: lost)
    let grown = UserGrowth.verhulst(active: a, factor: m.growthFactor[v], filling: a * derived.inverseCapacity[v], rate: p.growthRate[v])
    a = grown * disturbance + returned.back
    m.meanActive[v] = (y > 0).select(0.5 * (beforeOpen + a), .zero)
    m.disturbance[v] = disturbance

    if anyDark, endsDark.any {
      let spell = darkSpell(v, active: a, dormant: dormant, days: x)
      beforeDark = endsDark.select(a, beforeDark)
      afterDark = endsDark.select(spell.active, afterDark)
      a = endsDark.select(spell.active, a)
      dormant = endsDark.select(spell.dormant, dormant)
    }
    m.meanDark[v] = anyDark ? 0.5 * (beforeDark + afterDark) : .zero
    s.active[v] = a
    s.dormant[v] = (dormant < p.initialUsers[v] * UserGrowth.leastStock).select(.zero, dormant)
    m.monthlyUsers[v] = m.meanActive[v] * (y / full) + p.leak[v] * m.meanDark[v] * (x / full)
  }

  @inline(always)
  private func darkSpell(_ v: Int, active: Vector, dormant: Vector, days: Vector) -> (active: Vector, dormant: Vector) {
    let p = parameters
    return UserGrowth.darkSpell(
      active: active, dormant: dormant, days: days, leak: p.leak[v], dormancyHalfLife: p.dormancyHalfLife[v],
      substitutionHalfLife: p.substitutionHalfLife[v])
  }

  /// The shadow stock through an open month without effects of regimes.
  func stepShadow(_ t: Int, days: Int) {
    let p = parameters, s = state, m = month, d = derived, regulation = regulation
    let shocks = growthShock.current
    let full = Vector(Double(days))
    let deviation = (Double(days) / UserGrowth.year).squareRoot()
    let factors = d.shadowFactor(days: days)
    let isKnown = d.knowsShadowFactors(days: days)
    for v in 0..<block.vectors {
      if !isKnown { factors[v] = exp(UserGrowth.growth(rate: p.growthRate[v], days: full)) }
      let spell = regulation.spell(v)
      // Without churn a path that is open all month is disturbed as the shadow is.
      let isSame = (spell[.open] == full).all && (spell[.churn] == 0).all
      let disturbance =
        isSame
        ? m.disturbance[v]
        : UserGrowth.disturbance(deviation: p.growthNoise[v] * deviation, shock: shocks[v], churn: m.churnEffect[v] * full)
      let before = s.shadow[v]
      let after =
        UserGrowth.verhulst(active: before, factor: factors[v], filling: before * d.inverseCapacity[v], rate: p.growthRate[v]) * disturbance
      s.shadow[v] = after
      m.meanShadow[v] = 0.5 * (before + after)
    }
  }
}
