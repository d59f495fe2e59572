"""The list of what cannot both be true, with what states either side, and what was done about it.

A row is told by `pair:FIRST-SECOND`, the keys of two relationships, or `place:PLACE-CLAIMED`, those
of two entities.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils.safestring import SafeString

from entities.actions.recorder import CorrectionError
from entities.lists import page_of
from entities.models import Action, Evidence, Relationship
from entities.periods import Period
from entities.relationships.contradictions import (
    Contradiction,
    Pair,
    PlaceContradiction,
    contradictions,
    pairs,
    place_contradictions,
    told,
)
from entities.relationships.filters import ContradictionFilters
from entities.relationships.period import as_typed
from entities.relationships.queue import Counts, counts_of
from entities.relationships.sentences import Sentence, marked_quotes
from entities.review.queries import in_context

A_PAGE = 20
_QUOTES = 2
_GONE = "These two contradict each other no more: reload the page."


@dataclass(frozen=True)
class Side:
    """One of the two claims with the first of its quotes; `name` tells it from the other."""

    name: str
    relationship: Relationship
    counts: Counts
    quotes: list[Sentence]

    @property
    def period(self) -> Period:
        return Period.of(self.relationship)

    @property
    def typed(self) -> tuple[str, str]:
        """Both ends of the period as people type them."""
        return as_typed(self.period.first), as_typed(self.period.last) or (
            "former" if self.period.is_former else ""
        )


@dataclass(frozen=True)
class PairRow:
    """Two relationships that exclude each other; `act` is what resolved it just now."""

    contradiction: Contradiction
    sides: tuple[Side, Side]
    act: Action | None = None

    is_pair = True

    @property
    def key(self) -> str:
        return f"{self.contradiction.first.pk}-{self.contradiction.second.pk}"


@dataclass(frozen=True)
class PlaceRow:
    """A place that articles put elsewhere, one sentence, and what resolved it just now."""

    contradiction: PlaceContradiction
    sentence: SafeString
    act: Action | None = None

    is_pair = False

    @property
    def key(self) -> str:
        return f"{self.contradiction.place.pk}-{self.contradiction.claimed.pk}"


Row = PairRow | PlaceRow


def page(filters: ContradictionFilters, number: str | None) -> Page:
    """A page of the rows, relationships before places, those with confirmed sides first."""
    found: list[Pair | PlaceContradiction] = [*pairs(filters.among, weight=filters.weight)]
    if not filters.among:
        found += place_contradictions()
    shown = page_of(found, number, A_PAGE)
    rows = list(shown.object_list)
    shown.object_list = [
        *_pairs(told([one for one in rows if isinstance(one, Pair)])),
        *_places([one for one in rows if isinstance(one, PlaceContradiction)]),
    ]
    return shown


def pair(first: int, second: int) -> Contradiction:
    """The contradiction of these two. Raises `CorrectionError` where there is none any more."""
    for one in contradictions([first]):
        if {one.first.pk, one.second.pk} == {first, second}:
            return one
    raise CorrectionError(_GONE)


def place(pk: int, claimed: int) -> PlaceContradiction:
    """The same of a place and where articles put it."""
    for one in place_contradictions([pk]):
        if one.claimed.pk == claimed:
            return one
    raise CorrectionError(_GONE)


def row_of(kind: str, key: int, other: int) -> Row | None:
    """The row of these two, where they contradict each other (still, or again)."""
    try:
        return place_row(place(key, other)) if kind == "place" else pair_row(pair(key, other))
    except CorrectionError:
        return None


def pair_row(contradiction: Contradiction, act: Action | None = None) -> PairRow:
    """Its row, with both sides as they are now."""
    rows = Relationship.objects.select_related("head", "child").in_bulk(
        [side.pk for side in contradiction.sides]
    )
    first, second = (rows.get(side.pk, side) for side in contradiction.sides)
    (row,) = _pairs([replace(contradiction, first=first, second=second)])
    return replace(row, act=act)


def place_row(contradiction: PlaceContradiction, act: Action | None = None) -> PlaceRow:
    """The same of a place."""
    (undecided,) = in_context([contradiction.mention.pk])
    return PlaceRow(contradiction, undecided.sentence, act)


def _places(found: Collection[PlaceContradiction]) -> list[PlaceRow]:
    read = {one.mention.pk: one.sentence for one in in_context([one.mention.pk for one in found])}
    return [PlaceRow(one, read[one.mention.pk]) for one in found]


def _pairs(found: Collection[Contradiction]) -> list[PairRow]:
    links = {side.pk: side for one in found for side in one.sides}
    counts, quotes = counts_of(links), _quotes(links)

    def side(name: str, link: Relationship) -> Side:
        return Side(name, link, counts.get(link.pk, Counts()), quotes.get(link.pk, []))

    return [PairRow(one, (side("first", one.first), side("second", one.second))) for one in found]


def _quotes(links: dict[int, Relationship]) -> dict[int, list[Sentence]]:
    """The first quotes of each, confirmed ones and the machine's surest before others."""
    rank = Window(
        RowNumber(),
        partition_by="relationship",
        order_by=["status", F("confidence").desc(nulls_last=True), "pk"],
    )
    evidence_of = Evidence.objects.not_withdrawn().filter(relationship__in=links)
    ranked = evidence_of.annotate(rank=rank)
    evidence: Sequence[Evidence] = list(
        ranked.filter(rank__lte=_QUOTES)
        .select_related("article__source")
        .defer("article__text")
        .order_by("rank")
    )
    for one in evidence:
        one.relationship = links[one.relationship_id]
    marked = marked_quotes(evidence)
    found: dict[int, list[Sentence]] = {}
    for one in evidence:
        found.setdefault(one.relationship_id, []).append(Sentence(one, marked[one.pk]))
    return found
