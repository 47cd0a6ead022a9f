#!/bin/sh
# Looks at what the program writes with the programs it is meant for: reports in a browser where there is one, the notebooks, and then the
# exports with their readers. The last line is pytest's. Words behind the command go to pytest.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv=$root/.build/interop
export CROSSROADS_PROGRAM="${CROSSROADS_PROGRAM:-$root/.build/release/crossroads}"

fail() { echo "$*" >&2; exit 2; }

[ -x "$CROSSROADS_PROGRAM" ] || fail "$CROSSROADS_PROGRAM is missing. Type: make build"
command -v python3 >/dev/null || fail 'There is no python3, which the readers of the exports need. Install Python 3.11 or later.'
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail 'python3 is older than 3.11, which the readers need. Install Python 3.11 or later.'

# Installed anew whenever the lists of packages change.
mkdir -p "$root/.build"
cat "$here"/requirements*.txt >"$root/.build/interop.txt"
if ! cmp -s "$root/.build/interop.txt" "$venv/requirements.txt"; then
  echo 'Installing the readers into .build/interop …' >&2
  rm -rf "$venv"
  { python3 -m venv "$venv" && "$venv/bin/python" -m pip install -q --disable-pip-version-check -r "$root/.build/interop.txt"; } \
    >"$root/.build/interop.log" 2>&1 || fail 'The readers could not be installed: is there a network? The log is .build/interop.log.'
  cp "$root/.build/interop.txt" "$venv/requirements.txt"
fi

if [ -f "$here/report_browser.py" ]; then
  # Exit code 2: something that it needs is missing, which it says.
  "$venv/bin/python" "$here/report_browser.py" "$CROSSROADS_PROGRAM" || [ $? = 2 ]
fi
if [ -x "$root/notebooks/execute.sh" ]; then CROSSROADS=$CROSSROADS_PROGRAM "$root/notebooks/execute.sh"; fi
exec "$venv/bin/python" -m pytest -q -p no:cacheprovider "$here" "$@"
