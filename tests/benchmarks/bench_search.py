"""How long searching takes among many articles.

    python tests/benchmarks/bench_search.py [SIZE] [--folder FOLDER]

makes up SIZE articles of 300 words with 8 mentions (10,000 unless said), loads them into a
database of its own, with the settings of a machine of 4 GB, and the same into SQLite's text
search; asks for 200 pages of results, then lets 20 people search and correct at once. Prints
tables. With --folder the database is kept there, or used where it is there already: a folder a
size.
"""

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 4 * 1024**3
COMPLETIONS = ("ma", "mar", "gang:m", "place:san", "villa b", "person:ana b", "sta", "barrio 1")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="keep the database here, or use it again")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    if options.folder:
        run(options.size, options.folder)
        return
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        run(options.size, Path(folder))


def run(size: int, folder: Path) -> None:
    os.environ |= {"GANGINTEL_DATA_DIR": str(folder), "GANGINTEL_ALLOWED_HOSTS": "*"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "gangintel.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from gangintel import database
    from gangintel.database import cluster

    cluster.machine_memory = lambda: MEMORY
    try:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        import gangintel.wsgi  # noqa: F401 - pages are answered as on the server

        measure(size, folder)
    finally:
        connection.close_pool()
        database.stop(settings.GANGINTEL_DATA_DIR)


def measure(size: int, folder: Path) -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse
    from search_load import loading, people, queries, sizes, sqlite
    from search_load.collection import Collection

    from articles.models import Article
    from entities.models import Entity, Mention

    print(f"{size:,} articles; load of the machine {os.getloadavg()[0]:.1f}", flush=True)
    is_new = not Article.objects.exists()
    if is_new:
        call_command("load_gazetteer", verbosity=0)
        loading.make_sources()
        loading.make_people()
        loading.make_towns()
    collection = Collection(size, loading.known_things())
    if is_new:
        began = time.perf_counter()
        for step, seconds in loading.load(collection).items():
            if seconds >= 1:
                print(f"  {step:<72}{seconds:8.1f} s", flush=True)
        print(f"loaded in {(time.perf_counter() - began) / 60:.1f} min", flush=True)
    for name, megabytes, share in sizes.of_indexes():
        print(f"  {name:<44}{megabytes:9.0f} MB{share:7.2f} x the text")

    began = time.perf_counter()
    fts = sqlite.build(collection, folder)
    print(
        f"SQLite {sqlite3.sqlite_version}: {time.perf_counter() - began:.0f} s, "
        f"{fts.stat().st_size / 1e6:.0f} MB",
        flush=True,
    )

    client = Client()
    client.force_login(User.objects.get_or_create(username="bench", is_superuser=True)[0])
    asked = queries.make_queries(collection, Entity.objects.get(gazetteer_key="place:US-CA"))
    address = reverse("entities:search")
    pages(client, address, [each[0] for each in asked.values()])  # warms what is always there
    print(f"\n{'pages of results, ms':<24}{'median':>8}{'95 %':>8}{'most':>8}{'SQLite median':>16}")
    everything = []
    for sort, texts in asked.items():
        seconds = pages(client, address, texts)
        everything += seconds
        compared = sort in ("rare word", "frequent word", "phrase", "prefix")
        beside = f"{1000 * statistics.median(sqlite.timed(fts, texts)):16.1f}" if compared else ""
        print(f"{sort:<24}{figures(seconds)}{beside}", flush=True)
    print(f"{'all 200':<24}{figures(everything)}")
    completed = pages(client, reverse("entities:search_complete"), COMPLETIONS * 3)
    print(f"{'completion':<24}{figures(completed)}")

    undecided = Mention.objects.undecided().order_by("-pk").values_list("pk", flat=True)[:4000]
    taken = people.work([text for texts in asked.values() for text in texts], list(undecided))
    print(f"\n{people.PEOPLE} people at once, ms")
    print(f"{len(taken.searches):>6} searches         {figures(taken.searches)}")
    print(f"{len(taken.corrections):>6} corrections      {figures(taken.corrections)}")
    print(f"{len(taken.errors):>6} errors {taken.errors[:3] or ''}")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")


def pages(client, address: str, texts: Iterable[str]) -> list[float]:
    """Seconds that each page takes in the server."""
    seconds = []
    for text in texts:
        began = time.perf_counter()
        response = client.get(address, {"q": text})
        seconds.append(time.perf_counter() - began)
        assert response.status_code == 200, (text, response.status_code)
    return seconds


def figures(seconds: list[float]) -> str:
    last = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else 0
    return "".join(f"{1000 * one:8.1f}" for one in (statistics.median(seconds), last, max(seconds)))


if __name__ == "__main__":
    main()
