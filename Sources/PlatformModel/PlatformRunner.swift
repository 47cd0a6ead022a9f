import NumericCore
import ScenarioEngine

/// Runs the months of a block: each stage is a short loop over columns, in the order of a month.
final class PlatformRunner: ModelRunner {
  let model: PlatformModel
  let block: Block
  let parameters: ParameterColumns
  let derived: DerivedColumns
  let state: StateColumns
  let month: MonthColumns
  let regulation: RegulationStage
  private let growthShock: ShockStream
  private let marketShock: ShockStream
  private let downturnShock: EventStream
  private let trackingMonth: Int?
  private let answers: ColumnStore

  init(model: PlatformModel, block: Block, seed: UInt64, mediansMode: Bool) {
    self.model = model
    self.block = block
    parameters = ParameterColumns(block: block, initiatives: model.initiatives)
    derived = DerivedColumns()
    state = StateColumns()
    month = MonthColumns()
    regulation = RegulationStage(graph: model.graph, block: block, seed: seed, mediansMode: mediansMode)
    func stream(_ name: String, _ fixed: Double) -> ShockStream { ShockStream(seed: seed, name: name, fixed: mediansMode ? fixed : nil) }
    growthShock = stream("user_growth.growth", 0.5)
    marketShock = stream("ad_revenue.market", 0.5)
    downturnShock = EventStream(seed: seed, name: "ad_revenue.downturn", fixed: mediansMode ? 1 : nil)
    let date = model.plan.dayOffset("ad_revenue.tracking_shock_date")!
    let isOutside = model.plan.horizonIsCut && !(0..<model.plan.horizon.days).contains(date)
    trackingMonth = isOutside ? nil : model.plan.horizon.months.firstIndex { $0.startDay >= date }
    answers = ColumnStore(count: max(1, model.questions.count))
  }

  func run() {
    let horizon = model.plan.horizon
    begin()
    for t in 0..<horizon.count {
      if t > 0, block.enter(month: t) {
        derived.refresh(parameters, years: Double(t) / 12)
        regulation.refreshCurrent()
      }
      let days = Double(horizon.months[t].days)
      regulation.step(month: t, active: state.active, initial: parameters.initialUsers)
      stepInitiatives(t)
      stepUserGrowth(t, days: days)
      stepEngagement(t)
      stepAdRevenue(t, days: days)
      stepCommerce(t)
      stepOwnership(t, days: days)
      record(t)
      answerMonth(t)
    }
    finish()
  }

  private func begin() {
    derived.refresh(parameters, years: 0)
    regulation.begin()
    state.begin(parameters, derived)
    recordStartYearTrend()
    for question in model.questions.indices { answers[question].fill(0) }
  }

  /// Strengths of the initiatives, and the sums of their effects and of the cost of those under way.
  private func stepInitiatives(_ t: Int) {
    let m = month
    for column in [m.minutesEffect, m.churnEffect, m.priceEffect, m.gmvEffect, m.initiativeCostRate] { column.fill(0) }
    for (index, initiative) in model.initiatives.enumerated() where t >= initiative.start {
      let p = parameters.initiatives[index]
      let age = Double(t - initiative.start)
      for v in 0..<Block.vectors {
        let success = (p.success[v] < p.probability[v]).select(.one, .zero)
        let strength = Initiatives.strength(monthsSinceStart: age, delay: p.delay[v], ramp: p.ramp[v], success: success)
        m.minutesEffect[v] += strength * p.minutes[v]
        m.churnEffect[v] += strength * p.churn[v]
        m.priceEffect[v] += strength * p.adPrice[v]
        m.gmvEffect[v] += strength * p.gmv[v]
        m.initiativeCostRate[v] += p.cost[v] / UserGrowth.year
      }
    }
  }

