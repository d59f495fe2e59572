"""How long the review of relationships and contradictions takes in the server.

    python tests/benchmarks/bench_relationships.py [RELATIONSHIPS]

makes the relationships (50,000 unless told), three pieces of evidence each, a few of them stated
very often, and the mentions of their ends, in a database of its own. Prints the median and the
longest time of each page and of each decision.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 9
ENTITIES = {"gang": 5_000, "person": 10_000, "location": 5_000}
SENTENCES = 8
SENTENCE = "The boys of Name{n} met those of Name{n} here. "
LENGTH = len(SENTENCE.format(n="00"))
# Where the two names begin in a sentence, and how long they are.
FIRST, SECOND, NAME = 12, 32, 6
# A tenth of the relationships each; some of a pair exclude each other.
KINDS = (
    *(
        ("rival_of", "gang", "gang"),
        ("allied_with", "gang", "gang"),
        ("faction_of", "gang", "gang"),
    ),
    *[("member_of", "person", "gang")] * 3,
    ("leader_of", "person", "gang"),
    *[("operates_in", "gang", "location")] * 2,
    ("imprisoned_in", "person", "location"),
)

DOCUMENTS = """
INSERT INTO articles_document (raw, media_type, original_name)
SELECT convert_to('bench ' || n, 'UTF8'), 'text/plain', 'bench ' || n
  FROM generate_series(1, %(articles)s) n
"""
ARTICLES = """
INSERT INTO articles_article (source_id, document_id, title, text, body_end, published_on,
                              published_precision)
SELECT (SELECT min(id) FROM articles_source) + document.id %% 5, document.id,
       'Story ' || document.id, told.text, length(told.text),
       date '1990-01-01' + (document.id %% 9000)::int, 'day'
  FROM articles_document document
 CROSS JOIN (
    SELECT string_agg(replace(%(sentence)s, '{n}', lpad(n::text, 2, '0')), '' ORDER BY n) AS text
      FROM generate_series(1, %(sentences)s) n
 ) told
"""
# The n-th relationship of a kind joins the n-th pair of a row of pairs, near ones first.
RELATIONSHIPS = """
INSERT INTO entities_relationship (kind, head_id, head_kind, child_id, child_kind, status)
SELECT %(kind)s, least_first.head, %(head)s, least_first.child, %(child)s,
       CASE WHEN n %% 10 < 7 THEN 'proposed' WHEN n %% 10 < 9 THEN 'confirmed' ELSE 'rejected' END
  FROM generate_series(%(first)s, %(last)s) n
 CROSS JOIN LATERAL (
    SELECT %(first_head)s + n %% %(heads)s AS head, %(first_child)s
           + (n %% %(heads)s + 1 + n / %(heads)s + %(shift)s) %% %(children)s AS child
 ) pair
 CROSS JOIN LATERAL (
    SELECT CASE WHEN %(turned)s AND head > child THEN child ELSE head END AS head,
           CASE WHEN %(turned)s AND head > child THEN head ELSE child END AS child
 ) least_first
    ON CONFLICT DO NOTHING
"""
EVIDENCE = """
INSERT INTO entities_evidence
       (relationship_id, article_id, start, "end", quote, status, confidence, rule)
SELECT relationship.id, article.id, span.start, span.start + %(length)s - 1,
       substr(article.text, span.start + 1, %(length)s - 1), relationship.status,
       0.4 + (n * 7 %% 60) / 100.0, 'bench'
  FROM generate_series(0, %(evidence)s - 1) n
  JOIN (SELECT id, status, row_number() OVER (ORDER BY id) - 1 AS nth FROM entities_relationship)
       relationship ON relationship.nth = CASE WHEN n < %(relationships)s THEN n
       ELSE floor(%(relationships)s * power((n * 7919 %% 100003) / 100003.0, 3))::int END
  JOIN (SELECT id, text, row_number() OVER (ORDER BY id) - 1 AS nth FROM articles_article) article
       ON article.nth = n / %(sentences)s
 CROSS JOIN LATERAL (SELECT (n %% %(sentences)s) * %(length)s AS start) span
"""
MENTIONS = """
INSERT INTO entities_mention
       (article_id, kind, entity_id, start, "end", name, normalized, origin, confidence)
SELECT one.article_id, entity.kind, entity.id, one.start + shift, one.start + shift + %(name)s,
       substr(one.quote, shift + 1, %(name)s), 'name', 'gazetteer', 0.8
  FROM entities_evidence one
  JOIN entities_relationship link ON link.id = one.relationship_id
 CROSS JOIN LATERAL (VALUES (link.head_id, %(first)s), (link.child_id, %(second)s))
       AS ends(entity, shift)
  JOIN entities_entity entity ON entity.id = ends.entity
