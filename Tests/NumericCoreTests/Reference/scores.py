#!/usr/bin/env python3
"""Makes scores.csv: reference values of scores in 20 digits.

  python3 scores.py      writes scores.csv beside this file (under two minutes)

Continuous ranked probability scores of distributions: the closed form in 60 digits with mpmath, accepted only where it agrees to 12 digits
with the integral of (F(x) - [y <= x])^2 by quadrature. Scores of samples and quantiles: the definitions in exact fractions of the doubles.
Columns: score, parameters (semicolons between), observation, value. Arguments are doubles, written in full.
"""
import csv
import pathlib
import random
from fractions import Fraction
from mpmath import mp, mpf, betainc, erfc, exp, expm1, gammainc, inf, log, log1p, loggamma, npdf, pi, quad, sqrt

mp.dps = 60
FOLDER = pathlib.Path(__file__).parent


def phi(z):
    return erfc(-z / sqrt(mpf(2))) / 2


def logbeta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def mass(density, low, high, centre, spread):
    """The integral of a density with a narrow hump, for shapes too large for the series of mpmath."""
    cuts = [centre + k * spread for k in range(-60, 61, 4)]
    ends = [max(low, cuts[0]), min(high, cuts[-1])]
    return quad(density, [ends[0], *[x for x in cuts if ends[0] < x < ends[1]], ends[1]]) if ends[0] < ends[1] else mpf(0)


class Normal:
    name, cases, z = "normal", [(0.0, 1.0), (-3.0, 0.5), (1e6, 2.5e5)], [-40, -6, -1.5, -0.25, 0, 1e-4, 0.75, 2, 9]

    def __init__(self, mean, sd):
        self.mean, self.sd = mpf(mean), mpf(sd)

    def observation(self, z):
        return self.mean + self.sd * z

    def cumulative(self, x):
        return phi((x - self.mean) / self.sd)

    def survival(self, x):
        return phi((self.mean - x) / self.sd)

    def breaks(self):
        return -inf, [self.mean + self.sd * k for k in range(-40, 41, 4)], inf

    def score(self, y):
        z = (y - self.mean) / self.sd
        return self.sd * (z * (2 * phi(z) - 1) + 2 * npdf(z) - 1 / sqrt(pi))


class Lognormal(Normal):
    name, cases = "lognormal", [(0.0, 1.0), (19.6, 0.1), (-2.0, 2.5), (3.0, 0.01)]
    z = [None, -4, -1, 0, 0.01, 0.5, 2, 4]

    def observation(self, z):
        return -exp(self.mean) if z is None else exp(self.mean + self.sd * z)

    def cumulative(self, x):
        return phi((log(x) - self.mean) / self.sd) if x > 0 else mpf(0)

    def survival(self, x):
        return phi((self.mean - log(x)) / self.sd) if x > 0 else mpf(1)

    def breaks(self):
        return 0, [exp(self.mean + self.sd * mpf(k) / 2) for k in range(-24, 25)], inf

    def score(self, y):
        mean = exp(self.mean + self.sd**2 / 2)
        w = (log(y) - self.mean) / self.sd if y > 0 else -inf
        return y * (2 * phi(w) - 1) - 2 * mean * (phi(w - self.sd) + phi(self.sd / sqrt(mpf(2))) - 1)


class StudentT:
    name = "studentT"
    cases = [(1.1, 0.0, 1.0), (2.0, 0.0, 1.0), (3.5, 10.0, 2.0), (30.0, -5.0, 0.1), (1e4, 0.0, 1.0), (1e6, 0.0, 1.0)]
    z = [-100, -8, -1, 0, 0.125, 2, 30]

    def __init__(self, degrees, location, scale):
        self.v, self.location, self.scale = mpf(degrees), mpf(location), mpf(scale)

    def observation(self, z):
        return self.location + self.scale * z

    def survival(self, x):
        t = (x - self.location) / self.scale
        if t < 0:
            return 1 - self.survival(2 * self.location - x)
        if self.v > 1000:
            return mass(self.density, t, inf, mpf(0), mpf(2))
        return betainc(self.v / 2, mpf(1) / 2, 0, self.v / (self.v + t * t), regularized=True) / 2

    def density(self, z):
        v = self.v
        return exp(loggamma((v + 1) / 2) - loggamma(v / 2) - (v + 1) / 2 * log1p(z * z / v)) / sqrt(v * pi)

    def cumulative(self, x):
        return self.survival(2 * self.location - x)

    def score(self, y):
        z, v = (y - self.location) / self.scale, self.v
        spread = 2 * sqrt(v) / (v - 1) * exp(logbeta(mpf(1) / 2, v - mpf(1) / 2) - 2 * logbeta(mpf(1) / 2, v / 2))
        return self.scale * (z * (1 - 2 * self.survival(y)) + 2 * self.density(z) * (v + z * z) / (v - 1) - spread)


