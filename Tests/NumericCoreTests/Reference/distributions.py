#!/usr/bin/env python3
"""Makes distributions.csv and special_functions.csv: reference values in 20 digits, computed in 50 with mpmath.

  python3 distributions.py      writes both beside this file (some minutes)

Columns: distribution, parameters (semicolons between), function, argument, value. Arguments are doubles, written in full. Quantile
arguments are probabilities; the value is that of the exact probability which the double stands for. Moments and the mode have the
argument 0. `mixture` is of normals (weight;mean;sd for each); the parameters of `truncate` are the base's name, its parameters and both
limits.
"""
import csv
import math
import multiprocessing
import pathlib
from mpmath import mp, mpf, erfc, exp, expm1, findroot, gamma, inf, log, log1p, loggamma, nan, npdf, pi, quad, sin, sqrt, zeta

mp.dps = 50
FOLDER = pathlib.Path(__file__).parent
LOWER = [1e-12, 1e-6, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999]
UPPER = [1e-50, 1e-20, 1e-12, 1e-6, 0.001, 0.05, 0.25, 0.5]
# Probabilities at whose quantiles densities and tails are taken.
POINTS = [("quantile", p) for p in (1e-12, 0.001, 0.05, 0.5)] + [("upperQuantile", p) for p in (1e-50, 1e-12, 0.001, 0.05, 0.25)]


def normal_tail(z):
    return erfc(z / sqrt(mpf(2))) / 2


def raw_skewness(m1, m2, m3):
    "The skewness from the first three moments about 0; mind the digits."
    return (m3 - 3 * m1 * m2 + 2 * m1**3) / (m2 - m1**2) ** mpf(1.5)


class Distribution:
    "One with its parameters as numbers of 50 digits; a subclass may solve a quantile in closed form."
    discrete = False

    def __init__(self, *parameters):
        self.p = [mpf(x) for x in parameters]

    def quantile(self, p):
        return solve(self, "quantile", p)

    def upper_quantile(self, q):
        return solve(self, "upperQuantile", q)


class Standardised(Distribution):
    "Location and scale of a standard distribution, with density, tail (beyond z) and upper quantile."

    def place(self):
        return self.p

    def z(self, x):
        m, s = self.place()
        return (x - m) / s

    def density(self, x):
        return self.standard_density(self.z(x)) / self.place()[1]

    def survival(self, x):
        return self.tail(self.z(x))


class Normal(Standardised):
    name, cases = "normal", [(0.0, 1.0), (-3.0, 0.5), (1e6, 2.5e5)]
    standard_density = staticmethod(npdf)
    tail = staticmethod(normal_tail)

    def cumulative(self, x):
        return normal_tail(-self.z(x))

    def quantile(self, p):
        return self.p[0] - self.p[1] * normal_start(p)

    def upper_quantile(self, q):
        return self.p[0] + self.p[1] * normal_start(q)

    def moments(self):
        return self.p[0], self.p[1] ** 2, mpf(0), self.p[0]


class Lognormal(Distribution):
    name, cases = "lognormal", [(0.0, 1.0), (19.6, 0.1), (-2.0, 2.5), (600.0, 0.001), (0.0, 10.0)]

    def z(self, x):
        return (log(x) - self.p[0]) / self.p[1]

    def density(self, x):
        return npdf(self.z(x)) / (self.p[1] * x)

    def cumulative(self, x):
        return normal_tail(-self.z(x))

    def survival(self, x):
        return normal_tail(self.z(x))

    def quantile(self, p):
        return exp(self.p[0] - self.p[1] * normal_start(p))

    def upper_quantile(self, q):
        return exp(self.p[0] + self.p[1] * normal_start(q))

    def moments(self):
        m, s2 = self.p[0], self.p[1] ** 2
        return exp(m + s2 / 2), exp(2 * m + s2) * expm1(s2), (exp(s2) + 2) * sqrt(expm1(s2)), exp(m - s2)


class Uniform(Distribution):
    name, cases = "uniform", [(-1.0, 4.0), (1e6, 1.5e6)]

    def density(self, x):
        return 1 / (self.p[1] - self.p[0])

    def cumulative(self, x):
        return (x - self.p[0]) / (self.p[1] - self.p[0])

    def survival(self, x):
        return (self.p[1] - x) / (self.p[1] - self.p[0])

    def quantile(self, p):
        return self.p[0] + p * (self.p[1] - self.p[0])

    def upper_quantile(self, q):
        return self.p[1] - q * (self.p[1] - self.p[0])

    def moments(self):
        a, b = self.p
        return (a + b) / 2, (b - a) ** 2 / 12, mpf(0), (a + b) / 2


