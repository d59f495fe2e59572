"""How long the profile of an entity takes in the server.

    python tests/benchmarks/bench_profiles.py [--articles N] [--folder FOLDER] [--explain]

A database of its own with 100,000 articles unless told, and for each of these a fifth of an entity,
ten mentions and half a relationship with three quotes; some entities have very many. Prints, for
the profiles of the most and of less mentioned ones, as known now and on a past day, the queries and
the least, the median and the longest time, and how much processor time Python needs of the least. A
folder that is named is kept, and what was made in it used again; `--explain` prints the time of
each query of the largest, too.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROUNDS = 7
# Of each twenty entities in a row.
KINDS = ("gang", "location", *["person"] * 9, *["location"] * 5, *["agency"] * 3, "organization")
# The kinds of relationships and of their ends, with how many of each hundred there are.
RELATIONSHIPS = (
    ("rival_of", "gang", "gang", 15),
    ("allied_with", "gang", "gang", 10),
    ("member_of", "person", "gang", 30),
    ("leader_of", "person", "gang", 10),
    ("operates_in", "gang", "location", 20),
    ("acts_against", "agency", "gang", 15),
)
TABLES = ("articles_article", "entities_mention", "entities_relationship", "entities_evidence")
SOURCES, SENTENCES, LENGTH, NAME = 200, 12, 60, 8

MAKE_SOURCES = """
INSERT INTO articles_source (name, reliability)
SELECT 'Paper ' || n, substr('ABCDEF', 1 + n %% 6, 1) FROM generate_series(1, %(sources)s) n
"""
ENTITIES = """
INSERT INTO entities_entity (kind, name, latitude, longitude)
SELECT kind, 'Name ' || n,
       CASE WHEN kind = 'location' THEN -30 + n * 7 %% 70 END,
       CASE WHEN kind = 'location' THEN -120 + n * 11 %% 80 END
  FROM generate_series(0, %(entities)s - 1) n
 CROSS JOIN LATERAL (SELECT (%(kinds)s::text[])[1 + n %% 20] AS kind) of_kind
"""
ALIASES = """
INSERT INTO entities_alias (entity_id, name, normalized, origin)
SELECT id, name, 'name' || split_part(name, ' ', 2), 'article'
  FROM entities_entity WHERE name LIKE 'Name %%'
"""
DOCUMENTS = """
INSERT INTO articles_document (raw, media_type, original_name)
SELECT convert_to('bench ' || n, 'UTF8'), 'text/plain', 'bench ' || n
  FROM generate_series(1, %(articles)s) n
"""
ARTICLES = """
INSERT INTO articles_article (source_id, document_id, title, text, body_end, published_on,
                              published_precision)
SELECT (SELECT min(id) FROM articles_source) + document.id * 13 %% %(sources)s, document.id,
       'Story ' || document.id, told.text, length(told.text),
       date '2000-01-01' + (document.id * 31 %% 9000)::int, 'day'
  FROM articles_document document
 CROSS JOIN LATERAL (
    SELECT string_agg(rpad('Somebody spoke of word' || document.id * 7 %% 9973 || ' in part '
                           || n || ' of what they knew', %(length)s - 2) || '. ', '' ORDER BY n)
           AS text
      FROM generate_series(1, %(sentences)s) n
 ) told
"""
# The n-th entity of all is mentioned the less the higher n is.
MENTIONS = """
INSERT INTO entities_mention
       (article_id, kind, entity_id, start, "end", name, normalized, origin, confidence, status)
SELECT article.id, entity.kind, entity.id, place * %(length)s, place * %(length)s + %(name)s,
       substr(article.text, place * %(length)s + 1, %(name)s), lower(replace(entity.name, ' ', '')),
       'gazetteer', 0.8, CASE WHEN place %% 3 = 0 THEN 'confirmed' ELSE 'proposed' END
  FROM articles_article article
 CROSS JOIN generate_series(0, 9) place
  JOIN entities_entity entity ON entity.id = %(first)s + floor(%(entities)s * power(
       ((article.id * 7919 + place * 104729 + 7) * 15485863 %% 1000003) / 1000003.0, 3))::int
