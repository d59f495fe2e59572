"""Which short lines of an article are headings of its sections, and what is headed as analysis.

Not every short line is a heading. Offsets: code points.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from articles.importing.furniture.flow import news_paragraphs
from articles.text import LIST_ITEM, Span, words

LONGEST_HEADING = 70  # characters
_SHORTEST_SECTION = 60
_MOST_WORDS = 12
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_OPEN = re.compile(r"[,;(\[“‘«–—/&-]$|\b(?:and|or|of|the|a|an|by|to|in|for|y|de|la|el|e|da|do|et)$")


def headings(text: str, paragraphs: Sequence[Span]) -> set[int]:
    """Return where headings start among the paragraphs of the news, in their order.

    A heading stands alone between a sentence that has ended, or the beginning, and a paragraph
    that begins a new one. A name that was a link, an item of a list and a date are none.
    """
    found = set()
    for place, (start, end) in enumerate(paragraphs[:-1]):
        above = text[slice(*paragraphs[place - 1])] if place else ""
        below = text[slice(*paragraphs[place + 1])]
        if _may_head(text[start:end]) and _parts(above, below):
            found.add(start)
    return found


def _may_head(words: str) -> bool:
    """Whether the words could be a heading."""
    return (
        len(words) <= LONGEST_HEADING
        and "\n" not in words
        and len(words.split()) <= _MOST_WORDS
        and (words[0].isupper() or words[0] in "“\"'‘¿¡")
        and sum(map(str.isalpha, words)) * 2 > len(words)
        and not re.search(r"[.!…,;:-]$|[”\"]$", words)
        and not _OPEN.search(words)
        and not LIST_ITEM.match(words)
    )


def _parts(above: str, below: str) -> bool:
    """Whether what stands above has ended and what stands below begins as a section does."""
    ended = not above or bool(_SENTENCE_END.search(above)) or len(above) <= LONGEST_HEADING
    listed = above and len(above) <= LONGEST_HEADING and not _SENTENCE_END.search(above)
    begins = below[0].isupper() or below[0] in "“\"'‘«¿¡([" or below[0].isdigit()
    return ended and not listed and begins and len(below) >= _SHORTEST_SECTION


ANALYSIS_WORDS = words(
    "analysis análisis analisis analisi analise análise analyse analyses einordnung"
)
MOST_ANALYSIS_WORDS = 6  # of the heading
# What laboratories analyse: "Forensic Analysis" heads evidence, no view of the source.
EXAMINED = words(
    "ballistic ballistics blood chemical crash dna fingerprint forensic lab laboratory toxicology"
    " adn balístico balística forense sangre sangue toxicológico toxicológica"
)
# Between the word and the name of whose analysis it is: "Análisis de El Puerto".
_WHOSE = words("by de del do da dos das di von")
_SAID = re.compile("|".join(sorted(ANALYSIS_WORDS)), re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def analysis(text: str, body: Span, furniture: Iterable[Span]) -> list[Span]:
    """Return the passages that the source calls its analysis: each from its heading to the end.

    Another heading that says so begins another passage.
    """
    if not _SAID.search(text):
        return []
    news = news_paragraphs(text, body, furniture)
    heads = headings(text, news)
    starts = [
        start
        for start, end in news[:-1]
        if (start in heads or text[end - 1] == ":") and _says_analysis(text[start:end])
    ]
    return list(pairwise([*starts, news[-1][1]])) if starts else []


def _says_analysis(line: str) -> bool:
    """Whether a heading ends in the word, or begins with it and names whose analysis it is."""
    written = _WORD.findall(line)
    said = [word.casefold() for word in written]
    if not 0 < len(said) <= MOST_ANALYSIS_WORDS or not EXAMINED.isdisjoint(said):
        return False
    if said[-1] in ANALYSIS_WORDS:
        return True
    named = written[2:] if said[1:] and said[1] in _WHOSE else written[1:]
    return said[0] in ANALYSIS_WORDS and bool(named) and all(word[0].isupper() for word in named)
