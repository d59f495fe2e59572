"""What the embedded database says when it cannot work."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class EmbeddedServerError(Exception):
    """One sentence for people: what failed, where, and what to do about it."""


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn an error of the operating system about `folder` into one sentence."""
    try:
        yield
    except OSError as error:
        place = error.filename or folder
        raise EmbeddedServerError(
            f"The database folder {folder} cannot be used ({place}: {error.strerror or error}): "
            "set GANGINTEL_DATA_DIR to a folder on a local disk that this user may write to."
        ) from error
