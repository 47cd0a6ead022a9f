#!/usr/bin/env python3
"""Correct digits of SciPy's curve_fit on NIST's nonlinear sets from both starts: with its default settings, and with the tightest
tolerances it takes.

  python3 reference_digits.py [FOLDER]      FOLDER has NIST's .dat files of nonlinear sets
"""
import sys
import warnings
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import curve_fit

exp, cos, sin, pi = np.exp, np.cos, np.sin, np.pi


def saturation(x, a, b): return a * (1 - exp(-b * x))
def decay_over_line(x, a, b, c): return exp(-a * x) / (b + c * x)
def three_decays(x, a, b, c, d, e, f): return a * exp(-b * x) + c * exp(-d * x) + e * exp(-f * x)
def cubics(x, a, b, c, d, e, f, g): return (a + x * (b + x * (c + x * d))) / (1 + x * (e + x * (f + x * g)))


def two_peaks(x, a, b, c, d, e, f, g, h):
    return a * exp(-b * x) + c * exp(-((x - d) ** 2) / e**2) + f * exp(-((x - g) ** 2) / h**2)


def seasons(x, a, b, c, d, e, f, g, h, i):
    return (a + b * cos(2 * pi * x / 12) + c * sin(2 * pi * x / 12) + e * cos(2 * pi * x / d) + f * sin(2 * pi * x / d)
            + h * cos(2 * pi * x / g) + i * sin(2 * pi * x / g))


MODELS = {
    "Bennett5": lambda x, a, b, c: a * (b + x) ** (-1 / c),
    "BoxBOD": saturation, "Misra1a": saturation, "Chwirut1": decay_over_line, "Chwirut2": decay_over_line,
    "DanWood": lambda x, a, b: a * x**b, "ENSO": seasons,
    "Eckerle4": lambda x, a, b, c: a / b * exp(-0.5 * ((x - c) / b) ** 2),
    "Gauss1": two_peaks, "Gauss2": two_peaks, "Gauss3": two_peaks, "Hahn1": cubics, "Thurber": cubics,
    "Kirby2": lambda x, a, b, c, d, e: (a + b * x + c * x * x) / (1 + d * x + e * x * x),
    "Lanczos1": three_decays, "Lanczos2": three_decays, "Lanczos3": three_decays,
    "MGH09": lambda x, a, b, c, d: a * (x * x + x * b) / (x * x + x * c + d),
    "MGH10": lambda x, a, b, c: a * exp(b / (x + c)),
    "MGH17": lambda x, a, b, c, d, e: a + b * exp(-x * d) + c * exp(-x * e),
    "Misra1b": lambda x, a, b: a * (1 - (1 + b * x / 2) ** -2.0),
    "Misra1c": lambda x, a, b: a * (1 - (1 + 2 * b * x) ** -0.5),
    "Misra1d": lambda x, a, b: a * b * x / (1 + b * x),
    "Nelson": lambda x, a, b, c: a - b * x[0] * exp(-c * x[1]),
    "Rat42": lambda x, a, b, c: a / (1 + exp(b - c * x)),
    "Rat43": lambda x, a, b, c, d: a / (1 + exp(b - c * x)) ** (1 / d),
    "Roszman1": lambda x, a, b, c, d: a - b * x - np.arctan(c / (x - d)) / pi,
}


def read(path):
    lines = path.read_text().splitlines()
    words = [line.split() for line in lines]
    rows = [w for w in words if len(w) == 6 and w[1] == "=" and w[0][:1] == "b"]
    last = max(i for i, line in enumerate(lines) if line.startswith("Data:"))
    data = np.array([[float(v) for v in w] for w in words[last + 1:] if w])
    return np.array([[float(v) for v in w[2:]] for w in rows]), data


def digits(computed, certified):
    error = np.max(np.abs(np.asarray(computed) / certified - 1))
    return min(max(-np.log10(error), 0), 11) if np.isfinite(error) and error > 0 else (11 if error == 0 else 0)


def main():
    here = Path(__file__).parent
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else here / "../Tests/NumericCoreTests/Reference/nist/nonlinear"
    warnings.simplefilter("ignore")
    found = []
    print(f"SciPy {scipy.__version__}, curve_fit: worst digits of coefficients and of standard deviations")
    print(f"{'set':10} start   default        tightest tolerances")
    for path in sorted(folder.glob("*.dat")):
        name = path.stem
        table, data = read(path)
        y = np.log(data[:, 0]) if name == "Nelson" else data[:, 0]
        x = data[:, 1] if data.shape[1] == 2 else data[:, 1:].T
        for start in (1, 2):
            row = []
            for settings in ({}, {"ftol": 1e-15, "xtol": 1e-15, "gtol": 1e-15, "maxfev": 100000}):
                try:
                    values, covariance = curve_fit(MODELS[name], x, y, p0=table[:, start - 1], **settings)
                    row += [digits(values, table[:, 2]), digits(np.sqrt(np.diag(covariance)), table[:, 3])]
                except RuntimeError:
                    row += [0.0, 0.0]
            found.append(row)
            print(f"{name:10} {start}      {row[0]:5.2f}  {row[1]:5.2f}   {row[2]:5.2f}  {row[3]:5.2f}")
    means = np.mean(found, axis=0)
    print(f"{'mean':10}        {means[0]:5.2f}  {means[1]:5.2f}   {means[2]:5.2f}  {means[3]:5.2f}")
    print(f"coefficients with fewer than 4 digits: {sum(r[0] < 4 for r in found)} and {sum(r[2] < 4 for r in found)} of {len(found)}")


if __name__ == "__main__":
    main()
