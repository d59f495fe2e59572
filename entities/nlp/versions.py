"""The language models that were trained here, and which of them reads articles.

Each is a folder below `models/` of the data folder, with its figures in a file of JSON. Beside
them `in-use.json` lists what was used, the present one last.
"""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from django.conf import settings

ORIGINAL = "original"
_FIGURES = "figures.json"
_IN_USE = "in-use.json"


class VersionError(Exception):
    """There is no such version. The text can be shown as it is."""


def path(version: str) -> Path:
    return _folder() / version


def in_use() -> str:
    """The version that reads articles now; `ORIGINAL` is the model that the settings name.

    A version that is gone, or was trained from another model than the settings name, is not used.
    """
    latest = _used()[-1]
    return latest if latest == ORIGINAL or _fits(latest) else ORIGINAL


def listed() -> list[dict]:
    """The figures of all versions, the oldest first."""
    found = [json.loads(file.read_text()) for file in _folder().glob(f"ner-*/{_FIGURES}")]
    return sorted(found, key=lambda figures: figures["trained_at"])


def use(version: str) -> None:
    """Read articles with this version from now on. Raises `VersionError`."""
    if version != ORIGINAL and version not in {figures["version"] for figures in listed()}:
        raise VersionError(f"There is no version “{version}”: --list shows those there are.")
    if version != ORIGINAL and not _fits(version):
        raise VersionError(
            f"“{version}” was trained from another model than {settings.GANGINTEL_SPACY_MODEL}, "
            "which GANGINTEL_SPACY_MODEL names: choose another version."
        )
    if version != in_use():
        _write([*_used(), version])


def back() -> str:
    """Go back to what was used before; returns it. Raises `VersionError`."""
    used = _used()
    if len(used) == 1:
        raise VersionError("There is nothing to go back to: the original model is in use.")
    _write(used[:-1])
    return used[-2]


def keep(save: Callable[[Path], None], figures: dict) -> str:
    """Let `save` write a new version into a folder; returns its name. It is not in use yet."""
    today = datetime.now(UTC)
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    numbers = count(1)
    while True:
        name = f"ner-{today:%Y-%m-%d}-{next(numbers)}"
        # Made beside its place and moved there at the end, so that no half model is ever used.
        part = folder / f".{name}.part"
        if path(name).exists():
            continue
        try:
            part.mkdir()
        except FileExistsError:  # somebody else is at it
            continue
        try:
            save(part)
            figures = {
                "version": name,
                "base": settings.GANGINTEL_SPACY_MODEL,
                "trained_at": today.isoformat(),
                **figures,
            }
            (part / _FIGURES).write_text(json.dumps(figures, indent=1))
            part.replace(path(name))
        finally:
            shutil.rmtree(part, ignore_errors=True)
        return name


def _folder() -> Path:
    return settings.GANGINTEL_DATA_DIR / "models"


def _fits(version: str) -> bool:
    try:
        figures = json.loads((path(version) / _FIGURES).read_text())
    except FileNotFoundError:
        return False
    return figures["base"] == settings.GANGINTEL_SPACY_MODEL


def _used() -> list[str]:
    try:
        return json.loads((_folder() / _IN_USE).read_text())
    except FileNotFoundError:
        return [ORIGINAL]


def _write(used: list[str]) -> None:
    file = _folder() / _IN_USE
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(json.dumps(used))
    part.replace(file)