class Triangular(Distribution):
    name, cases = "triangular", [(-1.0, 0.25, 4.0), (0.0, 0.0, 1.0), (2.0, 5.0, 5.0)]

    def density(self, x):
        a, c, b = self.p
        return 2 * (x - a) / ((b - a) * (c - a)) if x < c else 2 * (b - x) / ((b - a) * (b - c)) if x > c else 2 / (b - a)

    def cumulative(self, x):
        a, c, b = self.p
        return (x - a) ** 2 / ((b - a) * (c - a)) if x < c else 1 - self.survival(x)

    def survival(self, x):
        a, c, b = self.p
        return (b - x) ** 2 / ((b - a) * (b - c)) if x > c else 1 - (self.cumulative(x) if x < c else (c - a) / (b - a))

    def quantile(self, p):
        a, c, b = self.p
        return a + sqrt(p * (b - a) * (c - a)) if p * (b - a) < c - a else b - sqrt((1 - p) * (b - a) * (b - c))

    def upper_quantile(self, q):
        return self.quantile(1 - q)

    def moments(self):
        a, c, b = self.p
        second = a * a + b * b + c * c - a * b - a * c - b * c
        third = sqrt(mpf(2)) * (a + b - 2 * c) * (2 * a - b - c) * (a - 2 * b + c) / (5 * second ** mpf(1.5))
        return (a + b + c) / 3, second / 18, third, c


class Exponential(Distribution):
    name, cases = "exponential", [(0.25,), (1e-7,)]

    def density(self, x):
        return self.p[0] * exp(-self.p[0] * x)

    def cumulative(self, x):
        return -expm1(-self.p[0] * x)

    def survival(self, x):
        return exp(-self.p[0] * x)

    def quantile(self, p):
        return -log1p(-p) / self.p[0]

    def upper_quantile(self, q):
        return -log(q) / self.p[0]

    def moments(self):
        return 1 / self.p[0], 1 / self.p[0] ** 2, mpf(2), mpf(0)


class Weibull(Distribution):
    name = "weibull"
    cases = [(0.1, 1.0), (0.7, 1e6), (1.0, 2.0), (3.6, 1.0), (5.0, 0.01), (30.0, 1.0), (1000.0, 7.0)]

    def density(self, x):
        k, s = self.p
        return k / s * exp((k - 1) * log(x / s) - exp(k * log(x / s)))

    def cumulative(self, x):
        return -expm1(-exp(self.p[0] * log(x / self.p[1])))

    def survival(self, x):
        return exp(-exp(self.p[0] * log(x / self.p[1])))

    def quantile(self, p):
        return self.p[1] * exp(log(-log1p(-p)) / self.p[0])

    def upper_quantile(self, q):
        return self.p[1] * exp(log(-log(q)) / self.p[0])

    def moments(self):
        k, s = self.p
        m = [gamma(1 + n / k) for n in (1, 2, 3)]
        return s * m[0], s * s * (m[1] - m[0] ** 2), raw_skewness(*m), s * exp(log(1 - 1 / k) / k) if k > 1 else mpf(0)


class Logistic(Standardised):
    name, cases = "logistic", [(0.0, 1.0), (-3.0, 0.5), (1e6, 2e4)]

    @staticmethod
    def standard_density(z):
        return exp(-abs(z)) / (1 + exp(-abs(z))) ** 2

    @staticmethod
    def tail(z):
        return 1 / (1 + exp(z))

    def cumulative(self, x):
        return 1 / (1 + exp(-self.z(x)))

    def quantile(self, p):
        return self.p[0] + self.p[1] * (log(p) - log1p(-p))

    def upper_quantile(self, q):
        return self.p[0] - self.p[1] * (log(q) - log1p(-q))

    def moments(self):
        return self.p[0], (self.p[1] * pi) ** 2 / 3, mpf(0), self.p[0]


