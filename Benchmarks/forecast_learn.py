#!/usr/bin/env python3
"""Learns the constants of the yearly combination and writes Sources/NumericCore/Forecasting/LearntConstants.swift. Needs numpy, scipy.

  forecast_learn.py FOLDER [--crossroads PATH] [--write]            learn from everything
  forecast_learn.py FOLDER --evaluate interleaved|neighbours|past   learn five times without a fifth of the series, score that fifth

FOLDER holds yearly_train.csv.gz (id,category,start_year,n,values) and yearly_test.csv.gz (id,h1..h6). Members' forecasts and features come
from `crossroads forecast FILE --horizon 6 --members --format csv`, so that they are those of the product. Four sets are learnt from: the
holdout, the windows that end 6 and 12 values earlier, and the holdout of series cut to their last 5 to 12 values. `past` learns from the
two earlier windows alone. Takes about a quarter of an hour a fold on a busy core, two minutes on a free one.
"""
import argparse, csv, gzip, os, subprocess, sys, tempfile
import numpy as np
from scipy.optimize import minimize
from scipy.stats import norm

H, MIX = 6, {"holdout": 0.5, "past6": 0.17, "past12": 0.17, "short": 0.16}
PAST = {"past6": 0.5, "past12": 0.5}
MEMBERS = ["naive", "logTheta", "medianChange", "logistic", "logHolt", "growth", "dampedGrowth", "localSlope", "gompertz"]
LEVELS, LEVEL_WEIGHTS = np.array([0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4]), np.array([1.5, 3, 1.5, 1, 1, 1, 1])
HUB = np.array([0.01, 0.025] + [k / 20 for k in range(1, 20)] + [0.975, 0.99])
LN = np.log(np.arange(1, H + 1))


def rows(path):
    with gzip.open(path, "rt", newline="") as f:
        return [r for r in csv.DictReader(f) if r.get("id")]


