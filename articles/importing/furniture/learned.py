"""What the documents of one group teach: which lines recur, which headlines there are, who ruled.

A line is known by its signature: digits, dates and case do not tell two lines apart, so that
"5 min read" and "7 min read" are one. What is kept of a document is a set of numbers, its
`traces`: hashes of the signatures of its lines, of its headline and of what may be the site's
name around it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import chain

from articles.importing.furniture.phrases import DATE_WORDS
from articles.text import Span, paragraphs

# In so many documents a line must stand to recur: this share of the group's, within these bounds.
LEAST_SHARE = 0.02
FEWEST, MOST = 3, 20
_LEAST_SHARE_BEHIND, _LEAST_SHARE_BEFORE = 0.1, 0.6  # of a site's name beside the headline
LONGEST_LINE = 200  # characters that tell a line from others
MOST_LINES = 2_000  # of a document that are kept
SEPARATOR = re.compile(r"\s+(?:[-–—|·•»›>]|::|//)\s+")
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")


def signature(line: str) -> str:
    """Return the line without what changes from page to page: case, signs, digits, dates."""
    return _signature(line[:LONGEST_LINE])


@lru_cache(maxsize=10_000)  # the lines of a site's frame come on every page
def _signature(line: str) -> str:
    found = _WORD.findall(_DIGITS.sub("0", line.casefold()))
    if not DATE_WORDS.isdisjoint(found):
        found = ["0" if word in DATE_WORDS else word for word in found]
    return " ".join(found)


def trace(kind: str, line: str) -> int:
    """Return a number (64 bits, signed) for a line of this kind: `line`, `title`, `affix`."""
    return trace_of_signature(kind, signature(line))


@lru_cache(maxsize=10_000)
def trace_of_signature(kind: str, written: str) -> int:
    """Return the number for a line whose signature is known; 0 where nothing is left of it."""
    if not written:
        return 0
    written = f"{kind}:{written}"
    return int.from_bytes(blake2b(written.encode(), digest_size=8).digest(), "big", signed=True)


def affixes(first_line: str) -> list[tuple[Span, Span]]:
    """Return where a first line may be parted into headline and site name: (headline, site).

    Spans within the line; the separator belongs to the site's name.
    """
    marks = list(SEPARATOR.finditer(first_line[:LONGEST_LINE]))
    behind = [((0, mark.start()), (mark.start(), len(first_line))) for mark in reversed(marks)]
    before = [((mark.end(), len(first_line)), (0, mark.end())) for mark in marks[:1]]
    return behind[:3] + before


@lru_cache(maxsize=64)  # an import asks when it has read a document, and when it keeps it
def traces(text: str, title: str = "") -> frozenset[int]:
    """Return what a document of this text and headline teaches its group."""
    spans = paragraphs(text, 0, len(text))
    if not spans:
        return frozenset()
    if len(spans) > MOST_LINES:  # a page's frame stands at its ends
        spans = spans[: MOST_LINES // 2] + spans[-MOST_LINES // 2 :]
    first = " ".join(text[slice(*spans[0])].split())
    parted = affixes(first)
    headlines = [title, *(first[slice(*headline)] for headline, _ in parted)]
    numbers = {
        *(trace("line", text[start:end]) for start, end in spans),
        *(trace("title", headline) for headline in headlines if len(headline) >= SHORTEST_TITLE),
        *(trace("affix", first[slice(*site)]) for _, site in parted),
    }
    return frozenset(numbers - {0})


SHORTEST_TITLE = 20  # characters: a shorter one may stand in any text


@dataclass(frozen=True)
class Rules:
    """What persons ruled for a group: passages that always, or never, are its furniture.

    Both are traces of lines.
    """

    always: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()

    @classmethod
    def of(cls, always: Iterable[str], never: Iterable[str] = ()) -> "Rules":
        """Make rules of passages of whole lines; each rules each of its lines by itself."""
        return cls(
            always=frozenset(chain.from_iterable(map(ruled, always))),
            never=frozenset(chain.from_iterable(map(ruled, never))),
        )


def ruled(passage: str) -> frozenset[int]:
    """Return the traces of the lines of a passage, none where no line has a letter or digit."""
    return frozenset({trace("line", line) for line in passage.splitlines()} - {0})


@dataclass(frozen=True)
class Learned:
    """What the documents of one group have taught; the document that is read is one of them."""

    documents: int = 0
    counts: Mapping[int, int] = field(default_factory=dict)  # in how many documents a trace is
    rules: Rules = Rules()
    language: str = ""  # of the source, as a person states it

    @classmethod
    def of(cls, texts: Iterable[str], rules: Rules = Rules()) -> "Learned":
        """Learn from clean texts."""
        return cls.of_traces(map(traces, texts), rules)

    @classmethod
    def of_traces(cls, documents: Iterable[Collection[int]], rules: Rules = Rules()) -> "Learned":
        """Learn from the `traces` of documents."""
        kept = list(documents)
        return cls(len(kept), Counter(chain.from_iterable(kept)), rules)

    @property
    def enough(self) -> int:
        """In how many documents a line must stand to be no accident."""
        return min(max(FEWEST, round(self.documents * LEAST_SHARE)), MOST)

    def share(self, number: int) -> float:
        """Return the share of documents that have a trace, 0–1."""
        return self.counts.get(number, 0) / max(1, self.documents)

    def is_title(self, line: str) -> bool:
        """Whether some document of the group has this headline."""
        return len(line) >= SHORTEST_TITLE and trace("title", line) in self.counts

    def affix(self, first_line: str) -> Span | None:
        """Return where the name of the site stands in a first line, with its separator.

        None where too few other documents share what stands behind the headline, or before it:
        there it may be a kind of text ("MEDIA ADVISORY –") unless most have it.
        """
        best, found = 0, None
        for _, site in affixes(first_line):
            number = trace("affix", first_line[slice(*site)])
            count = self.counts.get(number, 0)
            least = _LEAST_SHARE_BEFORE if site[0] == 0 else _LEAST_SHARE_BEHIND
            if count >= max(2, self.enough - 1, best + 1) and self.share(number) >= least:
                best, found = count, site
        return found

    def without_affix(self, first_line: str) -> str:
        """Return a first line without the name of its site."""
        site = self.affix(first_line)
        return first_line if site is None else first_line[: site[0]] + first_line[site[1] :]


NOTHING = Learned()