class Logistic(Normal):
    name, cases, z = "logistic", [(0.0, 1.0), (100.0, 0.5)], [-40, -3, -0.5, 0, 0.25, 1, 6, 40]

    def cumulative(self, x):
        return 1 / (1 + exp(-(x - self.mean) / self.sd))

    def survival(self, x):
        return 1 / (1 + exp((x - self.mean) / self.sd))

    def score(self, y):
        z = (y - self.mean) / self.sd
        return self.sd * (z - 2 * log(self.cumulative(y)) - 1)


class Uniform:
    name, cases, z = "uniform", [(0.0, 1.0), (-3.0, 9.0), (1e6, 1.5e6)], [-2, 0, 0.1, 0.5, 0.9, 1, 3]

    def __init__(self, low, high):
        self.low, self.high = mpf(low), mpf(high)

    def observation(self, z):
        return self.low + (self.high - self.low) * z

    def cumulative(self, x):
        return min(max((x - self.low) / (self.high - self.low), mpf(0)), mpf(1))

    def survival(self, x):
        return 1 - self.cumulative(x)

    def breaks(self):
        return self.low, [], self.high

    def score(self, y):
        width = self.high - self.low
        u = (y - self.low) / width
        f = self.cumulative(y)
        return width * (abs(u - f) + f * f - f + mpf(1) / 3)


class Exponential:
    name, cases, z = "exponential", [(1.0,), (0.02,), (300.0,)], [-2, 0, 0.01, 0.6931471805599453, 1, 5, 40]

    def __init__(self, rate):
        self.rate = mpf(rate)

    def observation(self, z):
        return z / self.rate

    def cumulative(self, x):
        return -expm1(-self.rate * x) if x > 0 else mpf(0)

    def survival(self, x):
        return exp(-self.rate * x) if x > 0 else mpf(1)

    def breaks(self):
        return 0, [k / self.rate for k in range(1, 140, 8)], inf

    def score(self, y):
        return abs(y) - 2 * self.cumulative(y) / self.rate + 1 / (2 * self.rate)


class Gamma:
    name, cases = "gamma", [(0.1, 1.0), (1.0, 2.0), (4.5, 0.25), (100.0, 3.0), (1000.0, 0.01), (1e4, 1.0)]
    z = [-0.5, 0, 0.01, 0.5, 0.97, 1, 1.05, 2, 4]

    def __init__(self, shape, scale):
        self.shape, self.scale = mpf(shape), mpf(scale)

    def observation(self, z):
        return z * self.shape * self.scale

    def lower(self, shape, x):
        # At a quarter of the mean the lower tail of such a shape is below 1e-200, too small for the series of mpmath.
        if x <= 0 or shape >= 1000 and x < shape * self.scale / 4:
            return mpf(0)
        if shape >= 1000:
            density = lambda t: exp((shape - 1) * log(t) - t - loggamma(shape))
            return mass(density, mpf(0), x / self.scale, shape, 2 * sqrt(shape))
        return gammainc(shape, 0, x / self.scale, regularized=True)

    def cumulative(self, x):
        return self.lower(self.shape, x)

    def survival(self, x):
        return gammainc(self.shape, x / self.scale, inf, regularized=True) if x > 0 and not self.lower(self.shape, x) == 0 else mpf(1)

    def score(self, y):
        k, s = self.shape, self.scale
        f = self.cumulative(y)
        g = self.lower(k + 1, y)
        return y * (2 * f - 1) - k * s * (2 * g - 1) - s * exp(-logbeta(mpf(1) / 2, k))


class Beta:
    name, cases = "beta", [(0.1, 0.4), (1.0, 1.0), (2.0, 30.0), (8.0, 2.0), (300.0, 700.0), (1000.0, 1000.0)]
    z = [-0.3, 0, 0.004, 0.2, 0.3, 0.5, 0.8, 0.99, 1, 1.5]

    def __init__(self, a, b):
        self.a, self.b = mpf(a), mpf(b)

    def observation(self, z):
        return mpf(z)

    def cumulative(self, x):
        return self.lower(self.a, x)

    def lower(self, a, x):
        if x <= 0 or x >= 1:
            return mpf(0) if x <= 0 else mpf(1)
        if a >= 300:
            density = lambda t: exp((a - 1) * log(t) + (self.b - 1) * log1p(-t) - logbeta(a, self.b))
            return mass(density, mpf(0), x, a / (a + self.b), mpf(1) / 40)
        return betainc(a, self.b, 0, x, regularized=True)

    def survival(self, x):
        return mpf(1) if x <= 0 else mpf(0) if x >= 1 else betainc(self.b, self.a, 0, 1 - x, regularized=True)

    def score(self, y):
        a, b = self.a, self.b
        x = min(max(y, mpf(0)), mpf(1))
        g = self.lower(a + 1, x)
        tail = 2 / a * exp(logbeta(2 * a, 2 * b) - 2 * logbeta(a, b))
        return abs(y - x) + x * (2 * self.cumulative(x) - 1) + a / (a + b) * (1 - 2 * g - tail)


