"""Results that cannot be exported: a sentence, exit 2, and nothing left behind."""
import json
import shutil

import pytest

from conftest import crossroads


@pytest.fixture
def result(runs, tmp_path):
    shutil.copytree(runs.folder / "ban", tmp_path / "ban")
    return tmp_path / "ban"


def refused(result, tmp_path, *words):
    said = crossroads("export", *(words or ("iamc",)), result, "--out", tmp_path / "out", code=2)
    assert [p.name for p in tmp_path.iterdir() if p.name != "ban"] == []
    return said


def test_missing_results(tmp_path):
    assert "There is no result 'bann'. Did you mean" in crossroads("export", "csv", "bann", "--out", tmp_path / "x.csv", code=2)


def test_torn_results(result, tmp_path):
    (result / "run.json").unlink()
    assert "run.json is missing: the run was interrupted" in refused(result, tmp_path)


def test_changed_tables(result, tmp_path):
    table = result / "summary.csv"
    table.write_text(table.read_text().replace(",mean,", ",mean,9", 1))
    assert "is not the table that run.json was written for" in refused(result, tmp_path)


def test_results_of_another_version(result, tmp_path):
    record = json.loads((result / "run.json").read_text())
    record["version"] = "0.1.0"
    (result / "run.json").write_text(json.dumps(record))
    assert "was made by version 0.1.0" in refused(result, tmp_path)


def test_tables_that_do_not_follow_from_their_record(result, tmp_path):
    record = json.loads((result / "run.json").read_text())
    record["seed"] = 2
    (result / "run.json").write_text(json.dumps(record))
    assert "does not follow from its own run.json" in refused(result, tmp_path, "hubverse")


@pytest.mark.parametrize("words,sentence", [
    (("salib", "--team", "x"), "--team says nothing to salib."),
    (("iamc", "--futures", "5"), "--futures says nothing to iamc."),
    (("hubverse", "--team", "a-b"), "--team 'a-b' is no name for a hub."),
    (("hubverse", "--futures", "0"), "--futures 0 is too small."),
    (("iamc", "--outputs", "ad_revenue.revenu"), "matches no output of the results."),
    (("hubverse", "--actuals", "nowhere.csv"), "There is no file nowhere.csv."),
])
def test_options_that_cannot_be_used(result, tmp_path, words, sentence):
    assert sentence in refused(result, tmp_path, *words)


def test_folders_of_others_are_kept(result, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    for more in ((), ("--replace",)):
        said = crossroads("export", "iamc", result, "--out", tmp_path / "out", *more, code=2)
        assert "holds files that export did not write" in said
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["mine.txt"]
