"""Find the articles in files and folders: one record each, read as a stream.

A folder gives every file in it, in sorted order, hidden ones left out. Files of an ending
that never holds an article are passed over there; any other unknown file is taken when it
is text. A file that somebody names is always read, or reported.
"""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from articles.importing.errors import ArticleError
from articles.importing.files.decoding import BYTE_ORDER_MARKS, decode
from articles.importing.records import HTML, JSON, TEXT, Failure, Record
from articles.importing.wording import words

LARGEST_ARTICLE = 20_000_000  # bytes, of a file of one article or a line of many
MEGABYTE = 1_000_000
SAMPLE = 4096  # bytes by which an unknown file is told
FORMATS = {"text": TEXT, "html": HTML, "jsonl": JSON}
ENDINGS = {
    **dict.fromkeys([".txt", ".text", ".md"], TEXT),
    **dict.fromkeys([".html", ".htm", ".xhtml"], HTML),
    **dict.fromkeys([".jsonl", ".ndjson", ".json"], JSON),
}
# Text, but data, settings or programs; taken from a folder these would be no news.
NO_ARTICLES = words(
    ".bat .c .cfg .conf .cpp .css .csv .db .gpg .h .ini .java .js .key .log .map .pem .php .po .py"
    " .rb .rs .rst .sh .sql .svg .toml .ts .tsv .vtt .warc .xml .yaml .yml"
)


def read(paths: list[str], format: str = "auto") -> Iterator[Record | Failure]:
    """Yield every article below the paths, and a failure for all that could not be read."""
    for path in paths:
        if os.path.isdir(path):
            yield from _folder(path, format)
        else:
            yield from _file(path, format, named=True)


def size_of(paths: list[str]) -> int:
    """Return the bytes below the paths, for a progress bar."""
    total = 0
    for path in paths:
        for file in files_in(path) if os.path.isdir(path) else [path]:
            try:
                total += os.path.getsize(file)
            except OSError:
                continue  # reading it will tell
    return total


def files_in(folder: str) -> Iterator[str]:
    """Yield the files of a folder and those below it, sorted, without hidden ones."""
    for place, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(place, name) for name in sorted(names) if name[0] != ".")


def shown(path: str) -> str:
    """Return the path as PostgreSQL and JSON can keep it, also when its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _raise(error: OSError) -> None:
    raise error


def _folder(folder: str, format: str) -> Iterator[Record | Failure]:
    found = False
    try:
        for file in files_in(folder):
            for item in _file(file, format, named=False):
                found = True
                yield item
    except OSError as error:
        found = True
        yield Failure(shown(error.filename or folder), None, _reason(error))
    if not found:
        yield Failure(shown(folder), None, "There are no articles in this folder.")


def _file(path: str, format: str, *, named: bool) -> Iterator[Record | Failure]:
    try:
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode):
            if named:
                yield Failure(shown(path), None, "This is neither a file nor a folder.")
            return
        media_type = FORMATS.get(format) or _media_type(path, named=named)
        if media_type == JSON:
            yield from _json_file(path)
        elif media_type:
            yield _whole(path, media_type)
    except OSError as error:
        yield Failure(shown(path), None, _reason(error))
    except ArticleError as error:
        yield Failure(shown(path), None, str(error))


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file or folder."
    return f"It cannot be read: {error.strerror or error}."


def _media_type(path: str, *, named: bool) -> str:
    """Tell by its ending, else by its first bytes, what a file holds; empty for no article."""
    ending = os.path.splitext(path)[1].lower()
    if ending in ENDINGS:
        return ENDINGS[ending]
    if ending in NO_ARTICLES and not named:
        return ""
    with open(path, "rb") as file:
        sample = file.read(SAMPLE)
    beginning = sample.lstrip(b"\xef\xbb\xbf \t\r\n")[:500].lower()
    if beginning.startswith((b"<!doctype html", b"<html")):
        return HTML
    if beginning.startswith(b"{") and _is_object(sample.split(b"\n", 1)[0]):
        return JSON
    if named:
        return TEXT
    try:
        # A sample may end within a character, which would look like a fault.
        return TEXT if decode(sample.rsplit(b"\n", 1)[0] or sample).strip() else ""
    except ArticleError:
        return ""


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # The sample may have cut a long line; no prose begins like this.
        return len(line) >= SAMPLE and line[1:].lstrip().startswith(b'"')


def _whole(path: str, media_type: str) -> Record:
    with open(path, "rb") as file:
        raw = file.read(LARGEST_ARTICLE + 1)
    if len(raw) > LARGEST_ARTICLE:
        raise ArticleError(_too_large("file", os.path.getsize(path)))
    resolved = shown(os.path.realpath(path))
    return Record(raw=raw, media_type=media_type, file=shown(path), path=resolved)


def _json_file(path: str) -> Iterator[Record | Failure]:
    """Yield one record a line; a `.json` file may also be one object over several lines."""
    name = shown(path)
    if path.lower().endswith(".json") and os.path.getsize(path) <= LARGEST_ARTICLE:
        raw = Path(path).read_bytes()
        if b"\n" in raw.strip() and _is_object(raw):
            yield Record(raw=raw, media_type=JSON, file=name)
            return
    found = False
    with open(path, "rb") as file:
        _refuse_wide(file.peek(4)[:4])
        number = 0
        while line := file.readline(LARGEST_ARTICLE + 2):
            number += 1
            content = line.rstrip(b"\r\n")
            if len(content) > LARGEST_ARTICLE:
                found = True
                yield Failure(
                    name, number, _too_large("line", len(line) + _rest_of_line(file, line))
                )
            elif content.strip():
                found = True
                yield Record(raw=content, media_type=JSON, file=name, line=number)
    if not found:
        yield Failure(name, None, "The file is empty.")


def _refuse_wide(beginning: bytes) -> None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if beginning.startswith(mark) and encoding != "utf-8-sig":
            raise ArticleError(f"The file is {encoding.upper()}; JSON lines must be UTF-8.")
    if b"\0" in beginning:
        raise ArticleError("This is not JSON lines in UTF-8; export it again as UTF-8.")


def _rest_of_line(file, line: bytes) -> int:
    """Read on to the end of a line without keeping it; returns how many bytes that were."""
    length = 0
    while line and not line.endswith(b"\n"):
        line = file.readline(MEGABYTE)
        length += len(line)
    return length


def _too_large(what: str, size: int) -> str:
    return (
        f"The {what} has {size / MEGABYTE:.1f} MB; an article may have "
        f"{LARGEST_ARTICLE // MEGABYTE} MB at most."
    )
