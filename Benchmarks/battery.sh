#!/usr/bin/env bash
# Runs tests of dieharder on the random streams as a run keys them and writes docs/battery/NAME.txt.
#
#   make battery                     every stream, ten minutes of one busy core and more
#   Benchmarks/battery.sh NAME ...   some of them
#
# Needs dieharder (Debian: apt-get install dieharder). TESTS chooses others of its tests.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v dieharder >/dev/null || { echo 'dieharder is missing. On Debian: apt-get install dieharder' >&2; exit 2; }
tests=${TESTS:-0 3 8 15 100 102 204 209}
streams=Benchmarks/.build/release/streams
[ -x "$streams" ] || swift build -c release --package-path Benchmarks --product streams
if [ $# -eq 0 ]; then
  set -- run-order shock-paths event-paths scramble-nodes shock-months event-months once trailing-digits shock-seeds scramble-keys
fi
mkdir -p docs/battery
for name in "$@"; do
  part=docs/battery/.$name.part
  {
    echo "# streams $name | dieharder -g 200 -d TEST, TEST in $tests"
    echo "# $(dieharder -l 2>/dev/null | grep -o 'dieharder version [0-9.]*' | head -1), commit $(git rev-parse --short HEAD), $(date -u +%F)," \
      "$(lscpu | sed -n 's/^Model name: *//p' | head -1), $(swift --version 2>/dev/null | grep -o 'Swift version [0-9.]*')"
    echo "#   test name        ntup  t-samples   p-samples  p-value     assessment"
    for test in $tests; do
      "$streams" "$name" | nice -n 19 dieharder -g 200 -d "$test" -D test_name -D ntuple -D tsamples -D psamples -D pvalues -D assessment || true
    done
  } >"$part" 2>/dev/null
  mv "$part" "docs/battery/$name.txt"
  echo "docs/battery/$name.txt"
done
