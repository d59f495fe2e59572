"""What a source says as its own analysis, apart from what it reports. Offsets: code points."""

import re
from collections.abc import Iterable
from itertools import pairwise

from articles.flow import news_paragraphs
from articles.headings import headings
from articles.text import Span, words

WORDS = words("analysis análisis analisis analisi analise análise analyse analyses einordnung")
MOST_WORDS = 6  # of the heading
# What laboratories analyse: "Forensic Analysis" heads evidence, no view of the source.
EXAMINED = words(
    "ballistic ballistics blood chemical crash dna fingerprint forensic lab laboratory toxicology"
    " adn balístico balística forense sangre sangue toxicológico toxicológica"
)
# Between the word and the name of whose analysis it is: "Análisis de El Puerto".
_WHOSE = words("by de del do da dos das di von")
_SAID = re.compile("|".join(sorted(WORDS)), re.IGNORECASE)
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
    if not 0 < len(said) <= MOST_WORDS or not EXAMINED.isdisjoint(said):
        return False
    if said[-1] in WORDS:
        return True
    named = written[2:] if said[1:] and said[1] in _WHOSE else written[1:]
    return said[0] in WORDS and bool(named) and all(word[0].isupper() for word in named)
