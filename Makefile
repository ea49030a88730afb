# Two commands do everything: `make demo` and `make test`. Each keeps a virtual environment of its own in .venv/ and
# sets it up again only when pyproject.toml changed.
PYTHON ?= python3
DEMO := .venv/demo
TEST := .venv/test

.PHONY: demo test bench clean

demo: $(DEMO)/.ready
	sh examples/demo.sh $(DEMO)/bin/licensectl

test: $(TEST)/.ready
	$(TEST)/bin/ruff check .
	$(TEST)/bin/ruff format --check .
	$(TEST)/bin/mypy
	$(TEST)/bin/python -m pytest -n 2

bench: $(TEST)/.ready
	$(TEST)/bin/python -m pip install --quiet -e '.[bench]'
	$(TEST)/bin/python benchmarks/startup.py
	$(TEST)/bin/python benchmarks/prices.py
	$(TEST)/bin/python benchmarks/returns.py
	$(TEST)/bin/python benchmarks/quotes.py

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