class Gumbel(Standardised):
    name, cases = "gumbel", [(0.0, 1.0), (30.0, 2.0), (1e6, 2e4)]

    @staticmethod
    def standard_density(z):
        return exp(-z - exp(-z))

    @staticmethod
    def tail(z):
        return -expm1(-exp(-z))

    def cumulative(self, x):
        return exp(-exp(-self.z(x)))

    def quantile(self, p):
        return self.p[0] - self.p[1] * log(-log(p))

    def upper_quantile(self, q):
        return self.p[0] - self.p[1] * log(-log1p(-q))

    def moments(self):
        m, s = self.p
        return m + s * mp.euler, (s * pi) ** 2 / 6, 12 * sqrt(mpf(6)) * zeta(3) / pi**3, m


class Pareto(Distribution):
    name, cases = "pareto", [(1.0, 0.1), (2.0, 1.5), (3e5, 2.5), (1.0, 4.0), (0.7, 1000.0)]

    def density(self, x):
        m, a = self.p
        return a / x * exp(a * log(m / x))

    def cumulative(self, x):
        return -expm1(self.p[1] * log(self.p[0] / x))

    def survival(self, x):
        return exp(self.p[1] * log(self.p[0] / x))

    def quantile(self, p):
        return self.p[0] * exp(-log1p(-p) / self.p[1])

    def upper_quantile(self, q):
        return self.p[0] * exp(-log(q) / self.p[1])

    def moments(self):
        m, a = self.p
        mean = m * a / (a - 1) if a > 1 else inf
        variance = m * m * a / ((a - 1) ** 2 * (a - 2)) if a > 2 else inf
        return mean, variance, 2 * (1 + a) / (a - 3) * sqrt((a - 2) / a) if a > 3 else nan, m


class Gamma(Distribution):
    name = "gamma"
    cases = [(a, 1.0) for a in (0.1, 0.5, 1.0, 2.5, 9.9, 30.0, 100.0, 1000.0, 9999.0, 20000.0, 1e6)] + [(3.0, 1e6), (0.02, 1.0)]

    def density(self, x):
        a, s = self.p
        y = x / s
        return exp((a - 1) * log(y) - y - loggamma(a)) / s

    def cumulative(self, x):
        return lower_gamma(self.p[0], x / self.p[1])

    def survival(self, x):
        return upper_gamma(self.p[0], x / self.p[1])

    def range(self):
        a, s = self.p
        return exp, mpf(-1842), log((a + 150 + 20 * sqrt(a)) * s)

    def moments(self):
        a, s = self.p
        return a * s, a * s * s, 2 / sqrt(a), (a - 1) * s if a > 1 else mpf(0)


def lower_gamma(a, x):
    "P(a, x) by its series, all terms positive."
    term = total = mpf(1)
    n = 1
    while term > total * mp.eps:
        term *= x / (a + n)
        total += term
        n += 1
    return exp(a * log(x) - x - loggamma(a + 1)) * total


def upper_gamma(a, x):
    "Q(a, x); by the continued fraction where the complement would cancel."
    if x < a + 1:
        with mp.workdps(120):
            return 1 - lower_gamma(a, x)
    b, c = x + 1 - a, mpf(10) ** 60
    d = 1 / b
    h = d
    n = 1
    while True:
        an = -n * (n - a)
        b += 2
        d = 1 / (an * d + b)
        c = b + an / c
        h *= c * d
        if abs(c * d - 1) < 8 * mp.eps:
            return exp(a * log(x) - x - loggamma(a)) * h
        n += 1


class Beta(Distribution):
    name = "beta"
    cases = [(0.1, 0.1), (0.5, 0.5), (2.0, 30.0), (8.0, 2.0), (1.0, 5.0), (30.0, 95.0), (0.1, 1000.0), (1000.0, 0.1)]
    cases += [(1000.0, 1000.0), (250.0, 3.0), (0.7, 40.0), (1.0, 1.0)]

    def density(self, x):
        a, b = self.p
        return exp((a - 1) * log(x) + (b - 1) * log1p(-x) + loggamma(a + b) - loggamma(a) - loggamma(b))

    def cumulative(self, x):
        return incomplete_beta(self.p[0], self.p[1], x)

    def survival(self, x):
        if x > 0.5:
            return incomplete_beta(self.p[1], self.p[0], 1 - x)
        with mp.workdps(120):
            return 1 - incomplete_beta(self.p[0], self.p[1], x)

    def range(self):
        return lambda t: 1 / (1 + exp(-t)), mpf(-460), mpf(74)  # within 1e-32 of 1 no double lies

    def moments(self):
        a, b = self.p
        skewness = 2 * (b - a) * sqrt(a + b + 1) / ((a + b + 2) * sqrt(a * b))
        if a <= 1 or b <= 1:
            mode = mpf(0.5) if a == b == 1 else mpf(0) if a < b or a == b < 1 else mpf(1)
        else:
            mode = (a - 1) / (a + b - 2)
        return a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1)), skewness, mode


