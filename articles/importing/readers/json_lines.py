"""JSON lines: an article a line, as programs and services of many kinds write them."""

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from articles.importing import fields as meanings
from articles.importing.decoding import BYTE_ORDER_MARKS
from articles.importing.file_kinds import JSON, SAMPLE
from articles.importing.readers import (
    LARGEST_ARTICLE,
    MEGABYTE,
    Format,
    NotAnArticle,
    shown_path,
    too_large,
    without_mark,
)
from articles.importing.records import ArticleError, DeclaredMetadata, Failure, Record
from articles.text import words

MEDIA_TYPE = "application/json"
NO_TEXT = 'This is JSON without a text; give each article a line with its text under "text".'


def read(path: str) -> Iterator[Record | Failure]:
    return read_named(path, {})


def read_named(path: str, columns: Mapping[str, str]) -> Iterator[Record | Failure]:
    """Yield one record a line. Raises NotAnArticle for an array, or one object without a text."""
    name = shown_path(path)
    found = False
    with open(path, "rb") as file:
        beginning = file.peek(SAMPLE)[:SAMPLE]
        refuse_wide(beginning[:4])
        if without_mark(beginning).startswith(b"["):
            raise NotAnArticle(JSON.sentence)
        number = 0
        while line := file.readline(LARGEST_ARTICLE + 2):
            number += 1
            content = line.rstrip(b"\r\n")
            if number == 1 and not file.peek(1) and _is_object_without_text(content, columns):
                raise NotAnArticle(NO_TEXT)
            if len(content) > LARGEST_ARTICLE:
                found = True
                yield Failure(
                    name, number, too_large("line", len(line) + _rest_of_line(file, line))
                )
            elif content.strip():
                found = True
                raw = renamed(content, columns)
                yield Record(raw=raw, media_type=MEDIA_TYPE, file=name, line=number)
    if not found:
        yield Failure(name, None, "The file is empty.")


def refuse_wide(beginning: bytes) -> None:
    """Raise ArticleError for a file whose first bytes are not UTF-8, as JSON must be."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if beginning.startswith(mark) and encoding != "utf-8-sig":
            raise ArticleError(f"The file is {encoding.upper()}; JSON lines must be UTF-8.")
    if b"\0" in beginning:
        raise ArticleError("This is not JSON lines in UTF-8; export it again as UTF-8.")


def renamed(raw: bytes, columns: Mapping[str, str]) -> bytes:
    """Return an object with the names of fields in place of the keys that somebody has named."""
    if not columns or not isinstance(fields := _loaded(raw), dict):
        return raw
    names = meanings.renamed(fields, columns)
    if names == list(fields):
        return raw
    return json.dumps(dict(zip(names, fields.values(), strict=True)), ensure_ascii=False).encode(
        "utf-8", "backslashreplace"
    )


def _rest_of_line(file: BinaryIO, line: bytes) -> int:
    """Read on to the end of a line without keeping it; returns how many bytes that were."""
    length = 0
    while line and not line.endswith(b"\n"):
        line = file.readline(MEGABYTE)
        length += len(line)
    return length


def parse(record: Record) -> DeclaredMetadata:
    """Return the fields of the line. Raises ArticleError when they hold no text."""
    fields = _unwrapped(_object(record.raw))
    if (declared := meanings.declared_by(fields)) is not None:
        return declared
    is_there = any(meanings.meaning(key) == "text" for key in fields)
    what = "has a text that is not a string" if is_there else "has no text"
    raise ArticleError(f'The line {what}; give it under the key "text".')


def has_text(fields: dict) -> bool:
    """Whether an object is an article, as far as its keys tell."""
    return meanings.have_text(_unwrapped(fields))


def _unwrapped(fields: dict) -> dict:
    """Return the fields of an article out of what programs put around them."""
    if isinstance(inner := fields.get("_source"), dict):  # Elasticsearch
        return {"id": fields.get("_id"), **inner}
    if isinstance(inner := fields.get("properties"), dict) and "schema" in fields:
        return {"id": fields.get("id"), **_of_entity(inner)}
    if isinstance(inner := fields.get("fields"), dict):  # the Guardian
        return {**fields, **inner}
    if isinstance(inner := fields.get("_embedded"), dict):
        return {**fields, **_of_post(fields, inner)}
    fields = {key: _rendered(value) for key, value in fields.items()}
    for key in ("meta", "metadata"):  # doccano
        if isinstance(inner := fields.get(key), dict):
            fields = {**inner, **fields}
    if not meanings.have_text(fields) and isinstance(fields.get("data"), str):
        fields["text"] = fields.pop("data")  # doccano
    return fields


def _of_entity(properties: dict) -> dict:
    """Return the properties of an entity of FollowTheMoney, which are all lists."""
    return {
        key: "\n\n".join(map(str, value))
        if isinstance(value, list) and meanings.meaning(key) in ("text", "title")
        else value
        for key, value in properties.items()
    }


def _of_post(fields: dict, embedded: dict) -> dict:
    """Return the fields of a post of WordPress that came with its author and its terms."""
    terms = embedded.get("wp:term")
    lists = [some for some in terms if isinstance(some, list)] if isinstance(terms, list) else []
    return {
        **{key: _rendered(value) for key, value in fields.items()},
        "author": embedded.get("author"),
        "categories": [term for some in lists for term in some],
        "tags": None,
    }


def _rendered(value: object) -> object:
    """Return the markup of a field of WordPress, which may keep other forms of it beside that."""
    return value["rendered"] if isinstance(value, dict) and "rendered" in value else value


def is_json_lines(sample: bytes) -> bool:
    """Whether the first line of a file is an object."""
    line = sample.split(b"\n", 1)[0]
    if not without_mark(sample).startswith(b"{"):
        return False
    # The sample may have cut a long line; no prose begins like this.
    return _is_object(line) or (len(line) >= SAMPLE and line[1:].lstrip().startswith(b'"'))


def begins_with_text(sample: bytes) -> bool:
    """Whether the first line of a file is an object with a text."""
    fields = _loaded(sample.split(b"\n", 1)[0])
    return isinstance(fields, dict) and has_text(fields)


def _loaded(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _is_object(line: bytes) -> bool:
    return isinstance(_loaded(line), dict)


def _is_object_without_text(line: bytes, columns: Mapping[str, str]) -> bool:
    fields = _loaded(renamed(line, columns))
    return isinstance(fields, dict) and not has_text(fields)


def _object(raw: bytes) -> dict:
    """Return the object of the line without its empty fields."""
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
    return {key: value for key, value in fields.items() if value not in (None, "", [])}


FORMAT = Format(
    name="jsonl",
    media_type=MEDIA_TYPE,
    endings=words(".jsonl .ndjson"),
    read=read,
    read_named=read_named,
    parse=parse,
    recognizes=is_json_lines,
)
