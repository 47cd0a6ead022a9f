#!/usr/bin/env python3
"""Prints the cost of NumPy's and SciPy's primitives in nanoseconds a value, under the names of CostSuite.swift.

The least of five rounds over 8192 values, each round at least 20 ms. `make accuracy` runs it just before its own.
"""

import time

import numpy
import scipy
from scipy import special
from scipy.stats import qmc

COUNT = 8192
UNIFORMS = (numpy.arange(COUNT) * 5003 % COUNT + 0.5) / COUNT
GENERATOR = numpy.random.Generator(numpy.random.Philox(1))
PLAIN = qmc.Sobol(10, scramble=False)
SCRAMBLED = qmc.Sobol(10, scramble=True, seed=1)
DESIGN = UNIFORMS[:1000].reshape(10, 100).T
OBSERVATIONS = UNIFORMS[4000:4100]


def sobol(engine):
    engine.reset()
    return engine.random(COUNT)


CASES = [
    ("exp", "numpy.exp", COUNT, lambda: numpy.exp(UNIFORMS)),
    ("log", "numpy.log", COUNT, lambda: numpy.log(UNIFORMS)),
    ("normal quantile", "scipy.special.ndtri", COUNT, lambda: special.ndtri(UNIFORMS)),
    ("expm1", "numpy.expm1", COUNT, lambda: numpy.expm1(UNIFORMS)),
    ("log gamma", "scipy.special.gammaln", COUNT, lambda: special.gammaln(UNIFORMS)),
    ("normal cumulative", "scipy.special.ndtr", COUNT, lambda: special.ndtr(UNIFORMS)),
    ("gamma quantile", "scipy.special.gammaincinv", COUNT, lambda: special.gammaincinv(2.5, UNIFORMS)),
    ("beta quantile", "scipy.special.betaincinv", COUNT, lambda: special.betaincinv(2, 3.5, UNIFORMS)),
    ("Student t quantile", "scipy.special.stdtrit", COUNT, lambda: special.stdtrit(5, UNIFORMS)),
    ("Philox normal", "numpy Philox, ziggurat", COUNT, lambda: GENERATOR.standard_normal(COUNT)),
    ("Sobol point", "scipy.stats.qmc.Sobol(10), a coordinate", COUNT * 10, lambda: sobol(PLAIN)),
    ("Sobol point, scrambled", "scipy.stats.qmc.Sobol(10), a coordinate", COUNT * 10, lambda: sobol(SCRAMBLED)),
    (
        "least squares, 100 rows, 10 columns",
        "numpy.linalg.lstsq, coefficients only",
        1,
        lambda: numpy.linalg.lstsq(DESIGN, OBSERVATIONS, rcond=None),
    ),
]


def nanoseconds(call, values):
    calls, best, rounds = 1, float("inf"), 0
    call()
    while rounds < 5:
        start = time.perf_counter_ns()
        for _ in range(calls):
            call()
        passed = time.perf_counter_ns() - start
        if passed < 20_000_000:
            calls *= 2
            continue
        best = min(best, passed / (calls * values))
        rounds += 1
    return best


print(f"name;what (NumPy {numpy.__version__}, SciPy {scipy.__version__});nanoseconds")
for name, what, values, call in CASES:
    print(f"{name};{what};{nanoseconds(call, values):.4g}")
