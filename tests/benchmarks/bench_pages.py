"""How long pages take in the server, on a collection of one's own.

    python tests/benchmarks/bench_pages.py FILE-OR-FOLDER

imports and reads the given texts into a database of its own and asks for pages over and over.
GANGINTEL_BENCH_TEXTS names them where no argument does; without either nothing is measured.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
QUERIES = (
    "",
    "bomb",
    "police",
    "the government said",
    '"armed forces"',
    "FMLN",
    "Medellin Cartel",
    "ELN",
    "Colombia",
    "San Salvador",
    "location:Peru",
    'gang:"Shining Path" location:Lima',
    'location:"Central America"',
    "kidnapped -police",
    'person:"Pablo Escobar"',
    "agency:DEA",
    "drug location:Colombia police",
    "zzzz nothing",
)


def main() -> None:
    texts = (sys.argv[1:] or [os.environ.get("GANGINTEL_BENCH_TEXTS", "")])[0]
    if not texts:
        print("Nothing measured: name a file or folder of texts, or set GANGINTEL_BENCH_TEXTS.")
        return
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {"GANGINTEL_DATA_DIR": folder, "GANGINTEL_DEBUG": "1"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangintel.settings")
        measure(texts)


def measure(texts: str) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from articles.models import Article
    from entities.home import lately
    from entities.kinds import Kind
    from entities.models import Entity
    from gangintel import database

    try:
        call_command("migrate", verbosity=0)
        for name, *arguments in (
            ("load_gazetteer",),
            ("import_articles", texts),
            ("extract_entities",),
        ):
            began = time.perf_counter()
            call_command(name, *arguments, verbosity=0)
            print(f"{name:<22} {time.perf_counter() - began:8.1f} s")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        settings.ALLOWED_HOSTS.append("testserver")
        settings.DEBUG = False  # with it, every statement would be written down
        client = Client()
        client.force_login(User.objects.create_superuser("bench"))
        gang = Entity.objects.get(pk=lately(Kind.GANG)[Kind.GANG][0].pk)
        pages = {
            "home": reverse("home"),
            "entities": reverse("entities:entity_list"),
            f"entity {gang}": gang.get_absolute_url(),
            "longest article": Article.objects.order_by("-length").first().get_absolute_url(),
        }
        search = reverse("entities:search")
        print(f"\n{'page':<48}{'queries':>8}{'median ms':>11}{'most ms':>9}")
        for name, address in pages.items():
            timed(client, name, address, {}, CaptureQueriesContext(connection))
        all_times = [
            seconds
            for query in QUERIES
            for seconds in timed(
                client, f"search {query}", search, {"q": query}, CaptureQueriesContext(connection)
            )
        ]
        percentile = statistics.quantiles(all_times, n=20)[-1]
        print(f"\nsearch pages: 95th percentile {percentile * 1000:.0f} ms of {len(all_times)}")
    finally:
        connection.close_pool()
        database.stop(settings.GANGINTEL_DATA_DIR)


def timed(client, name: str, address: str, parameters: dict, queries) -> list[float]:
    """Ask for the page a few times, print one line, return the seconds."""
    # It holds a limited number of statements, and those beyond would not be counted.
    queries.connection.queries_log.clear()
    with queries:
        client.get(address, parameters)
        count = len(queries)
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        response = client.get(address, parameters)
        b"".join(response)
        seconds.append(time.perf_counter() - began)
        assert response.status_code == 200, response.status_code
    median, most = statistics.median(seconds) * 1000, max(seconds) * 1000
    print(f"{name:<48}{count:>8}{median:>11.1f}{most:>9.1f}")
    return seconds


if __name__ == "__main__":
    main()
