# make run starts the diary; make test checks everything. Both install what they need first.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.SILENT:
.PHONY: help run test test-long bench check test-tools format coverage lock texts pictures

PYTHON := .venv/bin/python
WITH_POSTGRES := $(PYTHON) tests/tools/with_postgres.py
MAY_BE_NONE := $(if $(PYTEST),|| [ $$? = 5 ]) # make test PYTEST="-k check_in" picks tests, perhaps from one half alone

# Containers often switch bytecode off; the tests start a few hundred processes, and each would compile the diary anew.
test test-long coverage: export PYTHONDONTWRITEBYTECODE :=

help:
	sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile

run: ## start the diary on http://localhost:8000 (another port: make run PORT=8001)
	bash diary/ops/install.sh requirements.txt
	exec $(PYTHON) -m diary.ops.run

test: check ## everything: style, types, unit, database and browser tests
	find tests/js -name '*.test.js' | sort | xargs --no-run-if-empty node --test
	$(WITH_POSTGRES) $(PYTHON) -m pytest -n 2 --dist worksteal -m 'not alone' $(PYTEST) $(MAY_BE_NONE)
	$(WITH_POSTGRES) $(PYTHON) -m pytest -m alone $(PYTEST) $(MAY_BE_NONE)

test-long: test-tools ## what takes up to an hour: the sweeps for lost entries and what phone and server agree on in full, Firefox and WebKitGTK, changes that a test must notice
	bash tests/tools/debian.sh engines
	$(PYTHON) -m pytest tests/engines $(PYTEST) $(MAY_BE_NONE)
	$(if $(PYTEST),,$(PYTHON) -m tests.mutation)
	DIARY_TEST_LONG=1 $(WITH_POSTGRES) $(PYTHON) -m pytest -n 2 --dist worksteal tests -m hypothesis $(PYTEST) $(MAY_BE_NONE)
	DIARY_TEST_LONG=1 $(WITH_POSTGRES) $(PYTHON) -m pytest -n 2 --dist worksteal tests/agreement tests/reminders tests/sweeps -rP --show-capture=stdout $(PYTEST) $(MAY_BE_NONE)

bench: test-tools ## goals of speed and weight, and today's figures; fails when one is missed
	$(PYTHON) -m tests.bench

check: test-tools ## style and types alone
	$(PYTHON) -m ruff check --output-format concise .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	tests/browser/node_modules/.bin/tsc --project tests/browser

test-tools:
	bash diary/ops/install.sh requirements.txt
	bash diary/ops/install.sh tests/requirements.txt
	bash tests/tools/debian.sh
	bash tests/tools/node_modules.sh

format: test-tools ## lay the code out as `make check` wants it
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

coverage: test-tools ## which lines no test reaches
	$(WITH_POSTGRES) $(PYTHON) -m coverage run -m pytest $(PYTEST)
	$(PYTHON) -m coverage combine --quiet
	$(PYTHON) -m coverage report

lock: ## write both requirements files anew from pyproject.toml
	bash tests/tools/lock.sh

texts: ## collect every text into the catalogue
	$(PYTHON) -m diary.ops.texts

pictures: test-tools ## draw the icons, take the pictures of the README and of the install dialog
	$(PYTHON) -m tests.tools.pictures