def incomplete_beta(a, b, x):
    "I_x(a, b) by the series in x with positive terms, x^a (1 - x)^b/(a B) sum of (a + b)_n/(a + 1)_n x^n."
    if x > mpf("0.97"):
        with mp.workdps(130):
            return 1 - incomplete_beta(b, a, 1 - x)
    term = total = mpf(1)
    n = 0
    while term > total * mp.eps or (a + b + n) * x > a + 1 + n:
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    return exp(a * log(x) + b * log1p(-x) + loggamma(a + b) - loggamma(a + 1) - loggamma(b)) * total


class Pert(Distribution):
    name, cases = "pert", [(2.0, 3.0, 9.0), (-1.0, 4.0, 4.0), (0.0, 0.25, 1000.0)]

    def __init__(self, *parameters):
        super().__init__(*parameters)
        a, c, b = self.p
        self.width = b - a
        self.standard = Beta(1 + 4 * (c - a) / (b - a), 1 + 4 * (b - c) / (b - a))

    def density(self, x):
        return self.standard.density((x - self.p[0]) / self.width) / self.width

    def cumulative(self, x):
        return self.standard.cumulative((x - self.p[0]) / self.width)

    def survival(self, x):
        return self.standard.survival((x - self.p[0]) / self.width)

    def quantile(self, p):
        return self.p[0] + self.width * self.standard.quantile(p)

    def upper_quantile(self, q):
        return self.p[0] + self.width * self.standard.upper_quantile(q)

    def moments(self):
        mean, variance, skewness, _ = self.standard.moments()
        return self.p[0] + self.width * mean, self.width**2 * variance, skewness, self.p[1]


class StudentT(Standardised):
    name, cases = "studentT", [(v, 0.0, 1.0) for v in (0.5, 1.0, 2.0, 3.0, 4.5, 15.0, 100.0, 1000.0, 1e5, 1e7, 1e9)] + [(6.0, 3.0, 2.0)]

    def place(self):
        return self.p[1:]

    def standard_density(self, t):
        v = self.p[0]
        return exp(loggamma((v + 1) / 2) - loggamma(v / 2) - (v + 1) / 2 * log1p(t * t / v)) / sqrt(v * pi)

    def cumulative(self, x):
        return self.tail(-self.z(x))

    def tail(self, t):
        v = self.p[0]
        if t < 0:
            return 1 - self.tail(-t)
        y = t * t / (v + t * t)
        if y < mpf("0.9"):  # the part between 0 and t, by a series that is short
            with mp.workdps(120):
                return (1 - incomplete_beta(mpf(1) / 2, v / 2, y)) / 2
        return incomplete_beta(v / 2, mpf(1) / 2, v / (v + t * t)) / 2

    def quantile(self, p):
        return self.p[1] if p == 0.5 else super().quantile(p)

    def upper_quantile(self, q):
        return self.p[1] if q == 0.5 else super().upper_quantile(q)

    def range(self):
        reach = mpf(240) if self.p[0] < 1000 else mp.asinh(30)  # the series would be long further out
        return mp.sinh, -reach, reach

    def moments(self):
        v, m, s = self.p
        return m if v > 1 else nan, s * s * v / (v - 2) if v > 2 else inf if v > 1 else nan, mpf(0) if v > 3 else nan, m


