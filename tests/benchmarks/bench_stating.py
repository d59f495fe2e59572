"""How long it takes to state, correct and judge relationships.

    python tests/benchmarks/bench_stating.py [ARTICLES]

makes 1,000 articles, or as many as it is told, in a database of its own, with eight mentions
each, and half as many relationships as articles, some of them quoted in 200 articles. Prints the
median and the 95th percentile of each act with its commit. Nothing is asserted.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS, GROUPS = 60, 12
QUOTES = 200
QUOTE = "Some words of news."

ENTITIES = """
WITH made AS (
    INSERT INTO entities_entity (kind, name)
    SELECT 'gang', 'Gang ' || n FROM generate_series(1, %(entities)s) n RETURNING id, name
)
INSERT INTO entities_alias (entity_id, name, normalized, origin)
SELECT id, name, lower(name), 'gazetteer' FROM made
"""
RELATIONSHIPS = """
INSERT INTO entities_relationship (kind, head_id, head_kind, child_id, child_kind)
SELECT 'trains', %(first)s + n %% %(entities)s, 'gang',
       %(first)s + (n + 1 + n / %(entities)s) %% %(entities)s, 'gang'
  FROM generate_series(0, %(relationships)s - 1) n
"""
# Each is stated once, and the first ones, a group each, in 200 articles more.
EVIDENCE = """
INSERT INTO entities_evidence
       (relationship_id, article_id, start, "end", quote, confidence, rule)
SELECT relationship.id, article.id, 0, length(%(quote)s), %(quote)s, 0.8, 'rule'
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM entities_relationship) relationship
  JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM articles_article) article
    ON article.n = relationship.n
    OR relationship.n <= %(groups)s AND article.n > %(groups)s AND article.n <= %(quotes)s
"""
DIGESTS = """
UPDATE entities_digest digest
   SET relationships = now.relationships, relationship_kinds = now.relationship_kinds
  FROM (SELECT article_id, relationships, relationship_kinds
          FROM entities_digest_now OFFSET 0) now
 WHERE now.article_id = digest.article_id
"""


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {"GANGINTEL_DATA_DIR": folder}
        os.environ["DJANGO_SETTINGS_MODULE"] = "gangintel.settings"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from gangintel import database

        try:
            call_command("migrate", verbosity=0)
            fill_with(max(number, QUOTES + 2 * ROUNDS))
            measure()
        finally:
            connection.close_pool()
            database.stop(settings.GANGINTEL_DATA_DIR)


def fill_with(articles: int) -> None:
    from bench_correction import fill
    from django.db import connection

    from entities.models import Entity
    from tests.factories import make_article

    began = time.perf_counter()
    sizes = {"entities": max(500, articles // 5), "relationships": articles // 2}
    with connection.cursor() as cursor:
        cursor.execute(ENTITIES, sizes)
        fill(make_article("Some words of news. "), articles)
        first = Entity.objects.order_by("pk").values_list("pk", flat=True)[0]
        cursor.execute(RELATIONSHIPS, sizes | {"first": first})
        given = {"quote": QUOTE, "groups": GROUPS * 2, "quotes": GROUPS * 2 + QUOTES}
        # The digests all at once, which takes a fraction of the time.
        cursor.execute("ALTER TABLE entities_evidence DISABLE TRIGGER digest_insert")
        cursor.execute(EVIDENCE, given)
        cursor.execute("ALTER TABLE entities_evidence ENABLE TRIGGER digest_insert")
        cursor.execute(DIGESTS)
        cursor.execute("VACUUM ANALYZE")
    print(f"{articles:,} articles made in {time.perf_counter() - began:.0f} s")


def measure() -> None:
    from django.contrib.auth.models import User

    from entities.kinds import RelationKind
    from entities.models import Entity, Evidence, Relationship
    from entities.relationships import actions
    from entities.relationships.actions import Statement
    from entities.relationships.period import read_period

    user = User.objects.create_superuser("bench")
    alone = Evidence.objects.select_related("article", "relationship__head", "relationship__child")
    alone = iter(alone.order_by("-relationship")[: 3 * ROUNDS])
    groups = iter(Relationship.objects.order_by("pk")[: 2 * GROUPS])
    gangs = Entity.objects.order_by("pk")
    first = gangs[0]
    period = read_period("since 2012", "")

    def state() -> Callable[[], object]:
        evidence = next(alone)
        link = evidence.relationship
        statement = Statement(
            RelationKind.RIVAL_OF, link.head, link.child, 20, 20 + len(QUOTE), period
        )
        return lambda: actions.state(evidence.article, statement, user=user)

    def change() -> Callable[[], object]:
        evidence = next(alone)
        link = evidence.relationship
        statement = Statement(RelationKind.TRAINS, link.child, first, 0, len(QUOTE), period)
        return lambda: actions.change(evidence, statement, user=user, seen=evidence.seen)

    def judge(act: Callable) -> Callable[[], Callable[[], object]]:
        def prepared() -> Callable[[], object]:
            evidence = next(alone)
            return lambda: act(evidence, user=user, seen=evidence.seen)

        return prepared

    def judge_all(act: Callable) -> Callable[[], Callable[[], object]]:
        def prepared() -> Callable[[], object]:
            relationship = next(groups)
            return lambda: act(relationship, user=user)

        return prepared

    print(f"{'milliseconds':42}{'median':>9}{'95 %':>9}{'queries':>9}")
    few = ROUNDS // 2
    show("state", times(state, ROUNDS))
    show("change", times(change, ROUNDS))
    show("confirm", times(judge(actions.confirm), few))
    show("reject", times(judge(actions.reject), few))
    show(f"confirm all {QUOTES} sentences", times(judge_all(actions.confirm_all), GROUPS))
    show(f"reject all {QUOTES} sentences", times(judge_all(actions.reject_all), GROUPS))


def times(prepare: Callable[[], Callable[[], object]], rounds: int) -> Iterator[tuple[float, int]]:
    """Milliseconds and queries of each round; the first warms up."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in range(rounds):
        act = prepare()
        with CaptureQueriesContext(connection) as captured:
            began = time.perf_counter()
            act()
            spent = (time.perf_counter() - began) * 1000
        if number:
            yield spent, len(captured)


def show(name: str, found: Iterator[tuple[float, int]]) -> None:
    spent, queries = zip(*found, strict=True)
    ordered = sorted(spent)
    last = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(f"{name:42}{statistics.median(ordered):9.1f}{last:9.1f}{max(queries):9}")


if __name__ == "__main__":
    main()
