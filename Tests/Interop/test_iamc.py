"""iamc: pyam reads the tables, nomenclature accepts their words."""
from datetime import datetime

import nomenclature
import pandas
import pyam
import pytest

from conftest import ROADS, crossroads


@pytest.fixture(scope="module")
def folder(runs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("iamc") / "out"
    said = crossroads("export", "iamc", *runs.paths(), "--out", folder)
    assert "series of the whole horizon; the table holds years." in said
    return folder


def variable(output, statistic):
    short = {"us": "US", "gmv": "GMV"}
    words = [" ".join(short.get(w, w.capitalize()) for w in part.split("_")) for part in output.split(".")]
    if statistic in ("mean", "probability"):
        return "|".join(words)
    return "|".join(words) + ("|Standard Deviation" if statistic == "sd" else f"|{float(statistic[1:]) * 100:.1f}th Percentile")


def figures(frame):
    return {(r.scenario, r.variable, str(r.year)): r.value for r in frame.data.itertuples()}


def expected(runs):
    return {
        (name, variable(output, statistic), period): float(value)
        for name in ROADS
        for (output, period, statistic), value in runs.summary(name).items()
        if len(period) == 4
    }


def test_wide_table_holds_the_printed_figures(runs, folder):
    frame = pyam.IamDataFrame(folder / "data.csv")
    assert frame.time_domain == "year" and set(frame.scenario) == set(ROADS) and frame.region == ["United States"]
    assert figures(frame) == expected(runs)


def test_workbook_holds_them_too_and_the_indicators(runs, folder):
    frame = pyam.IamDataFrame(folder / "data.xlsx")
    assert figures(frame) == expected(runs)
    assert list(frame.meta.seed.astype(str)) == ["1", "1", "1"]
    for name in ROADS:
        meta = frame.meta.loc[("crossroads " + version(), name)]
        summary = runs.summary(name)
        assert meta["ownership.value_to_owner"] == float(summary["ownership.value_to_owner", "total", "mean"])
        assert meta["ownership.value_to_owner|5.0th Percentile"] == float(summary["ownership.value_to_owner", "total", "q0.05"])
        assert meta["question.joint_venture_2026"] == float(summary["question.joint_venture_2026", "total", "probability"])
    frame.filter(scenario="ban", variable="Ad Revenue|Revenue|5*").timeseries()


def version():
    import subprocess

    from conftest import PROGRAM

    return subprocess.run([PROGRAM, "--version"], capture_output=True, text=True).stdout.split()[-1]


def test_probability_of_a_road_is_the_share_of_the_baseline_in_its_state(runs, tmp_path):
    crossroads("export", "iamc", *runs.paths(["baseline", "ban"]), "--out", tmp_path / "out")
    meta = pyam.IamDataFrame(tmp_path / "out/data.xlsx").meta.xs("ban", level="scenario").iloc[0]
    assert meta.legal_state == "banned" and meta.legal_state_at_end_of == 2026
    assert meta.probability == float(runs.summary("baseline")["regulation.regime.banned", "2026", "probability"])


def test_meta_table_is_the_sheet(folder):
    table, sheet = pandas.read_csv(folder / "meta.csv"), pandas.read_excel(folder / "data.xlsx", sheet_name="meta")
    pandas.testing.assert_frame_equal(table, sheet, check_dtype=False)


def test_long_table_of_months_has_days(runs, tmp_path):
    crossroads("export", "iamc", *runs.paths(), "--out", tmp_path / "out", "--layout", "long", "--by", "month", "--location", "World")
    frame = pyam.IamDataFrame(tmp_path / "out/data.csv")
    assert frame.time_domain == "datetime" and frame.region == ["World"]
    july = frame.filter(scenario="ban", variable="User Growth|Monthly Users", time=datetime(2026, 7, 31)).data.value.item()
    assert july == float(runs.summary("ban")["user_growth.monthly_users", "2026-07", "mean"])


def test_wide_table_of_months_is_read_too(runs, tmp_path):
    crossroads("export", "iamc", *runs.paths(), "--out", tmp_path / "out", "--by", "month")
    for file in ("data.csv", "data.xlsx"):
        frame = pyam.IamDataFrame(tmp_path / "out" / file)
        july = frame.filter(scenario="ban", variable="User Growth|Monthly Users", time=datetime(2026, 7, 31)).data.value.item()
        assert july == float(runs.summary("ban")["user_growth.monthly_users", "2026-07", "mean"])


def test_parts_sum_to_the_whole(folder):
    frame = pyam.IamDataFrame(folder / "data.csv")
    parts = [f"Ad Revenue|Displaced To {name}" for name in ("Meta", "Google", "Other")]
    assert frame.check_aggregate("Ad Revenue|Displaced", components=parts, rtol=1e-4) is None


def test_definitions_accept_the_table_and_refuse_another(folder):
    definition = nomenclature.DataStructureDefinition(folder / "definitions", dimensions=["region", "variable", "scenario"])
    frame = pyam.IamDataFrame(folder / "data.csv")
    definition.validate(frame)
    for change in ({"variable": {"Ad Revenue|Revenue": "Other"}}, {"scenario": {"ban": "bann"}}, {"unit": {"usd": "eur"}}):
        with pytest.raises(Exception, match="(?i)validation|invalid|not|unit"):
            definition.validate(frame.rename(**change) if "scenario" in change else frame.rename(change))
