"""Pages whose right values are known, and how what was found is compared with them.

A folder holds the pages with a file `right_values.jsonl`, or beside each page a `.json` with the
values under `import`, as the public cases have them. A key that is absent is not asked.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.importing.parse_document import parse
from articles.importing.readers import web_page
from articles.importing.records import ParsedArticle, Record

OWN_PAGES = Path(__file__).parent / "web_pages"
VALUES = ("title", "published", "updated", "byline", "source", "language", "sections", "url")


@dataclass(frozen=True)
class KnownPage:
    name: str
    raw: bytes
    right: dict


def known_pages(folder: Path) -> Iterator[KnownPage]:
    """Yield the pages of a folder in the order of their names."""
    listed = folder / "right_values.jsonl"
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            right = json.loads(line)
            name = right.pop("file")
            yield KnownPage(name, (folder / name).read_bytes(), right)
        return
    for beside in sorted(folder.glob("*.json")):
        case = json.loads(beside.read_text(encoding="utf-8"))
        page = beside.with_suffix(".html")
        if isinstance(case, dict) and "import" in case and page.exists():
            yield KnownPage(page.name, page.read_bytes(), case["import"])


def read(page: KnownPage) -> dict:
    """Return what the import makes of a page, by the keys of the right values."""
    article = parse(Record(page.raw, web_page.MEDIA_TYPE, page.name))
    changed = web_page.parse(Record(page.raw, web_page.MEDIA_TYPE, page.name)).changed
    return {
        "title": "" if article.title_is_made else article.title,
        "published": dated(article.published_on, article.published_precision),
        "updated": dated(changed.first, changed.precision) if changed else "",
        "byline": article.byline,
        "source": article.source,
        "language": article.language,
        "sections": list(article.sections),
        "url": article.url,
        "body": news_of(article),
    }


def news_of(article: ParsedArticle) -> str:
    """Return the body of an article without the furniture inside."""
    kept, at = [], article.body_start
    for start, end in [*article.furniture, (article.body_end, article.body_end)]:
        kept.append(article.text[at:start])
        at = max(at, end)
    return "".join(kept)


def dated(first: object, precision: str) -> str:
    """Return a date as the right values have it: a day, or what is known with its precision."""
    if not first:
        return ""
    length = {"year": 4, "month": 7}.get(precision, 10)
    return f"{str(first)[:length]} ({precision})" if length < 10 else str(first)


def is_right(field: str, found: object, right: object) -> bool:
    """Whether a value is the right one: bylines as sets of names, words without their quotes.

    An office may be named by its head: "Marlowe County District Attorney" is the office of it.
    """
    if field == "byline":
        return _people(found) == _people(right)
    if field == "sections":
        return list(found or ()) == list(right or ())
    if field == "source":
        return _words(found).removesuffix("'s Office") == _words(right).removesuffix("'s Office")
    return _words(found) == _words(right)


def _people(names: object) -> set[str]:
    return {_words(name) for name in re.split(r"[,;]\s*", str(names or "")) if name.strip()}


def _words(value: object) -> str:
    """Return words with one kind of quotation marks, dashes and blanks."""
    words = " ".join(str(value or "").split())
    return re.sub("[‘’‚`´]", "'", re.sub("[“”„]", '"', re.sub("[–—]", "-", words)))


def missing(body: str, right: dict) -> list[str]:
    """Return the passages of the news that were lost."""
    wanted = right.get("body_has") or right.get("text_has") or []
    wanted = [wanted] if isinstance(wanted, str) else wanted
    return [passage for passage in wanted if _words(passage) not in _words(body)]


def left(body: str, right: dict) -> list[str]:
    """Return the passages of furniture that were taken for news."""
    return [passage for passage in right.get("body_excludes", ()) if passage in body]
