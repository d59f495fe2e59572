"""Lines that a page broke in the middle of a sentence, most often where a link or bold name was.

`… District Attorney⏎Summer Hale⏎announced today …` is one sentence in three lines.
"""

import re
from collections.abc import Iterable

from articles.text import Span
from entities.extraction.lexicon import alternatives, english

_TITLES = alternatives(
    map(str.capitalize, english.TITLES),
    map(str.capitalize, english.MEMBERS),
    map(str.capitalize, english.SHORT_TITLES),
)
# What leaves a sentence open: a word that needs another behind it, or the first of a quotation.
_OPEN = re.compile(
    rf"(?:(?<![\w’'-])(?:{alternatives(english.NEED_ANOTHER)}|{_TITLES})\.?|(?<!\S)[“‘][\w’'-]+|,)$"
)
_FARTHEST = 60
_GOES_ON = re.compile(r"[a-zà-ÿ][\w’'-]*(?:[\s,.]|$)")
_ENDS = re.compile(r"[.!?:;”\"»)]$")
_ITEM = re.compile(r"[a-z](?:[.)]|$)")
# `Sen. Tom⏎Hale: “…`: who speaks.
_SPEAKER = re.compile(rf"(?<![\w’'-])(?:{_TITLES})\.?(?:\s[\w.’'-]+){{1,3}}$")
_SPEAKS = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?:(?:\s|$)")


def join_broken_lines(text: str, blocks: Iterable[Span]) -> tuple[Span, ...]:
    """Join paragraphs that a single line break parts within a sentence."""
    joined: list[Span] = []
    for start, end in blocks:
        if joined and _is_broken(text, joined[-1][1], start, end):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _is_broken(text: str, end: int, start: int, next_end: int) -> bool:
    if text.count("\n", end, start) != 1:
        return False
    before = text[max(text.rfind("\n", 0, end) + 1, end - _FARTHEST) : end]
    if _GOES_ON.match(text, start, next_end):
        return not _ENDS.search(before) and not _ITEM.match(text, start, next_end)
    if not (text[start].isupper() or (text[start].isdecimal() and not before.endswith(","))):
        return False
    return _OPEN.search(before) is not None or (
        _SPEAKS.match(text, start, next_end) is not None and _SPEAKER.search(before) is not None
    )
