# `make check` is what CI runs. `make help` lists the rest.
PYTHON ?= python

.PHONY: check lint types contracts actors test docs screenshots mappings quality confidence constraints help

check: lint types contracts actors test ## all checks

lint: ## ruff: rules and layout
	ruff check .
	ruff format --check .
	$(PYTHON) scripts/write_quality.py --check
	$(PYTHON) scripts/write_questions.py --check
	$(PYTHON) scripts/write_mappings.py --check

types: ## mypy, strict
	mypy

contracts: ## who may import whom
	lint-imports

actors: ## the files of known actors
	geokg actors --check

test: ## tests and doctests with coverage
	pytest --cov=geokg --cov-report=term:skip-covered --cov-fail-under=90

docs: ## the pages that are generated; needs the extra docs
	$(PYTHON) scripts/write_cli_reference.py
	$(PYTHON) scripts/write_questions.py
	$(PYTHON) scripts/write_ontology_docs.py
	$(PYTHON) scripts/write_tutorial.py

screenshots: ## the pictures of the viewer in docs/images; needs the extra docs and chromium
	PYTHONPATH=. $(PYTHON) scripts/write_screenshots.py

mappings: ## what other vocabularies call the relations, and all mappings as SKOS
	$(PYTHON) scripts/write_mappings.py

quality: ## docs/quality.md, from what is measured
	$(PYTHON) scripts/write_quality.py $(if $(PLOVER),--plover $(PLOVER))

confidence: ## what confidence is worth, fitted on the development gold
	$(PYTHON) scripts/fit_confidence.py tests/truth/status.jsonl tests/truth/reported.jsonl \
	  tests/gold/articles.jsonl --check tests/truth/unseen.jsonl tests/truth/fresh.jsonl

constraints: ## the pinned versions with hashes, for Python 3.11 to 3.13 on any system
	UV_CUSTOM_COMPILE_COMMAND="make constraints" uv pip compile pyproject.toml --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --output-file constraints.txt

help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'
