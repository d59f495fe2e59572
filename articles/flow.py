"""The paragraphs of news as people read them, also where a page was cut into lines.

Pages that were scraped have links, raised letters and the ends of printed lines on lines of their
own: "in the 77", "th", "precinct" is one sentence, and a name may stand on two lines.
"""

from collections.abc import Iterable, Sequence

from articles.importing.furniture.flow import sentences_over_lines
from articles.importing.furniture.lines import MOST_LINES, line_of
from articles.text import Span, paragraphs, without


def flowing(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return paragraphs of news, in order, with those that are pieces of a sentence as one.

    Of a text with very many lines none are joined.
    """
    if len(spans) < 2 or len(spans) > MOST_LINES:
        return list(spans)
    found: list[Span] = []
    reached = 0
    for run in sentences_over_lines([line_of(text, *span) for span in spans]):
        found += [*spans[reached : run.start], (spans[run.start][0], spans[run.stop - 1][1])]
        reached = run.stop
    return [*found, *spans[reached:]]


def news_paragraphs(text: str, body: Span, furniture: Iterable[Span]) -> list[Span]:
    """Return the paragraphs of the body that are no furniture, none of them half."""
    pieces = without([body], furniture)
    return [span for piece in pieces for span in flowing(text, paragraphs(text, *piece))]
