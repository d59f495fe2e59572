"""All that is known of the articles of a result as an Excel workbook, a sheet a table."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format as Style
from xlsxwriter.worksheet import Worksheet

from entities.exports.product import Format, Product
from entities.exports.tables import TABLES, Column, Table

# What Excel takes: rows of a sheet beside its header, letters of a cell.
MOST_ROWS = 1_048_575
LONGEST_CELL = 32_767
_CUT = " … (cut: a cell takes no more)"
_WIDTH, _WIDE = 12, 36
_PIECE = 1 << 16


def write_workbook(product: Product) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="gangintel-export-") as folder:
        path = Path(folder) / "tables.xlsx"
        _write(product, path)
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _write(product: Product, path: Path) -> None:
    options = {
        # Rows go to the disk as they come.
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        made = product.at.replace(tzinfo=None)
        book.set_properties({"title": product.name, "author": product.by, "created": made})
        strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        _about(book.add_worksheet("about"), product, strong)
        for table in TABLES:
            _sheets(book, table, product, strong, day)


def _about(sheet: Worksheet, product: Product, strong: Style) -> None:
    sheet.set_column(0, 0, _WIDTH * 1.5)
    sheet.set_column(1, 1, _WIDE * 3)
    lines = [*product.about, *((table.name, table.says) for table in TABLES)]
    for number, (heading, words) in enumerate(lines):
        sheet.write_string(number, 0, heading, strong)
        sheet.write_string(number, 1, words)
    _margins(sheet, product)


def _sheets(
    book: xlsxwriter.Workbook, table: Table, product: Product, strong: Style, day: Style
) -> None:
    """The rows of a table; those that a sheet does not take go on in another."""
    sheet, number, sheets = _sheet(book, table, product, strong, 1), 0, 1
    for row in table.rows(product.found):
        if number == MOST_ROWS:
            _filter(sheet, table, number)
            sheets, number = sheets + 1, 0
            sheet = _sheet(book, table, product, strong, sheets)
        number += 1
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _cell(sheet, number, place, column, value, day)
    _filter(sheet, table, number)


def _sheet(
    book: xlsxwriter.Workbook, table: Table, product: Product, strong: Style, number: int
) -> Worksheet:
    sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _WIDE if column.is_text else _WIDTH)
    for place, name in enumerate(table.names):
        sheet.write_string(0, place, name, strong)
    sheet.freeze_panes(1, 0)
    _margins(sheet, product)
    return sheet


def _filter(sheet: Worksheet, table: Table, rows: int) -> None:
    sheet.autofilter(0, 0, rows, len(table.columns) - 1)


def _margins(sheet: Worksheet, product: Product) -> None:
    """The marking and the page on every page that is printed."""
    sheet.set_header(f"&L{product.marking}&R{product.at:%Y-%m-%d}")
    sheet.set_footer(f"&L{product.marking}&C&A&RPage &P of &N")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _cell(
    sheet: Worksheet, row: int, place: int, column: Column, value: object, day: Style
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value)
    elif column.is_date and len(str(value)) == len("2012-10-25") and _is_known_to_excel(value):
        sheet.write_datetime(row, place, datetime.fromisoformat(str(value)), day)
    else:
        text = str(value)
        cut = len(text) > LONGEST_CELL
        sheet.write_string(row, place, text[: LONGEST_CELL - len(_CUT)] + _CUT if cut else text)


def _is_known_to_excel(value: object) -> bool:
    """Its calendar begins in 1900."""
    return date.fromisoformat(str(value)).year >= 1900


FORMAT = Format(
    "xlsx",
    "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write_workbook,
    title="A workbook with a sheet for articles, mentions, entities, relationships and evidence",
)
