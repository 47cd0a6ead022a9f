import NumericCore
import ScenarioEngine

extension PlatformRunner {
  /// Hours of a user and the price of an hour.
  func stepPrices(_ t: Int, tracking: Bool) {
    let s = state, m = month, d = derived, uses = uses
    stepMarket(t, marketShock.current)
    if uses.downturns { stepDownturns(t) }
    for v in 0..<block.vectors {
      var trend = Engagement.dampedTrend(scale: d.trendScale[v], decay: d.trendDecay[v])
      if uses.minutesEffect { trend += m.minutesEffect[v] }
      d.trendDecay[v] *= d.trendFactor[v]
      let logPrice = AdRevenue.logPrice(logBenchmark: d.logBenchmark[v], logGap: d.logGap[v], decay: d.priceDecay[v])
      d.priceDecay[v] *= d.priceFactor[v]
      m.activity[v] = Engagement.activity(logAtStart: d.logActivity[v], trend: trend)
      m.hourPrice[v] = AdRevenue.hourPrice(
        logPrice: logPrice, market: s.market[v], downturn: s.downturn[v], tracking: tracking ? d.trackingEffect[v] : .zero,
        effect: uses.priceEffect ? m.priceEffect[v] : .zero)
    }
  }

  private func stepMarket(_ t: Int, _ shocks: Column) {
    let p = parameters, s = state, d = derived
    for v in 0..<block.vectors {
      s.market[v] =
        t == 0
        ? p.noiseSD[v] * shocks[v]
        : AdRevenue.market(previous: s.market[v], persistence: d.marketPersistence[v], innovation: d.marketInnovation[v], shock: shocks[v])
    }
  }

  private func stepDownturns(_ t: Int) {
    let s = state, d = derived
    for v in 0..<block.vectors { s.downturn[v] = AdRevenue.fading(previous: s.downturn[v], decay: d.downturnDecay[v]) }
    var begins = downturns.begins(month: t, firstPath: block.firstPath)
    while let path = begins.popFirst() { s.downturn.paths[path] += d.downturnLogDepth.paths[path] }
  }

  /// What advertisers would have spent on the shadow stock, and where they take it.
  func stepDisplaced(days: Double) {
    let p = parameters, m = month
    for v in 0..<block.vectors {
      let shadow = AdRevenue.dailyRevenue(users: m.meanShadow[v], activity: m.activity[v], hourPrice: m.hourPrice[v]) * days
      m.displaced[v] = p.recapture[v] * AdRevenue.lost(shadow: shadow, revenue: m.adRevenue[v])
    }
  }

  func stepCommerce() {
    let p = parameters, s = state, m = month, d = derived, regulation = regulation
    for v in 0..<block.vectors {
      let spell = regulation.spell(v)
      let before = s.commerceClock[v]
      let after = before + spell[.commerce] * UserGrowth.perYear
      s.commerceClock[v] = after
      let age = Commerce.launchAge(before: before, after: after)
      let growth = Engagement.dampedTrend(scale: d.commerceScale[v], decay: exp(age * d.commerceDecay[v]))
      let daily = Commerce.dailyValue(meanActive: m.meanActive[v], perUser: p.gmvPerUser[v], growth: growth, effect: m.gmvEffect[v])
      m.gmv[v] = daily * spell[.engagement]
      m.dailyCommerceRevenue[v] = p.takeRate[v] * daily
      m.commerceRevenue[v] = p.takeRate[v] * m.gmv[v]
    }
  }

  /// Hours, what advertisers spend, costs, contribution, what the owner receives, and the sums discounted to the start.
  func stepMoney(_ t: Int) {
    let p = parameters, s = state, m = month, d = derived, regulation = regulation, uses = uses
    for v in 0..<block.vectors {
      let spell = regulation.spell(v)
      let activity = m.activity[v], mean = m.meanActive[v]
      let hours = Engagement.userHours(activity: activity, meanActive: mean, engagementDays: spell[.engagement])
      m.userHours[v] =
        uses.outages
        ? hours + Engagement.darkHours(activity: activity, leak: p.leak[v], meanDark: m.meanDark[v], darkDays: spell[.dark]) : hours
      let daily = AdRevenue.dailyRevenue(users: mean, activity: activity, hourPrice: m.hourPrice[v])
      let revenue = daily * spell[.engagementDemand]
      m.adRevenue[v] = revenue
      var contribution = p.adMargin[v] * revenue
      var flow = p.adMargin[v] * daily * spell[.ownAds] + daily * spell[.licenceAds]
      if uses.commerce {
        let sales = m.dailyCommerceRevenue[v]
        contribution += p.commerceMargin[v] * m.commerceRevenue[v]
        flow += p.commerceMargin[v] * sales * spell[.ownCommerce] + sales * spell[.licenceCommerce]
      }
      if uses.compliance {
        let cost = d.complianceRate[v] * spell[.compliance]
        m.complianceCost[v] = cost
        contribution -= cost
        flow -= d.complianceRate[v] * spell[.ownCompliance]
      }
      if uses.initiativeCost {
        let cost = m.initiativeCostRate[v] * spell[.open]
        m.initiativeCost[v] = cost
        contribution -= cost
        flow -= m.initiativeCostRate[v] * spell[.ownOpen]
      }
      if uses.otherApps { flow += p.otherAppsProfit[v] * spell[.otherApps] * UserGrowth.perYear }
      m.contribution[v] = contribution
      m.cashToOwner[v] = flow
      let discount = t == 0 ? s.discount[v] : s.discount[v] * d.discountFactor[v]
      s.discount[v] = discount
      s.valueToOwner[v] += discount * flow
      s.valueOfBusiness[v] += discount * contribution
    }
    if t == model.plan.horizon.count - 1 { s.lastFlow.update(from: m.cashToOwner, count: block.vectors) }
    if uses.penalty { stepPenalty() }
    if uses.price { stepPrice() }
  }

  private func stepPenalty() {
    let p = parameters, m = month
    for v in 0..<block.vectors {
      m.penaltyExposure[v] = (regulation.spell(v)[.prohibitedOpen] > 0).select(p.penaltyPerUser[v] * m.meanActive[v], .zero)
    }
  }

  /// The price that a contract entered this month pays, and the revenue that the next ones are counted in.
  private func stepPrice() {
    let s = state, m = month
    if regulation.anyPrice {
      for v in 0..<block.vectors where (regulation.priceFactor[v] > 0).any {
        let price = regulation.priceFactor[v] * revenuePerUser(v) * m.activeAtStart[v]
        m.cashToOwner[v] += price
        s.presentValueOfPrice[v] += s.discount[v] * price
        s.valueToOwner[v] += s.discount[v] * price
      }
    }
    for v in 0..<block.vectors {
      let userDays = m.meanActive[v] * regulation.spell(v)[.open]
      let counts = userDays > 1e-9
      s.latestRevenue[v] = counts.select(m.adRevenue[v] + m.commerceRevenue[v], s.latestRevenue[v])
      s.latestUserDays[v] = counts.select(userDays, s.latestUserDays[v])
    }
  }

  /// Revenue per active user and year, of the latest month with users.
  @inline(always)
  private func revenuePerUser(_ v: Int) -> Vector { state.latestRevenue[v] / state.latestUserDays[v] * UserGrowth.year }
}
