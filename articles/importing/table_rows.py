"""The rows of a table as records: each is kept as a little table of its own, with the headings."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from articles.importing import fields
from articles.importing.file_kinds import FileKind
from articles.importing.readers import LARGEST_ARTICLE, UnknownColumns, too_large
from articles.importing.records import ArticleError, Failure, Record

MEDIA_TYPE = "text/csv"
SEARCHED = 10  # rows in which the headings are looked for: a name of the table may stand above them
NO_ROW = "There is no row below the headings of this table."
SHOWN = 12  # headings that a message names
LONGEST_HEADING = 200  # characters, of one that somebody is asked about
UNCLOSED = "A quotation mark of this row is never closed, or far behind it."
# Its number, from 1 as programs for tables count them; no cells where they cannot be told apart.
Row = tuple[int, Sequence[str] | None]


def records(
    rows: Iterable[Row], file: str, kind: FileKind, columns: Mapping[str, str]
) -> Iterator[Record | Failure]:
    """Yield a record for each row below the headings that is not empty.

    `columns` are fields by their headings, where somebody has said what these mean. Raises
    UnknownColumns, which says what `kind` of file this is, where no column is one of texts, and
    ArticleError where there are only headings.
    """
    rows = iter(rows)
    first = list(islice(rows, SEARCHED))
    place = next(
        (place for place, row in enumerate(first) if _are_headings(row[1] or (), columns)), None
    )
    if place is None:
        raise UnknownColumns(_without_text(kind, first), _named_headings(first))
    headings = fields.renamed(_trimmed(first[place][1] or ()), columns)
    is_empty = True
    for number, row in chain(first[place + 1 :], rows):
        cells = _trimmed(row or ())
        is_empty = is_empty and not cells and row is not None
        if row is None:
            yield Failure(file, number, UNCLOSED)
        elif len(cells) > len(headings):
            yield Failure(
                file, number, f"The row has {len(cells)} cells below {len(headings)} headings."
            )
        elif cells:
            raw = _written(headings, cells)
            if len(raw) > LARGEST_ARTICLE:
                yield Failure(file, number, too_large("row", len(raw)))
            else:
                yield Record(raw, MEDIA_TYPE, file, line=number)
    if is_empty:
        raise ArticleError(NO_ROW)


def fields_of(raw: bytes) -> dict[str, str]:
    """Return the cells of a record by their headings; of two that are the same the first counts."""
    headings, cells = csv.reader(io.StringIO(raw.decode(), newline=""))
    pairs = zip(headings, cells, strict=False)
    return dict(reversed([(heading, cell) for heading, cell in pairs if cell.strip()]))


def _are_headings(cells: Sequence[str], columns: Mapping[str, str]) -> bool:
    named = [cell for cell in cells if cell.strip()]
    return bool(named) and fields.have_text(fields.renamed(named, columns))


def _named_headings(rows: Sequence[Row]) -> tuple[str, ...]:
    """The headings of the first row that are not empty, and not too long to be one."""
    cells = (" ".join(cell.split()) for cell in ((rows[0][1] or ()) if rows else ()))
    return tuple(cell for cell in cells if cell and len(cell) <= LONGEST_HEADING)


def _without_text(kind: FileKind, rows: Sequence[Row]) -> str:
    """Say that no column is known as one of texts, and which there are."""
    headings = [
        " ".join(cell.split())[:40] for cell in ((rows[0][1] or ()) if rows else ()) if cell.strip()
    ]
    named = ", ".join(headings[:SHOWN]) + (" …" if len(headings) > SHOWN else "")
    return (
        f"This is {kind.name} without a column that is known to hold texts "
        f"({named or 'it is empty'}); name one with --map HEADING=text."
    )


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Return the cells without the empty ones at the end."""
    last = max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return [*cells[:last]]


def _written(*rows: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8", "backslashreplace")
