"""The list of results as CSV, for spreadsheets."""

import csv
from collections.abc import Iterator

from entities.exports.columns import COLUMNS, rows
from entities.exports.product import Format, Product
from entities.exports.spreadsheet import defused

_BYTE_ORDER_MARK = "\ufeff"  # lets spreadsheets see UTF-8


class Line:
    """A file that hands each written line straight back."""

    def write(self, line: str) -> str:
        return line


def write_csv(product: Product) -> Iterator[bytes]:
    """CSV with a header (RFC 4180) in UTF-8; lists are joined by `; `, formulas are defused."""
    writer = csv.writer(Line())
    yield f"{_BYTE_ORDER_MARK}{writer.writerow(COLUMNS)}".encode()
    for one in rows(product.search, root=product.root):
        yield str(writer.writerow([cell(one[column]) for column in COLUMNS])).encode()


def cell(value: str | int | list) -> str | int:
    """The value as a spreadsheet shows it, and never runs it."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    return defused(text) if isinstance(text, str) else text


FORMAT = Format("csv", "CSV", "text/csv; charset=utf-8", write_csv, title="The list of results")
