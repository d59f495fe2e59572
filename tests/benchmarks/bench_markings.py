"""What enforced markings cost: searches and profiles of two people in turn.

    python tests/benchmarks/bench_markings.py [SIZE] [--folder FOLDER] [--marked SHARE]

loads SIZE articles as bench_search.py does, marks a share of them (0.01 unless said) TLP:RED, and
asks for the same 200 pages of results and 60 profiles as somebody who sees everything, and as
somebody who sees up to TLP:AMBER. Each page is asked for twice in turn by both, so that the load of
the machine and the caches are the same for both; printed are the medians of the second time.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import bench_search

ROOT = Path(__file__).resolve().parents[2]
PROFILES = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="keep the database here, or use it again")
    parser.add_argument("--marked", type=float, default=0.01)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    bench_search.measure = lambda size, folder: measure(size, options.marked)
    if options.folder:
        bench_search.run(options.size, options.folder)
        return
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        bench_search.run(options.size, Path(folder))


def measure(size: int, marked: float) -> None:
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from search_load import loading, queries
    from search_load.collection import Collection

    from articles.clearance_models import Clearance
    from articles.models import Article
    from entities.models import Entity

    if not Article.objects.exists():
        from django.core.management import call_command

        call_command("load_gazetteer", verbosity=0)
        loading.make_sources()
        loading.make_people()
        loading.make_towns()
        loading.load(Collection(size, loading.known_things()))
    collection = Collection(size, loading.known_things())
    began = time.perf_counter()
    red = Article.objects.filter(pk__in=range(1, size, max(1, round(1 / marked))))
    print(f"{size:,} articles, {red.exclude(handling='RED').update(handling='RED'):,} marked in "
          f"{time.perf_counter() - began:.1f} s", flush=True)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE articles_article")
    everything, some = Client(), Client()
    everything.force_login(User.objects.get_or_create(username="all", is_superuser=True)[0])
    person = User.objects.get_or_create(username="some")[0]
    Clearance.objects.update_or_create(user=person, defaults={"level": "AMBER"})
    some.force_login(person)

    asked = queries.make_queries(collection, Entity.objects.get(gazetteer_key="place:US-CA"))
    searches = [("/search/", {"q": text}) for texts in asked.values() for text in texts]
    named = Entity.objects.filter(mentions__isnull=False).order_by("pk").distinct()[:PROFILES]
    profiles = [(entity.get_absolute_url(), {}) for entity in named]
    print(f"{'median, ms':<16}{'everything':>12}{'up to AMBER':>12}{'more':>9}")
    for name, pages in (("searches", searches), ("profiles", profiles)):
        first, second = [], []
        for path, data in pages:
            for _ in range(2):
                times = [_seconds(one, path, data) for one in (everything, some)]
            if None not in times:
                first.append(times[0])
                second.append(times[1])
        before, after = (1000 * statistics.median(one) for one in (first, second))
        print(f"{name:<16}{before:12.1f}{after:12.1f}{after / before - 1:9.1%}", flush=True)


def _seconds(client, path: str, data: dict[str, str]) -> float | None:
    """None for what the person may not see."""
    began = time.perf_counter()
    status = client.get(path, data).status_code
    return time.perf_counter() - began if status == 200 else None


if __name__ == "__main__":
    main()
