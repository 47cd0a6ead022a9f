import NumericCore
import ScenarioEngine

/// Runs the months of a block: each stage is a short loop over columns, in the order of a month.
///
/// What a scenario switches off, and what no row of the results needs, is not computed.
final class PlatformRunner: ModelRunner {
  let model: PlatformModel
  let block: Block
  let uses: StagesInUse
  let parameters: ParameterColumns
  let derived: DerivedColumns
  let state: StateColumns
  let month: MonthColumns
  let regulation: RegulationStage
  let growthShock: NormalShocks
  let marketShock: NormalShocks
  let downturns: MonthlyEvent
  private let trackingMonth: Int?
  /// Columns of the month that rows are made of, by output; those of money are recorded as they are computed.
  private let recorded: [(output: Int, column: Column)]
  private var answers: [SIMD16<UInt8>]

  init(model: PlatformModel, block: Block, seed: UInt64, mediansMode: Bool) {
    self.model = model
    self.block = block
    uses = StagesInUse(model: model, layout: block.layout)
    parameters = ParameterColumns(block: block, initiatives: model.initiatives)
    derived = DerivedColumns()
    state = StateColumns()
    month = MonthColumns(uses: uses)
    recorded = Self.recorded(month, state, uses)
    regulation = RegulationStage(graph: model.graph, uses: uses, block: block, seed: seed, mediansMode: mediansMode)
    func shocks(_ name: String) -> NormalShocks {
      block.normals(of: ShockStream(seed: seed, name: name, fixed: mediansMode ? 0.5 : nil))
    }
    growthShock = shocks("user_growth.growth")
    marketShock = shocks("ad_revenue.market")
    downturns = MonthlyEvent(
      stream: EventStream(seed: seed, name: "ad_revenue.downturn", fixed: mediansMode ? 1 : nil),
      days: model.plan.horizon.months.map(\.days))
    let date = model.plan.dayOffset("ad_revenue.tracking_shock_date")!
    let isOutside = model.plan.horizonIsCut && !(0..<model.plan.horizon.days).contains(date)
    trackingMonth = isOutside ? nil : model.plan.horizon.months.firstIndex { $0.startDay >= date }
    answers = [SIMD16<UInt8>](repeating: .zero, count: model.questions.count)
  }

  func run() {
    let horizon = model.plan.horizon
    begin()
    for t in 0..<horizon.count {
      let days = horizon.months[t].days
      if t > 0, block.enter(month: t) {
        refresh(years: Double(t) / 12)
        regulation.refreshCurrent()
      }
      if uses.initiatives { stepInitiatives(t) }
      regulation.step(month: t, active: state.active, initial: parameters.initialUsers)
      growthShock.prepare(month: t, firstPath: block.firstPath)
      marketShock.prepare(month: t, firstPath: block.firstPath)
      stepUserGrowth(t, days: days)
      if uses.shadow { stepShadow(t, days: days) }
      stepPrices(t, tracking: trackingMonth.map { t >= $0 } ?? false)
      if uses.commerce { stepCommerce() }
      stepMoney(t)
      if uses.shadow { stepDisplaced(days: Double(days)) }
      record(t)
      answerMonth(t)
    }
    finish()
  }

  private func refresh(years: Double) {
    derived.refresh(parameters, uses, years: years)
    if uses.downturns { downturns.refresh(rate: parameters.downturnRate) }
  }

  private func begin() {
    refresh(years: 0)
    regulation.begin()
    state.begin(parameters)
    if uses.startYearTrend { recordStartYearTrend() }
    for question in answers.indices { answers[question] = .zero }
  }

  private static func recorded(_ m: MonthColumns, _ s: StateColumns, _ uses: StagesInUse) -> [(output: Int, column: Column)] {
    let columns: [(Output, Column)] = [
      (.dormantUsers, s.dormant), (.displaced, m.displaced), (.gmv, m.gmv), (.commerceRevenue, m.commerceRevenue),
      (.initiativeCost, m.initiativeCost), (.complianceCost, m.complianceCost), (.penaltyExposure, m.penaltyExposure),
    ]
    return columns.lazy.map { ($0.0.rawValue, $0.1) }.filter { uses.isRecorded[$0.0] }
  }

