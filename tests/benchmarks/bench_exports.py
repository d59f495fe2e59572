"""How fast what is known leaves the house, beside the database's own COPY.

    python tests/benchmarks/bench_exports.py [--articles N]

A database of its own with so many articles, fifty names to each. Each form of file is made of all
of it, or of a fiftieth where its kind is for people: the time to the first byte and to the last,
how much more memory the process takes, and the COPY of the same query in turns. Nothing is
asserted.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000, help="(default: 20,000)")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {"GANGINTEL_DATA_DIR": folder, "OPENBLAS_NUM_THREADS": "1"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "gangintel.settings"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from gangintel import database

        try:
            call_command("migrate", verbosity=0)
            load(options.articles)
            copied()
            every_form(options.articles)
        finally:
            connection.close_pool()
            database.stop(settings.GANGINTEL_DATA_DIR)


def load(articles: int) -> None:
    import bench_weight

    bench_weight.load(articles, articles // 4)
    # Names side by side; what keeps them apart and what follows from them is left out here.
    bench_weight.execute("ALTER TABLE entities_mention DROP CONSTRAINT mention_no_live_overlap")
    bench_weight.execute("ALTER TABLE entities_mention DISABLE TRIGGER USER")
    bench_weight.execute(
        'INSERT INTO entities_mention (article_id, kind, entity_id, start, "end", name, origin,'
        "   confidence) SELECT article.id, 'gang', first.id + (article.id * 7 + place) %% %s,"
        "   place * 4, place * 4 + 4, substr(article.text, place * 4 + 1, 4), 'bench', 0.8"
        "  FROM articles_article article, generate_series(0, %s) place,"
        "   (SELECT min(id) AS id FROM entities_entity WHERE name ~ '^Gang [0-9]+$') first",
        articles // 4,
        NAMES - 1,
    )
    bench_weight.execute("ALTER TABLE entities_mention ENABLE TRIGGER USER")
    bench_weight.execute("ANALYZE")


def product(query: str = ""):
    from django.http import QueryDict

    from entities.exports.product import Product
    from entities.search.request import SearchRequest
    from entities.search.results.engine import Search

    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    return Product(Search(SearchRequest.from_parameters(parameters)), with_proposals=True)


def copied() -> None:
    """A million names as CSV, in turns with what COPY alone takes to make the same."""
    from django.db import connection

    from entities.exports.tables import MENTIONS

    found = product().found
    plain = ", ".join(f'{column.sql} AS "{column.name}"' for column in MENTIONS.columns)
    statement = f"COPY ({MENTIONS._statement(found, plain)}) TO STDOUT WITH (FORMAT csv, HEADER)"
    for turn in range(3):
        started = time.perf_counter()
        with connection.cursor() as cursor, cursor.copy(statement, found.parameters) as pieces:
            size = sum(len(piece) for piece in pieces)
        alone = time.perf_counter() - started
        started = time.perf_counter()
        ours = sum(len(piece) for piece in MENTIONS.csv(found))
        took = time.perf_counter() - started
        print(
            f"turn {turn + 1}: COPY {alone:.1f} s, {size / 1e6:.0f} MB; table of mentions "
            f"{took:.1f} s, {ours / 1e6:.0f} MB: {alone / took:.2f} of its speed"
        )


def every_form(articles: int) -> None:
    from entities.exports.formats import FORMATS

    print(f"\n{'form':10}{'articles':>10}{'first, s':>10}{'all, s':>9}{'MB':>8}{'more MB':>9}")
    for name, form in FORMATS.items():
        # Those that are in memory as a whole, and lists that take the way of a page, of fewer.
        is_large = name in ("tables", "xlsx", "geojson", "graphml", "bibtex", "ris", "jsonl")
        query = "" if is_large else "in:1990"
        one = product(query)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.perf_counter()
        first = 0.0
        size = 0
        for piece in form.pieces(one):
            first = first or time.perf_counter() - started
            size += len(piece)
        took = time.perf_counter() - started
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        print(f"{name:10}{one.total:10}{first:10.2f}{took:9.1f}{size / 1e6:8.1f}{more:9.0f}")


if __name__ == "__main__":
    main()
