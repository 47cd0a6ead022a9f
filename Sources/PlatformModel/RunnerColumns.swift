import NumericCore
import ScenarioEngine

/// The settings that a month reads, each a column of the block.
struct ParameterColumns {
  struct Initiative {
    let delay, ramp, probability, minutes, churn, adPrice, gmv, cost, success: Column
  }
  let population, initialUsers, growthRate, ceiling, stickiness, growthNoise, leak: Column
  let dormancyHalfLife, substitutionHalfLife, returnHalfLife: Column
  let minutes, trend, trendHalfLife: Column
  let revenuePerHour, benchmarkPerHour, catchUpHalfLife, noiseSD, noiseHalfLife: Column
  let downturnRate, downturnDepth, downturnHalfLife, trackingProbability, trackingSize, tracking: Column
  let recapture, weightMeta, weightGoogle, weightOther: Column
  let gmvPerUser, commerceGrowthRate, commerceGrowthHalfLife, launchDelay, takeRate: Column
  let annualCost, overrun, penaltyPerUser: Column
  let adMargin, commerceMargin, discountRate, terminalMultiple, otherAppsProfit: Column
  let initiatives: [Initiative]

  init(block: Block, initiatives: [PlatformModel.Initiative]) {
    let p = block.parameter
    population = p("user_growth.population")
    initialUsers = p("user_growth.initial_monthly_users")
    growthRate = p("user_growth.growth_rate")
    ceiling = p("user_growth.ceiling")
    stickiness = p("user_growth.stickiness")
    growthNoise = p("user_growth.growth_noise")
    leak = p("user_growth.leak")
    dormancyHalfLife = p("user_growth.dormancy_half_life")
    substitutionHalfLife = p("user_growth.substitution_half_life")
    returnHalfLife = p("user_growth.return_half_life")
    minutes = p("engagement.minutes")
    trend = p("engagement.trend")
    trendHalfLife = p("engagement.trend_half_life")
    revenuePerHour = p("ad_revenue.revenue_per_hour")
    benchmarkPerHour = p("ad_revenue.benchmark_per_hour")
    catchUpHalfLife = p("ad_revenue.catch_up_half_life")
    noiseSD = p("ad_revenue.noise_sd")
    noiseHalfLife = p("ad_revenue.noise_half_life")
    downturnRate = p("ad_revenue.downturn_rate")
    downturnDepth = p("ad_revenue.downturn_depth")
    downturnHalfLife = p("ad_revenue.downturn_half_life")
    trackingProbability = p("ad_revenue.tracking_shock_probability")
    trackingSize = p("ad_revenue.tracking_shock_size")
    tracking = block.uniform(AdRevenue.trackingShock)
    recapture = p("ad_revenue.recapture")
    weightMeta = p("ad_revenue.rival_weight_meta")
    weightGoogle = p("ad_revenue.rival_weight_google")
    weightOther = p("ad_revenue.rival_weight_other")
    gmvPerUser = p("commerce.gmv_per_user")
    commerceGrowthRate = p("commerce.growth_rate")
    commerceGrowthHalfLife = p("commerce.growth_half_life")
    launchDelay = p("commerce.launch_delay")
    takeRate = p("commerce.take_rate")
    annualCost = p("compliance.annual_cost")
    overrun = p("compliance.overrun")
    penaltyPerUser = p("compliance.penalty_per_user")
    adMargin = p("ownership.ad_margin")
    commerceMargin = p("ownership.commerce_margin")
    discountRate = p("ownership.discount_rate")
    terminalMultiple = p("ownership.terminal_multiple")
    otherAppsProfit = p("ownership.other_apps_profit")
    self.initiatives = initiatives.map {
      Initiative(
        delay: p($0.key + "delay"), ramp: p($0.key + "ramp"), probability: p($0.key + "probability"), minutes: p($0.key + "minutes"),
        churn: p($0.key + "churn"), adPrice: p($0.key + "ad_price"), gmv: p($0.key + "gmv"), cost: p($0.key + "cost"),
        success: block.uniform($0.key + "success"))
    }
  }
}

