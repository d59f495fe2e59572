"""How fast files of the larger formats are read, and in how much memory.

    python tests/benchmarks/bench_formats.py [--size SHARE]

makes a file of JSON lines (2 GB), a web archive (1 GB), a PDF (5,000 pages) and a ZIP archive
(50,000 files) of a SHARE (0.02) of that size, imports each in a process of its own into a database
of its own, and prints items, seconds and the most memory that the process had. Then reads PDF and
web archive in turns with the libraries alone (pypdfium2; warcio with the reader of web pages) and
prints the ratio of the rates. Nothing is asserted.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "gangintel.settings"
CHILD = "--import"
if CHILD not in sys.argv:
    DATA = tempfile.TemporaryDirectory(prefix="gangintel-bench-")
    Path(DATA.name).chmod(0o755)  # where root runs it, the database's user passes through
    os.environ["GANGINTEL_DATA_DIR"] = DATA.name

import django  # noqa: E402

django.setup()

import pypdfium2  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from warcio.archiveiterator import ArchiveIterator  # noqa: E402

from articles.importing.parse_document import declared_by  # noqa: E402
from articles.importing.read_files import read_files  # noqa: E402
from articles.importing.readers import web_page  # noqa: E402
from articles.importing.records import Record  # noqa: E402
from articles.importing.run_import import run  # noqa: E402
from gangintel import database  # noqa: E402
from tests.articles.importing.made_files import pdf, web_archive  # noqa: E402

ROUNDS = 3
VOCABULARY = [
    "police",
    "gang",
    "prison",
    "leader",
    "attack",
    "arrested",
    "officials",
    "reported",
    "capital",
    "city",
    "members",
    "weapons",
    "Monday",
    "drug",
    "trafficking",
    "extortion",
    "violence",
    "government",
    "minister",
    "said",
    "on",
    "the",
    "in",
    "of",
    "and",
    "a",
    "to",
    "with",
    "for",
    "that",
    "was",
    "his",
    "from",
    "they",
    "have",
    "has",
    "were",
    "by",
    "their",
    "who",
    "which",
    "this",
    "been",
    "would",
]
choice = random.Random(13)  # noqa: S311 - made-up news, no secret


def words(number: int) -> str:
    return " ".join(choice.choices(VOCABULARY, k=number)).capitalize() + "."


def page() -> bytes:
    paragraphs = "".join(f"<p>{words(60)}</p>" for _ in range(8))
    menu = "".join(f'<li><a href="/{n}">{words(3)}</a></li>' for n in range(40))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{words(7)}</title></head><body>"
        f"<ul>{menu}</ul><article><h1>{words(7)}</h1>{paragraphs}</article></body></html>"
    ).encode()


def json_lines(file: Path, share: float) -> None:
    with file.open("w", encoding="utf-8") as out:
        while out.tell() < 2e9 * share:
            # Books rather than news, since a database takes an hour for a million news.
            out.write(json.dumps({"id": out.tell(), "text": words(30_000)}) + "\n")


def web_archives(file: Path, share: float) -> None:
    with file.open("wb") as out:
        number = 0
        while out.tell() < 1e9 * share:
            number += 1
            picture = (f"https://example.org/{number}.jpg", "image/jpeg", choice.randbytes(400_000))
            text = (f"https://example.org/{number}", "text/html", page())
            out.write(web_archive(text, picture))


def pdf_pages(file: Path, share: float) -> None:
    pages = [[words(14) for _ in range(30)] for _ in range(round(5_000 * share))]
    file.write_bytes(pdf(pages))


def zip_archive(file: Path, share: float) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(round(50_000 * share)):
            archive.writestr(f"{number % 50}/{number}.txt", f"{words(6)}\n\n{words(200)}")


MADE: dict[str, Callable[[Path, float], None]] = {
    "a.jsonl": json_lines,
    "a.warc": web_archives,
    "a.pdf": pdf_pages,
    "a.zip": zip_archive,
}


def by_pdfium(file: Path) -> Iterator[str]:
    document = pypdfium2.PdfDocument(file)
    for number in range(len(document)):
        printed = document[number]
        text = printed.get_textpage()
        yield text.get_text_range()
        text.close()
        printed.close()
    document.close()


def by_warcio(file: Path) -> Iterator[str]:
    with file.open("rb") as stream:
        for found in ArchiveIterator(stream):
            is_page = found.rec_type == "response" and "html" in found.http_headers.get_header(
                "Content-Type", ""
            )
            if is_page:
                raw = found.content_stream().read()
                yield web_page.parse(Record(raw, web_page.MEDIA_TYPE, "")).text


def by_reader(file: Path) -> Iterator[str]:
    for found in read_files([str(file)]):
        if isinstance(found, Record):
            declared = declared_by(found)
            yield declared.text or "".join(declared.pages)


def timed(texts: Callable[[Path], Iterator[str]], file: Path) -> float:
    start = time.process_time()
    for _ in texts(file):
        pass
    return time.process_time() - start


def import_alone(path: str) -> None:
    """In a process of its own: import, and say how much memory that took."""
    start = time.perf_counter()
    ended = run([path])
    seconds = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{ended.found:>8} items {seconds:>8.0f} s {most:>6.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, default=0.02)
    share = parser.parse_args().size
    with tempfile.TemporaryDirectory() as folder:
        for name, make in MADE.items():
            file = Path(folder, name)
            make(file, share)
            print(f"{name:<8} {file.stat().st_size / 1e6:>7.0f} MB ", end="", flush=True)
            subprocess.run([sys.executable, __file__, CHILD, str(file)], check=True)
        for name, alone in (("a.pdf", by_pdfium), ("a.warc", by_warcio)):
            file = Path(folder, name)
            pairs = [(timed(alone, file), timed(by_reader, file)) for _ in range(ROUNDS)]
            library, reader = (min(times) for times in zip(*pairs, strict=True))
            print(
                f"{name:<8} library {library:.2f} s, reader {reader:.2f} s: {library / reader:.2f}"
            )


if __name__ == "__main__":
    if CHILD in sys.argv:
        import_alone(sys.argv[-1])
    else:
        try:
            call_command("migrate", verbosity=0)
            main()
        finally:
            connection.close_pool()
            database.stop(Path(DATA.name))
            DATA.cleanup()
