"""How long the search box takes to say how a query may go on, with very many names.

    python tests/benchmarks/bench_completing.py [--aliases N] [--mentions N]

The names and mentions of bench_picker.py (1,000,000 and 400,000), in a database of its own; then
how long the vocabulary takes to learn, and “did you mean” to answer. Nothing is asserted.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
ROUNDS = 15
HEADS = (
    *("g", "ga", "m", "ma", "mar", "maria", "maria g", "truce mara sal", "truce los ze"),
    *("gang:m", "gang:ma", "gang:mara salvatruca", "person:", "person:j", "person:garcia"),
    *('place:"san j', "place:s", "near:san", "org:ma", "source:d", "rel:", "rel:rival_of(m"),
    *("rel:leader_of(jose gar", "status:", "salvatr", "salvatruca", "xqzw unknown person"),
)
WORDS = ("extorsion kidnaping", "gang:salvatruca", "gerrilla person:garzia", "xqzwv")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--aliases", type=int, default=1_000_000)
    parser.add_argument("--mentions", type=int, default=400_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {"GANGINTEL_DATA_DIR": folder}
        os.environ["DJANGO_SETTINGS_MODULE"] = "gangintel.settings"
        import django

        django.setup()
        from bench_picker import fill
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from gangintel import database

        try:
            call_command("migrate", verbosity=0)
            call_command("load_gazetteer", verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
            fill(options.aliases, options.mentions)
            measure()
        finally:
            connection.close_pool()
            database.stop(settings.GANGINTEL_DATA_DIR)


def measure() -> None:
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    from entities.search.fields.registry import parse
    from entities.search.page.suggestions import suggestions
    from entities.search.query import interpret
    from entities.search.views import completions

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(User.objects.create_superuser("bench"))
    everything = []
    print(f"{'typed':32}{'found':>6}{'median ms':>11}{'most ms':>9}{'page ms':>9}  the first")
    for head in HEADS:
        times = [timed(lambda head=head: completions(head)) for _ in range(ROUNDS)]
        pages = [
            timed(lambda head=head: client.get("/search/complete/", {"head": head}))
            for _ in range(5)
        ]
        everything += pages
        found = completions(head)
        print(
            f"{head:32}{len(found):6}{statistics.median(times):11.1f}{max(times):9.1f}"
            f"{statistics.median(pages):9.1f}  {found[0].head if found else '–'}"
        )
    print(f"over HTTP: 95 % within {statistics.quantiles(everything, n=20)[-1]:.0f} ms")
    for query in WORDS:
        tree = parse(query)
        times = [timed(lambda tree=tree: suggestions(tree, interpret(tree))) for _ in range(5)]
        print(f"did you mean {query:30} {statistics.median(times):8.1f} ms")


def timed(act) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
