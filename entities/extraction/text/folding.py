"""Folded text that remembers where each of its characters stood."""

import re
from array import array
from dataclasses import dataclass

from entities.names import fold_character

_DROPPED = "\1"
_WORD = re.compile(f"[^ {_DROPPED}]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """What `entities.names.fold` makes of a text; `text[i]` stood at `offsets[i]` before."""

    text: str
    offsets: array


class _Plain(dict[int, str]):
    """Folded characters by code point, with a sign for those that folding drops."""

    def __missing__(self, code_point: int) -> str:
        plain = self[code_point] = fold_character(chr(code_point)) or _DROPPED
        return plain


_PLAIN = _Plain()


def fold_with_offsets(text: str) -> Folded:
    """Fold a text as names are folded, and keep the offset (code points) of every character."""
    plain = text.translate(_PLAIN)
    pieces: list[str] = []
    offsets = array("I")
    reached = 0
    for word in _WORD.finditer(plain):
        start, end = word.span()
        if pieces:
            space = plain.find(" ", reached, start)
            # A letter and a digit are never parted: `MS 13` is `ms13`.
            if space >= 0 and pieces[-1][-1].isdecimal() == plain[start].isdecimal():
                pieces.append(" ")
                offsets.append(space)
        pieces.append(plain[start:end])
        offsets.extend(range(start, end))
        reached = end
    return Folded("".join(pieces), offsets)
