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
    let to = Intakes(block: block, month: t, m)
    let isLast = t == model.plan.horizon.count - 1
    for v in 0..<block.vectors {
      let spell = regulation.spell(v)
      let activity = m.activity[v], mean = m.meanActive[v]
      let hours = Engagement.userHours(activity: activity, meanActive: mean, engagementDays: spell[.engagement])
      if uses.outages {
        let dark = Engagement.darkHours(activity: activity, leak: p.leak[v], meanDark: m.meanDark[v], darkDays: spell[.dark])
        to.userHours.put(hours + dark, v)
      } else {
        to.userHours.put(hours, v)
      }
      to.monthlyUsers.put(m.monthlyUsers[v], v)
      let daily = AdRevenue.dailyRevenue(users: mean, activity: activity, hourPrice: m.hourPrice[v])
      let revenue = daily * spell[.engagementDemand]
      if uses.shadow || uses.price { m.adRevenue[v] = revenue }
      to.adRevenue.put(revenue, v)
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
      to.contribution.put(contribution, v)
      to.cashToOwner.put(flow, v)
      if isLast {
        s.lastContribution[v] = contribution
        s.lastFlow[v] = flow
      }
      let discount = t == 0 ? s.discount[v] : s.discount[v] * d.discountFactor[v]
      s.discount[v] = discount
      s.valueToOwner[v] += discount * flow
      s.valueOfBusiness[v] += discount * contribution
    }
    if uses.penalty { stepPenalty() }
    if uses.price { stepPrice(to: to.cashToOwner.column) }
    to.record(in: block, month: t)
  }

  /// Where the outputs that every scenario has go.
  private struct Intakes {
    let monthlyUsers, userHours, adRevenue, contribution, cashToOwner: Intake

    init(block: Block, month t: Int, _ m: MonthColumns) {
      func intake(_ output: Output, _ own: Column) -> Intake { block.intake(output.rawValue, month: t, else: own) }
      monthlyUsers = intake(.monthlyUsers, m.monthlyUsers)
      userHours = intake(.userHours, m.userHours)
      adRevenue = intake(.adRevenue, m.adRevenue)
      contribution = intake(.contribution, m.contribution)
      cashToOwner = intake(.cashToOwner, m.cashToOwner)
    }

    func record(in block: Block, month t: Int) {
      block.record(Output.monthlyUsers.rawValue, month: t, monthlyUsers.column)
      block.record(Output.userHours.rawValue, month: t, userHours.column)
      block.record(Output.adRevenue.rawValue, month: t, adRevenue.column)
      block.record(Output.contribution.rawValue, month: t, contribution.column)
      block.record(Output.cashToOwner.rawValue, month: t, cashToOwner.column)
    }
  }

  private func stepPenalty() {
    let p = parameters, m = month
    for v in 0..<block.vectors {
      m.penaltyExposure[v] = (regulation.spell(v)[.prohibitedOpen] > 0).select(p.penaltyPerUser[v] * m.meanActive[v], .zero)
    }
  }

  /// The price that a contract entered this month pays, and the revenue that the next ones are counted in.
  ///
  /// - Parameter cash: what the owner has received in the month, to which the price is added.
  private func stepPrice(to cash: Column) {
    let s = state, m = month
    if regulation.anyPrice {
      for v in 0..<block.vectors where (regulation.priceFactor[v] > 0).any {
        let price = regulation.priceFactor[v] * revenuePerUser(v) * m.activeAtStart[v]
        cash[v] += price
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
