"""JSON lines: an article a line. A file may also be one object over several lines."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from articles.importing.decoding import BYTE_ORDER_MARKS, clean
from articles.importing.file_kinds import JSON, SAMPLE
from articles.importing.metadata import publication_dates
from articles.importing.readers import (
    LARGEST_ARTICLE,
    MEGABYTE,
    Format,
    NotAnArticle,
    shown_path,
    too_large,
    without_mark,
)
from articles.importing.records import ArticleError, DeclaredMetadata, Failure, Record, strings
from articles.text import words

MEDIA_TYPE = "application/json"
ONLY_LINES = (".jsonl", ".ndjson")
TEXT_KEYS = ("text", "body", "content")
DATE_KEYS = ("published", "published_on", "published_at", "date", "datepublished")


def read(path: str) -> Iterator[Record | Failure]:
    """Yield one record a line; but for `.jsonl` a file may be one object over several lines.

    Raises NotAnArticle for other JSON: an array, or an object without a text.
    """
    name = shown_path(path)
    if not path.lower().endswith(ONLY_LINES) and os.path.getsize(path) <= LARGEST_ARTICLE:
        raw = Path(path).read_bytes()
        if _is_object(raw):
            _refuse_without_text(raw)
            if b"\n" in raw.strip():
                yield Record(raw=raw, media_type=MEDIA_TYPE, file=name)
                return
    found = False
    with open(path, "rb") as file:
        _refuse_other(file.peek(SAMPLE)[:SAMPLE])
        number = 0
        while line := file.readline(LARGEST_ARTICLE + 2):
            number += 1
            content = line.rstrip(b"\r\n")
            if len(content) > LARGEST_ARTICLE:
                found = True
                yield Failure(
                    name, number, too_large("line", len(line) + _rest_of_line(file, line))
                )
            elif content.strip():
                found = True
                yield Record(raw=content, media_type=MEDIA_TYPE, file=name, line=number)
    if not found:
        yield Failure(name, None, "The file is empty.")


def _refuse_without_text(raw: bytes) -> None:
    fields = _object(raw)
    if not any(key in fields for key in TEXT_KEYS):
        raise NotAnArticle(
            'This is JSON without a text; give each article a line with its text under "text".'
        )


def _refuse_other(beginning: bytes) -> None:
    _refuse_wide(beginning[:4])
    first = without_mark(beginning).split(b"\n", 1)[0].strip()
    # An array is written on one line or over many, an object over many begins with its brace.
    if first.startswith(b"[") or (first == b"{" and b"\n" in beginning):
        raise NotAnArticle(JSON.sentence)


def _refuse_wide(beginning: bytes) -> None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if beginning.startswith(mark) and encoding != "utf-8-sig":
            raise ArticleError(f"The file is {encoding.upper()}; JSON lines must be UTF-8.")
    if b"\0" in beginning:
        raise ArticleError("This is not JSON lines in UTF-8; export it again as UTF-8.")


def _rest_of_line(file: BinaryIO, line: bytes) -> int:
    """Read on to the end of a line without keeping it; returns how many bytes that were."""
    length = 0
    while line and not line.endswith(b"\n"):
        line = file.readline(MEGABYTE)
        length += len(line)
    return length


def parse(record: Record) -> DeclaredMetadata:
    """Return the fields of the line. Raises ArticleError when they hold no text."""
    fields = _object(record.raw)
    text = next((fields[key] for key in TEXT_KEYS if key in fields), None)
    if not isinstance(text, str):
        what = "has no text" if text is None else "has a text that is not a string"
        raise ArticleError(f'The line {what}; give it under the key "text".')
    return DeclaredMetadata(
        text=text,
        title=_first(fields, "title", "headline"),
        byline=_first(fields, "byline", "author", "authors"),
        published=next(
            (publication_dates.parse(fields[key]) for key in DATE_KEYS if key in fields), None
        ),
        source=_first(fields, "source", "publisher", "site_name"),
        url=_first(fields, "url", "link"),
        id=_first(fields, "id"),
        language=_first(fields, "language", "lang"),
        sections=_names(fields.get("sections") or fields.get("section") or fields.get("tags")),
    )


def is_json_lines(sample: bytes) -> bool:
    """Whether the first line of a file is an object."""
    line = sample.split(b"\n", 1)[0]
    if not without_mark(sample).startswith(b"{"):
        return False
    # The sample may have cut a long line; no prose begins like this.
    return _is_object(line) or (len(line) >= SAMPLE and line[1:].lstrip().startswith(b'"'))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _object(raw: bytes) -> dict:
    """Return the object of the line without its empty fields, keys in lower case."""
    try:
        fields = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"Broken UTF-8 at byte {error.start} of the line; JSON lines must be UTF-8."
        ) from None
    except RecursionError:
        raise ArticleError("The JSON is nested too deeply.") from None
    except ValueError as error:
        raise ArticleError(f"This is not valid JSON: {error}.") from None
    if not isinstance(fields, dict):
        raise ArticleError('The line must hold a JSON object, such as {"text": "…"}.')
    return {key.lower(): value for key, value in fields.items() if value not in (None, "", [])}


def _first(fields: dict, *keys: str) -> str:
    """Return the first of the fields that is there, people and publishers by their names."""
    for key in keys:
        if words := ", ".join(strings(fields.get(key))):
            return clean(words)
    return ""


def _names(value: object) -> tuple[str, ...]:
    """Return the names of a list, or of a string that holds several."""
    parts = re.split(r"[|;,]", value) if isinstance(value, str) else strings(value)
    return tuple(part.strip() for part in parts)


FORMAT = Format(
    name="jsonl",
    media_type=MEDIA_TYPE,
    endings=words(".jsonl .ndjson .json"),
    read=read,
    parse=parse,
    recognizes=is_json_lines,
)
