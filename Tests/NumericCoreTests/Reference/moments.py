"""Writes moments.csv: moments of samples that are exact in doubles, by rational arithmetic, rounded once at the end.

    python3 Tests/NumericCoreTests/Reference/moments.py      # needs nothing beyond Python

The samples are made again in MomentsTests; a value is an integer over a power of two.
"""

from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

getcontext().prec = 60
COUNT = 4000
PLACES = [i * 7919 % 4001 for i in range(COUNT)]
SAMPLES = {
    # 1e9 with a spread of 1e-3.
    "offset": [Fraction(10**9) + Fraction(k - 2000, 2**20) for k in PLACES],
    "alternating": [Fraction((-1) ** i * (1 + i * i), 8) for i in range(COUNT)],
    "skewed": [Fraction(k**4, 2**30) for k in PLACES],
    "sorted": [Fraction(10**15 + i) for i in range(COUNT)],
    "outlier": [Fraction(2**60)] + [Fraction(k, 2**10) for k in PLACES[1:]],
    "tiny": [Fraction(k - 700, 2**250) for k in PLACES],
    "huge": [Fraction((k - 700) * 2**230) for k in PLACES],
    "two": [Fraction(1), Fraction(1) + Fraction(1, 2**52)],
}


def decimal(x):
    return Decimal(x.numerator) / Decimal(x.denominator)


def main():
    lines = ["sample,mean,standard_deviation,skewness,excess_kurtosis"]
    for name, values in SAMPLES.items():
        n = len(values)
        mean = sum(values) / n
        deviations = [x - mean for x in values]
        second, third, fourth = (sum(d**k for d in deviations) / n for k in (2, 3, 4))
        sd = (decimal(second) * n / (n - 1)).sqrt()
        skewness = decimal(third) / decimal(second) / decimal(second).sqrt()
        numbers = [decimal(mean), sd, skewness, decimal(fourth / second**2) - 3]
        lines.append(",".join([name] + [repr(float(x)) for x in numbers]))
    Path(__file__).with_name("moments.csv").write_text("\n".join(lines) + "\n")


main()
