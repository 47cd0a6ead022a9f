"""Checks of a modelling hub beyond what its reader refuses: values, required combinations, samples, names.

The names in brackets are those of the checks of hubValidations that say the same.
"""
import csv
import itertools
import json
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import yaml

STEM = re.compile(r"^(\d{4}-\d{2}-\d{2}|[A-Za-z0-9_]+)-([A-Za-z0-9_]+)-([A-Za-z0-9_]+)$")


def check(hub):
    """Every fault of every file of model output, as `check: what`."""
    hub = Path(hub)
    config = json.loads((hub / "hub-config/tasks.json").read_text())
    faults = []
    for path in sorted((hub / "model-output").glob("*/*")):
        faults += [f"{name}: {path.name}: {text}" for name, text in _file(hub, path, config)]
    faults += [f"{name}: {text}" for name, text in _oracle(hub, config)]
    return faults


def _file(hub, path, config):
    stem = STEM.match(path.stem)
    if not stem or path.suffix != ".csv":
        yield "file_name", "is not ROUND-TEAM-MODEL.csv"
        return
    model = f"{stem[2]}-{stem[3]}"
    if path.parent.name != model:
        yield "file_location", f"stands in {path.parent.name}"
    yield from _metadata(hub, model)
    rounds = [r for r in config["rounds"] if stem[1] in _round_ids(r)]
    if not rounds:
        yield "round_id_valid", f"{stem[1]} is no round"
        return
    with open(path, newline="") as file:
        table = list(csv.DictReader(file))
    round_ = rounds[0]
    columns = list(round_["model_tasks"][0]["task_ids"])
    missing = [c for c in columns + ["output_type", "output_type_id", "value"] if not table or c not in table[0]]
    if missing:
        yield "colnames", f"{', '.join(missing)} missing"
        return
    others = sorted({row[round_["round_id"]] for row in table} - {stem[1]})
    if others:
        yield "match_round_id", f"holds {others[0]}"
    yield from _rows(table, columns, round_, config.get("derived_task_ids", []))


def _metadata(hub, model):
    path = hub / f"model-metadata/{model}.yml"
    if not path.exists():
        yield "metadata_exists", f"{path.name} is missing"
        return
    content = yaml.safe_load(path.read_text())
    if f"{content.get('team_abbr')}-{content.get('model_abbr')}" != model:
        yield "metadata_matches", f"{path.name} is of another model"


def _round_ids(round_):
    if not round_["round_id_from_variable"]:
        return {round_["round_id"]}
    return {v for task in round_["model_tasks"] for v in _values(task["task_ids"][round_["round_id"]])}


def _values(choice):
    return (choice["required"] or []) + (choice["optional"] or [])


def _rows(table, columns, round_, derived):
    keys = [tuple(row[c] for c in columns) for row in table]
    full = [key + (row["output_type"], row["output_type_id"]) for key, row in zip(keys, table)]
    seen = set()
    for row in full:
        if row in seen:
            yield "rows_unique", f"{row} twice"
        seen.add(row)
    groups = defaultdict(list)
    for key, row in zip(keys, table):
        groups[key].append(row)
    matched = set()
    for task in round_["model_tasks"]:
        allowed = {c: {str(v) for v in _values(task["task_ids"][c])} for c in columns}
        own = {k for k in groups if all(v in allowed[c] for c, v in zip(columns, k))}
        matched |= own
        yield from _required(task, columns, derived, own)
        for key in sorted(own):
            yield from _group(task, key, groups[key])
        yield from _samples(task, columns, own, groups)
    for key in sorted(set(groups) - matched):
        yield "valid_vals", f"{key} is asked for by no task"
    yield from _ends(columns, groups)
    owners = defaultdict(set)
    for number, task in enumerate(round_["model_tasks"]):
        allowed = {c: {str(v) for v in _values(task["task_ids"][c])} for c in columns}
        for key, rows in groups.items():
            if all(v in allowed[c] for c, v in zip(columns, key)):
                for row in rows:
                    if row["output_type"] == "sample":
                        owners[row["output_type_id"]].add(number)
    for sample, tasks in owners.items():
        if len(tasks) > 1:
            yield "spl_mt_unique", f"sample {sample} in {len(tasks)} model tasks"
            break


def _ends(columns, groups):
    """Horizons count the months from the round to the end; both are derived from each other."""
    if not {"origin_date", "target_end_date", "horizon"} <= set(columns):
        return
    for key in sorted(groups):
        task = dict(zip(columns, key))
        try:
            start, end = date.fromisoformat(task["origin_date"]), date.fromisoformat(task["target_end_date"])
        except ValueError:
            yield "valid_vals", f"{key} has no dates"
            continue
        after = date.fromordinal(end.toordinal() + 1)
        months = (after.year - start.year) * 12 + after.month - start.month - (1 if start.day > 1 else 0)
        if str(months) != task["horizon"]:
            yield "derived_task_id", f"{key}: {months} months lie between"
            return


