#!/usr/bin/env python3
"""Makes growth_curves.csv: values and gradients of the growth curves in 40 digits, derivatives by mpmath's differences.

  python3 growth_curves.py
"""
from pathlib import Path
from mpmath import mp, mpf, diff, exp, log

mp.dps = 40

CURVES = {
    "exponential": lambda t, level, growth: level * exp(growth * t),
    "damped": lambda t, level, growth, h: level * exp(growth * h / log(2) * (1 - mpf(2) ** (-t / h))),
    "logistic": lambda t, c, rate, m: c / (1 + exp(-rate * (t - m))),
    "gompertz": lambda t, c, rate, m: c * exp(-exp(-rate * (t - m))),
    "bass": lambda t, c, p, q: c * (1 - exp(-(p + q) * t)) / (1 + q / p * exp(-(p + q) * t)),
    "weibull": lambda t, c, scale, shape: c * (1 - exp(-((t / scale) ** shape))),
    "richards": lambda t, c, rate, m, shape: c * (1 + shape * exp(-rate * (t - m))) ** (-1 / shape),
}
PARAMETERS = {
    "exponential": [(0.75, 1.5), (0.3, -4)],
    "damped": [(0.75, 0.5, 0.25), (0.6, 0.001, 3), (0.9, -1, 0.5)],
    "logistic": [(1.25, 6, -0.5), (40, 3, 1.5), (0.9, -5, -0.25)],
    "gompertz": [(1.25, 4, -0.5), (40, 1.5, 1.5), (0.9, -3, -0.25)],
    "bass": [(1.25, 0.25, 5), (0.9, 2, 0.125), (30, 0.001, 1)],
    "weibull": [(1.25, 0.5, 2), (0.9, 0.125, 0.75), (30, 4, 6)],
    "richards": [(1.25, 6, -0.5, 2), (40, 3, 1.5, 0.125), (0.9, 5, -0.25, 20), (1, 4, -0.5, 0.015625)],
}

rows = ["curve,time,parameters,value,gradient"]
for name, curve in CURVES.items():
    times = [0.0625, 0.25, 1, 2] if name in ("bass", "weibull") else [-1, -0.5, -0.0625, 0.75]
    for parameters in PARAMETERS[name]:
        for time in times:
            exact = [mpf(time)] + [mpf(b) for b in parameters]
            slopes = []
            for j in range(1, len(exact)):
                order = [0] * len(exact)
                order[j] = 1
                slopes.append(diff(curve, tuple(exact), tuple(order)))
            value = curve(*exact)
            words = " ".join(repr(float(b)) for b in parameters)
            rows.append(f"{name},{time},{words},{mp.nstr(value, 20)},{' '.join(mp.nstr(s, 20) for s in slopes)}")
Path(__file__).with_name("growth_curves.csv").write_text("\n".join(rows) + "\n")
