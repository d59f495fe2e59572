"""A hit as a whole text to read beside the others."""

from articles.search import Passage
from entities.reader.markup import annotate
from entities.search.finding.hits import Hit


def pieces(hit: Hit) -> list[Passage]:
    """The paragraphs of the news in the text, each with the marks in it."""
    return [
        Passage(paragraph.start, paragraph.end, _within(hit, paragraph.start, paragraph.end))
        for paragraph in annotate(hit.article, [])
        if not paragraph.is_furniture
    ]


def _within(hit: Hit, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The marks in the paragraph; one that runs over its end is cut there."""
    return tuple(
        (max(first, start), min(last, end))
        for first, last in hit.marks
        if first < end and start < last
    )
