"""What the yardstick's Python peers share: its numbers, its 60 columns, the options, and the reduction in NumPy."""
import argparse
import calendar
import math
import time

import numpy as np

YEAR = 365.25
Z95 = 1.6448536269514722
MONTHS = 72
BATCHES = 16
LEVELS = np.array([0.01, 0.025] + [k / 20 for k in range(1, 20)] + [0.975, 0.99])
QUARTERLY_YEAR = 1

# flows: six years, four quarters of 2026, the total
FLOWS = [("ownership.cash_to_owner", "usd"), ("ownership.operating_contribution", "usd"), ("ad_revenue.revenue", "usd"),
         ("engagement.user_hours", "hours"), ("user_growth.monthly_users", "users")]
ONCE = [("ownership.value_to_owner", "usd"), ("ownership.value_of_us_business", "usd"), ("ownership.terminal_value_to_owner", "usd"),
        ("ownership.terminal_value_of_us_business", "usd"), ("regulation.time_to_resolution", "days")]
PERIODS = ["2025", "2026", "2027", "2028", "2029", "2030", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "total"]
COLUMNS = [(name, unit, period) for name, unit in FLOWS for period in PERIODS] + [(name, unit, "total") for name, unit in ONCE]

# regimes: deferred, statute_pending, distribution_withdrawn, joint_venture, divested
REGIMES = 5
RESOLVED = np.array([False, False, False, True, True])
# two clocks for each regime: where they lead; a rate of 0 stands for a clock that is not there
TARGETS = np.array([[3, 1], [0, 2], [0, 4], [4, 0], [0, 0]])


def days_of(month):
    return calendar.monthrange(2025 + month // 12, month % 12 + 1)[1]


def log_normal(low, high):
    """Mean and standard deviation of the logarithm of `low to high`."""
    return 0.5 * (math.log(low) + math.log(high)), (math.log(high) - math.log(low)) / (2 * Z95)


def wanted(months, outputs):
    """Numbers of the columns that so many months fill, at most so many of them."""
    def last(column):
        name, _, period = COLUMNS[column]
        if period == "total":
            return 0
        if "Q" in period:
            return 12 + 3 * int(period[-1]) - 1
        return 12 * (int(period) - 2025) + 11
    return [c for c in range(len(COLUMNS)) if last(c) < months][:outputs]


def options(name):
    parser = argparse.ArgumentParser(description=name)
    parser.add_argument("--paths", type=int, default=65536)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--months", type=int, default=MONTHS)
    parser.add_argument("--outputs", type=int, default=len(COLUMNS))
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--simulate-only", action="store_true")
    parser.add_argument("--out")
    return parser


def timed(options, run):
    """Runs so often, prints a line of figures each: paths,threads,months,outputs,mode,seconds,processor seconds."""
    for _ in range(options.repeat):
        wall, processor = time.perf_counter(), time.process_time()
        run()
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        mode = "simulation" if options.simulate_only else "all"
        print(f"{options.paths},{options.threads},{options.months},{options.outputs},{mode},{wall:.6f},{processor:.6f}", flush=True)


HALF = np.uint64(1 << 41)
SHIFT = np.uint64(42)


def key(x):
    """The bin of positive sizes: an exponent and ten bits of the mantissa."""
    return (np.asarray(x, np.float64).view(np.uint64) + HALF) >> SHIFT


class Design:
    """How columns are counted, settled on the first chunk: centres, windows of bins, thresholds at the edges of bins."""

    def __init__(self, pilot):
        count = pilot.shape[1]
        ordered = np.sort(pilot, axis=1)
        self.centre = pilot.mean(axis=1)
        scale = np.maximum(ordered[:, -1], 1e-300)
        self.first = key(scale * 2.0**-16).astype(np.int64)
        self.bins = int((key(scale * 16).astype(np.int64) - self.first).max()) + 1
        at = ordered[:, (LEVELS * count).astype(int)]
        places = np.clip(key(at.ravel()).astype(np.int64).reshape(at.shape) - self.first[:, None], 0, self.bins - 1) + 1
        self.interval = np.zeros((len(pilot), self.bins), np.uint8)
        for row in range(len(pilot)):
            for edge in places[row]:
                self.interval[row, edge:] += 1

    def edge(self, row, place):
        return ((np.uint64(self.first[row] + place) << SHIFT) - HALF).view(np.float64)


class Tally:
    """Sums of sixteen batches, counts of bins, and counts between the thresholds by batch."""

    def __init__(self, design):
        rows = len(design.centre)
        self.design = design
        self.sums, self.squares = np.zeros((rows, BATCHES)), np.zeros((rows, BATCHES))
        self.counts = np.zeros((rows, design.bins), np.int64)
        self.within = np.zeros((rows, len(LEVELS) + 1, BATCHES), np.int64)

    def add(self, values):
        """Values as rows of columns; their number is a multiple of 16."""
        d = self.design
        apart = (values - d.centre[:, None]).reshape(len(values), -1, BATCHES)
        self.sums += apart.sum(axis=1)
        self.squares += np.einsum("rij,rij->rj", apart, apart)
        batch = np.tile(np.arange(BATCHES), values.shape[1] // BATCHES)
        for row in range(len(values)):
            place = np.clip(key(values[row]).astype(np.int64) - d.first[row], 0, d.bins - 1)
            self.counts[row] += np.bincount(place, minlength=d.bins)
            cell = d.interval[row, place].astype(np.int64) * BATCHES + batch
            self.within[row] += np.bincount(cell, minlength=self.within[row].size).reshape(self.within[row].shape)

    def merge(self, other):
        for own, more in ((self.sums, other.sums), (self.squares, other.squares), (self.counts, other.counts), (self.within, other.within)):
            own += more

    def statistics(self, row, paths):
        """(name, value, standard error) of a column."""
        each = paths / BATCHES
        means = self.sums[row] / each
        deviations = np.sqrt(np.maximum(0, (self.squares[row] - self.sums[row] * means) / (each - 1)))
        error = lambda x: math.sqrt(((x - x.mean()) ** 2).sum() / (BATCHES * (BATCHES - 1)))
        total, squares = self.sums[row].sum(), self.squares[row].sum()
        yield "mean", self.design.centre[row] + total / paths, error(means)
        yield "sd", math.sqrt(max(0, (squares - total * total / paths) / (paths - 1))), error(deviations)
        counts = self.counts[row]
        cumulative = np.concatenate(([0], np.cumsum(counts)))
        shares = np.cumsum(self.within[row], axis=0)[:-1] / each

        def quantile(level):
            target = level * paths
            place = int(np.searchsorted(cumulative, target, side="left")) - 1
            if place <= 0:
                return 0.0
            low, high = self.design.edge(row, place), self.design.edge(row, place + 1)
            beside = counts[place - 1] + (counts[place + 1] if place + 1 < len(counts) else 0)
            if counts[place] > 4 * beside + 64:
                return 0.5 * (low + high)
            return low + (high - low) * (target - cumulative[place]) / counts[place]

        for level, share in zip(LEVELS, shares):
            e = error(share)
            low, high = quantile(max(level - e, 0.5 / paths)), quantile(min(level + e, 1 - 0.5 / paths))
            yield f"q{level:g}", quantile(level), 0.5 * (high - low)


def write(path, columns, tally, paths):
    with open(path, "w") as file:
        file.write("scenario,output,unit,period,statistic,value,standard_error\n")
        for row, column in enumerate(columns):
            name, unit, period = COLUMNS[column]
            for statistic, value, error in tally.statistics(row, paths):
                file.write(f"yardstick,{name},{unit},{period},{statistic},{value:.6g},{error:.6g}\n")
