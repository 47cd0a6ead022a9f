#!/usr/bin/env python3
"""Makes distributions.csv and special_functions.csv: reference values in 20 digits, computed in 50 with mpmath.

  python3 distributions.py      writes both beside this file (about three minutes)

Columns: distribution, parameters (semicolons between), function, argument, value. Arguments are doubles, written in full. Quantile
arguments are probabilities; the value is that of the exact probability which the double stands for.
"""
import csv
import pathlib
from mpmath import mp, mpf, erfc, exp, expm1, log, log1p, loggamma, npdf, pi, sin, sqrt

mp.dps = 50
FOLDER = pathlib.Path(__file__).parent
PROBABILITIES = [1e-12, 1e-6, 0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]


def normal_tail(z):
    return erfc(z / sqrt(mpf(2))) / 2


class Normal:
    name, cases = "normal", [(0.0, 1.0), (-3.0, 0.5), (1e6, 2.5e5)]

    def __init__(self, mean, sd):
        self.mean, self.sd = mpf(mean), mpf(sd)

    def density(self, x):
        return npdf((x - self.mean) / self.sd) / self.sd

    def cumulative(self, x):
        return normal_tail((self.mean - x) / self.sd)

    def survival(self, x):
        return normal_tail((x - self.mean) / self.sd)

    def start(self, q):
        return self.mean + self.sd * normal_start(q)


class Lognormal:
    name, cases = "lognormal", [(0.0, 1.0), (19.6, 0.1), (-2.0, 2.5)]

    def __init__(self, mu, sigma):
        self.mu, self.sigma = mpf(mu), mpf(sigma)

    def density(self, x):
        return npdf((log(x) - self.mu) / self.sigma) / (self.sigma * x)

    def cumulative(self, x):
        return normal_tail((self.mu - log(x)) / self.sigma)

    def survival(self, x):
        return normal_tail((log(x) - self.mu) / self.sigma)

    def start(self, q):
        return exp(self.mu + self.sigma * normal_start(q))


class Gamma:
    name = "gamma"
    cases = [(a, 1.0) for a in (0.1, 0.5, 1.0, 2.5, 9.9, 30.0, 100.0, 1000.0, 9999.0, 20000.0, 1e6)] + [(3.0, 1e6), (0.02, 1.0)]

    def __init__(self, shape, scale):
        self.a, self.s = mpf(shape), mpf(scale)

    def density(self, x):
        y = x / self.s
        return exp((self.a - 1) * log(y) - y - loggamma(self.a)) / self.s

    def cumulative(self, x):
        return lower_gamma(self.a, x / self.s)

    def survival(self, x):
        return upper_gamma(self.a, x / self.s)

    def start(self, q):
        if self.a < 2:
            low = exp((log(1 - q) + loggamma(self.a + 1)) / self.a)
            return self.s * (low if low < 0.3 else (-log(q) + self.a))
        ninth = 1 / (9 * self.a)
        cube = 1 - ninth + normal_start(q) * sqrt(ninth)
        if cube < 0.2:
            return self.s * exp((log(1 - q) + loggamma(self.a + 1)) / self.a)
        return self.s * self.a * cube**3


def lower_gamma(a, x):
    "P(a, x) by its series, all terms positive."
    term = total = mpf(1)
    n = 1
    while term > total * mpf(10) ** -45:
        term *= x / (a + n)
        total += term
        n += 1
    return exp(a * log(x) - x - loggamma(a + 1)) * total


def upper_gamma(a, x):
    "Q(a, x); by the continued fraction where the complement would cancel."
    if x < a + 1:
        with mp.workdps(80):
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
        if abs(c * d - 1) < mpf(10) ** -45:
            return exp(a * log(x) - x - loggamma(a)) * h
        n += 1


class Beta:
    name = "beta"
    cases = [(0.1, 0.1), (0.5, 0.5), (2.0, 30.0), (8.0, 2.0), (1.0, 5.0), (30.0, 95.0), (0.1, 1000.0), (1000.0, 0.1), (1000.0, 1000.0), (250.0, 3.0), (0.7, 40.0), (1.0, 1.0)]

    def __init__(self, a, b):
        self.a, self.b = mpf(a), mpf(b)

    def density(self, x):
        return exp((self.a - 1) * log(x) + (self.b - 1) * log1p(-x) + loggamma(self.a + self.b) - loggamma(self.a) - loggamma(self.b))

    def cumulative(self, x):
        return incomplete_beta(self.a, self.b, x)

    def survival(self, x):
        if x > 0.5:
            return incomplete_beta(self.b, self.a, 1 - x)
        with mp.workdps(90):
            return 1 - incomplete_beta(self.a, self.b, x)


