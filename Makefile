# The only door to the project: `make help` lists what it opens.
# Paths are relative on purpose: a checkout may lie in a folder whose name has spaces.

PYTHON ?= python3
PORT ?= 8000
NOTICE ?=
TESTS ?=
BIN := .venv/bin
TEMPLATES := find src -name '*.html' -path '*/templates/*' -print0 | xargs -0
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev setup-bench run test check check-style check-types check-layers check-templates check-migrations \
	check-duplicates fix bench docs lock dist clean

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: setup ## Load the demo once and serve it: make run [NOTICE=path] [PORT=8000]
	@set -a; if [ -f .env ]; then . ./.env; fi; set +a; \
	$(BIN)/anyue demo $(if $(NOTICE),--notice "$(NOTICE)") && exec $(BIN)/anyue serve --port $(PORT)

test: setup-dev ## Run every test this machine can run: make test [TESTS="tests/core -k dates"]
	@$(BIN)/python -m tools.run_tests $(TESTS)

# One target a tool, so that `make --keep-going check` tells everything at once.
check: check-style check-types check-layers check-templates check-migrations check-duplicates ## Run all checks.

check-style: setup-dev
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --check .

check-types: setup-dev
	$(BIN)/mypy

check-layers: setup-dev
	$(BIN)/lint-imports

check-templates: setup-dev
	$(TEMPLATES) $(BIN)/djade --check

check-migrations: setup-dev
	$(BIN)/anyue manage makemigrations --check --dry-run

check-duplicates: setup-dev
	$(BIN)/python -m tools.duplicates src tools bench

fix: setup-dev ## Repair what the checks can repair by themselves.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(TEMPLATES) $(BIN)/djade

bench: setup-bench ## Run the benchmarks; each prints a ratio to a baseline of the same run.
	@for file in bench/[a-z]*.py; do \
		echo "==> $$file"; $(BIN)/python -m "bench.$$(basename "$$file" .py)" || exit 1; \
	done

docs: setup-dev ## Make the screenshots of the documents.
	@$(BIN)/python -m tools.screenshots

dist: setup-dev ## Build the wheel and the offline bundles for Linux into dist/.
	@$(BIN)/python -m tools.bundle

lock: setup-dev ## Pin the dependencies of pyproject.toml: make lock [UPGRADE=--upgrade]
	@# The widest list is made first and binds the others, so that no package is pinned to two versions.
	$(COMPILE) $(UPGRADE) pyproject.toml --group dev -o requirements/dev.txt
	$(COMPILE) $(UPGRADE) pyproject.toml -c requirements/dev.txt -o requirements/run.txt
	$(COMPILE) $(UPGRADE) --group build -c requirements/dev.txt -o requirements/build.txt
	$(COMPILE) $(UPGRADE) --group node -o requirements/node.txt
	$(COMPILE) $(UPGRADE) --group bench --only-binary :all: -c requirements/dev.txt -o requirements/bench.txt

setup: ## Make .venv and the front-end files, where anything changed.
	@$(PYTHON) -m tools.bootstrap run

setup-dev:
	@$(PYTHON) -m tools.bootstrap dev

setup-bench:
	@$(PYTHON) -m tools.bootstrap bench

clean: ## Remove what was made, but not var/ with its data.
	rm -rf .venv node_modules dist src/anyue/web/static/built .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache
