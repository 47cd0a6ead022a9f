#!/usr/bin/env python3
"""Benchmarks/yardstick.yaml in NumPy: chunks of 4,096 paths as arrays, NumPy's own generator (PCG64) and its normals. See ../README.md."""
from concurrent.futures import ProcessPoolExecutor

import numpy as np

import common
from common import COLUMNS, FLOWS, PERIODS, QUARTERLY_YEAR, REGIMES, RESOLVED, TARGETS, YEAR, days_of, log_normal

CHUNK = 4096
LN2 = np.log(2.0)


class Chunk:
    def __init__(self, n, rng):
        self.n, self.rng = n, rng
        normal, uniform = rng.standard_normal, rng.random

        def log_of(low, high):
            mu, sigma = log_normal(low, high)
            return mu + sigma * normal(n)

        self.active = np.exp(log_of(165e6, 195e6))
        rate = 0.33 + 0.1 * normal(n)
        self.rate_is_negative = rate < 0
        ceiling, stickiness = log_of(0.28, 0.46), log_of(0.52, 0.58)
        self.inverse_capacity = np.exp(stickiness - ceiling) / 333.3e6
        self.noise = np.exp(log_of(0.01, 0.05))
        minutes = log_of(46, 58)
        half_life = 1 + 3 * uniform(n)
        scale = 0.025 * normal(n) * half_life / LN2
        # exp(G) = exp(scale - scale 2^(-τ/h)): the second term shrinks by a factor a month
        self.activity = stickiness + minutes - np.log(60) + scale
        self.trend_left = scale * np.exp2(-0.5 / 12 / half_life)
        self.trend_factor = np.exp2(-1 / 12 / half_life)
        price, self.benchmark = log_of(0.42, 0.55), log_of(0.6, 1.5)
        half_life = np.exp(log_of(2, 8))
        self.gap_left = (price - self.benchmark) * np.exp2(-0.5 / 12 / half_life)
        self.gap_factor = np.exp2(-1 / 12 / half_life)
        self.noise_sd = 0.06 + 0.1 * uniform(n)
        self.persistence = np.exp2(-1 / (4 + 14 * uniform(n)))
        self.innovation = self.noise_sd * np.sqrt(1 - self.persistence**2)
        self.downturn_rate = np.exp(log_of(0.08, 0.35)) / YEAR
        self.depth = -np.log1p(-rng.beta(5, 23, n))
        self.downturn_factor = np.exp2(-1 / (6 + 12 * uniform(n)))
        self.downturn = np.zeros(n)
        self.margin = 0.18 + 0.27 * uniform(n)
        self.discount_log = -np.log(1.08 + 0.07 * uniform(n))
        self.multiple = 6 + 8 * uniform(n)
        e = 0.05 + 0.15 * uniform(n)

        # effects of a day in each regime: growth, churn, hours, revenue, the owner's cash of full revenue
        self.effects = np.empty((REGIMES, 5, n))
        engagement = np.exp(log_of(0.94, 1.03))
        demand = rng.beta(18, 2, n)
        m = self.margin
        self.effects[0] = rate / YEAR, 0 * m, 0 * m + 1, 0 * m + 1, m
        self.effects[1] = 0.9 * rate / YEAR, 0 * m, 0 * m + 1, demand, demand * m
        self.effects[2] = 0 * m, np.exp(log_of(0.15, 0.8)) / YEAR, 0 * m + 0.95, 0 * m + 0.76, 0.76 * m
        self.effects[3] = rate / YEAR, 0 * m, engagement, engagement * 1.03, engagement * 1.03 * ((e + 0.2 * (1 - e)) * m + 0.05 * (1 - e))
        self.effects[4] = 0.95 * rate / YEAR, 0 * m, 0 * m + 0.97, 0 * m + 0.97 * 1.02, 0 * m + 0.97 * 1.02 * 0.02
        self.rates = np.zeros((REGIMES, 2, n))
        self.rates[0] = np.exp(log_of(0.3, 1.5)), np.exp(log_of(0.1, 0.5))
        self.rates[1:4, 0] = np.array([1, 2, 0.05])[:, None]
        self.rates[1:3, 1] = np.array([0.4, 0.5])[:, None]
        self.rates /= YEAR
        self.total_rate = self.rates.sum(axis=1)
        self.regime = np.zeros(n, np.int64)
        self.held = self.effects[0].copy()
        self.held_rate = self.total_rate[0].copy()
        self.resolution = np.full(n, np.inf)

    def walk(self, who, sums, start, days):
        """The paths on which a clock rings, from ring to ring. Every clock is drawn once a month."""
        rates = self.rates[:, :, who]
        with np.errstate(divide="ignore"):
            rings = -np.log1p(-self.rng.random(rates.shape)) / rates
        regime = self.regime[who]
        local = np.arange(len(who))
        # given that some clock of the regime rings this month
        first = -np.log1p(-self.uniform[who]) / self.held_rate[who]
        second = self.rng.random(len(who)) * self.held_rate[who] >= rates[regime, 0, local]
        rings[regime, :, local] += first[:, None]
        rings[regime, second.astype(int), local] = first
        now, part = np.zeros(len(who)), np.zeros((5, len(who)))
        live = local[first < days]
        part[:, first >= days] = self.effects[regime, :, who].T[:, first >= days] * days
        while len(live):
            own = rings[regime[live], :, live]
            own = np.where(own > now[live, None], own, np.inf)
            clock = np.argmin(own, axis=1)
            day = np.minimum(own[np.arange(len(live)), clock], days)
            part[:, live] += self.effects[regime[live], :, who[live]].T * (day - now[live])
            now[live] = day
            on = day < days
            live, clock = live[on], clock[on]
            regime[live] = TARGETS[regime[live], clock]
            done = live[RESOLVED[regime[live]]]
            self.resolution[who[done]] = np.minimum(self.resolution[who[done]], start + now[done])
        self.regime[who] = regime
        self.held[:, who] = self.effects[regime, :, who].T
        self.held_rate[who] = self.total_rate[regime, who]
        sums[:, who] = part

    def simulate(self, months):
        n, rng = self.n, self.rng
        rows = np.zeros((len(COLUMNS), n))
        row = lambda flow, period: rows[flow * len(PERIODS) + period]
        value_owner = value_revenue = np.zeros(n)
        factor = np.exp(self.discount_log / 12)
        discount = np.exp(self.discount_log / 24)
        start = 0
        begins = {days: 1 - np.exp(-self.downturn_rate * days) for days in (28, 29, 30, 31)}
        for t in range(months):
            days = days_of(t)
            sums = self.held * days
            self.uniform = rng.random(n)
            ringing = np.flatnonzero(self.uniform < self.held_rate * days)
            if len(ringing):
                self.walk(ringing, sums, start, days)
            growth, churn, hours_days, revenue_days, cash_days = sums
            grows = np.exp(growth)
            filling = self.active * self.inverse_capacity
            filling = np.where(self.rate_is_negative, np.minimum(filling, 1), filling)
            denominator = 1 + filling * (grows - 1)
            denominator = np.where(growth < 0, np.maximum(denominator, 0.5 * grows), denominator)
            after = self.active * grows / denominator * np.exp(self.noise * np.sqrt(days / YEAR) * rng.standard_normal(n) - churn)
            users = 0.5 * (self.active + after)
            self.active = after
            z = rng.standard_normal(n)
            self.market = self.noise_sd * z if t == 0 else self.persistence * self.market + self.innovation * z
            self.downturn = self.downturn * self.downturn_factor + np.where(rng.random(n) < begins[days], self.depth, 0)
            a_day = users * np.exp(self.activity - self.trend_left)
            money = a_day * np.exp(self.benchmark + self.gap_left + self.market - self.downturn)
            self.trend_left *= self.trend_factor
            self.gap_left *= self.gap_factor
            sales, owner = money * revenue_days, money * cash_days
            value_owner = value_owner + discount * owner
            value_revenue = value_revenue + discount * sales
            discount = discount * factor
            periods = [t // 12, 10] + ([6 + t % 12 // 3] if t // 12 == QUARTERLY_YEAR else [])
            for flow, value in ((0, owner), (2, sales), (3, a_day * hours_days), (4, users)):
                for period in periods:
                    row(flow, period)[:] += value
            start += days
        for period in range(len(PERIODS)):
            row(1, period)[:] = self.margin * row(2, period)
            row(4, period)[:] /= months if period == 10 else 3 if period >= 6 else 12
        scale = self.multiple * (YEAR / days) * np.exp(self.discount_log * (months / 12))
        to_owner, of_business = scale * np.maximum(0, owner), scale * np.maximum(0, sales * self.margin)
        rows[55:] = value_owner + to_owner, value_revenue * self.margin + of_business, to_owner, of_business, np.minimum(self.resolution, start)
        return rows


def chunk(seed, number, n, months):
    return Chunk(n, np.random.default_rng([seed, number])).simulate(months)


def part(arguments):
    """The chunks of one process."""
    seed, numbers, paths, months, columns, design = arguments
    tally = common.Tally(design) if design else None
    for number in numbers:
        rows = chunk(seed, number, min(CHUNK, paths - number * CHUNK), months)
        if tally:
            tally.add(rows[columns])
    return tally


def main():
    options = common.options(__doc__).parse_args()
    columns = common.wanted(options.months, options.outputs)
    chunks = -(-options.paths // CHUNK)
    pool = ProcessPoolExecutor(options.threads) if options.threads > 1 else None

    def run():
        design = None
        if not options.simulate_only:
            design = common.Design(chunk(options.seed, 0, min(CHUNK, options.paths), options.months)[columns])
        parts = [(options.seed, range(k, chunks, options.threads), options.paths, options.months, columns, design) for k in range(options.threads)]
        tallies = list(pool.map(part, parts) if pool else map(part, parts))
        if options.simulate_only:
            return
        for other in tallies[1:]:
            tallies[0].merge(other)
        if options.out:
            common.write(options.out, columns, tallies[0], options.paths)

    if pool:
        list(pool.map(abs, range(options.threads)))
    common.timed(options, run)


if __name__ == "__main__":
    main()
