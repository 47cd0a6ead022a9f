#!/usr/bin/env python3
"""Makes the coefficients in Sources/NumericCore/SpecialFunctions, in 60 digits.

  python3 special_functions.py      prints Swift array literals
"""
from mpmath import mp, mpf, bernoulli, chebyt, cos, erfc, exp, factorial, log, loggamma, pi, sqrt, zeta

mp.dps = 60


def chebyshev(f, count):
    "Chebyshev coefficients of f on [-1, 1]; the first is already halved."
    nodes = [cos(pi * (2 * k + 1) / (2 * count)) for k in range(count)]
    values = [f(t) for t in nodes]
    return [mpf(2 if j else 1) / count * sum(v * chebyt(j, t) for v, t in zip(values, nodes)) for j in range(count)]


def scaled_tail(t):
    "(1 + 1.25 z) Q(z) exp(z^2/2) with z = 5 (1 + t)/(1 - t)."
    z = 5 * (1 + t) / (1 - t)
    return (1 + mpf("1.25") * z) * exp(z * z / 2) * erfc(z / sqrt(mpf(2))) / 2


def log_gamma_part(t):
    "log Gamma(1 + y)/(y (y - 1)) with y = (1 + t)/2."
    y = (1 + t) / 2
    return loggamma(1 + y) / (y * (y - 1))


def stirling(count):
    "Coefficients of log Gamma(x) - ((x - 1/2) log x - x + log(2 pi)/2) in 1/x^(2k - 1)."
    return [bernoulli(2 * k) / (2 * k * (2 * k - 1)) for k in range(1, count + 1)]


def gamma_series(count):
    "g_k of DLMF 5.11.3, Gamma(z) = e^-z z^z sqrt(2 pi/z) sum g_k/z^k: the exponential of Stirling's series."
    s = [mpf(0)] * (count + 1)
    for k, c in enumerate(stirling(count), 1):
        if 2 * k - 1 <= count:
            s[2 * k - 1] = c
    g = [mpf(1)] + [mpf(0)] * count
    for n in range(1, count + 1):
        g[n] = sum(k * s[k] * g[n - k] for k in range(1, n + 1)) / n
    return g


def temme(orders, count):
    "Taylor coefficients in eta of c_0 ... of DLMF 8.12.7 to 8.12.12, eta^2/2 = mu - log(1 + mu)."
    n = count + 2 * orders + 4
    m = [mpf(0)] * (n + 1)  # mu = m_1 eta + m_2 eta^2 + ...
    m[1] = mpf(1)
    for k in range(2, n + 1):  # mu mu' = eta (1 + mu)
        m[k] = (m[k - 1] - sum(j * m[j] * m[k + 1 - j] for j in range(2, k))) / (k + 1)
    inverse = [mpf(0)] * n  # 1/mu = 1/eta sum inverse_j eta^j
    inverse[0] = mpf(1)
    for k in range(1, n):
        inverse[k] = -sum(m[j + 1] * inverse[k - j] for j in range(1, k + 1))
    g = gamma_series(orders)
    laurent = {j - 1: inverse[j] for j in range(n)}
    c = {j: v for j, v in laurent.items() if j >= 0}
    rows = [c]
    for k in range(1, orders):
        following = {}
        for j, v in c.items():
            if j >= 1:
                following[j - 2] = following.get(j - 2, 0) + j * v
        for j, v in laurent.items():
            following[j] = following.get(j, 0) + (-1) ** k * g[k] * v
        assert abs(following[-1]) < mpf(10) ** -40
        c = {j: following[j] for j in sorted(following) if 0 <= j < n - 2 * k - 2}
        rows.append(c)
    return [[row[j] for j in range(count - 3 * k)] for k, row in enumerate(rows)]


def show(name, values):
    print(f"{name}: [")
    for value in values:
        print(f"  {float(value)!r},")
    print("]")


if __name__ == "__main__":
    show("scaled normal tail", chebyshev(scaled_tail, 30))
    show("log gamma on [1, 2]", chebyshev(log_gamma_part, 25))
    show("Stirling", stirling(10))
    for k, row in enumerate(temme(4, 18)):
        show(f"Temme c_{k}", row)
    show("1/n!", [1 / factorial(k) for k in range(3, 20)])
    show("zeta(n) - 1", [zeta(n) - 1 for n in range(2, 42)])
