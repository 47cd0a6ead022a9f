#!/usr/bin/env python3
"""Benchmarks/yardstick.yaml in JAX on the processor: float64, one compiled function per chunk, a scan over months. See ../README.md.

Random numbers are those of XLA's own generator (`unsafe_rbg`, much faster than JAX's default). A path rings at most twice in a month here
(a third ring in a month has a chance of about 1e-5); the columns are counted by NumPy's reduction, in the mode that reduces.
"""
import math
import os
import sys

import common

OPTIONS = common.options(__doc__)
OPTIONS.add_argument("--chunk", type=int, default=2048)

if __name__ == "__main__":
    options = OPTIONS.parse_args()
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=" + ("false" if options.threads == 1 else "true")
    os.environ["OMP_NUM_THREADS"] = str(options.threads)
    if hasattr(os, "sched_setaffinity"):
        # XLA takes as many threads as it sees processors
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-options.threads :])

import jax
import jax.numpy as jnp
import numpy as np

from common import MONTHS, YEAR, days_of, log_normal

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_default_prng_impl", "unsafe_rbg")
LN2 = math.log(2.0)


def beta_polynomial(a, b, terms=25, reach=8.3):
    """Log-odds of the quantile as a polynomial of z/reach, highest power first."""
    from numpy.polynomial import chebyshev
    from scipy import special, stats

    z = reach * np.cos(np.pi * (2 * np.arange(terms) + 1) / (2 * terms))
    low, high = stats.beta(a, b).ppf(special.ndtr(-np.abs(z))), stats.beta(b, a).ppf(special.ndtr(-np.abs(z)))
    odds = np.where(z < 0, np.log(low) - np.log1p(-low), np.log1p(-high) - np.log(high))
    return chebyshev.cheb2poly(chebyshev.chebfit(z / reach, odds, terms - 1))[::-1]


DEPTH, DEMAND = beta_polynomial(5, 23), beta_polynomial(18, 2)


def beta_of(polynomial, z):
    return 1 / (1 + jnp.exp(-jnp.polyval(jnp.asarray(polynomial), z / 8.3)))


