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
  private let store = ColumnStore(count: 18)
  var capacity: Column { store[0] }
  /// 2^(-τ/h) of the trend in minutes, and its factor a month.
  var trendDecay: Column { store[1] }
  var trendFactor: Column { store[2] }
  var logBenchmark: Column { store[3] }
  var logGap: Column { store[4] }
  /// 2^(-τ/h) of the price gap, and its factor a month.
  var priceDecay: Column { store[5] }
  var priceFactor: Column { store[6] }
  var marketPersistence: Column { store[7] }
  var marketInnovation: Column { store[8] }
  var downturnDecay: Column { store[9] }
  var downturnLogDepth: Column { store[10] }
  var trackingEffect: Column { store[11] }
  var metaShare: Column { store[12] }
  var googleShare: Column { store[13] }
  var otherShare: Column { store[14] }
  var discountFactor: Column { store[15] }

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
  var active: Column { store[0] }
  var dormant: Column { store[1] }
  var shadow: Column { store[2] }
  var market: Column { store[3] }
  var downturn: Column { store[4] }
  var commerceClock: Column { store[5] }
  /// Revenue per active user and year, of the latest month with users.
  var revenuePerUser: Column { store[6] }
  /// Discount factor of the middle of the month at hand.
  var discount: Column { store[7] }
  var lastFlow: Column { store[8] }
  var valueToOwner: Column { store[9] }
  var valueOfBusiness: Column { store[10] }
  var presentValueOfPrice: Column { store[11] }
  var terminalToOwner: Column { store[12] }
  var terminalOfBusiness: Column { store[13] }

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
  private let store = ColumnStore(count: 34)
  var minutesEffect: Column { store[0] }
  var churnEffect: Column { store[1] }
  var priceEffect: Column { store[2] }
  var gmvEffect: Column { store[3] }
  /// Cost of the initiatives under way, per open day.
  var initiativeCostRate: Column { store[4] }
  /// A + Z at the month's start.
  var activeAtStart: Column { store[5] }
  /// Means over the open spell, over the dark spell, and of the shadow.
  var meanActive: Column { store[6] }
  var meanDark: Column { store[7] }
  var meanShadow: Column { store[8] }
  var monthlyUsers: Column { store[9] }
  var dailyUsers: Column { store[10] }
  var minutes: Column { store[11] }
  var userHours: Column { store[12] }
  /// Per day of full engagement and demand.
  var dailyAdRevenue: Column { store[13] }
  var adRevenue: Column { store[14] }
  var displaced: Column { store[15] }
  var displacedToMeta: Column { store[16] }
  var displacedToGoogle: Column { store[17] }
  var displacedToOther: Column { store[18] }
  var gmv: Column { store[19] }
  var dailyCommerceRevenue: Column { store[20] }
  var commerceRevenue: Column { store[21] }
  var initiativeCost: Column { store[22] }
  var complianceCost: Column { store[23] }
  var penaltyExposure: Column { store[24] }
  var contribution: Column { store[25] }
  var cashToOwner: Column { store[26] }
  var scratch: Column { store[27] }
}
