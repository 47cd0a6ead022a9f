import ScenarioEngine

/// The outputs of the model but for regimes and questions, in the order of the tables; raw values index them.
enum Output: Int, CaseIterable {
  case monthlyUsers, dailyUsers, dormantUsers
  case userHours
  case adRevenue, displaced, displacedToMeta, displacedToGoogle, displacedToOther, startYearTrend
  case gmv, commerceRevenue
  case initiativeCost
  case complianceCost, penaltyExposure
  case daysDark, timeToResolution, extensions
  case contribution, cashToOwner, valueToOwner, valueOfBusiness, terminalToOwner, terminalOfBusiness, presentValueOfPrice

  /// Every output of a scenario but its questions; regimes follow the plain ones.
  static func declarations(currency: String, regimes: [String]) -> [OutputDeclaration] {
    allCases.map { $0.declaration(currency) }
      + regimes.map {
        OutputDeclaration(
          "regulation.regime." + $0, unit: "probability", aggregation: .end, meaning: "in this legal state at the end of the period",
          monthsByDefault: true, isEvent: true)
      }
  }

  private func declaration(_ money: String) -> OutputDeclaration {
    switch self {
    case .monthlyUsers:
      .init("user_growth.monthly_users", unit: "users", aggregation: .mean, meaning: "monthly users, mean of months", monthsByDefault: true)
    case .dailyUsers:
      .init("user_growth.daily_users", unit: "users", aggregation: .mean, meaning: "daily users, mean of months", monthsByDefault: true)
    case .dormantUsers:
      .init("user_growth.dormant_users", unit: "users", aggregation: .mean, meaning: "users shut out who have lost the habit")
    case .userHours: .init("engagement.user_hours", unit: "hours", aggregation: .sum, meaning: "hours of use")
    case .adRevenue: .init("ad_revenue.revenue", unit: money, aggregation: .sum, meaning: "ad revenue in the market")
    case .displaced: .init("ad_revenue.displaced", unit: money, aggregation: .sum, meaning: "lost ad spend that rivals take")
    case .displacedToMeta: .init("ad_revenue.displaced_to_meta", unit: money, aggregation: .sum, meaning: "of it, taken by Meta")
    case .displacedToGoogle: .init("ad_revenue.displaced_to_google", unit: money, aggregation: .sum, meaning: "of it, taken by Google")
    case .displacedToOther: .init("ad_revenue.displaced_to_other", unit: money, aggregation: .sum, meaning: "of it, taken by others")
    case .startYearTrend:
      .init("ad_revenue.start_year_trend", unit: money, aggregation: .once, meaning: "ad revenue of the start's calendar year on trend")
    case .gmv: .init("commerce.gmv", unit: money, aggregation: .sum, meaning: "gross merchandise value")
    case .commerceRevenue: .init("commerce.revenue", unit: money, aggregation: .sum, meaning: "revenue of commerce")
    case .initiativeCost: .init("initiatives.cost", unit: money, aggregation: .sum, meaning: "cost of initiatives")
    case .complianceCost: .init("compliance.cost", unit: money, aggregation: .sum, meaning: "cost of compliance")
    case .penaltyExposure:
      .init("compliance.penalty_exposure", unit: money, aggregation: .maximum, meaning: "highest penalty that stores and clouds would face")
    case .daysDark: .init("regulation.days_dark", unit: "days", aggregation: .sum, meaning: "days on which the service is dark")
    case .timeToResolution:
      .init("regulation.time_to_resolution", unit: "days", aggregation: .once, meaning: "days to the first resolved legal state")
    case .extensions: .init("regulation.extensions", unit: "1", aggregation: .once, meaning: "extensions of deadlines")
    case .contribution:
      .init("ownership.operating_contribution", unit: money, aggregation: .sum, meaning: "contribution of the business in the market")
    case .cashToOwner: .init("ownership.cash_to_owner", unit: money, aggregation: .sum, meaning: "what the owner receives, with the price")
    case .valueToOwner:
      .init("ownership.value_to_owner", unit: money, aggregation: .once, meaning: "discounted cash to the owner and terminal value")
    case .valueOfBusiness:
      .init("ownership.value_of_us_business", unit: money, aggregation: .once, meaning: "discounted contribution and terminal value")
    case .terminalToOwner:
      .init("ownership.terminal_value_to_owner", unit: money, aggregation: .once, meaning: "of the owner's value, after the horizon")
    case .terminalOfBusiness:
      .init(
        "ownership.terminal_value_of_us_business", unit: money, aggregation: .once, meaning: "of the business's value, after the horizon")
    case .presentValueOfPrice:
      .init("ownership.present_value_of_price", unit: money, aggregation: .once, meaning: "of the owner's value, the price received")
    }
  }
}
