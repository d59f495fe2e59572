"""From the lines of printed pages to paragraphs: what layout has put in and taken apart goes.

Running heads, running feet and page numbers are no part of the text; a word or a paragraph that a
line or a page has cut is one again.
"""

import re
from collections import Counter
from collections.abc import Sequence

from articles.text import LIST_ITEM, SENTENCE_END

EDGE = 3  # lines at the top and at the bottom of a page that may be running heads and feet
FEWEST = 3  # pages that bear one
SHARE = 0.3  # of the pages, since left ones and right ones may differ
LONGEST_EDGE = 150  # characters of a running head
# The widest of a page's lines but for a tenth of them; letters have different widths.
WIDTH_AMONG, FULL = 0.9, 0.85
NARROWEST = 25  # characters of a column of text; what is narrower is a table or a list
FEWEST_LINES = 8  # of a page that tell its width
PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|p[áa]gina|p[áa]g\.?|seite|p\.)\s*)?(?P<number>\d{1,4})"
    r"(?:\s*(?:of|de|sur|von|/)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
# A line of a table of contents; and the number of a section, before its heading.
LEADERS = re.compile(r"(?:[.·…]\s?){4}")
SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[^\W\d_]")
DIGITS = re.compile(r"\d+")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LETTERS = str.maketrans({**LIGATURES, "\ufffe": "", "\x02": "", "\0": ""})
SOFT_BREAK = re.compile("\xad\\s*\n\\s*")


def flowing(pages: Sequence[str]) -> tuple[str, ...]:
    """Return the pages as pieces of one text: put together they are the whole of it."""
    lines = _without_edges([_lines(page) for page in pages])
    width = _width([line for page in lines for line in page])
    texts = [_text(page, _width(page) if len(page) >= FEWEST_LINES else width) for page in lines]
    last = max((place for place, page in enumerate(lines) if page), default=0)
    for place, page in enumerate(lines[:last]):
        if page:
            following = next(page for page in lines[place + 1 :] if page)
            texts[place] += " " if _flows_on(page[-1], following[0], width) else "\n\n"
    return tuple(texts)


def _lines(page: str) -> list[str]:
    page = SOFT_BREAK.sub("", page.translate(LETTERS).replace("\r\n", "\n").replace("\r", " "))
    return [line for line in (" ".join(line.split()) for line in page.split("\n")) if line]


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Leave out page numbers, and what stands at the edge of many pages but for its digits.

    Of what runs over the pages the first page keeps its own, which may be the title.
    """
    tops = Counter(key for page in pages for key in {*map(_key, page[:EDGE])})
    feet = Counter(key for page in pages for key in {*map(_key, page[-EDGE:])})
    enough = max(FEWEST, round(len(pages) * SHARE))
    kept = []
    for number, page in enumerate(pages, 1):
        left, right = 0, len(page)
        while left < min(EDGE, right) and (
            _is_number(page[left], number) or (number > 1 and tops[_key(page[left])] >= enough)
        ):
            left += 1
        while right > max(left, len(page) - EDGE) and (
            _is_number(page[right - 1], number) or feet[_key(page[right - 1])] >= enough
        ):
            right -= 1
        kept.append(page[left:right])
    return kept


def _key(line: str) -> str:
    """Return a line as it is on every page; of a long one something that no other has."""
    return DIGITS.sub("#", line).casefold() if len(line) <= LONGEST_EDGE else line


def _is_number(line: str, number: int) -> bool:
    match = PAGE_NUMBER.fullmatch(line)
    return match is not None and (int(match["number"]) == number or line != match["number"])


def _width(lines: Sequence[str]) -> int:
    lengths = sorted(map(len, lines))
    return lengths[int((len(lengths) - 1) * WIDTH_AMONG)] if lengths else 0


def _text(lines: Sequence[str], width: int) -> str:
    """Put paragraphs together again; lines of a heading stay lines of one paragraph."""
    pieces: list[str] = []
    was_prose = False
    for place, line in enumerate(lines):
        if place and _flows_on(lines[place - 1], line, width):
            pieces[-1] += f" {line}"
            was_prose = True
        else:
            ends = bool(pieces) and (was_prose or pieces[-1][-1] in SENTENCE_END)
            begins = place + 1 < len(lines) and _flows_on(line, lines[place + 1], width)
            pieces += ["\n\n" if ends or begins else "\n", line] if pieces else [line]
            was_prose = False
    return "".join(pieces)


def _flows_on(line: str, following: str, width: int) -> bool:
    """Whether a line ends where it does only because the next word found no room."""
    if width < NARROWEST or len(line) + 1 + len(following.split(" ", 1)[0]) <= width * FULL:
        return False
    if LEADERS.search(line):
        return False
    begins = LIST_ITEM.match(following) or SECTION.match(following)
    return not (line[-1] in f"{SENTENCE_END}:;" and begins)