/// What follows from the settings alone: per-path constants, and factors that are geometric in time, taken up anew when a setting changes.
final class DerivedColumns {
  private let store = ColumnStore(count: 26)
  let capacity: Column
  let inverseCapacity: Column
  /// ln of the hours a day per monthly user at the start.
  let logActivity: Column
  /// g h/ln 2 of the trend in minutes, its 2^(-τ/h), and that one's factor a month.
  let trendScale: Column
  let trendDecay: Column
  let trendFactor: Column
  let logBenchmark: Column
  let logGap: Column
  /// 2^(-τ/h) of the price gap, and its factor a month.
  let priceDecay: Column
  let priceFactor: Column
  let marketPersistence: Column
  let marketInnovation: Column
  let downturnDecay: Column
  let downturnLogDepth: Column
  let trackingEffect: Column
  let metaShare: Column
  let googleShare: Column
  let otherShare: Column
  let discountFactor: Column
  /// g h/ln 2 of commerce, and -ln 2/h.
  let commerceScale: Column
  let commerceDecay: Column
  /// Cost of compliance per full day.
  let complianceRate: Column
  /// Months of 28 to 31 days whose growth factors without effects of regimes are known, as bits.
  private var knownShadow: UInt8 = 0

  init() {
    capacity = store[0]
    inverseCapacity = store[1]
    logActivity = store[2]
    trendScale = store[3]
    trendDecay = store[4]
    trendFactor = store[5]
    logBenchmark = store[6]
    logGap = store[7]
    priceDecay = store[8]
    priceFactor = store[9]
    marketPersistence = store[10]
    marketInnovation = store[11]
    downturnDecay = store[12]
    downturnLogDepth = store[13]
    trackingEffect = store[14]
    metaShare = store[15]
    googleShare = store[16]
    otherShare = store[17]
    discountFactor = store[18]
    commerceScale = store[19]
    commerceDecay = store[20]
    complianceRate = store[21]
  }

  /// e^ρ of a month of 28 to 31 days without effects of regimes.
  func shadowFactor(days: Int) -> Column { store[22 + days - 28] }

  /// Whether they are known; from now on they are.
  func knowsShadowFactors(days: Int) -> Bool {
    let bit = 1 << UInt8(days - 28) as UInt8
    defer { knownShadow |= bit }
    return knownShadow & bit != 0
  }

  /// - Parameter years: from the start of the horizon to the month at hand.
  func refresh(_ p: ParameterColumns, _ uses: StagesInUse, years: Double) {
    let middle = years + 0.5 / 12
    knownShadow = 0
    for v in 0..<store.vectors {
      capacity[v] = UserGrowth.capacity(ceiling: p.ceiling[v], population: p.population[v], stickiness: p.stickiness[v])
      inverseCapacity[v] = 1 / capacity[v]
      logActivity[v] = log(p.stickiness[v] * p.minutes[v] / 60)
      trendScale[v] = Engagement.trendScale(rate: p.trend[v], halfLife: p.trendHalfLife[v])
      trendDecay[v] = exp2(-(middle / p.trendHalfLife[v]))
      trendFactor[v] = exp2(-((1.0 / 12) / p.trendHalfLife[v]))
      logBenchmark[v] = log(p.benchmarkPerHour[v])
      logGap[v] = log(p.revenuePerHour[v] / p.benchmarkPerHour[v])
      priceDecay[v] = exp2(-(middle / p.catchUpHalfLife[v]))
      priceFactor[v] = exp2(-((1.0 / 12) / p.catchUpHalfLife[v]))
      let persistence = exp2(-(1 / p.noiseHalfLife[v]))
      marketPersistence[v] = persistence
      marketInnovation[v] = p.noiseSD[v] * squareRoot(1 - persistence * persistence)
      discountFactor[v] = Ownership.discount(rate: p.discountRate[v], years: 1.0 / 12)
      complianceRate[v] = p.annualCost[v] * p.overrun[v] * UserGrowth.perYear
    }
    if uses.downturns {
      for v in 0..<store.vectors {
        downturnDecay[v] = exp2(-(1 / p.downturnHalfLife[v]))
        downturnLogDepth[v] = -log(1 - p.downturnDepth[v])
      }
    }
    for v in 0..<store.vectors {
      trackingEffect[v] = .zero
      guard (p.trackingProbability[v] > 0).any else { continue }
      trackingEffect[v] = (p.tracking[v] < p.trackingProbability[v]).select(log(1 - p.trackingSize[v]), .zero)
    }
    if uses.shadow {
      for v in 0..<store.vectors {
        let weights = 1 / (p.weightMeta[v] + p.weightGoogle[v] + p.weightOther[v])
        metaShare[v] = p.weightMeta[v] * weights
        googleShare[v] = p.weightGoogle[v] * weights
        otherShare[v] = p.weightOther[v] * weights
      }
    }
    if uses.commerce {
      for v in 0..<store.vectors {
        commerceScale[v] = Engagement.trendScale(rate: p.commerceGrowthRate[v], halfLife: p.commerceGrowthHalfLife[v])
        commerceDecay[v] = -Elementary.ln2 / p.commerceGrowthHalfLife[v]
      }
    }
  }
}

