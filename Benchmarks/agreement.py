#!/usr/bin/env python3
"""Do two tables of results agree within their Monte Carlo errors?

  agreement.py FIRST.csv SECOND.csv [--alarm 0.001]

Both are tables as `crossroads run` writes them, of the same number of paths. Every statistic that is in both is compared: the difference
over sqrt(2) times the larger of the two standard errors is, if the programs agree, not larger than Student's t of 15 degrees of freedom
(sixteen batches). The threshold is Bonferroni's: fewer than `--alarm` of such comparisons fail by chance, and as the statistics of one
table hang together, far fewer. Quantiles may differ by another 0.1 % of their size, the width of the bins they are counted in, and every number by the last of its six printed digits.
Exits 1 if they do not agree.
"""
import argparse
import csv
import math
import sys

from scipy.stats import t as student

BINS = 2.0**-10


def read(path):
    """{(output, period, statistic): (value, standard error)} of a table."""
    with open(path, newline="") as file:
        return {
            (row["output"], row["period"], row["statistic"]): (float(row["value"]), float(row["standard_error"] or "nan"))
            for row in csv.DictReader(file)
        }


def compare(first, second, alarm=0.001, floors={}):
    """Statistics compared, the largest t, the threshold, and what fails: [(key, first, second, t)].

    `floors`: {(output, period): size below which values may count as 0}.
    """
    keys = [key for key in first if key in second]
    failures, worst = [], 0.0
    threshold = student.isf(0.5 * alarm / max(1, len(keys)), 15)
    for key in keys:
        (a, ea), (b, eb) = first[key], second[key]
        error = math.sqrt(2) * max(ea, eb)
        size = max(abs(a), abs(b))
        room = 2e-6 * size + floors.get(key[:2], 0) + (BINS * size if key[2].startswith("q") else 0)
        excess = max(0.0, abs(a - b) - room)
        if excess == 0:
            continue
        if not error > 0:
            failures.append((key, a, b, math.inf))
            continue
        t = excess / error
        worst = max(worst, t)
        if t > threshold:
            failures.append((key, a, b, t))
    return keys, worst, threshold, failures


def report(name, first, second, alarm=0.001, floors={}, required=1):
    """Prints one line, and the failures; returns whether the tables agree."""
    keys, worst, threshold, failures = compare(first, second, alarm, floors)
    if len(keys) < required:
        print(f"{name}: only {len(keys)} numbers in common, {required} expected")
        return False
    print(f"{name}: {len(keys)} numbers, {len(failures)} apart; largest t {worst:.1f} of {threshold:.1f} allowed (false alarms below {alarm:g})")
    for (output, period, statistic), a, b, t in failures[:20]:
        print(f"  {output} {period} {statistic}: {a:.6g} and {b:.6g}, t = {t:.1f}")
    return not failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first")
    parser.add_argument("second")
    parser.add_argument("--alarm", type=float, default=0.001)
    options = parser.parse_args()
    sys.exit(0 if report(options.first, read(options.first), read(options.second), options.alarm) else 1)


if __name__ == "__main__":
    main()
