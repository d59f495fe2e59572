"""How long searching takes among many articles.

    python tests/benchmarks/bench_search.py [SIZE] [--folder FOLDER]

makes up SIZE articles (10,000 unless said) and loads them into a database of its own with the
memory of a machine of 4 GB.
"""

import argparse
import os
import tempfile
from pathlib import Path

GIGABYTE = 1024**3
MEMORY = 4 * GIGABYTE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=10_000)
    parser.add_argument("--folder", help="keep the database here, or use the one that is here")
    options = parser.parse_args()
    if options.folder:
        run(options.size, options.folder)
        return
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        run(options.size, folder)


def run(size: int, folder: str) -> None:
    os.environ |= {"GANGINTEL_DATA_DIR": folder, "GANGINTEL_DEBUG": "1"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangintel.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from searching import loading
    from searching.collection import Collection

    from gangintel import database
    from gangintel.database import tuning

    settings.DEBUG = False
    tuning.machine_memory = lambda: MEMORY
    try:
        call_command("migrate", verbosity=0)
        from articles.models import Article

        if not Article.objects.exists():
            call_command("load_gazetteer", verbosity=0)
            loading.make_sources()
            loading.make_people()
            collection = Collection(size, loading.known_things())
            for step, seconds in loading.load(collection).items():
                print(f"{step:<30}{seconds:8.1f} s", flush=True)
    finally:
        connection.close_pool()
        database.stop(settings.GANGINTEL_DATA_DIR)


if __name__ == "__main__":
    main()
