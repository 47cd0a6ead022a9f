#!/usr/bin/env python3
"""Benchmarks/yardstick.yaml in numba as an expert would write it: blocks of 128 paths, short loops over columns, Philox4x32-10 in place of
a stateful generator, normals by inversion, the reduction compiled too. exp and log are numba's own. See ../README.md."""
import math

import numba
import numpy as np
from scipy import stats

import common
from common import COLUMNS, LEVELS, MONTHS, YEAR, days_of, log_normal

BLOCK, CHUNK = 128, 1024
DAYS = np.array([days_of(t) for t in range(MONTHS)])
LN2 = math.log(2.0)
NORMALS = np.array([log_normal(*pair) for pair in (
    (165e6, 195e6), (0.28, 0.46), (0.52, 0.58), (0.01, 0.05), (46, 58), (0.42, 0.55), (0.6, 1.5), (2, 8), (0.08, 0.35), (0.15, 0.8),
    (0.94, 1.03), (0.3, 1.5), (0.1, 0.5))])


def beta_table(a, b, count=4096, reach=8.3):
    """Quantiles at even steps of the normal quantile z, read linearly: within 1e-6."""
    z = np.linspace(-reach, reach, count + 1)
    distribution = stats.beta(a, b)
    return np.where(z < 0, distribution.ppf(stats.norm.cdf(z)), distribution.isf(stats.norm.sf(z)))


DEPTH, DEMAND = beta_table(5, 23), beta_table(18, 2)

# Normal quantile over u - 1/2, a polynomial in w = -log(4 u (1 - u)) - 3.125, w up to 6.25, and in its root less 4.3 further out
# (after M. Giles, 2012); highest power first.
CENTRE = np.array([float.fromhex(h) for h in """0x1.c823db1d3e6bfp-59 0x1.04df9421c3fe2p-57 -0x1.a4596c6565a22p-52 0x1.591e917de5a0bp-51
0x1.4f4c9db32674fp-46 -0x1.1136a4d3cf088p-43 -0x1.02250c83cb110p-42 0x1.07d8da1c15c85p-37 -0x1.42de4c76e7fbcp-35 -0x1.515adb6b4caafp-33
0x1.98a5ac051952ep-29 -0x1.8fa85590ca76ep-27 -0x1.6125a8eb0594ep-24 0x1.4186a5c97fb9fp-20 -0x1.032ee3abd83bbp-18 -0x1.4962754141800p-15
0x1.14e8fc428ece4p-11 -0x1.12994fbce024ep-9 -0x1.179b257405e6cp-6 0x1.5bc94440ccacfp-1 0x1.2b57ec65a8009p+2""".split()])
TAIL = np.array([float.fromhex(h) for h in """0x1.8c73b1d719ee1p-33 -0x1.64a052437b684p-31 -0x1.17151ffdabcc3p-30 0x1.0be8f39ac6cb4p-27
-0x1.f083f02797524p-27 0x1.5069cb03e932ep-26 -0x1.8fed999607dacp-26 -0x1.8586d45cbb443p-24 0x1.c5d65fd64a807p-21 -0x1.212032bb94c36p-18
0x1.3ca0c23deb383p-16 -0x1.3dff2efc8b0d1p-14 0x1.1f1c359b9d361p-12 -0x1.a325cd259ef0ap-11 -0x1.ceade5bc318e1p-11 0x1.6dace9e6d5a05p+0
0x1.76f4e22c314e8p+2""".split()])
C = tuple(CENTRE)


@numba.njit(inline="always")
def philox(path, third, fourth, seed):
    low = np.uint64(0xFFFFFFFF)
    x0, x1, x2, x3 = path & low, path >> np.uint64(32), np.uint64(third), np.uint64(fourth)
    k0, k1 = seed & low, seed >> np.uint64(32)
    for _ in range(10):
        p0, p1 = x0 * np.uint64(0xD2511F53), x2 * np.uint64(0xCD9E8D57)
        x0, x1 = (p1 >> np.uint64(32)) ^ x1 ^ k0, p1 & low
        x2, x3 = (p0 >> np.uint64(32)) ^ x3 ^ k1, p0 & low
        k0 = (k0 + np.uint64(0x9E3779B9)) & low
        k1 = (k1 + np.uint64(0xBB67AE85)) & low
    return x0 | (x1 << np.uint64(32)), x2 | (x3 << np.uint64(32))


