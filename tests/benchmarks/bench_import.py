"""How fast articles are imported, beside the fastest way to bring the same rows into the database.

    python tests/benchmarks/bench_import.py [ARTICLES] [--texts FILE.jsonl] [--rounds N]

imports so many made-up news (1,300) of some 1,800 characters, the length of a wire text, or the
texts of FILE, from files and from JSON lines, into a database of its own; then brings the rows
that came of it in by COPY, through the same triggers. Both in turn, several times; prints the
median of each and of the ratio of the rates. Nothing is asserted.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "gangintel.settings"
DATA = tempfile.TemporaryDirectory(prefix="gangintel-bench-")
Path(DATA.name).chmod(0o755)  # where root runs it, the database's user passes through
os.environ["GANGINTEL_DATA_DIR"] = DATA.name

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from articles.importing.parse_document import parse  # noqa: E402
from articles.importing.read_files import read_files  # noqa: E402
from articles.importing.records import Record  # noqa: E402
from articles.importing.run_import import run  # noqa: E402
from gangintel import database  # noqa: E402

TABLES = ("articles_document", "articles_article")
VOCABULARY = (
    "police gang prison leader attack arrested officials reported capital city members weapons "
    "Monday drug trafficking extortion violence government minister said on the in of and a to"
)
COLUMNS = """
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
     WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


def made_up(articles: int) -> list[str]:
    choice = random.Random(13)  # noqa: S311 - made-up news, no secret
    return [
        f"BOGOTA, {number % 28 + 1} JAN 90 (EFE) -- [TEXT] {number} "
        f"{' '.join(choice.choices(VOCABULARY.split(), k=280))}."
        for number in range(articles)
    ]


def write(texts: list[str], folder: Path) -> dict[str, Path]:
    """Write the texts in both forms; returns what to import, by name."""
    places = {"files": folder / "files", "JSON lines": folder / "news.jsonl"}
    places["files"].mkdir()
    for number, text in enumerate(texts):
        (places["files"] / f"{number:07}.txt").write_text(text, encoding="utf-8")
    with places["JSON lines"].open("w", encoding="utf-8") as out:
        for number, text in enumerate(texts):
            out.write(json.dumps({"id": number, "text": text}) + "\n")
    return places


def measure(texts: list[str], rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, place in write(texts, Path(folder)).items():
            taken = [_round(place) for _ in range(rounds)]
            parsed, imported, copied = (statistics.median(one) for one in zip(*taken, strict=True))
            ratio = statistics.median(copy / whole for _, whole, copy in taken)
            print(
                f"{name:<12}{len(texts)} articles, ms each: parsed {parsed:.2f}, "
                f"imported {imported:.2f}, by COPY {copied:.2f}; ratio of the rates {ratio:.2f}",
                flush=True,
            )


def _round(place: Path) -> tuple[float, float, float]:
    """Milliseconds an article: only parsed, imported, and its rows by COPY."""
    records = [one for one in read_files([str(place)]) if isinstance(one, Record)]
    times = [_timed(lambda: [parse(record) for record in records])]
    times.append(_timed(lambda: run([str(place)])))
    kept = {table: _kept(table) for table in TABLES}
    _clear()
    times.append(_timed(lambda: _copy(kept)))
    _clear()
    parsed, imported, copied = (1000 * seconds / len(records) for seconds in times)
    return parsed, imported, copied


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _kept(table: str) -> tuple[str, bytes]:
    """The columns of a table that are not computed, and all its rows as COPY writes them."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        (columns,) = cursor.fetchone()
        ordered = f"COPY (SELECT {columns} FROM {table} ORDER BY id) TO STDOUT"  # noqa: S608
        with cursor.copy(ordered) as copy:
            return columns, b"".join(map(bytes, copy))


@transaction.atomic
def _copy(kept: dict[str, tuple[str, bytes]]) -> None:
    with connection.cursor() as cursor:
        for table, (columns, rows) in kept.items():
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                copy.write(rows)


def _clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=1300)
    parser.add_argument("--texts", type=Path, help="JSON lines with a text each")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if options.texts:
        lines = options.texts.read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines[: options.articles]]
    else:
        texts = made_up(options.articles)
    measure(texts, options.rounds)


if __name__ == "__main__":
    try:
        call_command("migrate", verbosity=0)
        main()
    finally:
        connection.close_pool()
        database.stop(Path(DATA.name))
        DATA.cleanup()
