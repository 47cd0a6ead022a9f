import ArgumentParser
import Presentation
import ScenarioEngine

/// `show`: what a scenario assumes.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a scenario assumes, with the file, line and origin of every setting.",
    discussion: """
      Without a key, only what the scenario changes against its parents; --all shows every setting in effect. With a key, that setting and \
      its evidence in full. The csv always holds every setting in effect, or the one asked for.

      Examples
        crossroads show joint-venture
        crossroads show joint-venture ad_revenue.revenue_per_hour
      """)

  @Argument(help: ArgumentHelp("A scenario, or the path of its file.", valueName: "name|file")) var name: String
  @Argument(help: ArgumentHelp("One key.", valueName: "key")) var key: String?
  @Flag(name: .long, help: "Every setting in effect.") var all = false
  @OptionGroup var format: FormatOption
  @OptionGroup var project: ProjectOption

  func run() throws {
    let project = try Project(project)
    let scenario = try project.scenario(name)
    let checked = project.library.examine(name).checked
    let settings = scenario.order.compactMap { scenario.settings[$0] }
    if let key {
      if all { throw ScenarioError("--all shows every setting, but one key was named.", "Leave one of them out.") }
      guard let setting = scenario.settings[key] else { throw unknown(key, in: scenario, project) }
      return try show(setting, of: scenario, checked, project)
    }
    let every = project.rows(settings, of: scenario, checked: checked)
    try format.write(ShowScreen.rowTable(every), screen: screen(scenario, every: every, checked, project))
  }

  private func screen(
    _ scenario: Scenario, every: [ShowScreen.Row], _ checked: [String: CheckedSetting], _ project: Project
  ) throws -> String {
    let changes = try project.library.changes(of: name)
    let changed = changes.compactMap { change -> ShowScreen.Row? in
      guard let new = change.new else { return nil }
      var row = project.rows([new], of: scenario, checked: checked)[0]
      row.before = change.old?.written
      return row
    }
    let view = ShowScreen.View(
      name: scenario.name, title: scenario.title, about: scenario.about, parents: scenario.parents,
      horizon: "\(scenario.start) to \(scenario.end)", currency: scenario.currency, rows: all ? every : changed, showsAll: all,
      removed: all ? [] : changes.filter { $0.new == nil }.map(\.key),
      next: [
        NextCommand("crossroads run \(name)", "its users, money and owner"),
        NextCommand("crossroads show \(name) KEY", "one setting, with its evidence in full"),
        NextCommand("crossroads new mine --from \(name)", "a scenario of your own over it"),
      ])
    return ShowScreen.text(view, style: Console.style)
  }

  private func show(_ setting: Setting, of scenario: Scenario, _ checked: [String: CheckedSetting], _ project: Project) throws {
    var row = project.rows([setting], of: scenario, checked: checked)[0]
    row.before = try project.library.changes(of: name).first { $0.key == setting.key }?.old?.written
    let fit = row.fit.flatMap { name in scenario.fits.first { $0.name == name } }
    let sources = setting.origin.sources + (fit?.rows.flatMap(\.origin.sources) ?? [])
    let facts = sources.unique.compactMap { project.ledger.fact(id: $0) }.map(Project.row)
    let meaning = checked[setting.key]?.declaration.meaning ?? ""
    try format.write(
      ShowScreen.rowTable([row]),
      screen: ShowScreen.text(row, of: scenario.name, meaning: meaning, fit: fit, facts: facts, style: Console.style))
  }

  private func unknown(_ key: String, in scenario: Scenario, _ project: Project) -> ScenarioError {
    let declared = project.library.declarations.contains { $0.pattern == key }
    let problem = declared ? "\(scenario.name) does not set \(key)." : "There is no key '\(key)' in \(scenario.name)."
    let hint = Spelling.hint(key, among: scenario.order)
    let sameEnd = hint.isEmpty ? scenario.order.filter { $0.hasSuffix("." + key) } : []
    let homes = sameEnd.isEmpty || sameEnd.count > 4 ? "" : " Did you mean \(sameEnd.joined(separator: " or "))?"
    return ScenarioError(problem + hint + homes, "`crossroads show \(name) --all` lists its keys.")
  }
}
