"""Folded text that remembers where each of its characters stood."""

from array import array
from dataclasses import dataclass

from entities.names import FOLD_TABLE


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is what `entities.names.fold` makes of a text; `offsets[i]` is where `text[i]` stood."""

    text: str
    offsets: array


def fold_with_offsets(text: str) -> Folded:
    """Fold a text as names are folded, and keep the offset (code points) of every character."""
    characters: list[str] = []
    offsets = array("I")
    table = FOLD_TABLE
    space_at = -1
    for offset, character in enumerate(text):
        plain = table[ord(character)]
        if not plain:
            continue
        if plain == " ":
            if space_at < 0:
                space_at = offset
            continue
        if space_at >= 0:
            if characters and characters[-1].isdecimal() == plain.isdecimal():
                characters.append(" ")
                offsets.append(space_at)
            space_at = -1
        characters.append(plain)
        offsets.append(offset)
    return Folded("".join(characters), offsets)
