#!/usr/bin/env python3
"""The whole model in NumPy, written from the text of docs/model.md alone: a second opinion on every number of the program.

  whole_model_numpy.py [SCENARIO ...] [--paths N] [--seed S] [--program PATH]

Runs the program for each scenario (baseline, ban, divestiture and joint-venture unless others are named), reads the settings in effect
from its run.json, simulates them with its own random numbers and compares mean, 5 %, 50 % and 95 % quantile of every output, year and
total, and every probability. Exits 1 if a scenario does not agree. Values by date and correlations are not read; such scenarios are
refused.
"""
import argparse
import datetime
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np
from scipy import stats
from scipy.special import ndtri

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import agreement

YEAR = 365.25
Z95 = 1.6448536269514722
CHUNK = 4096


# ---- settings -----------------------------------------------------------------------------------------------------------------------

def number(text):
    match = re.match(r"\s*(-?[0-9.]+(?:[eE][-+]?[0-9]+)?)([KMB%]?)", text)
    return float(match[1]) * {"": 1, "K": 1e3, "M": 1e6, "B": 1e9, "%": 0.01}[match[2]]


def quantile_function(text):
    """The quantile function of a setting as written: u to value; a float for a constant."""
    text = text.strip()
    call = re.match(r"(\w+)\((.*)\)", text)
    if call:
        name, arguments = call[1], [number(a) for a in call[2].split(",")]
        if "=" in call[2]:
            raise SystemExit(f"'{text}': named arguments are not read here")
        if name == "normal":
            return lambda u: arguments[0] + arguments[1] * ndtri(u)
        if name == "uniform":
            return lambda u: arguments[0] + (arguments[1] - arguments[0]) * u
        if name == "beta":
            return stats.beta(*arguments).ppf
        if name == "triangular":
            low, mode, high = arguments
            return stats.triang((mode - low) / (high - low), low, high - low).ppf
        raise SystemExit(f"'{text}': this distribution is not read here")
    if " to " in text:
        low, high = (math.log(number(part)) for part in text.split(" to "))
        return lambda u: np.exp(0.5 * (low + high) + (high - low) / (2 * Z95) * ndtri(u))
    return number(text)


class Settings:
    def __init__(self, record):
        scenario = record["scenario"]
        if scenario["correlations"]:
            raise SystemExit("correlations are not read here")
        self.text = {}
        for key in scenario["order"]:
            setting = scenario["settings"][key]
            if not {"value", "fit", "names"} & set(setting):
                raise SystemExit(f"{key}: values by date are not read here")
            self.text[key] = setting
        self.fits = {fit["name"]: fit for fit in scenario["fits"]}
        self.start, self.end = scenario["start"], scenario["end"]

    def word(self, key, default=None):
        setting = self.text.get(key)
        return default if setting is None else setting["names"] if "names" in setting else setting["value"]

    def children(self, group, depth=1):
        """Names below a group, in the order of the file."""
        names = {}
        for key in self.text:
            if key.startswith(group + "."):
                names[tuple(key[len(group) + 1 :].split(".")[:depth])] = None
        return list(names)


def fitted(fit):
    """Centre and lower Cholesky factor of level and rate."""
    capacity, origin = fit["capacity"], fit["originYear"]
    design, target = [], []
    for row in fit["rows"]:
        observation, sd = row["observation"], row["sd"]
        if "level" in observation:
            value, year = observation["level"]["value"], observation["level"]["year"]
            x, y = (1, year - origin), math.log(value / (capacity - value))
        elif "growth" in observation:
            g = observation["growth"]
            x, y = (0, 1), g["perYear"] * math.log(1 + g["_0"]) / (1 - g["around"] / capacity)
        else:
            x, y = (0, 1), observation["rate"]["_0"]
        design.append((x[0] / sd, x[1] / sd))
        target.append(y / sd)
    x, y = np.array(design), np.array(target)
    covariance = np.linalg.inv(x.T @ x)
    return covariance @ x.T @ y, np.linalg.cholesky(covariance)


def month_index(text, first):
    year, month = map(int, text.split("-")[:2])
    return (year - first[0]) * 12 + month - first[1]


# ---- the model ----------------------------------------------------------------------------------------------------------------------