class Mixture:
    """Weights, means and standard deviations, three for each component."""

    name, cases = "mixture", [(0.3, -1.0, 1.0, 0.7, 2.0, 0.5), (0.2, 0.0, 1.0, 0.5, 10.0, 3.0, 0.3, 4.0, 0.25), (1.0, 5.0, 2.0)]
    z = [-12, -1, 0, 1.75, 4, 30]

    def __init__(self, *numbers):
        self.parts = [(mpf(w), mpf(m), mpf(s)) for w, m, s in zip(numbers[::3], numbers[1::3], numbers[2::3])]
        total = sum(w for w, _, _ in self.parts)
        self.parts = [(w / total, m, s) for w, m, s in self.parts]

    def observation(self, z):
        return mpf(z)

    def cumulative(self, x):
        return sum(w * phi((x - m) / s) for w, m, s in self.parts)

    def survival(self, x):
        return sum(w * phi((m - x) / s) for w, m, s in self.parts)

    def breaks(self):
        return -inf, [mpf(k) for k in range(-40, 61, 2)], inf

    def score(self, y):
        def distance(d, s):
            return d * (2 * phi(d / s) - 1) + 2 * s * npdf(d / s)

        first = sum(w * distance(y - m, s) for w, m, s in self.parts)
        second = sum(w * v * distance(m - n, sqrt(s * s + t * t)) for w, m, s in self.parts for v, n, t in self.parts)
        return first - second / 2


def quadrature(distribution, y):
    """The definition. Nothing where the integrand is too dear or its tail too heavy for this rule."""
    low, inner, high = distribution.breaks()
    mp.dps = 20
    below = [low] + [x for x in inner if low < x < y] + [y] if y > low else None
    beyond = [y] + [x for x in inner if y < x < high] + [high] if y < high else None
    total = quad(lambda x: distribution.cumulative(x) ** 2, below) if below else mpf(0)
    total += quad(lambda x: distribution.survival(x) ** 2, beyond) if beyond else mpf(0)
    if y < low:
        total = (low - y) + quad(lambda x: distribution.survival(x) ** 2, [low] + [x for x in inner if x > low] + [high])
    if y > high:
        total = (y - high) + quad(lambda x: distribution.cumulative(x) ** 2, [low] + [x for x in inner if x < high] + [high])
    mp.dps = 60
    return total


def without_breaks(distribution, y):
    """Families whose incomplete integrals are dear: the definition by the trapezoidal rule in a variable that spreads the mass."""
    mp.dps = 20
    if isinstance(distribution, StudentT):
        points, low, high = lambda t: distribution.location + distribution.scale * mp.sinh(t), mpf(-60), mpf(60)
        jacobian = lambda t: distribution.scale * mp.cosh(t)
        middle = mp.asinh((y - distribution.location) / distribution.scale)
    elif isinstance(distribution, Gamma):
        points = jacobian = lambda t: exp(t)
        mean = distribution.shape * distribution.scale
        low, high, middle = log(mean) - (60 / distribution.shape if distribution.shape < 1 else 30), log(mean) + 5, log(max(y, mpf(10) ** -300))
    else:
        points, jacobian = lambda t: 1 / (1 + exp(-t)), lambda t: exp(-t) / (1 + exp(-t)) ** 2
        x = min(max(y, mpf(10) ** -40), 1 - mpf(10) ** -15)
        low, high, middle = mpf(-300), mpf(60), log(x / (1 - x))
    middle = min(max(middle, low), high)
    spread = 1 / sqrt(distribution.shape) if isinstance(distribution, Gamma) else mpf(1)
    total = mpf(0)
    for side, ends in (("cumulative", (low, middle)), ("survival", (middle, high))):
        if ends[0] >= ends[1]:
            continue
        inner = [middle + k * spread for k in range(-12, 13)] + [middle + k * 8 for k in range(-30, 30)]
        cuts = sorted({ends[0], ends[1], *[x for x in inner if ends[0] < x < ends[1]]})
        total += quad(lambda t: getattr(distribution, side)(points(t)) ** 2 * jacobian(t), cuts, maxdegree=5)
    if isinstance(distribution, Beta):
        total += max(-y, mpf(0)) + max(y - 1, mpf(0))
    if isinstance(distribution, Gamma) and y < 0:
        total -= y
    mp.dps = 60
    return total


