# Everything happens in .venv; each target does all the set-up it needs.
PYTHON ?= python3
RAW ?= data/raw
OUT ?= data/processed
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run charts review photos test fuzz check score calibrate bench samples docs lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: .venv/.run ## read the agreements in data/raw into data/processed/latest
	$(BIN)/afspraken run $(RAW) --out $(OUT)

charts: .venv/.notebooks ## draw the charts of notebooks/ from data/processed/latest into data/processed/charts
	@for notebook in $(filter-out notebooks/latest.py, $(wildcard notebooks/*.py)); do \
		MPLBACKEND=agg AFSPRAKEN_LATEST=$(OUT)/latest AFSPRAKEN_CHARTS=$(OUT)/charts $(BIN)/python $$notebook || exit; done

review: .venv/.run ## write what was read as pages for a browser, into data/processed/review
	$(BIN)/afspraken review $(RAW) --out $(OUT)

test: .venv/.dev ## run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal

fuzz: .venv/.dev ## read thousands of broken files (FUZZ_CASES=2400)
	FUZZ_CASES=$${FUZZ_CASES:-2400} $(BIN)/python -m pytest tests/fuzz

check: .venv/.dev ## lint, types and import rules
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

score: .venv/.dev ## every measure of every scorer, held against benchmarks/floors.toml
	$(BIN)/python benchmarks/score.py

calibrate: .venv/.dev ## how often what is published is right, by its confidence, into docs/accuracy.md
	$(BIN)/python -m benchmarks.calibrate docs/accuracy.md

bench: .venv/.dev ## what reading costs, beside bare text and other tools, into benchmarks/results
	$(BIN)/python -m benchmarks.speed

samples: .venv/.dev ## make the PDFs of data/raw again from data/sources
	$(BIN)/python -m data.sources.make

photos: .venv/.dev ## photograph the review report, into build/screenshots and docs/images
	$(BIN)/python tests/review/screenshots.py

docs: .venv/.dev ## build docs/ as a site in build/docs, and fail where a link leads nowhere
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

lock: .venv/.dev ## pin all versions again, with hashes
	$(BIN)/uv pip compile pyproject.toml -o requirements.txt --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade
	for extra in notebooks dev; do \
		$(BIN)/uv pip compile pyproject.toml --extra notebooks --extra $$extra -c requirements.txt \
			-o requirements-$$extra.txt --python-version 3.11 \
			--generate-hashes --no-emit-index-url --no-emit-find-links --no-header || exit; done

clean: ## remove the environment and what was published
	rm -rf .venv $(addprefix $(OUT)/,latest snapshots refused diffs runs run.json charts .cache .lock) build

# The stamps say which pinned versions the environment holds; a changed pin or build file sets it up again.
.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "afspraken needs Python 3.11 or later")'
	$(PYTHON) -m venv .venv

.venv/.run: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.notebooks: requirements-notebooks.txt .venv/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-notebooks.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
