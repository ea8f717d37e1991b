# `make demo` shows the main job; `make test` runs every check. Both need only python3 and make.
PYTHON ?= python3
BIN := .venv/bin
DEMO_ARGS ?=
# A process for each core, four at most, since each loads the language model; the tests of a file stay together, so
# that what they share is made once, and the slow files of the pages come first. PARALLEL= runs all in one.
PARALLEL ?= -n auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

.PHONY: demo test fuzz test-datasette-1 check score bench bench-full bench-compare clean

demo: .venv/installed
	$(BIN)/crossclaim demo $(DEMO_ARGS)

test: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest $(PARALLEL)

# Drawn tests alone, with other examples than `make test` and than the last time.
fuzz: .venv/installed-dev
	$(BIN)/pytest -m hypothesis --hypothesis-profile=fuzz

.venv/bin/python:
	$(PYTHON) -m venv .venv || { echo "Could not make .venv: is python3-venv (Python 3.11 or newer) installed?"; exit 1; }

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . || { echo "Could not install: is the package index reachable?"; exit 1; }
	touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]" || { echo "Could not install: is the package index reachable?"; exit 1; }
	touch .venv/installed $@

# Tables of how right the claims and relations are; GOLD is a folder of annotated texts, skipped where absent.
GOLD ?= ../shared/gold
score: .venv/installed
	$(BIN)/python -m score "$(GOLD)"

# The same pages on the coming Datasette, which stands in a folder of its own before the installed one.
test-datasette-1: .venv/installed-dev .datasette-1/installed
	PYTHONPATH=.datasette-1 $(BIN)/python -m datasette --version
	PYTHONPATH=.datasette-1 $(BIN)/pytest $(PARALLEL) tests/browse

.datasette-1/installed: Makefile .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --target .datasette-1 "datasette==1.0a41" || { echo "Could not install: is the package index reachable?"; exit 1; }
	touch $@

# Small editions of all tables of what the parts have to reach, in some minutes; BENCH=load for one of them.
BENCH ?=
bench: .venv/installed-dev
	$(BIN)/python -m bench $(BENCH)

# The full ones, which take hours.
bench-full: .venv/installed-dev
	$(BIN)/python -m bench --full $(BENCH)

# What changed against another commit, on which `make bench` was run too: make bench-compare BASE=1a2b3c4
bench-compare: .venv/installed-dev
	$(BIN)/python -m bench.compare $(BASE)

clean:
	rm -rf .venv .datasette-1
