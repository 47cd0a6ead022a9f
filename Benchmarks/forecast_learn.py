#!/usr/bin/env python3
"""Learns the constants of the yearly combination and writes Sources/NumericCore/Forecasting/LearntConstants.swift. Needs numpy, scipy.

  forecast_learn.py FOLDER [--crossroads PATH] [--write]            learn from everything
  forecast_learn.py FOLDER --evaluate interleaved|neighbours|past   learn five times without a fifth of the series, score that fifth
  forecast_learn.py FOLDER --evaluate box-cox                       a Box-Cox drift as one more member of equal weight

FOLDER holds yearly_train.csv.gz (id,category,start_year,n,values) and yearly_test.csv.gz (id,h1..h6). Members' forecasts and features come
from `crossroads forecast FILE --horizon 6 --members --format csv`, so that they are those of the product. Four sets are learnt from: the
holdout; windows that end 1 to 6 values earlier, of which only the values before the holdout are known; windows that end 7 to 12 values
earlier; and the holdout of series cut to their last 5 to 12 values. How much earlier goes round from series to series, so that every step
is seen in many years. `past` learns from the earlier windows alone.
"""
import argparse, csv, gzip, os, subprocess, sys, tempfile
import numpy as np
from scipy.optimize import minimize
from scipy.stats import norm

H, MIX = 6, {"holdout": 0.5, "recent": 0.17, "earlier": 0.17, "short": 0.16}
PAST = {"recent": 0.5, "earlier": 0.5}
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


def mean(values, weights):
    return (values * weights).sum() / weights.sum()


def point_errors(y, f, q, w):
    d = np.abs(y) + np.abs(f)
    return mean(np.where(d > 0, 200 * np.abs(y - f) / np.where(d > 0, d, 1), 0), w), mean(np.abs(y - f) / q[:, None], w)


class Set:
    def __init__(self, binary, histories, futures, index):
        """Futures may be shorter than H: what is unknown has the weight 0, and every step the same weight in all."""
        self.i = np.array(index)
        self.y = np.array([list(f) + [h[-1]] * (H - len(f)) for h, f in zip(histories, futures)])
        known = np.array([np.arange(H) < len(f) for f in futures])
        self.w = known * (len(known) / known.sum(0))
        self.q = np.array([np.abs(np.diff(v)).mean() for v in histories])
        self.rms = np.array([np.sqrt(np.mean(np.diff(v) ** 2)) for v in histories])
        self.last = np.array([v[-1] for v in histories])
        f, self.raw = members(binary, histories)
        self.c = np.clip((f - self.last[:, None, None]) / self.q[:, None, None], -60, 60)
        self.naive = point_errors(self.y, self.last[:, None] + 0 * self.y, self.q, self.w)

    def owa(self, f):
        errors = point_errors(self.y, f, self.q, self.w)
        return 0.5 * (errors[0] / self.naive[0] + errors[1] / self.naive[1])


def sets(folder, binary):
    train = rows(os.path.join(folder, "yearly_train.csv.gz"))
    test = {r["id"]: r for r in rows(os.path.join(folder, "yearly_test.csv.gz"))}
    x = [np.array(r["values"].split(), float) for r in train]
    y = [[float(test[r["id"]][f"h{h}"]) for h in range(1, H + 1)] for r in train]
    moves = lambda v: np.abs(np.diff(v)).sum() > 0
    every = range(len(x))
    found = {"holdout": Set(binary, x, y, every)}
    for name, first in (("recent", 1), ("earlier", 7)):
        back = [first + i * 7919 % max(min(6, len(x[i]) - 7 - first), 1) for i in every]
        index = [i for i in every if len(x[i]) - back[i] >= 8 and moves(x[i][:-back[i]])]
        futures = [x[i][len(x[i]) - back[i]:][:H] for i in index]
        found[name] = Set(binary, [x[i][:-back[i]] for i in index], futures, index)
    cut = [v[-((i * 7919) % 8 + 5):] for i, v in enumerate(x)]
    index = [i for i in every if moves(cut[i])]
    found["short"] = Set(binary, [cut[i] for i in index], [y[i] for i in index], index)
    raw = np.vstack([d.raw for d in found.values()])
    middle, deviation = raw.mean(0), raw.std(0)
    for d in found.values():
        d.x = np.clip((d.raw - middle) / deviation, -3, 3)
    return x, np.array(y), found, middle, deviation


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
        unit = share * 0.5 * d.w[s] / d.w[s].sum()
        a, b = unit / d.naive[0], unit / d.naive[1]
        total += (200 * a * np.abs(e) / size).sum() + (b * np.abs(e) / q).sum()
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
    for r, x, known, share in data:
        k = x.shape[1]
        width, raw = side(p, x)
        tail, free = np.clip(raw, -0.4, 1.5), (raw > -0.4) & (raw < 1.5)
        gw, gt = np.zeros_like(width), np.zeros(len(x))
        for tau, weight in zip(LEVELS, LEVEL_WEIGHTS):
            w = np.exp(width) * -norm.ppf(tau) * np.exp(tail * tail_time(tau))[:, None]
            beyond, unit = r > w, share * weight * known / known.sum()
            total += (unit * np.where(beyond, (1 - tau) * (r - w), tau * (w - r))).sum()
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
        parts = [(found[k], centres[k], kept[k], share) for k, share in mix.items()]
        return [(sign * (c[s] - d.y[s]) / d.q[s][:, None], d.x[s], d.w[s], share) for d, c, s, share in parts]
    return learn_side(data(1)), learn_side(data(-1))


