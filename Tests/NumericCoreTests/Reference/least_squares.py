#!/usr/bin/env python3
"""Writes least_squares.csv: least-squares problems of many kinds with their exact solutions.

  python3 least_squares.py      writes it beside this file (some seconds), needs mpmath

Every double is taken as the rational number it is, and the normal equations with multipliers are solved in rationals, so the
solutions have no error; they are printed to 25 digits. Problems whose name begins with "polynomial" give x and y as the decimal text
of a data file: "coefficient" solves for the doubles nearest to that text, "decimalCoefficient" for the text itself.
Columns: problem, item, index from 0, values (semicolons between).
"""

import pathlib
import random
from fractions import Fraction

import mpmath

mpmath.mp.dps = 60
random.seed(20260101)
LINES = ["problem,item,index,values"]


def real(value):
    return mpmath.mpf(value.numerator) / value.denominator


def root(value):
    return mpmath.sqrt(real(value))


def text(value):
    return mpmath.nstr(real(value) if isinstance(value, Fraction) else value, 25)


def solve(matrix, right):
    """Gauss-Jordan elimination in rationals; right has several columns."""
    size = len(matrix)
    rows = [list(map(Fraction, matrix[i])) + list(map(Fraction, right[i])) for i in range(size)]
    for column in range(size):
        pivot = next(i for i in range(column, size) if rows[i][column] != 0)
        rows[column], rows[pivot] = rows[pivot], rows[column]
        inverse = 1 / rows[column][column]
        rows[column] = [value * inverse for value in rows[column]]
        for i in range(size):
            if i != column and rows[i][column] != 0:
                factor = rows[i][column]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[column])]
    return [row[size:] for row in rows]


def least_squares(design, observations, weights, constraints=()):
    """Coefficients, covariance and sum of squares; constraints are (row, value)."""
    n, k = len(design[0]), len(constraints)
    normal = [[sum(w * row[a] * row[b] for w, row in zip(weights, design)) for b in range(n)] for a in range(n)]
    matrix = [normal[a] + [c[0][a] for c in constraints] for a in range(n)]
    matrix += [list(c[0]) + [0] * k for c in constraints]
    identity = [[Fraction(int(a == b)) for b in range(n + k)] for a in range(n + k)]
    inverse = solve(matrix, identity)
    right = [sum(w * row[a] * y for w, row, y in zip(weights, design, observations)) for a in range(n)]
    right += [c[1] for c in constraints]
    coefficients = [sum(inverse[a][b] * right[b] for b in range(n + k)) for a in range(n)]
    covariance = [inverse[a][:n] for a in range(n)]
    residuals = [y - sum(a * b for a, b in zip(row, coefficients)) for row, y in zip(design, observations)]
    return coefficients, covariance, residuals, sum(w * r * r for w, r in zip(weights, residuals))


def write(problem, item, lists):
    for index, values in enumerate(lists):
        values = values if isinstance(values, (list, tuple)) else [values]
        printed = [v if isinstance(v, str) else repr(v) if isinstance(v, float) else text(v) for v in values]
        LINES.append(f"{problem},{item},{index}," + ";".join(printed))


def linear(name, design, observations, deviations=None, weights=None, priors=(), constraints=()):
    """priors are (row, mean, deviation), constraints (row, value), all doubles."""
    write(name, "design", design)
    write(name, "observation", observations)
    exact = [Fraction(1)] * len(design)
    if deviations:
        write(name, "standardDeviation", deviations)
        exact = [1 / Fraction(value) ** 2 for value in deviations]
    if weights:
        write(name, "weight", weights)
        exact = [Fraction(value) for value in weights]
    write(name, "prior", [list(row) + [mean, deviation] for row, mean, deviation in priors])
    write(name, "constraint", [list(row) + [value] for row, value in constraints])
    rows = [[Fraction(v) for v in row] for row in list(design) + [p[0] for p in priors]]
    right = [Fraction(v) for v in list(observations) + [p[1] for p in priors]]
    every = exact + [1 / Fraction(p[2]) ** 2 for p in priors]
    conditions = [([Fraction(v) for v in row], Fraction(value)) for row, value in constraints]
    coefficients, covariance, residuals, total = least_squares(rows, right, every, conditions)
    n = len(coefficients)
    write(name, "coefficient", coefficients)
    write(name, "standardError", [root(max(covariance[j][j], Fraction(0))) for j in range(n)])
    write(name, "sumOfSquares", [total])
    write(name, "residual", residuals[: len(design)])
    leverages = [
        w * sum(row[a] * covariance[a][b] * row[b] for a in range(n) for b in range(n)) for w, row in zip(exact, rows)
    ]
    write(name, "leverage", leverages)
    return coefficients


def leave_one_out(name, design, observations, weights):
    """Diagnostics by their definitions: the fit is made anew without each row."""
    rows = [[Fraction(v) for v in row] for row in design]
    right, w = [Fraction(v) for v in observations], [Fraction(v) for v in weights]
    m, n = len(rows), len(rows[0])
    coefficients, covariance, residuals, total = least_squares(rows, right, w)
    variance = total / (m - n)
    students, cooks, standard = [], [], []
    for i in range(m):
        others = [k for k in range(m) if k != i]
        without, cov, _, rest = least_squares([rows[k] for k in others], [right[k] for k in others], [w[k] for k in others])
        miss = right[i] - sum(a * b for a, b in zip(rows[i], without))
        spread = 1 / w[i] + sum(rows[i][a] * cov[a][b] * rows[i][b] for a in range(n) for b in range(n))
        students.append(real(miss) / root(rest / (m - 1 - n) * spread))
        moves = [sum(a * (b - c) for a, b, c in zip(row, coefficients, without)) for row in rows]
        cooks.append(sum(weight * move * move for weight, move in zip(w, moves)) / (n * variance))
        leverage = w[i] * sum(rows[i][a] * covariance[a][b] * rows[i][b] for a in range(n) for b in range(n))
        standard.append(real(residuals[i]) * root(w[i]) / root(variance * (1 - leverage)))
    write(name, "studentized", students)
    write(name, "cook", cooks)
    write(name, "standardized", standard)
    mean = sum(a * b for a, b in zip(w, right)) / sum(w)
    around = sum(a * (b - mean) ** 2 for a, b in zip(w, right))
    write(name, "rSquared", [1 - total / around])
    write(name, "adjustedRSquared", [1 - (total / (m - n)) / (around / (m - 1))])
    scaled = [real(r) * root(v) for r, v in zip(residuals, w)]
    write(name, "durbinWatson", [sum((a - b) ** 2 for a, b in zip(scaled[1:], scaled)) / sum(a * a for a in scaled)])


