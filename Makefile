# `make` says what there is to make.  Only Python >= 3.11 and make need be there beforehand.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
PEERS := .venv-peers/installed

.DEFAULT_GOAL := help
.PHONY: help install run test test-jit test-plain check expect bench peers

help:  ## print these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' Makefile

install: $(INSTALLED)  ## set up .venv with the locked packages

$(INSTALLED): requirements.lock setup.cfg setup.py pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12")'
	@echo 'Setting up .venv: a minute or two, once.'
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -qq --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

run: $(INSTALLED)  ## project Meishan to 2035: the table here, the picture under out/
	$(BIN)/actuary run meishan -o out/meishan

test: test-jit test-plain  ## the whole suite, compiled and then as plain Python

# The processors share the suite: nothing in it is timed.
test-jit: $(INSTALLED)  ## the suite with the kernel compiled
	$(BIN)/python -m pytest -n logical --benchmark-disable

test-plain: $(INSTALLED)  ## the suite with the compiler off
	NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest -n logical --benchmark-disable -m 'not slow_without_jit'

check: $(INSTALLED)  ## lint, format, types, floors and doors
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

expect: $(INSTALLED)  ## rewrite the headline results the tests expect
	$(BIN)/python -m tests.expected.rewrite

bench: $(INSTALLED)  ## measure speed, against other programs too where make peers has installed them
	$(or $(wildcard .venv-peers/bin/python),$(BIN)/python) -m benchmarks

peers: $(PEERS)  ## install what the benchmarks compare with, in an environment of its own

# With the locked packages, so that all are measured in one process; --no-deps, so that none of these is replaced.
$(PEERS): requirements.lock setup.cfg setup.py pyproject.toml benchmarks/peers/requirements.txt
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/pip install -qq --require-hashes -r requirements.lock
	@.venv-peers/bin/pip install -qq --no-deps -r benchmarks/peers/requirements.txt
	@.venv-peers/bin/pip install -qq --no-deps --no-build-isolation -e .
	@touch $@
