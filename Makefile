# make run     starts GangIntel: database, workers and web server
# make test    checks the code and runs all tests
# make bench   measures; nothing depends on the figures
# make bench-search ARGS=1000000   measures the search alone, among so many articles
#
# ARGS are handed on: make run ARGS="--bind 127.0.0.1:9000", make test ARGS="-x tests/articles".
# PYTHON names the Python to make .venv with, where it is not to be python3.

ARGS =
PYTHON =
INSTALL = @PYTHON="$(PYTHON)" sh .ci/install

.PHONY: run test bench bench-search

run:
	$(INSTALL)
	@exec .venv/bin/python manage.py up $(ARGS)

test:
	$(INSTALL) test
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@exec .venv/bin/python -m pytest $(ARGS)

bench:
	$(INSTALL) test
	@for bench in tests/benchmarks/bench_*.py; do \
	    echo "== $$bench"; .venv/bin/python "$$bench" $(ARGS) || exit 1; echo; \
	done

bench-search:
	$(INSTALL) test
	@exec .venv/bin/python tests/benchmarks/bench_search.py $(ARGS)
