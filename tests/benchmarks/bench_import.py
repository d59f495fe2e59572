"""How fast articles are imported.

    python tests/benchmarks/bench_import.py [ARTICLES]

parses so many made-up news (1,300) of some 1,800 characters, the length of a wire text, and stores
them in a database of its own, in a dry run, which takes everything back. Nothing is asserted.
"""

import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "gangintel.settings"
DATA = tempfile.TemporaryDirectory(prefix="gangintel-bench-")
Path(DATA.name).chmod(0o755)  # where root runs it, the database's user passes through
os.environ["GANGINTEL_DATA_DIR"] = DATA.name

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from articles.importing.parse_document import parse  # noqa: E402
from articles.importing.read_files import read_files  # noqa: E402
from articles.importing.report_run import in_words  # noqa: E402
from articles.importing.run_import import run  # noqa: E402
from gangintel import database  # noqa: E402

VOCABULARY = (
    "police gang prison leader attack arrested officials reported capital city members weapons "
    "Monday drug trafficking extortion violence government minister said on the in of and a to"
)


def main(articles: int) -> None:
    choice = random.Random(13)  # noqa: S311 - made-up news, no secret
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "news.jsonl"
        with file.open("w") as out:
            for number in range(articles):
                body = " ".join(choice.choices(VOCABULARY.split(), k=280))
                text = f"BOGOTA, {number % 28 + 1} JAN 90 (EFE) -- [TEXT] {number} {body}."
                out.write(json.dumps({"id": number, "text": text}) + "\n")
        start = time.perf_counter()
        for record in read_files([str(file)]):
            parse(record)
        parsed = time.perf_counter() - start
        start = time.perf_counter()
        import_run = run([str(file)], dry_run=True)
        imported = time.perf_counter() - start
    print(f"{articles} articles: parsed in {parsed:.1f} s, imported in {imported:.1f} s")
    print(in_words(import_run))


if __name__ == "__main__":
    try:
        call_command("migrate", verbosity=0)
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1300)
    finally:
        connection.close_pool()
        database.stop(Path(DATA.name))
        DATA.cleanup()