def polynomial(name, degree, xs, ys):
    """xs and ys are decimal text."""
    write(name, "x", xs)
    write(name, "y", ys)
    for item, number in (("", lambda v: Fraction(float(v))), ("decimal", Fraction)):
        design = [[number(x) ** k for k in range(degree + 1)] for x in xs]
        coefficients, covariance, _, total = least_squares(design, [number(y) for y in ys], [Fraction(1)] * len(xs))
        variance = total / (len(xs) - degree - 1)
        deviations = [root(covariance[j][j] * variance) for j in range(degree + 1)]
        write(name, item + ("C" if item else "c") + "oefficient", coefficients)
        write(name, item + ("S" if item else "s") + "tandardError", deviations)


def main():
    # The conditioning of a polynomial of degree 10 on a range far from 0.
    xs = [f"{-9 + 6 * random.random():.9f}" for _ in range(82)]
    shape = lambda x: 0.85 + 0.05 * float(mpmath.cos(1.7 * x)) - 0.02 * (x + 6) + 0.004 * random.gauss(0, 1)
    polynomial("polynomialDegree10", 10, xs, [f"{shape(float(x)):.4f}" for x in xs])
    # All coefficients 1, and noise far larger than most of them.
    for size in (100000, 10000000):
        noise = [random.randrange(-size, size) for _ in range(21)]
        ys = [f"{sum(x ** k for k in range(6)) + noise[x]}." for x in range(21)]
        polynomial(f"polynomialNoise{size}", 5, [str(x) for x in range(21)], ys)
    years = list(range(1990, 2026))
    growth = [f"{100 / (1 + 2.718281828 ** (-(year - 2010) / 4.0)) + random.gauss(0, 1):.3f}" for year in years]
    polynomial("polynomialYears", 5, [str(year) for year in years], growth)
    for exponent in (2, 5, 8, 11, 12):
        columns = [[random.gauss(0, 1) for _ in range(25)] for _ in range(5)]
        columns[4] = [a - 2 * b + 10.0**-exponent * c for a, b, c in zip(columns[0], columns[1], columns[4])]
        design = [[column[i] for column in columns] for i in range(25)]
        observations = [sum(row) + random.gauss(0, 1) for row in design]
        linear(f"condition1e{exponent}", design, observations)
    design = [[1.0, random.gauss(0, 3), random.random()] for _ in range(12)]
    observations = [row[0] - row[1] / 2 + random.gauss(0, 1) for row in design]
    deviations = [0.1 + random.random() for _ in range(12)]
    weights = [float(random.randrange(1, 9)) for _ in range(12)]
    linear("deviations", design, observations, deviations=deviations)
    linear("weights", design, observations, weights=weights)
    leave_one_out("weights", design, observations, weights)
    priors = [([0.0, 1.0, 0.0], -0.3, 0.05), ([1.0, 0.0, 2.0], 1.5, 0.2)]
    constraints = [([1.0, 2.0, 0.0], 0.25), ([0.1, 0.0, 0.7], 0.3)]
    linear("priors", design, observations, deviations=deviations, priors=priors)
    linear("constraint", design, observations, constraints=constraints[:1])
    linear("constraints", design, observations, deviations=deviations, priors=priors, constraints=constraints)
    linear("fewRows", design[:1], observations[:1], priors=priors, constraints=constraints[:1])
    stiff = [10.0 ** -(row % 9) for row in range(12)]
    linear("stiff", design, observations, deviations=stiff)
    minimum_norm()
    pathlib.Path(__file__).with_name("least_squares.csv").write_text("\n".join(LINES) + "\n")


def minimum_norm():
    """Rank 3 in 5 columns of small integers: x = Bᵀ(BBᵀ)⁻¹(AᵀA)⁻¹Aᵀ y with the design A B of full rank factors."""
    a = [[random.randrange(-9, 10) for _ in range(3)] for _ in range(8)]
    b = [[random.randrange(-9, 10) for _ in range(5)] for _ in range(3)]
    design = [[float(sum(row[k] * b[k][j] for k in range(3))) for j in range(5)] for row in a]
    observations = [float(random.randrange(-99, 100)) for _ in range(8)]
    fractions = [[Fraction(v) for v in row] for row in a]
    middle, _, _, total = least_squares(fractions, [Fraction(v) for v in observations], [Fraction(1)] * 8)
    outer = [[Fraction(sum(p * q for p, q in zip(b[i], b[j]))) for j in range(3)] for i in range(3)]
    inner = [row[0] for row in solve(outer, [[v] for v in middle])]
    write("minimumNorm", "design", design)
    write("minimumNorm", "observation", observations)
    write("minimumNorm", "coefficient", [sum(b[k][j] * inner[k] for k in range(3)) for j in range(5)])
    write("minimumNorm", "sumOfSquares", [total])


if __name__ == "__main__":
    main()
