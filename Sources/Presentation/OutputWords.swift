/// The plain words for outputs and periods on screens. Result files keep the exact names.
public struct OutputWords: Sendable {
  /// By output name; an output without an entry is called by its own last word.
  public var names: [String: String]

  /// - Parameter names: words for further outputs, such as a model's declared meanings; the built-in ones come first.
  public init(_ names: [String: String] = [:]) { self.names = names.merging(OutputWords.wellKnown) { $1 } }

  /// The words for an output: `Users a month`.
  public func name(of output: String) -> String {
    if let name = names[output] { return name }
    var word = String(output.split(separator: ".").last ?? "").replacing("_", with: " ")

    if output.hasPrefix("question.") || output.hasPrefix("regulation.regime.") { return word }
    if let section = output.split(separator: ".").first, section.count < output.count {
      word = String(section).replacing("_", with: " ") + ": " + word
    }
    return word.prefix(1).uppercased() + String(word.dropFirst())
  }

  /// The words for an output in a period: `Users a month, Dec 2026`; the horizon's total has no period.
  public func name(of output: String, in period: String) -> String {
    period == "total" ? name(of: output) : name(of: output) + ", " + OutputWords.period(period)
  }

  /// `2026`, `Q3 2026`, `Dec 2026`, `all`.
  public static func period(_ period: String) -> String {
    if period == "total" { return "all" }
    let parts = period.split(separator: "-")
    guard parts.count == 2 else { return period }
    if parts[1].hasPrefix("Q") { return "\(parts[1]) \(parts[0])" }
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard let month = Int(parts[1]), (1...12).contains(month) else { return period }
    return "\(months[month - 1]) \(parts[0])"
  }

  /// What the foot of a table of money says.
  public static func moneyFoot(currency: String) -> String {
    "Money is nominal \(currency). Values are discounted to the start at each future's own discount rate; the price of a sale is in the "
      + "value to the owner and not in the value of the business, where it is a transfer."
  }

  /// The outputs that a run's table shows unless others are asked for, in order.
  public static let headline = [
    "user_growth.monthly_users", "user_growth.daily_users", "engagement.user_hours", "ad_revenue.revenue", "ad_revenue.displaced",
    "commerce.gmv", "commerce.revenue", "compliance.cost", "ownership.operating_contribution", "ownership.cash_to_owner",
    "ownership.value_to_owner", "ownership.terminal_value_to_owner", "ownership.value_of_us_business", "regulation.days_dark",
    "regulation.time_to_resolution",
  ]

  private static let wellKnown = [
    "user_growth.monthly_users": "Users a month", "user_growth.daily_users": "Users a day",
    "user_growth.dormant_users": "Users shut out, habit lost", "engagement.user_hours": "Hours of use",
    "ad_revenue.revenue": "Ad revenue", "ad_revenue.displaced": "Ad spend to rivals",
    "ad_revenue.displaced_to_meta": "Ad spend to Meta", "ad_revenue.displaced_to_google": "Ad spend to Google",
    "ad_revenue.displaced_to_other": "Ad spend to other rivals", "ad_revenue.start_year_trend": "Ad revenue of the start's year, on trend",
    "commerce.gmv": "Goods sold", "commerce.revenue": "Commerce revenue", "initiatives.cost": "Initiatives' cost",
    "compliance.cost": "Compliance cost", "compliance.penalty_exposure": "Penalty exposure of stores and clouds",
    "ownership.operating_contribution": "Operating contribution", "ownership.cash_to_owner": "Cash to the owner",
    "ownership.value_to_owner": "Value to the owner", "ownership.terminal_value_to_owner": "  of it after the horizon",
    "ownership.value_of_us_business": "Value of the business", "ownership.terminal_value_of_us_business": "  of it after the horizon",
    "ownership.present_value_of_price": "Price of the sale, today's value", "regulation.days_dark": "Days dark",
    "regulation.time_to_resolution": "Time to a lasting legal state", "regulation.extensions": "Extensions",
  ]
}
