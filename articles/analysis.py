"""What a source says as its own analysis, apart from what it reports. Offsets: code points."""

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.headings import headings
from articles.text import Span, words

WORDS = words("analysis análisis analisi analise análise analyse analyses einordnung")
MOST_WORDS = 5  # of the heading


def analysis(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the passages that the source calls its analysis: each from its heading to the end.

    Another heading that says so begins another passage.
    """
    heads = headings(text, paragraphs)
    starts = [
        start for start, end in paragraphs if start in heads and _says_analysis(text[start:end])
    ]
    return list(pairwise([*starts, paragraphs[-1][1]])) if starts else []


def _says_analysis(line: str) -> bool:
    said = re.findall(r"[^\W\d_]+", line.casefold())
    return len(said) <= MOST_WORDS and bool(said) and said[-1] in WORDS
