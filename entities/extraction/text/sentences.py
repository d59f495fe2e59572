"""Where sentences end."""

import re
from collections.abc import Iterator

Span = tuple[int, int]
_END = re.compile(r"[.!?…]+[\"”’'»)\]]*\s+(?=[\"“‘'«(\[¿¡]*[A-ZÀ-Þ\d])|[!?][”\"]\s+")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Cpt|Maj|Gov|Sen|Rep|St|Sta|No|Jr|Sr|Jan|Feb|Mar|Apr|"
    r"Aug|Sept|Sep|Oct|Nov|Dec|vs|Prof|Insp|Det|Supt|Cmdr|Adm|Brig|Rev|Hon|Fr|Ave|Blvd|approx|etc|"
    r"U\.S|U\.N|U\.K|D\.C|N\.Y|a\.k\.a|p\.m|a\.m|Inc|Corp|Ltd|Co)|\.[A-Z])\.\s+$"
)
# These end a sentence too when a new one clearly begins after them.
_MAY_END = re.compile(r"(?:U\.S|U\.N|U\.K|D\.C|p\.m|a\.m|Jr|Sr|Inc|Corp|Ltd|Co)\.\s+$")
_CLEAR_BEGINNING = re.compile(
    r"(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|His|Her|Their|Its|This|That|These|Those|"
    r"After|Before|When|While|Police|Meanwhile|However|According|Officials|Authorities)\b"
)


def sentences_in(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of a paragraph as spans without outer white space."""
    left = start
    for match in _END.finditer(text, start, end):
        cut = match.end()
        before = text[max(left, cut - 14) : cut]
        if _NO_END.search(before) and not (
            _MAY_END.search(before) and _CLEAR_BEGINNING.match(text, cut)
        ):
            continue
        if left < cut:
            yield _trimmed(text, left, cut)
        left = cut
    if text[left:end].strip():
        yield _trimmed(text, left, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
