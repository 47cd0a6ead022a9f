#!/usr/bin/env python3
"""Makes the polynomial coefficients of Sources/CVector/elementary.h: Chebyshev interpolation in 60 digits, then monomials.

  python3 coefficients.py      prints C arrays and the largest relative error of each polynomial in exact arithmetic
"""
from mpmath import mp, mpf, cos, pi, log, sqrt, erfinv, chebyt

mp.dps = 60


def fit(f, low, high, degree):
    "Monomial coefficients in (x - centre) of the polynomial that interpolates f at the Chebyshev points of [low, high]."
    low, high = mpf(low), mpf(high)
    centre, half = (low + high) / 2, (high - low) / 2  # the polynomial is in (x - centre)
    count = degree + 1
    nodes = [cos(pi * (2 * k + 1) / (2 * count)) for k in range(count)]
    values = [f(centre + half * t) for t in nodes]
    cheb = [mpf(2 if j else 1) / count * sum(v * chebyt(j, t) for v, t in zip(values, nodes)) for j in range(count)]
    previous, current = [mpf(1)], [mpf(0), mpf(1)]
    total = [mpf(0)] * count
    total[0] += cheb[0]
    for j in range(1, count):
        for i, c in enumerate(current):
            total[i] += cheb[j] * c
        following = [mpf(0)] + [2 * c for c in current]
        for i, c in enumerate(previous):
            following[i] -= c
        previous, current = current, following
    coefficients = [c / half**i for i, c in enumerate(total)]
    worst = mpf(0)
    for k in range(2000):
        x = low + (high - low) * (k + mpf(1) / 2) / 2000
        worst = max(worst, abs(sum(c * (x - centre) ** i for i, c in enumerate(coefficients)) / f(x) - 1))
    return centre, coefficients, worst


def show(name, fitted):
    centre, coefficients, worst = fitted
    print(f"// {name}: centre {mp.nstr(centre, 20)}, largest relative error {mp.nstr(worst, 3)}")
    print(f"{name} = {{" + ", ".join(float(c).hex() for c in coefficients) + "}")


def exponential_part(r):
    "(e^r - 1 - r)/r^2."
    return (mp.expm1(r) - r) / r**2 if abs(r) > mpf(10) ** -15 else mpf(1) / 2 + r / 6


def atanh_part(x):
    "(log((1 + s)/(1 - s)) - 2 s)/s^3 with x = s^2."
    s = sqrt(x)
    return (log((1 + s) / (1 - s)) - 2 * s) / s**3 if x > mpf(10) ** -30 else mpf(2) / 3


def central(w):
    "z/(u - 1/2) with w = -log(4 u (1 - u))."
    x = sqrt(-mp.expm1(-w))  # 2 u - 1
    return 2 * sqrt(mpf(2)) * erfinv(x) / x if w > mpf(10) ** -30 else sqrt(2 * pi)


def tail(r):
    "|z| with r = sqrt(-log(4 u (1 - u)))."
    q = mp.exp(-r * r)  # 4 u (1 - u)
    u = q / (2 * (1 + sqrt(1 - q)))
    z = sqrt(2 * r * r)
    for _ in range(60):  # Newton on the logarithm of the tail
        p = mp.erfc(z / sqrt(mpf(2))) / 2
        step = (log(p) - log(u)) * p / (mp.exp(-z * z / 2) / sqrt(2 * pi))
        z += step
        if abs(step) < mpf(10) ** -50:
            break
    return z


if __name__ == "__main__":
    half = log(mpf(2)) / 2 * (1 + mpf(10) ** -6)
    show("EXP", fit(exponential_part, -half, half, 9))
    show("LOG", fit(atanh_part, 0, (sqrt(mpf(2)) - 1) ** 2 / (sqrt(mpf(2)) + 1) ** 2, 6))
    show("NORMAL_CENTRE", fit(central, 0, 5.5, 20))
    show("NORMAL_NEAR", fit(tail, 2.345, 3.7, 17))
    show("NORMAL_FAR", fit(tail, 3.7, 6.1, 17))