def simulate(key, n, months):
    """The 60 columns of n paths."""
    names = iter(jax.random.split(key, 40))
    normal = lambda: jax.random.normal(next(names), (n,))
    uniform = lambda: jax.random.uniform(next(names), (n,))

    def log_of(low, high):
        mu, sigma = log_normal(low, high)
        return mu + sigma * normal()

    active = jnp.exp(log_of(165e6, 195e6))
    rate = (0.33 + 0.1 * normal()) / YEAR
    ceiling, stickiness = log_of(0.28, 0.46), log_of(0.52, 0.58)
    inverse_capacity = jnp.exp(stickiness - ceiling) / 333.3e6
    noise = jnp.exp(log_of(0.01, 0.05)) / math.sqrt(YEAR)
    half_life = 1 + 3 * uniform()
    scale = 0.025 * normal() * half_life / LN2
    activity = stickiness + log_of(46, 58) - math.log(60) + scale
    trend_left, trend_factor = scale * jnp.exp(-0.5 / 12 * LN2 / half_life), jnp.exp(-LN2 / 12 / half_life)
    benchmark = log_of(0.6, 1.5)
    catch_up = -LN2 / 12 / jnp.exp(log_of(2, 8))
    gap_left, gap_factor = (log_of(0.42, 0.55) - benchmark) * jnp.exp(0.5 * catch_up), jnp.exp(catch_up)
    noise_sd = 0.06 + 0.1 * uniform()
    persistence = jnp.exp(-LN2 / (4 + 14 * uniform()))
    innovation = noise_sd * jnp.sqrt(1 - persistence**2)
    downturn_rate = jnp.exp(log_of(0.08, 0.35)) / YEAR
    depth = -jnp.log(1 - beta_of(DEPTH, normal()))
    downturn_factor = jnp.exp(-LN2 / (6 + 12 * uniform()))
    margin = 0.18 + 0.27 * uniform()
    discount_log = -jnp.log(1.08 + 0.07 * uniform())
    multiple = 6 + 8 * uniform()
    e = 0.05 + 0.15 * uniform()
    churn = jnp.exp(log_of(0.15, 0.8)) / YEAR
    demand = beta_of(DEMAND, normal())
    engagement = jnp.exp(log_of(0.94, 1.03))
    to_venture, to_pending = jnp.exp(log_of(0.3, 1.5)) / YEAR, jnp.exp(log_of(0.1, 0.5)) / YEAR
    venture = (e + 0.2 * (1 - e)) * margin + 0.05 * (1 - e)

    def pick(regime, values):
        result = values[4]
        for k in range(3, -1, -1):
            result = jnp.where(regime == k, values[k], result)
        return result

    def rates_of(regime):
        return pick(regime, [to_venture, 1 / YEAR, 2 / YEAR, 0.05 / YEAR, 0]), pick(regime, [to_pending, 0.4 / YEAR, 0.5 / YEAR, 0, 0])

    def effects_of(regime):
        hours = pick(regime, [1, 1, 0.95, engagement, 0.97])
        revenue = hours * pick(regime, [1, demand, 0.8, 1.03, 1.02])
        owner = pick(regime, [margin, margin, margin, venture, 0.02])
        return jnp.stack([rate * pick(regime, [1, 0.9, 0, 1, 0.95]), pick(regime, [0, 0, churn, 0, 0]), hours, revenue, revenue * owner])

    def target(regime, second):
        return jnp.where(second, pick(regime, [1, 2, 4, 4, 4]), pick(regime, [3, 0, 0, 4, 4]))

    calendar = np.array([days_of(t) for t in range(MONTHS)], float)[:months]
    starts = np.concatenate(([0], np.cumsum(calendar)[:-1]))

    def month(state, now):
        (regime, active, market, downturn, trend_left, gap_left, discount, owner_value, revenue_value, resolution) = state
        days, start, key = now
        z = jax.random.normal(jax.random.fold_in(key, 0), (2, n))
        u = jax.random.uniform(jax.random.fold_in(key, 1), (4, n))

        # the first ring: its day and its clock from one uniform
        first, second = rates_of(regime)
        total = first + second
        chance = -jnp.expm1(-total * days)
        rings = u[0] < chance
        share = jnp.where(total > 0, first / jnp.where(total > 0, total, 1), 1) * chance
        is_second = u[0] >= share
        place = jnp.where(is_second, (u[0] - share) / jnp.maximum(chance - share, 1e-300), u[0] / jnp.maximum(share, 1e-300))
        day = jnp.where(rings, -jnp.log1p(-place * chance) / jnp.where(total > 0, total, 1), days)
        entered = jnp.where(rings, target(regime, is_second), regime)
        # the second: clocks of the new regime run from the month's start, and are lost if they rang before
        first, second = rates_of(entered)
        a, b = (-jnp.log1p(-x) / jnp.maximum(r, 1e-12) for x, r in ((u[1], first), (u[2], second)))
        a, b = jnp.where(a > day, a, days), jnp.where(b > day, b, days)
        later = jnp.where(rings, jnp.minimum(jnp.minimum(a, b), days), days)
        moves = rings & (later < days)
        last = jnp.where(moves, target(entered, b < a), entered)
        sums = effects_of(regime) * day + effects_of(entered) * (later - day) + effects_of(last) * (days - later)
        resolution = jnp.minimum(resolution, jnp.where(rings & (entered >= 3), start + day, jnp.inf))
        resolution = jnp.minimum(resolution, jnp.where(moves & (last >= 3), start + later, jnp.inf))

        growth, lost, hours, revenue, owner = sums
        factor = jnp.exp(growth)
        filling = active * inverse_capacity
        filling = jnp.where(rate < 0, jnp.minimum(filling, 1), filling)
        denominator = 1 + filling * (factor - 1)
        denominator = jnp.where(growth < 0, jnp.maximum(denominator, 0.5 * factor), denominator)
        after = active * factor / denominator * jnp.exp(noise * jnp.sqrt(days) * z[0] - lost)
        users = 0.5 * (active + after)
        market = jnp.where(start == 0, noise_sd * z[1], persistence * market + innovation * z[1])
        downturn = downturn * downturn_factor + jnp.where(u[3] < -jnp.expm1(-downturn_rate * days), depth, 0)
        a_day = users * jnp.exp(activity - trend_left)
        money = a_day * jnp.exp(benchmark + gap_left + market - downturn)
        owner, revenue = money * owner, money * revenue
        state = (last, after, market, downturn, trend_left * trend_factor, gap_left * gap_factor, discount * discount_factor,
                 owner_value + discount * owner, revenue_value + discount * revenue, resolution)
        return state, jnp.stack([owner, revenue, a_day * hours, users])

    discount_factor = jnp.exp(discount_log / 12)
    none = jnp.zeros(n)
    state = (jnp.zeros(n, jnp.int32), active, none, none, trend_left, gap_left, jnp.exp(discount_log / 24), none, none, jnp.full(n, jnp.inf))
    keys = jax.random.split(next(names), months)
    state, flows = jax.lax.scan(month, state, (jnp.asarray(calendar), jnp.asarray(starts), keys))
    owner_value, revenue_value, resolution = state[7:]
    owner, revenue = flows[-1, 0], flows[-1, 1]

    years = [flows[12 * y : 12 * y + 12].sum(axis=0) if 12 * y < months else jnp.zeros((4, n)) for y in range(6)]
    quarters = [flows[12 + 3 * q : 15 + 3 * q].sum(axis=0) if months > 12 else jnp.zeros((4, n)) for q in range(4)]
    periods = jnp.stack(years + quarters + [sum(years)])  # period, flow, path
    users = periods[:, 3] / jnp.asarray([12] * 6 + [3] * 4 + [months])[:, None]
    scale = multiple * (YEAR / calendar[-1]) * jnp.exp(discount_log * (months / 12))
    to_owner, of_business = scale * jnp.maximum(0, owner), scale * jnp.maximum(0, revenue * margin)
    once = jnp.stack([owner_value + to_owner, revenue_value * margin + of_business, to_owner, of_business, jnp.minimum(resolution, calendar.sum())])
    return jnp.concatenate([periods[:, 0], margin * periods[:, 1], periods[:, 1], periods[:, 2], users, once])


def main(options):
    columns = np.array(common.wanted(options.months, options.outputs))
    compiled = jax.jit(lambda key: simulate(key, options.chunk, options.months))
    root = jax.random.key(options.seed)
    compiled(root).block_until_ready()
    if options.paths % options.chunk:
        sys.exit(f"Paths: a multiple of {options.chunk}.")

    def run():
        tally = None
        for chunk in range(options.paths // options.chunk):
            rows = compiled(jax.random.fold_in(root, chunk))
            if options.simulate_only:
                rows.block_until_ready()
                continue
            rows = np.asarray(rows)[columns]
            tally = tally or common.Tally(common.Design(rows))
            tally.add(rows)
        if tally and options.out:
            common.write(options.out, columns, tally, options.paths)

    common.timed(options, run)


if __name__ == "__main__":
    main(options)
