# `make demo` and `make test` do all set-up themselves. They need git, make, Python 3.11 or newer and the package index.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-deep ci lint format bench bench-smoke calibrate vendor messages dependencies screenshots clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

setup: $(READY) ## the environment in .venv, exactly as uv.lock says

$(READY): pyproject.toml uv.lock tools/bootstrap.py
	@$(PYTHON) tools/bootstrap.py
	@touch $@

demo: $(READY) ## a fictional city in the browser
	@$(BIN)/gvi demo

test: $(READY) ## the suite, with a real PostgreSQL and a real browser
	@$(BIN)/python -m tools.browser
	@$(BIN)/pytest -n auto --dist worksteal $(PYTEST_ARGS)

test-deep: $(READY) ## every test, and the safeguards with 10,000 random examples each (hours)
	@$(BIN)/python -m tools.browser
	@$(BIN)/pytest -n auto --dist worksteal --deep $(PYTEST_ARGS)
	@GVI_EXAMPLES=10000 $(BIN)/pytest -n auto --timeout 36000 tests/safeguards tests/trust/law/test_checks.py $(PYTEST_ARGS)

lint: $(READY) ## ruff, djlint, mypy, the floors, the English catalogues
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/djlint src --lint --quiet
	@$(BIN)/mypy src tests tools
	@$(BIN)/lint-imports
	@$(BIN)/python -m tools.messages --check

format: $(READY) ## let ruff mend what it can
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format

ci: $(READY) ## what must be green before a change goes in; with Spark where there is a Java
	@if command -v java >/dev/null; then $(PYTHON) tools/bootstrap.py --extra spark; fi
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory bench-smoke
	@$(MAKE) --no-print-directory test

bench: $(READY) ## measure, and write docs/reference/performance.md
	@$(PYTHON) tools/bootstrap.py --group peers
	@$(BIN)/python -m tools.bench

bench-smoke: $(READY) ## the same measurements on small data, nothing written
	@$(BIN)/python -m tools.bench --smoke

calibrate: $(READY) ## try every evaluation method on invented panels; docs/reference/calibration.md (hours)
	@$(BIN)/python -m tools.calibrate

messages: $(READY) ## extract translatable texts and compile the catalogues
	@$(BIN)/python -m tools.messages

dependencies: $(READY) ## the tables of docs/explanation/dependencies.md, from the lock files
	@$(BIN)/python -m tools.dependencies

vendor: $(READY) ## copy front-end files from npm by the lock file (needs Node)
	@$(BIN)/python -m tools.vendor

screenshots: $(READY) ## the pictures in docs/images, from the fictional city
	@$(BIN)/python -m tools.browser
	@$(BIN)/python -m tools.screenshots

clean: ## remove the environment, caches and builds
	rm -rf .venv .tools .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist test-results
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
