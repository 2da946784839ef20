# Two commands are enough: `make run` and `make test`. They need Python 3.11 or newer; everything else goes into .venv.
PYTHON ?= python3
PORT ?= 8000
INDEX ?= var/index
OFFICIAL ?= var/index-official
QUESTION ?= What did the first COP decide about the clearing-house mechanism?
# Tests wait for servers and browsers: two cores have room for a third worker. What takes long is in front (tests/conftest.py).
PYTEST ?= -n 3 --dist loadfile --no-loadscope-reorder
# Passages of the benchmark that compares folder and database; with 1000000 it takes one and a half hours.
SIZES ?= 10000 100000
TREATIES ?= $(wildcard ../shared/data/treaties)
QUICK ?= tests/assistant/asking tests/assistant/words tests/corpus tests/index tests/ingest tests/test_architecture.py

BIN := .venv/bin
INSTALL := -m pip install -qq --no-input --disable-pip-version-check
export QUESTION
# Tests start hundreds of processes: each would read the whole project anew where an environment forbids to keep it compiled.
test long quick: export PYTHONDONTWRITEBYTECODE :=
# Threads of linear algebra that wait for each other spin: beside other workers they take twice the time of one.
test long quick: export OMP_NUM_THREADS := 1

.PHONY: run build test long quick fix lint page browser eval bench chaos supply constraints clean

run: build
	@$(BIN)/cbd-assistant ask --index "$(INDEX)" "$$QUESTION"
	@echo
	@exec $(BIN)/cbd-assistant serve --index "$(INDEX)" --port "$(PORT)"

build: .venv/run.stamp
	@$(BIN)/cbd-assistant build --index "$(INDEX)"

test: lint browser
	$(BIN)/python -m pytest $(PYTEST) -m "not long"

# The whole of what `make test` holds a sample of, and what is slow by nature.
long: .venv/test.stamp browser
	$(BIN)/python -m pytest $(PYTEST) -m long

# For every save: what needs neither the model nor a browser. Types and tests share the two cores.
quick: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy & types=$$!; $(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not browser and not model and not slow and not long" $(QUICK); tests=$$?; wait $$types && exit $$tests

fix: .venv/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lint: .venv/test.stamp page
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

# TypeScript checks the modules of the web page, and the bundler writes what is served of them; both lie in node_modules and are no part of the package.
page: node_modules/.stamp
	node_modules/.bin/tsc
	@node_modules/.bin/rolldown --config >/dev/null

# As root on Debian npm is fetched, for others a sentence says what to install.
node_modules/.stamp: package.json package-lock.json
	@if ! command -v npm >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		(apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends nodejs npm) >/dev/null 2>&1 || true; \
	fi
	@command -v npm >/dev/null || { echo "npm is needed to check the web page: install Node.js 18 or newer with npm (https://nodejs.org), then run make again." >&2; exit 1; }
	@npm ci --silent --no-audit --no-fund
	@touch $@

# The browser tests drive Chromium: the one named by CHROMIUM, a headless shell, another on the PATH, or Playwright's own. Some drive Firefox: named by FIREFOX, on the PATH, or Debian's.
browser: .venv/test.stamp
	@sh tests/browser/find-chromium.sh $(BIN)
	@sh tests/browser/find-firefox.sh

# The sets by kind are about the four instruments: where these lie (TREATIES), they are indexed beside the embedded corpus.
eval: .venv/test.stamp build
	$(BIN)/cbd-evaluate run evaluation/questions/embedded.jsonl --index "$(INDEX)" --beside naive --report var/report
	$(if $(TREATIES),$(BIN)/cbd-assistant build --index "$(OFFICIAL)" --corpus "$(TREATIES)")
	$(BIN)/cbd-evaluate kinds --index "$(if $(TREATIES),$(OFFICIAL),$(INDEX))" --report var/report
	$(BIN)/cbd-evaluate own --index "$(INDEX)" --report var/report

bench: .venv/test.stamp build
	$(BIN)/cbd-evaluate bench --index "$(INDEX)" --report var/bench
	$(BIN)/python -m tests.postgres.lent $(BIN)/cbd-evaluate bench-shared --index "$(INDEX)" --sizes $(SIZES) --report var/bench --database
	$(if $(FILES),$(BIN)/cbd-evaluate bench-reading $(FILES))
	FUZZ_REQUESTS=50000 $(BIN)/python -m pytest -q --timeout 0 tests/assistant/api/test_schemathesis.py

# More than two hundred kills, damaged files, full disks, hostile files: SECURITY.md quotes the table that this prints.
chaos: .venv/test.stamp
	$(BIN)/python -m pytest -q -n 0 -m chaos tests/chaos

# An environment without the tools of the tests is whole when run.stamp is there, one with them when test.stamp is.
.venv/run.stamp: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing into .venv; the first time takes some minutes."
	@$(BIN)/python $(INSTALL) --constraint constraints.txt --editable .
	@touch $@

.venv/test.stamp: .venv/run.stamp
	@echo "Installing what the tests need."
	@$(BIN)/python $(INSTALL) --constraint constraints.txt --editable ".[test]"
	@touch $@

# Debian keeps venv in a package of its own: as root it is fetched, for others Python itself says what to install.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	@if ! $(PYTHON) -c 'import ensurepip' 2>/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		(apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-venv) >/dev/null 2>&1 || true; \
	fi
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

# Licences, and what the registry says now of each file: is it the one that was fixed, was it yanked, is it vulnerable?
supply: .venv/test.stamp
	@test -x var/supply/bin/pip-audit || { $(PYTHON) -m venv var/supply && var/supply/bin/python $(INSTALL) "pip-audit==2.10.1"; } || true
	$(BIN)/python -m tests.supply var/supply/bin/pip-audit

# The newest versions that pyproject.toml allows, found in an empty environment. CUDA's packages differ by machine and come with torch.
constraints:
	rm -rf var/constraints
	$(PYTHON) -m venv var/constraints
	var/constraints/bin/python $(INSTALL) --editable ".[test,training]"
	@echo "# Every version that 'make run', 'make test' and training the encoder install. Made by 'make constraints' from pyproject.toml; do not edit." > var/constraints/new
	@var/constraints/bin/python -m pip list --disable-pip-version-check --format freeze --exclude-editable --exclude pip \
		| sed 's/+.*//' | grep -Eiv '^(cuda|nvidia|triton)' >> var/constraints/new
	mv var/constraints/new constraints.txt
	var/constraints/bin/python -m tests.supply hashes
	rm -rf var/constraints

# What people gave the assistant (var/library, var/feedback.db) stays.
clean:
	rm -rf .venv node_modules .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -rf var/index var/index-official var/report var/bench var/constraints var/supply var/screenshots
