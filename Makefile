# The two commands of the README: `make run` and `make test`. Both do the set-up first.
PYTHON ?= python3

.PHONY: run test lock clean

run: .venv/.ready
	.venv/bin/raadsbrieven run

test: .venv/.ready-dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/pytest

# Versions are locked in requirements.txt (to run) and requirements-dev.txt (to test); `make lock` renews both.
lock: .venv/.ready-dev
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header pyproject.toml --all-extras -o requirements.txt
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --group dev -c requirements.txt -o requirements-dev.txt

.venv/.ready: pyproject.toml requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "raadsbrieven needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	.venv/bin/pip install -q -r requirements.txt
	.venv/bin/pip install -q --no-deps -e .
	touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.txt
	.venv/bin/pip install -q -r requirements-dev.txt
	touch $@

clean:
	rm -rf .venv processed
