"""Tables of Excel (.xlsx): an article a row of each sheet, its columns told from the headings.

Nothing in a workbook is run or computed: of a formula the value counts that was stored with it.
"""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from articles.importing import table_rows
from articles.importing.file_kinds import EXCEL, SIGNATURE_OF_ZIP, binary_kind
from articles.importing.office import opened
from articles.importing.readers import Format, shown_path
from articles.importing.records import ArticleError, Failure, Record
from articles.text import words

# Bytes, unpacked: what is written in the cells is held while the rows are read one by one.
LARGEST_STRINGS = 60_000_000
STRINGS = "xl/sharedStrings.xml"
MOST_COLUMNS = 500


def recognizes(sample: bytes) -> bool:
    return binary_kind(sample) is EXCEL


def read(path: str) -> Iterator[Record | Failure]:
    return read_named(path, {})


def read_named(path: str, columns: Mapping[str, str]) -> Iterator[Record | Failure]:
    """Yield one record a row. Raises NotAnArticle where no sheet has a column of texts."""
    from openpyxl import load_workbook

    with opened(path, {STRINGS: LARGEST_STRINGS}):
        pass
    with open(path, "rb") as file:
        try:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as error:  # it raises whatever the fault in the file leads to
            raise ArticleError(_damaged(error)) from None
        yield from _sheets(book, shown_path(path), columns)


def _sheets(book: Any, shown: str, columns: Mapping[str, str]) -> Iterator[Record | Failure]:
    refusal: ArticleError | None = None
    found = 0
    try:
        sheets = book.worksheets
        for sheet in sheets:
            name = shown if len(sheets) == 1 else f"{shown}/{sheet.title}"
            try:
                for one in table_rows.records(_rows(sheet), name, EXCEL, columns):
                    found += 1
                    yield one
            except ArticleError as error:
                refusal = refusal or error
            except Exception as error:
                found += 1
                yield Failure(name, None, _damaged(error))
    finally:
        book.close()
    if not found:
        raise refusal or ArticleError(table_rows.NO_ROW)


def _rows(sheet: Iterable) -> Iterator[table_rows.Row]:
    sheet.reset_dimensions()  # type: ignore[attr-defined] # which may be far too large, or wrong
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):  # type: ignore[attr-defined]
        yield number, [*map(_written, cells)]


def _written(value: object) -> str:
    """Return a cell as it would be typed; of a day at midnight the day."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _damaged(error: Exception) -> str:
    if isinstance(error, zipfile.BadZipFile | KeyError):
        return "The workbook is damaged; open it in a program for tables and save it again."
    why = " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
    return f"The workbook cannot be read ({why}); save it again, or as CSV."


FORMAT = Format(
    name="xlsx",
    endings=words(".xlsx .xlsm"),
    read=read,
    read_named=read_named,
    recognizes=recognizes,
    signature=SIGNATURE_OF_ZIP,
)