/// What a path carries from month to month.
struct StateColumns {
  private let store = ColumnStore(count: 16)
  let active: Column
  let dormant: Column
  let shadow: Column
  let market: Column
  let downturn: Column
  let commerceClock: Column
  /// Revenue and user-days of the latest month with users.
  let latestRevenue: Column
  let latestUserDays: Column
  /// Discount factor of the middle of the month at hand.
  let discount: Column
  /// Of the last month, without a price.
  let lastFlow: Column
  let lastContribution: Column
  let valueToOwner: Column
  let valueOfBusiness: Column
  let presentValueOfPrice: Column
  let terminalToOwner: Column
  let terminalOfBusiness: Column

  init() {
    active = store[0]
    dormant = store[1]
    shadow = store[2]
    market = store[3]
    downturn = store[4]
    commerceClock = store[5]
    latestRevenue = store[6]
    latestUserDays = store[7]
    discount = store[8]
    lastFlow = store[9]
    valueToOwner = store[10]
    valueOfBusiness = store[11]
    presentValueOfPrice = store[12]
    terminalToOwner = store[13]
    terminalOfBusiness = store[14]
    lastContribution = store[15]
  }

  func begin(_ p: ParameterColumns) {
    for v in 0..<store.vectors {
      active[v] = p.initialUsers[v]
      shadow[v] = p.initialUsers[v]
      dormant[v] = .zero
      market[v] = .zero
      downturn[v] = .zero
      commerceClock[v] = -(p.launchDelay[v] / 12)
      // Before any month: that of a year at the start.
      let hours = p.stickiness[v] * UserGrowth.year * p.minutes[v] / 60
      latestRevenue[v] = hours * p.revenuePerHour[v] + p.takeRate[v] * p.gmvPerUser[v]
      latestUserDays[v] = Vector(UserGrowth.year)
      discount[v] = Ownership.discount(rate: p.discountRate[v], years: 0.5 / 12)
      lastFlow[v] = .zero
      valueToOwner[v] = .zero
      valueOfBusiness[v] = .zero
      presentValueOfPrice[v] = .zero
    }
  }
}

/// What a month computes; what a scenario does not use stays 0.
struct MonthColumns {
  private let store = ColumnStore(count: 26)
  let minutesEffect: Column
  /// Per day.
  let churnEffect: Column
  let priceEffect: Column
  let gmvEffect: Column
  /// Cost of the initiatives under way, per open day.
  let initiativeCostRate: Column
  /// A + Z at the month's start.
  let activeAtStart: Column
  /// e^ρ of Verhulst's law over the days of acquisition.
  let growthFactor: Column
  /// Means over the open spell, over the dark spell, and of the shadow.
  let meanActive: Column
  let meanDark: Column
  let meanShadow: Column
  /// What noise and churn do to the active stock over the open spell.
  let disturbance: Column
  /// The mean of the active stock where there are no outages.
  let monthlyUsers: Column
  /// Hours a day per monthly user.
  let activity: Column
  let hourPrice: Column
  let userHours: Column
  let adRevenue: Column
  let displaced: Column
  let gmv: Column
  let dailyCommerceRevenue: Column
  let commerceRevenue: Column
  let initiativeCost: Column
  let complianceCost: Column
  let penaltyExposure: Column
  let contribution: Column
  let cashToOwner: Column
  let scratch: Column

  init(uses: StagesInUse) {
    minutesEffect = store[0]
    churnEffect = store[1]
    priceEffect = store[2]
    gmvEffect = store[3]
    initiativeCostRate = store[4]
    activeAtStart = store[5]
    meanActive = store[6]
    meanDark = store[7]
    meanShadow = store[8]
    disturbance = store[9]
    monthlyUsers = uses.outages ? store[10] : store[6]
    activity = store[11]
    hourPrice = store[12]
    userHours = store[13]
    growthFactor = store[14]
    adRevenue = store[15]
    displaced = store[16]
    gmv = store[17]
    dailyCommerceRevenue = store[18]
    commerceRevenue = store[19]
    initiativeCost = store[20]
    complianceCost = store[21]
    penaltyExposure = store[22]
    contribution = store[23]
    cashToOwner = store[24]
    scratch = store[25]
  }
}
