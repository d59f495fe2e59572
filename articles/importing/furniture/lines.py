"""One line (or wrapped paragraph) of a page, and how it looks by itself."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cached_property, lru_cache

from articles.importing.furniture.learned import signature, trace_of_signature
from articles.importing.furniture.phrases import (
    ADDRESS,
    AROUND_DATES,
    CONTACT,
    DATE_WORDS,
    EMAIL,
    END_MARK,
    INLINE,
    JOBS,
    MENU,
    OFFER,
    RELEASE,
    TELEPHONE,
    signals_in,
)
from articles.text import paragraphs

LONG = 90  # characters; a headline among links is hardly longer
MOST_LINES = 4_000  # that are judged one by one
_LONGEST = 50_000  # characters of a line by which it is judged
LONGEST_END_MARK = 24
LONGEST_INLINE = 200
LONGEST_LABEL = 80  # of a line of a menu or a contact block
SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$|[\"”»]$")
_DIGIT = re.compile(r"\d")
_REACHED = re.compile(r"[\d@\[]")
_CUT_SHORT = re.compile(r"(?:…|\.\.\.|\[…\])$")
_DEBRIS = re.compile(
    r"(?:https?://|www\.)\S+|\S+\.(?:jpe?g|png|gif|webp|svg|pdf)|\d{1,5}|[\W_]+|[A-Z]"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|gob|mil|edu|info|int)(?:\.[a-z]{2})?",
    re.IGNORECASE,
)
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?\S*)?")
_NUMERIC_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")
_CLOCK = re.compile(
    r"\d{1,4}(?:st|nd|rd|th|º|ª)?|\d{1,2}[:h.]\d{2}(?::\d{2})?(?:am|pm|h)?|\d{1,2}(?:am|pm|h)"
)
_TOKEN = re.compile(r"[^\s,;()|]+")
_CASE = re.compile(
    r"(?:case|docket|file|release|caso|processo|n[º°o]\.?)\b.{0,20}\d", re.IGNORECASE
)


class Look(Enum):
    """What a line looks like when nothing but itself is known."""

    PROSE = "prose"  # a sentence, or a long line
    SHORT = "short"  # a name, a heading, a link
    DATE = "date"  # says only when
    NUMBER = "number"  # the number of a case
    DEBRIS = "debris"  # an address of a picture, a number, signs
    SIGNAL = "signal"  # begins as furniture does; proves little alone
    FURNITURE = "furniture"  # can be nothing else
    OFFER = "offer"  # above links to other articles
    END = "end"  # closes the news


class Line:
    """A line `text[start:end]`; `words` is it with white space joined.

    `kinds` are those of the furniture of which it shows a signal.
    """

    def __init__(self, start: int, end: int, words: str) -> None:
        self.start, self.end, self.words = start, end, words
        # Whether it ends as a sentence does and has words enough for one.
        self.is_sentence = words.count(" ") >= 4 and SENTENCE.search(words[-8:]) is not None
        self.look, self.kinds = _judged(words, self.is_sentence)

    @cached_property
    def signature(self) -> str:
        return signature(self.words)

    @cached_property
    def trace(self) -> int:
        return trace_of_signature("line", self.signature)

    @property
    def is_web_address(self) -> bool:
        return bool(_WEB_ADDRESS.fullmatch(self.words))

    @property
    def is_address(self) -> bool:
        """Whether it is an address of the web or of mail and nothing else."""
        return self.is_web_address or EMAIL.fullmatch(self.words) is not None

    @property
    def is_cut_short(self) -> bool:
        """Whether it ends in dots, as the first words of another article do."""
        return bool(_CUT_SHORT.search(self.words))

    @property
    def is_label(self) -> bool:
        """Whether it is short enough for a menu or contact block, and no sentence."""
        return len(self.words) <= LONGEST_LABEL and not self.is_sentence

    @property
    def is_menu(self) -> bool:
        return self.words.casefold().strip(" :|>»›*") in MENU

    @cached_property
    def is_reachable(self) -> bool:
        """Whether it says how somebody is reached: a telephone, an address, and little else."""
        words = self.words
        if len(words) > LONGEST_LABEL or not _REACHED.search(words):
            return False
        if ADDRESS.search(words):
            return True
        return not self.is_sentence and bool(TELEPHONE.search(words) or EMAIL.search(words))

    @property
    def is_contact(self) -> bool:
        """Whether it is headed as contacts for journalists are."""
        return len(self.words) <= 2 * LONGEST_LABEL and bool(CONTACT.match(self.words))

    @property
    def contact_behind_date(self) -> str:
        """The contact that a date line goes on with ("May 2, 2020 Contact: Jane Doe")."""
        if len(self.words) > 2 * LONGEST_LABEL or not _DIGIT.search(self.words[:20]):
            return ""
        match = CONTACT.search(self.words)
        before = self.words[: match.start()].strip() if match else ""
        return self.words[len(before) :].strip() if _says_when(before) else ""

    @property
    def is_name(self) -> bool:
        """Whether it could name a person, an office or a post: capitals, few words, no end."""
        named = [word for word in self.words.split() if word[0].isalnum()]
        large = sum(word[0].isupper() for word in named)
        return self.is_label and 0 < len(named) <= 7 and large * 2 > len(named)

    @property
    def is_job(self) -> bool:
        return not JOBS.isdisjoint(re.findall(r"[\w-]+", self.words.lower()))


@lru_cache(maxsize=5_000)  # the lines of a site's frame come on every page
def _judged(words: str, is_sentence: bool) -> tuple[Look, frozenset[str]]:
    """What a line looks like, and the kinds of furniture of which it shows a signal."""
    look = _look(words)
    if look is not None:
        return look, frozenset()
    if kinds := signals_in(words):
        return Look.SIGNAL, frozenset(kinds)
    if len(words) <= LONGEST_LABEL and not is_sentence and _CASE.match(words):
        return Look.NUMBER, frozenset()
    return Look.PROSE if len(words) > LONG or is_sentence else Look.SHORT, frozenset()


def _look(words: str) -> Look | None:
    """What a line is that can be nothing else."""
    if len(words) <= LONGEST_LABEL:
        if len(words) <= LONGEST_END_MARK and END_MARK.fullmatch(words):
            return Look.END
        if OFFER.fullmatch(words):
            return Look.OFFER
        if _says_when(words):
            return Look.DATE
    if len(words) <= LONGEST_INLINE and INLINE.fullmatch(words):
        return Look.FURNITURE
    if len(words) <= LONG and RELEASE.fullmatch(words):
        return Look.FURNITURE
    return Look.DEBRIS if _DEBRIS.fullmatch(words) else None


def _says_when(words: str) -> bool:
    """Whether the words are a date or time and nothing else."""
    if not _DIGIT.search(words):
        return False
    known = False
    for token in _TOKEN.findall(words.lower()):
        word = token.strip("/.:-–—`'“”")
        if word in DATE_WORDS or _NUMERIC_DATE.fullmatch(word) or _TIMESTAMP.fullmatch(word):
            known = True
        elif word and not (word in AROUND_DATES or _CLOCK.fullmatch(word)):
            return False
    return known


def lines_of_page(text: str) -> Iterator[Line]:
    """Yield the lines that a reader sees, wrapped ones joined.

    A page's frame stands at its ends: of a text with very many lines those between are one line.
    """
    spans = paragraphs(text, 0, len(text))
    if len(spans) > MOST_LINES:
        half = MOST_LINES // 2
        spans[half:-half] = [(spans[half][0], spans[-half - 1][1])]
    for start, end in spans:
        yield line_of(text, start, end)


def line_of(text: str, start: int, end: int) -> Line:
    """Return `text[start:end]` as a line; of a very long one the beginning tells."""
    return Line(start, end, " ".join(text[start : min(end, start + _LONGEST)].split()))
