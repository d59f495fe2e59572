"""A result list as a table: CSV for spreadsheets, JSON for programs, a row an article."""

import csv
import json
from collections.abc import Iterable, Iterator

from entities.kinds import ENTITY_KINDS, Kind
from entities.search.engine import Hit, Search

COLUMNS = (
    "id",
    "title",
    "source",
    "grade",
    "handling",
    "published",
    "published_precision",
    "dateline",
    "review_status",
    *(kind.plural.lower() for kind in ENTITY_KINDS),
    "matched_by",
    "quote",
    "link",
)
_KIND_COLUMNS = {kind: kind.plural.lower() for kind in ENTITY_KINDS}
# A spreadsheet runs what begins so as a formula; an apostrophe makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows(search: Search, *, root: str) -> Iterator[dict]:
    """One dictionary an article with `COLUMNS`; entity columns are lists. `root` begins links."""
    for hit in search.everything():
        yield row(hit, root=root)


def row(hit: Hit, *, root: str) -> dict:
    article, passage = hit.article, hit.passage
    names: dict[str, list[str]] = {column: [] for column in _KIND_COLUMNS.values()}
    for one in hit.mentions:
        names[_KIND_COLUMNS[Kind(one.kind)]].append(one.name)
    return {
        "id": article.pk,
        "title": article.title,
        "source": article.source.name,
        "grade": article.grade,
        "handling": article.get_handling_display(),
        "published": hit.published,
        "published_precision": article.published_precision,
        "dateline": article.dateline,
        "review_status": article.get_review_status_display(),
        **{column: sorted(set(found)) for column, found in names.items()},
        "matched_by": [str(reason) for reason in hit.reasons],
        "quote": " ".join(article.text[passage.start : passage.end].split()),
        "link": root + article.get_absolute_url(),
    }


class Line:
    """A file that hands each written line straight back."""

    def write(self, line: str) -> str:
        return line


def write_csv(rows: Iterable[dict], query: str) -> Iterator[str]:
    """CSV with a header (RFC 4180); lists are joined by `; `, formulas are defused."""
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow(COLUMNS)  # the mark lets spreadsheets see UTF-8
    for one in rows:
        yield writer.writerow([cell(one[column]) for column in COLUMNS])


def cell(value: str | int | list[str]) -> str | int:
    text = "; ".join(value) if isinstance(value, list) else value
    if isinstance(text, str) and text.startswith(_FORMULA_STARTS):
        return f"'{text}"
    return text


def write_json(rows: Iterable[dict], query: str) -> Iterator[str]:
    """One JSON array with an object an article."""
    separator = "[\n"
    for one in rows:
        yield separator + json.dumps(one, ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"
