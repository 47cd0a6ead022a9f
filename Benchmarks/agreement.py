#!/usr/bin/env python3
"""Do two tables of results agree within their Monte Carlo errors?

  agreement.py FIRST.csv SECOND.csv --paths N [--alarm 0.001]

Both are tables as `crossroads run` writes them, of the same number of paths, and the second of a program that draws independently. Every
statistic that is in both is compared.

Means: the difference over sqrt(2) times sd/sqrt(paths) is normal at most, for no design of points is worse than independent ones.
Standard deviations and quantiles: the difference over sqrt(2) times the larger of the two standard errors is Student's t of 15 degrees of
freedom (sixteen batches) at most. Quantiles may differ by another 0.1 % of their size, the width of the bins they are counted in, and
every number by the last of its six printed digits.

The level of each comparison is Bonferroni's: if the programs agree, fewer than `--alarm` of pairs of tables fail by chance, and as the
statistics of one table hang together, far fewer. Exits 1 if they do not agree.
"""
import argparse
import csv
import dataclasses
import math
import sys

from scipy.stats import t as student

BINS = 2.0**-10
DIGITS = 2e-6


@dataclasses.dataclass
class Comparison:
    """A difference in standard errors, and the degrees of freedom of its distribution."""

    output: str
    period: str
    statistic: str
    first: float
    second: float
    t: float
    degrees: float = math.inf


def read(path):
    """{(output, period, statistic): (value, standard error)} of a table."""
    with open(path, newline="") as file:
        return {
            (row["output"], row["period"], row["statistic"]): (float(row["value"]), float(row["standard_error"] or "nan"))
            for row in csv.DictReader(file)
        }


def in_errors(excess, error):
    return excess / error if error > 0 else math.inf if excess > 0 else 0.0


def compare(first, second, paths):
    """Every statistic that two tables of so many paths have in common."""
    result = []
    for key in first:
        if key not in second:
            continue
        (a, ea), (b, eb) = first[key], second[key]
        size = max(abs(a), abs(b))
        if key[2] == "mean":
            error, degrees, room = second[key[0], key[1], "sd"][0] / math.sqrt(paths), math.inf, DIGITS * size
        else:
            error, degrees, room = max(ea, eb), 15, (DIGITS + (BINS if key[2].startswith("q") else 0)) * size
        result.append(Comparison(*key, a, b, in_errors(max(0.0, abs(a - b) - room), math.sqrt(2) * error), degrees))
    return result


def report(name, comparisons, alarm=0.001, required=1):
    """Prints one line, and the failures; returns whether the tables agree."""
    if len(comparisons) < required:
        print(f"{name}: only {len(comparisons)} numbers in common, {required} expected", flush=True)
        return False
    threshold = {degrees: student.isf(0.5 * alarm / len(comparisons), degrees) for degrees in {c.degrees for c in comparisons}}
    failures = [c for c in comparisons if not c.t <= threshold[c.degrees]]
    largest = "; ".join(
        f"largest {max(c.t for c in comparisons if c.degrees == degrees):.1f} of {limit:.1f} allowed"
        + ("" if math.isinf(degrees) else f" ({degrees} degrees)")
        for degrees, limit in sorted(threshold.items(), reverse=True))
    print(f"{name}: {len(comparisons)} numbers, {len(failures)} apart; in standard errors {largest}", flush=True)
    for c in failures[:20]:
        print(f"    {c.output} {c.period} {c.statistic}: {c.first:.6g} and {c.second:.6g}, {c.t:.1f} standard errors")
    return not failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first")
    parser.add_argument("second")
    parser.add_argument("--paths", type=int, required=True)
    parser.add_argument("--alarm", type=float, default=0.001)
    options = parser.parse_args()
    comparisons = compare(read(options.first), read(options.second), options.paths)
    sys.exit(0 if report(options.first, comparisons, options.alarm) else 1)


if __name__ == "__main__":
    main()
