# Everything a person types here. Needs only Python 3.11 or later, pip, git and make.
#   make office  the office, with invented people     make demo   a trace of two shipped lists
#   make setup   the kintrace command in .venv        make test   set up, check and test everything
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh
PYTHON ?= python3
UV_VERSION := 0.13.8
BIN := .venv/bin
UV := .tools/bin/uv
export UV_PYTHON_DOWNLOADS = never
# Some offices reach the network through a proxy with its own certificate; Debian's store knows it, uv's does not.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS = 1
endif

# Tests run in as many processes as the machine has cores.
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal

.PHONY: help setup server dev office demo test check gates fast format bench docs lock clean

help:  ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 16

setup: .venv/.ready  ## Make .venv with the kintrace command in it
	@echo "Kintrace is ready. Next, type make demo, or trace the two lists in demo/ yourself:"
	@echo "  $(BIN)/kintrace trace demo/requests.csv demo/located.csv --out result"

server: .venv/.ready  ## The same, with what an office on PostgreSQL needs
	@VIRTUAL_ENV="$$PWD/.venv" $(UV) pip install --quiet --constraint requirements-dev.lock "psycopg[binary]"

dev: .venv/.ready-dev  ## The same, with what the tests need

office: .venv/.ready  ## Start the office with the synthetic lists in it
	@$(BIN)/python -m kintrace office start --demo

demo: .venv/.ready  ## Trace the two synthetic lists in demo/ and say where the report is
	@$(BIN)/python -m kintrace trace demo/requests.csv demo/located.csv --out demo/result --force
	@echo "Open it in a browser: file://$$PWD/demo/result/report.html"
	@sh tools/show.sh demo/result/report.html

test: system dev gates  ## Install what is needed, check everything, run every test
	@$(PYTEST) -m "" --durations=40
	@echo "The office once more, on PostgreSQL, but for browser tests: they open an embedded one."
	@$(BIN)/python tools/with_postgresql.py $(PYTEST) -m "" --durations=20 tests/office --ignore=tests/office/browser

check:  ## Do exactly what CI does: the demo, then make test
	@bash .ci/run

gates: dev  ## Formatting, lint, types, import contracts, documentation
	@$(BIN)/python -m ruff format --check --quiet . || { echo "Unformatted files: run 'make format'."; $(BIN)/python -m ruff format --check .; exit 1; }
	@$(BIN)/python -m ruff check --quiet .
	@$(BIN)/python -m mypy --no-error-summary
	@$(BIN)/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo > .venv/imports.txt || { cat .venv/imports.txt; exit 1; }
	@$(BIN)/python tools/build_docs.py --check

fast: dev  ## The quick tests, for work in progress
	@$(PYTEST)

format: dev  ## Format the code and sort imports
	@$(BIN)/python -m ruff check --quiet --fix --exit-zero .
	@$(BIN)/python -m ruff format .

bench: dev  ## Compare accuracy and speed with other free programs (takes long)
	@$(BIN)/python -m bench setup
	@$(BIN)/python -m bench all --out docs/reference/benchmarks.md

docs: dev  ## Build the documentation into docs/_site, without the network
	@$(BIN)/python tools/build_docs.py

lock: $(UV)  ## Write the locks from pyproject.toml (LOCK_FLAGS=--upgrade for newer versions)
	@set -e; \
	compile() { $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate $(LOCK_FLAGS) pyproject.toml "$$@"; }; \
	compile -o requirements.lock; \
	compile --extra spark --extra postgresql --group dev -o requirements-dev.lock

clean:  ## Remove everything that make made
	rm -rf .venv .tools build demo/result docs/_site src/kintrace.egg-info src/kintrace/linkage/_kernel.*
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.PHONY: system
system:
	@sh tools/install-system.sh
	@sh tools/install-axe.sh || echo "axe-core was not installed; the accessibility test of the report is skipped."

# pip puts uv aside in .tools: this works without the venv module and on a pip that Debian manages.
$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kintrace needs Python 3.11 or later; try: make PYTHON=python3.11 setup"; exit 1; }
	@echo "Installing uv $(UV_VERSION) into .tools"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --upgrade --target .tools uv==$(UV_VERSION)
	@touch $@

$(BIN)/python: | $(UV)
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv

# What `pip install -e .` has to be run again for.
PACKAGE := pyproject.toml setup.py $(wildcard tools/build/*.py src/kintrace/linkage/*.c src/kintrace/linkage/*.h)

.venv/.ready: requirements.lock $(PACKAGE) | $(BIN)/python
	@echo "Installing Kintrace into .venv"
	@VIRTUAL_ENV="$$PWD/.venv" $(UV) pip install --quiet --require-hashes -r requirements.lock
	@VIRTUAL_ENV="$$PWD/.venv" $(UV) pip install --quiet --no-deps -e .
	@touch $@

.venv/.ready-dev: requirements-dev.lock .venv/.ready
	@echo "Installing what the tests need into .venv"
	@VIRTUAL_ENV="$$PWD/.venv" $(UV) pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
