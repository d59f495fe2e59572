"""What on a page is no news: log-in prompts, newsletter offers, related links, notices.

News must never be cut away, so the end of a text is furniture only when several different
signals agree, and a line inside the text only when it says nothing else.
"""

import re
from dataclasses import dataclass
from enum import Enum

from articles.importing.phrases import INLINE, LONG_NOTICES, PITCH, SIGNALS
from articles.text import Span, paragraphs

SHORT = 160  # characters
LINK = 90  # a headline among the related links is hardly longer
SENTENCE = re.compile(r"[.…][\"'”’)\]]*$|[\"”»]$")
RELATED_HEADING = re.compile(
    r"(?:related|more|latest|recommended)\s+(?:stories|articles|news|posts|content|coverage|links)\s*:?",
    re.IGNORECASE,
)


class Look(Enum):
    NEWS = "news"
    EITHER = "either"
    FURNITURE = "furniture"


@dataclass(frozen=True)
class Extent:
    """Where the news is: `start` and `end` of the body, and the furniture spans inside it."""

    start: int
    end: int
    furniture: tuple[Span, ...]


def find(text: str) -> Extent:
    """Part the news of a clean text from its furniture."""
    spans = paragraphs(text, 0, len(text))
    start, end = _start(text, spans), _end(text, spans)
    inline = tuple(
        span for span in spans if start <= span[0] < end and is_inline(text[slice(*span)])
    )
    return Extent(start, end, inline)


def is_inline(paragraph: str) -> bool:
    """Whether a paragraph says nothing but "see also", "advertisement" or the like."""
    return len(paragraph) <= 200 and bool(INLINE.match(" ".join(paragraph.split())))


def signals(paragraph: str) -> set[str]:
    """Return the kinds of furniture that a paragraph looks like."""
    words = " ".join(paragraph[:2000].split())
    kinds = SIGNALS if len(words) <= SHORT else LONG_NOTICES
    return {kind for kind in kinds if SIGNALS[kind].search(words)}


def _look(paragraph: str) -> Look:
    if signals(paragraph):
        return Look.FURNITURE
    words = " ".join(paragraph[:2000].split())
    if PITCH.search(words):
        return Look.EITHER
    return Look.NEWS if len(words) > LINK or SENTENCE.search(words) else Look.EITHER


def _end(text: str, spans: list[Span]) -> int:
    """Return where the block of furniture at the end begins, the end of the text without one.

    Every paragraph of the block looks like furniture or could be some, and the block as a
    whole shows two different signals, or is a heading with nothing but links below.
    """
    seen: set[str] = set()
    block = None
    for place in range(len(spans) - 1, -1, -1):
        paragraph = text[slice(*spans[place])]
        look = _look(paragraph)
        if look is Look.NEWS:
            break
        if look is Look.FURNITURE:
            seen |= signals(paragraph)
            links = len(spans) - 1 - place
            if len(seen) >= 2 or (links and RELATED_HEADING.fullmatch(paragraph)):
                block = place
    else:
        return len(text)  # nothing would be left
    return len(text) if block is None else spans[block][0]


def _start(text: str, spans: list[Span]) -> int:
    """Return where the first paragraph begins that is no menu, share button or log-in prompt."""
    for start, end in spans[:30]:
        if not (end - start <= 60 and signals(text[start:end])):
            return start if (start, end) != spans[0] else 0
    return 0
