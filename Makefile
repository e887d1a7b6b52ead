# Two commands set everything up: `make demo` and `make test`.
VENV := .venv
BIN := $(VENV)/bin
SEED := seeds/000_a457734bdebef904.txt
export LC_ALL := C.UTF-8

.PHONY: help demo test soak lint bench train docs format lock clean

help:  ## Show what there is to make
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(BIN)/python:
	.ci/make-venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements-icu.txt $(VENV)/.installed
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt
	.ci/system-packages
	@# followthemoney needs PyICU, which is built against the system's ICU: without it, one test less.
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-icu.txt || \
		echo "PyICU could not be built (libicu-dev): followthemoney's reading is not tested" >&2
	touch $@

demo: $(VENV)/.installed  ## Install, read the seed, list its ledger, draw its graph
	@$(BIN)/reportedly read $(SEED) --published 2019-02-12
	@echo; echo "The ledger of this article, reviewed by hand:"; echo
	@$(BIN)/reportedly claims
	@echo; $(BIN)/reportedly conflicts
	@mkdir -p demo && $(BIN)/reportedly graph -o demo/graph.svg
	@echo "The attribution graph stands in demo/graph.svg"

test: $(VENV)/.installed-dev  ## Install what the tests need and run them all
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n 2 --dist worksteal

soak: $(VENV)/.installed-dev  ## Let every writing call go wrong, one by one; then an hour of the workbench under load
	$(BIN)/python tests/reliability/faults.py
	$(BIN)/python bench/serve.py --readers 50 --writers 5 --seconds 3600

lint: $(VENV)/.installed-dev  ## Style, types, floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/.installed-dev  ## Put the code into form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.installed-dev  ## Regenerate what is generated: commands, outputs, schemas, graphs
	$(BIN)/python docs/generate.py

bench: $(VENV)/.installed-dev  ## Measure what needs no gold file; one JSON line a script
	@for script in commands ledger conflicts; do $(BIN)/python bench/$$script.py || exit 1; done

train: $(VENV)/.installed-dev  ## Rebuild the weights of the extractor from its corpus
	PYTHONPATH=bench $(BIN)/python -m training.train --write

lock:  ## Pin every requirement with its hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		-o requirements.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--extra test --extra lint -o requirements-dev.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--extra test --extra lint --extra icu -o requirements-icu.txt pyproject.toml

clean:  ## Remove what can be made again
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
