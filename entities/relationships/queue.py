"""The queue of relationships over all articles: each with the sentences that state it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.core.cache import cache
from django.core.paginator import Page
from django.db.models import Case, Count, F, Max, Q, Sum, When
from django.db.models.functions import Floor
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from entities.kinds import Status
from entities.lists import count_words, page_of
from entities.models import Evidence, Mention, Relationship, RelationshipWeight, RowChange
from entities.models.reliability import Measured, Shown
from entities.periods import Period
from entities.relationships.contradictions import (
    Contradiction,
    by_relationship,
    contradictions,
    count_of_places,
)
from entities.relationships.filters import DOUBTFUL, ORIGINS, RelationshipFilters
from entities.weights import weight as weights

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
class Sentence:
    """A piece of evidence, its quote with both ends marked, and the act that decided on it."""

    evidence: Evidence
    quote: SafeString
    shown: Shown | None
    undo: int | None = None


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
    for, those first of which most independent origins speak.
    """

    def __init__(self, filters: RelationshipFilters) -> None:
        self.filters = filters

    @cached_property
    def total(self) -> int:
        return self.filters.qs.order_by().count()

    @property
    def is_capped(self) -> bool:
        return self.total > len(self.order)

    @cached_property
    def order(self) -> list[int]:
        if self.filters.values.get("order") == ORIGINS:
            return self._by_origins()
        doubtful = self.filters.values.get("order") == DOUBTFUL
        tenths = (
            F("tenths").asc(nulls_first=True) if doubtful else F("tenths").desc(nulls_last=True)
        )
        stating = self.filters.sentences.filter(relationship__in=self.filters.qs.order_by())
        counted = (
            stating.order_by()
            .values("relationship")
            .annotate(tenths=Floor(Max("confidence") * 10 + 1e-9), often=Count("*"))
        )
        ordered = counted.order_by(tenths, "-often", "relationship")
        return list(ordered.values_list("relationship", flat=True)[:MOST_ORDERED])

    def _by_origins(self) -> list[int]:
        weighed = (
            RelationshipWeight.objects.filter(relationship__in=self.filters.qs.order_by())
            .order_by()
            .values("relationship")
            .annotate(origins=Sum("origins"), quotes=Sum("quotes"))
            .order_by("-origins", "-quotes", "relationship")
        )
        return list(weighed.values_list("relationship", flat=True)[:MOST_ORDERED])

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
        stating = Evidence.objects.filter(relationship=key).select_related("article__source")
        # Not by status, so that what is decided stays where it stands.
        ranked = stating.defer("article__text").order_by(
            F("revision").asc(nulls_first=True),
            F("confidence").desc(nulls_last=True),
            "pk",
        )
        page = page_of(ranked, number, SENTENCES_A_PAGE)
        page.object_list = sentences_of(group.relationship, list(page))
        return replace(group, sentences=page)
    return None


def counts_of(keys: Iterable[int]) -> dict[int, Counts]:
    """How many sentences in how many articles state each of these relationships."""
    live, proposed = ~Q(status=Status.REJECTED), Q(status=Status.PROPOSED)
    stating = Evidence.objects.filter(relationship__in=list(keys)).order_by()
    rows = stating.values_list("relationship").annotate(
        sentences=Count("pk", filter=live),
        articles=Count("article", filter=live, distinct=True),
        waiting=Count("pk", filter=proposed),
        sure=Max("confidence"),
        of_all=Count("pk"),
        in_all=Count("article", distinct=True),
    )
    weighed = weights.counts_of(list(keys))
    return {
        key: Counts(sentences or of_all, articles or in_all, waiting, sure, weighed[key].origins)
        for key, sentences, articles, waiting, sure, of_all, in_all in rows
    }


def sentences_of(link: Relationship, evidence: Sequence[Evidence]) -> list[Sentence]:
    """These pieces of evidence of the relationship, marked."""
    acts = last_acts(Evidence, [one.pk for one in evidence if one.status != Status.PROPOSED])
    for one in evidence:
        one.relationship = link
    measured, marked = Measured(), marked_quotes(evidence)
    return [
        Sentence(one, marked[one.pk], measured.confidence(one), acts.get(one.pk))
        for one in evidence
    ]


def marked_quotes(evidence: Collection[Evidence]) -> dict[int, SafeString]:
    """The quote of each with the mentions of both ends marked; needs the relationships."""
    ends = {
        end for one in evidence for end in (one.relationship.head_id, one.relationship.child_id)
    }
    mentions = defaultdict(list)
    for mention in (
        Mention.objects.live()
        .filter(article__in={one.article_id for one in evidence}, entity__in=ends, revision=None)
        .order_by("start")
        .only("article", "entity", "kind", "start", "end")
    ):
        mentions[mention.article_id].append(mention)
    return {one.pk: _marked(one, mentions[one.article_id]) for one in evidence}


def last_acts(model: type[Relationship] | type[Evidence], keys: Iterable[int]) -> dict[int, int]:
    """For each of these rows that people changed the last act that did, where it stands."""
    changes = RowChange.objects.filter(
        model=model._meta.label_lower, row__in=list(keys), is_left=False, action__undone_at=None
    )
    return dict(changes.order_by().values_list("row").annotate(last=Max("action")))


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
    pairs = len(contradictions(weight=1, most=MOST_CONTRADICTIONS))
    count = min(pairs + count_of_places(MOST_CONTRADICTIONS), MOST_CONTRADICTIONS)
    return count_words(count, MOST_CONTRADICTIONS)


def _first_of(links: Iterable[Relationship]) -> dict[int, Sentence]:
    """The sentence of each that waits or stands, the surest first."""
    known = {link.pk: link for link in links}
    first = (
        Evidence.objects.filter(relationship__in=known)
        .order_by("relationship", _WAITING_FIRST, F("confidence").desc(nulls_last=True), "pk")
        .distinct("relationship")
        .values_list("pk", flat=True)
    )
    evidence = Evidence.objects.filter(pk__in=list(first))
    found = list(evidence.select_related("article").defer("article__text"))
    for one in found:
        one.relationship = known[one.relationship_id]
    marked = marked_quotes(found)
    return {one.relationship_id: Sentence(one, marked[one.pk], None) for one in found}


def _marked(evidence: Evidence, mentions: Iterable[Mention]) -> SafeString:
    """`mentions` are those of both ends in the article, in the order of the text."""
    link, at, pieces = evidence.relationship, evidence.start, []
    for mention in mentions:
        is_end = mention.entity_id in (link.head_id, link.child_id)
        inside = at <= mention.start and mention.end <= evidence.end
        if evidence.revision_id is None and is_end and inside:
            before = evidence.quote[at - evidence.start : mention.start - evidence.start]
            words = evidence.quote[mention.start - evidence.start : mention.end - evidence.start]
            pieces.append(
                (before, format_html('<mark data-kind="{}">{}</mark>', mention.kind, words))
            )
            at = mention.end
    return format_html(
        "{}{}", format_html_join("", "{}{}", pieces), evidence.quote[at - evidence.start :]
    )
