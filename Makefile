# The only door to the project: `make help` lists what it opens.
# Paths are relative on purpose: a checkout may lie in a folder whose name has spaces.

PYTHON ?= python3
PORT ?= 8000
NOTICE ?=
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run lock

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## Make .venv and the front-end files, if anything changed.
	@$(PYTHON) -m tools.bootstrap run

setup-dev:
	@$(PYTHON) -m tools.bootstrap dev

run: setup ## Load the demo once and serve it: make run [NOTICE=path] [PORT=8000]
	@$(BIN)/anyue demo $(if $(NOTICE),--notice "$(NOTICE)")
	@$(BIN)/anyue serve --port $(PORT)

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links $(UPGRADE)

lock: setup-dev ## Pin the dependencies of pyproject.toml: make lock [UPGRADE=--upgrade]
	@# The widest list is made first and binds the others, so that no package is pinned to two versions.
	$(COMPILE) pyproject.toml --group dev -o requirements/dev.txt
	$(COMPILE) pyproject.toml -c requirements/dev.txt -o requirements/run.txt
	$(COMPILE) --group build -c requirements/dev.txt -o requirements/build.txt
	$(COMPILE) --group node -o requirements/node.txt
