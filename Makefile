# Two commands do everything on a fresh machine: `make dataset` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The stages of dvc.yaml call `sahel` by name.
export PATH := $(abspath $(BIN)):$(PATH)

.PHONY: dataset test check format lab bench lock clean help

help:  ## Show what can be made.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

dataset: $(READY)  ## Set up and rebuild the dataset: tables, validation, reports.
	$(BIN)/dvc repro

test: $(READY)  ## Set up and run the tests.
	$(BIN)/python -m pytest -n 2

check: $(READY)  ## Lint, types, formatting, and that generated files are current.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sahel evaluate --check README.md --check docs/accuracy.md

format: $(READY)  ## Format the code.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lab: $(READY)  ## Open JupyterLab on the notebooks.
	$(BIN)/jupyter lab notebooks

bench: $(READY)  ## Measure speed and accuracy against named alternatives.
	for name in extract_speed stream memory link_speed link_accuracy accuracy repro; do $(BIN)/python benchmarks/$$name.py || exit 1; done

lock:  ## Resolve the dependencies anew (needs the network).
	$(BIN)/uv pip compile pyproject.toml --all-extras --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 -o requirements.lock

clean:  ## Remove the environment.
	rm -rf $(VENV)