def members(binary, series):
    """Forecasts (series, member, step) and features (series, feature)."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as f:
        f.write("id,values\n" + "".join(f"{k},{' '.join(map(repr, v.tolist()))}\n" for k, v in enumerate(series)))
        f.flush()
        out = subprocess.run([binary, "forecast", f.name, "--horizon", str(H), "--members", "--format", "csv"],
                             check=True, capture_output=True, text=True).stdout.splitlines()
    table = np.array([line.split(",") for line in out[1:]], float).reshape(len(series), H, -1)
    count = len(MEMBERS)
    return table[:, :, 2:2 + count].transpose(0, 2, 1), table[:, 0, 2 + count:]


def point_errors(y, f, q):
    d = np.abs(y) + np.abs(f)
    return np.where(d > 0, 200 * np.abs(y - f) / np.where(d > 0, d, 1), 0).mean(1), (np.abs(y - f) / q[:, None]).mean(1)


class Set:
    def __init__(self, binary, histories, futures, index):
        self.i, self.y = np.array(index), np.array(futures)
        self.q = np.array([np.abs(np.diff(v)).mean() for v in histories])
        self.last = np.array([v[-1] for v in histories])
        f, self.raw = members(binary, histories)
        self.c = np.clip((f - self.last[:, None, None]) / self.q[:, None, None], -60, 60)
        s, m = point_errors(self.y, self.last[:, None] + 0 * self.y, self.q)
        self.naive = s.mean(), m.mean()

    def owa(self, f, s=slice(None)):
        a, b = point_errors(self.y[s], f[s], self.q[s]), point_errors(self.y[s], (self.last[:, None] + 0 * self.y)[s], self.q[s])
        return 0.5 * (a[0].mean() / b[0].mean() + a[1].mean() / b[1].mean())


def sets(folder, binary):
    train = rows(os.path.join(folder, "yearly_train.csv.gz"))
    test = {r["id"]: r for r in rows(os.path.join(folder, "yearly_test.csv.gz"))}
    x = [np.array(r["values"].split(), float) for r in train]
    y = [[float(test[r["id"]][f"h{h}"]) for h in range(1, H + 1)] for r in train]
    moves = lambda v: np.abs(np.diff(v)).sum() > 0
    every = range(len(x))
    found = {"holdout": Set(binary, x, y, every)}
    for back in (6, 12):
        index = [i for i in every if len(x[i]) - back >= 8 and moves(x[i][:-back])]
        futures = [x[i][len(x[i]) - back:][:H] for i in index]
        found[f"past{back}"] = Set(binary, [x[i][:-back] for i in index], futures, index)
    cut = [v[-((i * 7919) % 8 + 5):] for i, v in enumerate(x)]
    index = [i for i in every if moves(cut[i])]
    found["short"] = Set(binary, [cut[i] for i in index], [y[i] for i in index], index)
    raw = np.vstack([d.raw for d in found.values()])
    mean, deviation = raw.mean(0), raw.std(0)
    for d in found.values():
        d.x = np.clip((d.raw - mean) / deviation, -3, 3)
    return x, np.array(y), found, mean, deviation


# Weights: softmax of b + b' (ln h - 1) + B x.
def shares(p, x):
    m = len(MEMBERS)
    score = (x @ p[2 * m:].reshape(-1, m))[:, None, :] + p[:m] + (LN - 1)[None, :, None] * p[m:2 * m]
    w = np.exp(score - score.max(2, keepdims=True))
    return w / w.sum(2, keepdims=True)


def centre(p, d, s):
    return d.last[s][:, None] + d.q[s][:, None] * (shares(p, d.x[s]) * d.c[s].transpose(0, 2, 1)).sum(2)


def weight_loss(p, parts):
    m, gradient, total = len(MEMBERS), np.zeros_like(p), 0.0
    for d, s, share in parts:
        c, x, q, y = d.c[s].transpose(0, 2, 1), d.x[s], d.q[s][:, None], d.y[s]
        w = shares(p, x)
        change = (w * c).sum(2)
        f = d.last[s][:, None] + q * change
        size, e = np.abs(y) + np.abs(f), f - y
        size[size == 0] = 1
        a, b = share * 0.5 / d.naive[0] / e.size, share * 0.5 / d.naive[1] / e.size
        total += 200 * a * (np.abs(e) / size).sum() + b * (np.abs(e) / q).sum()
        slope = 200 * a * (np.sign(e) / size - np.abs(e) * np.sign(f) / size**2) + b * np.sign(e) / q
        g = w * (c - change[:, :, None]) * (slope * q)[:, :, None]
        gradient[:m] += g.sum((0, 1))
        gradient[m:2 * m] += (g * (LN - 1)[None, :, None]).sum((0, 1))
        gradient[2 * m:] += (x.T @ g.sum(1)).ravel()
    ridge = np.r_[np.full(2 * m, 0.0003), np.full(len(p) - 2 * m, 0.0005)]
    return total + (ridge * p * p).sum(), gradient + 2 * ridge * p


def learn_weights(parts):
    k = parts[0][0].x.shape[1]
    return minimize(weight_loss, np.zeros((2 + k) * len(MEMBERS)), args=(parts,), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x


# Widths of one side: |z| exp(a0 + a1 ln h + a2 ln^2 h + x A + (ln h - 1) x A' + t T), T = clip(T0 + x T', -0.4, 1.5).
def tail_time(tau):
    return np.minimum(np.log(0.5 / tau) / np.log(50), 1)


def side(p, x):
    k = x.shape[1]
    width = p[0] + p[1] * LN + p[2] * LN**2 + (x @ p[4:4 + k])[:, None] + (x @ p[4 + k:4 + 2 * k])[:, None] * (LN - 1)
    return np.clip(width, -8, 8), p[3] + x @ p[4 + 2 * k:]


def distance(p, x, tau):
    width, tail = side(p, x)
    return np.exp(width) * abs(norm.ppf(tau)) * np.exp(np.clip(tail, -0.4, 1.5) * tail_time(tau))[:, None]


def band_loss(p, data):
    gradient, total = np.zeros_like(p), 0.0
    for r, x, share in data:
        k = x.shape[1]
        width, raw = side(p, x)
        tail, free = np.clip(raw, -0.4, 1.5), (raw > -0.4) & (raw < 1.5)
        gw, gt = np.zeros_like(width), np.zeros(len(x))
        for tau, weight in zip(LEVELS, LEVEL_WEIGHTS):
            w = np.exp(width) * -norm.ppf(tau) * np.exp(tail * tail_time(tau))[:, None]
            beyond, unit = r > w, share * weight / r.size
            total += unit * np.where(beyond, (1 - tau) * (r - w), tau * (w - r)).sum()
            g = np.where(beyond, tau - 1, tau) * w * unit
            gw += g
            gt += g.sum(1) * tail_time(tau)
        gt = gt * free
        gradient += np.r_[gw.sum(), (gw * LN).sum(), (gw * LN**2).sum(), gt.sum(), x.T @ gw.sum(1), x.T @ (gw @ (LN - 1)), x.T @ gt]
    return total + 0.0005 * (p[4:] ** 2).sum(), gradient + np.r_[np.zeros(4), 0.001 * p[4:]]


def learn_side(data):
    start = np.zeros(4 + 3 * data[0][1].shape[1])
    start[1] = 0.6
    return minimize(band_loss, start, args=(data,), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x


def learn_sides(found, centres, mix, kept):
    def data(sign):
        return [(sign * (centres[k][kept[k]] - found[k].y[kept[k]]) / found[k].q[kept[k]][:, None], found[k].x[kept[k]], w) for k, w in mix.items()]
    return learn_side(data(1)), learn_side(data(-1))


def learn_short(x, y):
    """Widths for 2, 3 and 4 points around half the mean change, fading."""
    fading, found = np.cumsum(0.8 ** np.arange(1, H + 1)), []
    for n in (2, 3, 4):
        v = np.array([s[-n:] for s in x])
        q = np.abs(np.diff(v, axis=1)).mean(1)
        kept = q > 0
        mean = np.diff(v[kept], axis=1).mean(1)[:, None]
        a = np.abs(y[kept] - (v[kept, -1:] + 0.5 * mean * fading)) / q[kept][:, None]

        def loss(p):
            total = 0
            for tau, weight in zip(LEVELS, LEVEL_WEIGHTS):
                e = a - np.exp(p[0] + p[1] * LN + min(p[2], 1.5) * tail_time(tau)) * -norm.ppf(tau)
                total += weight * np.where(e > 0, (1 - 2 * tau) * e, -2 * tau * e).mean()
            return total

        p = minimize(loss, [0, 0.7, 0.5], method="Nelder-Mead", options={"maxiter": 600}).x
        found.append([p[0], p[1], min(p[2], 1.5)])
    return found


def cross_validated(found, count, kind):
    """Centres and 23 quantiles of every forecast by constants learnt without its fifth of the series."""
    block = np.arange(count) * 5 // count if kind == "neighbours" else np.arange(count) % 5
    mix = PAST if kind == "past" else MIX
    centres = {k: np.zeros_like(d.y) for k, d in found.items()}
    outside = lambda b: {k: np.where(block[d.i] != b)[0] for k, d in found.items()}
    inside = lambda b: {k: np.where(block[d.i] == b)[0] for k, d in found.items()}
    for b in range(5):
        p = learn_weights([(found[k], outside(b)[k], w) for k, w in mix.items()])
        for k, s in inside(b).items():
            centres[k][s] = centre(p, found[k], s)
    quantiles = {k: np.zeros(d.y.shape + (23,)) for k, d in found.items()}
    for b in range(5):
        lower, upper = learn_sides(found, centres, mix, outside(b))
        for k, s in inside(b).items():
            d, c = found[k], centres[k][s]
            for j, tau in enumerate(HUB):
                away = 0 if tau == 0.5 else -distance(lower, d.x[s], tau) if tau < 0.5 else distance(upper, d.x[s], 1 - tau)
                quantiles[k][s, :, j] = c + d.q[s][:, None] * away
    return centres, quantiles


def report(x, found, centres, quantiles):
    least = np.array([0.0 if v.min() >= 0 else -np.inf for v in x])
    for k, d in found.items():
        y, q, z = d.y, d.q[:, None], np.maximum(quantiles[k], least[d.i][:, None, None])
        lo, hi = z[:, :, 1], z[:, :, 21]
        inside = (y >= lo) & (y <= hi)
        interval = ((hi - lo) + 40 * np.maximum(lo - y, 0) + 40 * np.maximum(y - hi, 0)) / q
        pinball = lambda z: np.mean([np.maximum(t * (y - z[:, :, j]), (t - 1) * (y - z[:, :, j])) / q for j, t in enumerate(HUB)])
        # The random walk: the last value, deviation the root mean square change, growing with the root of the step.
        rms = np.array([np.sqrt(np.mean(np.diff(v) ** 2)) for v in x])[d.i]
        walk = d.last[:, None, None] + rms[:, None, None] * np.sqrt(np.arange(1, H + 1))[None, :, None] * norm.ppf(HUB)[None, None, :]
        s, m = point_errors(y, centres[k], d.q)
        c80 = ((y >= z[:, :, 3]) & (y <= z[:, :, 19])).mean()
        print(f"{k}: OWA {d.owa(centres[k]):.4f} (equal weights {d.owa(d.last[:, None] + q * d.c.mean(1)):.4f}) sMAPE {s.mean():.3f} MASE {m.mean():.3f}"
              f" MSIS {interval.mean():.2f} coverage {inside.mean():.4f} by step {' '.join(f'{v:.3f}' for v in inside.mean(0))}"
              f" 80 % {c80:.3f} pinball/naive {pinball(z) / pinball(walk):.3f} (point naive: {pinball(z) / pinball(np.repeat(d.last[:, None, None], 23, 2)):.3f})",
              flush=True)


def swift(p, lower, upper, mean, deviation, short):
    m = len(MEMBERS)

    def array(name, meaning, values, per):
        text = [f"{v:.4g}" for v in values]
        lines = [", ".join(text[k:k + per]) for k in range(0, len(text), per)]
        return f"  /// {meaning}\n  static let {name}: [Double] = [\n    " + ",\n    ".join(lines) + ",\n  ]\n"

    return (
        "/// What was learnt across the yearly series of the M4 competition's training half, its holdout and windows of its past; written by\n"
        "/// `Benchmarks/forecast_learn.py`, never by hand.\nenum LearntConstants {\n  /// Steps ahead that were learnt from.\n  static let steps = 6\n"
        "  /// The members that are weighed.\n  static let members: [ForecastMember] = [\n    " + ", ".join("." + k for k in MEMBERS) + ",\n  ]\n"
        + array("featureMeans", "Of `SeriesFeatures.names`, the members' disagreement and their common direction.", mean, 10)
        + array("featureDeviations", "Standard deviations of the same.", deviation, 10)
        + array("weightStart", "Scores of the members, b.", p[:m], m)
        + array("weightTrend", "Change of the scores with ln h, b'.", p[m:2 * m], m)
        + array("weightFeatures", "Change of the scores with the features, B: a row for each feature.", p[2 * m:], m)
        + array("lower", "Widths below the centre: start, with ln h, with ln² h, tail; then a row each for the features' effect on start, on ln h, on tail.", lower, 10)
        + array("upper", "Widths above the centre, likewise.", upper, 10)
        + "  /// Widths for two, three and four points: the logarithm of the deviation, its change with ln h, and the tail.\n"
        "  static let short: [(width: Double, steepness: Double, tail: Double)] = [\n    "
        + ",\n    ".join(f"({a:.4g}, {b:.4g}, {c:.4g})" for a, b, c in short) + ",\n  ]\n}\n")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder")
    arguments.add_argument("--crossroads", default=os.path.join(here, "..", ".build", "release", "crossroads"))
    arguments.add_argument("--evaluate", choices=["interleaved", "neighbours", "past"])
    arguments.add_argument("--write", action="store_true")
    a = arguments.parse_args()
    x, y, found, mean, deviation = sets(a.folder, a.crossroads)
    if a.evaluate:
        report(x, found, *cross_validated(found, len(x), a.evaluate))
        return
    centres, _ = cross_validated(found, len(x), "interleaved")
    every = {k: np.arange(len(d.y)) for k, d in found.items()}
    p = learn_weights([(found[k], every[k], w) for k, w in MIX.items()])
    text = swift(p, *learn_sides(found, centres, MIX, every), mean, deviation, learn_short(x, y))
    path = os.path.join(here, "..", "Sources", "NumericCore", "Forecasting", "LearntConstants.swift")
    if a.write:
        with open(path, "w") as f:
            f.write(text)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