def incomplete_beta(a, b, x):
    "I_x(a, b) by the series in x with positive terms, x^a (1 - x)^b/(a B) sum of (a + b)_n/(a + 1)_n x^n."
    if x > mpf("0.97"):
        with mp.workdps(90):
            return 1 - incomplete_beta(b, a, 1 - x)
    term = total = mpf(1)
    n = 0
    while term > total * mpf(10) ** -48 or (a + b + n) * x > a + 1 + n:
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    return exp(a * log(x) + b * log1p(-x) + loggamma(a + b) - loggamma(a + 1) - loggamma(b)) * total


class StudentT:
    name, cases = "studentT", [(v, 0.0, 1.0) for v in (0.5, 1.0, 2.0, 3.0, 4.5, 15.0, 100.0, 1000.0, 1e5, 1e7, 1e9)] + [(6.0, 3.0, 2.0)]

    def __init__(self, df, location, scale):
        self.v, self.m, self.s = mpf(df), mpf(location), mpf(scale)

    def density(self, x):
        t = (x - self.m) / self.s
        return exp(loggamma((self.v + 1) / 2) - loggamma(self.v / 2) - (self.v + 1) / 2 * log1p(t * t / self.v)) / sqrt(self.v * pi) / self.s

    def cumulative(self, x):
        return self.tail(-(x - self.m) / self.s)

    def survival(self, x):
        return self.tail((x - self.m) / self.s)

    def tail(self, t):
        if t < 0:
            return 1 - self.tail(-t)
        y = t * t / (self.v + t * t)
        if y < mpf("0.9"):  # the part between 0 and t, by a series that is short
            with mp.workdps(80):
                return (1 - incomplete_beta(mpf(1) / 2, self.v / 2, y)) / 2
        return incomplete_beta(self.v / 2, mpf(1) / 2, self.v / (self.v + t * t)) / 2


def normal_start(q):
    q = mpf(q)
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


def solve(distribution, side, probability, low, high):
    "The point at which a tail has this probability: bisection in a monotone scale, then Newton on the logarithm."
    f = distribution.cumulative if side == "quantile" else distribution.survival
    sign = 1 if side == "quantile" else -1
    back = SCALES[distribution.name]
    a, b = low, high
    if (sign * (f(back(b)) - probability)) < 0:
        return mpf(0)
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


SCALES = {"gamma": exp, "beta": lambda t: 1 / (1 + exp(-t)), "studentT": mp.sinh}


def ranges(distribution):
    "Where to look, in the monotone scale. A beta quantile within 1e-32 of 1 is no double."
    if distribution.name == "gamma":
        return mpf(-1842), log((distribution.a + 100 + 12 * sqrt(distribution.a)) * distribution.s)
    if distribution.name == "beta":
        return mpf(-460), mpf(74)
    reach = mpf(69) if distribution.v < 1000 else mp.asinh(30)  # the series would be long further out
    return -reach, reach


def quantiles(distribution):
    if distribution.name in ("normal", "lognormal"):
        for p in [1e-300, 1e-100, 1e-20] + PROBABILITIES:
            yield "quantile", p, distribution.start(1 - mpf(p)) if p > 1e-30 else reflected(distribution, p)
            yield "upperQuantile", p, distribution.start(mpf(p))
        return
    mp.dps = 34
    low, high = ranges(distribution)
    for p in PROBABILITIES:
        if distribution.name == "studentT" and p == 0.5:
            continue
        for side in ("quantile", "upperQuantile"):
            x = solve(distribution, side, mpf(p), low, high)
            if mpf(10) ** -290 < abs(x) < mpf(10) ** 290:
                yield side, p, x
    mp.dps = 50


def reflected(distribution, p):
    z = -normal_start(mpf(p))
    return distribution.mean + distribution.sd * z if distribution.name == "normal" else exp(distribution.mu + distribution.sigma * z)


def write_distributions():
    rows = []
    for kind in (Normal, Lognormal, Gamma, Beta, StudentT):
        for case in kind.cases:
            distribution = kind(*case)
            parameters = ";".join(repr(c) for c in case)
            found = list(quantiles(distribution))
            for function, p, x in found:
                rows.append((kind.name, parameters, function, repr(p), "0.0" if kind is Normal and abs(x) < 1e-40 else mp.nstr(x, 20)))
            for x in sorted({float(x) for _, p, x in found if p > 1e-30}):
                if kind.name == "beta" and not 0 < x < 1:
                    continue
                for function in ("density", "cumulative", "survival"):
                    value = getattr(distribution, function)(mpf(x))
                    if value > mpf(10) ** -290:
                        rows.append((kind.name, parameters, function, repr(x), mp.nstr(value, 20)))
            print(kind.name, parameters, len(rows), flush=True)
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
