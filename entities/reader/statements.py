"""The relationships that an article states, as the list beside its text shows them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.models import Article
from entities.kinds import RelationKind, Status
from entities.models import Action, Evidence, Relationship
from entities.models.relationship import EvidenceQuerySet
from entities.models.reliability import Measured, Shown
from entities.periods import Period
from entities.relationships.contradictions import Contradiction, by_relationship
from entities.relationships.sentences import last_acts
from entities.weights.counting import Counts
from entities.weights.weight import counts_of


def fitting(head: str, child: str) -> list[RelationKind]:
    """The kinds of relationships that a head and a child of these kinds can have, in order."""
    return [
        kind for kind in RelationKind if head in kind.ends.heads and child in kind.ends.children
    ]


@dataclass(frozen=True)
class Row:
    """One statement of the list, with the act that rejected it and what contradicts it."""

    evidence: Evidence
    shown: Shown | None
    contradictions: Sequence[Contradiction]
    last: Action | None
    counts: Counts | None

    @property
    def relationship(self) -> Relationship:
        return self.evidence.relationship

    @property
    def period(self) -> Period:
        return Period.of(self.relationship)

    @property
    def kinds(self) -> str:
        """The kinds that a digit chooses, in the order of the digits."""
        return " ".join(fitting(self.relationship.head_kind, self.relationship.child_kind))

    @property
    def against(self) -> list[Relationship]:
        return [one.other(self.relationship) for one in self.contradictions]


class Statements:
    """What the article states, in the order of the text; what was rejected stays in its place."""

    def __init__(
        self,
        article: Article,
        measured: Measured,
        *,
        chosen: int | None = None,
        only: int | None = None,
    ) -> None:
        """`chosen` is the key of the evidence that a person looks at.

        With `only`, the key of a relationship, there are the rows of that one alone.
        """
        self.article = article
        self.chosen = chosen
        self._measured = measured
        self._only = only

    @cached_property
    def rows(self) -> list[Row]:
        found = self._all if self._only is None else self._all.filter(relationship=self._only)
        ends = ("relationship__head", "relationship__child")
        evidence = list(found.select_related(*ends).order_by("start", "end", "pk"))
        live = {one.relationship_id for one in evidence if one.status != Status.REJECTED}
        against = by_relationship(live)
        rejected = [one.pk for one in evidence if one.status == Status.REJECTED]
        last = _last_acts(rejected)
        counts = counts_of(live)
        return [
            Row(
                one,
                self._measured.confidence(one),
                against.get(one.relationship_id, ()) if one.status != Status.REJECTED else (),
                last.get(one.pk),
                counts.get(one.relationship_id),
            )
            for one in evidence
        ]

    @property
    def _all(self) -> EvidenceQuerySet:
        return Evidence.objects.filter(article=self.article, revision=None)

    @cached_property
    def _statuses(self) -> Counter[str]:
        if self._only is None:
            return Counter(row.evidence.status for row in self.rows)
        return Counter(self._all.order_by().values_list("status", flat=True))

    @property
    def total(self) -> int:
        return self._statuses.total()

    @property
    def decided(self) -> int:
        return self.total - self._statuses[Status.PROPOSED]

    @property
    def live(self) -> int:
        return self.total - self._statuses[Status.REJECTED]


def _last_acts(evidence: Iterable[int]) -> dict[int, Action]:
    """The newest standing act on each of these pieces of evidence, with whoever made it."""
    by_row = last_acts(Evidence, evidence)
    acts = Action.objects.select_related("user").in_bulk(set(by_row.values()))
    return {row: acts[action] for row, action in by_row.items()}
