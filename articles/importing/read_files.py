"""Find the articles in files and folders: one record each, read as a stream.

A folder gives every file in it and below it, in sorted order, and nothing in silence: what is not
read, such as hidden files and files of other kinds, is yielded as skipped, with the reason. A file
that somebody names is read, or has failed.
"""

import logging
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.importing import readers
from articles.importing.readers import NotAnArticle, shown_path
from articles.importing.records import ArticleError, Failure, Record

logger = logging.getLogger(__name__)

HIDDEN = "Hidden files and folders are left out; name it to import it."
LINKED_FOLDER = "This links to a folder, which is not followed; name that folder."
NO_FILE = "This is neither a file nor a folder."
NOTHING_INSIDE = "There are no files in this folder."
MISSING = "There is no such file or folder."
VANISHED = "It is gone: it was removed, or the link leads nowhere."


@dataclass(frozen=True)
class Skipped:
    """A file of a folder that was left out, and why."""

    file: str
    reason: str
    size: int = 0  # bytes that need not be read


@dataclass(frozen=True)
class _Entry:
    """What is no folder and lies in one, or below it; or a folder that could not be looked into."""

    path: str
    is_hidden: bool = False
    error: OSError | None = None


Found = Record | Skipped | Failure


def read_files(paths: list[str], format: str = "auto") -> Iterator[Found]:
    """Yield every article below the paths, and a word on all else that lies there."""
    for path in paths:
        if os.path.isdir(path):
            yield from _folder(path, format)
        else:
            yield from _file(path, format, named=True)


def size_of(paths: list[str], progress: Callable[[int], object] = lambda files: None) -> int:
    """Return the bytes below the paths. `progress` is told of each file that was counted."""
    total = 0
    for path in paths:
        for entry in _entries(path) if os.path.isdir(path) else [_Entry(path)]:
            total += 0 if entry.is_hidden else file_size(entry.path)
            progress(1)
    return total


def file_size(path: str) -> int:
    """Return the bytes of a file; 0 where that cannot be told, as reading it will tell."""
    try:
        status = os.stat(path)
    except OSError:
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _entries(folder: str) -> Iterator[_Entry]:
    """Yield all that lies in a folder, by name, then what lies in the folders inside it."""
    waiting = [_Entry(folder)]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place.path) as scan:
                inside = sorted(
                    (entry.name, entry.path, entry.is_dir(follow_symlinks=False)) for entry in scan
                )
        except OSError as error:
            yield _Entry(place.path, place.is_hidden, error)
            continue
        folders = []
        for name, path, is_folder in inside:
            found = _Entry(path, place.is_hidden or name.startswith("."))
            if is_folder:
                folders.append(found)
            else:
                yield found
        waiting += reversed(folders)


def _folder(folder: str, format: str) -> Iterator[Found]:
    is_empty = True
    for entry in _entries(folder):
        is_empty = False
        if entry.is_hidden:
            yield Skipped(shown_path(entry.path), HIDDEN)
        elif entry.error:
            yield Failure(shown_path(entry.path), None, _reason(entry.error, named=False))
        else:
            yield from _file(entry.path, format, named=False)
    if is_empty:
        yield Failure(shown_path(folder), None, NOTHING_INSIDE)


def _file(path: str, format: str, *, named: bool) -> Iterator[Found]:
    """Yield what a file holds; what a folder holds beside articles is skipped, not failed."""
    shown = shown_path(path)
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISREG(mode):
            yield from readers.format_of_file(path, format).read(path)
        elif named:
            yield Failure(shown, None, NO_FILE)
        else:
            yield Skipped(shown, LINKED_FOLDER if stat.S_ISDIR(mode) else NO_FILE)
    except NotAnArticle as error:
        reason = str(error)
        yield Failure(shown, None, reason) if named else Skipped(shown, reason, file_size(path))
    except ArticleError as error:
        yield Failure(shown, None, str(error))
    except OSError as error:
        yield Failure(shown, None, _reason(error, named=named))
    except Exception as error:
        # A file that nobody foresaw must not stop the files after it.
        logger.exception("Could not read %s", shown)
        yield Failure(shown, None, f"It could not be read ({type(error).__name__}: {error}).")


def _reason(error: OSError, *, named: bool) -> str:
    if isinstance(error, FileNotFoundError):
        return MISSING if named else VANISHED
    return f"It cannot be read: {error.strerror or error}."
