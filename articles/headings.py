"""The headings in a text, and what stands below one that says *Analysis*. Offsets: code points."""

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.text import Span, words

LONGEST = 80  # characters of a heading
MOST_WORDS = 11
SHORTEST_BELOW = 60  # of a paragraph that a heading stands over, where it ends with no full stop
ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*$|[\"”»]$")
NO_HEADING = re.compile(
    r"[.!?:;,…–—-]$|[\"'”’»]$|https?://|www\.|@|\d{3}[ .-]\d{3,4}|, \d{1,3}$|^[-*•#–—|(]|^\W*$"
    r"|^(?:case|date|who|what|when|where)\b.{0,3}[:#]"
)
ANALYSIS = words("analysis análisis analisis análise analise analyse analyses analisi einordnung")
MOST_WORDS_OF_ANALYSIS = 5


def headings(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return those of the news' paragraphs that are headings of what follows them.

    A heading is short, is no sentence, stands between a whole sentence and a paragraph that begins
    one, and is no line of a list.
    """
    found = []
    for place, (start, end) in enumerate(paragraphs[:-1]):
        line = " ".join(text[start:end].split())
        before = text[slice(*paragraphs[place - 1])].rstrip() if place else ""
        below = text[slice(*paragraphs[place + 1])].lstrip()
        if not is_heading(line) or not _is_below(below):
            continue
        if before and not ENDS_SENTENCE.search(before) and not _says_analysis(line):
            continue
        found.append((start, end))
    return found


def is_heading(line: str) -> bool:
    """Whether a line could be a heading, wherever it stands."""
    return (
        len(line) <= LONGEST
        and len(line.split()) <= MOST_WORDS
        and not NO_HEADING.search(line.casefold())
        and (line[:1].isupper() or line[:1].isdigit() or line[:1] in '¿¡“"')
        and sum(map(str.isalpha, line)) >= 3
    )


def analysis(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the passages that the source calls its analysis: each from its heading to the end.

    Another heading that says so begins another passage.
    """
    starts = [start for start, end in headings(text, paragraphs) if _says_analysis(text[start:end])]
    return list(pairwise([*starts, paragraphs[-1][1]])) if starts else []


def _says_analysis(line: str) -> bool:
    said = re.findall(r"[^\W\d_]+", line.casefold())
    return len(said) <= MOST_WORDS_OF_ANALYSIS and bool(said) and said[-1] in ANALYSIS


def _is_below(line: str) -> bool:
    """Whether a paragraph can stand below a heading: it is no heading or line of a list itself."""
    begins = line[:1].isupper() or line[:1].isdigit() or line[:1] in "“\"'‘«¿¡(*-•"
    return begins and (len(line) >= SHORTEST_BELOW or bool(ENDS_SENTENCE.search(line)))