  /// The stocks through the month's dark and open spells, and the shadow stock through an open month.
  private func stepUserGrowth(_ t: Int, days: Double) {
    let p = parameters, s = state, m = month, sum = regulation.sum
    let open = sum(.open), dark = sum(.dark), acquisition = sum(.acquisition), churn = sum(.churn)
    let full = Vector(days)
    for v in 0..<Block.vectors {
      let u = growthShock.uniforms(firstPath: block.firstPath + UInt64(v * Vector.count), month: t)
      let z = normalQuantile(u)
      let negative = p.growthRate[v] < 0
      let y = open[v], x = dark[v]
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
      var back = Vector.zero
      if anyDark || (dormant > 0).any {
        let spell = UserGrowth.returning(
          dormant: dormant, days: y, substitutionHalfLife: p.substitutionHalfLife[v], returnHalfLife: p.returnHalfLife[v])
        dormant = spell.dormant
        back = spell.back
      }
      let grown = UserGrowth.verhulst(
        active: a, growth: p.growthRate[v] * acquisition[v] / UserGrowth.year, capacity: derived.capacity[v], rateIsNegative: negative)
      let lost = churn[v] / UserGrowth.year + m.churnEffect[v] * y / UserGrowth.year
      a = grown * UserGrowth.disturbance(noise: p.growthNoise[v], days: y, shock: z, churn: lost) + back
      m.meanActive[v] = (y > 0).select(0.5 * (beforeOpen + a), .zero)

      if anyDark, endsDark.any {
        let spell = darkSpell(v, active: a, dormant: dormant, days: x)
        beforeDark = endsDark.select(a, beforeDark)
        afterDark = endsDark.select(spell.active, afterDark)
        a = endsDark.select(spell.active, a)
        dormant = endsDark.select(spell.dormant, dormant)
      }
      m.meanDark[v] = anyDark ? 0.5 * (beforeDark + afterDark) : .zero
      s.active[v] = a
      s.dormant[v] = dormant

      let shadow = s.shadow[v]
      let shadowGrown = UserGrowth.verhulst(
        active: shadow, growth: p.growthRate[v] * full / UserGrowth.year, capacity: derived.capacity[v], rateIsNegative: negative)
      let shadowLost = m.churnEffect[v] * full / UserGrowth.year
      s.shadow[v] =
        shadowGrown * UserGrowth.disturbance(noise: p.growthNoise[v], days: full, shock: z, churn: shadowLost)
      m.meanShadow[v] = 0.5 * (shadow + s.shadow[v])
      m.monthlyUsers[v] = (m.meanActive[v] * y + p.leak[v] * m.meanDark[v] * x) / days
      m.dailyUsers[v] = p.stickiness[v] * m.monthlyUsers[v]
    }
  }

  @inline(always)
  private func darkSpell(_ v: Int, active: Vector, dormant: Vector, days: Vector) -> (active: Vector, dormant: Vector) {
    let p = parameters
    return UserGrowth.darkSpell(
      active: active, dormant: dormant, days: days, leak: p.leak[v], dormancyHalfLife: p.dormancyHalfLife[v],
      substitutionHalfLife: p.substitutionHalfLife[v])
  }

  private func stepEngagement(_ t: Int) {
    let p = parameters, m = month
    let engagement = regulation.sum(.engagement), dark = regulation.sum(.dark)
    for v in 0..<Block.vectors {
      let trend = Engagement.dampedTrend(rate: p.trend[v], halfLife: p.trendHalfLife[v], decay: derived.trendDecay[v])
      derived.trendDecay[v] *= derived.trendFactor[v]
      m.minutes[v] = Engagement.minutes(atStart: p.minutes[v], trend: trend, effect: m.minutesEffect[v])
      m.userHours[v] = Engagement.userHours(
        stickiness: p.stickiness[v], minutes: m.minutes[v], meanActive: m.meanActive[v], engagementDays: engagement[v], leak: p.leak[v],
        meanDark: m.meanDark[v], darkDays: dark[v])
    }
  }

  private func stepAdRevenue(_ t: Int, days: Double) {
    let p = parameters, s = state, m = month, d = derived
    let demand = regulation.sum(.engagementDemand)
    let isTracking = trackingMonth.map { t >= $0 } ?? false
    for v in 0..<Block.vectors {
      let path = block.firstPath + UInt64(v * Vector.count)
      let z = normalQuantile(marketShock.uniforms(firstPath: path, month: t))
      s.market[v] =
        t == 0
        ? p.noiseSD[v] * z
        : AdRevenue.market(previous: s.market[v], persistence: d.marketPersistence[v], innovation: d.marketInnovation[v], shock: z)
      let u = downturnShock.uniforms(firstPath: path, month: t)
      let begins = u < 1 - exp(-(p.downturnRate[v] * (days / UserGrowth.year)))
      s.downturn[v] = AdRevenue.downturn(
        previous: s.downturn[v], decay: d.downturnDecay[v], begins: begins, logDepth: d.downturnLogDepth[v])
      let tracking = isTracking ? d.trackingEffect[v] : .zero
      let logPrice = AdRevenue.logPrice(logBenchmark: d.logBenchmark[v], logGap: d.logGap[v], decay: d.priceDecay[v])
      d.priceDecay[v] *= d.priceFactor[v]
      let price = AdRevenue.hourPrice(
        logPrice: logPrice, market: s.market[v], downturn: s.downturn[v], tracking: tracking, effect: m.priceEffect[v])
      let daily = AdRevenue.dailyRevenue(stickiness: p.stickiness[v], users: m.meanActive[v], minutes: m.minutes[v], hourPrice: price)
      let shadow =
        AdRevenue.dailyRevenue(stickiness: p.stickiness[v], users: m.meanShadow[v], minutes: m.minutes[v], hourPrice: price) * days
      m.dailyAdRevenue[v] = daily
      m.adRevenue[v] = daily * demand[v]
      let displaced = p.recapture[v] * AdRevenue.lost(shadow: shadow, revenue: m.adRevenue[v])
      m.displaced[v] = displaced
      m.displacedToMeta[v] = displaced * d.metaShare[v]
      m.displacedToGoogle[v] = displaced * d.googleShare[v]
      m.displacedToOther[v] = displaced * d.otherShare[v]
    }
  }

