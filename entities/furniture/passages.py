"""Passages of whole lines, and where they stand in the texts of a group."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from articles.furniture_models import LONGEST_PASSAGE
from articles.importing.furniture import ruled, trace
from articles.importing.lessons import Group
from articles.models import Article
from articles.source_models import Source
from articles.text import Span, paragraphs
from entities.actions.recorder import CorrectionError
from entities.kinds import Status
from entities.models import Evidence, Mention

MOST_SHOWN = 20
_BATCH = 200  # texts that are looked at in one go
_AROUND = 120  # characters of the lines beside a passage


def group_name(source: Source | None, place: str) -> str:
    """Whose texts are meant: `Elm County`, or the place of texts of an unknown source."""
    return str(source) if source else f"{place} (source unknown)"


@dataclass(frozen=True)
class Passage:
    """Lines of a text, with white space made plain; `start` and `end` are those of the lines."""

    start: int
    end: int
    words: str

    @property
    def traces(self) -> frozenset[int]:
        return ruled(self.words)


def selected(article: Article, start: int, end: int) -> Passage:
    """The lines that `text[start:end]` touches. Raises `CorrectionError` where no rule can be."""
    text = article.text
    touched = [span for span in lines(text) if span[0] < end and start < span[1]]
    if not touched or not text[max(start, 0) : end].strip():
        raise CorrectionError(
            f"No words of “{article}” are selected: choose the first and the last line below."
        )
    words = "\n".join(" ".join(text[slice(*span)].split()) for span in touched)
    if len(words) > LONGEST_PASSAGE:
        raise CorrectionError(
            f"The passage has {len(words):,} characters, and a rule at most {LONGEST_PASSAGE:,}: "
            "select fewer lines."
        )
    if not ruled(words):
        raise CorrectionError(
            f"“{words}” has no letter or digit by which it could be known: select another line."
        )
    return Passage(touched[0][0], touched[-1][1], words)


def lines(text: str) -> list[Span]:
    """The lines of a text as an import sees them, wrapped ones joined."""
    return paragraphs(text, 0, len(text))


@dataclass(frozen=True)
class Place:
    """Where one text has lines of the passage; the first of them in context."""

    article: Article
    spans: Sequence[Span]
    is_exact: bool  # word for word
    news_left: bool  # whether anything but the headline would still be news without them

    @property
    def is_folded(self) -> bool:
        """Whether the lines are furniture now."""
        return not any(self.article.is_news(*span) for span in self.spans)

    @property
    def is_headline(self) -> bool:
        """Whether one of the lines is the headline, which a person may have set."""
        is_free = "title" not in self.article.set_by_hand
        return is_free and any(self.article.is_headline(*span) for span in self.spans)

    @property
    def is_dated(self) -> bool:
        """Whether one of the lines is a date line over the news."""
        return any(
            first <= start and end <= last and not self.article.is_headline(first, last)
            for first, last in self.article.head
            for start, end in self.spans
        )

    @property
    def is_shown(self) -> bool:
        """Whether the lines are news now."""
        return all(self.article.is_news(*span) for span in self.spans)

    @property
    def words(self) -> str:
        return "\n".join(self.article.text[slice(*span)] for span in self.spans)

    @property
    def before(self) -> str:
        words = " ".join(self.article.text[: self.spans[0][0]][-2 * _AROUND :].split())
        return f"…{words[-_AROUND:]}" if len(words) > _AROUND else words

    @property
    def after(self) -> str:
        words = " ".join(self.article.text[self.spans[-1][1] :][: 2 * _AROUND].split())
        return f"{words[:_AROUND]}…" if len(words) > _AROUND else words


class Places:
    """The texts of a group in which lines of a passage stand, or lines that differ in numbers."""

    def __init__(self, group: Group, words: str) -> None:
        self.of = group.articles().count()
        self.count = self.exact = self.folded = self.news = self.proposed = self.confirmed = 0
        self.headlines = self.dated = 0
        self.first: list[Place] = []
        self.emptied: Article | None = None  # a text of which no news would be left
        found = places_in(group, words)
        while places := list(islice(found, _BATCH)):
            self._count(places)

    @property
    def near(self) -> int:
        return self.count - self.exact

    @property
    def without(self) -> int:
        return self.of - self.count

    def mended(self, is_furniture: bool) -> int:
        """In how many of the texts the lines are what a rule says."""
        return self.folded if is_furniture else self.news

    def _count(self, places: Sequence[Place]) -> None:
        self.count += len(places)
        self.exact += sum(place.is_exact for place in places)
        self.folded += sum(place.is_folded for place in places)
        self.news += sum(place.is_shown for place in places)
        self.headlines += sum(place.is_headline for place in places)
        self.dated += sum(place.is_dated for place in places)
        self.first += places[: MOST_SHOWN - len(self.first)]
        emptied = (place.article for place in places if not place.news_left)
        self.emptied = self.emptied or next(emptied, None)
        statuses = _statuses_within(places)
        self.confirmed += statuses.count(Status.CONFIRMED)
        self.proposed += statuses.count(Status.PROPOSED)


def places_in(group: Group, words: str) -> Iterator[Place]:
    traces, written = ruled(words), set(words.split("\n"))
    articles = group.articles().filter(traces__numbers__overlap=list(traces)).order_by("pk")
    for article in articles.select_related("source").iterator(chunk_size=_BATCH):
        if place := _place(article, traces, written):
            yield place


def _place(article: Article, traces: Collection[int], written: Collection[str]) -> Place | None:
    own = {span: " ".join(article.text[slice(*span)].split()) for span in lines(article.text)}
    spans = [span for span, line in own.items() if trace("line", line) in traces]
    if not spans:
        return None
    told = [
        span
        for span in article.paragraphs()
        if article.is_news(*span) and not article.is_headline(*span)
    ]
    left = [
        span for span in told if not any(span[0] < end and start < span[1] for start, end in spans)
    ]
    return Place(
        article, spans, all(own[span] in written for span in spans), bool(left) or not told
    )


def _statuses_within(places: Sequence[Place]) -> list[str]:
    """The statuses of the live mentions and quotes that touch the lines."""
    spans = {place.article.pk: place.spans for place in places}
    found = []
    for model in (Mention, Evidence):
        rows = model._base_manager.filter(article__in=spans, revision=None)
        rows = rows.exclude(status=Status.REJECTED).order_by()
        for article, first, last, status in rows.values_list("article", "start", "end", "status"):
            if any(first < end and start < last for start, end in spans[article]):
                found.append(status)
    return found