class Truncate(Distribution):
    "A continuous distribution between two limits; differences of its tails with digits to spare."
    name = "truncate"
    cases = [("normal", 0.0, 1.0, -0.5, 2.0), ("normal", 0.0, 1.0, 9.0, 40.0), ("normal", 3.0, 2.0, -50.0, -11.0)]
    cases += [("normal", 5.0, 2.0, 0.0, 100.0), ("normal", 0.0, 1.0, 8.0, 9.0), ("normal", 0.0, 1.0, -30.0, -29.0)]
    cases += [("normal", 0.0, 1.0, -1.0, 1.5), ("normal", 0.0, 1.0, 0.5, 0.500001), ("normal", 0.0, 1.0, 0.0, inf)]
    cases += [("lognormal", -1.0, 0.25, 0.0, 1.0), ("lognormal", 0.0, 1.0, 2.0, 3.0), ("lognormal", 0.0, 1.0, 0.1, inf)]
    cases += [("gamma", 0.5, 1.0, 0.0, 0.25), ("gamma", 0.5, 1.0, 1e-6, 2.0), ("gamma", 30.0, 1.0, 29.0, 31.0)]
    cases += [("gamma", 0.02, 1.0, 1e-30, 0.001), ("beta", 0.5, 0.5, 0.2, 0.9), ("beta", 8.0, 2.0, 0.9, 1.0), ("beta", 2.0, 30.0, 0.3, 0.4)]
    cases += [("studentT", 4.5, 0.0, 1.0, 1.0, inf), ("studentT", 3.0, 0.0, 1.0, -2.0, 5.0), ("studentT", 1.0, 0.0, 1.0, 100.0, 1000.0)]
    cases += [("pert", 2.0, 3.0, 9.0, 2.5, 4.0), ("triangular", -1.0, 0.25, 4.0, -0.5, 0.2), ("uniform", -1.0, 4.0, 0.0, 1.0)]
    cases += [("weibull", 0.7, 1e6, 1e5, 3e5), ("exponential", 0.25, 300.0, inf), ("logistic", 0.0, 1.0, -40.0, -39.0)]
    cases += [("gumbel", 0.0, 1.0, -3.0, -2.5), ("pareto", 2.0, 1.5, 3.0, 10.0)]
    cases += [("mixture", 0.75, 0.0, 1.0, 0.25, 4.0, 0.5, 1.0, 3.0), ("mixture", 0.5, 1.0, 1.0, 0.5, 2.0, 3.0, 20.0, 25.0)]
    digits = 130

    def __init__(self, base, *parameters):
        *own, self.low, self.high = [mpf(x) for x in parameters]
        self.base = next(kind for kind in CONTINUOUS if kind.name == base)(*own)
        self.first = {"pert": own[0], "triangular": own[0], "uniform": own[0], "pareto": own[0]}.get(
            base, mpf(0) if base in ("lognormal", "gamma", "beta", "weibull", "exponential") else -inf)
        self.last = {"pert": own[-1], "triangular": own[-1], "uniform": own[-1], "beta": mpf(1)}.get(base, inf)
        with mp.workdps(self.digits):
            self.mass = self.between(self.low, self.high)

    def between(self, a, b):
        "The base's probability of (a, b], on the side where it is smaller."
        with mp.workdps(self.digits):
            below = lambda x: 0 if x <= self.first else 1 if x >= self.last else self.base.cumulative(x)
            above = lambda x: 1 if x <= self.first else 0 if x >= self.last else self.base.survival(x)
            return above(a) - above(b) if below(a) > 0.5 else below(b) - below(a)

    def density(self, x):
        return self.base.density(x) / self.mass

    def cumulative(self, x):
        return self.between(self.low, x) / self.mass

    def survival(self, x):
        return self.between(x, self.high) / self.mass

    def quantile(self, p):
        return self.point(self.cumulative, 1, p) if p <= 0.5 else self.point(self.survival, -1, 1 - p)

    def upper_quantile(self, q):
        return self.point(self.survival, -1, q) if q <= 0.5 else self.point(self.cumulative, 1, 1 - q)

    def point(self, tail, sign, probability):
        "Newton inside a bisected bracket, on the logarithms of the tail and of the distance from a limit."
        with mp.workdps(self.digits):
            away = -1 if sign < 0 and self.high < inf else 1
            end = self.high if away < 0 else self.low
            place = lambda u: end + away * exp(u)
            a, b = mpf(-800), log(min(self.high - self.low, mpf(10) ** 15))
            u = (a + b) / 2
            for n in range(400):
                value = tail(place(u))
                a, b = (a, u) if (value > probability) == (sign * away > 0) else (u, b)
                if n < 30:
                    u = (a + b) / 2
                    continue
                step = log(value / probability) * value / (sign * away * exp(u) * self.density(place(u)))
                if abs(step) < mpf(10) ** -60:
                    return place(u - step)
                u = u - step if a < u - step < b else (a + b) / 2
            raise ArithmeticError((self.base.name, tail, probability))

    def moments(self):
        points = [self.quantile(mpf(p)) for p in LOWER] + [self.upper_quantile(mpf(q)) for q in UPPER]
        ends = sorted({self.low, self.high, *(x for x in points if self.low < x < self.high)})
        mean = quad(lambda x: x * self.density(x), ends)
        variance = quad(lambda x: (x - mean) ** 2 * self.density(x), ends)
        third = quad(lambda x: (x - mean) ** 3 * self.density(x), ends)
        return mean, variance, third / variance ** mpf(1.5), self.mode()

    def mode(self):
        "The base's, or the limit nearest to it; of the mixtures here as if they had one peak."
        if self.base.name == "uniform":
            return (self.low + self.high) / 2
        if self.base.name == "beta" and self.base.p[0] < 1:
            return max(self.low, self.high, key=self.density)
        return min(max(self.base.moments()[3], self.low), self.high)


