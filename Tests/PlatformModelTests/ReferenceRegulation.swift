import Foundation
import NumericCore

@testable import PlatformModel
@testable import ScenarioEngine

/// The clocks of one path, by name and in the plainest way.
struct ReferenceRegulation {
  private let trace: PathTrace
  private let path: Int
  private(set) var regime: String
  private var due = Double.infinity
  private var isPaid = false
  /// Days on which a deadline was extended.
  private(set) var extensionDays: [Double] = []
  private(set) var resolution: Double
  /// Days of all entries, the start among them.
  private(set) var entries: [(regime: String, day: Double)]

  /// What a month was spent on.
  struct Spell {
    var days: [String: Double] = [:]
    var endsDark = false
    /// The contract whose price was paid this month.
    var paidUnder: String?
  }

  private struct Ring {
    /// Day of the month, then the order of ties: certain, deadline, hazard; then the file's order.
    var day: Double
    var rank: Int
    var order: Int
    var id: String
    /// nil: a deadline, which decides where it leads.
    var target: String?
  }

  init(_ trace: PathTrace, path: Int) {
    self.trace = trace
    self.path = path
    let plan = trace.plan
    regime = plan.word("regulation.start")
    entries = [(regime, 0)]
    resolution = plan.flag("regulation.regimes.\(regime).resolved") ? 0 : Double(plan.horizon.days)
    if plan.names(in: "regulation.deadlines").contains(regime) {
      due = trace.setting("regulation.deadlines.\(regime).first", path: path)
    }
    isPaid = trace.setting("ownership.contracts.\(contract(regime)).price", path: path) > 0
  }

  func isDark(_ name: String) -> Bool { trace.plan.word("regulation.regimes.\(name).service") == "dark" }
  func isProhibited(_ name: String) -> Bool { trace.plan.flag("regulation.regimes.\(name).prohibited") }
  func contract(_ name: String) -> String { trace.plan.word("regulation.regimes.\(name).contract") }

  private func shock(_ name: String, _ t: Int) -> Double {
    EventStream(seed: trace.seed, name: name).uniform(path: trace.block.firstPath + UInt64(path), month: t)
  }

  /// - Parameter size: users over those at the start, A/A₀.
  mutating func step(_ t: Int, size: Double) -> Spell {
    let plan = trace.plan
    let month = plan.horizon.months[t]
    let first = Double(month.startDay), length = Double(month.days)
    var spell = Spell()
    var rung: Set<String> = []
    var now = 0.0
    while let ring = rings(t, size: size, first: first, length: length, now: now).filter({ !rung.contains($0.id) })
      .min(by: { ($0.day, $0.rank, $0.order) < ($1.day, $1.rank, $1.order) })
    {
      rung.insert(ring.id)
      spell.days[regime, default: 0] += ring.day - now
      now = ring.day
      guard let target = ring.target else {
        decide(t, first + now, &spell)
        continue
      }
      if target != regime { enter(target, t, first + now, &spell) }
    }
    spell.days[regime, default: 0] += length - now
    spell.endsDark = isDark(regime)
    return spell
  }

  /// The clocks of the regime held that ring in the rest of the month.
  private func rings(_ t: Int, size: Double, first: Double, length: Double, now: Double) -> [Ring] {
    let plan = trace.plan
    var rings: [Ring] = []
    var order = 0
    for origin in plan.names(in: "regulation.transitions") where origin == regime || origin == "any" {
      for target in plan.names(in: "regulation.transitions.\(origin)") {
        order += 1
        let key = "regulation.transitions.\(origin).\(target)"
        if let date = plan.dayOffset(key + ".certain") {
          let day = Double(date) - first
          if day >= now, day < length { rings.append(Ring(day: day, rank: 0, order: order, id: key + ".certain", target: target)) }
        }
        guard plan.isSet(key + ".hazard") else { continue }
        var hazard = trace.setting(key + ".hazard", path: path, month: t)
        let leverage = Double(plan.integer(key + ".leverage"))
        if leverage != 0 {
          hazard *= pow(max(size, 0.01), leverage * trace.setting("regulation.leverage_elasticity", path: path, month: t))
        }
        guard hazard > 0 else { continue }
        let day = -log(1 - shock("regulation.hazard.\(origin)>\(target)", t)) * 365.25 / hazard
        if day > now, day < length { rings.append(Ring(day: day, rank: 2, order: order, id: key, target: target)) }
      }
    }
    let day = max(due - first, now)
    if day < length { rings.append(Ring(day: day, rank: 1, order: 0, id: "deadline." + regime, target: nil)) }
    return rings
  }

  private mutating func decide(_ t: Int, _ day: Double, _ spell: inout Spell) {
    let plan = trace.plan
    let key = "regulation.deadlines.\(regime)."
    let u = shock("regulation.deadline.\(regime).branch", t)
    var cumulative = 0.0
    for branch in plan.names(in: key + "branches") {
      cumulative += trace.setting(key + "branches." + branch, path: path, month: t)
      if cumulative > u { return enter(branch, t, day, &spell) }
    }
    let remainder = plan.word(key + "remainder")
    guard remainder == "extend" else { return enter(remainder, t, day, &spell) }
    extensionDays.append(day)
    due = day + drawnLength(t)
  }

  private func drawnLength(_ t: Int) -> Double {
    trace.plan.redrawn("regulation.deadlines.\(regime).length").value(uniform: shock("regulation.deadline.\(regime).length", t))
  }

  private mutating func enter(_ target: String, _ t: Int, _ day: Double, _ spell: inout Spell) {
    regime = target
    entries.append((target, day))
    due = trace.plan.names(in: "regulation.deadlines").contains(target) ? day + drawnLength(t) : .infinity
    if trace.plan.flag("regulation.regimes.\(target).resolved") { resolution = min(resolution, day) }
    if !isPaid, trace.setting("ownership.contracts.\(contract(target)).price", path: path, month: t) > 0 {
      isPaid = true
      spell.paidUnder = contract(target)
    }
  }
}
