"""ema: the workbench loads the archive, and PRIM finds what matters."""
import numpy
import pytest
from ema_workbench import load_results
from ema_workbench.analysis import prim

from conftest import PATHS, ROADS, crossroads, six_digits


@pytest.fixture(scope="module")
def archive(runs, tmp_path_factory):
    path = tmp_path_factory.mktemp("ema") / "roads.tar.gz"
    crossroads("export", "ema", *runs.paths(), "--out", path, "--futures", PATHS)
    return path


def test_every_future_is_an_experiment(runs, archive):
    experiments, outcomes = load_results(str(archive))
    assert len(experiments) == PATHS * len(ROADS) and set(experiments.policy) == set(ROADS)
    years = [k[1] for k in runs.summary("ban") if k[0] == "ad_revenue.revenue" and k[2] == "mean" and k[1] != "total"]
    assert outcomes["ad_revenue_revenue"].shape == (PATHS * len(ROADS), len(years))


def test_means_are_those_of_the_table(runs, archive):
    experiments, outcomes = load_results(str(archive))
    for name in ROADS:
        own = (experiments.policy == name).to_numpy()
        summary = runs.summary(name)
        assert six_digits(outcomes["ownership_value_to_owner"][own].mean()) == float(summary["ownership.value_to_owner", "total", "mean"])
        assert six_digits(outcomes["ad_revenue_revenue"][own][:, 0].mean()) == float(summary["ad_revenue.revenue", "2026", "mean"])
        banned = outcomes["regulation_regime_banned"][own][:, 0].mean()
        assert six_digits(banned) == float(summary["regulation.regime.banned", "2026", "probability"])


def test_the_same_future_has_the_same_settings_on_every_road(archive):
    experiments, _ = load_results(str(archive))
    first = [experiments[experiments.policy == name].sort_values("scenario").reset_index(drop=True) for name in ROADS[:2]]
    same = [c for c in experiments.columns if c not in ("policy", "model") and numpy.array_equal(first[0][c], first[1][c])]
    assert "user_growth_growth_rate" in same and "ad_revenue_revenue_per_hour" in same


def test_prim_finds_the_settings_behind_a_high_value(runs, tmp_path):
    path = tmp_path / "one.tar.gz"
    crossroads("export", "ema", *runs.paths(["joint-venture"]), "--out", path, "--futures", PATHS)
    experiments, outcomes = load_results(str(path))
    value = outcomes["ownership_value_to_owner"]
    x = experiments.drop(columns=["scenario", "policy", "model"])
    box = prim.Prim(x, value > numpy.quantile(value, 0.9), threshold=0.3).find_box()
    step = len(box.peeling_trajectory) - 1
    assert box.peeling_trajectory.density[step] > 0.3 > 0.1
    limits = box.box_lims[step]
    assert any(limits[c].iloc[0] > x[c].min() or limits[c].iloc[1] < x[c].max() for c in x)


def test_faults_are_told(runs, tmp_path):
    said = crossroads("export", "ema", *runs.paths(["ban"]), "--out", tmp_path / "x.tar.gz", "--futures", PATHS + 1, code=2)
    assert f"has {PATHS} futures, fewer than {PATHS + 1}" in said and not list(tmp_path.iterdir())
    said = crossroads("export", "ema", *runs.paths(["ban"]), "--out", tmp_path / "x.zip", code=2)
    assert "does not end in .tar.gz" in said
