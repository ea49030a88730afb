# `make demo` shows the main job, `make test` runs every check and every test, `make check` all but the slow ones. Each
# keeps a virtual environment in .venv/ and sets it up again only when pyproject.toml changed.
PYTHON ?= python3
DEMO := .venv/demo
TEST := .venv/test

.PHONY: demo check test lint bench clean

demo: $(DEMO)/.ready
	sh examples/demo.sh $(DEMO)/bin/licensectl

# Linters and types, then every test that is not marked in pyproject.toml.
check: lint
	$(TEST)/bin/python -m pytest -n 2 --dist worksteal -m "not slow and not postgres and not packaging"

test: lint
	$(TEST)/bin/python -m pytest -n 2 --dist worksteal

lint: $(TEST)/.ready
	$(TEST)/bin/ruff check .
	$(TEST)/bin/ruff format --check .
	$(TEST)/bin/mypy

bench: $(TEST)/.ready
	$(TEST)/bin/python -m pip install --quiet -e '.[bench]'
	$(TEST)/bin/python benchmarks/startup.py
	$(TEST)/bin/python benchmarks/prices.py
	$(TEST)/bin/python benchmarks/returns.py
	$(TEST)/bin/python benchmarks/quotes.py
	$(TEST)/bin/python benchmarks/workbooks.py
	$(TEST)/bin/python benchmarks/ledger.py
	$(TEST)/bin/python benchmarks/invoices.py
	$(TEST)/bin/python benchmarks/orders.py

$(DEMO)/.ready: pyproject.toml
	$(PYTHON) -m venv $(DEMO)
	$(DEMO)/bin/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(TEST)/.ready: pyproject.toml
	$(PYTHON) -m venv $(TEST)
	$(TEST)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
