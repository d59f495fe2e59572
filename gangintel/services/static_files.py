"""Style sheets, scripts and pictures: how they are stored, and collected at a start."""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

from .child_processes import end, start

# Only in our own scripts: Django's setting for all takes examples in others' comments for imports.
_OWN_IMPORTS = ("js/*.js", ((r"""(?P<matched>from "(?P<url>\.{1,2}/[^"]+)")""", 'from "%(url)s"'),))


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Compressed, named by their content, and with the names in `import` statements kept right."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, _OWN_IMPORTS)
    # A script has its name when those that it imports have theirs: one pass a step of the way.
    max_post_process_passes = 15


class PreparationError(Exception):
    """One sentence for people: a step did not succeed."""


class StaticFilesCollection:
    """Collects style sheets and scripts where they have changed, beside the other steps.

    Compressing them well takes longer than all else.
    """

    def __init__(self) -> None:
        self._mark_file = settings.GANGINTEL_DATA_DIR / "static.mark"
        self._mark = digest_of_files([*_static_files(), Path(__file__)], version("whitenoise"))
        self._process: subprocess.Popen | None = None

    def begin(self) -> None:
        manifest = settings.STATIC_ROOT / "staticfiles.json"
        if settings.DEBUG or (manifest.exists() and _text_of(self._mark_file) == self._mark):
            return
        self._mark_file.unlink(missing_ok=True)
        # Clear: otherwise a file that is older than the one collected last would be left out.
        self._process = start(
            "manage.py", "collectstatic", "--no-input", "--clear", "--verbosity=0"
        )

    def finish(self) -> str:
        if self._process is None:
            return "as they should be"
        if self._process.wait():
            raise PreparationError("The command collectstatic failed: what it said stands above.")
        self._mark_file.write_text(self._mark)
        return "collected"

    def stop(self) -> None:
        if self._process:
            end(self._process)


def digest_of_files(files: Iterable[Path], *more: str) -> str:
    """A mark that changes when a file comes, goes or changes."""
    digest = hashlib.sha256(repr(more).encode())
    for file in sorted(set(files)):
        digest.update(f"\0{os.path.relpath(file, settings.BASE_DIR)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _static_files() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def _text_of(file: Path) -> str:
    return file.read_text() if file.exists() else ""
