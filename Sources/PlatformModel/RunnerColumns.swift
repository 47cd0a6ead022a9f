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
struct DerivedColumns {
  private let store = ColumnStore(count: 16)
  let capacity: Column
  /// 2^(-τ/h) of the trend in minutes, and its factor a month.
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

  init() {
    capacity = store[0]
    trendDecay = store[1]
    trendFactor = store[2]
    logBenchmark = store[3]
    logGap = store[4]
    priceDecay = store[5]
    priceFactor = store[6]
    marketPersistence = store[7]
    marketInnovation = store[8]
    downturnDecay = store[9]
    downturnLogDepth = store[10]
    trackingEffect = store[11]
    metaShare = store[12]
    googleShare = store[13]
    otherShare = store[14]
    discountFactor = store[15]
  }

  /// - Parameter years: from the start of the horizon to the month at hand.
  func refresh(_ p: ParameterColumns, years: Double) {
    let middle = years + 0.5 / 12
    for v in 0..<Block.vectors {
      capacity[v] = UserGrowth.capacity(ceiling: p.ceiling[v], population: p.population[v], stickiness: p.stickiness[v])
      trendDecay[v] = exp2(-(middle / p.trendHalfLife[v]))
      trendFactor[v] = exp2(-((1.0 / 12) / p.trendHalfLife[v]))
      logBenchmark[v] = log(p.benchmarkPerHour[v])
      logGap[v] = log(p.revenuePerHour[v] / p.benchmarkPerHour[v])
      priceDecay[v] = exp2(-(middle / p.catchUpHalfLife[v]))
      priceFactor[v] = exp2(-((1.0 / 12) / p.catchUpHalfLife[v]))
      let persistence = exp2(-(1 / p.noiseHalfLife[v]))
      marketPersistence[v] = persistence
      marketInnovation[v] = p.noiseSD[v] * squareRoot(1 - persistence * persistence)
      downturnDecay[v] = exp2(-(1 / p.downturnHalfLife[v]))
      downturnLogDepth[v] = -log(1 - p.downturnDepth[v])
      trackingEffect[v] = (p.tracking[v] < p.trackingProbability[v]).select(log(1 - p.trackingSize[v]), .zero)
      let weights = p.weightMeta[v] + p.weightGoogle[v] + p.weightOther[v]
      metaShare[v] = p.weightMeta[v] / weights
      googleShare[v] = p.weightGoogle[v] / weights
      otherShare[v] = p.weightOther[v] / weights
      discountFactor[v] = Ownership.discount(rate: p.discountRate[v], years: 1.0 / 12)
    }
  }
}

/// What a path carries from month to month.
struct StateColumns {
  private let store = ColumnStore(count: 14)
  let active: Column
  let dormant: Column
  let shadow: Column
  let market: Column
  let downturn: Column
  let commerceClock: Column
  /// Revenue per active user and year, of the latest month with users.
  let revenuePerUser: Column
  /// Discount factor of the middle of the month at hand.
  let discount: Column
  let lastFlow: Column
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
    revenuePerUser = store[6]
    discount = store[7]
    lastFlow = store[8]
    valueToOwner = store[9]
    valueOfBusiness = store[10]
    presentValueOfPrice = store[11]
    terminalToOwner = store[12]
    terminalOfBusiness = store[13]
  }

  func begin(_ p: ParameterColumns, _ d: DerivedColumns) {
    for v in 0..<Block.vectors {
      active[v] = p.initialUsers[v]
      shadow[v] = p.initialUsers[v]
      dormant[v] = .zero
      market[v] = .zero
      downturn[v] = .zero
      commerceClock[v] = -(p.launchDelay[v] / 12)
      let hours = p.stickiness[v] * UserGrowth.year * p.minutes[v] / 60
      revenuePerUser[v] = hours * p.revenuePerHour[v] + p.takeRate[v] * p.gmvPerUser[v]
      discount[v] = Ownership.discount(rate: p.discountRate[v], years: 0.5 / 12)
      lastFlow[v] = .zero
      valueToOwner[v] = .zero
      valueOfBusiness[v] = .zero
      presentValueOfPrice[v] = .zero
    }
  }
}

/// What a month computes.
struct MonthColumns {
  private let store = ColumnStore(count: 28)
  let minutesEffect: Column
  let churnEffect: Column
  let priceEffect: Column
  let gmvEffect: Column
  /// Cost of the initiatives under way, per open day.
  let initiativeCostRate: Column
  /// A + Z at the month's start.
  let activeAtStart: Column
  /// Means over the open spell, over the dark spell, and of the shadow.
  let meanActive: Column
  let meanDark: Column
  let meanShadow: Column
  let monthlyUsers: Column
  let dailyUsers: Column
  let minutes: Column
  let userHours: Column
  /// Per day of full engagement and demand.
  let dailyAdRevenue: Column
  let adRevenue: Column
  let displaced: Column
  let displacedToMeta: Column
  let displacedToGoogle: Column
  let displacedToOther: Column
  let gmv: Column
  let dailyCommerceRevenue: Column
  let commerceRevenue: Column
  let initiativeCost: Column
  let complianceCost: Column
  let penaltyExposure: Column
  let contribution: Column
  let cashToOwner: Column
  let scratch: Column

  init() {
    minutesEffect = store[0]
    churnEffect = store[1]
    priceEffect = store[2]
    gmvEffect = store[3]
    initiativeCostRate = store[4]
    activeAtStart = store[5]
    meanActive = store[6]
    meanDark = store[7]
    meanShadow = store[8]
    monthlyUsers = store[9]
    dailyUsers = store[10]
    minutes = store[11]
    userHours = store[12]
    dailyAdRevenue = store[13]
    adRevenue = store[14]
    displaced = store[15]
    displacedToMeta = store[16]
    displacedToGoogle = store[17]
    displacedToOther = store[18]
    gmv = store[19]
    dailyCommerceRevenue = store[20]
    commerceRevenue = store[21]
    initiativeCost = store[22]
    complianceCost = store[23]
    penaltyExposure = store[24]
    contribution = store[25]
    cashToOwner = store[26]
    scratch = store[27]
  }
}
