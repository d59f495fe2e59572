"""The files of uploads: received in pieces, kept under numbers, removed.

No file is ever written under the name it came with, and none is served: a name is only shown.
"""

import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, F, Sum
from django.utils import timezone

from articles.importing.unpacking import ENDING
from articles.upload_models import LONGEST_NAME, Upload, UploadFile

MOST_FILES = 20_000
MOST_BYTES = 5_000_000_000
# What is left free on the disk for everything else; in bytes.
RESERVE = 500_000_000
GIGABYTE = 1_000_000_000
UNNAMED = "unnamed"
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+|[\ud800-\udfff]")
_MARKED = re.compile(r"[/\\]+")


class UploadError(Exception):
    """An upload was refused. Says in one sentence why and what to do; shown as it is."""


@dataclass(frozen=True)
class Piece:
    """Bytes of a file, from `offset` on; `size` is that of the whole file."""

    name: str
    size: int
    offset: int
    content: Iterable[bytes]


def folder_of(upload: Upload) -> Path:
    """Where its files lie; nothing but this application may look into it."""
    root = Path(os.path.realpath(settings.GANGINTEL_DATA_DIR))
    return root / "uploads" / upload.token.hex


def path_of(file: UploadFile) -> str:
    return str(folder_of(file.upload) / f"{file.number}{file.ending}")


def shown_name(written: str) -> str:
    """Return a name as it is shown: without what leads out of a folder, and without signs that
    nobody sees. Raises UploadError for one that is too long.
    """
    parts = (part.strip() for part in _MARKED.split(_CONTROL.sub(" ", written)))
    name = "/".join(part for part in parts if part not in ("", ".", "..")) or UNNAMED
    if len(name) > LONGEST_NAME:
        raise UploadError(
            f"The name of “{name[:60]}…” has {len(name):,} characters with its folders, and may "
            f"have {LONGEST_NAME:,}: rename it and drop it again."
        )
    return name


def begin_upload(owner: User, name: str) -> Upload:
    """Make an upload and its folder. `name` is what was dropped, in a few words."""
    upload = Upload.objects.create(owner=owner, name=shown_name(name)[:200])
    folder = folder_of(upload)
    with _explained():
        folder.parent.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700)
    return upload


@transaction.atomic
def receive(upload: Upload, pieces: Iterable[Piece]) -> dict[str, int]:
    """Keep pieces of files; returns how many bytes of each of these files are here now.

    A piece that does not go on where its file ends so far is left alone: the answer says where to
    go on. So a piece may come twice, and what was broken off is gone on with. Raises UploadError.
    """
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    if held.state != Upload.State.OPEN:
        raise UploadError(
            f"“{held}” was looked at already and takes no more files: drop them anew."
        )
    held.touched_at = timezone.now()
    held.save(update_fields=["touched_at"])
    _refuse_full_disk(held)
    files = _Files(held, [*pieces])
    for file, piece in files.of_pieces():
        _append(file, piece)
    files.save()
    return {file.name: file.received for file in files}


class _Files:
    """The files of an upload to which pieces belong; makes those that are new."""

    def __init__(self, upload: Upload, pieces: list[Piece]) -> None:
        self._upload = upload
        self._pieces = [(shown_name(piece.name), piece) for piece in pieces]
        known = upload.files.filter(name__in=[name for name, _ in self._pieces])
        self._files = {file.name: file for file in known}
        for file in self:
            file.upload = upload
        totals = upload.files.aggregate(count=Count("pk"), size=Sum("size", default=0))
        self._count, self._size = totals["count"], totals["size"]

    def __iter__(self) -> Iterator[UploadFile]:
        return iter(self._files.values())

    def save(self) -> None:
        known = [file for file in self if file.pk]
        UploadFile.objects.bulk_create([file for file in self if not file.pk])
        UploadFile.objects.bulk_update(known, ["received"])

    def of_pieces(self) -> Iterator[tuple[UploadFile, Piece]]:
        for name, piece in self._pieces:
            file = self._files.get(name) or self._made(name, piece.size)
            self._files[name] = file
            if file.size != piece.size:
                raise UploadError(
                    f"Another file called “{name}” is among these already: drop it by itself."
                )
            yield file, piece

    def _made(self, name: str, size: int) -> UploadFile:
        self._count += 1
        self._size += size
        if self._count > MOST_FILES:
            raise UploadError(f"At once {MOST_FILES:,} files are taken: drop the others later.")
        if self._size > MOST_BYTES:
            raise UploadError(
                f"At once {MOST_BYTES // GIGABYTE} GB are taken: drop the others later, or import "
                "them with manage.py import_articles."
            )
        ending = os.path.splitext(name)[1]
        return UploadFile(
            upload=self._upload,
            number=self._count,
            name=name,
            ending=ending if ENDING.fullmatch(ending) else "",
            size=size,
            received=0,
        )


def _append(file: UploadFile, piece: Piece) -> None:
    """Write the piece behind what is there; one that belongs elsewhere is left alone."""
    if piece.offset != file.received:
        return
    with _explained():
        flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW
        with open(os.open(path_of(file), flags, 0o600), "wb") as out:
            out.seek(piece.offset)
            for chunk in piece.content:
                if file.received + len(chunk) > file.size:
                    raise UploadError(
                        f"“{file}” has become longer while it was read: drop it again."
                    )
                out.write(chunk)
                file.received += len(chunk)
            # What a request that was refused has left under this number ends here.
            out.truncate()


def _refuse_full_disk(upload: Upload) -> None:
    with _explained():
        if shutil.disk_usage(folder_of(upload)).free < RESERVE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken_off(upload: Upload) -> int:
    """How many of its files are not here as a whole."""
    return upload.files.filter(received__lt=F("size")).count()


def add_text(upload: Upload, name: str, text: str) -> None:
    """Add a file with this text."""
    raw = text.encode("utf-8", "replace")
    receive(upload, [Piece(name, len(raw), 0, [raw])])


@transaction.atomic
def remove_upload(upload: Upload) -> None:
    """Remove its files and what was read in them; of one that was taken in its runs stay."""
    # A worker that looks at it, and keeps what it found while it holds the row, ends by this.
    held = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if held is None:
        return
    if held.runs.exists():
        held.items.all().delete()
        held.files.all().delete()
        Upload.objects.filter(pk=held.pk).update(state=Upload.State.REMOVED, said=[])
    else:
        held.delete()
    folder = folder_of(upload)
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))


def remove_old(before: datetime) -> None:
    """Remove the uploads with which nothing was done since; those at work stay.

    Also folders of which no upload is known, such as after the database was set back.
    """
    old = Upload.objects.filter(touched_at__lt=before).exclude(state=Upload.State.REMOVED)
    for upload in old.exclude(pk__in=Upload.objects.at_work()).order_by("pk"):
        remove_upload(upload)
    root = folder_of(Upload()).parent
    known = {token.hex for token in Upload.objects.values_list("token", flat=True)}
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.name not in known and folder.stat().st_mtime < before.timestamp():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _explained() -> Iterator[None]:
    """Say in a sentence why the disk refuses something."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UploadError(
                "The disk of the server is full, so nothing more can be received: ask who looks "
                "after it for room, then go on."
            ) from None
        raise UploadError(
            f"The server cannot keep files now ({error.strerror or error}): try again later."
        ) from None
