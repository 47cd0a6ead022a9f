import ScenarioEngine

/// How outputs are called in tables of integrated assessment: `ad_revenue.displaced_to_meta` is `Ad Revenue|Displaced To Meta`.
public enum IAMCName {
  /// Words that are abbreviations.
  private static let abbreviations: Set<String> = ["us", "gmv"]

  /// The variable of an output.
  public static func variable(_ output: String) -> String {
    output.split(separator: ".").map { part in
      part.split(separator: "_").map { word in
        abbreviations.contains(String(word)) ? word.uppercased() : word.prefix(1).uppercased() + word.dropFirst()
      }.joined(separator: " ")
    }.joined(separator: "|")
  }

  /// What stands behind the name for a statistic of `summary.csv`; nothing for a mean or a probability.
  public static func suffix(_ statistic: String) -> String {
    switch statistic {
    case "mean", "probability": ""
    case "sd": "|Standard Deviation"
    default: "|" + percentile(statistic)
    }
  }

  /// `2.5th Percentile` for `q0.025`.
  public static func percentile(_ statistic: String) -> String {
    let level = Double(statistic.dropFirst()) ?? 0
    return "\((level * 1000).rounded() / 10)th Percentile"
  }

  /// The unit: pure numbers and probabilities have none.
  public static func unit(_ unit: String) -> String { unit == "1" || unit == "probability" ? "" : unit }

  /// `United States` for `us`; otherwise the word with a capital.
  public static func region(_ region: String) -> String {
    switch region.lowercased() {
    case "us": "United States"
    case "uk": "United Kingdom"
    case "eu": "European Union"
    default: region.prefix(1).uppercased() + region.dropFirst()
    }
  }
}