"""
LINKS = """
INSERT INTO entities_relationship (kind, head_id, head_kind, child_id, child_kind, status,
                                   valid_from, valid_from_precision)
SELECT %(kind)s, CASE WHEN %(turned)s THEN least(head.id, child.id) ELSE head.id END, %(head)s,
       CASE WHEN %(turned)s THEN greatest(head.id, child.id) ELSE child.id END, %(child)s,
       CASE WHEN n %% 10 < 7 THEN 'proposed' ELSE 'confirmed' END,
       CASE WHEN n %% 4 = 0 THEN date '2002-01-01' + n %% 4000 END,
       CASE WHEN n %% 4 = 0 THEN 'month' ELSE '' END
  FROM generate_series(1, %(number)s) n
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS nth
          FROM entities_entity WHERE kind = %(head)s AND name LIKE 'Name %%') head
    ON head.nth = floor(%(heads)s * power(n * 7919 %% 100003 / 100003.0, {head_power}))::int
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS nth
          FROM entities_entity WHERE kind = %(child)s AND name LIKE 'Name %%') child
    ON child.nth = floor(%(children)s * power(n * 104729 %% 100019 / 100019.0, {child_power}))::int
 WHERE head.id <> child.id
    ON CONFLICT DO NOTHING
"""
EVIDENCE = """
INSERT INTO entities_evidence
       (relationship_id, article_id, start, "end", quote, status, confidence, rule)
