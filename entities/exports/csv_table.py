"""A result as CSV, for spreadsheets."""

import csv
from collections.abc import Iterable, Iterator

from entities.exports.columns import COLUMNS, Format

# A spreadsheet runs what begins so as a formula; an apostrophe makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\ufeff"  # lets spreadsheets see UTF-8


class Line:
    """A file that hands each written line straight back."""

    def write(self, line: str) -> str:
        return line


def write_csv(rows: Iterable[dict], query: str) -> Iterator[bytes]:
    """CSV with a header (RFC 4180) in UTF-8; lists are joined by `; `, formulas are defused."""
    writer = csv.writer(Line())
    yield f"{_BYTE_ORDER_MARK}{writer.writerow(COLUMNS)}".encode()
    for one in rows:
        yield str(writer.writerow([cell(one[column]) for column in COLUMNS])).encode()


def cell(value: str | int | list) -> str | int:
    """The value as a spreadsheet shows it, and never runs it."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    if isinstance(text, str) and text.startswith(_FORMULA_STARTS):
        return f"'{text}"
    return text


FORMAT = Format("csv", "CSV", "text/csv; charset=utf-8", write_csv)
