"""hubverse: the reader reads the hub, the schemas accept its configuration, and our checker finds no fault, but every planted one."""
import csv
import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml
from hubdata import connect_hub, connect_target_data
from hubdata.create_target_data_schema import TargetType

from conftest import ROADS, crossroads, six_digits
from hub_checker import check

SCHEMAS = Path(__file__).parent / "schemas"
OUTPUTS = "user_growth.monthly_users,ad_revenue.revenue,ownership.*,regulation.*,question.*"
ACTUALS = """metric,region,period,value,unit,source
ad_revenue.revenue,us,2026,14.1,bn usd,
user_growth.monthly_users,,2026-03,171,million users,
question.banned_by_2030,,,no,,
regulation.regime.joint_venture,,2026,yes,,
ad_revenue.revenue,uk,2026,1,bn usd,
"""


@pytest.fixture(scope="module")
def hub(runs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hub")
    (folder / "actuals.csv").write_text(ACTUALS)
    said = crossroads(
        "export", "hubverse", *runs.paths(), "--out", folder / "hub", "--outputs", OUTPUTS, "--actuals", folder / "actuals.csv",
        "--futures", 10, "--team", "roads", "--model", "v1", "--contact", "Ada Byron <ada@example.org>")
    assert "no target is 'ad_revenue.revenue' of 2026 in uk" in said
    return folder / "hub"


def model_file(hub):
    return hub / "model-output/roads-v1/2025-10-01-roads-v1.csv"


def read(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def write(path, rows):
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_reader_reads_every_row(hub):
    table = connect_hub(hub).to_table()
    assert table.num_rows == len(read(model_file(hub)))
    assert set(table.column("scenario_id").to_pylist()) == set(ROADS) and set(table.column("model_id").to_pylist()) == {"roads-v1"}
    assert str(table.schema.field("horizon").type) == "int32" and str(table.schema.field("origin_date").type) == "date32[day]"


def test_reader_reads_what_came_out(hub):
    series = connect_target_data(hub, TargetType.TIME_SERIES).to_table().to_pylist()
    assert sorted(row["observation"] for row in series) == [171e6, 14.1e9]
    oracle = connect_target_data(hub, TargetType.ORACLE_OUTPUT).to_table().to_pylist()
    held = [row for row in oracle if row["output_type"] == "pmf" and row["oracle_value"] == 1]
    assert sorted(row["output_type_id"] for row in held) == ["joint_venture", "no"]


@pytest.mark.parametrize("name", ["admin", "tasks", "target-data"])
def test_configuration_is_valid(hub, name):
    schema = json.loads((SCHEMAS / f"hubverse-v6.0.0-{name}-schema.json").read_text())
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [e.message for e in validator.iter_errors(json.loads((hub / f"hub-config/{name}.json").read_text()))] == []


def test_metadata_of_the_model_is_valid(hub):
    schema = json.loads((hub / "hub-config/model-metadata-schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load((hub / "model-metadata/roads-v1.yml").read_text()), schema)


def test_figures_are_those_of_the_table(runs, hub):
    names = {"mean": lambda i: "mean", "quantile": lambda i: "q" + i}
    compared = 0
    for name in ROADS:
        summary = runs.summary(name)
        periods = {p: end(p) for _, p, _ in summary}
        printed = {}
        for (output, period, statistic), value in summary.items():
            step = "total" if period == "total" else {4: "year", 7: "month"}[len(period)]
            if output.startswith("regulation.regime."):
                printed[f"{step} regulation.regime", periods[period], output[18:]] = value
            elif statistic == "probability":
                printed[f"{step} {output}", periods[period], "yes"] = value
            else:
                printed[f"{step} {output}", periods[period], statistic] = value
        for row in read(model_file(hub)):
            if row["scenario_id"] != name or row["output_type"] == "sample" or row["output_type_id"] == "no":
                continue
            statistic = names.get(row["output_type"], lambda i: i)(row["output_type_id"])
            assert six_digits(row["value"]) == float(printed[row["target"], row["target_end_date"], statistic])
            compared += 1
    assert compared > 5000


def end(period):
    from calendar import monthrange

    if period == "total":
        return "2030-12-31"
    if len(period) == 4:
        return f"{period}-12-31"
    return f"{period}-{monthrange(int(period[:4]), int(period[5:]))[1]}"


def test_samples_are_the_first_futures_of_every_road(runs, hub, tmp_path):
    import numpy

    crossroads("export", "npy", *runs.paths(), "--out", tmp_path / "arrays")
    rows = [r for r in read(model_file(hub)) if r["output_type"] == "sample" and r["target"] == "year ad_revenue.revenue" and r["horizon"] == "15"]
    for name in ROADS:
        columns = read(tmp_path / "arrays" / name / "columns.csv")
        place = next(int(c["column"]) for c in columns if (c["output"], c["period"]) == ("ad_revenue.revenue", "2026"))
        own = numpy.load(tmp_path / "arrays" / name / "paths.npy")[:10, place]
        assert [float(r["value"]) for r in rows if r["scenario_id"] == name] == list(own)
    assert len({r["output_type_id"] for r in rows}) == 10


def test_checker_finds_no_fault(hub):
    assert check(hub) == []


def first(rows, **wanted):
    return next(r for r in rows if all(r[k] == v for k, v in wanted.items()))


def plant(hub, name):
    """Plants a fault in a hub; the checker must name it."""
    path = model_file(hub)
    rows = read(path)
    config = json.loads((hub / "hub-config/tasks.json").read_text())
    if name == "file_name":
        path.rename(path.with_name("2025-10-01-roads.csv"))
        return
    if name == "file_location":
        (hub / "model-output/other-v1").mkdir()
        path.rename(hub / "model-output/other-v1" / path.name)
        return
    if name == "metadata_exists":
        (hub / "model-metadata/roads-v1.yml").unlink()
        return
    if name == "metadata_matches":
        file = hub / "model-metadata/roads-v1.yml"
        file.write_text(file.read_text().replace('"v1"', '"v2"'))
        return
    if name == "round_id_valid":
        path.rename(path.with_name("2025-11-01-roads-v1.csv"))
        return
    if name == "target_type":
        for task in config["rounds"][0]["model_tasks"]:
            for target in task["target_metadata"]:
                target["target_type"] = "continuous"
        (hub / "hub-config/tasks.json").write_text(json.dumps(config))
        return
    if name.startswith("target_"):
        oracle = hub / "target-data/oracle-output.csv"
        truth = read(oracle)
        if name == "target_rows_unique":
            truth.append(truth[0])
        elif name == "target_valid_vals":
            truth[0]["target"] = "other"
        else:
            first(truth, output_type="pmf", oracle_value="1")["oracle_value"] = "0"
        write(oracle, truth)
        return
    if name == "colnames":
        rows = [{k: v for k, v in r.items() if k != "location"} for r in rows]
    elif name == "match_round_id":
        rows[0]["origin_date"] = "2025-11-01"
    elif name == "rows_unique":
        rows.append(rows[0])
    elif name == "req_vals":
        rows = [r for r in rows if not (r["scenario_id"] == "ban" and r["target"] == "year ad_revenue.revenue" and r["horizon"] == "15")]
    elif name == "req_vals level":
        rows.remove(first(rows, output_type="quantile", output_type_id="0.4"))
    elif name == "valid_vals":
        rows[0]["scenario_id"] = "unknown"
    elif name == "derived_task_id":
        for row in rows:
            if row["horizon"] == "15":
                row["target_end_date"] = "2027-12-31"
    elif name == "value_col_valid":
        first(rows, target="year user_growth.monthly_users")["value"] = "-1"
    elif name == "value_col_valid missing":
        first(rows, output_type="mean")["value"] = "NA"
    elif name == "value_col_non_desc":
        row = first(rows, output_type="quantile", output_type_id="0.9")
        row["value"] = str(float(row["value"]) * 100 + 1)
    elif name == "value_col_sum1":
        row = first(rows, output_type="pmf", output_type_id="banned")
        row["value"] = str(min(1, float(row["value"]) + 1e-6) if float(row["value"]) < 0.5 else float(row["value"]) - 1e-6)
    elif name == "spl_n":
        rows = [r for r in rows if not (r["output_type"] == "sample" and int(r["output_type_id"]) == 1)]
    elif name == "spl_compound_taskid_set":
        for row in rows:
            if row["output_type"] == "sample" and row["scenario_id"] == "ban" and int(row["output_type_id"]) == 1:
                row["output_type_id"] = "999999"
    elif name == "spl_mt_unique":
        samples = sorted({int(r["output_type_id"]) for r in rows if r["output_type"] == "sample"})
        for row in rows:
            if row["output_type"] == "sample" and int(row["output_type_id"]) == samples[-1]:
                row["output_type_id"] = "1"
    elif name == "spl_compound_tid":
        own = [r for r in rows if r["output_type"] == "sample" and r["target"].startswith("year ownership.")]
        targets = sorted({r["target"] for r in own})
        one, other = ([r["output_type_id"] for r in own if r["target"] == t] for t in targets[:2])
        for row in own:
            if row["target"] == targets[0] and row["output_type_id"] == one[0]:
                row["output_type_id"] = other[0]
    else:
        raise AssertionError(name)
    write(path, rows)


@pytest.mark.parametrize(
    "name",
    [
        "file_name", "file_location", "metadata_exists", "metadata_matches", "round_id_valid", "target_type", "target_rows_unique",
        "target_valid_vals", "target_oracle_value", "colnames", "match_round_id", "rows_unique", "req_vals", "req_vals level",
        "valid_vals", "derived_task_id", "value_col_valid", "value_col_valid missing", "value_col_non_desc", "value_col_sum1", "spl_n",
        "spl_compound_taskid_set", "spl_mt_unique", "spl_compound_tid",
    ],
)
def test_checker_finds_a_planted_fault(hub, tmp_path, name):
    shutil.copytree(hub, tmp_path / "hub")
    plant(tmp_path / "hub", name)
    assert any(fault.startswith(name.split()[0] + ":") for fault in check(tmp_path / "hub"))


def test_hub_of_every_output_is_faultless_too(runs, tmp_path):
    crossroads("export", "hubverse", *runs.paths(), "--out", tmp_path / "hub", "--futures", 2)
    assert check(tmp_path / "hub") == []
    assert connect_hub(tmp_path / "hub").to_table().num_rows > 10000


def test_runs_of_other_luck_are_not_paired(runs, tmp_path):
    crossroads("run", "ban", "--paths", 4096, "--seed", 2, "--out", tmp_path / "other", "--quiet")
    said = crossroads("export", "hubverse", runs.folder / "divestiture", tmp_path / "other/ban", "--out", tmp_path / "hub", code=2)
    assert "differ in seed, so their futures are not the same luck" in said and not (tmp_path / "hub").exists()