@numba.njit(inline="always")
def open_unit(word):
    return (np.float64(np.int64(word >> np.uint64(12))) + 0.5) * 2.0**-52


@numba.njit(fastmath=True)
def uniforms(first, third, fourth, seed, a, b):
    for i in range(BLOCK):
        x, y = philox(np.uint64(first + i), third, fourth, seed)
        a[i] = open_unit(x)
        b[i] = open_unit(y)


@numba.njit(fastmath=True)
def to_normals(u, w):
    """Replaces uniforms by normals; w is scratch."""
    for i in range(BLOCK):
        w[i] = -math.log(4 * u[i] * (1 - u[i]))
    for i in range(BLOCK):
        y = w[i] - 3.125
        p = C[0]
        for c in numba.literal_unroll(C[1:]):
            p = p * y + c
        u[i] = (u[i] - 0.5) * p
    for i in range(BLOCK):
        if w[i] > 6.25:
            y = math.sqrt(w[i]) - 4.3
            p = TAIL[0]
            for k in range(1, len(TAIL)):
                p = p * y + TAIL[k]
            u[i] = p if u[i] > 0 else -p


@numba.njit(fastmath=True)
def table(values, z):
    place = (z + 8.3) / (16.6 / (len(values) - 1))
    k = min(max(int(place), 0), len(values) - 2)
    return values[k] + (place - k) * (values[k + 1] - values[k])


@numba.njit(fastmath=True, inline="always")
def log_of(k, z):
    return NORMALS[k, 0] + NORMALS[k, 1] * z


@numba.njit(fastmath=True)
def walk(i, path, t, start, days, seed, uniform, regime, rates, effects, held, held_rate, sums, resolution):
    r = regime[i]
    day = -math.log1p(-uniform) / held_rate[i]
    if not day < days:
        return
    waits = np.empty(8)
    for k in range(4):
        x, y = philox(np.uint64(path), t, 8 + k, seed)
        waits[2 * k] = -math.log(open_unit(x))
        waits[2 * k + 1] = -math.log(open_unit(y))
    x, y = philox(np.uint64(path), t, 12, seed)
    clock = 1 if open_unit(x) * held_rate[i] >= rates[r, 0, i] else 0
    rings = np.full((5, 2), np.inf)
    for q in range(4):
        begin = day if q == r else 0.0
        for c in range(2):
            if rates[q, c, i] > 0:
                rings[q, c] = begin + waits[2 * q + c] / rates[q, c, i]
    for e in range(5):
        sums[e, i] = 0.0
    now = 0.0
    while True:
        for e in range(5):
            sums[e, i] += effects[r, e, i] * (day - now)
        now = day
        rings[r, clock] = np.inf
        if r == 0:
            r = 3 if clock == 0 else 1
        elif r == 1:
            r = 0 if clock == 0 else 2
        elif r == 2:
            r = 0 if clock == 0 else 4
        else:
            r = 4
        if r >= 3:
            resolution[i] = min(resolution[i], start + now)
        clock = -1
        day = days
        for c in range(2):
            if r < 4 and rings[r, c] > now and rings[r, c] < day:
                clock = c
                day = rings[r, c]
        if clock < 0:
            break
    for e in range(5):
        sums[e, i] += effects[r, e, i] * (days - now)
        held[e, i] = effects[r, e, i]
    regime[i] = r
    held_rate[i] = rates[r, 0, i] + rates[r, 1, i]