class Mixture(Distribution):
    name, cases = "mixture", [(0.75, 0.0, 1.0, 0.25, 4.0, 0.5), (0.5, 1.0, 1.0, 0.5, 2.0, 3.0)]

    def __init__(self, *parameters):
        super().__init__(*parameters)
        self.parts = [(self.p[i], Normal(*self.p[i + 1 : i + 3])) for i in range(0, len(self.p), 3)]

    def total(self, f):
        return sum(w * f(d) for w, d in self.parts)

    def density(self, x):
        return self.total(lambda d: d.density(x))

    def cumulative(self, x):
        return self.total(lambda d: d.cumulative(x))

    def survival(self, x):
        return self.total(lambda d: d.survival(x))

    def range(self):
        return lambda t: t, mpf(-60), mpf(60)

    def moments(self):
        mean = self.total(lambda d: d.p[0])
        variance = self.total(lambda d: d.p[1] ** 2 + (d.p[0] - mean) ** 2)
        third = self.total(lambda d: 3 * (d.p[0] - mean) * d.p[1] ** 2 + (d.p[0] - mean) ** 3)
        slope = lambda x: self.total(lambda d: d.density(x) * (d.p[0] - x) / d.p[1] ** 2)
        return mean, variance, third / variance ** mpf(1.5), findroot(slope, self.parts[0][1].p[0])


class Discrete(Distribution):
    "On the whole numbers; a probability counts as reached within 1e-30, far below the rounding of doubles."
    discrete = True

    def first(self, reaches):
        mean, variance = self.moments()[:2]
        step = mpf(max(1, int(sqrt(variance))))
        low, high = mpf(-1), mpf(int(mean))
        while not reaches(high):
            low, high, step = high, high + step, step * 2
        while high - low > 1:
            middle = mp.floor((low + high) / 2)
            low, high = (low, middle) if reaches(middle) else (middle, high)
        return high

    def quantile(self, p):
        return self.first(lambda k: self.cumulative(k) >= p * (1 - mpf(10) ** -30))

    def upper_quantile(self, q):
        return self.first(lambda k: self.survival(k) <= q * (1 + mpf(10) ** -30))


class Poisson(Discrete):
    name, cases = "poisson", [(0.1,), (1.0,), (3.5,), (30.0,), (1000.0,), (1e5,), (1e6,)]

    def density(self, k):
        return exp(k * log(self.p[0]) - self.p[0] - loggamma(k + 1))

    def cumulative(self, k):
        return upper_gamma(k + 1, self.p[0])

    def survival(self, k):
        return lower_gamma(k + 1, self.p[0])

    def moments(self):
        m = self.p[0]
        return m, m, 1 / sqrt(m), max(mp.ceil(m) - 1, mpf(0))


class TruncatedPoisson(Discrete):
    "Between two limits, both kept: a list of probabilities, to 1e-60 where it has no end."
    name, cases = "truncate", [("poisson", 3.5, 1.0, 10.0), ("poisson", 30.0, 60.5, inf), ("poisson", 1e5, 99990.0, 100020.0)]

    def __init__(self, _, mean, low, high):
        base = Poisson(mean)
        self.values = [mpf(k) for k in range(math.ceil(low), int(min(high, low + 300)) + 1)]
        masses = [base.density(k) for k in self.values]
        self.mass = {k: m / sum(masses) for k, m in zip(self.values, masses)}

    def density(self, k):
        return self.mass[k]

    def cumulative(self, k):
        return sum(self.mass[j] for j in self.values if j <= k)

    def survival(self, k):
        return sum(self.mass[j] for j in self.values if j > k)

    def first(self, reaches):
        return next(k for k in self.values if reaches(k))

    def moments(self):
        mean = sum(k * m for k, m in self.mass.items())
        variance = sum((k - mean) ** 2 * m for k, m in self.mass.items())
        third = sum((k - mean) ** 3 * m for k, m in self.mass.items())
        return mean, variance, third / variance ** mpf(1.5), max(self.values, key=lambda k: self.mass[k])


