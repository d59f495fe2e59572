"""Find the articles in files and folders: one record each, read as a stream.

A folder gives every file in it, in sorted order, hidden ones left out. Files of an ending
that never holds an article are passed over there; any other unknown file is taken when it
is text. A file that somebody names is always read, or reported.
"""

import os
import stat
from collections.abc import Iterator

from articles.importing import readers
from articles.importing.readers import shown_path
from articles.importing.records import ArticleError, Failure, Record


def read_files(paths: list[str], format: str = "auto") -> Iterator[Record | Failure]:
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
        yield Failure(shown_path(error.filename or folder), None, _reason(error))
    if not found:
        yield Failure(shown_path(folder), None, "There are no articles in this folder.")


def _file(path: str, format: str, *, named: bool) -> Iterator[Record | Failure]:
    try:
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode):
            if named:
                yield Failure(shown_path(path), None, "This is neither a file nor a folder.")
            return
        if found := readers.FORMATS.get(format) or readers.format_of_file(path, named=named):
            yield from found.read(path)
    except OSError as error:
        yield Failure(shown_path(path), None, _reason(error))
    except ArticleError as error:
        yield Failure(shown_path(path), None, str(error))


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file or folder."
    return f"It cannot be read: {error.strerror or error}."
