"""Which short lines of an article are headings of its sections: not every short line is one."""

import re
from collections.abc import Sequence

from articles.text import LIST_ITEM, Span

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
