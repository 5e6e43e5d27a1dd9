# Every command of the project. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help run mock test check lint format types contracts tests snapshots openapi messages pictures lock clean

help:  ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

run: $(VENV)/run.done  ## Open the app on a demo account (ARGS="--scenario strict --lang de")
	@$(BIN)/python -m tui --demo $(ARGS)

mock: $(VENV)/run.done  ## Start the mock server on its own
	@$(BIN)/python -m mock_server serve $(ARGS)

test: check tests  ## Run every check: format, lint, types, import contracts, tests

check: lint types contracts  ## All of `make test` that runs no program

lint: $(VENV)/dev.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/dev.done
	$(BIN)/mypy

contracts: $(VENV)/dev.done
	$(BIN)/lint-imports --no-cache

tests: $(VENV)/dev.done
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -q $(ARGS)

format: $(VENV)/dev.done  ## Format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

snapshots: $(VENV)/dev.done  ## Take the pictures of the screens anew (then look at them)
	$(BIN)/pytest -n $(WORKERS) -q tests/ui --snapshot-update $(ARGS)

openapi: $(VENV)/dev.done  ## Write api_client/openapi.json from the table of operations
	$(BIN)/python -m api_client.openapi

messages: $(VENV)/dev.done  ## Collect the texts into the catalogues and compile them
	$(BIN)/pybabel --quiet extract -k _ -k N_ -k plural:1,2 --no-location --no-wrap --omit-header -o $(VENV)/messages.pot tui
	$(BIN)/pybabel --quiet update -i $(VENV)/messages.pot -D unify_activate -d tui/locale --no-wrap --no-fuzzy-matching --ignore-obsolete
	$(BIN)/pybabel --quiet compile -d tui/locale -D unify_activate

lock: $(VENV)/dev.done  ## Resolve the versions anew into requirements/
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip --quiet --disable-pip-version-check install pip-tools
	$(VENV)/lock/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements/run.txt pyproject.toml
	$(VENV)/lock/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra dev -c requirements/run.txt -o requirements/dev.txt pyproject.toml

clean:  ## Remove what the commands made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist snapshot_report.html

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (PYTHON=python3.12 make …).")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements/run.txt | $(VENV)/bin/python
	$(BIN)/pip --quiet --disable-pip-version-check install --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/dev.done: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip --quiet --disable-pip-version-check install --require-hashes -r requirements/dev.txt
	$(BIN)/pip --quiet --disable-pip-version-check install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.done
