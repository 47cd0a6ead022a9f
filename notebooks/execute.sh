#!/bin/sh
# Executes every notebook from its first cell to its last; a cell that fails ends it. Executed copies and pages are written to .build/notebooks/.
#
#   notebooks/execute.sh             all of it
#   notebooks/execute.sh --data      only the tables that the program makes for them: then open the notebooks in Jupyter
#   notebooks/execute.sh --picture   all of it, and keep the chart of docs/pictures/
#
# CROSSROADS names the program, if it is not .build/release/crossroads.
set -eu

cd "$(dirname "$0")/.."
project=$PWD
scratch=$project/.build/notebooks
program=${CROSSROADS:-$project/.build/release/crossroads}
mode=${1:-all}

fail() { echo "execute.sh: $*" >&2; exit 2; }

case $mode in all | --data | --picture) ;; *) fail "$mode is no option; there are --data and --picture." ;; esac
[ -x "$program" ] || fail "$program is missing. Type: make build"

# The commands whose tables the notebooks read, printed as they run.
made() {
  echo "crossroads $*" | sed "s#$project/##g" >&2
  "$program" "$@" --project "$project"
}

data() {
  fee=ownership.contracts.joint_venture.licence_fee
  series=kuaishou/china/daily_active_users
  rm -rf "$scratch/data"
  mkdir -p "$scratch/data"
  for value in 0.01 0.03 0.06 0.09 0.12; do
    made run joint-venture --set $fee=$value --as licence-fee-$value --out "$scratch/data" --quiet
  done
  made compare "$scratch/data/licence-fee-0.01" "$scratch/data/licence-fee-0.12" --format csv >"$scratch/data/fee-differences.csv"
  made compare ban divestiture joint-venture --all-pairs --format csv >"$scratch/data/road-differences.csv"
  made fit $series --curve logistic --format csv >"$scratch/data/fit.csv"
  made forecast $series --to 2027-Q4 --format csv >"$scratch/data/forecast-all.csv"
  made forecast $series --to 2024-Q3 --as-of 2022-12-31 --format csv >"$scratch/data/forecast-as-of-2022.csv"
  made backtest --model --format csv >"$scratch/data/backtest-model.csv"
  made backtest $series --format csv >"$scratch/data/backtest-series.csv"
}

if [ "$mode" = --data ]; then
  data
  exit 0
fi

command -v python3 >/dev/null || fail "there is no python3, which the notebooks need (3.11 or newer)."
python=$scratch/venv/bin/python
if ! cmp -s notebooks/requirements.txt "$scratch/venv/requirements.txt"; then
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "the notebooks need Python 3.11 or newer; this is $(python3 --version)."
  mkdir -p "$scratch"
  { python3 -m venv --clear "$scratch/venv" && "$python" -m pip install -q -r notebooks/requirements.txt; } >"$scratch/venv.log" 2>&1 \
    || fail "the packages of notebooks/requirements.txt could not be installed; see $scratch/venv.log."
  cp notebooks/requirements.txt "$scratch/venv/requirements.txt"
fi

# Outputs belong into .build/, not into git: they would differ from the tables one day, and no reader would see it.
"$python" - notebooks/*.ipynb <<'PYTHON'
import json, sys

filled = []
for path in sys.argv[1:]:
    for cell in json.load(open(path))["cells"]:
        if "id" not in cell:
            sys.exit(f"execute.sh: {path} has a cell without an id.")
        if cell.get("outputs") or cell.get("execution_count"):
            filled.append(path)
if filled:
    sys.exit("execute.sh: outputs are kept in " + ", ".join(dict.fromkeys(filled)) + ".\nClear them: jupyter nbconvert --clear-output --inplace notebooks/*.ipynb")
PYTHON

data
export MPLBACKEND=module://matplotlib_inline.backend_inline PYTHONDONTWRITEBYTECODE=1 JUPYTER_PLATFORM_DIRS=1
for notebook in three-roads one-assumption where-numbers-come-from how-good-were-the-forecasts; do
  "$python" -m nbconvert --log-level ERROR --to notebook --execute --output-dir "$scratch" "notebooks/$notebook.ipynb"
  "$python" -m nbconvert --log-level ERROR --to html --output-dir "$scratch" "$scratch/$notebook.ipynb"
  echo "$notebook: .build/notebooks/$notebook.html"
done

if [ "$mode" = --picture ]; then
  mkdir -p docs/pictures
  cp "$scratch/notebook-three-roads.svg" docs/pictures/
  echo "docs/pictures/notebook-three-roads.svg"
fi
