"""csv: one table of all runs."""
import pandas
import pyarrow.csv
import pyarrow.parquet

from conftest import ROADS, crossroads


def test_rows_are_those_of_the_summaries(runs, tmp_path):
    out = tmp_path / "roads.csv"
    crossroads("export", "csv", *runs.paths(), "--out", out)
    table = pandas.read_csv(out, dtype=str)
    for name in ROADS:
        own = table[table.scenario == name]
        found = dict(zip(zip(own.output, own.period, own.statistic), own.value))
        assert found == runs.summary(name)


def test_parquet_is_two_lines_away(runs, tmp_path):
    out = tmp_path / "roads.csv"
    crossroads("export", "csv", *runs.paths(), "--out", out)
    table = pyarrow.csv.read_csv(out)
    pyarrow.parquet.write_table(table, tmp_path / "roads.parquet")
    again = pyarrow.parquet.read_table(tmp_path / "roads.parquet")
    assert again.equals(table) and again.num_rows == sum(len(runs.summary(name)) for name in ROADS)


def test_what_stands_there_is_not_replaced_unasked(runs, tmp_path):
    out = tmp_path / "roads.csv"
    out.write_text("mine")
    said = crossroads("export", "csv", *runs.paths(), "--out", out, code=2)
    assert "is there already. Replace it with --replace" in said and out.read_text() == "mine"
    said = crossroads("export", "csv", *runs.paths(), "--out", out, "--replace", code=2)
    assert "is no earlier export" in said and out.read_text() == "mine"


def test_an_earlier_export_is_replaced_when_asked(runs, tmp_path):
    out = tmp_path / "roads.csv"
    crossroads("export", "csv", *runs.paths(), "--out", out)
    first = out.read_text()
    assert first.startswith("scenario,output")
    said = crossroads("export", "csv", *runs.paths(), "--out", out, code=2)
    assert "is there already. Replace it with --replace" in said and out.read_text() == first
    crossroads("export", "csv", runs.paths()[0], "--out", out, "--replace")
    assert out.read_text() != first and out.read_text().startswith("scenario,output")
