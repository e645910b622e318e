# Two commands on a fresh machine with Python 3.11 or later: `make demo` and `make test`.
# Both fill one virtual environment, .venv, from the lock file with hashes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test fuzz setup lock quality benchmark screenshots format clean

demo: setup
	$(BIN)/purport audit examples/syria-2018 --ledger $(VENV)/demo.sqlite

test: setup
	$(BIN)/ruff check purport tests tools benchmarks
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m pytest

# A nightly's work: 10,000 damaged files for each format.
fuzz: setup
	PURPORT_FUZZ=10000 $(BIN)/python -m pytest -p no:logging tests/articles/test_hostile.py

quality: setup
	$(BIN)/python tests/quality/evaluate.py

benchmark: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.lock
	$(BIN)/python benchmarks/extract.py
	$(BIN)/python benchmarks/extract.py --memory 10000

# The pictures in docs/screenshots and axe-core's report beside them.
screenshots: setup
	rm -rf docs/screenshots
	PURPORT_SCREENSHOTS=docs/screenshots $(BIN)/python -m pytest -p no:logging tests/web/test_browser.py -k "every_width or recorder"

setup: $(VENV)/.done

$(VENV)/.done: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# After a change to the dependencies in pyproject.toml.
lock: setup
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev --no-emit-index-url --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra bench --constraint requirements.lock --no-emit-index-url --output-file benchmarks/requirements.lock pyproject.toml

format: setup
	$(BIN)/ruff check --fix purport tests tools
	$(BIN)/ruff format purport tests tools

clean:
	rm -rf $(VENV)
