# Every command of the project. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# More workers than cores: a test in a terminal waits while the program in it works.
WORKERS ?= 4
PARTS := format-check lint types contracts tests

.DEFAULT_GOAL := help
.PHONY: help run mock test check $(PARTS) fuzz judges bench dist format snapshots pictures backend-page bench-page openapi schema manual words messages language lock clean

help:  ## List these commands
	@echo 'unify-activate, from a checkout. Python 3.11 or newer is all it needs; the rest goes to $(VENV)/.'
	@awk '/^## / { printf "\n%s\n", substr($$0, 4) } \
	  match($$0, /^[a-z-]+:.*  ## /) { split($$0, part, /:.*  ## /); printf "  make %-13s %s\n", part[1], part[2] }' $(MAKEFILE_LIST)
	@printf '\n%s\n' 'ARGS="…" is handed on: make run ARGS="--lang de --scenario strict"; make tests ARGS="-k pin".'

## Try it
run: $(VENV)/run.done  ## Open the app on a demo account
	@$(BIN)/python -m tui --demo $(ARGS) || [ $$? -eq 130 ]  # leaving is no failure

mock: $(VENV)/dev.done  ## Start the mock server on its own
	@$(BIN)/python -m mock_server serve $(ARGS)

## Check it
test: $(VENV)/dev.done  ## Do all of the following, and name what failed at the end
	@failed=; for part in $(PARTS); do \
	  printf '\n=== %s\n' $$part; $(MAKE) --no-print-directory $$part || failed="$$failed $$part"; \
	done; \
	if [ -n "$$failed" ]; then printf '\nmake test: FAILED:%s\n' "$$failed"; exit 1; fi; \
	printf '\nmake test: all passed ($(PARTS))\n'

check: format-check lint types contracts  ## All of it but the tests, in a few seconds

format-check: $(VENV)/dev.done  ## Is the code formatted?
	@$(BIN)/python -m ruff format --check .

lint: $(VENV)/dev.done  ## What does the linter say?
	@$(BIN)/python -m ruff check .

types: $(VENV)/dev.done  ## Do the types fit?
	@$(BIN)/python -m mypy

contracts: $(VENV)/dev.done  ## Do all imports point the right way?
	@$(BIN)/lint-imports --no-cache

# Without bytecode each worker, and each program that a test starts, would compile all it imports.
# The machine that checks is shared: what fails there and passes at once again is named (R), not a failure.
tests: $(VENV)/dev.done  ## Run the tests
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q $(if $(CI),-rR --reruns 2) $(ARGS)

fuzz: $(VENV)/dev.done  ## Play fast hands on every screen, forty times as long as the tests do
	@$(BIN)/python -m tests.ui.fuzz $(ARGS)

judges: $(VENV)/dev.done  ## Fetch the linters and generators of others that some tests use where they are there
	@$(BIN)/python -m tests.wire.npm_packages

bench: $(VENV)/dev.done  ## Measure how fast it is, beside others (docs/performance.md)
	@$(BIN)/python -m tests.bench --cache $(VENV)/bench $(ARGS)

