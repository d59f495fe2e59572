"""The lines of a text as its header is read from them: wrapped paragraphs are one, menus many."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.importing.furniture import Extent
from articles.importing.metadata import dateline, headline, labels
from articles.text import Span, lines_of, paragraphs

LONGEST_LINE = 150  # characters of one that need not be news
SCANNED = 30_000  # characters
LONGEST_CREDIT = 200  # characters
MOST_PARTED = 12  # lines at the beginning of a paragraph that are looked at one by one
CRUMB = re.compile(r"\s[>»›]\s")
PIPED = re.compile(r"^\|\s*(?P<name>[^|]{2,60}?)\s*\|?$")
CREDIT = re.compile(
    r"\([^()]{0,60}\b(?:AP|AFP|EFE|Reuters|Getty ?Images|EPA|photo|foto|image|via|courtesy)\b"
    r"[^()]{0,40}\)\s*$"
    r"|(?:Photo(?:graph)?|Image|Foto|Credit|Picture)(?: credit| by|:)[^.]{2,80}$"
    r"|/(?:AP|AFP|EFE|Reuters|Getty ?Images|EPA)\)?\.?\s*$",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"^(?:photo|image|foto|caption|file photo|file\s*[-–—]|picture)\b[^.]*[:–—-]", re.IGNORECASE
)
# "SANTA ANA, Calif. –", "(Dallas, Texas) –", "Miami (June 14, 2024)", "Miami-June 26, 2025".
PLACE = r"\(?[A-ZÁÉÍÓÚÑ][\w.'’]*(?:[ ,-]{1,2}[A-ZÁÉÍÓÚÑ][\w.'’]*){0,5},?"
FILED_FROM = re.compile(
    rf"^\W?{PLACE}\)?\s*(?:(?:\(|[–—-]\s*)?(?P<date>[^()–—]{{6,30}}\d{{4}})\)?\s*)?"
    r"(?:\s[–—-]{1,2}|[–—]|-{2,3})(?:\s|$|(?=[A-Z“]))"
)
FILED_ON = re.compile(rf"^{PLACE}\s*(?:\(|[–—-]\s*)[A-Z][a-z]+ \d{{1,2}}, \d{{4}}\)?\s*[–—-]?$")


@dataclass(frozen=True)
class Item:
    """A line, or a paragraph that was wrapped."""

    start: int
    end: int
    words: str
    is_furniture: bool
    is_ruled: bool = False  # furniture because a person said so


def items_of(text: str, extent: Extent) -> Iterator[Item]:
    """Yield lines and wrapped paragraphs; those that hold lines of a header are parted."""
    marked = list(extent.furniture)
    for first, last in paragraphs(text, 0, min(len(text), max(SCANNED, extent.start + SCANNED))):
        if first >= extent.end:
            return
        for start, end in _parted(text, first, last):
            if start < end:
                hidden = start < extent.start or any(a <= start and end <= b for a, b in marked)
                ruled = any(a <= start and end <= b for a, b in extent.ruled)
                yield Item(start, end, " ".join(text[start:end].split()), hidden, ruled)


def is_news(text: str, item: Item, below: str, *, is_first: bool) -> bool:
    """Whether an item is news, not header: a dateline, a sentence, a long line.

    `below` are the words of the next item, empty where there is none.
    """
    words = item.words
    if labels.RELEASE.match(words) or labels.label(words):
        return False
    if is_caption(words) or is_breadcrumb(words):
        return False
    looks_like_title = headline.is_title(words) and headline.is_capitalized(words)
    if (filed := FILED_FROM.match(words)) and (len(words) > 60 or words[-1] in "–—-"):
        place = filed[0].strip(" –—-")
        is_certain = place[0] == "(" or place.isupper() or "," in place
        return (is_certain and place.strip("()") not in dateline.LABELS) or not looks_like_title
    if is_dateline(words, below):
        return not labels.is_contact(words)
    if dateline.read(text, item.start, item.end):
        return True
    if len(words) > LONGEST_LINE:
        return not looks_like_title
    if not headline.SENTENCE.search(words) or len(words.split()) < 4:
        return not below and not is_first
    return not below or not (labels.ASIDE.match(words) or labels.is_contact(words))


def is_dateline(words: str, below: str) -> bool:
    """Whether a line is only a place, and perhaps a day, before a text that begins below it."""
    begins_below = below[:1] in "–—-" and (len(below) > 20 or words.isupper())
    is_place = bool(below) and begins_below and len(words.split()) <= 4
    return bool(words) and words[0].isupper() and bool(is_place or FILED_ON.match(words))


def _parted(text: str, first: int, last: int) -> list[Span]:
    """Part a paragraph of several lines where one of them is a line of a header, or ends one."""
    lines = lines_of(text, first, last)
    if len(lines) == 1:
        return [(first, last)]
    written = [" ".join(text[start:end].split()) for start, end in lines[:MOST_PARTED]]
    if last - first <= 600 and any(_is_of_header(line) for line in written):
        return lines
    width = max(map(len, written))
    for place, (line, below) in enumerate(pairwise(written), 1):
        # A line with room for the next word ended by itself, as a headline over the news does.
        room = width - len(line) - len(below.split()[0])
        if FILED_FROM.match(below) or (last - first > 250 and room > 8):
            return [(first, lines[place - 1][1]), *_parted(text, lines[place][0], last)]
    return [(first, last)]


def is_wrapped(text: str) -> bool:
    """Whether most lines of a text end within a sentence, at the edge of a column."""
    lines = [line.strip() for line in text[:8_000].split("\n") if line.strip()]
    cut = [line for line in lines if 50 <= len(line) <= 120 and not headline.SENTENCE.search(line)]
    return len(cut) * 2 > len(lines) > 8


def is_breadcrumb(line: str) -> bool:
    """Whether a line leads to the page: "Example County > Newsroom > News Releases"."""
    return len(CRUMB.findall(line)) >= 1 and len(line) <= 150


def _is_of_header(line: str) -> bool:
    if len(line) > labels.LONGEST_LINE:
        return False
    found = labels.date_line(line)
    return bool(
        labels.label(line)
        or PIPED.match(line)
        or (found and (not found.rest or labels.byline(found.rest)))
    )


def is_caption(line: str) -> bool:
    """Whether a line is the caption of a picture, or ends in the credit of one."""
    return bool(CREDIT.search(line[-LONGEST_CREDIT:]) or (CAPTION.match(line) and len(line) > 10))


def lines_of_title(text: str, items: Sequence[Item], candidates: list[int]) -> list[int]:
    """The first of the candidates, and those below that go on with it."""
    lines = candidates[:1]
    # In text that was cut into lines a headline is, too.
    is_marked = bool(labels.RELEASE.match(items[lines[0]].words))
    while lines[-1] + 1 in candidates and len(lines) < headline.MOST_LINES:
        above, below = items[lines[-1]], items[lines[-1] + 1]
        whole = headline.joined([items[one].words for one in lines])
        goes_on = headline.goes_on(whole, below.words) or (is_marked and is_wrapped(text))
        if not goes_on or text.count("\n", above.end, below.start) > 1:
            break
        lines.append(lines[-1] + 1)
    return lines