SELECT link.id, article.id, turn * %(length)s, (turn + 1) * %(length)s - 1,
       substr(article.text, turn * %(length)s + 1, %(length)s - 1), link.status, 0.7, 'bench'
  FROM (SELECT id, status, row_number() OVER (ORDER BY id) AS nth FROM entities_relationship) link
 CROSS JOIN generate_series(0, 2) turn
  JOIN (SELECT id, text, row_number() OVER (ORDER BY id) - 1 AS nth FROM articles_article) article
    ON article.nth = (link.nth * 31 + turn * 977) %% %(articles)s
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000, help="(default: 100,000)")
    parser.add_argument("--folder", help="where to keep the database (default: nowhere)")
    parser.add_argument("--explain", action="store_true", help="the time of each query")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as temporary:
        folder = options.folder or temporary
        Path(folder).mkdir(exist_ok=True)
        Path(folder).chmod(0o755)
        os.environ |= {"GANGINTEL_DATA_DIR": folder, "GANGINTEL_DEBUG": "1"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangintel.settings")
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from articles.models import Article
        from gangintel import database

        try:
            call_command("migrate", verbosity=0)
            if not Article.objects.exists():
                load(options.articles)
            measure(explain=options.explain)
        finally:
            connection.close_pool()
            database.stop(settings.GANGINTEL_DATA_DIR)


def load(articles: int) -> None:
    """Triggers step aside; what they keep for search rows and weights comes in one go."""
    from django.db import connection

    from entities.models import Entity, SearchRow
    from entities.weights.counting import count_due

    began = time.perf_counter()
    given = {"articles": articles, "entities": articles // 5, "sources": SOURCES, "name": NAME}
    given |= {"kinds": list(KINDS), "sentences": SENTENCES, "length": LENGTH}
    columns = ", ".join(field.column for field in SearchRow._meta.concrete_fields)
    with connection.cursor() as cursor:
        for statement in (MAKE_SOURCES, ENTITIES, ALIASES, DOCUMENTS):
            cursor.execute(statement, given)
        given["first"] = Entity.objects.order_by("pk").values_list("pk", flat=True)[0]
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(ARTICLES, given)
        # Each tenth is a copy of the one before.
        cursor.execute(
            "INSERT INTO articles_clusterplace (article_id, cluster)"
            " SELECT id, id - (id %% 10 = 0)::int FROM articles_article",
            given,
        )
        print(f"articles in {time.perf_counter() - began:.0f} s", flush=True)
        cursor.execute("ANALYZE")
        cursor.execute(MENTIONS, given)
        print(f"mentions in {time.perf_counter() - began:.0f} s", flush=True)
        for kind, head, child, share in RELATIONSHIPS:
            # Gangs have very many, people and agencies few.
            powers = {f"{end}_power": 3 if of == "gang" else 1
                      for end, of in (("head", head), ("child", child))}  # fmt: skip
            # Some are made twice, and count once.
            number = int(articles / 2 * share / 100 * 1.15)
            link = {"kind": kind, "head": head, "child": child, "number": number}
            sizes = {kind: KINDS.count(kind) * articles // 100 for kind in (head, child)}
            link |= {"heads": sizes[head], "children": sizes[child]}
            turned = kind in ("rival_of", "allied_with")
            cursor.execute(LINKS.format(**powers), link | {"turned": turned})
        cursor.execute(EVIDENCE, given)
        print(f"relationships in {time.perf_counter() - began:.0f} s", flush=True)
        cursor.execute("ANALYZE")
        cursor.execute(
            f"INSERT INTO entities_digest ({columns}) SELECT {columns} FROM entities_digest_now"  # noqa: S608
        )
        cursor.execute(
            "INSERT INTO entities_weightdue (transaction, relationship_id)"
            " SELECT 1, id FROM entities_relationship"
        )
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    print(f"made in {time.perf_counter() - began:.0f} s", flush=True)
    began = time.perf_counter()
    count_due(seconds=3600)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"weighed in {time.perf_counter() - began:.0f} s")


def measure(*, explain: bool) -> None:
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from articles.models import Article
    from entities.models import Entity, Mention, Relationship

    for model in (Article, Entity, Mention, Relationship):
        print(f"{model.objects.count():>12,} {model._meta.verbose_name_plural}")
    settings.ALLOWED_HOSTS.append("testserver")
    settings.DEBUG = False  # with it, every statement would be written down
    client = Client()
    client.force_login(User.objects.get_or_create(username="bench", is_superuser=True)[0])
    pages = {
        f"{ordinal} {kind}": Entity.objects.filter(kind=kind).order_by("pk")[place]
        for kind in ("gang", "person", "location", "agency")
        for ordinal, place in (("largest", 0), ("40th", 39))
    }
    heads = f"{'profile':<22}{'mentions':>9}{'links':>7}{'queries':>8}"
    print(f"\n{heads}{'least ms':>10}{'median':>8}{'most':>8}{'of it Python':>14}")
    for name, entity in pages.items():
        sizes = (Mention.objects.live().filter(entity=entity).count(),
                 Relationship.objects.live().of(entity).count())  # fmt: skip
        address = entity.get_absolute_url()
        timed(client, name, address, sizes, CaptureQueriesContext(connection), explain)
        explain = False
    largest = pages["largest gang"]
    address = f"{largest.get_absolute_url()}?known={date.today()}"
    timed(client, "largest, past day", address, ("", ""), CaptureQueriesContext(connection), False)


def timed(client, name: str, address: str, sizes: tuple, queries, explain: bool) -> None:
    queries.connection.queries_log.clear()
    with queries:
        client.get(address)
        count = len(queries)
    if explain:
        for query in queries.captured_queries:
            print(
                f"  {float(query['time']) * 1000:6.0f} ms  {' '.join(query['sql'].split())[:140]}"
            )
    seconds, own = [], []
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        response = client.get(address)
        seconds.append((time.perf_counter() - began) * 1000)
        own.append((time.process_time() - worked) * 1000)
        assert response.status_code == 200, (address, response.status_code)
    figures = (min(seconds), statistics.median(seconds), max(seconds), min(own))
    times = "".join(f"{one:>{wide}.0f}" for one, wide in zip(figures, (10, 8, 8, 14), strict=True))
    print(f"{name:<22}{sizes[0]:>9}{sizes[1]:>7}{count:>8}{times}", flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
