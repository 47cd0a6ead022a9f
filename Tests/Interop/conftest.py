"""Runs of three roads, and every export of them, made once for all tests."""
import csv
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CROSSROADS_PROGRAM", str(ROOT / ".build/release/crossroads"))
ROADS = ["ban", "divestiture", "joint-venture"]
PATHS = 4096


def crossroads(*words, code=0):
    """Runs the program and expects a code; its messages are returned."""
    done = subprocess.run([PROGRAM, *map(str, words)], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == code, f"{words} ended with {done.returncode}\n{done.stderr}"
    return done.stderr


class Runs:
    """Recorded runs below a folder of their own, and their tables."""

    def __init__(self, folder):
        self.folder = folder
        crossroads("run", "baseline", *ROADS, "--paths", PATHS, "--out", folder, "--quiet")

    def paths(self, names=ROADS):
        return [self.folder / name for name in names]

    def summary(self, name):
        """Printed figures by output, period and statistic."""
        with open(self.folder / name / "summary.csv", newline="") as file:
            return {(r["output"], r["period"], r["statistic"]): r["value"] for r in csv.DictReader(file)}

    def units(self, name):
        with open(self.folder / name / "summary.csv", newline="") as file:
            return {r["output"]: r["unit"] for r in csv.DictReader(file)}


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    return Runs(tmp_path_factory.mktemp("runs"))


def six_digits(value):
    """A number with six significant digits, for comparing with a table."""
    return float(f"{float(value):.6g}")
