# make run     starts GangIntel: database, workers and web server
# make test    checks code and types, and runs all tests but the long ones, on all processors
# make test-long   runs the long tests, and every property test with 5,000 examples
# make types   checks the types
# make bench   measures; nothing depends on the figures
# make bench-import ARGS=FOLDER   measures how well real files are read, and how fast
# make bench-search ARGS=1000000   measures the search alone, among so many articles
#
# ARGS are handed on: make run ARGS="--bind 127.0.0.1:9000", make test ARGS="-x tests/articles".
# Where they name single files of tests, one process runs them, which starts faster; -n N in ARGS
# says how many processes run tests.
# PYTHON names the Python to make .venv with, where it is not to be python3.

ARGS =
PYTHON =
INSTALL = @PYTHON="$(PYTHON)" sh .ci/install

# Each process has a database and a browser of its own, takes tests that stand together, and, when
# it has none left, half of those that another one still has to run.
PARALLEL = -n $(if $(findstring .py,$(ARGS)),0,logical) --dist worksteal

.PHONY: run test test-long lint types bench bench-import bench-search

run:
	$(INSTALL)
	@exec .venv/bin/python manage.py up $(ARGS)

test: lint types
	@exec .venv/bin/python -m pytest $(PARALLEL) $(ARGS)

test-long:
	$(INSTALL) test
	@exec .venv/bin/python -m pytest $(PARALLEL) -m "long or hypothesis" \
	    --hypothesis-profile long $(ARGS)

lint:
	$(INSTALL) test
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .

# Mypy reads the settings, which make the data folder that they name.
types:
	$(INSTALL) test
	@GANGINTEL_DATA_DIR=.mypy_cache/data GANGINTEL_SECRET_KEY=none .venv/bin/mypy

bench:
	$(INSTALL) test
	@for bench in tests/benchmarks/bench_*.py; do \
	    echo "== $$bench"; .venv/bin/python "$$bench" $(ARGS) || exit 1; echo; \
	done

bench-import:
	$(INSTALL) test
	@.venv/bin/python tests/benchmarks/bench_import_truth.py $(ARGS)
	@exec .venv/bin/python tests/benchmarks/bench_import.py

bench-search:
	$(INSTALL) test
	@exec .venv/bin/python tests/benchmarks/bench_search.py $(ARGS)
