"""How long the entity picker takes in the server, with a million names.

    python tests/benchmarks/bench_picker.py [--aliases N] [--mentions N] [--explain]

N names (1,000,000) of made-up people, places and bodies beside the gazetteer's, and N mentions
(400,000), some entities with very many, in a database of its own. Nothing is asserted.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 15
QUERIES = (
    "MS-13",
    "mara salvatrucha",
    "mara salvatruca",
    "salvatr",
    "los zetsa",
    "last leter",
    "m",
    "ma",
    "mar",
    "maria",
    "maria g",
    "garcia",
    "san",
    "san jose",
    "jose garcia lopez",
    "joze garzia lopes",
    "guzman joaquin",
    "Drug Enforcment Adminstration",
    "xqzw unknown person",
)
_ENTITIES = """
    INSERT INTO entities_entity (kind, name)
    SELECT (ARRAY['person', 'person', 'organization', 'gang', 'agency'])[1 + n %% 5],
           initcap(f.words[1 + (random() * (array_length(f.words, 1) - 1))::int]
           || ' ' || s.words[1 + (random() * (array_length(s.words, 1) - 1))::int]
           || ' ' || s.words[1 + (random() * (array_length(s.words, 1) - 1))::int])
    FROM generate_series(1, %s) n,
         (SELECT %s::text[] AS words) f, (SELECT %s::text[] AS words) s
"""
_ALIASES = """
    INSERT INTO entities_alias (entity_id, name, normalized, origin)
    SELECT id, name, lower(name), 'article' FROM entities_entity WHERE id > %s
    UNION ALL
    SELECT id, split_part(name, ' ', 1) || ' ' || split_part(name, ' ', 3),
           lower(split_part(name, ' ', 1) || ' ' || split_part(name, ' ', 3)), 'article'
    FROM entities_entity WHERE id > %s
    ON CONFLICT DO NOTHING
"""
_MENTIONS = """
    INSERT INTO entities_mention
        (article_id, kind, entity_id, start, "end", name, normalized, confidence, origin)
    SELECT a.id, e.kind, e.id, a.n * 20, a.n * 20 + 4, 'Some', 'some', 0.8, 'rule'
    FROM (
        SELECT id, n, %s + (power(random(), 6) * %s)::int AS entity
        FROM articles_article CROSS JOIN generate_series(0, 7) n
    ) a JOIN entities_entity e ON e.id = a.entity
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--aliases", type=int, default=1_000_000)
    parser.add_argument("--mentions", type=int, default=400_000)
    parser.add_argument("--explain", action="store_true", help="print the plans of slow ones")
    options = parser.parse_args()
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
            call_command("load_gazetteer", verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
            fill(options.aliases, options.mentions)
            measure(explain=options.explain)
        finally:
            connection.close_pool()
            database.stop(settings.GANGINTEL_DATA_DIR)


def fill(aliases: int, mentions: int) -> None:
    import random

    from django.db import connection

    from entities.models import Entity
    from tests.factories import make_source

    chance = random.Random(4)  # noqa: S311 - the same names each time
    lines = (ROOT / "entities/data/first_names.tsv").read_text().splitlines()
    first = [line.split("\t")[0] for line in lines[1:6001]]
    ends = ("", "ez", "son", "a", "o", "ini", "escu", "ova", "berg", "man")
    last = ["garcia", "lopez", "guzman", "smith", "maria"] * 40
    last += [chance.choice(first) + chance.choice(ends) for _ in range(8000)]
    began = time.perf_counter()
    newest = Entity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute(_ENTITIES, [aliases // 2, first, last])
        cursor.execute(_ALIASES, [newest, newest])
        cursor.execute(
            "INSERT INTO articles_document (raw, media_type, original_name)"
            " SELECT convert_to('text ' || n, 'UTF8'), 'text/plain', n::text"
            " FROM generate_series(1, %s) n",
            [mentions // 8],
        )
        cursor.execute(
            "INSERT INTO articles_article (source_id, document_id, title, text, body_end)"
            " SELECT %s, id, 'Title ' || id, repeat('Some words of news. ', 12), 240"
            " FROM articles_document",
            [make_source().pk],
        )
        cursor.execute(_MENTIONS, [newest + 1, aliases // 2 - 2])
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*) FROM entities_alias")
        print(f"{cursor.fetchone()[0]:,} names, {time.perf_counter() - began:.0f} s to fill")


def measure(*, explain: bool) -> None:
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from entities.models import Mention
    from entities.search.entity_picker import options

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(User.objects.create_superuser("bench"))
    address = f"/mentions/{Mention.objects.first().pk}/entities/"
    print(f"{'typed':32}{'found':>6}{'median ms':>11}{'most ms':>9}{'page ms':>9}  the first")
    everything = []
    for query in QUERIES:
        times = [_timed(lambda text=query: options(text, prefer="gang")) for _ in range(ROUNDS)]
        pages = [
            _timed(
                lambda text=query: client.get(address, {"q": text}, headers={"hx-request": "true"})
            )
            for _ in range(5)
        ]
        everything += pages
        found = options(query, prefer="gang")
        first = f"{found[0].entity} ({found[0].why})" if found else "–"
        print(
            f"{query:32}{len(found):6}{statistics.median(times):11.1f}{max(times):9.1f}"
            f"{statistics.median(pages):9.1f}  {first}"
        )
        if explain and statistics.median(times) > 20:
            with CaptureQueriesContext(connection) as captured:
                options(query, prefer="gang")
            for one in captured:
                with connection.cursor() as cursor:
                    if one["sql"].lstrip().upper().startswith("SELECT"):
                        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + one["sql"])
                        print("\n".join(line for (line,) in cursor.fetchall()))
    print(
        f"the fragment over HTTP: 95 % within {statistics.quantiles(everything, n=20)[-1]:.0f} ms"
    )


def _timed(act) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