def damped(g, h, tau):
    return g * h / math.log(2) * (1 - 2 ** (-tau / h))


def verhulst(a, rho, capacity, rate):
    factor = np.exp(rho)
    filling = np.where(rate < 0, np.minimum(a / capacity, 1), a / capacity)
    denominator = 1 + filling * (factor - 1)
    return a * factor / np.where(rho < 0, np.maximum(denominator, factor / 2), denominator)


class Model:
    def __init__(self, settings):
        s = self.settings = settings
        first, last = (tuple(map(int, month.split("-"))) for month in (s.start, s.end))
        self.first = first
        count = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
        day = [datetime.date(first[0] + (first[1] - 1 + t) // 12, (first[1] - 1 + t) % 12 + 1, 1) for t in range(count + 1)]
        self.day0 = day[0]
        self.months = [(d.year, d.month) for d in day[:-1]]
        self.starts = [(d - day[0]).days for d in day]
        self.regimes = [name[0] for name in s.children("regulation.regimes")]
        self.quantiles = {}

    def offset(self, text):
        return (datetime.date.fromisoformat(text) - self.day0).days

    def draw(self, key, rng, n, default=None):
        setting = self.settings.text.get(key)
        if setting is None:
            if default is None:
                raise SystemExit(f"{key} is not set")
            return np.full(n, float(default))
        if key not in self.quantiles:
            self.quantiles[key] = quantile_function(setting["value"])
        q = self.quantiles[key]
        return np.full(n, q) if isinstance(q, float) else q(uniform(rng, n))

    def simulate(self, n, rng):
        """Totals, years and questions of n paths: {(output, period): values}."""
        s, R = self.settings, self.regimes
        p = lambda key, default=None: self.draw(key, rng, n, default)
        word = s.word

        # settings, once a path
        keys = {k: p("user_growth." + k) for k in (
            "population", "ceiling", "stickiness", "growth_noise", "leak", "dormancy_half_life", "substitution_half_life", "return_half_life")}
        coefficients = {}
        for key in ("user_growth.initial_monthly_users", "user_growth.growth_rate"):
            name = s.text[key].get("fit")
            if name is None:
                coefficients[key] = p(key)
                continue
            which = s.text[key]["coefficient"]
            if name not in coefficients:
                centre, factor = fitted(s.fits[name])
                coefficients[name] = centre[:, None] + factor @ ndtri(uniform(rng, (2, n)))
            level, rate = coefficients[name]
            coefficients[key] = s.fits[name]["capacity"] / (1 + np.exp(-level)) if which == "level" else rate
        a0, rate = coefficients["user_growth.initial_monthly_users"], coefficients["user_growth.growth_rate"]
        stickiness, capacity = keys["stickiness"], keys["ceiling"] * keys["population"] / keys["stickiness"]
        leak, h_dark, h_s, h_r = (keys[k] for k in ("leak", "dormancy_half_life", "substitution_half_life", "return_half_life"))
        minutes0, trend, trend_half = p("engagement.minutes"), p("engagement.trend"), p("engagement.trend_half_life")
        ad = {k: p("ad_revenue." + k) for k in (
            "revenue_per_hour", "benchmark_per_hour", "catch_up_half_life", "noise_sd", "noise_half_life", "downturn_rate", "downturn_depth",
            "downturn_half_life", "tracking_shock_probability", "tracking_shock_size", "recapture", "rival_weight_meta",
            "rival_weight_google", "rival_weight_other")}
        tracking = np.where(uniform(rng, n) < ad["tracking_shock_probability"], np.log(1 - ad["tracking_shock_size"]), 0)
        tracking_day = self.offset(word("ad_revenue.tracking_shock_date"))
        shop = {k: p("commerce." + k) for k in ("gmv_per_user", "growth_rate", "growth_half_life", "launch_delay", "take_rate")}
        compliance_rate = p("compliance.annual_cost") * p("compliance.overrun") / YEAR
        penalty = p("compliance.penalty_per_user")
        own = {k: p("ownership." + k) for k in ("ad_margin", "commerce_margin", "discount_rate", "terminal_multiple", "other_apps_profit")}
        initiatives = []
        for (name,) in s.children("initiatives"):
            key = f"initiatives.{name}."
            i = {k: p(key + k, d) for k, d in (("delay", 0), ("ramp", 12), ("probability", 1), ("minutes", 0), ("churn", 0), ("ad_price", 0), ("gmv", 0), ("cost", 0))}
            i["start"] = month_index(word(key + "start"), self.first)
            i["success"] = uniform(rng, n) < i["probability"]
            initiatives.append(i)
        contracts = {c: {k: p(f"ownership.contracts.{c}.{k}") for k in ("ad_share", "commerce_share", "licence_fee", "equity", "price")}
                     for (c,) in s.children("ownership.contracts")}
        regimes = []
        for name in R:
            key = f"regulation.regimes.{name}."
            service = word(key + "service")
            regimes.append({
                "service": service, "open": service != "dark", "prohibited": word(key + "prohibited", "false") == "true",
                "resolved": word(key + "resolved", "false") == "true", "contract": word(key + "contract"),
                **{k: p(key + k, d) for k, d in (("acquisition", 1), ("churn", 0), ("engagement", 1), ("ad_demand", 1), ("commerce", 1), ("compliance", 1), ("other_apps", 1))}})
        law = Regulation(self, regimes, n, rng)

        # state
        A, Z, shadow = a0.copy(), np.zeros(n), a0.copy()
        market = downturn = np.zeros(n)
        clock = -shop["launch_delay"] / 12
        last_rate = stickiness * YEAR * minutes0 / 60 * ad["revenue_per_hour"] + shop["take_rate"] * shop["gmv_per_user"]
        value_owner, value_business, value_price = np.zeros(n), np.zeros(n), np.zeros(n)
        output, held = [], []
        N = len(self.months)
        for t in range(N):
            D, S = self.starts[t + 1] - self.starts[t], self.starts[t]
            tau = (t + 0.5) / 12
            w = law.month(S, D, A / a0, rng)
            x = sum((w[k] for k, r in enumerate(regimes) if not r["open"]), np.zeros(n))
            y = sum((w[k] for k, r in enumerate(regimes) if r["open"]), np.zeros(n))
            over = lambda effect: sum((w[k] * effect(r) for k, r in enumerate(regimes) if r["open"]), np.zeros(n))

            M = C = P = E = cost_rate = np.zeros(n)
            for i in initiatives:
                if t < i["start"]:
                    continue
                strength = i["success"] * np.clip((t - i["start"] - i["delay"] + 0.5) / i["ramp"], 0, 1)
                M, C, P, E = M + strength * i["minutes"], C + strength * i["churn"], P + strength * i["ad_price"], E + strength * i["gmv"]
                cost_rate = cost_rate + i["cost"] / YEAR

            # users: the dark days in one spell, last if the month ends in the dark
            stock = A + Z
            ends_dark = np.array([not r["open"] for r in regimes])[law.regime]
            dark_mean = np.zeros(n)

            def dark_spell(A, Z, days):
                after = A * 2 ** (-(1 - leak) * days / h_dark)
                return after, Z * 2 ** (-days / h_s) + (A - after) * 2 ** (-days / (2 * h_s))

            before = A
            A, Z = dark_spell(A, Z, np.where(ends_dark, 0, x))
            dark_mean = np.where(ends_dark, 0, 0.5 * (before + A))
            before = A
            rest = Z * 2 ** (-y * (1 / h_s + 1 / h_r))
            back, Z = (Z - rest) * (1 / h_r) / (1 / h_s + 1 / h_r), rest
            z = ndtri(uniform(rng, n))
            A = verhulst(A, rate * over(lambda r: r["acquisition"]) / YEAR, capacity, rate) * np.exp(
                keys["growth_noise"] * np.sqrt(y / YEAR) * z - over(lambda r: r["churn"]) / YEAR - C * y / YEAR) + back
            mean = np.where(y > 0, 0.5 * (before + A), 0)
            before = A
            A, Z = dark_spell(A, Z, np.where(ends_dark, x, 0))
            dark_mean = np.where(ends_dark, 0.5 * (before + A), dark_mean)
            before = shadow
            shadow = verhulst(shadow, rate * D / YEAR, capacity, rate) * np.exp(keys["growth_noise"] * math.sqrt(D / YEAR) * z - C * D / YEAR)
            shadow_mean = 0.5 * (before + shadow)
            users = (mean * y + leak * dark_mean * x) / D

            minutes = minutes0 * np.exp(damped(trend, trend_half, tau) + M)
            hours = stickiness * minutes / 60 * (mean * over(lambda r: r["engagement"]) + leak * dark_mean * x)

            z = ndtri(uniform(rng, n))
            phi = 2 ** (-1 / ad["noise_half_life"])
            market = ad["noise_sd"] * z if t == 0 else phi * market + ad["noise_sd"] * np.sqrt(1 - phi**2) * z
            begins = uniform(rng, n) < 1 - np.exp(-ad["downturn_rate"] * D / YEAR)
            downturn = downturn * 2 ** (-1 / ad["downturn_half_life"]) + begins * -np.log(1 - ad["downturn_depth"])
            price = ad["benchmark_per_hour"] * (ad["revenue_per_hour"] / ad["benchmark_per_hour"]) ** (2 ** (-tau / ad["catch_up_half_life"]))
            q = price * np.exp(market - downturn + (tracking if S >= tracking_day else 0) + P)
            revenues = [stickiness * mean * minutes / 60 * q * w[k] * r["engagement"] * r["ad_demand"] if r["open"] else np.zeros(n) for k, r in enumerate(regimes)]
            revenue = sum(revenues)
            full = stickiness * shadow_mean * minutes / 60 * q * D
            lost = np.where(full - revenue < 1e-9 * full, 0, full - revenue)
            displaced = ad["recapture"] * lost
            weights = ad["rival_weight_meta"] + ad["rival_weight_google"] + ad["rival_weight_other"]

            later = clock + over(lambda r: r["commerce"]) / YEAR
            age, clock = np.maximum(0, (clock + later) / 2), later
            gmvs = mean * shop["gmv_per_user"] / YEAR * np.exp(damped(shop["growth_rate"], shop["growth_half_life"], age) + E)
            sales = [shop["take_rate"] * gmvs * w[k] * r["engagement"] if r["open"] else np.zeros(n) for k, r in enumerate(regimes)]
            gmv = gmvs * over(lambda r: r["engagement"])

            compliance = [compliance_rate * w[k] * r["compliance"] for k, r in enumerate(regimes)]
            costs = [compliance[k] + (cost_rate * w[k] if r["open"] else 0) for k, r in enumerate(regimes)]
            exposed = sum((w[k] for k, r in enumerate(regimes) if r["open"] and r["prohibited"]), np.zeros(n)) > 0
            contribution = own["ad_margin"] * revenue + own["commerce_margin"] * sum(sales) - sum(costs)
            flow = own["other_apps_profit"] * sum(w[k] * r["other_apps"] for k, r in enumerate(regimes)) / YEAR
            for k, r in enumerate(regimes):
                c = contracts[r["contract"]]
                e = c["equity"]
                flow = flow + ((e + c["ad_share"] * (1 - e)) * own["ad_margin"] * revenues[k]
                               + (e + c["commerce_share"] * (1 - e)) * own["commerce_margin"] * sales[k]
                               + c["licence_fee"] * (1 - e) * (revenues[k] + sales[k]) - e * costs[k])
            paid = np.zeros(n)
            for k, chosen in law.sold.items():
                c = contracts[regimes[k]["contract"]]
                paid = np.where(chosen, c["price"] * (1 - c["equity"]) * last_rate * stock, paid)
            cash = flow + paid
            discount = (1 + own["discount_rate"]) ** (-tau)
            value_owner, value_business, value_price = value_owner + discount * cash, value_business + discount * contribution, value_price + discount * paid
            user_days = mean * y
            last_rate = np.where(user_days > 1e-9, (revenue + sum(sales)) / np.maximum(user_days, 1e-9) * YEAR, last_rate)

            output.append({
                "user_growth.monthly_users": users, "user_growth.daily_users": stickiness * users, "user_growth.dormant_users": Z,
                "engagement.user_hours": hours, "ad_revenue.revenue": revenue, "ad_revenue.displaced": displaced,
                "ad_revenue.displaced_to_meta": displaced * ad["rival_weight_meta"] / weights,
                "ad_revenue.displaced_to_google": displaced * ad["rival_weight_google"] / weights,
                "ad_revenue.displaced_to_other": displaced * ad["rival_weight_other"] / weights,
                "commerce.gmv": gmv, "commerce.revenue": sum(sales), "initiatives.cost": cost_rate * y, "compliance.cost": sum(compliance),
                "compliance.penalty_exposure": np.where(exposed, penalty * mean, 0), "regulation.days_dark": x,
                "ownership.operating_contribution": contribution, "ownership.cash_to_owner": cash})
            held.append((law.regime.copy(), law.extensions.copy()))

        D = self.starts[N] - self.starts[N - 1]
        end = own["terminal_multiple"] * (1 + own["discount_rate"]) ** (-N / 12)
        terminal_owner, terminal_business = end * np.maximum(0, flow * YEAR / D), end * np.maximum(0, contribution * YEAR / D)
        tau0 = (6 - (self.first[1] - 1)) / 12
        trend_price = ad["benchmark_per_hour"] * (ad["revenue_per_hour"] / ad["benchmark_per_hour"]) ** (2 ** (-tau0 / ad["catch_up_half_life"]))
        result = {
            ("ownership.value_to_owner", "total"): value_owner + terminal_owner, ("ownership.value_of_us_business", "total"): value_business + terminal_business,
            ("ownership.terminal_value_to_owner", "total"): terminal_owner, ("ownership.terminal_value_of_us_business", "total"): terminal_business,
            ("ownership.present_value_of_price", "total"): value_price, ("regulation.extensions", "total"): law.extensions,
            ("regulation.time_to_resolution", "total"): np.minimum(law.resolution, self.starts[N]),
            ("ad_revenue.start_year_trend", "total"): stickiness * verhulst(a0, rate * tau0, capacity, rate) * 365 * minutes0
            * np.exp(damped(trend, trend_half, tau0)) / 60 * trend_price}
        periods = {"total": range(N)}
        for year in sorted({y for y, _ in self.months}):
            months = [t for t, (y, _) in enumerate(self.months) if y == year]
            if len(months) == 12:
                periods[str(year)] = months
        for period, months in periods.items():
            for name in output[0]:
                parts = [output[t][name] for t in months]
                if name.endswith("_users"):
                    result[name, period] = sum(parts) / len(parts)
                elif name.endswith("penalty_exposure"):
                    result[name, period] = np.maximum.reduce(parts)
                else:
                    result[name, period] = sum(parts)
            for k, name in enumerate(R):
                result["regulation.regime." + name, period] = held[months[-1]][0] == k
        self.answer(result, law, regimes, output, held)
        return result

    def answer(self, result, law, regimes, output, held):
        s = self.settings
        names = lambda listed: [self.regimes.index(name) for name in listed]
        month_of = lambda day: self.starts.index(self.offset(day) + 1) - 1
        for (name,) in s.children("questions"):
            key = f"questions.{name}."
            event = s.word(key + "event")
            if event in ("entered", "ownership changed"):
                if event == "entered":
                    chosen = names(s.word(key + "regimes"))
                else:
                    chosen = [k for k, r in enumerate(regimes) if r["contract"] not in ("present_owner", "none")]
                yes = np.min(law.entry[chosen], axis=0) < self.offset(s.word(key + "by")) + 1
            elif event == "in":
                yes = np.isin(held[month_of(s.word(key + "on"))][0], names(s.word(key + "regimes")))
            elif event == "dark":
                dark = sum(output[t]["regulation.days_dark"] for t in range(month_of(s.word(key + "by")) + 1))
                yes = dark > number(s.word(key + "more_than", "0"))
            elif event == "extensions":
                yes = held[month_of(s.word(key + "by"))][1] >= number(s.word(key + "at_least"))
            else:
                values = result[s.word(key + "output"), s.word(key + "period")]
                above = s.word(key + "above")
                yes = values > number(above) if above is not None else values < number(s.word(key + "below"))
            result["question." + name, "total"] = yes


class Regulation:
    """Where each path spends its days."""

    def __init__(self, model, regimes, n, rng):
        s, self.n, self.regimes = model.settings, n, regimes
        index = {name: k for k, name in enumerate(model.regimes)}
        p = lambda key, default=None: model.draw(key, rng, n, default)
        self.elasticity = p("regulation.leverage_elasticity")
        self.hazards, self.certain, self.deadlines = [], [], {}
        for origin, target in s.children("regulation.transitions", 2):
            key = f"regulation.transitions.{origin}.{target}."
            if s.word(key + "hazard") is not None:
                self.hazards.append((index[origin], index[target], p(key + "hazard"), float(s.word(key + "leverage", "0"))))
            if s.word(key + "certain") is not None:
                self.certain.append((index.get(origin), index[target], model.offset(s.word(key + "certain"))))
        for (name,) in s.children("regulation.deadlines"):
            key = f"regulation.deadlines.{name}."
            branches = [(index[b], p(f"{key}branches.{b}")) for (b,) in s.children(key + "branches")]
            remainder = s.word(key + "remainder")
            self.deadlines[index[name]] = {
                "length": lambda key=key: p(key + "length"), "branches": branches, "remainder": None if remainder == "extend" else index[remainder]}
        start = index[s.word("regulation.start")]
        self.regime = np.full(n, start)
        self.due = np.full(n, np.inf)
        if start in self.deadlines:
            self.due = p(f"regulation.deadlines.{model.regimes[start]}.first")
        self.extensions = np.zeros(n)
        self.entry = np.full((len(regimes), n), np.inf)
        self.entry[start] = 0
        self.resolution = np.zeros(n) if regimes[start]["resolved"] else np.full(n, np.inf)
        # contracts with a price on some path; a path that starts in one has had its price
        price = {name: p_any for name, p_any in ((r["contract"], s.word(f"ownership.contracts.{r['contract']}.price")) for r in regimes)}
        self.priced = [price[r["contract"]] != "0" for r in regimes]
        self.paid = np.full(n, self.priced[start])
        self.sold = {}

    def month(self, S, D, size, rng):
        n, R = self.n, len(self.regimes)
        w = np.zeros((R, n))
        self.sold = {}
        rings = []
        for origin, target, rate, leverage in self.hazards:
            h = rate * np.maximum(size, 0.01) ** (leverage * self.elasticity) if leverage else rate
            with np.errstate(divide="ignore"):
                rings.append(-np.log1p(-uniform(rng, n)) * YEAR / h)
        branch_u = {k: uniform(rng, n) for k in self.deadlines}
        length = {k: d["length"]() for k, d in self.deadlines.items()}
        rung_hazard = np.zeros((len(self.hazards), n), bool)
        rung_deadline = np.zeros((R, n), bool)
        rung_certain = np.zeros((len(self.certain), n), bool)
        s = np.zeros(n)
        live = np.arange(n)
        while len(live):
            now, held = s[live], self.regime[live]
            day, kind = np.full(len(live), float(D)), np.full(len(live), -1)
            # in the order in which ties are settled: certain, deadline, hazard
            for c, (origin, _, date) in enumerate(self.certain):
                at = float(date - S)
                if not 0 <= at < D:
                    continue
                better = (at >= now) & (at < day) & ~rung_certain[c, live]
                if origin is not None:
                    better &= held == origin
                day[better], kind[better] = at, c
            for k in self.deadlines:
                at = np.maximum(self.due[live] - S, now)
                better = (held == k) & (at < day) & ~rung_deadline[k, live]
                day[better], kind[better] = at[better], 1000 + k
            for h, (origin, _, _, _) in enumerate(self.hazards):
                at = rings[h][live]
                better = (held == origin) & (at > now) & (at < day) & ~rung_hazard[h, live]
                day[better], kind[better] = at[better], 2000 + h
            w[held, live] += day - now
            s[live] = day
            going = kind >= 0
            live, kind = live[going], kind[going]
            for event in np.unique(kind):
                who = live[kind == event]
                if event < 1000:
                    rung_certain[event, who] = True
                    self.move(who, np.full(len(who), self.certain[event][1]), S + s[who], length)
                elif event < 2000:
                    k = event - 1000
                    rung_deadline[k, who] = True
                    deadline = self.deadlines[k]
                    target = np.full(len(who), -1 if deadline["remainder"] is None else deadline["remainder"])
                    total, open_ = np.zeros(len(who)), np.ones(len(who), bool)
                    for branch, probability in deadline["branches"]:
                        total = total + probability[who]
                        hit = open_ & (total > branch_u[k][who])
                        target[hit] = branch
                        open_ &= ~hit
                    stays = who[target < 0]
                    self.extensions[stays] += 1
                    self.due[stays] = S + s[stays] + length[k][stays]
                    self.move(who[target >= 0], target[target >= 0], S + s[who[target >= 0]], length)
                else:
                    rung_hazard[event - 2000, who] = True
                    self.move(who, np.full(len(who), self.hazards[event - 2000][1]), S + s[who], length)
        return w

    def move(self, who, target, at, length):
        moves = self.regime[who] != target
        who, target, at = who[moves], target[moves], at[moves]
        self.regime[who] = target
        self.due[who] = np.inf
        for k in np.unique(target):
            own, day = who[target == k], at[target == k]
            if k in self.deadlines:
                self.due[own] = day + length[k][own]
            self.entry[k, own] = np.minimum(self.entry[k, own], day)
            if self.regimes[k]["resolved"]:
                self.resolution[own] = np.minimum(self.resolution[own], day)
            if self.priced[k]:
                fresh = own[~self.paid[own]]
                self.paid[fresh] = True
                self.sold.setdefault(k, np.zeros(self.n, bool))[fresh] = True


def uniform(rng, shape):
    return (rng.integers(0, 2**52, shape) + 0.5) / 2.0**52


# ---- comparison ---------------------------------------------------------------------------------------------------------------------

def compare(results, theirs):
    """Our paths against the program's table.

    Independent paths have the error sd/sqrt(n), which no other design of as many points exceeds, so a difference has at most sqrt(2)
    times that. A quantile is judged by the share of our paths below it, which needs no density; values may lie 0.1 % off (the program's
    bins), and sizes below 2^-24 of the largest count as 0 there.
    """
    comparisons = []
    for output, period in results[0]:
        values = np.concatenate([part[output, period] for part in results])
        n = len(values)
        key = (output, period)
        if values.dtype == bool:
            share, other = values.mean(), theirs[*key, "probability"][0]
            pooled = 0.5 * (share + other)
            error = math.sqrt(2 * max(pooled * (1 - pooled), 1 / n) / n)
            comparisons.append(agreement.Comparison(*key, "probability", share, other, max(0, abs(share - other) - 1e-6) / error))
            continue
        mean, other = values.mean(), theirs[*key, "mean"][0]
        error = math.sqrt(2 / n) * values.std(ddof=1)
        comparisons.append(agreement.Comparison(*key, "mean", mean, other, agreement.in_errors(max(0, abs(mean - other) - 2e-6 * abs(mean)), error)))
        values.sort()
        floor = 2.0**-24 * max(abs(values[0]), abs(values[-1]))
        for level in (0.05, 0.5, 0.95):
            name = f"q{level:g}"
            other = theirs[*key, name][0]
            room = floor + agreement.BINS * abs(other)
            low, high = np.searchsorted(values, other - room, "left") / n, np.searchsorted(values, other + room, "right") / n
            t = max(low - level, level - high, 0) / math.sqrt(2 * level * (1 - level) / n)
            comparisons.append(agreement.Comparison(*key, name, np.quantile(values, level), other, t))
    return comparisons


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenarios", nargs="*", default=[])
    parser.add_argument("--paths", type=int, default=65536)
    parser.add_argument("--seed", type=int, default=20250926)
    root = pathlib.Path(__file__).resolve().parents[2]
    parser.add_argument("--program", default=str(root / ".build/release/crossroads"))
    options = parser.parse_args()
    fine = True
    for scenario in options.scenarios or ["baseline", "ban", "divestiture", "joint-venture"]:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([options.program, "run", scenario, "--paths", str(options.paths), "--out", folder, "--quiet", "--project", str(root)], check=True)
            (run,) = pathlib.Path(folder).iterdir()
            model = Model(Settings(json.loads((run / "run.json").read_text())))
            theirs = agreement.read(run / "summary.csv")
        rng = np.random.Generator(np.random.Philox(options.seed))
        results = [model.simulate(min(CHUNK, options.paths - first), rng) for first in range(0, options.paths, CHUNK)]
        fine &= agreement.report(scenario, compare(results, theirs), required=100)
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
