"""Mailboxes (.mbox): an article a mail, each of which begins with a line "From …"."""

import os
from collections.abc import Iterator
from typing import BinaryIO

from articles.importing.file_kinds import MAILBOX, MAILBOX_LINE, text_kind
from articles.importing.readers import (
    LARGEST_DOCUMENT,
    MEGABYTE,
    Format,
    NotAnArticle,
    e_mail,
    shown_path,
    too_large,
)
from articles.importing.records import Failure, Readable, Record
from articles.text import words


def recognizes(sample: bytes) -> bool:
    return text_kind(sample) is MAILBOX


def read(path: str) -> Iterator[Readable]:
    """Yield each mail and what is attached to it; its place is its number in the mailbox."""
    name = shown_path(path)
    resolved = shown_path(os.path.realpath(path))
    number = 0
    with open(path, "rb") as file:
        for number, found in enumerate(_mails(file), 1):
            if isinstance(found, int):
                yield Failure(name, number, too_large("mail", found, LARGEST_DOCUMENT))
            else:
                record = Record(found, e_mail.MEDIA_TYPE, name, f"{resolved}:{number}", number)
                yield from e_mail.items(record, folder=f"{number}/")
    if not number:
        raise NotAnArticle("This is no mailbox: no line of it begins a mail with “From ”.")


def _mails(file: BinaryIO) -> Iterator[bytes | int]:
    """Yield each mail, or the size of one that is too large."""
    lines: list[bytes] = []
    size = 0
    is_open = False
    after_blank = True
    while line := file.readline(MEGABYTE):
        if after_blank and MAILBOX_LINE.match(line):
            if is_open:
                yield b"".join(lines) if size <= LARGEST_DOCUMENT else size
            lines, size, is_open = [], 0, True
        elif is_open:
            size += len(line)
            # Lines of the text that would begin a mail were marked so when it was written.
            written = line[1:] if line.lstrip(b">").startswith(b"From ") and line[0] == 62 else line
            if size <= LARGEST_DOCUMENT:
                lines.append(written)
            else:
                lines.clear()
        after_blank = not line.strip()
    if is_open:
        yield b"".join(lines) if size <= LARGEST_DOCUMENT else size


FORMAT = Format(
    name="mbox",
    endings=words(".mbox .mbx"),
    read=read,
    recognizes=recognizes,
)
