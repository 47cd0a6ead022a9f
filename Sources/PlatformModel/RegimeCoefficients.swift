import NumericCore
import ScenarioEngine

/// What a day in a regime adds to the sums of a month. Revenue and cost are linear in the days, so these sums are all that the other parts
/// of the model need to know of the regimes.
enum DaySum: Int, CaseIterable {
  /// Days open, days dark.
  case open, dark
  /// Open days weighted by the regime's effects.
  case acquisition, churn, engagement, engagementDemand
  /// The owner's parts of ad profit, and of ad revenue by licence.
  case ownAds, licenceAds
  /// Days weighted by the speed of the commerce clock, and the owner's parts of commerce profit, and of commerce revenue by licence.
  case commerce, ownCommerce, licenceCommerce
  /// Days weighted by the share of the compliance cost, the owner's part of it, and open days that a prohibited regime covers.
  case compliance, ownCompliance, prohibitedOpen
  /// Days weighted by the share of the other apps' profit, and the owner's part of initiative cost.
  case otherApps, ownOpen

  static let count = allCases.count

  /// How many of them, from the first, a scenario needs.
  static func needed(_ uses: StagesInUse) -> Int {
    uses.commerce || uses.compliance || uses.penalty || uses.otherApps || uses.initiativeCost ? count : DaySum.commerce.rawValue
  }
}

/// The coefficients of a day for each regime and path.
final class RegimeCoefficients {
  private let store: ColumnStore
  private let regimes: [Effects]
  private var isFilled = false

  /// The settings of a regime and of its contract.
  private struct Effects {
    let isDark: Bool
    let isProhibited: Bool
    /// Whether every path has the same, in every month.
    let isConstant: Bool
    let acquisition, churn, engagement, demand, commerce, compliance, otherApps: Column
    let adShare, commerceShare, fee, equity: Column

    init(_ regime: RegimeGraph.Regime, _ block: Block) {
      let key = "regulation.regimes.\(regime.name).", contract = "ownership.contracts.\(regime.contract)."
      let keys =
        ["acquisition", "churn", "engagement", "ad_demand", "commerce", "compliance", "other_apps"].map { key + $0 }
        + ["ad_share", "commerce_share", "licence_fee", "equity"].map { contract + $0 }
      isDark = regime.isDark
      isProhibited = regime.isProhibited
      isConstant = keys.allSatisfy { block.plan.constant($0) != nil }
      let columns = keys.map(block.parameter)
      (acquisition, churn, engagement, demand) = (columns[0], columns[1], columns[2], columns[3])
      (commerce, compliance, otherApps) = (columns[4], columns[5], columns[6])
      (adShare, commerceShare, fee, equity) = (columns[7], columns[8], columns[9], columns[10])
    }
  }

  init(graph: RegimeGraph, block: Block) {
    store = ColumnStore(count: graph.regimes.count * DaySum.count)
    regimes = graph.regimes.map { Effects($0, block) }
  }

  @inline(always)
  func column(_ regime: Int, _ sum: DaySum) -> Column { store[regime * DaySum.count + sum.rawValue] }

  /// Fills them from the settings in effect.
  func fill() {
    for (index, regime) in regimes.enumerated() where !isFilled || !regime.isConstant {
      let base = store[index * DaySum.count]
      for v in 0..<store.vectors { Self.fill(base + v, regime, v) }
    }
    isFilled = true
  }

  /// What a day in a regime adds to each sum, for one vector.
  private static func fill(_ base: Column, _ regime: Effects, _ v: Int) {
    func set(_ sum: DaySum, _ value: Vector) { base[sum.rawValue * Block.vectors] = value }
    let e = regime.equity[v]
    set(.compliance, regime.compliance[v])
    set(.otherApps, regime.otherApps[v])
    set(.ownCompliance, regime.compliance[v] * e)
    set(.dark, regime.isDark ? .one : .zero)
    guard !regime.isDark else { return }
    let hours = regime.engagement[v]
    let ads = hours * regime.demand[v]
    set(.open, .one)
    set(.acquisition, regime.acquisition[v])
    set(.churn, regime.churn[v])
    set(.engagement, hours)
    set(.engagementDemand, ads)
    set(.prohibitedOpen, regime.isProhibited ? .one : .zero)
    set(.commerce, regime.commerce[v])
    set(.ownAds, ads * Ownership.ownersPart(equity: e, share: regime.adShare[v]))
    set(.ownCommerce, hours * Ownership.ownersPart(equity: e, share: regime.commerceShare[v]))
    set(.licenceAds, ads * regime.fee[v] * (1 - e))
    set(.licenceCommerce, hours * regime.fee[v] * (1 - e))
    set(.ownOpen, e)
  }
}
