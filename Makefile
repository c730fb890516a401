# Everything a person types. `make` alone lists it.
PYTHON ?= python3
PORT ?= 8000
ARTICLES ?=
VENV = .venv
BIN = $(VENV)/bin
SITE_URL ?= http://localhost:$(PORT)
export SITE_URL

.PHONY: help run test check format lock install install-dev screenshots bench-extraction bench-ingest bench-groups bench-search bench-pages bench-queue crash messages clean

help:
	@echo "make run [PORT=8000] [ARTICLES=folder]  set everything up and serve the archive"
	@echo "make test                               set everything up and run all tests"
	@echo "make check                              linters, types, import rules, sizes, migrations"
	@echo "make format                             format code and templates"
	@echo "make screenshots                        every page, phone, tablet and desktop, light and dark"
	@echo "make bench-groups                       measure the grouping of quotations, write docs/grouping.md"
	@echo "make bench-extraction                   measure the extractor, write docs/extraction.md"
	@echo "make bench-ingest [N=20000]             measure the ingest, write docs/ingest.md"
	@echo "make crash [RUNS=10]                    kill ingest and database, compare the rows"
	@echo "make bench-queue [N=1000000]             measure the review queue, write docs/queue-figures.md"
	@echo "make bench-pages [N=1000000]             measure the pages beside their SQL, write docs/page-figures.md"
	@echo "make bench-search [N=1000000] [KEEP=F]  measure the search, write docs/search-figures.md"
	@echo "make messages                           bring the catalogues of texts up to date, name what is missing"
	@echo "make lock                               compile requirements*.txt from pyproject.toml"
	@echo "make clean                              remove .venv and caches; data stays"

run: install
	@exec $(BIN)/python manage.py serve --port $(PORT) $(if $(ARTICLES),--articles "$(ARTICLES)")

test: install-dev
	@$(BIN)/python -m pytest $(PYTEST)

install: $(VENV)/installed
install-dev: $(VENV)/installed-dev

# Wheels only: no compiler is ever needed, and where there is no wheel pip names the package.
$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing into $(VENV) (once, a minute or so) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --only-binary :all: \
	    --require-hashes -r requirements.txt || { echo "make: pip could not install the requirements \
	(its reason stands above; mostly no network, a full disk, or a platform without wheels)." >&2; exit 1; }
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing into $(VENV) with what the tests need (once, a minute or two) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --only-binary :all: \
	    --require-hashes -r requirements-dev.txt || { echo "make: pip could not install the requirements \
	(its reason stands above; mostly no network, a full disk, or a platform without wheels)." >&2; exit 1; }
	@touch $(VENV)/installed $@

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "make: no $(PYTHON) here: install Python 3.11 or newer, \
	or name it: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $(PYTHON) is \
	older than 3.11: name a newer one: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "make: cannot make a virtual environment: \
	on Debian and Ubuntu install the package python3-venv" >&2; exit 1; }

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --quiet --check templates
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/lint-imports --no-cache
	$(BIN)/python manage.py makemigrations --check --dry-run
	SITE_URL=https://archive.example SECRET_KEY=$$(head -c 40 /dev/urandom | base64 -w0) \
	    $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python -m pytest -n 0 tests/test_architecture.py

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat templates

screenshots: install-dev
	$(BIN)/python -m tests.screenshots

bench-groups: install-dev
	$(BIN)/python -m tests.bench_groups

bench-extraction: install-dev
	$(BIN)/python -m tests.bench_extraction

bench-ingest: install-dev
	$(BIN)/python -m tests.bench_ingest $(N) $(ONLY)

crash: install-dev
	$(BIN)/python -m tests.crash $(RUNS)
bench-search: install-dev
	$(BIN)/python -m tests.bench_search $(or $(N),100000) --write $(if $(KEEP),--keep $(KEEP))

bench-pages: install-dev
	$(BIN)/python -m tests.bench_pages $(or $(N),100000) --write

bench-queue: install-dev
	$(BIN)/python -m tests.bench_queue $(or $(N),100000) --write

messages: install-dev
	$(BIN)/python -m tests.messages

lock: install-dev
	$(BIN)/uv pip compile pyproject.toml $(LOCK) -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --extra scale -c requirements.txt -o requirements-scale.txt
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --extra dev --extra scale -c requirements-scale.txt \
	    -o requirements-dev.txt

LOCK = --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
    --no-emit-index-url --custom-compile-command "make lock"

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis var/static
