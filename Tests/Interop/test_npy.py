"""npy: every future's values."""
import csv

import numpy

from conftest import PATHS, crossroads, six_digits


def test_arrays_hold_every_future_and_give_the_table(runs, tmp_path):
    crossroads("export", "npy", *runs.paths(["ban"]), "--out", tmp_path / "arrays")
    values = numpy.load(tmp_path / "arrays/ban/paths.npy")
    columns = list(csv.DictReader(open(tmp_path / "arrays/ban/columns.csv", newline="")))
    assert values.shape == (PATHS, len(columns)) and values.dtype == numpy.float64
    summary = runs.summary("ban")
    for column in columns:
        own = values[:, int(column["column"])]
        key = (column["output"], column["period"])
        printed = summary.get((*key, "mean"), summary.get((*key, "probability")))
        assert abs(own.mean() - float(printed)) <= 1e-5 * max(abs(own).max(), 1e-300), key


def test_a_column_is_found_by_name(runs, tmp_path):
    crossroads("export", "npy", *runs.paths(["ban"]), "--out", tmp_path / "arrays")
    values = numpy.load(tmp_path / "arrays/ban/paths.npy")
    columns = list(csv.DictReader(open(tmp_path / "arrays/ban/columns.csv", newline="")))
    place = {(c["output"], c["period"]): int(c["column"]) for c in columns}
    revenue = values[:, place["ad_revenue.revenue", "2026"]]
    assert six_digits(revenue.mean()) == float(runs.summary("ban")["ad_revenue.revenue", "2026", "mean"])
