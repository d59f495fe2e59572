"""The queue of relationships over all articles: each with the sentences that state it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.core.cache import cache
from django.core.paginator import Page
from django.db.models import Case, Count, F, Max, Q, QuerySet, When
from django.http import HttpRequest

from entities.kinds import Status
from entities.lists import count_words, page_of
from entities.models import Evidence, Relationship
from entities.periods import Period
from entities.relationships.contradictions import (
    Contradiction,
    by_relationship,
    count_of_places,
    pairs,
)
from entities.relationships.copies import copies_in
from entities.relationships.filters import RelationshipFilters
from entities.relationships.sentences import Sentence, last_acts, marked_quotes, sentences_of
from entities.weights import weight as weights
from entities.weights.order import in_order, whose_surest

A_PAGE = 30
SENTENCES_A_PAGE = 30
# So many are put in order; those behind follow when some of these are decided.
MOST_ORDERED = 600
_WAITING_FIRST = Case(
    When(status=Status.PROPOSED, then=0), When(status=Status.CONFIRMED, then=1), default=2
)
# The navigation counts up to here: `1,000+` relationships, `100+` contradictions.
MOST_WAITING, MOST_CONTRADICTIONS = 1000, 100
# Every page of the review shows how many contradictions there are, which takes a look at every
# confirmed relationship: it is not taken more often than so, in seconds.
_CONTRADICTIONS, _COUNTED_FOR = "waiting-contradictions", 60


@dataclass(frozen=True)
class Counts:
    """How much states a relationship: what was rejected counts only where all of it was."""

    sentences: int = 0
    articles: int = 0
    waiting: int = 0
    sure: float | None = None
    origins: int = 0


@dataclass(frozen=True)
class Group:
    """A relationship with what states it. `first` is the sentence that says most for it.

    `contradictions` come with the other relationship. `undo` is the key of the last act on it.
    `sentences` is a page of them where it is open.
    """

    relationship: Relationship
    counts: Counts
    first: Sentence | None
    contradictions: list[tuple[Contradiction, Relationship]] = field(default_factory=list)
    undo: int | None = None
    sentences: Page | None = None

    @property
    def period(self) -> Period:
        return Period.of(self.relationship)

    @property
    def can_be_confirmed(self) -> bool:
        return bool(self.counts.waiting)


class Groups:
    """The relationships that fit the filters: the most certain first, in steps of a tenth.

    Of equally certain ones those come first that most sentences state. Or, where that is asked
    for, those first of which most independent origins speak. What was rejected: the newest first.
    """

    def __init__(self, filters: RelationshipFilters) -> None:
        self.filters = filters

    @cached_property
    def total(self) -> int:
        return self._links.count()

    @property
    def _links(self) -> QuerySet[Relationship]:
        """In no order."""
        links, surest = self.filters.qs.order_by(), self.filters.surest
        return links.filter(whose_surest(surest)) if surest else links

    @property
    def is_capped(self) -> bool:
        return self.total > len(self.order)

    @cached_property
    def order(self) -> list[int]:
        filters = self.filters
        if filters.values["status"] == Status.REJECTED:
            newest = self._links.order_by("-pk").values_list("pk", flat=True)
            return list(newest[:MOST_ORDERED])
        return in_order(filters.qs, filters.listed, MOST_ORDERED, sure=filters.surest)

    def page(self, number: str | None) -> Page:
        """One page of the queue, as `Group`."""
        page = page_of(self.order, number, A_PAGE)
        page.object_list = groups_of(list(page))
        return page


def groups_of(keys: Sequence[int]) -> list[Group]:
    """These relationships, in this order; those that are gone are left out."""
    links = Relationship.objects.select_related("head", "child").in_bulk(list(keys))
    counts, first = counts_of(links), _first_of(links.values())
    against, acts = by_relationship(list(links)), last_acts(Relationship, links)
    return [
        Group(
            links[key],
            counts.get(key, Counts()),
            first.get(key),
            [(one, one.other(links[key])) for one in against.get(key, [])],
            acts.get(key),
        )
        for key in keys
        if key in links
    ]


def open_group(key: int, number: str | None = None) -> Group | None:
    """The relationship with a page of its sentences; None where it is gone."""
    for group in groups_of([key]):
        page = page_of(copies_in(group.relationship), number, SENTENCES_A_PAGE)
        page.object_list = sentences_of(group.relationship, list(page))
        return replace(group, sentences=page)
    return None


def counts_of(keys: Collection[int]) -> dict[int, Counts]:
    """How many sentences in how many articles state each of these relationships."""
    weighed = weights.counts_of(keys)
    silent = [key for key, counts in weighed.items() if not counts.quotes]
    return {
        key: Counts(one.quotes, one.articles, one.waiting, one.sure, one.origins)
        for key, one in weighed.items()
    } | _counts_of_silent(silent)


def _counts_of_silent(keys: Collection[int]) -> dict[int, Counts]:
    """The same where no quote of the present text counts: what was rejected, or stood there."""
    if not keys:
        return {}
    live = ~Q(status=Status.REJECTED)
    rows = (
        Evidence.objects.not_withdrawn()
        .filter(relationship__in=keys)
        .order_by()
        .values_list("relationship")
        .annotate(
            sentences=Count("pk", filter=live),
            articles=Count("article", filter=live, distinct=True),
            of_all=Count("pk"),
            in_all=Count("article", distinct=True),
            sure=Max("confidence"),
        )
    )
    return {
        key: Counts(sentences or of_all, articles or in_all, sure=sure)
        for key, sentences, articles, of_all, in_all, sure in rows
    }


def waiting(request: HttpRequest) -> dict[str, Callable[[], str]]:
    """What the tabs of the review count where a page shows them."""
    return {
        "waiting_relationships": _waiting_relationships,
        "waiting_contradictions": _waiting_contradictions,
    }


def _waiting_relationships() -> str:
    proposed = Relationship.objects.filter(status=Status.PROPOSED).order_by()
    return count_words(proposed[:MOST_WAITING].count(), MOST_WAITING)


def forget_count_of_contradictions() -> None:
    """Let them be counted anew where a page shows how many there are."""
    cache.delete(_CONTRADICTIONS)


def _waiting_contradictions() -> str:
    counted: str = cache.get_or_set(_CONTRADICTIONS, _count_contradictions, _COUNTED_FOR) or ""
    return counted


def _count_contradictions() -> str:
    count = len(pairs(weight=1, most=MOST_CONTRADICTIONS))
    count = min(count + count_of_places(MOST_CONTRADICTIONS), MOST_CONTRADICTIONS)
    return count_words(count, MOST_CONTRADICTIONS)


def _first_of(links: Iterable[Relationship]) -> dict[int, Sentence]:
    """The sentence of each that waits or stands, the surest first."""
    known = {link.pk: link for link in links}
    first = (
        Evidence.objects.not_withdrawn()
        .filter(relationship__in=known)
        .order_by("relationship", _WAITING_FIRST, F("confidence").desc(nulls_last=True), "pk")
        .distinct("relationship")
        .values_list("pk", flat=True)
    )
    evidence = Evidence.objects.filter(pk__in=list(first))
    found = list(evidence.select_related("article").defer("article__text"))
    for one in found:
        one.relationship = known[one.relationship_id]
    marked = marked_quotes(found)
    return {one.relationship_id: Sentence(one, marked[one.pk]) for one in found}
