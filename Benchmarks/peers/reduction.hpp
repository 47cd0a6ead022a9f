// What is kept of a column of the yardstick: sums of sixteen batches of paths, and counts in bins of equal relative width.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "vector.hpp"

constexpr int BATCHES = 16;
constexpr double LEVELS[] = {0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4,   0.45, 0.5,
                             0.55, 0.6,   0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99};
constexpr int LEVEL_COUNT = 23;

struct Statistic {
  std::string name;
  double value, error;
};

/// Path p belongs to batch p mod 16; standard errors come from the spread of the batches. Values are not negative (true of every column
/// of the yardstick). A bin is an exponent and ten bits of the mantissa: a quantile is within 0.1 % of the sample's own.
class Tally {
 public:
  /// Settles centre, window and thresholds on the first values.
  Tally(const double *pilot, int count) {
    std::vector<double> sorted(pilot, pilot + count);
    std::sort(sorted.begin(), sorted.end());
    for (double x : sorted) centre += x / count;
    double scale = std::max(sorted.back(), 1e-300);
    first = key(scale * 0x1p-16);
    bins = int(key(scale * 16) - first) + 1;
    counts.assign(size_t(bins), 0);
    interval.assign(size_t(bins), 0);
    for (int k = 0; k < LEVEL_COUNT; k++) {
      // thresholds lie on the edges of bins
      int edge = place(sorted[size_t(LEVELS[k] * count)]) + 1;
      for (int bin = edge; bin < bins; bin++) interval[size_t(bin)]++;
    }
  }

  /// Adds values, the first of which belongs to batch 0; their number is a multiple of 16.
  void add(const double *values, int count) {
    V s0 = sum[0], s1 = sum[1], q0 = square[0], q1 = square[1];
    const W half = words(1ull << 41), base = words(first);
    const M last = (M)words(uint64_t(bins - 1));
    alignas(64) int64_t places[64];
    for (int i = 0; i < count; i += 64) {
      int length = std::min(64, count - i);
      for (int j = 0; j < length; j += 16) {
        V a = *(const V *)(values + i + j), b = *(const V *)(values + i + j + 8);
        M ka = (M)((((W)a + half) >> 42) - base), kb = (M)((((W)b + half) >> 42) - base);
        ka = ka > last ? last : ka;
        kb = kb > last ? last : kb;
        *(M *)(places + j) = ka < 0 ? (M)words(0) : ka;
        *(M *)(places + j + 8) = kb < 0 ? (M)words(0) : kb;
        a -= centre;
        b -= centre;
        s0 += a;
        s1 += b;
        q0 += a * a;
        q1 += b * b;
      }
      for (int j = 0; j < length; j++) {
        size_t bin = size_t(places[j]);
        counts[bin]++;
        within[interval[bin]][j & 15]++;
      }
    }
    sum[0] = s0;
    sum[1] = s1;
    square[0] = q0;
    square[1] = q1;
  }

  void merge(const Tally &other) {
    for (int i = 0; i < 2; i++) {
      sum[i] += other.sum[i];
      square[i] += other.square[i];
    }
    for (size_t i = 0; i < counts.size(); i++) counts[i] += other.counts[i];
    for (int k = 0; k <= LEVEL_COUNT; k++) {
      for (int b = 0; b < BATCHES; b++) within[k][b] += other.within[k][b];
    }
  }

  std::vector<Statistic> statistics(uint64_t paths) const {
    double n = double(paths), each = n / BATCHES, means[BATCHES], deviations[BATCHES], s = 0, q = 0;
    for (int b = 0; b < BATCHES; b++) {
      double own = sum[b / 8][b % 8], squares = square[b / 8][b % 8];
      means[b] = own / each;
      deviations[b] = std::sqrt(std::max(0.0, (squares - own * means[b]) / (each - 1)));
      s += own;
      q += squares;
    }
    std::vector<Statistic> result = {{"mean", centre + s / n, error(means)},
                                     {"sd", std::sqrt(std::max(0.0, (q - s * s / n) / (n - 1))), error(deviations)}};
    double below[BATCHES] = {};
    for (int k = 0; k < LEVEL_COUNT; k++) {
      double shares[BATCHES];
      for (int b = 0; b < BATCHES; b++) {
        below[b] += within[k][b];
        shares[b] = below[b] / each;
      }
      double level = LEVELS[k], share = error(shares);
      // Woodruff's interval: where the share below may lie, read back as values. In a gap of the distribution it is wide, as it should be.
      double high = quantile(std::min(level + share, 1 - 0.5 / n), n), low = quantile(std::max(level - share, 0.5 / n), n);
      char name[16];
      std::snprintf(name, sizeof name, "q%g", level);
      result.push_back({name, quantile(level, n), 0.5 * (high - low)});
    }
    return result;
  }

 private:
  double centre = 0;
  uint64_t first = 0;
  int bins = 0;
  V sum[2] = {}, square[2] = {};
  std::vector<uint32_t> counts;
  std::vector<uint8_t> interval;
  uint32_t within[LEVEL_COUNT + 1][BATCHES] = {};

  static uint64_t key(double x) {
    uint64_t bits;
    std::memcpy(&bits, &x, 8);
    return (bits + (1ull << 41)) >> 42;
  }
  int place(double x) const { return int(std::clamp<int64_t>(int64_t(key(x) - first), 0, bins - 1)); }
  double edge(int bin) const {
    uint64_t bits = ((first + uint64_t(bin)) << 42) - (1ull << 41);
    double x;
    std::memcpy(&x, &bits, 8);
    return x;
  }

  static double error(const double (&values)[BATCHES]) {
    double mean = 0, squares = 0;
    for (double x : values) mean += x / BATCHES;
    for (double x : values) squares += (x - mean) * (x - mean);
    return std::sqrt(squares / (BATCHES * (BATCHES - 1)));
  }

  /// Interpolated within its bin; a bin that holds far more than its neighbours is an atom, and its centre is returned.
  double quantile(double level, double n) const {
    double target = level * n, below = 0;
    for (int bin = 0; bin < bins; bin++) {
      double own = counts[size_t(bin)];
      if (own > 0 && below + own >= target) {
        if (bin == 0) return 0;
        double beside = counts[size_t(bin - 1)] + double(bin + 1 < bins ? counts[size_t(bin + 1)] : 0);
        double low = edge(bin), high = edge(bin + 1);
        if (own > 4 * beside + 64) return 0.5 * (low + high);
        return low + (high - low) * (target - below) / own;
      }
      below += own;
    }
    return edge(bins);
  }
};
