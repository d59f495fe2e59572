"""Annotated texts out of a file."""

import json
from pathlib import Path

from django.core.management.base import CommandError

from entities.extraction.scoring import Gold


def read_gold(path: Path) -> list[Gold]:
    """The texts of a gold file (JSON lines). Raises `CommandError` where it is none."""
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
            gold["text"], gold["spans"]
        except (ValueError, KeyError, TypeError):
            raise CommandError(
                f"{path}, line {number}: this is no annotated text (an object with text and spans)."
            ) from None
        gold.setdefault("relations", [])
        annotated.append(gold)
    if not annotated:
        raise CommandError(f"{path} holds no annotated texts.")
    return annotated
