import ScenarioEngine

/// What a modelling hub wants to know beside the runs.
public struct HubOptions: Sendable {
  /// The short name of who sends the hub its output.
  public var team: String
  /// The short name of the model.
  public var model: String
  /// The day of the round, `2025-10-01`; nil: the first day of the runs.
  public var round: String?
  /// Instead of each run's own region.
  public var location: String?
  /// Who answers questions.
  public var contactName: String
  /// Where they are written to.
  public var contactAddress: String
  /// Of the output, such as `CC-BY-4.0`.
  public var license: String
  /// Futures given as samples.
  public var samples: Int

  /// - Parameter contact: `Name <address>`.
  /// - Throws: `ScenarioError` with every option that a hub would refuse.
  public init(
    team: String = "crossroads", model: String = "platform", round: String? = nil, location: String? = nil,
    contact: String = "nobody <nobody@example.org>", license: String = "CC-BY-4.0", samples: Int = 100
  ) throws(ScenarioError) {
    var mistakes: [Diagnostic] = []
    for (option, word) in [("--team", team), ("--model", model)]
    where word.isEmpty || word.utf8.count > 16 || !word.utf8.allSatisfy(Self.isPlain) {
      mistakes.append(Diagnostic(at: nil, "\(option) '\(word)' is no name for a hub.", "Use 1 to 16 letters, digits and '_'."))
    }
    if let round, !(Period(round).map { if case .day = $0 { true } else { false } } ?? false) {
      mistakes.append(Diagnostic(at: nil, "--round '\(round)' is not a day.", "Write year-month-day, such as --round 2025-10-01."))
    }
    let parts = contact.split(separator: "<", omittingEmptySubsequences: false)
    let name = parts[0].split(separator: " ").joined(separator: " ")
    let address = parts.count == 2 ? String(parts[1].dropLast()) : ""
    if parts.count != 2 || name.isEmpty || !contact.hasSuffix(">") || address.split(separator: "@").count != 2 || address.contains(" ") {
      mistakes.append(
        Diagnostic(at: nil, "--contact '\(contact)' is no name and address.", "Write --contact 'Ada Byron <ada@example.org>'."))
    }
    if license.isEmpty { mistakes.append(Diagnostic(at: nil, "--license is empty.", "Write --license CC-BY-4.0.")) }
    guard mistakes.isEmpty else { throw ScenarioError(mistakes) }
    self.team = team
    self.model = model
    self.round = round
    self.location = location
    contactName = name
    contactAddress = address
    self.license = license
    self.samples = samples
  }

  /// The model as folders and files of a hub name it.
  public var modelID: String { "\(team)-\(model)" }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
  }
}
