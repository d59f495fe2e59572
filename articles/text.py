"""The shape of an article's clean text: where its paragraphs are. Offsets are code points."""

import re
from collections.abc import Iterable
from itertools import pairwise

# Longer lines are whole paragraphs; shorter ones may be pieces of one that was wrapped.
LONGEST_WRAPPED_LINE = 100
NARROWEST_COLUMN = 40  # what is narrower is a list of short lines
# A wrapped line reaches this share of the column; a line that ends earlier ends its paragraph.
FULL_LINE = 0.8
LIST_ITEM = re.compile(r"[ \t]*(?:[-*•–|]\s|\(?(?:\d{1,3}|[a-z])[.)]\s)", re.IGNORECASE)
SENTENCE_END = '.!?"”'

Span = tuple[int, int]


def words(written: str) -> frozenset[str]:
    """The words of a list of words that is written as text, parted by white space."""
    return frozenset(written.split())


def paragraphs(text: str, start: int, end: int) -> list[Span]:
    """Return the spans of the paragraphs of `text[start:end]`, in order, without outer space.

    Every character that is no white space lies in exactly one of them. A blank line always
    ends a paragraph. A single line break ends one as well, except in text that was wrapped
    at a column, as wire texts are: there it is only a space.
    """
    blocks = _blocks(text, start, end)
    joined = _joined_lines(text, blocks)
    spans = []
    for lines in blocks:
        first = lines[0][0]
        for here, following in pairwise(lines):
            if following[0] not in joined:
                spans.append((first, here[1]))
                first = following[0]
        spans.append((first, lines[-1][1]))
    return spans


def lines_of(text: str, start: int, end: int) -> list[Span]:
    """Return the spans of the lines of `text[start:end]` without outer space; blank ones too."""
    spans = []
    for line in text[start:end].split("\n"):
        words = line.strip()
        left = start if len(words) == len(line) else start + len(line) - len(line.lstrip())
        spans.append((left, left + len(words)))
        start += len(line) + 1
    return spans


def _blocks(text: str, start: int, end: int) -> list[list[Span]]:
    """Group the lines between blank lines."""
    blocks: list[list[Span]] = [[]]
    for line in lines_of(text, start, end):
        if line[0] < line[1]:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _joined_lines(text: str, blocks: list[list[Span]]) -> set[int]:
    """Return the starts of the lines that go on with the sentence of the line above.

    There are none unless the text as a whole looks as if it was wrapped at a column.
    """
    lengths = [end - start for block in blocks for start, end in block]
    short = [length for length in lengths if length <= LONGEST_WRAPPED_LINE]
    width = max(short, default=0)
    if len(lengths) > 1.1 * len(short) or width < NARROWEST_COLUMN:
        return set()
    breaks = [pair for block in blocks for pair in pairwise(block)]
    flowing = [pair for pair in breaks if _flows_on(text, *pair, width)]
    # Where each line is a sentence of its own, long ones look wrapped but end in a full stop.
    wrapped = sum(text[here[1] - 1] not in SENTENCE_END for here, _ in flowing)
    return {following[0] for _, following in flowing} if wrapped * 3 >= len(breaks) else set()


def _flows_on(text: str, here: Span, following: Span, width: int) -> bool:
    """Tell whether the line break is there only because the next word found no room."""
    length = here[1] - here[0]
    if max(length, following[1] - following[0]) > LONGEST_WRAPPED_LINE:
        return False
    room = int(width * FULL_LINE) - length
    if room > 0 and len(text[following[0] : following[1]].split(maxsplit=1)[0]) < room:
        return False
    if _indent(text, following[0]) > _indent(text, here[0]) + 1:
        return False
    # A dash at the start of a line may also be one inside a sentence.
    return text[here[1] - 1] not in ".:;!?" or not LIST_ITEM.match(text, *following)


def _indent(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at) - 1


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def without(spans: Iterable[Span], kept: Iterable[Span]) -> list[Span]:
    """Return the spans without those parts of them that are to be `kept`."""
    left = list(spans)
    for first, last in kept:
        pieces = [
            piece
            for start, end in left
            for piece in ((start, min(end, first)), (max(start, last), end))
        ]
        left = merged(span for span in pieces if span[0] < span[1])
    return left


def reading_scope(
    body: Span, furniture: Iterable[Span], head: Iterable[Span]
) -> tuple[Span, tuple[Span, ...]]:
    """Return the span that holds head and body, and the gaps in it: neither head nor news."""
    shown: list[Span] = []
    at = body[0]
    for start, end in merged(furniture):
        if start < body[1] and end > at:
            shown.append((at, max(at, start)))
            at = max(at, end)
    shown = merged([span for span in (*shown, (at, body[1]), *head) if span[0] < span[1]])
    if not shown:
        return body, (body,)
    gaps = [(here[1], following[0]) for here, following in pairwise(shown)]
    return (shown[0][0], shown[-1][1]), tuple(gaps)