# Widths for 2, 3 and 4 points around half the mean change, fading: |z| q exp(a + b ln h + c r + t T), T = clip(T0 + T' r, -0.4, 1.5), where r is
# the logarithm of the mean change over the level, as among the features: so few changes say less of the noise than the level does.
def short_errors(x, y, n):
    """Errors over the mean change, and r, of the series that change."""
    fading = np.cumsum(0.8 ** np.arange(1, H + 1))
    v = np.array([s[-n:] for s in x])
    q = np.abs(np.diff(v, axis=1)).mean(1)
    kept = np.where(q > 0)[0]
    centre = v[kept, -1:] + 0.5 * np.diff(v[kept], axis=1).mean(1)[:, None] * fading
    relative = np.clip(np.log(q[kept] / np.maximum(np.abs(v[kept, -1]), 1e-300) + 0.002) + 3, -3, 3)
    return np.abs(y[kept] - centre) / q[kept][:, None], relative


def short_distance(p, r, tau):
    tail = np.clip(p[3] + p[4] * r, -0.4, 1.5) * tail_time(tau)
    return np.exp(p[0] + p[1] * LN + (p[2] * r + tail)[:, None]) * -norm.ppf(tau)


def learn_short(x, y):
    found = []
    for n in (2, 3, 4):
        a, r = short_errors(x, y, n)
        a, r = a[::2], r[::2]
        # Over the mean change alone, series that hardly moved would be all that counts.
        scale = np.exp(0.8 * r)[:, None]

        def loss(p):
            total = 0
            for tau, weight in zip(LEVELS, LEVEL_WEIGHTS):
                e = a - short_distance(p, r, tau)
                total += weight * (scale * np.where(e > 0, (1 - 2 * tau) * e, -2 * tau * e)).mean()
            return total

        found.append(minimize(loss, [0, 0.75, -0.4, 0.9, 0], method="Nelder-Mead", options={"maxiter": 500}).x)
    return found


def report_short(x, y):
    """Two to four points, widths learnt from the series at odd places and scored on the others."""
    for n, p in zip((2, 3, 4), learn_short(x[1::2], y[1::2])):
        a, r = short_errors(x[::2], y[::2], n)
        lo = short_distance(p, r, 0.025)
        inside = a <= lo
        print(f"{n} points: coverage {inside.mean():.4f} by step {' '.join(f'{v:.3f}' for v in inside.mean(0))}"
              f" 80 % {(a <= short_distance(p, r, 0.1)).mean():.3f} MSIS {(2 * lo + 40 * np.maximum(a - lo, 0)).mean():.1f}", flush=True)


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
        y, w, q, z = d.y, d.w, d.q[:, None], np.maximum(quantiles[k], least[d.i][:, None, None])
        lo, hi = z[:, :, 1], z[:, :, 21]
        inside = (y >= lo) & (y <= hi)
        interval = ((hi - lo) + 40 * np.maximum(lo - y, 0) + 40 * np.maximum(y - hi, 0)) / q
        pinball = lambda z: np.mean([mean(np.maximum(t * (y - z[:, :, j]), (t - 1) * (y - z[:, :, j])) / q, w) for j, t in enumerate(HUB)])
        # The random walk: the last value, deviation the root mean square change, growing with the root of the step.
        walk = d.last[:, None, None] + d.rms[:, None, None] * np.sqrt(np.arange(1, H + 1))[None, :, None] * norm.ppf(HUB)[None, None, :]
        s, m = point_errors(y, centres[k], d.q, w)
        c80 = mean((y >= z[:, :, 3]) & (y <= z[:, :, 19]), w)
        print(f"{k}: OWA {d.owa(centres[k]):.4f} (equal weights {d.owa(d.last[:, None] + q * d.c.mean(1)):.4f}) sMAPE {s:.3f} MASE {m:.3f}"
              f" MSIS {mean(interval, w):.2f} coverage {mean(inside, w):.4f} by step {' '.join(f'{mean(a, b):.3f}' for a, b in zip(inside.T, w.T))}"
              f" 80 % {c80:.3f} pinball/naive {pinball(z) / pinball(walk):.3f} (point naive: {pinball(z) / pinball(np.repeat(d.last[:, None, None], 23, 2)):.3f})",
              flush=True)


