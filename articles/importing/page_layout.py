"""From the lines of printed pages to paragraphs: what layout has put in and taken apart goes.

Running heads, running feet and page numbers are no part of the text; a word or a paragraph that a
line or a page has cut is one again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

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
ENDS = f"{SENTENCE_END}:;"
# The number of a section, before its heading.
SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[^\W\d_]")
DIGITS = re.compile(r"[0-9]{1,5}")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
WRITTEN = {**LIGATURES, "\ufffe": "", "\x02": "", "\0": "", "\r": " ", "\f": "\n"}
PRINTED = re.compile(f"\xad\\s*\n\\s*|[{''.join(WRITTEN)}]")


def flowing(pages: Sequence[str]) -> tuple[str, ...]:
    """Return the pages as pieces of one text: put together they are the whole of it."""
    edges = _Edges(pages)
    texts: list[str] = []
    last = ""  # the last line before this page
    place_of_last = 0
    for number, page in enumerate(pages, 1):
        lines = edges.without(_lines(page), number)
        if lines and last:
            texts[place_of_last] += " " if _flows_on(last, lines[0], edges.width) else "\n\n"
        width = _width(Counter(map(len, lines))) if len(lines) >= FEWEST_LINES else edges.width
        texts.append(_text(lines, width))
        if lines:
            last, place_of_last = lines[-1], number - 1
    return tuple(texts)


def _lines(page: str) -> list[str]:
    """Return the lines of a page, with the letters that are meant by what is printed."""
    page = page.replace("\r\n", "\n")
    if PRINTED.search(page):
        page = PRINTED.sub(lambda sign: WRITTEN.get(sign[0], ""), page)
    return [line for line in map(_plain, page.split("\n")) if line]


def _plain(line: str) -> str:
    return " ".join(line.split())


class _Edges:
    """What stands at the edge of many pages but for their numbers, and how wide their lines are."""

    def __init__(self, pages: Sequence[str]) -> None:
        lengths: Counter[int] = Counter()
        self._tops: Counter[str] = Counter()
        self._feet: Counter[str] = Counter()
        for number, page in enumerate(pages, 1):
            lines = [line for line in page.split("\n") if line]
            lengths.update(map(len, lines))
            self._tops.update(_keys_of(lines[:EDGE], number))
            self._feet.update(_keys_of(lines[-EDGE:], number))
        self._enough = max(FEWEST, round(len(pages) * SHARE))
        self.width = _width(lengths)

    def without(self, page: list[str], number: int) -> list[str]:
        """Return the lines of a page without its number, and without running heads and feet.

        Of what runs over the pages the first page keeps its own, which may be the title.
        """
        left, right = 0, len(page)
        while left < min(EDGE, right) and (
            _is_number(page[left], number)
            or (number > 1 and self._runs(self._tops, page[left], number))
        ):
            left += 1
        while right > max(left, len(page) - EDGE) and (
            _is_number(page[right - 1], number) or self._runs(self._feet, page[right - 1], number)
        ):
            right -= 1
        return page[left:right]

    def _runs(self, edge: Counter[str], line: str, number: int) -> bool:
        return any(edge[key] >= self._enough for key in _keys(line, number))


def _keys_of(lines: Sequence[str], number: int) -> set[str]:
    return {key for line in lines for key in _keys(_plain(line), number)}


def _keys(line: str, number: int) -> Iterator[str]:
    """Yield a line as it may be on every page: as it is, or with a number that grows with them."""
    if not line or len(line) > LONGEST_EDGE:
        return
    line = line.casefold()
    yield line
    for match in list(DIGITS.finditer(line))[:2]:
        yield f"{line[: match.start()]}#{int(match[0]) - number}{line[match.end() :]}"


def _is_number(line: str, number: int) -> bool:
    match = PAGE_NUMBER.fullmatch(line)
    return match is not None and (int(match["number"]) == number or line != match["number"])


def _width(lengths: Counter[int]) -> int:
    """Return the length of a full line, given how many lines have which."""
    wider = sum(lengths.values()) * (1 - WIDTH_AMONG)
    for length in sorted(lengths, reverse=True):
        wider -= lengths[length]
        if wider < 0:
            return length
    return 0


def _text(lines: Sequence[str], width: int) -> str:
    """Put paragraphs together again; lines of a heading stay lines of one paragraph."""
    if not lines:
        return ""
    flows = [_flows_on(line, following, width) for line, following in pairwise(lines)]
    pieces = [lines[0]]
    for place, flows_on in enumerate(flows):
        following = lines[place + 1]
        if flows_on:
            pieces += [" ", following]
        else:
            ends = lines[place][-1] in SENTENCE_END or (place and flows[place - 1])
            begins = place + 1 < len(flows) and flows[place + 1]
            pieces += ["\n\n" if ends or begins else "\n", following]
    return "".join(pieces)


def _flows_on(line: str, following: str, width: int) -> bool:
    """Whether a line ends where it does only because the next word found no room."""
    room = width * FULL - len(line) - 1
    if width < NARROWEST or (room >= 0 and 0 <= following.find(" ") <= room):
        return False
    if room >= len(following):
        return False
    if line[-1] in ENDS and (LIST_ITEM.match(following) or SECTION.match(following)):
        return False
    return ". . ." not in line and "....." not in line