  private func stepCommerce(_ t: Int) {
    let p = parameters, s = state, m = month
    let clock = regulation.sum(.commerce), engagement = regulation.sum(.engagement)
    for v in 0..<Block.vectors {
      let before = s.commerceClock[v]
      let after = before + clock[v] / UserGrowth.year
      s.commerceClock[v] = after
      let age = Commerce.launchAge(before: before, after: after)
      let growth = Engagement.dampedTrend(
        rate: p.commerceGrowthRate[v], halfLife: p.commerceGrowthHalfLife[v], decay: exp2(-(age / p.commerceGrowthHalfLife[v])))
      let daily = Commerce.dailyValue(meanActive: m.meanActive[v], perUser: p.gmvPerUser[v], growth: growth, effect: m.gmvEffect[v])
      m.gmv[v] = daily * engagement[v]
      m.dailyCommerceRevenue[v] = p.takeRate[v] * daily
      m.commerceRevenue[v] = p.takeRate[v] * m.gmv[v]
    }
  }

  /// Costs, contribution, what the owner receives, and their sums discounted to the start.
  private func stepOwnership(_ t: Int, days: Double) {
    let p = parameters, s = state, m = month, sum = regulation.sum
    let open = sum(.open), compliance = sum(.compliance), ownCompliance = sum(.ownCompliance), ownOpen = sum(.ownOpen)
    let ownAds = sum(.ownAds), ownCommerce = sum(.ownCommerce), licenceAds = sum(.licenceAds), licenceCommerce = sum(.licenceCommerce)
    let prohibited = sum(.prohibitedOpen), otherApps = sum(.otherApps)
    for v in 0..<Block.vectors {
      let complianceRate = p.annualCost[v] * p.overrun[v] / UserGrowth.year
      m.complianceCost[v] = complianceRate * compliance[v]
      m.initiativeCost[v] = m.initiativeCostRate[v] * open[v]
      m.penaltyExposure[v] = (prohibited[v] > 0).select(p.penaltyPerUser[v] * m.meanActive[v], .zero)
      m.contribution[v] =
        p.adMargin[v] * m.adRevenue[v] + p.commerceMargin[v] * m.commerceRevenue[v] - (m.complianceCost[v] + m.initiativeCost[v])
      let ads = m.dailyAdRevenue[v], sales = m.dailyCommerceRevenue[v]
      let profit = p.adMargin[v] * ads * ownAds[v] + p.commerceMargin[v] * sales * ownCommerce[v]
      let licence = ads * licenceAds[v] + sales * licenceCommerce[v]
      let cost = complianceRate * ownCompliance[v] + m.initiativeCostRate[v] * ownOpen[v]
      let flow = profit + licence - cost + p.otherAppsProfit[v] * otherApps[v] / UserGrowth.year
      let price = regulation.anyPrice ? regulation.priceFactor[v] * s.revenuePerUser[v] * m.activeAtStart[v] : .zero
      m.cashToOwner[v] = flow + price
      s.lastFlow[v] = flow
      let discount = s.discount[v]
      s.valueToOwner[v] += discount * m.cashToOwner[v]
      s.valueOfBusiness[v] += discount * m.contribution[v]
      s.presentValueOfPrice[v] += discount * price
      s.discount[v] = discount * derived.discountFactor[v]
      let userDays = m.meanActive[v] * open[v]
      let revenue = (m.adRevenue[v] + m.commerceRevenue[v]) / maximum(userDays, Vector(1e-9)) * UserGrowth.year
      s.revenuePerUser[v] = (userDays > 1e-9).select(revenue, s.revenuePerUser[v])
    }
  }

