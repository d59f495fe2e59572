"""What it costs to know how many origins stand behind each relationship.

    python tests/benchmarks/bench_weight.py [--articles N] [--relationships N]

A database of its own with so many articles and relationships, three quotes to a relationship, and
one with 3,000: how long it takes to count one and all of them, to show 50, to search by them, to
make an act, and to store what was read in the gold texts with the triggers and without, in turns.
Each line has the median and the longest. Nothing is asserted.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES, HOT = 400, 3_000
BATCH, ROUNDS = 32, 20
TRIGGERS = {"entities_evidence": ("weight_insert", "weight_delete", "weight_update")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000, help="(default: 20,000)")
    parser.add_argument("--relationships", type=int, default=50_000, help="(default: 50,000)")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
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
            call_command("load_gazetteer", verbosity=0)
            load(max(options.articles, HOT), options.relationships)
            counting()
            showing()
            searching()
            acts()
            storing()
        finally:
            connection.close_pool()
            database.stop(settings.GANGINTEL_DATA_DIR)


def load(articles: int, relationships: int) -> None:
    """Articles of 70 words; each tenth is a near-copy of the one before it."""
    started = time.perf_counter()
    execute(
        "INSERT INTO articles_source (name, reliability) SELECT 'Paper ' || number, "
        "substr('ABCDEF', 1 + number %% 6, 1) FROM generate_series(1, %s) number",
        SOURCES,
    )
    execute(
        "INSERT INTO articles_document (raw, media_type, original_name)"
        " SELECT number::text::bytea, 'text/plain', number FROM generate_series(1, %s) number",
        articles,
    )
    execute(
        "WITH texts AS (SELECT document.id, (SELECT string_agg('w' || hashint8("
        "        (document.id - (document.id %% 10 = 0)::int) * 97 + place) %% 20000, ' ')"
        "          FROM generate_series(1, 70) place) AS text FROM articles_document document)"
        " INSERT INTO articles_article (document_id, source_id, title, text, body_start, body_end,"
        "   published_on, published_precision, handling)"
        " SELECT id, (SELECT min(id) FROM articles_source) + id * 7 %% %s, 'Article ' || id, text,"
        "   0, length(text), DATE '1990-01-01' + (id %% 12000)::int, 'day',"
        "   CASE WHEN id %% 20 = 0 THEN 'AMBER' ELSE 'CLEAR' END FROM texts",
        SOURCES,
    )
    execute(
        "INSERT INTO entities_entity (kind, name)"
        " SELECT 'gang', 'Gang ' || number FROM generate_series(1, %s) number",
        relationships + 1,
    )
    execute(
        "WITH gangs AS (SELECT id, lead(id) OVER (ORDER BY id) AS next FROM entities_entity"
        "   WHERE kind = 'gang' AND name ~ '^Gang [0-9]+$')"
        " INSERT INTO entities_relationship (kind, head_id, head_kind, child_id, child_kind)"
        " SELECT 'supplies', id, 'gang', next, 'gang' FROM gangs WHERE next IS NOT NULL"
    )
    # Every eighth quote is one that stands elsewhere too; the hot one has 3,000, many twice.
    execute(
        "WITH links AS (SELECT id, row_number() OVER (ORDER BY id) AS number"
        "   FROM entities_relationship), first AS (SELECT min(id) AS id FROM articles_article),"
        " quotes AS ("
        "   SELECT links.id AS link, first.id + (links.number * 31 + turn * 977) %% %s AS article,"
        "          'Quote ' || CASE WHEN turn = 3 AND links.number %% 8 = 0 THEN 1 ELSE turn END ||"
        "          ' of link ' || links.id || ', a sentence of the usual length, more or less, as"
        " newspapers have it when they speak of gangs.' AS quote"
        "     FROM links, first, generate_series(1, 3) turn WHERE links.number > 1"
        "   UNION ALL SELECT links.id, first.id + turn, 'Sentence ' || turn %% 2500 || ' of those"
        " that say so, of the usual length, as newspapers have it when they speak of gangs.'"
        "     FROM links, first, generate_series(0, %s) turn WHERE links.number = 1)"
        ' INSERT INTO entities_evidence (relationship_id, article_id, start, "end", quote, rule,'
        "   confidence, hedged)"
        " SELECT link, article, 0, length(quote), quote, 'bench', 0.7, article %% 9 = 0"
        "   FROM quotes",
        articles,
        HOT - 1,
    )
    execute("ANALYZE")
    print(f"{articles} articles, {relationships} relationships in {since(started):.0f} s\n")


def counting() -> None:
    from entities.models import Relationship, RelationshipWeight, WeightDue
    from entities.weights.counting import count, count_due, differences, keep

    hot = Relationship.objects.earliest("pk").pk
    line("count one of 3,000 quotes, ms", repeated(lambda: count([hot])))
    line("count and keep it, ms", repeated(lambda: keep([hot])))
    line("count 100 of 3 quotes, ms", repeated(lambda: count(range(hot + 1, hot + 101))))
    origins = sum(
        RelationshipWeight.objects.filter(relationship=hot).values_list("origins", flat=True)
    )
    print(f"{'origins of the 3,000':48}{origins:9}")
    started = time.perf_counter()
    done = count_due(seconds=600)
    print(f"{f'count all {done} that are due, s':48}{since(started):9.1f}")
    started = time.perf_counter()
    wrong = len(list(differences()))
    print(f"{f'compare all ({wrong} differ), s':48}{since(started):9.1f}")
    print(f"{'still due':48}{WeightDue.objects.count():9}\n")


def showing() -> None:
    from entities.models import Evidence, Relationship
    from entities.weights.weight import quotes_of, weights

    hot = Relationship.objects.earliest("pk")
    keys = range(hot.pk, hot.pk + 50)
    line("weights of 50, ms", repeated(lambda: weights(keys)))
    line("20 quotes of 3,000, each once, ms", repeated(lambda: quotes_of(hot, most=20)))
    Evidence.objects.filter(relationship__in=keys).update(hedged=True)
    line("weights of 50 that are all due, ms", repeated(lambda: weights(keys)))
    print()


def searching() -> None:
    from entities.search.request import SearchRequest
    from entities.search.results.engine import Search

    for query in ("origins:>=2", "origins:1", "origins:>=50", "rel:supplies origins:>=2"):
        line(f"{query}, ms", repeated(lambda: Search(SearchRequest(query)).page()))  # noqa: B023
    print()


def acts() -> None:
    from django.contrib.auth.models import User

    from entities.models import Evidence, Relationship
    from entities.relationships.actions import confirm, reject

    user = User.objects.create_superuser("ana", password="ana")
    hot = Relationship.objects.earliest("pk").pk
    for name, keys in (("", range(hot + 100, hot + 100 + ROUNDS)), (" of 3,000", [hot] * ROUNDS)):
        seconds = []
        for number, key in enumerate(keys):
            of = Evidence.objects.filter(relationship=key).select_related("article")
            evidence = of.order_by("pk")[number if key == hot else 0]
            act = (confirm, reject)[number % 2]
            seconds.append(timed(lambda: act(evidence, user=user)))  # noqa: B023
        line(f"a person judges a quote{name}, ms", seconds)
    print()


def storing() -> None:
    """What was read once is stored again and again, in new articles."""
    from entities.extraction.pipeline import Pipeline, Text
    from entities.extraction.result import pipeline_version
    from entities.extraction.store.store_results import Read, store
    from entities.gazetteer.database import current_gazetteer
    from tests.factories import make_article

    files = sorted((ROOT / "tests/gold").glob("*.jsonl"))
    lines = [json.loads(one) for file in files for one in file.read_text("utf-8").splitlines()]
    texts = [one["text"].replace("\r\n", "\n") for one in lines if "text" in one]
    pipeline = Pipeline(current_gazetteer())
    readings = list(pipeline.read_many(Text(text, (0, len(text))) for text in texts))
    again = cycle(zip(texts, readings, strict=True))
    rounds = []
    for number in range(2 * ROUNDS):
        spent = {}
        for with_triggers in (True, False) if number % 2 else (False, True):
            batch = [
                Read(make_article(text), reading, 0.0) for text, reading in islice(again, BATCH)
            ]
            switch(with_triggers)
            spent[with_triggers] = timed(lambda: store(batch, version=pipeline_version()))  # noqa: B023
        rounds.append((spent[True] / BATCH, spent[False] / BATCH))
    switch(True)
    both = [[*column] for column in zip(*rounds[2:], strict=True)]
    line("store an article with the triggers, ms", both[0])
    line("store an article without, ms", both[1])
    more = statistics.median(both[0]) / statistics.median(both[1]) - 1
    print(f"{'more time':48}{more:9.1%}")


def switch(with_triggers: bool) -> None:
    verb = "ENABLE" if with_triggers else "DISABLE"
    for table, names in TRIGGERS.items():
        for name in names:
            execute(f"ALTER TABLE {table} {verb} TRIGGER {name}")


def repeated(job: Callable[[], object]) -> list[float]:
    return [timed(job) for _ in range(ROUNDS)]


def timed(job: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    job()
    return since(started) * 1000


def since(started: float) -> float:
    return time.perf_counter() - started


def execute(statement: str, *values: object) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def line(name: str, milliseconds: list[float]) -> None:
    print(f"{name:48}{statistics.median(milliseconds):9.2f}{max(milliseconds):9.2f}", flush=True)


if __name__ == "__main__":
    main()
