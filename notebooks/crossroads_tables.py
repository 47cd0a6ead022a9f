"""Reads the program's tables and draws what all the notebooks draw."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

PROJECT = Path(__file__).resolve().parents[1]
MADE = PROJECT / ".build" / "notebooks" / "data"

# Three of the colours that M. Okabe and K. Ito chose so that colour-blind readers can tell them apart.
COLOUR = {"ban": "#d55e00", "divestiture": "#0072b2", "joint-venture": "#009e73", "baseline": "#555555"}
GREY = "#777777"


def style():
    """One look for every chart: no frame, quiet grid, names beside the data instead of a legend."""
    plt.rcParams.update(
        {
            "figure.dpi": 110,
            "font.size": 10,
            "axes.titlesize": 10,
            "axes.titlelocation": "left",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "axes.axisbelow": True,
            "grid.color": "#e6e6e6",
            "svg.hashsalt": "crossroads",
        }
    )
    pd.set_option("display.precision", 4, "display.max_colwidth", 90, "display.width", 140)


def summary(folder):
    """The rows of FOLDER/summary.csv; a bare name stands for a folder of results/."""
    folder = Path(folder)
    folder = folder if folder.is_absolute() else PROJECT / "results" / folder
    return pd.read_csv(folder / "summary.csv", dtype={"period": str})


def record(name):
    """The record results/NAME/run.json, from which the run can be made again."""
    return json.loads((PROJECT / "results" / name / "run.json").read_text())


def made(name):
    """The path of a table or folder which notebooks/execute.sh made with the program."""
    path = MADE / name
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing. Make it with notebooks/execute.sh --data, which prints the commands that it runs.")
    return path


def statistics(rows, output, unit=1.0):
    """A row for each period of an output and a column for each statistic, divided by `unit`."""
    wide = rows[rows["output"] == output].pivot(index="period", columns="statistic", values="value")
    if wide.empty:
        raise KeyError(f"There is no output {output} in this table.")
    return wide / unit


def monthly(wide):
    """Only the months, as dates at their middle."""
    months = wide[wide.index.str.fullmatch(r"\d{4}-\d{2}")]
    return months.set_axis(pd.to_datetime(months.index + "-15"))


def levels(table):
    """The quantile levels among the columns, ascending: 0.01 … 0.99."""
    return np.array(sorted(float(name[1:]) for name in table.columns if name.startswith("q0.")))


def quantiles(row):
    """Levels and quantiles of one row of `statistics` or of a table of differences."""
    names = [name for name in row.index if str(name).startswith("q0.")]
    names.sort(key=lambda name: float(name[1:]))
    return np.array([float(name[1:]) for name in names]), row[names].to_numpy(float)


def fan(axes, x, table, colour):
    """The median as a line, half of the futures in the darker band and nine of ten in the lighter one."""
    axes.fill_between(x, table["q0.05"], table["q0.95"], color=colour, alpha=0.18, linewidth=0)
    axes.fill_between(x, table["q0.25"], table["q0.75"], color=colour, alpha=0.35, linewidth=0)
    axes.plot(x, table["q0.5"], color=colour, linewidth=1.6)


def density(axes, row, colour, base=0.0, height=1.0):
    """A density drawn from quantiles alone: every step holds the share of futures between two neighbouring quantiles, so no shape is invented.

    The one per cent on each side, about whose extent the quantiles say nothing, is not drawn.
    """
    probability, value = quantiles(row)
    width = np.diff(value)
    if (width <= 0).any():
        raise ValueError("Two quantiles are equal: this quantity has a point mass and no density.")
    mass = np.diff(probability) / width
    axes.stairs(base + height * mass / mass.max(), value, baseline=base, fill=True, color=colour, alpha=0.4)
    middle = np.interp(0.5, probability, value)
    axes.plot([middle, middle], [base, base + height * 0.9], color=colour, linewidth=1.6)
