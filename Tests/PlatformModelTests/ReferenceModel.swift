import Foundation
import NumericCore

@testable import PlatformModel
@testable import ScenarioEngine

/// The model once more, a path at a time, in plain scalar arithmetic with the system's functions: written from docs/model.md alone, to be
/// compared with what the columns give for the same draws.
struct ReferenceModel {
  private let trace: PathTrace
  private let path: Int
  private let year = 365.25
  private var monthly: [String: [Double]] = [:]
  private var once: [String: Double] = [:]
  private var legal: ReferenceRegulation

  init(_ trace: PathTrace, path: Int) {
    self.trace = trace
    self.path = path
    legal = ReferenceRegulation(trace, path: path)
    run()
  }

  /// Values by month of every output that has any.
  var months: [String: [Double]] { monthly }
  /// Values of outputs with one number.
  var totals: [String: Double] { once }
  /// Entries into regimes, the start among them.
  var entries: [(regime: String, day: Double)] { legal.entries }
  /// Days on which a deadline was extended.
  var extensionDays: [Double] { legal.extensionDays }

  private func p(_ key: String, _ t: Int) -> Double { trace.setting(key, path: path, month: t) }
  private func event(_ name: String, _ t: Int) -> Double {
    EventStream(seed: trace.seed, name: name).uniform(path: trace.block.firstPath + UInt64(path), month: t)
  }
  private func normal(_ name: String, _ t: Int) -> Double {
    Elementary.normalQuantile(ShockStream(seed: trace.seed, name: name).uniform(path: trace.block.firstPath + UInt64(path), month: t))
  }
  private mutating func put(_ key: String, _ value: Double) { monthly[key, default: []].append(value) }

  private func damped(_ g: Double, _ h: Double, _ tau: Double) -> Double { g * h / log(2) * (1 - pow(2, -tau / h)) }

  private func verhulst(_ a: Double, _ rho: Double, _ k: Double, rate: Double) -> Double {
    let share = rate < 0 ? min(1, a / k) : a / k
    var denominator = 1 + share * (exp(rho) - 1)
    if rho < 0 { denominator = max(denominator, exp(rho) / 2) }
    return a * exp(rho) / denominator
  }

  private func capacity(_ t: Int) -> Double {
    p("user_growth.ceiling", t) * p("user_growth.population", t) / p("user_growth.stickiness", t)
  }

  private func hourPrice(_ tau: Double, _ t: Int) -> Double {
    let v = p("ad_revenue.revenue_per_hour", t), b = p("ad_revenue.benchmark_per_hour", t)
    return b * pow(v / b, pow(2, -tau / p("ad_revenue.catch_up_half_life", t)))
  }

