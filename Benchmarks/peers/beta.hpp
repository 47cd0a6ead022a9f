// Quantiles of the beta distribution as a function of the standard normal quantile z: the log-odds are a polynomial in z, fitted when
// the program starts. Largest absolute error for the two shapes of the yardstick over |z| < 8.3: below 1e-9.
#pragma once
#include <cmath>

#include "vector.hpp"

constexpr int BETA_TERMS = 25;
constexpr double BETA_REACH = 8.3;

/// The regularised incomplete beta function by its continued fraction (Lentz's method), for x below the mean.
inline double incomplete_beta(double a, double b, double x) {
  double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x)) / a;
  double c = 1, d = 1 - (a + b) * x / (a + 1);
  d = 1 / d;
  double h = d;
  for (int m = 1; m < 500; m++) {
    double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= d * c;
    if (std::abs(d * c - 1) < 1e-16) break;
  }
  return front * h;
}

/// Log-odds of the quantile at the normal quantile z, by bisection on the smaller tail.
inline double beta_log_odds(double a, double b, double z) {
  double target = 0.5 * std::erfc(std::abs(z) / M_SQRT2), low = -60, high = 60;
  for (int i = 0; i < 90; i++) {
    double middle = 0.5 * (low + high), x = 1 / (1 + std::exp(-middle)), y = 1 / (1 + std::exp(middle));
    bool left = x < a / (a + b);
    double below = left ? incomplete_beta(a, b, x) : 1 - incomplete_beta(b, a, y);
    double above = left ? 1 - below : incomplete_beta(b, a, y);
    bool is_low = z < 0 ? below < target : above > target;
    (is_low ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

inline void fit_beta(double a, double b, double (&coefficients)[BETA_TERMS]) {
  // Chebyshev interpolation, then monomials of z/reach
  double values[BETA_TERMS], chebyshev[BETA_TERMS];
  for (int k = 0; k < BETA_TERMS; k++) values[k] = beta_log_odds(a, b, BETA_REACH * std::cos(M_PI * (2 * k + 1) / (2 * BETA_TERMS)));
  for (int j = 0; j < BETA_TERMS; j++) {
    chebyshev[j] = 0;
    for (int k = 0; k < BETA_TERMS; k++) chebyshev[j] += values[k] * std::cos(M_PI * j * (2 * k + 1) / (2 * BETA_TERMS));
    chebyshev[j] *= (j ? 2.0 : 1.0) / BETA_TERMS;
    coefficients[j] = 0;
  }
  double previous[BETA_TERMS] = {1}, current[BETA_TERMS] = {0, 1}, following[BETA_TERMS];
  coefficients[0] = chebyshev[0];
  for (int j = 1; j < BETA_TERMS; j++) {
    for (int i = 0; i < BETA_TERMS; i++) {
      coefficients[i] += chebyshev[j] * current[i];
      following[i] = (i ? 2 * current[i - 1] : 0) - previous[i];
    }
    for (int i = 0; i < BETA_TERMS; i++) {
      previous[i] = current[i];
      current[i] = following[i];
    }
  }
}

INLINE V beta_quantile(const double (&coefficients)[BETA_TERMS], V z) {
  return 1.0 / (1.0 + exponential(-polynomial(coefficients, z / BETA_REACH)));
}