## Hand it out
dist: $(VENV)/dev.done $(VENV)/dist.done  ## Build wheel and source archive, check them, and try both in empty environments
	@rm -rf dist
	$(VENV)/dist/bin/python -m build --no-isolation
	$(VENV)/dist/bin/python -m twine check --strict dist/*
	@$(BIN)/python -m tests.dist dist

## Make it anew
format: $(VENV)/dev.done  ## Format the code and mend what the linter can mend
	$(BIN)/python -m ruff format .
	$(BIN)/python -m ruff check --fix .

snapshots: $(VENV)/dev.done  ## Take the pictures that tests compare with (then look at them)
	$(BIN)/python -m pytest -n $(WORKERS) -q tests/ui --snapshot-update $(ARGS)

pictures: $(VENV)/dev.done  ## Take the pictures in docs/pictures/
	@$(BIN)/python -m tests.ui.pictures

backend-page: $(VENV)/dev.done  ## Make the journey and the tables in docs/backend.md
	@$(BIN)/python -m tests.backend_page

bench-page: $(VENV)/dev.done  ## Make the tables and the plots of docs/performance.md from the kept runs
	@$(BIN)/python -m tests.bench.page

openapi: $(VENV)/dev.done  ## Write api_client/openapi.json from the table of operations
	$(BIN)/python -m api_client.openapi

schema: $(VENV)/dev.done  ## Write the JSON Schemas of answers files and of what --json prints
	$(BIN)/python -m tui.answers.schema
	$(BIN)/python -m tui.cli.report_schema

manual: $(VENV)/dev.done  ## Write the manual pages in docs/man/ from what --help says
	$(BIN)/python -m tests.manual

words: $(VENV)/dev.done  ## Write api_client/rules/ranked_words.bin from zxcvbn's lists and our German ones
	@$(BIN)/python -m tests.ranked_words

messages: $(VENV)/dev.done  ## Collect the texts into the catalogues and compile them
	$(call COLLECT,unify_activate,tui)
	$(call UPDATE,unify_activate,tui)
	$(call COMPILE,unify_activate,tui)
	$(call COLLECT,unify_mock,mock_server)
	$(call UPDATE,unify_mock,mock_server)
	$(call COMPILE,unify_mock,mock_server)

language: $(VENV)/dev.done  ## Begin the catalogue of a further language: make language L=fr
	@test -n '$(L)' || { echo 'Which language? For French: make language L=fr'; exit 2; }
	@test ! -e 'tui/locale/$(L)' || { echo 'There is tui/locale/$(L)/ already; make messages keeps it up to date.'; exit 2; }
	@$(call COLLECT,unify_activate,tui)
	@$(BIN)/pybabel --quiet init -i $(VENV)/unify_activate.pot -D unify_activate -d tui/locale -l '$(L)' --no-wrap
	@$(call COMPILE,unify_activate,tui)
	@echo 'Begun: tui/locale/$(L)/LC_MESSAGES/unify_activate.po. What is left to do:'
	@echo '  1. Put "$(L)" into the line `Language = …` of tui/i18n.py. The app speaks it then, English where a text is empty.'
	@echo '  2. Translate, as many texts as you like at a time; then make messages, which compiles them.'
	@echo '  3. Name the language under "Languages" and at --lang in docs/using.md.'
	@echo '  4. make tests ARGS="tests/unit/tui tests/unit/project" tells what does not fit.'

lock: | $(VENV)/bin/python  ## Resolve the versions in requirements/ anew
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip --quiet --disable-pip-version-check install pip-tools
	$(LOCK) -o requirements/run.txt pyproject.toml
	$(LOCK) --extra dev -c requirements/run.txt -o requirements/dev.txt pyproject.toml
	$(LOCK) -c requirements/dev.txt -o requirements/dist.txt requirements/dist.in
	$(LOCK) -o requirements/pytest-9.txt requirements/pytest-9.in

clean:  ## Remove what the commands made
	rm -rf $(VENV) .venv-3.* .mypy_cache .ruff_cache .pytest_cache .hypothesis dist snapshot_report.html

# Each is called with the domain of the catalogues and the package that they belong to.
COLLECT = $(BIN)/pybabel --quiet extract -k _ -k N_ -k plural:1,2 --no-location --no-wrap \
	--project unify-activate --copyright-holder 'the unify-activate contributors' --msgid-bugs-address 'the project' \
	-o $(VENV)/$(1).pot $(2)
UPDATE = $(BIN)/pybabel --quiet update -i $(VENV)/$(1).pot -D $(1) -d $(2)/locale --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
COMPILE = $(BIN)/pybabel --quiet compile -d $(2)/locale -D $(1)

LOCK = $(VENV)/lock/bin/python -m piptools compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	@echo 'Making $(VENV)/; this happens once.'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements/run.txt | $(VENV)/bin/python
	@$(PIP) install --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/dist.done: requirements/dist.txt | $(VENV)/bin/python
	@$(PYTHON) -m venv $(VENV)/dist
	@$(VENV)/dist/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements/dist.txt
	@touch $@

$(VENV)/dev.done: requirements/dev.txt requirements/pytest-9.txt pyproject.toml | $(VENV)/bin/python
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --require-hashes --no-deps --upgrade --target $(VENV)/pytest-9 -r requirements/pytest-9.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.done