  private func record(_ t: Int) {
    let m = month
    func put(_ output: Output, _ column: Column) { block.record(output.rawValue, month: t, column) }
    put(.monthlyUsers, m.monthlyUsers)
    put(.dailyUsers, m.dailyUsers)
    put(.dormantUsers, state.dormant)
    put(.userHours, m.userHours)
    put(.adRevenue, m.adRevenue)
    put(.displaced, m.displaced)
    put(.displacedToMeta, m.displacedToMeta)
    put(.displacedToGoogle, m.displacedToGoogle)
    put(.displacedToOther, m.displacedToOther)
    put(.gmv, m.gmv)
    put(.commerceRevenue, m.commerceRevenue)
    put(.initiativeCost, m.initiativeCost)
    put(.complianceCost, m.complianceCost)
    put(.penaltyExposure, m.penaltyExposure)
    put(.daysDark, regulation.sum(.dark))
    put(.contribution, m.contribution)
    put(.cashToOwner, m.cashToOwner)
    let held = m.scratch
    for r in model.graph.regimes.indices {
      for v in 0..<Block.vectors { held[v] = (regulation.regime[v] == Double(r)).select(.one, .zero) }
      block.record(Output.allCases.count + r, month: t, held)
    }
  }

  /// Ad revenue of the start's calendar year on trend, back-cast to the first of July.
  private func recordStartYearTrend() {
    let p = parameters, d = derived, out = month.scratch
    let years = Double(6 - (model.plan.horizon.first.month - 1)) / 12
    for v in 0..<Block.vectors {
      let users = UserGrowth.verhulst(
        active: p.initialUsers[v], growth: p.growthRate[v] * years, capacity: d.capacity[v], rateIsNegative: p.growthRate[v] < 0)
      let trend = Engagement.dampedTrend(rate: p.trend[v], halfLife: p.trendHalfLife[v], decay: exp2(-(years / p.trendHalfLife[v])))
      let price = exp(
        AdRevenue.logPrice(logBenchmark: d.logBenchmark[v], logGap: d.logGap[v], decay: exp2(-(years / p.catchUpHalfLife[v]))))
      let minutes = Engagement.minutes(atStart: p.minutes[v], trend: trend, effect: .zero)
      out[v] = 365 * AdRevenue.dailyRevenue(stickiness: p.stickiness[v], users: users, minutes: minutes, hourPrice: price)
    }
    block.recordOnce(Output.startYearTrend.rawValue, out)
  }

  private func answerMonth(_ t: Int) {
    for (index, question) in model.questions.enumerated() {
      let answer = answers[index]
      switch question.event {
      case .held(let regimes, let month) where month == t:
        for r in regimes { for v in 0..<Block.vectors { answer[v] = (regulation.regime[v] == Double(r)).select(.one, answer[v]) } }
      case .dark(let bound, let month) where month == t:
        for v in 0..<Block.vectors { answer[v] = (regulation.daysDark[v] > bound).select(.one, .zero) }
      case .extensions(let count, let month) where month == t:
        for v in 0..<Block.vectors { answer[v] = (regulation.extensions[v] >= Vector(Double(count))).select(.one, .zero) }
      default: break
      }
    }
  }

  private func finish() {
    let s = state, p = parameters
    let horizon = model.plan.horizon
    let lastDays = Double(horizon.months[horizon.count - 1].days)
    for v in 0..<Block.vectors {
      let end = Ownership.discount(rate: p.discountRate[v], years: Double(horizon.count) / 12)
      let multiple = p.terminalMultiple[v]
      s.terminalToOwner[v] = end * Ownership.terminalValue(multiple: multiple, lastFlow: s.lastFlow[v], days: lastDays)
      s.terminalOfBusiness[v] = end * Ownership.terminalValue(multiple: multiple, lastFlow: month.contribution[v], days: lastDays)
      s.valueToOwner[v] += s.terminalToOwner[v]
      s.valueOfBusiness[v] += s.terminalOfBusiness[v]
    }
    func once(_ output: Output, _ column: Column) { block.recordOnce(output.rawValue, column) }
    once(.timeToResolution, regulation.timeToResolution)
    once(.extensions, regulation.extensions)
    once(.valueToOwner, s.valueToOwner)
    once(.valueOfBusiness, s.valueOfBusiness)
    once(.terminalToOwner, s.terminalToOwner)
    once(.terminalOfBusiness, s.terminalOfBusiness)
    once(.presentValueOfPrice, s.presentValueOfPrice)
    answerAtEnd()
  }

  private func answerAtEnd() {
    let first = Output.allCases.count + model.graph.regimes.count
    for (index, question) in model.questions.enumerated() {
      let answer = answers[index]
      switch question.event {
      case .entered(let regimes, let before):
        for v in 0..<Block.vectors {
          var yes = Vector.zero
          for r in regimes { yes = (regulation.firstEntry(r)[v] < before).select(.one, yes) }
          answer[v] = yes
        }
      case .output(let name, let period, let above, let below):
        guard let row = block.row(output: name, period: period) else { break }
        for v in 0..<Block.vectors {
          let yes = above.map { row[v] > $0 } ?? (row[v] < below!)
          answer[v] = yes.select(.one, .zero)
        }
      default: break
      }
      block.recordOnce(first + index, answer)
    }
  }
}
