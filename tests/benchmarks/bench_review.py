"""How long the review pages take in the server on 100,000 made-up articles.

    python tests/benchmarks/bench_review.py [ARTICLES]

makes the articles, eight mentions each, in a database of its own: 10 names that are everywhere,
and 20,000 that are rare. Prints the median and the longest time of each page.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
A_PIECE = 5_000
MENTIONS = 8
ENTITIES = 20_000
FREQUENT = 10
CONFIDENCES = (0.4, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 0.95)

TEXT = "string_agg('The boys of Name' || lpad(n::text, 2, '0') || ' were seen in the town. ', '')"
DOCUMENTS = """
INSERT INTO articles_document (raw, media_type, original_name)
SELECT convert_to('bench ' || n, 'UTF8'), 'text/plain', 'bench ' || n
  FROM generate_series(%(first)s, %(last)s) n
"""
ARTICLES = f"""
INSERT INTO articles_article (source_id, document_id, title, text, body_end, review_status)
SELECT (SELECT min(id) FROM articles_source) + document.id %% 5, document.id,
       'Story ' || document.id, told.text, length(told.text),
       CASE WHEN document.id %% 50 = 0 THEN 'in_review' ELSE 'not_begun' END
  FROM articles_document document
 CROSS JOIN (SELECT {TEXT} AS text FROM generate_series(1, {MENTIONS}) n) told
 WHERE document.id > (SELECT coalesce(max(document_id), 0) FROM articles_article)
"""  # noqa: S608 - numbers of our own
MENTIONS_OF = f"""
INSERT INTO entities_mention
       (article_id, kind, entity_id, start, "end", name, normalized, origin, confidence)
SELECT article.id, 'gang', entity.id, start, start + 6, substr(article.text, start + 1, 6),
       'name', 'gazetteer',
       (%(confidences)s::float[])[1 + (article.id * 7 + n * 3) %% {len(CONFIDENCES)}]
  FROM articles_article article
 CROSS JOIN generate_series(1, {MENTIONS}) n
 CROSS JOIN LATERAL (SELECT 12 + (n - 1) * 42 AS start) span
 CROSS JOIN LATERAL (
    SELECT %(first_entity)s + CASE WHEN n <= 3 THEN (article.id + n) %% {FREQUENT}
           ELSE {FREQUENT} + (article.id * 31 + n * 977) %% {ENTITIES - FREQUENT} END AS id
 ) entity
 WHERE article.id > %(done)s
"""  # noqa: S608 - numbers of our own


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
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

    from articles.models import Article
    from articles.source_models import Source
    from entities.models import Entity
    from entities.review import actions
    from gangintel import database

    try:
        call_command("migrate", verbosity=0)
        Source.objects.bulk_create(Source(name=f"Source {n}") for n in range(5))
        entities = Entity.objects.bulk_create(
            Entity(name=f"Name {n}", kind="gang") for n in range(ENTITIES)
        )
        began = time.perf_counter()
        with connection.cursor() as cursor:
            for first in range(0, number, A_PIECE):
                done = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
                cursor.execute(DOCUMENTS, {"first": first + 1, "last": first + A_PIECE})
                cursor.execute(ARTICLES, {})
                cursor.execute(
                    MENTIONS_OF,
                    {
                        "first_entity": entities[0].pk,
                        "done": done,
                        "confidences": [*CONFIDENCES],
                    },
                )
            cursor.execute("VACUUM ANALYZE")
        print(f"{number:,} articles made in {time.perf_counter() - began:.0f} s\n")
        settings.ALLOWED_HOSTS.append("testserver")
        settings.DEBUG = False  # with it, every statement would be written down
        user = User.objects.create_superuser("bench")
        keys = Article.objects.order_by("pk").values_list("pk", flat=True)[::2500]
        actions.assign(dict.fromkeys(keys), user, user=user)
        client = Client()
        client.force_login(user)
        gang, rare = entities[0].pk, entities[FREQUENT + 5].pk
        article = Article.objects.order_by("pk").first()
        pages = {
            "everything": "/review/",
            "page 5": "/review/?page=5",
            "my queue": "/review/?assigned=me",
            "assigned to nobody": "/review/?assigned=nobody",
            "one source": f"/review/?source={article.source_id}",
            "one kind": "/review/?kind=gang",
            "a frequent gang": f"/review/?gang={gang}",
            "a rare gang": f"/review/?gang={rare}",
            "in review": "/review/?state=in_review",
            "mentions": "/review/mentions/",
            "mentions of a source": f"/review/mentions/?source={article.source_id}",
            "mentions, a frequent gang": f"/review/mentions/?gang={gang}",
            "mentions, my queue": "/review/mentions/?assigned=me",
            "people": "/review/people/",
            "an article in the queue": f"/articles/{article.pk}/?queue=&at=3",
            "the same without a queue": f"/articles/{article.pk}/",
            "next": f"/articles/{article.pk}/next/?queue=&at=3",
        }
        print(f"{'page':<30}{'queries':>8}{'median ms':>11}{'most ms':>9}")
        for name, address in pages.items():
            timed(client, name, address, CaptureQueriesContext(connection))
    finally:
        connection.close_pool()
        database.stop(settings.GANGINTEL_DATA_DIR)


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
        assert response.status_code in (200, 302), response.status_code
    median, most = statistics.median(seconds) * 1000, max(seconds) * 1000
    print(f"{name:<30}{count:>8}{median:>11.1f}{most:>9.1f}")


if __name__ == "__main__":
    main()
