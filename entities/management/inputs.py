"""What a command reads texts with, also where there is no database."""

import json
from pathlib import Path

from django.core.management.base import CommandError, OutputWrapper
from django.db import DatabaseError

from entities.extraction.scoring import Gold
from entities.gazetteer.database import current_gazetteer
from entities.gazetteer.read_files import gazetteer_from_files
from entities.gazetteer.snapshot import Gazetteer
from entities.management.standoff import with_text
from entities.models.reliability import Measured


def gazetteer_at_hand(notices: OutputWrapper) -> Gazetteer:
    """The database's gazetteer, or where there is none yet that of the files, with a notice."""
    try:
        return current_gazetteer()
    except DatabaseError:
        notices.write("The database cannot be read: names come from the gazetteer's files.")
        return gazetteer_from_files()


def measured_at_hand() -> Measured:
    """What people decided on the rules; where no database can be read, nothing."""
    measured = Measured()
    try:
        measured.fetch()
    except DatabaseError:
        return Measured(rows=())
    return measured


def read_gold(path: Path, texts: Path | None = None) -> list[Gold]:
    """The texts of a gold file (JSON lines). Raises `CommandError` where it is none.

    Where the file holds annotations only, `texts` is the folder of what they annotate.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise CommandError(f"There is no file {path}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}.") from None
    annotated = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            gold = json.loads(line)
            if texts:
                gold = with_text(gold, texts)
                # The texts of a folder are of one source.
                gold.setdefault("group", Path(gold["file"]).parent.name)
            gold["text"], gold["spans"]
        except (ValueError, KeyError, TypeError):
            raise CommandError(
                f"{path}, line {number}: this is no annotated text (an object with text and "
                "spans); where its text is a file elsewhere, name the folder by --texts."
            ) from None
        gold.setdefault("relations", [])
        annotated.append(gold)
    if not annotated:
        raise CommandError(f"{path} holds no annotated texts.")
    return annotated