@numba.njit(fastmath=True)
def block(first, seed, months, rows, at):
    """Paths first … first + 127; row r of the columns goes to rows[r, at:at + 128]."""
    P = np.empty((36, BLOCK))
    a, b, w = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK)
    (active, inverse_capacity, noise, activity, trend_left, trend_factor, benchmark, gap_left, gap_factor, noise_sd, persistence,
     innovation, downturn_rate, depth, downturn_factor, downturn, margin, discount_log, multiple, discount, factor, value_owner,
     value_revenue, market, users, u_down, u_clock, owner, sales) = (P[0], P[1], P[2], P[3], P[4], P[5], P[6], P[7], P[8], P[9], P[10], P[11], P[12],
     P[13], P[14], P[15], P[16], P[17], P[18], P[19], P[20], P[21], P[22], P[23], P[24], P[25], P[26], P[27], P[28])
    rate = P[29]
    effects, rates = np.zeros((5, 5, BLOCK)), np.zeros((5, 2, BLOCK))
    held, held_rate, sums = np.empty((5, BLOCK)), np.empty(BLOCK), np.empty((5, BLOCK))
    regime, resolution = np.zeros(BLOCK, np.int64), np.empty(BLOCK)
    begins = np.empty((4, BLOCK))

    uniforms(first, 0, 1, seed, a, b)
    to_normals(a, w)
    to_normals(b, w)
    for i in range(BLOCK):
        active[i] = math.exp(log_of(0, a[i]))
        rate[i] = (0.33 + 0.1 * b[i]) / YEAR
    uniforms(first, 1, 1, seed, a, b)
    to_normals(a, w)
    to_normals(b, w)
    for i in range(BLOCK):
        s = log_of(2, b[i])
        inverse_capacity[i] = math.exp(s - log_of(1, a[i])) / 333.3e6
        activity[i] = s - math.log(60.0)
    uniforms(first, 2, 1, seed, a, b)
    to_normals(a, w)
    to_normals(b, w)
    for i in range(BLOCK):
        activity[i] += log_of(4, a[i])
        trend_left[i] = b[i]
    uniforms(first, 3, 1, seed, a, b)
    to_normals(b, w)
    for i in range(BLOCK):
        h = 1 + 3 * a[i]
        scale = 0.025 * trend_left[i] * h / LN2
        activity[i] += scale
        trend_left[i] = scale * math.exp(-0.5 / 12 * LN2 / h)
        trend_factor[i] = math.exp(-LN2 / 12 / h)
        noise[i] = math.exp(log_of(3, b[i])) / math.sqrt(YEAR)
    uniforms(first, 4, 1, seed, a, b)
    to_normals(a, w)
    to_normals(b, w)
    for i in range(BLOCK):
        benchmark[i] = log_of(6, b[i])
        gap_left[i] = log_of(5, a[i]) - benchmark[i]
    uniforms(first, 5, 1, seed, a, b)
    to_normals(a, w)
    for i in range(BLOCK):
        month = -LN2 / 12 / math.exp(log_of(7, a[i]))
        gap_left[i] *= math.exp(0.5 * month)
        gap_factor[i] = math.exp(month)
        noise_sd[i] = 0.06 + 0.1 * b[i]
    uniforms(first, 6, 1, seed, a, b)
    for i in range(BLOCK):
        persistence[i] = math.exp(-LN2 / (4 + 14 * a[i]))
        innovation[i] = noise_sd[i] * math.sqrt(1 - persistence[i] ** 2)
        downturn_factor[i] = math.exp(-LN2 / (6 + 12 * b[i]))
        downturn[i] = 0.0
    uniforms(first, 7, 1, seed, a, b)
    to_normals(a, w)
    to_normals(b, w)
    for i in range(BLOCK):
        daily = math.exp(log_of(8, a[i])) / YEAR
        for k in range(4):
            begins[k, i] = 1 - math.exp(-daily * (28 + k))
        depth[i] = -math.log(1 - table(DEPTH, b[i]))
    uniforms(first, 8, 1, seed, a, b)
    for i in range(BLOCK):
        margin[i] = 0.18 + 0.27 * a[i]
        discount_log[i] = -math.log(1.08 + 0.07 * b[i])
        discount[i] = math.exp(discount_log[i] / 24)
        factor[i] = math.exp(discount_log[i] / 12)
        value_owner[i] = 0.0
        value_revenue[i] = 0.0
    uniforms(first, 9, 1, seed, a, b)
    for i in range(BLOCK):
        multiple[i] = 6 + 8 * a[i]
        e = 0.05 + 0.15 * b[i]
        effects[3, 4, i] = (e + 0.2 * (1 - e)) * margin[i] + 0.05 * (1 - e)
    uniforms(first, 10, 1, seed, a, b)
    to_normals(a, w)
    to_normals(b, w)
    for i in range(BLOCK):
        effects[2, 1, i] = math.exp(log_of(9, a[i])) / YEAR
        effects[1, 3, i] = table(DEMAND, b[i])
    uniforms(first, 11, 1, seed, a, b)
    to_normals(a, w)
    to_normals(b, w)
    for i in range(BLOCK):
        effects[3, 2, i] = math.exp(log_of(10, a[i]))
        rates[0, 0, i] = math.exp(log_of(11, b[i])) / YEAR
    uniforms(first, 12, 1, seed, a, b)
    to_normals(a, w)
    for i in range(BLOCK):
        rates[0, 1, i] = math.exp(log_of(12, a[i])) / YEAR
        rates[1, 0, i], rates[1, 1, i] = 1 / YEAR, 0.4 / YEAR
        rates[2, 0, i], rates[2, 1, i] = 2 / YEAR, 0.5 / YEAR
        rates[3, 0, i] = 0.05 / YEAR
        g = rate[i]
        effects[0, 0, i], effects[1, 0, i], effects[3, 0, i], effects[4, 0, i] = g, 0.9 * g, g, 0.95 * g
        effects[0, 2, i], effects[1, 2, i], effects[2, 2, i], effects[4, 2, i] = 1, 1, 0.95, 0.97
        effects[0, 3, i], effects[2, 3, i], effects[3, 3, i], effects[4, 3, i] = 1, 0.76, effects[3, 2, i] * 1.03, 0.97 * 1.02
        effects[0, 4, i], effects[1, 4, i], effects[2, 4, i] = margin[i], effects[1, 3, i] * margin[i], 0.76 * margin[i]
        effects[3, 4, i] *= effects[3, 3, i]
        effects[4, 4, i] = 0.97 * 1.02 * 0.02
        held_rate[i] = rates[0, 0, i] + rates[0, 1, i]
        resolution[i] = np.inf
    for e in range(5):
        for i in range(BLOCK):
            held[e, i] = effects[0, e, i]
    for r in range(60):
        for i in range(BLOCK):
            rows[r, at + i] = 0.0

    start, days = 0.0, 0
    for t in range(months):
        days = DAYS[t]
        uniforms(first, t, 2, seed, a, b)
        uniforms(first, t, 3, seed, u_down, u_clock)
        to_normals(a, w)
        to_normals(b, w)
        for e in range(5):
            for i in range(BLOCK):
                sums[e, i] = held[e, i] * days
        for i in range(BLOCK):
            if u_clock[i] < held_rate[i] * days:
                walk(i, first + i, t, start, days, seed, u_clock[i], regime, rates, effects, held, held_rate, sums, resolution)
        deviation = math.sqrt(days)
        for i in range(BLOCK):
            f = math.exp(sums[0, i])
            filling = active[i] * inverse_capacity[i]
            if rate[i] < 0:
                filling = min(filling, 1.0)
            denominator = 1 + filling * (f - 1)
            if sums[0, i] < 0:
                denominator = max(denominator, 0.5 * f)
            after = active[i] * f / denominator * math.exp(noise[i] * deviation * a[i] - sums[1, i])
            users[i] = 0.5 * (active[i] + after)
            active[i] = after
        for i in range(BLOCK):
            market[i] = noise_sd[i] * b[i] if t == 0 else persistence[i] * market[i] + innovation[i] * b[i]
            downturn[i] = downturn[i] * downturn_factor[i] + (depth[i] if u_down[i] < begins[days - 28, i] else 0.0)
        for i in range(BLOCK):
            a[i] = users[i] * math.exp(activity[i] - trend_left[i])
            money = a[i] * math.exp(benchmark[i] + gap_left[i] + market[i] - downturn[i])
            sales[i], owner[i] = money * sums[3, i], money * sums[4, i]
        for i in range(BLOCK):
            trend_left[i] *= trend_factor[i]
            gap_left[i] *= gap_factor[i]
            value_owner[i] += discount[i] * owner[i]
            value_revenue[i] += discount[i] * sales[i]
            discount[i] *= factor[i]
            a[i] *= sums[2, i]
        period = 6 + t % 12 // 3 if t // 12 == 1 else t // 12
        for i in range(BLOCK):
            rows[period, at + i] += owner[i]
            rows[22 + period, at + i] += sales[i]
            rows[33 + period, at + i] += a[i]
            rows[44 + period, at + i] += users[i]
        start += days
    for flow in (0, 2, 3, 4):
        for i in range(BLOCK):
            f = 11 * flow
            if months > 12:
                rows[f + 1, at + i] = rows[f + 6, at + i] + rows[f + 7, at + i] + rows[f + 8, at + i] + rows[f + 9, at + i]
            rows[f + 10, at + i] = (rows[f, at + i] + rows[f + 1, at + i] + rows[f + 2, at + i] + rows[f + 3, at + i] + rows[f + 4, at + i]
                                    + rows[f + 5, at + i])
    for period in range(11):
        length = months if period == 10 else 3 if period >= 6 else 12
        for i in range(BLOCK):
            rows[11 + period, at + i] = margin[i] * rows[22 + period, at + i]
            rows[44 + period, at + i] /= length
    for i in range(BLOCK):
        scale = multiple[i] * (YEAR / days) * math.exp(discount_log[i] * (months / 12))
        rows[57, at + i] = scale * max(0.0, owner[i])
        rows[58, at + i] = scale * max(0.0, sales[i] * margin[i])
        rows[55, at + i] = value_owner[i] + rows[57, at + i]
        rows[56, at + i] = value_revenue[i] * margin[i] + rows[58, at + i]
        rows[59, at + i] = min(resolution[i], start)