def box_cox(x, found):
    """The mean change on a Box-Cox scale, undamped, exponents weighed by their profile likelihood: alone, and among members of equal weight."""
    d, exponents = found["holdout"], (0, 0.25, 0.5, 0.75, 1)
    forecasts, likelihoods = np.zeros((len(exponents),) + d.y.shape), np.zeros((len(exponents), len(x)))
    for i, v in enumerate(x):
        u, jacobian = v[-60:] / v[-1], np.log(v[-60:][1:] / v[-1]).sum()
        for k, e in enumerate(exponents):
            w = np.log(u) if e == 0 else (u**e - 1) / e
            changes = np.diff(w)
            ahead = changes.mean() * np.arange(1, H + 1)
            back = np.exp(ahead) if e == 0 else np.maximum(1 + e * ahead, 1e-12) ** (1 / e)
            forecasts[k, i] = v[-1] * np.clip(back, 0, 20)
            likelihoods[k, i] = (e - 1) * jacobian - 0.5 * len(changes) * np.log(max(changes.var(), 1e-18))
    weights = np.exp(likelihoods - likelihoods.max(0))
    mixed = ((weights / weights.sum(0))[:, :, None] * forecasts).sum(0)
    members = d.last[:, None, None] + d.q[:, None, None] * d.c
    print(f"box-cox alone: OWA {d.owa(mixed):.4f}, best exponent {d.owa(forecasts[likelihoods.argmax(0), np.arange(len(x))]):.4f};"
          f" equal weights without it {d.owa(members.mean(1)):.4f}, with it {d.owa((members.sum(1) + mixed) / (len(MEMBERS) + 1)):.4f}")


def swift(p, lower, upper, middle, deviation, short):
    m = len(MEMBERS)

    def array(name, meaning, values, per):
        text = [f"{v:.4g}" for v in values]
        lines = [", ".join(text[k:k + per]) for k in range(0, len(text), per)]
        return f"  /// {meaning}\n  static let {name}: [Double] = [\n    " + ",\n    ".join(lines) + ",\n  ]\n"

    return (
        "/// What was learnt across the yearly series of the M4 competition's training half, its holdout and windows of its past; written by\n"
        "/// `Benchmarks/forecast_learn.py`, never by hand.\nenum LearntConstants {\n  /// Steps ahead that were learnt from.\n  static let steps = 6\n"
        "  /// The members that are weighed.\n  static let members: [ForecastMember] = [\n    " + ", ".join("." + k for k in MEMBERS) + ",\n  ]\n"
        + array("featureMeans", "Of `SeriesFeatures.names`, the members' disagreement and their common direction.", middle, 10)
        + array("featureDeviations", "Standard deviations of the same.", deviation, 10)
        + array("weightStart", "Scores of the members, b.", p[:m], m)
        + array("weightTrend", "Change of the scores with ln h, b'.", p[m:2 * m], m)
        + array("weightFeatures", "Change of the scores with the features, B: a row for each feature.", p[2 * m:], m)
        + array("lower", "Widths below the centre: start, with ln h, with ln² h, tail; then a row each for the features' effect on start, on ln h, on tail.", lower, 10)
        + array("upper", "Widths above the centre, likewise.", upper, 10)
        + "  /// Widths for two, three and four points: the logarithm of the deviation over the mean change, its change with ln h and with the relative\n"
        "  /// change, the tail and its change with the relative change.\n  static let short: [[Double]] = [\n    "
        + ",\n    ".join("[" + ", ".join(f"{v:.4g}" for v in row) + "]" for row in short) + ",\n  ]\n}\n")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder")
    arguments.add_argument("--crossroads", default=os.path.join(here, "..", ".build", "release", "crossroads"))
    arguments.add_argument("--evaluate", choices=["interleaved", "neighbours", "past", "box-cox"])
    arguments.add_argument("--write", action="store_true")
    a = arguments.parse_args()
    x, y, found, middle, deviation = sets(a.folder, a.crossroads)
    if a.evaluate == "box-cox":
        return box_cox(x, found)
    if a.evaluate:
        report(x, found, *cross_validated(found, len(x), a.evaluate))
        report_short(x, y)
        return
    centres, _ = cross_validated(found, len(x), "interleaved")
    every = {k: np.arange(len(d.y)) for k, d in found.items()}
    p = learn_weights([(found[k], every[k], w) for k, w in MIX.items()])
    text = swift(p, *learn_sides(found, centres, MIX, every), middle, deviation, learn_short(x, y))
    path = os.path.join(here, "..", "Sources", "NumericCore", "Forecasting", "LearntConstants.swift")
    if a.write:
        with open(path, "w") as f:
            f.write(text)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
