"""salib: SALib reads the settings and samples them."""
import csv
import json

import numpy
import pytest
from SALib.sample import latin, sobol
from SALib.util import read_param_file

from conftest import crossroads


@pytest.fixture(scope="module")
def folder(runs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("salib") / "out"
    said = crossroads("export", "salib", *runs.paths(["joint-venture"]), "--out", folder)
    assert "left out, runs go on drawing it." in said
    return folder


def test_parameter_file_is_read_and_sampled(folder):
    problem = read_param_file(str(folder / "joint-venture.csv"))
    assert problem["groups"] is None and set(problem["dists"]) <= {"unif", "norm", "lognorm", "weibull"}
    sample = sobol.sample(problem, 64, calc_second_order=False, seed=1)
    assert sample.shape == (64 * (problem["num_vars"] + 2), problem["num_vars"]) and numpy.isfinite(sample).all()


def test_problem_is_read_and_holds_more(folder):
    problem = json.loads((folder / "joint-venture.json").read_text())
    short = read_param_file(str(folder / "joint-venture.csv"))
    assert set(short["names"]) <= set(problem["names"])
    assert numpy.isfinite(latin.sample(problem, 100, seed=1)).all()


def test_samples_have_the_quantiles_of_the_runs_own_draws(runs, folder, tmp_path):
    """The workbench's archive holds what runs draw: both must agree within the differences that the notes state."""
    from ema_workbench import load_results

    crossroads("export", "ema", *runs.paths(["joint-venture"]), "--out", tmp_path / "x.tar.gz", "--futures", 4096)
    drawn, _ = load_results(str(tmp_path / "x.tar.gz"))
    problem = json.loads((folder / "joint-venture.json").read_text())
    notes = {row["setting"]: row for row in csv.DictReader(open(folder / "joint-venture-notes.csv", newline=""))}
    sample = numpy.sort(latin.sample(problem, 4096, seed=1), axis=0)
    for column, name in enumerate(problem["names"]):
        own = numpy.sort(drawn[name.replace(".", "_")].to_numpy())
        # Settings of a fit or a correlation are not stratified by themselves: of 4,096 independent draws, one in 800 settings would differ
        # by 0.03 (Kolmogorov). Clamped draws pile up at the ends.
        inner = (own > own[0]) & (own < own[-1])
        shares = numpy.searchsorted(sample[:, column], own[inner]) / 4096
        difference = numpy.abs(shares - (numpy.flatnonzero(inner) + 0.5) / 4096).max()
        assert difference < float(notes[name]["json_difference"]) + 0.03, (name, difference)


def test_notes_name_every_setting_and_what_was_done(folder):
    notes = list(csv.DictReader(open(folder / "joint-venture-notes.csv", newline="")))
    held = set(json.loads((folder / "joint-venture.json").read_text())["names"])
    for row in notes:
        assert (row["setting"] in held) == (row["json"] != "")
        assert row["remarks"] or (row["file"] and float(row["file_difference"]) == 0)
    assert any("is not expressed: SALib draws them independently" in row["remarks"] for row in notes)