  private mutating func run() {
    let months = trace.plan.horizon.months
    let initial = p("user_growth.initial_monthly_users", 0)
    var a = initial, z = 0.0, shadow = initial
    var market = 0.0, downturn = 0.0
    var clock = -p("commerce.launch_delay", 0) / 12
    var revenuePerUser =
      p("user_growth.stickiness", 0) * year * p("engagement.minutes", 0) / 60 * p("ad_revenue.revenue_per_hour", 0)
      + p("commerce.take_rate", 0) * p("commerce.gmv_per_user", 0)
    let r = p("ownership.discount_rate", 0)
    var toOwner = 0.0, ofBusiness = 0.0, ofPrice = 0.0, lastFlow = 0.0, lastContribution = 0.0
    once["ad_revenue.start_year_trend"] = startYearTrend(initial)

    for (t, month) in months.enumerated() {
      let d = Double(month.days)
      let spell = legal.step(t, size: a / initial)
      let names = spell.days.keys.sorted()
      func sum(_ effect: String, open: Bool = true) -> Double {
        names.filter { !open || !legal.isDark($0) }.reduce(0) {
          $0 + spell.days[$1]! * p("regulation.regimes.\($1).\(effect)", t)
        }
      }
      let x = names.filter { legal.isDark($0) }.reduce(0) { $0 + spell.days[$1]! }
      let y = names.filter { !legal.isDark($0) }.reduce(0) { $0 + spell.days[$1]! }
      let programmes = initiatives(t)

      let sizeAtStart = a + z
      let leak = p("user_growth.leak", t)
      let hs = p("user_growth.substitution_half_life", t), hr = p("user_growth.return_half_life", t)
      var meanDark = 0.0
      func dark() {
        let after = a * pow(2, -(1 - leak) * x / p("user_growth.dormancy_half_life", t))
        z = z * pow(2, -x / hs) + (a - after) * pow(2, -x / (2 * hs))
        meanDark = (a + after) / 2
        a = after
      }
      let noise = normal("user_growth.growth", t)
      let rate = p("user_growth.growth_rate", t), sigma = p("user_growth.growth_noise", t)
      if x > 0, !spell.endsDark { dark() }
      let before = a
      let rest = z * pow(2, -y * (1 / hs + 1 / hr))
      let back = (z - rest) * (1 / hr) / (1 / hs + 1 / hr)
      a =
        verhulst(a, rate * sum("acquisition") / year, capacity(t), rate: rate)
        * exp(sigma * sqrt(y / year) * noise - sum("churn") / year - programmes.churn * y / year) + back
      z = rest
      let mean = y > 0 ? (before + a) / 2 : 0
      if x > 0, spell.endsDark { dark() }
      let shadowBefore = shadow
      shadow =
        verhulst(shadow, rate * d / year, capacity(t), rate: rate) * exp(sigma * sqrt(d / year) * noise - programmes.churn * d / year)
      let meanShadow = (shadowBefore + shadow) / 2
      let stickiness = p("user_growth.stickiness", t)
      let users = (mean * y + leak * meanDark * x) / d
      put("user_growth.monthly_users", users)
      put("user_growth.daily_users", stickiness * users)
      put("user_growth.dormant_users", z)

      let tau = (Double(t) + 0.5) / 12
      let minutes =
        p("engagement.minutes", t) * exp(damped(p("engagement.trend", t), p("engagement.trend_half_life", t), tau) + programmes.minutes)
      put("engagement.user_hours", stickiness * minutes / 60 * (mean * sum("engagement") + leak * meanDark * x))

      let phi = pow(2, -1 / p("ad_revenue.noise_half_life", t)), sd = p("ad_revenue.noise_sd", t)
      let innovation = normal("ad_revenue.market", t)
      market = t == 0 ? sd * innovation : phi * market + sd * sqrt(1 - phi * phi) * innovation
      let begins = event("ad_revenue.downturn", t) < 1 - exp(-p("ad_revenue.downturn_rate", t) * d / year)
      downturn = downturn * pow(2, -1 / p("ad_revenue.downturn_half_life", t)) + (begins ? -log(1 - p("ad_revenue.downturn_depth", t)) : 0)
      let tracked = trace.uniform("ad_revenue.tracking_shock", path: path) < p("ad_revenue.tracking_shock_probability", t)
      let isAfter = month.startDay >= trace.plan.dayOffset("ad_revenue.tracking_shock_date")!
      let loss = tracked && isAfter ? log(1 - p("ad_revenue.tracking_shock_size", t)) : 0
      let q = hourPrice(tau, t) * exp(market - downturn + loss + programmes.adPrice)
      func adRevenue(_ regime: String) -> Double {
        legal.isDark(regime)
          ? 0
          : stickiness * mean * minutes / 60 * q * spell.days[regime]! * p("regulation.regimes.\(regime).engagement", t)
            * p("regulation.regimes.\(regime).ad_demand", t)
      }
      let revenue = names.reduce(0) { $0 + adRevenue($1) }
      put("ad_revenue.revenue", revenue)
      let whole = stickiness * meanShadow * minutes / 60 * q * d
      let lost = whole - revenue < 1e-9 * whole ? 0 : whole - revenue
      let displaced = p("ad_revenue.recapture", t) * lost
      let weights = ["meta", "google", "other"].map { p("ad_revenue.rival_weight_\($0)", t) }
      put("ad_revenue.displaced", displaced)
      for (rival, weight) in zip(["meta", "google", "other"], weights) {
        put("ad_revenue.displaced_to_\(rival)", displaced * weight / weights.reduce(0, +))
      }

      let clockBefore = clock
      clock += sum("commerce") / year
      let age = max(0, (clockBefore + clock) / 2)
      let perDay =
        mean * p("commerce.gmv_per_user", t) / year
        * exp(damped(p("commerce.growth_rate", t), p("commerce.growth_half_life", t), age) + programmes.gmv)
      func sales(_ regime: String) -> Double {
        legal.isDark(regime) ? 0 : perDay * spell.days[regime]! * p("regulation.regimes.\(regime).engagement", t)
      }
      let gmv = names.reduce(0) { $0 + sales($1) }
      let take = p("commerce.take_rate", t)
      put("commerce.gmv", gmv)
      put("commerce.revenue", take * gmv)

      put("initiatives.cost", programmes.cost / year * y)
      let annual = p("compliance.annual_cost", t) * p("compliance.overrun", t)
      put("compliance.cost", annual * sum("compliance", open: false) / year)
      let isExposed = names.contains { legal.isProhibited($0) && !legal.isDark($0) && spell.days[$0]! > 0 }
      put("compliance.penalty_exposure", isExposed ? p("compliance.penalty_per_user", t) * mean : 0)
      put("regulation.days_dark", x)
      for name in trace.plan.names(in: "regulation.regimes") { put("regulation.regime.\(name)", legal.regime == name ? 1 : 0) }

      let adMargin = p("ownership.ad_margin", t), commerceMargin = p("ownership.commerce_margin", t)
      var contribution = 0.0
      var flow = p("ownership.other_apps_profit", t) * sum("other_apps", open: false) / year
      for name in names {
        let contract = "ownership.contracts.\(legal.contract(name))."
        let e = p(contract + "equity", t), f = p(contract + "licence_fee", t)
        let direct = (p(contract + "ad_share", t), p(contract + "commerce_share", t))
        let ads = adRevenue(name), shop = take * sales(name)
        var cost = annual * spell.days[name]! * p("regulation.regimes.\(name).compliance", t) / year
        if !legal.isDark(name) { cost += programmes.cost / year * spell.days[name]! }
        contribution += adMargin * ads + commerceMargin * shop - cost
        flow += (e + direct.0 * (1 - e)) * adMargin * ads + (e + direct.1 * (1 - e)) * commerceMargin * shop
        flow += f * (1 - e) * (ads + shop) - e * cost
      }
      var price = 0.0
      if let contract = spell.paidUnder {
        price =
          p("ownership.contracts.\(contract).price", t) * (1 - p("ownership.contracts.\(contract).equity", t)) * revenuePerUser
          * sizeAtStart
      }
      if mean * y > 1e-9 { revenuePerUser = (revenue + take * gmv) / (mean * y) * year }
      put("ownership.operating_contribution", contribution)
      put("ownership.cash_to_owner", flow + price)
      let discount = pow(1 + r, -(Double(t) + 0.5) / 12)
      toOwner += discount * (flow + price)
      ofBusiness += discount * contribution
      ofPrice += discount * price
      lastFlow = flow
      lastContribution = contribution
    }

    let n = months.count
    let end = pow(1 + r, -Double(n) / 12) * p("ownership.terminal_multiple", n - 1) * year / Double(months[n - 1].days)
    once["ownership.terminal_value_to_owner"] = end * max(0, lastFlow)
    once["ownership.terminal_value_of_us_business"] = end * max(0, lastContribution)
    once["ownership.value_to_owner"] = toOwner + end * max(0, lastFlow)
    once["ownership.value_of_us_business"] = ofBusiness + end * max(0, lastContribution)
    once["ownership.present_value_of_price"] = ofPrice
    once["regulation.extensions"] = Double(legal.extensionDays.count)
    once["regulation.time_to_resolution"] = legal.resolution
  }

