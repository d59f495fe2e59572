"""How fast an article with many mentions is drawn and corrected.

    python tests/benchmarks/bench_correction.py [--articles N]

A text of 5,000 words with 500 mentions in a database of its own, N articles beside it (100,000 to
see that their number does not matter); times in the server, bytes on the wire, and in Chromium
until everything is drawn and until a correction shows. Nothing is asserted.
"""

import argparse
import gzip
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS, MENTIONS = 5_000, 500
ROUNDS = 60
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=0, help="beside the measured one")
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
            measure(options.articles)
        finally:
            connection.close_pool()
            database.stop(settings.GANGINTEL_DATA_DIR)


def measure(others: int) -> None:
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS.append("testserver")
    user = User.objects.create_superuser("ana", password="ana")
    article, mentions = make_long_article()
    fill(article, others)
    client = Client(raise_request_exception=True)
    client.force_login(user)
    print(f"{'':34}{'median':>9}{'95 %':>9}")
    address = article.get_absolute_url()
    pages = [_timed(lambda: client.get(address)) for _ in range(20)]
    _line("the page in the server, ms", pages[2:])
    page = client.get(address)
    print(f"{'the page on the wire':34}{len(gzip.compress(page.content)) / 1000:8.1f} kB")
    acts, sizes, queries = [], [], 0
    for number, mention in enumerate(mentions[:ROUNDS]):
        verb = ("confirm", "reject")[number % 2]
        mention.refresh_from_db()
        data = {"seen": mention.seen}
        with CaptureQueriesContext(connection) as captured:
            started = time.perf_counter()
            address = f"/mentions/{mention.pk}/{verb}/"
            answer = client.post(address, data, headers={"hx-request": "true"})
            acts.append((time.perf_counter() - started) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{verb}: {answer.status_code} {answer.content[:500]}")
        sizes.append(len(gzip.compress(answer.content)))
        queries = len(captured)
    _line(f"one correction in the server, ms ({queries} queries)", acts[3:])
    print(f"{'one correction on the wire':34}{statistics.median(sizes) / 1000:8.1f} kB")
    in_browser(client, article)


def in_browser(client, article) -> None:
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from django.core.wsgi import get_wsgi_application
    from playwright.sync_api import sync_playwright

    class Quiet(WSGIRequestHandler):
        def log_message(self, *arguments) -> None: ...

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        drawn, parts = [], []
        for _ in range(5):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            context.add_cookies([cookie])
            page = context.new_page()
            page.goto(base + article.get_absolute_url(), wait_until="load")
            drawn.append(
                page.evaluate(
                    "() => new Promise(done => requestAnimationFrame(() =>"
                    " requestAnimationFrame(() => done(performance.now()))))"
                )
            )
            parts.append(
                page.evaluate(
                    "() => performance.getEntriesByType('resource').filter(one =>"
                    " /\\.(js|css)/.test(one.name))"
                    ".reduce((sum, one) => sum + one.encodedBodySize, 0)"
                )
            )
            context.close()
        _line("all mentions drawn (cold), ms", drawn)
        print(f"{'script and styles on the wire':34}{parts[0] / 1000:8.1f} kB")
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(base + article.get_absolute_url(), wait_until="load")
        shown = page.evaluate(
            """async () => {
              const wait = (ready) => new Promise(done => {
                const began = performance.now();
                const look = () => ready() || performance.now() - began > 5000
                  ? done() : requestAnimationFrame(look);
                look(); });
              const times = [];
              for (let round = 0; round < 20; round++) {
                (document.querySelector('.mention[aria-current]') ||
                  document.querySelector('.mention')).dispatchEvent(
                  new KeyboardEvent('keydown', {key: 'J', bubbles: true}));
                await wait(() => document.querySelector('.mention[aria-current]') &&
                  document.querySelector('#card [data-mention]'));
                await new Promise(done => setTimeout(done, 250));
                const id = document.querySelector('.mention[aria-current]').id;
                const started = performance.now();
                document.querySelector('.mention[aria-current]').dispatchEvent(
                  new KeyboardEvent('keydown', {key: 'c', bubbles: true}));
                await wait(() => document.getElementById(id)?.dataset.status === 'confirmed');
                times.push(performance.now() - started);
                await new Promise(done => setTimeout(done, 400));
              }
              return times;
            }"""
        )
        _line("from the key to the new state, ms", shown)
        browser.close()
    server.shutdown()


def _timed(act) -> float:
    started = time.perf_counter()
    answer = act()
    if answer.status_code != 200:
        raise SystemExit(f"The server answered {answer.status_code}.")
    return (time.perf_counter() - started) * 1000


def _line(name: str, values: list[float]) -> None:
    ordered = sorted(values)
    last = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(f"{name:42}{statistics.median(values):9.1f}{last:9.1f}")


def make_long_article():
    from entities.kinds import ENTITY_KINDS
    from entities.models import Entity, Mention
    from tests.factories import make_article, make_entity

    chance = random.Random(4)  # noqa: S311 - the same text each time
    words = [f"word{chance.randrange(3000)}" for _ in range(WORDS)]
    kinds = sorted(ENTITY_KINDS)
    entities = [
        make_entity(f"Name{number} Surname{number}", kind=kinds[number % len(kinds)])
        for number in range(120)
    ]
    step = WORDS // MENTIONS
    places = []
    for number in range(MENTIONS):
        entity = entities[chance.randrange(len(entities))]
        words[number * step : number * step + 2] = entity.name.split()
        places.append(entity)
    lines = [" ".join(words[at : at + 100]) + "." for at in range(0, WORDS, 100)]
    article = make_article("\n\n".join(lines))
    position, made = 0, []
    for entity in places:
        position = article.text.index(entity.name, position)
        made.append(
            Mention(
                article=article,
                kind=entity.kind,
                entity=entity,
                start=position,
                end=position + len(entity.name),
                name=entity.name,
                confidence=0.8,
                origin="rule",
            )
        )
        position += len(entity.name)
    Mention.objects.bulk_create(made)
    return article, list(Entity and Mention.objects.filter(article=article).order_by("start"))


def fill(article, others: int) -> None:
    """Articles, mentions and acts beside the measured ones, straight into the tables."""
    if not others:
        return
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_document (raw, media_type, original_name)"
            " SELECT convert_to('text ' || n, 'UTF8'), 'text/plain', n::text"
            " FROM generate_series(1, %s) n",
            [others],
        )
        cursor.execute(
            "INSERT INTO articles_article (source_id, document_id, title, text, body_end)"
            " SELECT %s, id, 'Title ' || id, repeat('Some words of news. ', 60), 1200"
            " FROM articles_document WHERE original_name ~ '^[0-9]+$'",
            [article.source_id],
        )
        cursor.execute("ANALYZE")
        # The digests all at once, which takes a fraction of the time.
        cursor.execute("ALTER TABLE entities_mention DISABLE TRIGGER digest_insert")
        cursor.execute(
            'INSERT INTO entities_mention (article_id, kind, entity_id, start, "end", name,'
            " normalized, confidence, origin)"
            " SELECT a.id, e.kind, e.id, n * 20, n * 20 + 4, 'Some', 'some', 0.8, 'rule'"
            " FROM articles_article a CROSS JOIN generate_series(0, 7) n"
            " JOIN entities_entity e"
            " ON e.id = (SELECT min(id) FROM entities_entity) + (a.id + n) % 500"
            " WHERE a.title LIKE 'Title %'"
        )
        cursor.execute("ALTER TABLE entities_mention ENABLE TRIGGER digest_insert")
        cursor.execute("ANALYZE")
        cursor.execute(
            "UPDATE entities_digest digest SET mentions = now.mentions, kinds = now.kinds,"
            " undecided = now.undecided, doubt = now.doubt, entities = now.entities,"
            " counts = now.counts FROM (SELECT article_id, mentions, kinds, undecided, doubt,"
            " entities, counts FROM entities_digest_now OFFSET 0) now"
            " WHERE now.article_id = digest.article_id AND digest.article_id <> %s",
            [article.pk],
        )
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
