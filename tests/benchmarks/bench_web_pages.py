"""How well web pages are read, against trafilatura and htmldate alone on the same pages.

Takes folders of pages whose right values are known (tests/articles/importing/page_values.py says in
which form), and always measures the project's own pages. Each value counts where it is known what
is right: found values that are right, of the body the passages of news that are kept, and those of
furniture that are left in it.

    .venv/bin/python tests/benchmarks/bench_web_pages.py [FOLDER …]
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
DATA = tempfile.TemporaryDirectory()
os.environ |= {"DJANGO_SETTINGS_MODULE": "gangintel.settings", "GANGINTEL_DATA_DIR": DATA.name}

import django  # noqa: E402

django.setup()

import htmldate  # noqa: E402
import trafilatura  # noqa: E402

from articles.importing.records import ArticleError  # noqa: E402
from tests.articles.importing.page_values import (  # noqa: E402
    OWN_PAGES,
    VALUES,
    KnownPage,
    is_right,
    known_pages,
    left,
    missing,
    read,
)


def gangintel(page: KnownPage) -> dict:
    try:
        return read(page)
    except ArticleError as refusal:
        print(f"{page.name}: {refusal}", file=sys.stderr)
        return {"body": ""}


def trafilatura_alone(page: KnownPage) -> dict:
    found = trafilatura.bare_extraction(page.raw, include_comments=False, with_metadata=True)
    if found is None:
        return {"body": ""}
    return {
        "title": found.title,
        "published": found.date,
        "byline": found.author,
        "source": found.sitename,
        "language": found.language,
        "sections": found.categories,
        "url": found.url,
        "body": found.text or "",
    }


def htmldate_alone(page: KnownPage) -> dict:
    dates = {
        value: htmldate.find_date(page.raw, original_date=original) or ""
        for value, original in (("published", True), ("updated", False))
    }
    # It always names a last change; that which is the day of publication is none.
    return dates | {"updated": dates["updated"] if dates["updated"] > dates["published"] else ""}


READERS: dict[str, Callable[[KnownPage], dict]] = {
    "GangIntel": gangintel,
    "trafilatura": trafilatura_alone,
    "htmldate": htmldate_alone,
}


def measure(pages: list[KnownPage], reader: Callable[[KnownPage], dict]) -> dict[str, str]:
    """Return for each value how many are right of how many that are known."""
    right: Counter[str] = Counter()
    known: Counter[str] = Counter()
    seen: set[str] = set()
    for page in pages:
        found = reader(page)
        seen |= found.keys()
        for value in VALUES:
            if value in page.right:
                known[value] += 1
                right[value] += is_right(value, found.get(value), page.right[value])
        if "body" in found:
            body = found["body"]
            wanted = len(missing("", page.right))
            known["news kept"] += wanted
            right["news kept"] += wanted - len(missing(body, page.right))
            known["furniture left"] += len(page.right.get("body_excludes", ()))
            right["furniture left"] += len(left(body, page.right))
    seen |= {"news kept", "furniture left"} if "body" in seen else set()
    return {value: f"{right[value]} of {known[value]}" for value in known if value in seen}


def main() -> None:
    for folder in [OWN_PAGES, *map(Path, sys.argv[1:])]:
        pages = list(known_pages(folder))
        print(f"\n{folder.name}: {len(pages)} pages")
        table = {name: measure(pages, reader) for name, reader in READERS.items()}
        print(f"| {'':14} | " + " | ".join(f"{name:>12}" for name in table) + " |")
        for value in table["GangIntel"]:
            row = " | ".join(f"{found.get(value, ''):>12}" for found in table.values())
            print(f"| {value:14} | {row} |")


if __name__ == "__main__":
    main()