def _required(task, columns, derived, own):
    free = [c for c in columns if c not in derived]
    wanted = itertools.product(*[[str(v) for v in task["task_ids"][c]["required"] or []] for c in free])
    present = {tuple(v for c, v in zip(columns, key) if c in free) for key in own}
    for key in wanted:
        if key not in present:
            yield "req_vals", f"{key} is missing"


def _group(task, key, rows):
    types = defaultdict(list)
    for row in rows:
        types[row["output_type"]].append(row)
    for name, wanted in task["output_type"].items():
        if wanted.get("is_required") and name not in types:
            yield "req_vals", f"{key} has no {name}"
    for name, rows in types.items():
        wanted = task["output_type"].get(name)
        if wanted is None:
            yield "valid_vals", f"{key} has {name}"
            continue
        values = []
        for row in rows:
            try:
                value = float(row["value"])
            except ValueError:
                value = float("nan")
            low, high = wanted["value"].get("minimum", float("-inf")), wanted["value"].get("maximum", float("inf"))
            if not low <= value <= high or value in (float("inf"), float("-inf")):
                yield "value_col_valid", f"{key} {name} {row['output_type_id']} is {row['value']}"
            values.append(value)
        identifiers = [row["output_type_id"] for row in rows]
        if name in ("mean", "median") and identifiers != [""]:
            yield "valid_vals", f"{key} {name} has the id {identifiers}"
        if name in ("quantile", "cdf", "pmf"):
            required = [str(v) for v in wanted["output_type_id"]["required"]]
            if sorted(identifiers) != sorted(required):
                yield "req_vals", f"{key} has other {name} ids than asked for"
            ordered = [v for _, v in sorted(zip([required.index(i) if i in required else -1 for i in identifiers], values))]
            if name != "pmf" and any(a > b for a, b in zip(ordered, ordered[1:])):
                yield "value_col_non_desc", f"{key} {name} decreases"
        if name == "pmf" and abs(sum(values) - 1) > 1.5e-8:
            yield "value_col_sum1", f"{key} sums to {sum(values)}"
        for target in task["target_metadata"]:
            if name == "pmf" and target["target_type"] in ("continuous", "date", "compositional"):
                yield "target_type", f"{target['target_id']} is {target['target_type']}, but has a pmf"
            if name in ("mean", "quantile", "cdf") and target["target_type"] in ("nominal", "binary"):
                yield "target_type", f"{target['target_id']} is {target['target_type']}, but has a {name}"


def _samples(task, columns, own, groups):
    if "sample" not in task["output_type"]:
        return
    parameters = task["output_type"]["sample"]["output_type_id_params"]
    compound = parameters.get("compound_taskid_set", columns)
    ids = defaultdict(list)
    for key in own:
        name = tuple(v for c, v in zip(columns, key) if c in compound)
        for row in groups[key]:
            if row["output_type"] == "sample":
                if parameters["type"] == "integer" and not row["output_type_id"].isdigit():
                    yield "valid_vals", f"{key} has the sample {row['output_type_id']}"
                ids[name].append((key, row["output_type_id"]))
    used = {}
    for name, pairs in ids.items():
        by_key = defaultdict(list)
        for key, sample in pairs:
            by_key[key].append(sample)
        sets = {frozenset(samples) for samples in by_key.values()}
        if len(sets) > 1:
            yield "spl_compound_taskid_set", f"{name}: not every task has the same samples, so they are not paired"
        count = len(set().union(*sets))
        low, high = parameters["min_samples_per_task"], parameters["max_samples_per_task"]
        if not low <= count <= high:
            yield "spl_n", f"{name} has {count} samples, not {low} to {high}"
        for sample in set().union(*sets):
            if used.setdefault(sample, name) != name:
                yield "spl_compound_tid", f"sample {sample} belongs to {used[sample]} and {name}"
                break


def _oracle(hub, config):
    path = hub / "target-data/oracle-output.csv"
    if not path.exists():
        return
    targets = {t["target_keys"]["target"] for r in config["rounds"] for m in r["model_tasks"] for t in m["target_metadata"]}
    sums = defaultdict(float)
    seen = set()
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            key = (row["target_end_date"], row["target"], row["location"], row["output_type"], row["output_type_id"])
            if key in seen:
                yield "target_rows_unique", f"{key} twice"
            seen.add(key)
            if row["target"] not in targets:
                yield "target_valid_vals", f"{row['target']} is no target"
            if row["output_type"] == "pmf":
                if row["oracle_value"] not in ("0", "1"):
                    yield "target_oracle_value", f"{key} is {row['oracle_value']}"
                sums[key[:3]] += float(row["oracle_value"])
            elif row["output_type_id"]:
                yield "target_oracle_value", f"{key} has an id"
    for key, total in sums.items():
        if total != 1:
            yield "target_oracle_value", f"{key} sums to {total}"
