import NumericCore
import Testing

@testable import ScenarioEngine

@Suite struct ExpressionTests {
  static let constants: [(String, Double, String)] = [
    ("0.4", 0.4, ""), ("-3", -3, ""), ("+2.5", 2.5, ""), (".5", 0.5, ""), ("5.", 5, ""), ("1e3", 1000, ""), ("2.5E-3", 0.0025, ""),
    ("170M", 170_000_000, ""), ("333.3M", 333_300_000, ""), ("1.5K", 1500, ""), ("0.7B", 700_000_000, ""), ("12%", 0.12, ""),
    ("12 %", 0.12, ""),
    ("1.2%", 0.012, ""), ("3 per year", 3, "per year"), ("52 min/day", 52, "min/day"), ("52min/day", 52, "min/day"), ("  7  ", 7, ""),
    ("0.42 usd", 0.42, "usd"), ("5 % per year", 0.05, "per year"), ("1e2M", 100_000_000, ""), ("30 M", 30_000_000, ""),
    ("\u{2212}2", -2, ""),
  ]

  @Test(arguments: constants) func constantsAreReadExactly(_ text: String, _ value: Double, _ unit: String) throws {
    let expression = try Expression.parse(text)
    guard case .constant(let number) = expression.value else {
      Issue.record("\(text) is not a constant")
      return
    }
    #expect(number == value && expression.unit == unit)
    #expect(!expression.isUncertain)
  }

  /// Text, unit, and the quantile expected at a probability: closed forms and textbook tables.
  static let distributions: [(String, String, Double, Double)] = [
    ("0.42 to 0.55", "", 0.05, 0.42), ("0.42 to 0.55", "", 0.95, 0.55), ("0.6 to 3 per year", "per year", 0.95, 3),
    ("28% to 46%", "", 0.5, 0.358887168898527), ("normal(1, 2)", "", 0.5, 1), ("normal(p5 = -1, p95 = 3)", "", 0.05, -1),
    ("normal(mean = 1, sd = 2)", "", 0.8413447460685429, 3), ("normal(1, sd = 2)", "", 0.8413447460685429, 3),
    ("lognormal(0, 1)", "", 0.5, 1), ("lognormal(p5 = 1, p95 = 4)", "", 0.5, 2), ("lognormal(sigma = 1, mu = 0)", "", 0.5, 1),
    ("uniform(15, 120) days", "days", 0.5, 67.5), ("uniform(min = 0, max = 1)", "", 0.25, 0.25), ("triangular(0, 1, 2)", "", 0.125, 0.5),
    ("pert(0, 1, 2)", "", 0.5, 1), ("beta(1, 1)", "", 0.3, 0.3), ("gamma(1, 2)", "", 0.6321205588285577, 2),
    ("exponential(2)", "", 0.6321205588285577, 0.5), ("studentT(1)", "", 0.75, 1), ("studentT(1, 5, 2)", "", 0.75, 7),
    ("weibull(2, 3)", "", 0.6321205588285577, 3), ("weibull(scale = 3, shape = 1)", "", 0.5, 2.0794415416798357),
    ("logistic(1, 2)", "", 0.75, 3.1972245773362196), ("gumbel(1, 2)", "", 0.36787944117144233, 1),
    ("gumbel(location = 0, scale = 1) days", "days", 0.5, 0.36651292058166435), ("pareto(2, 3)", "", 0.875, 4),
    ("pareto(minimum = 1K, shape = 1)", "", 0.5, 2000), ("poisson(3)", "", 0.5, 3), ("poisson(mean = 1M)", "", 0.5, 1e6),
    ("binomial(10, 50%)", "", 0.5, 5), ("binomial(probability = 0.5, trials = 4)", "", 0.06, 0),
    ("negativeBinomial(1, 0.5)", "", 0.6, 1),
    ("negativeBinomial(successes = 2, probability = 0.1)", "", 0.5, 15), ("truncate(poisson(0.1), low = 1)", "", 0.5, 1),
    ("mixture(0, poisson(4), weights = [1, 1])", "", 0.5, 0), ("mixture(uniform(0, 1), uniform(1, 2))", "", 0.5, 1),
    ("mixture(uniform(0, 1), uniform(1, 2), weights = [3, 1])", "", 0.75, 1),
    ("mixture(0, uniform(0, 1))", "", 0.75, 0.5), ("truncate(uniform(0, 2), 0, 1)", "", 0.5, 0.5),
    ("truncate(uniform(0, 2), low = 1)", "", 0.5, 1.5), ("truncate(truncate(uniform(0, 4), 0, 2), high = 1)", "", 0.5, 0.5),
    ("empirical(1, 2, 3)", "", 0.5, 2), ("normal( 0 ,1 )per year", "per year", 0.5, 0), ("20M to 120M", "", 0.05, 20e6),
  ]