class Binomial(Discrete):
    name, cases = "binomial", [(1.0, 0.5), (5.0, 0.2), (10.0, 0.999), (100.0, 0.5), (1000.0, 0.001), (1000.0, 0.3), (100000.0, 0.01)]

    def density(self, k):
        n, p = self.p
        return exp(loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p))

    def cumulative(self, k):
        n, p = self.p
        return mpf(1) if k >= n else incomplete_beta(n - k, k + 1, 1 - p)

    def survival(self, k):
        n, p = self.p
        return mpf(0) if k >= n else incomplete_beta(k + 1, n - k, p)

    def moments(self):
        n, p = self.p
        mode = min(max(mp.ceil((n + 1) * p - mpf(10) ** -30) - 1, mpf(0)), n)
        return n * p, n * p * (1 - p), (1 - 2 * p) / sqrt(n * p * (1 - p)), mode


class NegativeBinomial(Discrete):
    name, cases = "negativeBinomial", [(0.1, 0.5), (1.0, 0.2), (2.5, 0.01), (30.0, 0.9), (1000.0, 0.5), (1000.0, 0.2)]

    def density(self, k):
        r, p = self.p
        return exp(loggamma(k + r) - loggamma(k + 1) - loggamma(r) + r * log(p) + k * log1p(-p))

    def cumulative(self, k):
        return incomplete_beta(self.p[0], k + 1, self.p[1])

    def survival(self, k):
        return incomplete_beta(k + 1, self.p[0], 1 - self.p[1])

    def moments(self):
        r, p = self.p
        mode = max(mp.ceil((r - 1) * (1 - p) / p - mpf(10) ** -30) - 1, mpf(0)) if r > 1 else mpf(0)
        return r * (1 - p) / p, r * (1 - p) / p**2, (2 - p) / sqrt(r * (1 - p)), mode


def normal_start(q):
    q = mpf(q)
    if q == 0.5:
        return mpf(0)
    if q > 0.5:
        return -normal_start(1 - q)
    z = sqrt(-2 * log(q)) if q < 0.01 else mpf(1)
    for _ in range(200):
        p = normal_tail(z)
        step = log(p / q) * p / npdf(z)
        z += step
        if abs(step) < mpf(10) ** -30:
            break
    return z


def solve(distribution, side, probability):
    "The point at which a tail has this probability: bisection in a monotone scale, then Newton on the logarithm."
    f = distribution.cumulative if side == "quantile" else distribution.survival
    sign = 1 if side == "quantile" else -1
    back, a, b = distribution.range()
    if sign * (f(back(b)) - probability) < 0:
        return nan  # too close to an end for a double
    for _ in range(26):
        middle = (a + b) / 2
        if sign * (f(back(middle)) - probability) > 0:
            b = middle
        else:
            a = middle
    x = back((a + b) / 2)
    for _ in range(40):
        value = f(x)
        following = x - sign * log(value / probability) * value / distribution.density(x)
        if not back(a) <= following <= back(b):
            following = (x + back(b) if following > back(b) else x + back(a)) / 2
        if abs(following - x) <= abs(x) * mpf(10) ** -28:
            return following
        x = following
    raise ArithmeticError((distribution.name, side, probability))


CONTINUOUS = [Normal, Lognormal, Uniform, Triangular, Pert, Exponential, Gamma, Beta, StudentT, Weibull, Logistic, Gumbel, Pareto, Mixture]


