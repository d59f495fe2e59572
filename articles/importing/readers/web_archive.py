"""Web archives (WARC): an article a page; other files that were archived are read as they are."""

import io
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from articles.importing.file_kinds import SAMPLE, WARC, binary_kind
from articles.importing.readers import LARGEST_ARTICLE, Format, shown_path, too_large, web_page
from articles.importing.records import (
    ArticleError,
    Contained,
    DeclaredMetadata,
    Failure,
    Readable,
    Record,
    Skipped,
    Stream,
)
from articles.text import words

MEDIA_TYPE = "application/warc"
PAGES = words("text/html application/xhtml+xml")
# What a browser fetches for a page, and no person reads.
FOR_PAGES = re.compile(
    r"(?:image|audio|video|font)/|text/css|(?:text|application)/(?:x-)?(?:java|ecma)script"
    r"|application/(?:font|x-font|vnd\.ms-fontobject|wasm|manifest)"
)
CONTENT = words("response resource conversion")
LONGEST_ADDRESS = 200  # characters in a name

NOT_FOUND = "The server answered {status} instead of a page."
FOR_A_PAGE = "This is a part of a page ({media_type}), no article."
AGAIN = "The same was archived before; it is not here again."
EMPTY = "Nothing was archived of it."
BROKEN = "The web archive is damaged behind this record; what follows could not be read."
NO_WARC = "This is no web archive (WARC): no record begins in it."

Archived = Any  # a record of the library, which says nothing about its types


def recognizes(sample: bytes) -> bool:
    return binary_kind(sample) is WARC


def read(path: str) -> Iterator[Readable]:
    """Yield what was archived; the place of each is the number of its record in the archive."""
    from warcio.exceptions import ArchiveLoadFailed

    name = shown_path(path)
    number = 0
    with open(path, "rb") as file:
        archive = _archived(file)
        try:
            for number, archived in enumerate(archive, 1):
                if (found := _found(archived, name, number)) is not None:
                    yield found
        except (ArchiveLoadFailed, ValueError, EOFError, OSError, AttributeError) as error:
            if isinstance(error, OSError) and not isinstance(error, EOFError) and error.errno:
                raise
            if not number:
                raise ArticleError(NO_WARC) from None
            yield Failure(name, number + 1, BROKEN)
    if not number:
        raise ArticleError(NO_WARC)


def _archived(file: Stream) -> Iterator[Archived]:
    # It takes a while to load, and most imports hold no web archives.
    from warcio.archiveiterator import ArchiveIterator

    class Quiet(ArchiveIterator):
        INC_RECORD = ""  # what is damaged is said of its item, not printed

    return iter(Quiet(file))


def _found(archived: Archived, name: str, number: int) -> Readable | None:
    """Return what is to be read of a record; None for one about how others were archived."""
    if archived.rec_type == "revisit":
        return Skipped(name, AGAIN, line=number)
    if archived.rec_type not in CONTENT:
        return None
    status = archived.http_headers.get_statuscode() if archived.http_headers else "200"
    if status != "200":
        return Skipped(name, NOT_FOUND.format(status=status or "nothing"), line=number)
    media_type = _media_type(archived)
    if FOR_PAGES.match(media_type):
        return Skipped(name, FOR_A_PAGE.format(media_type=media_type), line=number)
    raw = archived.raw_stream.read(LARGEST_ARTICLE + 1)
    if len(raw) > LARGEST_ARTICLE:
        return Failure(name, number, too_large("page", archived.length or len(raw)))
    if not raw:
        return Skipped(name, EMPTY, line=number)
    if media_type in PAGES or web_page.is_web_page(raw[:SAMPLE]):
        return Record(_written(archived, raw), MEDIA_TYPE, name, line=number)
    address = archived.rec_headers.get_header("WARC-Target-URI") or ""
    return Contained(f"{number}/{_file_name(address)}", partial(_content, archived, raw))


def _media_type(archived: Archived) -> str:
    headers = archived.http_headers or archived.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _written(archived: Archived, raw: bytes) -> bytes:
    """Return a record as it stands in an archive, alone."""
    http = archived.http_headers.to_bytes() if archived.http_headers else b""
    block = http + raw
    archived.rec_headers.replace_header("Content-Length", str(len(block)))
    return archived.rec_headers.to_bytes() + block + b"\r\n\r\n"


def _content(archived: Archived, raw: bytes) -> io.BytesIO:
    return io.BytesIO(_unpacked(archived, io.BytesIO(raw)))


def _file_name(address: str) -> str:
    try:
        path = urlsplit(address.strip("<>")).path
    except ValueError:
        path = ""
    return os.path.basename(path.rstrip("/"))[-LONGEST_ADDRESS:] or "page"


def _unpacked(archived: Archived, raw: io.BytesIO) -> bytes:
    """Return what a server packed for the way; what grows beyond measure is refused."""
    archived.raw_stream = raw
    unpacked = archived.content_stream().read(LARGEST_ARTICLE + 1)
    if len(unpacked) > LARGEST_ARTICLE:
        raise ArticleError(too_large("page", len(unpacked)))
    return unpacked


def parse(record: Record) -> DeclaredMetadata:
    """Return what the page declares, and where it was found when it does not say."""
    from warcio.exceptions import ArchiveLoadFailed

    try:
        archived = next(_archived(io.BytesIO(record.raw)))
        raw = archived.content_stream().read(LARGEST_ARTICLE + 1)
    except (ArchiveLoadFailed, StopIteration, ValueError, EOFError, OSError, AttributeError):
        raise ArticleError("The record of the web archive is damaged.") from None
    if len(raw) > LARGEST_ARTICLE:
        raise ArticleError(too_large("page", len(raw)))
    declared = web_page.parse(replace(record, raw=raw, media_type=web_page.MEDIA_TYPE))
    address = archived.rec_headers.get_header("WARC-Target-URI") or ""
    return declared if declared.url else replace(declared, url=address.strip("<>"))


FORMAT = Format(
    name="warc",
    media_type=MEDIA_TYPE,
    endings=words(".warc"),
    read=read,
    parse=parse,
    recognizes=recognizes,
)