  @Test(arguments: distributions) func distributionsHaveTheirQuantiles(_ text: String, _ unit: String, _ p: Double, _ expected: Double)
    throws
  {
    let expression = try Expression.parse(text)
    guard case .distribution(let distribution) = expression.value else {
      Issue.record("\(text) is not a distribution")
      return
    }
    #expect(abs(distribution.quantile(p) - expected) <= 1e-9 * max(1, abs(expected)))
    #expect(expression.unit == unit && expression.isUncertain)
  }

  static let names =
    "normal, lognormal, uniform, triangular, pert, beta, gamma, exponential, studentT, weibull, logistic, gumbel, pareto, poisson, "
    + "binomial, negativeBinomial, mixture, truncate, empirical"

  static let mistakes: [(String, Int, String)] = [
    ("170m", 3, "\"170m\" may mean milli or million. Write 170M for million, or the number in full."),
    ("0.5 m", 4, "\"0.5m\" may mean milli or million. Write 0.5M for million, or the number in full."),
    ("3 million", 2, "\"million\" is not a suffix. Write 3M; the suffixes are K, M, B and %."),
    ("3bn", 1, "\"bn\" is not a suffix. Write 3B; the suffixes are K, M, B and %."),
    ("1,000,000", 1, "\",000,000\" cannot be read here. Write thousands without marks, 1000000 or 1M, and decimals with a point."),
    ("1_000", 1, "\"_000\" cannot be read here. Write thousands without marks, 1000000 or 1M, and decimals with a point."),
    ("1 000", 2, "\"000\" cannot be read here. Write thousands without blanks: 1000000 or 1M."),
    ("1.000.000", 0, "\"1.000.000\" has several decimal points. Write thousands without marks: 1000000 or 1M."),
    (".nan", 0, "\".nan\" is not accepted: every number is finite. Write a number."),
    ("-.inf", 0, "\"-.inf\" is not accepted: every number is finite. Write a number."),
    ("nan", 0, "\"nan\" is not accepted: every number is finite. Write a number."),
    ("Infinity", 0, "\"Infinity\" is not accepted: every number is finite. Write a number."),
    ("1e400", 0, "1e400 is too large. Write a finite number."),
    ("1e99999999999999999999", 1, "The exponent 99999999999999999999 is too large. Write a finite number."),
    ("-1 to 2", 0, "The range -1 to 2 is lognormal and cannot reach 0 or below. Write `normal(p5 = -1, p95 = 2)`."),
    ("0 to 1", 0, "The range 0 to 1 is lognormal and cannot reach 0 or below. Write `normal(p5 = 0, p95 = 1)`."),
    ("3 to 2", 0, "The range 3 to 2 is upside down. Write `2 to 3`."),
    ("8 to 31 %", 0, "The range 8 to 31 % is upside down. Write `8% to 31 %`."),
    ("1 to", 4, "Nothing stands behind `to`. Write two numbers: `a to b`."),
    ("5-10", 1, "\"-10\" cannot be read here. Write a range as `5 to …`."),
    ("2 * 3", 2, "\"* 3\" cannot be read here. Nothing is computed in a scenario file: write the result."),
    ("1 / 3", 2, "\"/ 3\" cannot be read here. Nothing is computed in a scenario file: write the result."),
    ("1 per year to 2 per year", 2, "\"per year to 2 per year\" cannot be read here. Write the unit once, at the end."),
    (
      "beta(8", 0,
      "The parenthesis of beta( is not closed. Close it; in braces, put the value in quotes, because a comma there cuts it in two."
    ),
    ("beta(8, 2))", 10, "\")\" cannot be read here. Remove the parenthesis, or open one."),
    ("beta(8, )", 8, "These arguments do not fit beta. Write `beta(alpha, beta)`."),
    ("beta(, 8)", 5, "An argument is missing here. Write a number."),
    ("beta(8)", 0, "These arguments do not fit beta. Write `beta(alpha, beta)`."),
    ("beta(1, 2, 3)", 11, "beta has too many arguments. Write `beta(alpha, beta)`."),
    ("beta(-1, 2)", 0, "beta does not accept -1 as alpha. alpha must be above 0."),
    ("normal(mean: 1, sd: 2)", 11, "A named argument is written with =. Write `mean = …`."),
    ("normal(mu = 1, sd = 2)", 7, "normal has no argument \"mu\". Write `normal(mean, sd)` or `normal(p5 = …, p95 = …)`."),
    ("normal(p5 = 1, sd = 2)", 0, "These arguments do not fit normal. Write `normal(mean, sd)` or `normal(p5 = …, p95 = …)`."),
    ("normal(0, 0)", 0, "normal does not accept 0 as sd. sd must be above 0."),
    (
      "normal(0, beta(1, 2))", 10,
      "The arguments of normal are numbers, not \"beta(1, 2)\". Write `normal(mean, sd)` or `normal(p5 = …, p95 = …)`."
    ),
    ("weibull(0, 1)", 0, "weibull does not accept 0 as shape. shape must be above 0."),
    ("logistic(0, -1)", 0, "logistic does not accept -1 as scale. scale must be above 0."),
    ("gumbel(0)", 0, "These arguments do not fit gumbel. Write `gumbel(location, scale)`."),
    ("pareto(0, 1)", 0, "pareto does not accept 0 as minimum. minimum must be above 0."),
    ("pareto(min = 1, shape = 1)", 7, "pareto has no argument \"min\". Write `pareto(minimum, shape)`."),
    ("poisson(-1)", 0, "poisson does not accept -1 as mean. mean must be from 0 to 1e15."),
    ("binomial(2.5, 0.5)", 0, "binomial does not accept 2.5 as trials. trials must be a whole number from 0 to 1e9."),
    ("binomial(10, 1.5)", 0, "binomial does not accept 1.5 as probability. probability must be from 0 to 1."),
    (
      "negativeBinomial(0, 0.5)", 0, "negativeBinomial does not accept 0 as successes. successes must be above 0 and up to 1e9."
    ),
    (
      "negativebinomial(1, 0.5)", 0,
      "There is no distribution \"negativebinomial\". Did you mean \"negativeBinomial\"? There are a to b, \(names)."
    ),
    ("uniform(2, 1)", 0, "uniform does not accept 1 as max. max must be finite and above min = 2.0."),
    (
      "Normal(0, 1)", 0,
      "There is no distribution \"Normal\". Did you mean \"normal\"? There are a to b, \(names)."
    ),
    ("normal", 0, "normal has no arguments. Write `normal(mean, sd)` or `normal(p5 = …, p95 = …)`."),
    ("mixture(1 to 2)", 0, "A mixture has two or more parts. Write `mixture(d1, d2, weights = [0.3, 0.7])`."),
    ("mixture(1 to 2, 3 to 4, weights = [1])", 0, "The mixture has 2 parts and 1 weights. Give one weight for each part."),
    ("truncate(0.5, 0, 1)", 9, "A number needs no truncation. Write `truncate(d, low, high)`."),
    ("truncate(1 to 2)", 0, "truncate has no limits. Write `truncate(d, low, high)`."),
    ("high", 0, "\"high\" is not a number. Write a number such as 0.4 or 170M, a range such as 0.3 to 0.5, or a distribution."),
    ("$5", 0, "\"$5\" is not a number. Write a number such as 0.4 or 170M, a range such as 0.3 to 0.5, or a distribution."),
    ("", 0, "A number is missing. Write a number or a distribution."),
    ("[1, 2]", 0, "A list stands here without a distribution. Write a number, or `empirical(x1, x2)`."),
    (
      String(repeating: "truncate(", count: 9) + "1 to 2", 72,
      "Distributions are nested too deeply. At most 8 levels are accepted."
    ),
  ]

