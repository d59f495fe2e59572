"""JSON that is no article a line: an array, objects over many lines, the answer of a service.

The articles of a file of any length are told apart one after the other; each is then read as a
line of JSON lines is. They are parted by brackets and quotation marks alone.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import BinaryIO

from articles.importing.file_kinds import JSON, JSON_ARRAY, JSON_OBJECT
from articles.importing.readers import (
    LARGEST_ARTICLE,
    MEGABYTE,
    Format,
    NotAnArticle,
    json_lines,
    shown_path,
    too_large,
    without_mark,
)
from articles.importing.records import Failure, Record

# Under which key the articles of an answer stand: NewsAPI, the Guardian, the New York Times,
# Elasticsearch, JSON Feed, MediaCloud.
ARRAY = re.compile(
    rb'(?<!\\)"(?:articles|results|items|data|documents|docs|posts|entries|news|hits|rows|stories'
    rb'|records|noticias|articulos|resultados|artigos)"\s*:\s*\[(?=\s*\{)',
    re.IGNORECASE,
)
TRIED = 20  # articles by which it is told whether there are texts in a file
ENDS_EARLY = "The file ends before this article does; it was cut off."


def recognizes(sample: bytes) -> bool:
    """Whether the first bytes of a file are JSON, and no line of JSON lines."""
    beginning = without_mark(sample)
    if JSON_ARRAY.match(beginning):
        return True
    if not JSON_OBJECT.match(beginning):
        return False
    if json_lines.is_json_lines(sample):
        return bool(ARRAY.search(beginning)) and not json_lines.begins_with_text(beginning)
    return True


def read(path: str) -> Iterator[Record | Failure]:
    return read_named(path, {})


def read_named(path: str, columns: Mapping[str, str]) -> Iterator[Record | Failure]:
    """Yield one record an article. Raises NotAnArticle where none of the first has a text."""
    name = shown_path(path)
    with open(path, "rb") as file:
        json_lines.refuse_wide(file.peek(4)[:4])
        in_array = _go_to_articles(file)
        found = _found(file, name, columns)
        first = list(islice(found, TRIED))
        records = [one for one in first if isinstance(one, Record)]
        if not any(map(_has_text, records)) and len(records) == len(first):
            raise NotAnArticle(
                JSON.sentence if in_array or len(records) != 1 else json_lines.NO_TEXT
            )
        if len(first) == 1 and not in_array and isinstance(first[0], Record):
            yield Record(first[0].raw, json_lines.MEDIA_TYPE, name)
        else:
            yield from chain(first, found)


def _go_to_articles(file: BinaryIO) -> bool:
    """Go to where the array of the articles begins; False where there is none."""
    beginning = file.read(MEGABYTE)
    start = len(beginning) - len(without_mark(beginning))
    is_array = beginning[start : start + 1] == b"["
    array = None if is_array or _is_article(beginning) else ARRAY.search(beginning)
    file.seek(start + 1 if is_array else array.end() if array else 0)
    return is_array or array is not None


def _is_article(beginning: bytes) -> bool:
    """Whether a file begins with an article, which may itself hold an array of any name."""
    text = without_mark(beginning).decode("utf-8", "ignore")
    try:
        fields, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(fields, dict) and json_lines.has_text(fields)


def _found(file: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Record | Failure]:
    number = 0
    try:
        for number, found in enumerate(objects(file, LARGEST_ARTICLE), 1):
            if isinstance(found, int):
                yield Failure(name, number, too_large("article", found))
            else:
                raw = json_lines.renamed(found, columns)
                yield Record(raw, json_lines.MEDIA_TYPE, name, line=number)
    except CutOff:
        yield Failure(name, number + 1, ENDS_EARLY)


def _has_text(record: Record) -> bool:
    try:
        fields = json.loads(record.raw)
    except (ValueError, RecursionError):
        return True  # which says why it cannot be read
    return isinstance(fields, dict) and json_lines.has_text(fields)


FORMAT = Format(
    name="json",
    endings=frozenset({".json"}),
    read=read,
    read_named=read_named,
    recognizes=recognizes,
)


OUTSIDE = re.compile(rb'["{}\[\]]')
INSIDE = re.compile(rb'["\\]')
PIECE = 1_000_000  # bytes


class CutOff(Exception):
    """The stream ends inside an object."""


def objects(stream: BinaryIO, largest: int) -> Iterator[bytes | int]:
    """Yield each object (or array) up to the end of the array around them, or of the stream.

    Of one that has more than `largest` bytes its size is yielded, and it is not held. Raises CutOff
    where the stream ends inside one.
    """
    pieces: list[bytes] = []
    size = depth = 0
    in_string = is_escaped = False
    while chunk := stream.read(PIECE):
        at, start = int(is_escaped), 0
        while match := (INSIDE if in_string else OUTSIDE).search(chunk, at):
            sign, at = match[0], match.end()
            if sign == b"\\":
                at += 1
            elif sign == b'"':
                in_string = not in_string
            elif sign in b"{[":
                if depth == 0:
                    start = at - 1
                depth += 1
            elif depth == 0:
                return
            else:
                depth -= 1
                if depth == 0:
                    size += at - start
                    yield size if size > largest else b"".join([*pieces, chunk[start:at]])
                    pieces, size = [], 0
        is_escaped = at > len(chunk)
        if depth:
            size += len(chunk) - start
            pieces = [*pieces, chunk[start:]] if size <= largest else []
    if depth:
        raise CutOff