  private func record(_ t: Int) {
    for (output, column) in recorded { block.record(output, month: t, column) }
    if uses.dailyUsers { recordProduct(.dailyUsers, t, parameters.stickiness, month.monthlyUsers) }
    if uses.shadow {
      recordProduct(.displacedToMeta, t, month.displaced, derived.metaShare)
      recordProduct(.displacedToGoogle, t, month.displaced, derived.googleShare)
      recordProduct(.displacedToOther, t, month.displaced, derived.otherShare)
    }
    if uses.isRecorded[Output.daysDark.rawValue] { block.record(Output.daysDark.rawValue, month: t, regulation.sum(.dark)) }
    for r in model.graph.regimes.indices where uses.isRecorded[Output.allCases.count + r] {
      block.record(Output.allCases.count + r, month: t, happens: regulation.held(r))
    }
  }

  private func recordProduct(_ output: Output, _ t: Int, _ a: Column, _ b: Column) {
    guard uses.isRecorded[output.rawValue] else { return }
    for v in 0..<block.vectors { month.scratch[v] = a[v] * b[v] }
    block.record(output.rawValue, month: t, month.scratch)
  }

  /// Ad revenue of the start's calendar year on trend, back-cast to the first of July.
  private func recordStartYearTrend() {
    let p = parameters, d = derived, out = month.scratch
    let years = Double(6 - (model.plan.horizon.first.month - 1)) / 12
    for v in 0..<block.vectors {
      let users = UserGrowth.verhulst(
        active: p.initialUsers[v], growth: p.growthRate[v] * years, capacity: d.capacity[v], rateIsNegative: p.growthRate[v] < 0)
      let trend = Engagement.dampedTrend(scale: d.trendScale[v], decay: exp2(-(years / p.trendHalfLife[v])))
      let price = exp(
        AdRevenue.logPrice(logBenchmark: d.logBenchmark[v], logGap: d.logGap[v], decay: exp2(-(years / p.catchUpHalfLife[v]))))
      let activity = Engagement.activity(logAtStart: d.logActivity[v], trend: trend)
      out[v] = 365 * AdRevenue.dailyRevenue(users: users, activity: activity, hourPrice: price)
    }
    block.recordOnce(Output.startYearTrend.rawValue, out)
  }

  private func finish() {
    let s = state, p = parameters
    let horizon = model.plan.horizon
    let lastDays = Double(horizon.months[horizon.count - 1].days)
    for v in 0..<block.vectors {
      let end = Ownership.discount(rate: p.discountRate[v], years: Double(horizon.count) / 12)
      let multiple = p.terminalMultiple[v]
      s.terminalToOwner[v] = end * Ownership.terminalValue(multiple: multiple, lastFlow: s.lastFlow[v], days: lastDays)
      s.terminalOfBusiness[v] = end * Ownership.terminalValue(multiple: multiple, lastFlow: s.lastContribution[v], days: lastDays)
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

  // MARK: - Questions

  private func bits(_ answer: (Int) -> Mask) -> SIMD16<UInt8> {
    var bits = SIMD16<UInt8>()
    for v in 0..<block.vectors { bits[v] = answer(v).bits }
    return bits
  }

  private func answerMonth(_ t: Int) {
    for (index, question) in model.questions.enumerated() {
      switch question.event {
      case .held(let regimes, let month) where month == t:
        answers[index] = regimes.reduce(.zero) { $0 | regulation.held($1) }
      case .dark(let bound, let month) where month == t: answers[index] = bits { regulation.daysDark[$0] > bound }
      case .extensions(let count, let month) where month == t:
        answers[index] = bits { regulation.extensions[$0] >= Vector(Double(count)) }
      default: break
      }
    }
  }

  private func answerAtEnd() {
    let first = Output.allCases.count + model.graph.regimes.count
    for (index, question) in model.questions.enumerated() {
      switch question.event {
      case .entered(let regimes, let before):
        answers[index] = regimes.reduce(.zero) { answer, regime in answer | bits { regulation.firstEntry(regime)[$0] < before } }
      case .output(let name, let period, let above, let below):
        guard let row = block.row(output: name, period: period) else { break }
        answers[index] = bits { v in above.map { row[v] > $0 } ?? (row[v] < below!) }
      default: break
      }
      block.recordOnce(first + index, happens: answers[index])
    }
  }
}