@numba.njit(fastmath=True)
def reduce(values, centre, first, interval, sums, squares, counts, within):
    """One column of a chunk into its tally."""
    bins = len(counts)
    bits = values.view(np.uint64)
    for i in range(0, len(values), 16):
        for j in range(16):
            x = values[i + j] - centre
            sums[j] += x
            squares[j] += x * x
    for i in range(len(values)):
        place = np.int64((bits[i] + np.uint64(1 << 41)) >> np.uint64(42)) - first
        place = max(0, min(bins - 1, place))
        counts[place] += 1
        within[interval[place], i & 15] += 1


@numba.njit(parallel=True, fastmath=True)
def run(paths, seed, months, threads, columns, centre, first, interval, sums, squares, counts, within):
    """Chunks dealt out to the threads in turn; columns empty: no reduction."""
    chunks = (paths + CHUNK - 1) // CHUNK
    for thread in numba.prange(threads):
        rows = np.empty((60, CHUNK))
        for chunk in range(thread, chunks, threads):
            begin = chunk * CHUNK
            count = min(CHUNK, paths - begin)
            for at in range(0, count, BLOCK):
                block(begin + at, seed, months, rows, at)
            for k in range(len(columns)):
                reduce(rows[columns[k], :count], centre[k], first[k], interval[k], sums[thread, k], squares[thread, k], counts[thread, k],
                       within[thread, k])


