"""Tables as text (CSV): an article a row, its columns told from the headings."""

import codecs
import csv
import io
import os
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count

from articles.importing import fields, table_rows
from articles.importing.decoding import BYTE_ORDER_MARKS, decode
from articles.importing.file_kinds import SAMPLE, TABLE, is_heading, text_kind
from articles.importing.readers import LARGEST_ARTICLE, Format, shown_path
from articles.importing.records import ArticleError, DeclaredMetadata, Failure, Record
from articles.text import words

DELIMITERS = ",;\t|"
LONGEST_HEAD = 200_000  # bytes in which the headings end, and by which the encoding is told
WESTERN = "cp1252"
EMPTY = "There is no text in it."


def recognizes(sample: bytes) -> bool:
    """Whether a text is a table, whatever stands in it, or begins with headings of articles."""
    if text_kind(sample) is TABLE:
        return True
    try:
        text = decode(sample.rsplit(b"\n", 1)[0] or sample)
    except ArticleError:
        return False
    return any(_are_known(_headings(text, delimiter)) for delimiter in DELIMITERS)


def _headings(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def _are_known(headings: list[str]) -> bool:
    """Whether these are the headings of articles: short ones, most of which say what they mean."""
    known = [heading for heading in headings if fields.meaning(heading)]
    return (
        len(known) >= 2
        and len(known) * 2 > len(headings)
        and fields.have_text(known)
        and all(map(is_heading, headings))
    )


def read(path: str) -> Iterator[Record | Failure]:
    return read_named(path, {})


def read_named(path: str, columns: Mapping[str, str]) -> Iterator[Record | Failure]:
    """Yield one record a row; its place is the number of the row, headings and empty ones counted.

    Raises NotAnArticle where no column is one of texts.
    """
    name = shown_path(path)
    if not os.path.getsize(path):
        raise ArticleError(EMPTY)
    encoding = _encoding(path)
    # What is no text in this encoding after all shows as such in its row.
    with open(path, encoding=encoding, errors="replace", newline="") as file:
        head = file.read(SAMPLE)
        file.seek(0)
        delimiter = max(DELIMITERS, key=partial(_worth, head, columns))
        lines = (
            line.replace("\0", "") for line in iter(partial(file.readline, LARGEST_ARTICLE), "")
        )
        rows = _rows(csv.reader(lines, delimiter=delimiter))
        yield from table_rows.records(rows, name, TABLE, columns)


def _rows(reader: Iterator[list[str]]) -> Iterator[table_rows.Row]:
    """Number the rows; those that cannot be told apart have no cells."""
    for number in count(1):
        # Only here: the limit counts for the whole process.
        usual = csv.field_size_limit(LARGEST_ARTICLE)
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row = None
        finally:
            csv.field_size_limit(usual)
        yield number, row


def _worth(head: str, columns: Mapping[str, str], delimiter: str) -> tuple[int, int]:
    """What speaks for a delimiter: how many known headings it gives, and how many in all."""
    headings = fields.renamed(_headings(head, delimiter), columns)
    return sum(bool(fields.meaning(heading)) for heading in headings), len(headings)


def _encoding(path: str) -> str:
    """Return the encoding of a file: of its mark, else UTF-8, else that of Western spreadsheets."""
    with open(path, "rb") as file:
        head = file.read(LONGEST_HEAD)
        for mark, encoding in BYTE_ORDER_MARKS:
            if head.startswith(mark):
                return encoding
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while head:
                decoder.decode(head)
                head = file.read(LONGEST_HEAD)
        except UnicodeDecodeError:
            return WESTERN
    return "utf-8"


def parse(record: Record) -> DeclaredMetadata:
    """Return what a row says. Raises ArticleError when it holds no text."""
    declared = fields.declared_by(table_rows.fields_of(record.raw))
    if declared is None:
        raise ArticleError("The row has no text.")
    return declared


FORMAT = Format(
    name="csv",
    media_type=table_rows.MEDIA_TYPE,
    endings=words(".csv .tsv .tab"),
    read=read,
    read_named=read_named,
    parse=parse,
    recognizes=recognizes,
)