def rows_of(kind_and_case):
    kind, case = kind_and_case
    distribution = kind(*case)
    found = {}
    mp.dps = 34 if hasattr(distribution, "range") else 50
    for function, probabilities in (("quantile", LOWER), ("upperQuantile", UPPER)):
        if kind in (Normal, Lognormal):
            probabilities = [1e-300, 1e-100] + probabilities
        solver = distribution.quantile if function == "quantile" else distribution.upper_quantile
        for p in probabilities:
            x = solver(mpf(p))
            if x == 0 or mpf(10) ** -290 < abs(x) < mpf(10) ** 290:
                found[function, p] = x
    mp.dps = 50
    rows = [(function, repr(p), mp.nstr(x, 20)) for (function, p), x in found.items()]
    low, high = {"beta": (0, 1), "uniform": case, "triangular": case[::2], "pert": case[::2], "truncate": case[-2:]}.get(kind.name, (-inf, inf))
    for x in sorted({float(found[key]) for key in POINTS if key in found}):
        if not low < x < high or kind is Pareto and x <= case[0]:
            continue
        density = distribution.density(mpf(x))
        rows.append(("logDensity", repr(x), mp.nstr(log(density), 20)))
        for function in ("density", "cumulative", "survival"):
            value = getattr(distribution, function)(mpf(x))
            if value > mpf(10) ** -290:
                rows.append((function, repr(x), mp.nstr(value, 20)))
    for function, value in zip(("mean", "variance", "skewness", "mode"), distribution.moments()):
        rows.append((function, "0", mp.nstr(mpf(value), 20).replace("+inf", "inf")))
    print(kind.name, case, len(rows), flush=True)
    return [(kind.name, ";".join(c if isinstance(c, str) else repr(float(c)) for c in case), *row) for row in rows]


def write_distributions():
    kinds = CONTINUOUS[:-1] + [Truncate, TruncatedPoisson, Mixture, Poisson, Binomial, NegativeBinomial]
    with multiprocessing.Pool() as pool:
        parts = pool.map(rows_of, [(kind, case) for kind in kinds for case in kind.cases], chunksize=1)
    rows = [row for part in parts for row in part]
    with open(FOLDER / "distributions.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("distribution", "parameters", "function", "argument", "value"), *rows])


def write_special_functions():
    rows = []
    small = [1e-300, 1e-20, 1e-10, 1e-5, 0.001, 0.1, 0.3, 0.39, 0.5, 0.7, 0.99, 1.0, 1.5, 3.0, 20.0, 300.0]
    for x in small + [-x for x in small]:
        rows.append(("expMinusOne", repr(x), mp.nstr(expm1(mpf(x)), 20)))
        if x > -1:
            rows.append(("logOnePlus", repr(x), mp.nstr(log1p(mpf(x)), 20)))
            if abs(x) > 1e-100:
                with mp.workdps(100):
                    value = log1p(mpf(x)) - mpf(x)
                rows.append(("logOnePlusMinusArgument", repr(x), mp.nstr(value, 20)))
    for x in small + [-x for x in small]:
        if abs(x) > 1e-100:
            with mp.workdps(100):
                value = expm1(mpf(x)) - mpf(x)
            rows.append(("expMinusOneMinusArgument", repr(x), mp.nstr(value, 20)))
    for x in [1e-300, 1e-8, 0.3, 0.7071, 0.99, 1.000000001, 1.3, 1.4142135623730951, 1.4142135623730954, 1.9, 2.0, 3.7, 1e5, 3e300]:
        value = log(mpf(x))  # the nearest double and what it lacks
        rows.append(("logInTwoParts", repr(x), f"{float(value)!r};{mp.nstr(value - mpf(float(value)), 20)}"))
    for x in [1e-300, 1e-8, 0.1, 0.25, 0.5235987755982988, 0.785, 0.7854, 1.0, 1.5, 1.57, -0.3, -1.2]:
        rows.append(("sine", repr(x), mp.nstr(sin(mpf(x)), 20)))
    for x in [1e-300, 1e-8, 0.01, 0.1, 0.5, 0.9, 0.999999, 1.000001, 1.5, 1.9999, 2.0001, 2.5, 3.0, 5.5, 9.99, 10.0, 10.5, 33.3, 171.0, 1e4, 1e8, 1e300]:
        rows.append(("logGamma", repr(x), mp.nstr(loggamma(mpf(x)), 20)))
    for z in [0.0, 1e-10, 0.1, 0.5, 1.0, 1.5, 2.0, 3.0, 4.999, 5.0, 6.7, 8.5, 12.3, 20.0, 30.1, 37.5, -0.3, -1.7, -5.5]:
        rows.append(("normalSurvival", repr(z), mp.nstr(normal_tail(mpf(z)), 20)))
    with open(FOLDER / "special_functions.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("function", "argument", "value"), *rows])


if __name__ == "__main__":
    write_special_functions()
    write_distributions()
