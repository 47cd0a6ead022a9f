import ScenarioEngine

/// Which stages of a month a scenario needs: what it switches off, and what no row of the results asks for, is left out.
struct StagesInUse {
  /// By output.
  let isRecorded: [Bool]
  let initiatives: Bool
  /// Effects that some initiative may have.
  let minutesEffect, churnEffect, priceEffect, gmvEffect, initiativeCost: Bool
  /// Whether a regime is dark, so that users may be shut out and dormant.
  let outages: Bool
  /// The shadow stock, which only displaced spend is made of.
  let shadow: Bool
  let commerce: Bool
  let compliance: Bool
  let penalty: Bool
  let otherApps: Bool
  /// Whether a price may be paid.
  let price: Bool
  let downturns: Bool
  let dailyUsers: Bool
  let startYearTrend: Bool

  init(model: PlatformModel, layout: OutputLayout) {
    let plan = model.plan
    isRecorded = layout.outputs.indices.map(layout.isRecorded)
    func wants(_ outputs: Output...) -> Bool { outputs.contains { layout.isRecorded($0.rawValue) } }
    func mayDifferFromZero(_ key: String) -> Bool { plan.constant(key) != 0 }
    func hasEffect(_ name: String) -> Bool { model.initiatives.contains { mayDifferFromZero($0.key + name) } }
    initiatives = !model.initiatives.isEmpty
    minutesEffect = hasEffect("minutes")
    churnEffect = hasEffect("churn")
    priceEffect = hasEffect("ad_price")
    gmvEffect = hasEffect("gmv")
    initiativeCost = hasEffect("cost")
    outages = model.graph.regimes.contains { $0.isDark }
    shadow = wants(.displaced, .displacedToMeta, .displacedToGoogle, .displacedToOther) && mayDifferFromZero("ad_revenue.recapture")
    commerce = mayDifferFromZero("commerce.gmv_per_user")
    compliance = mayDifferFromZero("compliance.annual_cost") && mayDifferFromZero("compliance.overrun")
    penalty = wants(.penaltyExposure) && mayDifferFromZero("compliance.penalty_per_user")
    otherApps = mayDifferFromZero("ownership.other_apps_profit")
    price = model.graph.regimes.contains { mayDifferFromZero("ownership.contracts.\($0.contract).price") }
    downturns = mayDifferFromZero("ad_revenue.downturn_rate") && mayDifferFromZero("ad_revenue.downturn_depth")
    dailyUsers = wants(.dailyUsers)
    startYearTrend = wants(.startYearTrend)
  }
}