def main():
    options = common.options(__doc__).parse_args()
    numba.set_num_threads(options.threads)
    columns = np.array(common.wanted(options.months, options.outputs))
    seed = np.uint64(options.seed * 0x9E3779B97F4A7C15 % 2**64)
    threads = options.threads

    def work(paths):
        if options.simulate_only:
            empty = np.empty((threads, 0, 0), np.int64)
            run(paths, seed, options.months, threads, columns[:0], np.empty(0), np.empty(0, np.int64), np.empty((0, 0), np.uint8),
                np.empty((threads, 0, 16)), np.empty((threads, 0, 16)), empty, np.empty((threads, 0, 0, 16), np.int64))
            return
        pilot = np.empty((60, CHUNK))
        for at in range(0, CHUNK, BLOCK):
            block(at, seed, options.months, pilot, at)
        design = common.Design(pilot[columns])
        tallies = [common.Tally(design) for _ in range(threads)]
        parts = [np.stack([getattr(t, name) for t in tallies]) for name in ("sums", "squares", "counts", "within")]
        run(paths, seed, options.months, threads, columns, design.centre, design.first, design.interval, *parts)
        total = tallies[0]
        total.sums, total.squares, total.counts, total.within = (p.sum(axis=0) for p in parts)
        if options.out:
            common.write(options.out, columns, total, paths)

    out, options.out = options.out, None
    work(CHUNK)  # compiles
    options.out = out
    common.timed(options, lambda: work(options.paths))


if __name__ == "__main__":
    main()