def distribution_rows():
    for family in (Normal, Lognormal, StudentT, Logistic, Uniform, Exponential, Gamma, Beta, Mixture):
        for parameters in family.cases:
            distribution = family(*parameters)
            for z in family.z:
                y = float(distribution.observation(z))
                value = distribution.score(mpf(y))
                checkable = not (family is StudentT and parameters[0] > 100 or family in (Gamma, Beta) and parameters[0] > 99)
                if checkable:
                    integral = quadrature(distribution, mpf(y)) if hasattr(distribution, "breaks") else without_breaks(distribution, mpf(y))
                    error = abs(integral / value - 1)
                    tolerance = mpf(10) ** (-5 if family is StudentT and parameters[0] < 2 else -9)
                    assert error < tolerance, (family.name, parameters, y, mp.nstr(error, 3))
                yield family.name, ";".join(map(repr, parameters)), repr(y), mp.nstr(value, 20)


def digits(value):
    return mp.nstr(mpf(value.numerator) / value.denominator, 20)


def sample_rows():
    generator = random.Random(1)
    for count in (1, 2, 3, 10, 1000):
        sample = [generator.gauss(3, 2) if count != 10 else float(generator.randint(0, 4)) for _ in range(count)]
        exact = [Fraction(x) for x in sample]
        for y in (-10.0, 2.0, 3.25, 1e3):
            distance = sum(abs(x - Fraction(y)) for x in exact) / count
            ordered = sorted(exact)
            pairs = 2 * sum((2 * (i + 1) - count - 1) * x for i, x in enumerate(ordered))
            yield "ordinary", ";".join(map(repr, sample)), repr(y), digits(distance - pairs / 2 / count**2)
            if count > 1:
                yield "fair", ";".join(map(repr, sample)), repr(y), digits(distance - pairs / 2 / count / (count - 1))


def quantile_rows():
    hubs = [0.01, 0.025] + [round(0.05 * k, 2) for k in range(1, 20)] + [0.975, 0.99]
    sets = [[0.5], [0.25, 0.5, 0.75], [0.05, 0.1, 0.5, 0.9, 0.95], hubs]
    generator = random.Random(2)
    for levels in sets:
        values = sorted(generator.lognormvariate(1, 1) for _ in levels)
        q = [Fraction(v) for v in values]
        for y in (-2.0, values[0], 2.5, 60.0):
            o = Fraction(y)
            total = abs(o - q[len(q) // 2]) / 2
            for k in range(len(levels) // 2):
                low, high = q[k], q[-1 - k]
                alpha = 2 * Fraction(str(levels[k]))
                score = high - low + 2 / alpha * max(low - o, 0) + 2 / alpha * max(o - high, 0)
                total += alpha / 2 * score
            value = total / (len(levels) // 2 + Fraction(1, 2))
            parameters = ";".join(map(repr, levels)) + "|" + ";".join(map(repr, values))
            yield "weighted", parameters, repr(y), digits(value)
            pinball = sum((v - o) * ((1 if o < v else 0) - Fraction(str(level))) for level, v in zip(levels, q)) / len(levels)
            assert 2 * pinball == value
            yield "pinball", parameters, repr(y), digits(pinball)


def chance_rows():
    for count, hits, nominal in ((10, 9, 0.9), (10, 5, 0.9), (50, 50, 0.95), (1000, 880, 0.9), (1000, 0, 0.01), (7, 7, 0.5)):
        p = Fraction(nominal)
        weight = 1
        masses = []
        for k in range(count + 1):
            masses.append(weight * p**k * (1 - p) ** (count - k))
            weight = weight * (count - k) // (k + 1)
        fewer, more = sum(masses[: hits + 1]), sum(masses[hits:])
        yield "coverage", f"{count};{hits}", repr(nominal), digits(min(Fraction(1), 2 * min(fewer, more)))
    for counts in ((10, 10, 10, 10), (5, 5, 5, 25), (12, 8, 9, 11, 10, 10, 7, 13, 14, 6)):
        expected = Fraction(sum(counts), len(counts))
        chi = sum((c - expected) ** 2 / expected for c in counts)
        chance = gammainc(mpf(len(counts) - 1) / 2, mpf(chi.numerator) / chi.denominator / 2, inf, regularized=True)
        yield "uniformity", ";".join(map(str, counts)), "0", mp.nstr(chance, 20)


def main():
    with open(FOLDER / "scores.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["score", "parameters", "observation", "value"])
        for make in (sample_rows, quantile_rows, chance_rows, distribution_rows):
            writer.writerows(make())


if __name__ == "__main__":
    main()
