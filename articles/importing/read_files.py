"""Find the articles in files and folders: one record each, read as a stream.

A folder gives every file in it and below it, in sorted order, and nothing in silence: what is not
read, such as hidden files and files of other kinds, is yielded as skipped, with the reason. A file
that somebody names is read, or has failed. An archive is read like a folder, and so are the
attachments of a mail: `mails.zip/march/1.eml/report.pdf`.
"""

import logging
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from articles.importing import readers
from articles.importing.readers import NotAnArticle, shown_path
from articles.importing.records import ArticleError, Contained, Failure, Record, Skipped
from articles.importing.unpacking import DEEPEST, TOO_DEEP, Allowance, is_hidden, unpacked

logger = logging.getLogger(__name__)

HIDDEN = "Hidden files and folders are left out; name it to import it."
OUTSIDE = "This links out of the watched folder, which is not followed."
HIDDEN_INSIDE = "Hidden files and folders are left out; give it another name to import it."
LINKED_FOLDER = "This links to a folder, which is not followed; name that folder."
NO_FILE = "This is neither a file nor a folder."
NOTHING_INSIDE = "There are no files in this folder."
NO_ARTICLE = "There is no article in it."
MISSING = "There is no such file or folder."
VANISHED = "It is gone: it was removed, or the link leads nowhere."


@dataclass(frozen=True)
class _Entry:
    """What is no folder and lies in one, or below it; or a folder that could not be looked into."""

    path: str
    is_hidden: bool = False
    error: OSError | None = None


@dataclass(frozen=True)
class _Wanted:
    """What was said of the files, whether somebody named this one, and where it lies."""

    format: str
    columns: Mapping[str, str]
    named: bool
    within: str = ""  # the folder, without links in its path, that no file may lie outside of
    depth: int = 0  # how many containers are around it
    allowance: Allowance = field(default_factory=lambda: Allowance.of(0))


Found = Record | Skipped | Failure


def read_files(
    paths: list[str],
    format: str = "auto",
    columns: Mapping[str, str] | None = None,
    *,
    within: str = "",
) -> Iterator[Found]:
    """Yield every article below the paths, and a word on all else that lies there.

    `columns` says what the headings of tables and the keys of JSON mean that do not tell it. Links
    to files that do not lie `within` a folder, where one is given, are left out.
    """
    for path in paths:
        named = not os.path.isdir(path)
        wanted = _Wanted(format, columns or {}, named=named, within=within)
        yield from _file(path, wanted) if wanted.named else _folder(path, wanted)


def read_renamed(
    path: str, name: str, format: str = "auto", columns: Mapping[str, str] | None = None
) -> Iterator[Found]:
    """Yield what a file holds that is kept under another name than it came with, and no folder.

    `name` has `/` between folders; it is shown and tells hints, but no file is known by it later:
    two people may have files of one name.
    """
    shown = shown_path(name)
    if is_hidden(name):
        yield Skipped(shown, HIDDEN_INSIDE, file_size(path))
        return
    for item in _file(path, _Wanted(format, columns or {}, named=False)):
        named = _named(item, path, shown, "")
        yield replace(named, path="") if isinstance(named, Record) else named


def size_of(paths: list[str], progress: Callable[[int], object] = lambda files: None) -> int:
    """Return the bytes below the paths. `progress` is told of each file that was counted."""
    total = 0
    for path in paths:
        for entry in _entries(path) if os.path.isdir(path) else [_Entry(path)]:
            total += 0 if entry.is_hidden else file_size(entry.path)
            progress(1)
    return total


def lies_within(path: str, folder: str) -> bool:
    """Whether a path leads to the folder or into it, once all links in it are followed."""
    return os.path.commonpath([os.path.realpath(path), folder]) == folder


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


def _folder(folder: str, wanted: _Wanted) -> Iterator[Found]:
    is_empty = True
    for entry in _entries(folder):
        is_empty = False
        if entry.is_hidden:
            yield Skipped(shown_path(entry.path), HIDDEN)
        elif entry.error:
            yield Failure(shown_path(entry.path), None, _reason(entry.error, named=False))
        else:
            yield from _file(entry.path, wanted)
    if is_empty:
        yield Failure(shown_path(folder), None, NOTHING_INSIDE)


def _file(path: str, wanted: _Wanted) -> Iterator[Found]:
    """Yield what a file holds; what a folder holds beside articles is skipped, not failed."""
    shown = shown_path(path)
    try:
        status = os.stat(path)
        if wanted.within and not wanted.depth and not lies_within(path, wanted.within):
            yield Skipped(shown, OUTSIDE)
        elif stat.S_ISREG(status.st_mode):
            if not wanted.depth:
                wanted = replace(wanted, allowance=Allowance.of(status.st_size))
            yield from _items(path, wanted)
        elif wanted.named:
            yield Failure(shown, None, NO_FILE)
        else:
            yield Skipped(shown, LINKED_FOLDER if stat.S_ISDIR(status.st_mode) else NO_FILE)
    except NotAnArticle as error:
        if wanted.named:
            yield Failure(shown, None, str(error))
        else:
            yield Skipped(shown, str(error), file_size(path), headings=error.headings)
    except ArticleError as error:
        yield Failure(shown, None, str(error))
    except OSError as error:
        yield Failure(shown, None, _reason(error, named=wanted.named))
    except Exception as error:
        # A file that nobody foresaw must not stop the files after it.
        logger.exception("Could not read %s", shown)
        yield Failure(shown, None, f"It could not be read ({type(error).__name__}: {error}).")


def _items(path: str, wanted: _Wanted) -> Iterator[Found]:
    is_empty = True
    for found in readers.format_of_file(path, wanted.format).items(path, wanted.columns):
        is_empty = False
        if isinstance(found, Contained):
            yield from _contained(path, found, wanted)
        else:
            yield found
    if is_empty:
        yield Failure(shown_path(path), None, NO_ARTICLE)


def _contained(around: str, found: Contained, wanted: _Wanted) -> Iterator[Found]:
    """Yield what a file in a container holds, as if the container were a folder."""
    name = f"/{shown_path(found.name)}"
    shown = f"{shown_path(around)}{name}"
    if wanted.depth >= DEEPEST:
        yield Failure(shown, None, TOO_DEEP)
        return
    resolved = f"{shown_path(os.path.realpath(around))}{name}"
    try:
        with unpacked(found, wanted.allowance) as copy:
            for item in _file(copy, replace(wanted, named=False, depth=wanted.depth + 1)):
                yield _named(item, copy, shown, resolved)
    except ArticleError as error:
        yield Failure(shown, None, str(error))
    except OSError as error:
        yield Failure(shown, None, _reason(error, named=False))


def _named(item: Found, copy: str, shown: str, resolved: str) -> Found:
    """Give an item of an unpacked file the name under which it lies in its container."""
    item = replace(item, file=shown + item.file.removeprefix(copy))
    if isinstance(item, Record) and item.path:
        item = replace(item, path=resolved + item.path.removeprefix(copy))
    return item


def _reason(error: OSError, *, named: bool) -> str:
    if isinstance(error, FileNotFoundError):
        return MISSING if named else VANISHED
    return f"It cannot be read: {error.strerror or error}."
