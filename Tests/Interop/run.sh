#!/bin/sh
# Reads the program's exports with the programs they are meant for. The last line is pytest's.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv=$root/.build/interop

if ! command -v python3 >/dev/null; then
  echo 'There is no python3, so the exports cannot be read by the programs they are meant for. Install Python 3.11 or later.' >&2
  exit 2
fi
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo 'python3 is older than 3.11, which the readers need. Install Python 3.11 or later.' >&2
  exit 2
fi
# Installed anew whenever the list of packages changes.
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
  rm -rf "$venv"
  mkdir -p "$root/.build"
  echo 'Installing the readers into .build/interop …' >&2
  if ! { python3 -m venv "$venv" && "$venv/bin/python" -m pip install -q --disable-pip-version-check -r "$here/requirements.txt"; } >"$root/.build/interop.log" 2>&1; then
    echo 'The readers could not be installed: is there a network? The log is .build/interop.log.' >&2
    exit 2
  fi
  cp "$here/requirements.txt" "$venv/requirements.txt"
fi
export CROSSROADS_PROGRAM="${CROSSROADS_PROGRAM:-$root/.build/release/crossroads}"
exec "$venv/bin/python" -m pytest -q -p no:cacheprovider "$here" "$@"
