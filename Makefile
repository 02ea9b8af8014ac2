# Two commands do all the set-up on a fresh machine: `make demo` runs the main job, `make test` passes the tests.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export PYTHONHASHSEED ?= 0

.PHONY: demo test check bench docs lock clean help

help:   ## say what each target does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 10

# The environment: every package at the version and with the hash that requirements/dev.lock gives.
$(READY): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "reportedly needs Python 3.11 or later; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The libraries that only benchmarks compare with.
$(READY).bench: $(READY) requirements/bench.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/bench.lock
	@touch $@

demo: $(READY)   ## read the fictional reports in examples/ and print where to look
	@$(BIN)/reportedly read examples/reports --format html --out out/demo
	@$(BIN)/reportedly read examples/reports --format jsonl --out out/demo/reports.jsonl
	@$(BIN)/reportedly read examples/reports/harbour-denial.txt
	@echo
	@echo "All examples as pages:      out/demo/index.html   (open it in a browser)"
	@echo "All examples as a ledger:   out/demo/reports.jsonl"
	@echo "Read one of your own:       $(BIN)/reportedly read FILE"
	@echo "Ask why a field says so:    $(BIN)/reportedly explain ID out/demo/reports.jsonl"

test: check   ## lint, types, import contracts, then every test
	$(BIN)/pytest

check: $(READY)   ## lint, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

bench: $(READY).bench   ## print every figure of docs/benchmarks.md (needs the corpora; REPORTEDLY_DATA says where they are)
	$(BIN)/python -m eval.bench

docs: $(READY)   ## rebuild what is derived from the code: JSON Schema, command line reference, the README's ledger
	$(BIN)/python -m eval.generated

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --python-version 3.11

lock: $(READY)   ## resolve the dependencies anew and pin them by hash
	$(COMPILE) --upgrade pyproject.toml --group dev --output-file requirements/dev.lock
	$(COMPILE) --constraint requirements/dev.lock pyproject.toml --group dev --group bench \
	  --output-file requirements/bench.lock

clean:   ## remove the environment and everything that was made
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
