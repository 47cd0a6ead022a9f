// Benchmarks/yardstick.yaml by hand in C++, as fast as its author could make it: the bar for the Swift program. See ../README.md.
//
//   yardstick --paths N [--threads T] [--seed S] [--outputs K] [--months M] [--repeat R] [--simulate-only] [--out FILE]
//
// Prints one line of figures for each repetition: paths,threads,months,outputs,mode,seconds,processor
// seconds of all threads.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "beta.hpp"
#include "reduction.hpp"
#include "vector.hpp"

namespace {

constexpr double YEAR = 365.25;
constexpr int VECTORS = 8, BLOCK = VECTORS * LANES, CHUNK = 1024;
constexpr int DAYS[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

struct alignas(64) Column {
  V at[VECTORS];
  double &lane(int path) { return ((double *)at)[path]; }
};

// MARK: the scenario

enum Regime { deferred, statute_pending, distribution_withdrawn, joint_venture, divested, REGIMES };
/// Clocks in the order of their regimes.
struct Clock {
  int from, to;
};
constexpr Clock CLOCKS[] = {{deferred, joint_venture},           {deferred, statute_pending},
                            {statute_pending, deferred},         {statute_pending, distribution_withdrawn},
                            {distribution_withdrawn, deferred},  {distribution_withdrawn, divested},
                            {joint_venture, divested}};
constexpr int FIRST_CLOCK[REGIMES + 1] = {0, 2, 4, 6, 7, 7};
constexpr int CLOCK_COUNT = 7;

/// What a day in a regime adds to the sums of a month: growth, churn, hours, revenue, the owner's cash per unit of full revenue, and
/// the total rate of the clocks.
enum Effect { growth, churn, hours, revenue, cash, rate, EFFECTS };

struct Setup {
  uint64_t key;
  int months;
  double beta_depth[BETA_TERMS], beta_demand[BETA_TERMS];

  Setup(uint64_t seed, int months) : key(seed * 0x9E3779B97F4A7C15ull + 0x632BE59BD9B4E019ull), months(months) {
    fit_beta(5, 23, beta_depth);
    fit_beta(18, 2, beta_demand);
  }
};

int days_of(int month) { return month % 12 == 1 && (2025 + month / 12) % 4 == 0 ? 29 : DAYS[month % 12]; }

// MARK: the 60 columns

/// Flows have six years, four quarters of 2026 and the total; the other outputs are one number.
constexpr int FLOW_COUNT = 5, PERIODS = 11, FIRST_QUARTER = 6, TOTAL = 10, QUARTERLY = 1, OUTPUTS = FLOW_COUNT * PERIODS + 5;
const char *FLOWS[] = {"ownership.cash_to_owner", "ownership.operating_contribution", "ad_revenue.revenue", "engagement.user_hours",
                       "user_growth.monthly_users"};
const char *FLOW_UNITS[] = {"usd", "usd", "usd", "hours", "users"};
const char *ONCE[] = {"ownership.value_to_owner", "ownership.value_of_us_business", "ownership.terminal_value_to_owner",
                      "ownership.terminal_value_of_us_business", "regulation.time_to_resolution"};
const char *ONCE_UNITS[] = {"usd", "usd", "usd", "usd", "days"};
const char *PERIOD_NAMES[] = {"2025", "2026", "2027", "2028", "2029", "2030", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "total"};

// MARK: a block of paths

class Block {
 public:
  explicit Block(const Setup &setup) : setup(setup) {}

  /// Simulates paths first ..< first + BLOCK; row r of the outputs goes to rows + r * stride.
  void run(uint64_t first, double *rows, size_t stride);

 private:
  const Setup &setup;
  uint64_t first = 0;

  Column uniform[2];
  // settings and what follows from them
  Column rate_per_day, inverse_capacity, noise, margin, multiple, discount_log;
  Column activity, trend_left, trend_factor, log_price, gap_left, gap_factor, persistence, innovation, downturn_factor, depth;
  Column downturn_share[4];
  Column clock_rate[CLOCK_COUNT];
  // each path's effects of a day in each regime, and those of the regime held
  Column effect[REGIMES][EFFECTS], held[EFFECTS], sum[EFFECTS];
  // rate of the second clock of the regime held, 0 if it has none
  Column second_rate;
  // state
  Column active, market, downturn, discount, discount_factor, last_cash, last_revenue, value_to_owner, revenue_value, resolution;
  alignas(64) uint8_t regime[BLOCK];
  // the month
  Column growth_shock, market_shock, downturn_uniform, clock_uniform;
  /// Sums of the period at hand, by flow; contribution follows from revenue.
  Column month_sum[FLOW_COUNT];

  W paths(int v) const { return words(first + uint64_t(v * LANES)) + W{0, 1, 2, 3, 4, 5, 6, 7}; }
  void draw(int number, Column &a, Column &b);
  void settings();
  void shocks(int month);
  void regulation(int month, int start, int days);
  void walk(int path, int number, double day, int month, double start, double days);
  void step(int month, int days);
  void close(int month, double *rows, size_t stride);
  void finish(int days, double *rows, size_t stride);
};

/// Uniforms of two settings.
void Block::draw(int number, Column &a, Column &b) {
  for (int v = 0; v < VECTORS; v++) {
    WordPair w = philox(paths(v), uint32_t(number), 1, setup.key);
    a.at[v] = open_unit(w.first);
    b.at[v] = open_unit(w.second);
  }
}

void Block::settings() {
  Column &a = uniform[0], &b = uniform[1];
  const double third = 2 * 1.6448536269514722;
  auto log_of = [third](double low, double high, V u) {
    return splat(0.5 * (std::log(low) + std::log(high))) + normal_quantile(u) * ((std::log(high) - std::log(low)) / third);
  };

  draw(0, a, b);  // initial users, growth rate
  for (int v = 0; v < VECTORS; v++) {
    active.at[v] = exponential(log_of(165e6, 195e6, a.at[v]));
    rate_per_day.at[v] = (normal_quantile(b.at[v]) * 0.1 + 0.33) / YEAR;
  }
  draw(1, a, b);  // ceiling, stickiness
  for (int v = 0; v < VECTORS; v++) {
    V stickiness = log_of(0.52, 0.58, b.at[v]);
    inverse_capacity.at[v] = exponential(stickiness - log_of(0.28, 0.46, a.at[v])) / 333.3e6;
    activity.at[v] = stickiness - std::log(60.0);
  }
  draw(2, a, b);  // minutes, trend
  draw(3, clock_uniform, market_shock);  // its half-life, growth noise
  for (int v = 0; v < VECTORS; v++) {
    V half_life = clock_uniform.at[v] * 3.0 + 1.0;
    V scale = normal_quantile(b.at[v]) * (0.025 / M_LN2) * half_life;
    // exp(G) = exp(scale - scale 2^(-τ/h)): the second term shrinks by a factor a month
    activity.at[v] += log_of(46, 58, a.at[v]) + scale;
    V month = -M_LN2 / 12 / half_life;
    trend_left.at[v] = scale * exponential(0.5 * month);
    trend_factor.at[v] = exponential(month);
    noise.at[v] = exponential(log_of(0.01, 0.05, market_shock.at[v])) * (1 / std::sqrt(YEAR));
  }
  draw(4, a, b);  // revenue and benchmark per hour
  draw(5, clock_uniform, market_shock);  // catching up, noise
  for (int v = 0; v < VECTORS; v++) {
    V benchmark = log_of(0.6, 1.5, b.at[v]);
    V month = -M_LN2 / 12 / exponential(log_of(2, 8, clock_uniform.at[v]));
    log_price.at[v] = benchmark;
    gap_left.at[v] = (log_of(0.42, 0.55, a.at[v]) - benchmark) * exponential(0.5 * month);
    gap_factor.at[v] = exponential(month);
    innovation.at[v] = market_shock.at[v] * 0.1 + 0.06;
  }
  draw(6, a, b);  // half-lives of noise and of downturns
  for (int v = 0; v < VECTORS; v++) {
    persistence.at[v] = exponential(-M_LN2 / (a.at[v] * 14.0 + 4.0));
    market.at[v] = innovation.at[v];  // the stationary deviation, times the first shock
    innovation.at[v] *= root(1.0 - persistence.at[v] * persistence.at[v]);
    downturn_factor.at[v] = exponential(-M_LN2 / (b.at[v] * 12.0 + 6.0));
    downturn.at[v] = splat(0);
  }
  draw(7, a, b);  // rate and depth of downturns
  for (int v = 0; v < VECTORS; v++) {
    V daily = exponential(log_of(0.08, 0.35, a.at[v])) * (-1 / YEAR);
    V quiet = exponential(daily * 28.0), day = exponential(daily);
    for (int k = 0; k < 4; k++) {
      downturn_share[k].at[v] = 1.0 - quiet;
      quiet *= day;
    }
    depth.at[v] = -logarithm(1.0 - beta_quantile(setup.beta_depth, normal_quantile(b.at[v])));
  }
  draw(8, a, b);  // margin, discounting
  draw(9, clock_uniform, market_shock);  // terminal multiple, equity of the venture
  for (int v = 0; v < VECTORS; v++) {
    margin.at[v] = a.at[v] * 0.27 + 0.18;
    discount_log.at[v] = -logarithm(b.at[v] * 0.07 + 1.08);
    discount_factor.at[v] = exponential(discount_log.at[v] / 12.0);
    discount.at[v] = exponential(discount_log.at[v] / 24.0);
    multiple.at[v] = clock_uniform.at[v] * 8.0 + 6.0;
  }
  Column &equity = market_shock;
  draw(10, a, b);  // churn when withdrawn, demand when the statute is pending
  draw(11, clock_uniform, growth_shock);  // engagement under the venture, rate of the venture
  draw(12, downturn_uniform, sum[0]);  // rate of a pending statute
  for (int v = 0; v < VECTORS; v++) {
    V m = margin.at[v], one = splat(1), none = splat(0);
    auto set = [&](Regime r, V grows, V lost, V engagement, V demand, V owner) {
      effect[r][growth].at[v] = grows * rate_per_day.at[v];
      effect[r][churn].at[v] = lost / YEAR;
      effect[r][hours].at[v] = engagement;
      effect[r][revenue].at[v] = engagement * demand;
      effect[r][cash].at[v] = engagement * demand * owner;
    };
    V e = equity.at[v] * 0.15 + 0.05;
    set(deferred, one, none, one, one, m);
    set(statute_pending, splat(0.9), none, one, beta_quantile(setup.beta_demand, normal_quantile(b.at[v])), m);
    set(distribution_withdrawn, none, exponential(log_of(0.15, 0.8, a.at[v])), splat(0.95), splat(0.8), m);
    set(joint_venture, one, none, exponential(log_of(0.94, 1.03, clock_uniform.at[v])), splat(1.03),
        (e + 0.2 * (1.0 - e)) * m + 0.05 * (1.0 - e));
    set(divested, splat(0.95), none, splat(0.97), splat(1.02), splat(0.02));
    V rates[CLOCK_COUNT] = {exponential(log_of(0.3, 1.5, growth_shock.at[v])), exponential(log_of(0.1, 0.5, downturn_uniform.at[v])),
                            one, splat(0.4), splat(2), splat(0.5), splat(0.05)};
    for (int r = 0; r < REGIMES; r++) {
      V all = none;
      for (int c = FIRST_CLOCK[r]; c < FIRST_CLOCK[r + 1]; c++) {
        clock_rate[c].at[v] = rates[c] / YEAR;
        all += clock_rate[c].at[v];
      }
      effect[r][rate].at[v] = all;
    }
    for (int k = 0; k < EFFECTS; k++) held[k].at[v] = effect[deferred][k].at[v];
    second_rate.at[v] = clock_rate[FIRST_CLOCK[deferred] + 1].at[v];
    value_to_owner.at[v] = revenue_value.at[v] = none;
  }
  memset(regime, deferred, sizeof regime);
}

void Block::shocks(int month) {
  for (int v = 0; v < VECTORS; v++) {
    WordPair w = philox(paths(v), uint32_t(month), 2, setup.key);
    growth_shock.at[v] = open_unit(w.first);
    market_shock.at[v] = open_unit(w.second);
  }
  for (int v = 0; v < VECTORS; v++) {
    WordPair w = philox(paths(v), uint32_t(month), 3, setup.key);
    downturn_uniform.at[v] = open_unit(w.first);
    clock_uniform.at[v] = open_unit(w.second);
  }
  for (int v = 0; v < VECTORS; v++) growth_shock.at[v] = normal_quantile(growth_shock.at[v]);
  for (int v = 0; v < VECTORS; v++) market_shock.at[v] = normal_quantile(market_shock.at[v]);
}

/// The month's sums: effects of a day in the regime held times the days; lanes on which a clock rings walk from ring to ring.
void Block::regulation(int month, int start, int days) {
  for (int v = 0; v < VECTORS; v++) {
    for (int k = 0; k < rate; k++) sum[k].at[v] = held[k].at[v] * double(days);
    // 1 - exp(-h D) <= h D: where u is above that nothing rings
    V uniform = clock_uniform.at[v], expected = held[rate].at[v] * double(days);
    if (__builtin_expect(lanes(uniform < expected) == 0, 1)) continue;
    V chance = 1.0 - exponential(-expected);
    // The part of [0, chance) in which u lies says which of the regime's one or two clocks rings first, its place in the part when.
    V share = select(second_rate.at[v] > 0.0, 1.0 - second_rate.at[v] / held[rate].at[v], splat(1)) * chance;
    M is_second = uniform >= share;
    V place = is_second ? (uniform - share) / (chance - share) : uniform / share;
    V day = -logarithm(1.0 - place * chance) / held[rate].at[v];
    unsigned seconds = lanes(is_second);
    for (unsigned ringing = lanes(uniform < chance); ringing; ringing &= ringing - 1) {
      int lane = __builtin_ctz(ringing);
      walk(v * LANES + lane, int(seconds >> lane & 1), day[lane], month, start, days);
    }
  }
}

/// One path through the rest of a month, from its first ring on. The other clocks of its first regime ring later by a wait that is
/// exponential from there; those of every other regime are drawn from the month's start, and are lost if they ring while the path is
/// elsewhere.
__attribute__((noinline)) void Block::walk(int path, int number, double day, int month, double start, double days) {
  int r = regime[path], clock = FIRST_CLOCK[r] + number;
  // One uniform for each clock.
  WordPair w = philox(words(first + uint64_t(path)) + (W{1, 2, 3, 4, 5, 6, 7, 8} << 56), uint32_t(month), 4, setup.key);
  V u = open_unit(w.first);
  double rings[CLOCK_COUNT];
  bool known[REGIMES] = {};
  auto draw_clocks = [&](double from) {
    known[r] = true;
    for (int c = FIRST_CLOCK[r]; c < FIRST_CLOCK[r + 1]; c++) {
      double hazard = clock_rate[c].lane(path);
      rings[c] = u[c] < hazard * days ? from - std::log1p(-u[c]) / hazard : INFINITY;
    }
  };
  draw_clocks(day);

  double total[EFFECTS] = {};
  auto spend = [&](double time) {
    for (int k = 0; k < rate; k++) total[k] += effect[r][k].lane(path) * time;
  };
  double now = 0;
  while (clock >= 0) {
    spend(day - now);
    now = day;
    rings[clock] = INFINITY;
    r = CLOCKS[clock].to;
    if (r == joint_venture || r == divested) resolution.lane(path) = std::min(resolution.lane(path), start + now);
    if (!known[r]) draw_clocks(0);
    clock = -1;
    day = days;
    for (int c = FIRST_CLOCK[r]; c < FIRST_CLOCK[r + 1]; c++) {
      if (rings[c] > now && rings[c] < day) {
        day = rings[c];
        clock = c;
      }
    }
  }
  spend(days - now);
  regime[path] = uint8_t(r);
  for (int k = 0; k < rate; k++) sum[k].lane(path) = total[k];
  for (int k = 0; k < EFFECTS; k++) held[k].lane(path) = effect[r][k].lane(path);
  second_rate.lane(path) = FIRST_CLOCK[r + 1] - FIRST_CLOCK[r] == 2 ? clock_rate[FIRST_CLOCK[r] + 1].lane(path) : 0;
}

/// Users, hours, revenue and cash of a month.
void Block::step(int month, int days) {
  const double deviation = std::sqrt(double(days));
  const Column &share = downturn_share[days - 28];
  for (int v = 0; v < VECTORS; v++) {
    V before = active.at[v], grows = sum[growth].at[v];
    V factor = exponential(grows);
    V filling = before * inverse_capacity.at[v];
    filling = rate_per_day.at[v] < 0.0 ? minimum(filling, splat(1)) : filling;
    V denominator = 1.0 + filling * (factor - 1.0);
    denominator = grows < 0.0 ? maximum(denominator, 0.5 * factor) : denominator;
    V after = before * factor / denominator * exponential(noise.at[v] * deviation * growth_shock.at[v] - sum[churn].at[v]);
    active.at[v] = after;
    growth_shock.at[v] = 0.5 * (before + after);
  }
  for (int v = 0; v < VECTORS; v++) {
    V n = month == 0 ? market.at[v] * market_shock.at[v] : persistence.at[v] * market.at[v] + innovation.at[v] * market_shock.at[v];
    market.at[v] = n;
    V d = downturn.at[v] * downturn_factor.at[v] + (downturn_uniform.at[v] < share.at[v] ? depth.at[v] : splat(0));
    downturn.at[v] = d;
    V mean = growth_shock.at[v];
    V trend = trend_left.at[v], gap = gap_left.at[v];
    trend_left.at[v] = trend * trend_factor.at[v];
    gap_left.at[v] = gap * gap_factor.at[v];
    V a_day = mean * exponential(activity.at[v] - trend);
    V money = a_day * exponential(log_price.at[v] + gap + n - d);
    V sales = money * sum[revenue].at[v], owner = money * sum[cash].at[v];
    month_sum[4].at[v] += mean;
    month_sum[3].at[v] += a_day * sum[hours].at[v];
    month_sum[2].at[v] += sales;
    month_sum[0].at[v] += owner;
    V now = discount.at[v];
    revenue_value.at[v] += now * sales;
    value_to_owner.at[v] += now * owner;
    discount.at[v] = now * discount_factor.at[v];
    last_cash.at[v] = owner;
    last_revenue.at[v] = sales;
  }
}

/// Writes the sums of a period to its rows, and adds them to those of the longer ones.
void Block::close(int month, double *rows, size_t stride) {
  int year = month / 12;
  bool quarterly = year == QUARTERLY;
  if (quarterly ? month % 3 != 2 : month % 12 != 11) return;
  auto row = [&](int flow, int period) -> V * { return (V *)(rows + size_t(flow * PERIODS + period) * stride); };
  for (int flow : {0, 2, 3, 4}) {
    V *sums = month_sum[flow].at, *whole = row(flow, TOTAL);
    double months = flow == 4 ? quarterly ? 3 : 12 : 1, longer = flow == 4 ? quarterly ? 0.25 : 1 : 1;
    V *own = row(flow, quarterly ? FIRST_QUARTER + month % 12 / 3 : year), *annual = row(flow, year);
    for (int v = 0; v < VECTORS; v++) {
      V value = sums[v] / months;
      own[v] = value;
      sums[v] = splat(0);
      if (quarterly) annual[v] = month % 12 == 2 ? value * longer : annual[v] + value * longer;
      V part = flow == 4 ? value * (months / setup.months) : value;
      whole[v] = year == 0 ? part : whole[v] + part;
    }
    if (flow == 2) {
      for (int v = 0; v < VECTORS; v++) row(1, quarterly ? FIRST_QUARTER + month % 12 / 3 : year)[v] = margin.at[v] * own[v];
      if (quarterly && month % 12 == 11) {
        for (int v = 0; v < VECTORS; v++) row(1, year)[v] = margin.at[v] * annual[v];
      }
      for (int v = 0; v < VECTORS; v++) row(1, TOTAL)[v] = margin.at[v] * whole[v];
    }
  }
}

void Block::finish(int days, double *rows, size_t stride) {
  auto row = [&](int once) -> V * { return (V *)(rows + size_t(FLOW_COUNT * PERIODS + once) * stride); };
  for (int v = 0; v < VECTORS; v++) {
    V scale = multiple.at[v] * (YEAR / days) * exponential(discount_log.at[v] * (setup.months / 12.0));
    V to_owner = scale * maximum(splat(0), last_cash.at[v]);
    V of_business = scale * maximum(splat(0), last_revenue.at[v] * margin.at[v]);
    row(0)[v] = value_to_owner.at[v] + to_owner;
    row(1)[v] = revenue_value.at[v] * margin.at[v] + of_business;
    row(2)[v] = to_owner;
    row(3)[v] = of_business;
    row(4)[v] = resolution.at[v];
  }
}

void Block::run(uint64_t path, double *rows, size_t stride) {
  first = path;
  settings();
  int horizon = 0, start = 0;
  for (int t = 0; t < setup.months; t++) horizon += days_of(t);
  for (int v = 0; v < VECTORS; v++) {
    resolution.at[v] = splat(horizon);
    for (Column &sums : month_sum) sums.at[v] = splat(0);
  }
  for (int t = 0; t < setup.months; t++) {
    int days = days_of(t);
    shocks(t);
    regulation(t, start, days);
    step(t, days);
    close(t, rows, stride);
    start += days;
  }
  finish(days_of(setup.months - 1), rows, stride);
}

// MARK: all paths

struct Options {
  uint64_t paths = 65536, seed = 1;
  int threads = 1, months = 72, outputs = OUTPUTS, repeat = 1;
  bool simulate_only = false;
  const char *out = nullptr;
};

/// Rows that a run of so many months fills, at most so many of them.
std::vector<int> wanted_rows(const Options &options) {
  std::vector<int> rows;
  for (int row = 0; row < OUTPUTS; row++) {
    int period = row < FLOW_COUNT * PERIODS ? row % PERIODS : TOTAL;
    int last = period < FIRST_QUARTER ? period * 12 + 11 : period < TOTAL ? 12 * QUARTERLY + 3 * (period - FIRST_QUARTER) + 2 : 0;
    if (last < options.months && int(rows.size()) < options.outputs) rows.push_back(row);
  }
  return rows;
}

struct Worker {
  Block block;
  std::vector<Tally> tallies;
  double *buffer;

  Worker(const Setup &setup) : block(setup), buffer((double *)std::aligned_alloc(64, sizeof(double) * OUTPUTS * CHUNK)) {}
  ~Worker() { std::free(buffer); }

  int simulate(uint64_t first, uint64_t paths) {
    int count = int(std::min<uint64_t>(CHUNK, paths - first));
    for (int p = 0; p < count; p += BLOCK) block.run(first + uint64_t(p), buffer + p, CHUNK);
    return count;
  }
};

void write(const char *file, const std::vector<int> &rows, const std::vector<Tally> &tallies, uint64_t paths) {
  FILE *out = std::fopen(file, "w");
  if (!out) {
    std::fprintf(stderr, "%s cannot be written.\n", file);
    std::exit(2);
  }
  std::fprintf(out, "scenario,output,unit,period,statistic,value,standard_error\n");
  for (size_t k = 0; k < rows.size(); k++) {
    bool flow = rows[k] < FLOW_COUNT * PERIODS;
    int number = flow ? rows[k] / PERIODS : rows[k] - FLOW_COUNT * PERIODS;
    for (const Statistic &s : tallies[k].statistics(paths)) {
      std::fprintf(out, "yardstick,%s,%s,%s,%s,%.6g,%.6g\n", flow ? FLOWS[number] : ONCE[number],
                   flow ? FLOW_UNITS[number] : ONCE_UNITS[number], PERIOD_NAMES[flow ? rows[k] % PERIODS : TOTAL], s.name.c_str(), s.value,
                   s.error);
    }
  }
  std::fclose(out);
}

void simulate(const Options &options) {
  Setup setup(options.seed, options.months);
  std::vector<int> rows = wanted_rows(options);
  std::vector<std::unique_ptr<Worker>> workers;
  for (int t = 0; t < options.threads; t++) workers.push_back(std::make_unique<Worker>(setup));

  // The first chunk settles how the rows are counted.
  Worker &pilot = *workers[0];
  int count = pilot.simulate(0, options.paths);
  if (!options.simulate_only) {
    for (int row : rows) pilot.tallies.emplace_back(pilot.buffer + row * CHUNK, count);
    for (int t = 1; t < options.threads; t++) workers[size_t(t)]->tallies = pilot.tallies;
    for (size_t k = 0; k < rows.size(); k++) pilot.tallies[k].add(pilot.buffer + rows[k] * CHUNK, count);
  }
  std::atomic<uint64_t> next{CHUNK};
  auto work = [&](Worker &worker) {
    for (uint64_t first; (first = next.fetch_add(CHUNK)) < options.paths;) {
      int count = worker.simulate(first, options.paths);
      if (options.simulate_only) continue;
      for (size_t k = 0; k < rows.size(); k++) worker.tallies[k].add(worker.buffer + rows[k] * CHUNK, count);
    }
  };
  std::vector<std::thread> threads;
  for (int t = 1; t < options.threads; t++) threads.emplace_back([&, t] { work(*workers[size_t(t)]); });
  work(pilot);
  for (std::thread &thread : threads) thread.join();
  if (options.simulate_only) return;
  for (int t = 1; t < options.threads; t++) {
    for (size_t k = 0; k < rows.size(); k++) pilot.tallies[k].merge(workers[size_t(t)]->tallies[k]);
  }
  if (options.out) write(options.out, rows, pilot.tallies, options.paths);
}

}  // namespace

int main(int argc, char **argv) {
  Options options;
  for (int i = 1; i < argc; i++) {
    std::string name = argv[i];
    if (name == "--simulate-only") {
      options.simulate_only = true;
      continue;
    }
    if (++i == argc) {
      std::fprintf(stderr, "%s needs a value.\n", name.c_str());
      return 2;
    }
    long long number = std::atoll(argv[i]);
    if (name == "--out") options.out = argv[i];
    else if (name == "--paths") options.paths = uint64_t(number);
    else if (name == "--seed") options.seed = uint64_t(number);
    else if (name == "--threads") options.threads = int(number);
    else if (name == "--months") options.months = int(number);
    else if (name == "--outputs") options.outputs = int(number);
    else if (name == "--repeat") options.repeat = int(number);
    else {
      std::fprintf(stderr, "%s is no option.\n", name.c_str());
      return 2;
    }
  }
  if (options.paths < 1024 || options.paths % BLOCK || options.threads < 1 || options.months < 12 || options.months > 72 ||
      options.months % 12 || options.outputs < 1) {
    std::fprintf(stderr, "Paths: a multiple of 128, 1024 or more. Months: 12, 24, … 72. Threads and outputs: 1 or more.\n");
    return 2;
  }
  for (int r = 0; r < options.repeat; r++) {
    auto begin = std::chrono::steady_clock::now();
    std::clock_t ticks = std::clock();
    simulate(options);
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    double processor = double(std::clock() - ticks) / CLOCKS_PER_SEC;
    std::printf("%llu,%d,%d,%d,%s,%.6f,%.6f\n", (unsigned long long)options.paths, options.threads, options.months, options.outputs,
                options.simulate_only ? "simulation" : "all", seconds, processor);
    std::fflush(stdout);
  }
  return 0;
}
