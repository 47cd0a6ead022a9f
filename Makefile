# make run    build optimised, run the three roads, print the comparison
# make test   build and run every test
# make accuracy   correct digits against certified values, and the cost of each primitive; DATA=FOLDER for other files of NIST's
# make docs   write docs/parameters.md and docs/scenario.schema.json anew
# make bench  check the program against peers in other languages and time them; QUICK=1 for fewer paths and rounds
# make bits   do AVX2, AVX-512 and any number of threads give the same bytes?
# make results   write results/ and the tests' reference anew
# make interop   write runs in the formats of other programs and have those read them
# make workflow-test   run workflows/ with small numbers on this computer; workflow-test-slurm through a Slurm of one node
# make gallery   take the README's pictures anew; needs Chromium and Python
# make battery   put the random streams through dieharder's tests and write docs/battery/ anew
.PHONY: run test build lapack accuracy reference-costs docs results bench bits interop gallery battery workflow-test workflow-test-slurm clean

BINARY = .build/release/crossroads
ROADS = ban divestiture joint-venture

run: build
	@$(BINARY) compare $(ROADS)

build: lapack
	@swift build -c release

test: lapack
	@swift test -c release -Xswiftc -enable-testing --scratch-path .build/test

# Only the table goes to standard output.
ACCURACY = Benchmarks/.build/release/accuracy
REFERENCE_COSTS = Benchmarks/.build/reference_costs.csv

accuracy: lapack
	@swift build -c release --package-path Benchmarks >&2
	@if [ -n "$(DATA)" ]; then $(ACCURACY) --data "$(DATA)"; else \
	  $(MAKE) --no-print-directory reference-costs; \
	  if [ -s $(REFERENCE_COSTS) ]; then $(ACCURACY) --reference-costs $(REFERENCE_COSTS) && echo && $(PYTHON) Benchmarks/reference_digits.py; \
  else $(ACCURACY); fi; fi

# Costs of NumPy and SciPy, from a virtual environment of their own; without Python or a network there are none.
PYTHON = Benchmarks/.build/venv/bin/python

reference-costs:
	@rm -f $(REFERENCE_COSTS)
	@if ! command -v python3 >/dev/null; then echo 'There is no python3, so no costs of NumPy and SciPy stand beside ours.' >&2; \
	elif $(PYTHON) -c 'import numpy, scipy' 2>/dev/null || \
	  { python3 -m venv Benchmarks/.build/venv && $(PYTHON) -m pip install -q numpy scipy; } >Benchmarks/.build/venv.log 2>&1; \
	then $(PYTHON) Benchmarks/reference_costs.py > $(REFERENCE_COSTS); \
	else echo 'NumPy and SciPy could not be installed (Benchmarks/.build/venv.log), so their costs do not stand beside ours.' >&2; fi

# LAPACK is the one system package needed; its presence is seen by linking with it.
lapack:
	@echo 'int main(void) { return 0; }' | cc -x c - -o /dev/null -llapack -lblas 2>/dev/null || $(MAKE) --no-print-directory install-lapack

.PHONY: install-lapack
install-lapack:
	@if [ "$$(id -u)" = 0 ]; then run=; elif sudo -n true 2>/dev/null; then run=sudo; else \
	  echo 'The package liblapack-dev is missing, and installing it needs an administrator. Type:  sudo apt-get install liblapack-dev' >&2; exit 2; fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo 'LAPACK is missing. Install it with its development files (on Debian: liblapack-dev), then type the command again.' >&2; exit 2; fi; \
	echo 'Installing liblapack-dev …'; \
	{ $$run apt-get install -y -q liblapack-dev || { $$run apt-get update -q && $$run apt-get install -y -q liblapack-dev; }; } >.lapack.log 2>&1 \
	  && rm -f .lapack.log \
	  || { cat .lapack.log >&2; rm -f .lapack.log; echo 'liblapack-dev could not be installed. Install it by hand, then type the command again.' >&2; exit 2; }

# Everything that is generated and committed: reference of the parameters, schema of the files, tables of the shipped scenarios.
docs: build
	@$(BINARY) parameters --format markdown > docs/parameters.md
	@$(BINARY) check --schema > docs/scenario.schema.json

results: build
	@$(BINARY) run $$($(BINARY) list --format csv | tail -n +2 | cut -d, -f1) --quiet --replace
	@CROSSROADS_RECORD_REFERENCE=1 swift test -c release -Xswiftc -enable-testing --scratch-path .build/test --filter ShippedResultsTests.recordTheReference

bench: build
	@swift build -c release --package-path Benchmarks --product stages
	@python3 Benchmarks/run.py $(if $(QUICK),--quick)

interop: build
	@Tests/Interop/run.sh

bits: lapack
	@python3 Benchmarks/bits.py

gallery: build
	@mkdir -p .build/gallery docs/pictures
	@$(BINARY) report $(ROADS) --out .build/gallery/report.html --replace --quiet
	@chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,860 \
	  --screenshot=docs/pictures/report.png "file://$(CURDIR)/.build/gallery/report.html" >.build/gallery/chromium.log 2>&1 \
	  || { cat .build/gallery/chromium.log >&2; exit 2; }
	@notebooks/execute.sh --picture

battery: lapack
	@swift build -c release --package-path Benchmarks --product streams
	@Benchmarks/battery.sh

workflow-test: build
	@workflows/test.sh local

workflow-test-slurm: build
	@workflows/test.sh slurm

clean:
	@rm -rf .build Benchmarks/.build
