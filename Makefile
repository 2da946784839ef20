# Two commands are enough: `make run` and `make test`. Everything is installed into .venv.
PYTHON ?= python3
PORT ?= 8000
INDEX ?= var/index
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
QUESTION ?= What did the first COP decide about the clearing-house mechanism?

.PHONY: run serve build test lint browser eval bench clean

run: build
	$(BIN)/cbd-assistant ask --index $(INDEX) "$(QUESTION)"
	@echo
	$(BIN)/cbd-assistant serve --index $(INDEX) --port $(PORT)

build: .venv/run.stamp
	$(BIN)/cbd-assistant build --index $(INDEX)

test: lint browser
	$(BIN)/python -m pytest

lint: .venv/test.stamp
	$(BIN)/ruff check ingest index assistant evaluation tests
	$(BIN)/mypy
	$(BIN)/lint-imports

# The browser tests drive Chromium: the one named by CHROMIUM, one on the PATH, Debian's, or Playwright's own.
browser: .venv/test.stamp
	@sh tests/browser/find-chromium.sh $(BIN)

eval: .venv/test.stamp build
	$(BIN)/cbd-evaluate run evaluation/questions/embedded.jsonl --index $(INDEX) --beside naive --report var/report

bench: .venv/test.stamp build
	$(BIN)/cbd-evaluate bench --index $(INDEX) --report var/bench

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable .
	@touch $@

.venv/test.stamp: .venv/run.stamp
	$(PIP) --editable ".[test]"
	@touch $@

clean:
	rm -rf .venv var