  private func initiatives(_ t: Int) -> (minutes: Double, churn: Double, adPrice: Double, gmv: Double, cost: Double) {
    var result = (minutes: 0.0, churn: 0.0, adPrice: 0.0, gmv: 0.0, cost: 0.0)
    for name in trace.plan.names(in: "initiatives") {
      let key = "initiatives.\(name)."
      let start = trace.plan.monthIndex(key + "start")
      guard t >= start else { continue }
      let success = trace.uniform(key + "success", path: path) < p(key + "probability", t) ? 1.0 : 0
      let strength = success * min(1, max(0, (Double(t - start) - p(key + "delay", t) + 0.5) / p(key + "ramp", t)))
      result.minutes += strength * p(key + "minutes", t)
      result.churn += strength * p(key + "churn", t)
      result.adPrice += strength * p(key + "ad_price", t)
      result.gmv += strength * p(key + "gmv", t)
      result.cost += p(key + "cost", t)
    }
    return result
  }

  private func startYearTrend(_ initial: Double) -> Double {
    let tau = Double(6 - (trace.plan.horizon.first.month - 1)) / 12
    let rate = p("user_growth.growth_rate", 0)
    let users = verhulst(initial, rate * tau, capacity(0), rate: rate)
    let minutes = p("engagement.minutes", 0) * exp(damped(p("engagement.trend", 0), p("engagement.trend_half_life", 0), tau))
    return p("user_growth.stickiness", 0) * users * 365 * minutes / 60 * hourPrice(tau, 0)
  }
}
