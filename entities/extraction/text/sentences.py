"""Where sentences end."""

import re
from collections.abc import Iterator

from entities.extraction.lexicon import alternatives, english

Span = tuple[int, int]
_END = re.compile(r"[.!?…]+[\"”’'»)\]]*\s+(?=[\"“‘'«(\[¿¡]*[A-ZÀ-Þ\d])|[!?][”\"]\s+")
# The month of May is never shortened.
_SHORT_MONTHS = [month.capitalize() for month in english.SHORT_MONTHS if month != "may"]
_NO_END = re.compile(
    rf"(?:\b(?:[A-Z]|{alternatives(map(str.capitalize, english.SHORT_TITLES), _SHORT_MONTHS)}|"
    rf"{alternatives(english.GENERATIONS)}|St|Sta|No|vs|Ave|Blvd|approx|etc|"
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
