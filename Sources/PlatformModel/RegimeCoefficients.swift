import NumericCore
import ScenarioEngine

/// What a day in a regime adds to the sums of a month. Revenue and cost are linear in the days, so these sums are all that the other parts
/// of the model need to know of the regimes.
enum DaySum: Int, CaseIterable {
  /// Days open, days dark.
  case open, dark
  /// Open days weighted by the regime's effects.
  case acquisition, churn, engagement, engagementDemand
  /// Open days that a prohibited regime covers.
  case prohibitedOpen
  /// Days weighted by the speed of the commerce clock, the share of the compliance cost, the share of the other apps' profit.
  case commerce, compliance, otherApps
  /// The owner's parts: of ad profit, of commerce profit, of ad revenue by licence, of commerce revenue by licence, of compliance cost, of
  /// initiative cost.
  case ownAds, ownCommerce, licenceAds, licenceCommerce, ownCompliance, ownOpen

  static let count = allCases.count
}

/// The coefficients of a day for each regime and path.
struct RegimeCoefficients {
  let store: ColumnStore

  init(regimes: Int) { store = ColumnStore(count: regimes * DaySum.count) }

  @inline(always)
  func column(_ regime: Int, _ sum: DaySum) -> Column { store[regime * DaySum.count + sum.rawValue] }

  /// Fills them from the settings in effect.
  func fill(graph: RegimeGraph, block: Block) {
    for (index, regime) in graph.regimes.enumerated() {
      let key = "regulation.regimes.\(regime.name)."
      let contract = "ownership.contracts.\(regime.contract)."
      let compliance = block.parameter(key + "compliance")
      let otherApps = block.parameter(key + "other_apps")
      let acquisition = block.parameter(key + "acquisition"), churn = block.parameter(key + "churn")
      let engagement = block.parameter(key + "engagement"), demand = block.parameter(key + "ad_demand")
      let commerce = block.parameter(key + "commerce")
      let adShare = block.parameter(contract + "ad_share"), commerceShare = block.parameter(contract + "commerce_share")
      let fee = block.parameter(contract + "licence_fee"), equity = block.parameter(contract + "equity")
      func set(_ sum: DaySum, _ v: Int, _ value: Vector) { column(index, sum)[v] = value }
      for v in 0..<Block.vectors {
        let e = equity[v]
        set(.compliance, v, compliance[v])
        set(.otherApps, v, otherApps[v])
        set(.ownCompliance, v, compliance[v] * e)
        set(.dark, v, regime.isDark ? .one : .zero)
        guard !regime.isDark else { continue }
        let hours = engagement[v]
        let ads = hours * demand[v]
        set(.open, v, .one)
        set(.acquisition, v, acquisition[v])
        set(.churn, v, churn[v])
        set(.engagement, v, hours)
        set(.engagementDemand, v, ads)
        set(.prohibitedOpen, v, regime.isProhibited ? .one : .zero)
        set(.commerce, v, commerce[v])
        set(.ownAds, v, ads * Ownership.ownersPart(equity: e, share: adShare[v]))
        set(.ownCommerce, v, hours * Ownership.ownersPart(equity: e, share: commerceShare[v]))
        set(.licenceAds, v, ads * fee[v] * (1 - e))
        set(.licenceCommerce, v, hours * fee[v] * (1 - e))
        set(.ownOpen, v, e)
      }
    }
  }
}
