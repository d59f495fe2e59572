"""ZIP archives: read like a folder; no file in one is ever written under its own name."""

import stat
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import IO

from articles.importing import readers
from articles.importing.file_kinds import OFFICE, OPEN_DOCUMENT, SIGNATURE_OF_ZIP, ZIP, binary_kind
from articles.importing.readers import Format, NotAnArticle, shown_path
from articles.importing.records import ArticleError, Contained, Failure, Readable, Skipped
from articles.importing.unpacking import (
    DAMAGED,
    EMPTY,
    HIDDEN,
    LINK,
    OUTSIDE,
    damaged,
    is_hidden,
    is_safe,
)
from articles.text import words

ENCRYPTED = "It is encrypted; unpack the archive with its password and import what was in it."
IS_ENCRYPTED = 0x1  # of the flags of a file in an archive
# Office documents are archives: told by a file that lies in them, wherever that stands.
DOCUMENTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
# What lies beside the content of an OpenDocument, which tells its kind in its first bytes: one that
# came here has lost them.
OPEN_DOCUMENT_PARTS = {"mimetype", "META-INF/manifest.xml", "styles.xml"}


def recognizes(sample: bytes) -> bool:
    """Whether a file is an archive, and none of the documents that outwardly are one."""
    return binary_kind(sample) is ZIP


def read(path: str) -> Iterator[Readable]:
    """Yield what lies in the archive, in its order."""
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGED as error:
        raise ArticleError(damaged(error)) from None
    with archive:
        names = {info.filename for info in archive.infolist()}
        if document := next((DOCUMENTS[name] for name in DOCUMENTS if name in names), None):
            yield from readers.FORMATS[document].read(path)
            return
        if "[Content_Types].xml" in names:
            raise NotAnArticle(OFFICE.sentence)
        if "content.xml" in names and names & OPEN_DOCUMENT_PARTS:
            raise NotAnArticle(OPEN_DOCUMENT.sentence)
        files = [info for info in archive.infolist() if not info.is_dir()]
        if not files:
            raise ArticleError(EMPTY)
        for info in files:
            yield _item(archive, info, f"{shown_path(path)}/{shown_path(info.filename)}")


def _item(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str) -> Readable:
    if not is_safe(info.filename):
        return Failure(shown, None, OUTSIDE)
    if is_hidden(info.filename):
        return Skipped(shown, HIDDEN)
    if stat.S_ISLNK(info.external_attr >> 16):
        return Skipped(shown, LINK)
    if info.flag_bits & IS_ENCRYPTED:
        return Failure(shown, None, ENCRYPTED)
    return Contained(info.filename, partial(_open, archive, info), info.file_size)


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    return archive.open(info)


FORMAT = Format(
    name="zip",
    endings=words(".zip"),
    read=read,
    recognizes=recognizes,
    signature=SIGNATURE_OF_ZIP,
    generality=1,
    is_archive=True,
)