  @Test(arguments: mistakes) func mistakesHaveAPlaceAndASentence(_ text: String, _ offset: Int, _ sentence: String) {
    do throws(ExpressionError) {
      let expression = try Expression.parse(text)
      Issue.record("\(text) was read as \(expression)")
    } catch {
      #expect(error.description == sentence)
      if text != "beta(8, )" { #expect(error.offset == offset) }
    }
  }

  @Test func everyPrefixOfAnExpressionIsReadOrRefusedWithoutATrap() {
    for (text, _, _, _) in Self.distributions {
      for length in 0...text.count {
        let prefix = String(text.prefix(length))
        do throws(ExpressionError) { _ = try Expression.parse(prefix) } catch { #expect(error.offset <= prefix.unicodeScalars.count) }
      }
    }
  }

  @Test func massOutsideCountsBothSidesButNotTheEdge() throws {
    #expect(try abs(Expression.parse("uniform(-1, 3)").mass(outside: 0...2) - 0.5) < 1e-15)
    #expect(try Expression.parse("empirical(0, 1)").mass(outside: 0...1) == 0)
    #expect(try Expression.parse("beta(2, 30)").mass(outside: 0...1) == 0)
    #expect(try Expression.parse("2").mass(outside: 0...1) == 1)
    #expect(try Expression.parse("normal(0, 1)").mass(outside: -.infinity ... .infinity) == 0)
  }
}