"""


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {"GANGINTEL_DATA_DIR": folder, "GANGINTEL_DEBUG": "1"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangintel.settings")
        measure(number)


def measure(number: int) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from articles.source_models import Source
    from entities.models import Entity, Evidence, Relationship
    from entities.relationships import actions
    from entities.weights.counting import count_due
    from gangintel import database

    try:
        call_command("migrate", verbosity=0)
        Source.objects.bulk_create(Source(name=f"Source {n}") for n in range(5))
        first = {
            kind: Entity.objects.bulk_create(
                Entity(name=f"{kind.capitalize()} {n}", kind=kind) for n in range(count)
            )[0].pk
            for kind, count in ENTITIES.items()
        }
        began = time.perf_counter()
        make(connection, number, first)
        links, evidence = Relationship.objects.count(), Evidence.objects.count()
        seconds = time.perf_counter() - began
        print(f"{links:,} relationships, {evidence:,} pieces of evidence in {seconds:.0f} s")
        began = time.perf_counter()
        count_due(seconds=3600)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(f"weighed in {time.perf_counter() - began:.0f} s\n")
        settings.ALLOWED_HOSTS.append("testserver")
        settings.DEBUG = False  # with it, every statement would be written down
        user = User.objects.create_superuser("bench")
        client = Client()
        client.force_login(user)
        often = Relationship.objects.filter(status="proposed").order_by("pk")[0]
        pages = {
            "the queue": "/review/relationships/",
            "page 5": "/review/relationships/?page=5",
            "most doubtful first": "/review/relationships/?order=doubtful",
            "one kind": "/review/relationships/?kind=rival_of",
            "one gang": f"/review/relationships/?entity={first['gang']}",
            "one place": f"/review/relationships/?place={first['location']}",
            "most origins first": "/review/relationships/?order=origins",
            "confirmed": "/review/relationships/?status=confirmed",
            "rejected": "/review/relationships/?status=rejected",
            "all": "/review/relationships/?status=all",
            "sure ones": "/review/relationships/?sure=90",
            "one often stated": f"/relationships/{often.pk}/",
            "contradictions": "/review/contradictions/",
            "all contradictions": "/review/contradictions/?which=all",
            "articles, for their tabs": "/review/",
            "a profile": f"/entities/{first['gang']}/",
        }
        print(f"{'page':<30}{'queries':>8}{'median ms':>11}{'most ms':>9}")
        for name, address in pages.items():
            timed(client, name, address, CaptureQueriesContext(connection))
        decide(actions, Relationship.objects.filter(status="proposed").order_by("-pk"), user)
    finally:
        connection.close_pool()
        database.stop(settings.GANGINTEL_DATA_DIR)


def make(connection, number: int, first: dict[str, int]) -> None:
    size = {"articles": number * 3 // SENTENCES + 1, "sentences": SENTENCES, "sentence": SENTENCE}
    with connection.cursor() as cursor:
        cursor.execute(DOCUMENTS, size)
        cursor.execute(ARTICLES, size)
        begun: dict[str, int] = {}
        for shift, (kind, head, child) in enumerate(KINDS):
            done, more = begun.get(kind, 0), number // len(KINDS)
            cursor.execute(
                RELATIONSHIPS,
                {
                    "kind": kind,
                    "head": head,
                    "child": child,
                    "first": done,
                    "last": done + more - 1,
                    "first_head": first[head],
                    "heads": ENTITIES[head],
                    "first_child": first[child],
                    "children": ENTITIES[child],
                    # So that only some rivals are allies or factions as well.
                    "shift": 0 if shift < 1 else shift * 2 if head == child else 3,
                    "turned": kind in ("rival_of", "allied_with"),
                },
            )
            begun[kind] = done + more
        # Some rivals that are allies, too.
        cursor.execute(
            "INSERT INTO entities_relationship"
            " (kind, head_id, head_kind, child_id, child_kind, status)"
            " SELECT 'allied_with', head_id, head_kind, child_id, child_kind, 'proposed'"
            " FROM entities_relationship WHERE kind = 'rival_of' AND id %% 14 = 1"
            " ON CONFLICT DO NOTHING",
            [],
        )
        cursor.execute("SELECT count(*) FROM entities_relationship")
        count = cursor.fetchone()[0]
        counts = {"relationships": count, "evidence": min(count * 3, size["articles"] * SENTENCES)}
        cursor.execute(EVIDENCE, counts | {"sentences": SENTENCES, "length": LENGTH})
        cursor.execute(MENTIONS, {"first": FIRST, "second": SECOND, "name": NAME})
        cursor.execute("VACUUM ANALYZE")


def timed(client, name: str, address: str, queries) -> None:
    queries.connection.queries_log.clear()
    with queries:
        client.get(address)
        count = len(queries)
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        response = client.get(address)
        seconds.append(time.perf_counter() - began)
        assert response.status_code == 200, (address, response.status_code)
    said(name, str(count), seconds)


def decide(actions, links, user) -> None:
    """Judge a hundred sentences, then a hundred whole relationships."""
    for name, judge, rows in (
        ("confirm a sentence", actions.confirm, [link.evidence.all()[0] for link in links[:100]]),
        ("confirm a relationship", actions.confirm_all, list(links[100:200])),
        ("reject a relationship", actions.reject_all, list(links[200:300])),
    ):
        seconds = []
        for row in rows:
            began = time.perf_counter()
            judge(row, user=user)
            seconds.append(time.perf_counter() - began)
        said(name, "", seconds)


def said(name: str, queries: str, seconds: list[float]) -> None:
    median, most = statistics.median(seconds) * 1000, max(seconds) * 1000
    print(f"{name:<30}{queries:>8}{median:>11.1f}{most:>9.1f}")


if __name__ == "__main__":
    main()
