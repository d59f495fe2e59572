"""Annotations of texts that are others' words and stay where they are.

One annotated text is an object with the `file` that holds it within a folder of texts (for JSON
lines with the number of the line: `wire.jsonl:12`), the `sha256` of the text, and `furniture`,
`spans` and `relations` by offsets in code points, also of the `quote` of a relationship. With its
text it is what a gold file holds.
"""

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError

if TYPE_CHECKING:
    from entities.extraction.scoring import Gold

_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"<[^>]*>|[*#\\]")


def text_of(texts: Path, name: str) -> str:
    """The text of that name in a folder: markdown without front matter and markup, others whole.

    Raises `CommandError` where there is none.
    """
    file, _, line = name.partition(":")
    try:
        text = (texts / file).read_text(encoding="utf-8")
        if line:
            return json.loads(text.split("\n")[int(line) - 1])["text"]
    except (OSError, ValueError, IndexError, KeyError):
        raise CommandError(
            f"There is no text {name} in {texts}: name the folder that holds the annotated texts."
        ) from None
    return _as_read(text) if file.endswith(".md") else text


def with_text(standoff: dict[str, Any], texts: Path) -> "Gold":
    """The annotated text as a gold file has it; raises `CommandError` where it is another text."""
    text = text_of(texts, standoff["file"])
    if hash_of(text) != standoff["sha256"]:
        raise CommandError(
            f"{standoff['file']} in {texts} is not the text that was annotated (its SHA-256 "
            "differs): take the version of the collection that the annotations name."
        )
    furniture = [
        {"start": start, "end": end, "label": "ORG", "entity": "", "optional": True}
        for start, end in standoff["furniture"]
    ]
    relations = [one | {"quote": text[slice(*one["quote"])]} for one in standoff["relations"]]
    return standoff | {
        "text": text,
        "spans": sorted(standoff["spans"] + furniture, key=lambda one: one["start"]),
        "relations": relations,
    }


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _as_read(markdown: str) -> str:
    words = _LINK.sub(r"\1", _FRONT_MATTER.sub("", markdown, count=1))
    return _MARKUP.sub("", words).strip()
