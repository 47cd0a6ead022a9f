import NumericCore
import ScenarioEngine

/// The uncertain settings of a run as a problem of SALib: a parameter file, whose rows have two numbers, and the same as JSON, whose bounds
/// may have more.
public struct SALibProblem: Sendable {
  /// What became of one setting.
  public struct Entry: Sendable {
    public var setting: UncertainSetting
    /// In the parameter file; nil where it cannot hold the setting.
    public var row: SALibDistribution?
    /// In the JSON file.
    public var member: SALibDistribution?
    /// What is not expressed, and what was done.
    public var remarks: [String]
  }

  /// In the order of the settings.
  public let entries: [Entry]

  public init(_ settings: [UncertainSetting]) {
    entries = settings.map { setting in
      let candidates = SALibDistribution.candidates(setting.form)
      let row = candidates.first { $0.bounds.count == 2 }
      return Entry(setting: setting, row: row, member: candidates.first, remarks: Self.remarks(setting, row, candidates.first))
    }
  }

  /// A clamped share below this is one future in a million.
  private static let worthTelling = 1e-6

  private static func remarks(_ setting: UncertainSetting, _ row: SALibDistribution?, _ member: SALibDistribution?) -> [String] {
    var remarks: [String] = []
    switch setting.form {
    case .byDate: remarks.append("It has several values, each from a date on: left out, runs go on drawing it.")
    case .redrawn: remarks.append("It is drawn anew at each event: left out, runs go on drawing it.")
    default:
      if row == nil, member == nil {
        remarks.append("No distribution of SALib is near it: left out, runs go on drawing it.")
      } else if let row, row.difference > 0 {
        remarks.append(
          "The file says \(row.name): probabilities differ by up to \(row.difference.sixDigits).")
      } else if row == nil {
        remarks.append("A row of the parameter file has two numbers, too few for it: only the JSON file holds it.")
      }
      if let member, member.difference > 0, member.name != row?.name {
        remarks.append("The JSON file says \(member.name): probabilities differ by up to \(member.difference.sixDigits).")
      }
    }
    if let outside = outside(setting), outside >= worthTelling {
      remarks.append(
        "Runs clamp it to \(NumberText.short(setting.range.lowerBound)) to \(NumberText.short(setting.range.upperBound)), beyond which "
          + "\(outside.sixDigits) of the probability lies; SALib does not.")
    }
    if row != nil || member != nil, !setting.correlatedWith.isEmpty {
      remarks.append(
        "Its correlation with \(setting.correlatedWith.joined(separator: ", ")) is not expressed: SALib draws them independently.")
    }
    return remarks
  }

  /// The probability beyond the range that a setting may have.
  private static func outside(_ setting: UncertainSetting) -> Double? {
    let distribution: any Distribution
    switch setting.form {
    case .distribution(let own): distribution = own
    case .fittedRate(let mean, let deviation):
      guard let normal = try? Normal(mean: mean, standardDeviation: deviation) else { return nil }
      distribution = normal
    default: return nil
    }
    return distribution.cumulative(to: setting.range.lowerBound.nextDown) + distribution.survival(beyond: setting.range.upperBound)
  }

  // MARK: - Texts

  /// `key,bound,bound,NA,distribution`; `NA` for no group, so that every setting is varied by itself.
  public var parameterFile: String {
    entries.compactMap { entry in
      entry.row.map {
        CSVTable.line([entry.setting.key] + $0.bounds.map(NumberText.short) + ["NA", $0.name])
      }
    }.joined()
  }

  /// The problem as a dictionary: `num_vars`, `names`, `bounds`, `dists`.
  public var json: String {
    let held = entries.compactMap { entry in entry.member.map { (key: entry.setting.key, distribution: $0) } }
    return OrderedJSON.object([
      ("num_vars", .number(Double(held.count))), ("names", .array(held.map { .string($0.key) })),
      ("bounds", .array(held.map { .array($0.distribution.bounds.map { .number($0) }) })),
      ("dists", .array(held.map { .string($0.distribution.name) })),
    ]).text + "\n"
  }

  /// What each setting became: `setting,written,file,file_difference,json,json_difference,remarks`.
  public var notes: String {
    var text = "setting,written,file,file_difference,json,json_difference,remarks\n"
    for entry in entries {
      text += CSVTable.line([
        entry.setting.key, entry.setting.written, entry.row?.name ?? "", entry.row?.difference.sixDigits ?? "", entry.member?.name ?? "",
        entry.member?.difference.sixDigits ?? "", entry.remarks.joined(separator: " "),
      ])
    }
    return text
  }
}
