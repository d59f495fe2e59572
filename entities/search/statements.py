"""Which relationships articles state, each with its status and the number of its origins."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from entities.kinds import RelationKind, Status
from entities.models import Evidence, Relationship
from entities.weights.weight import counts_of


@dataclass(frozen=True)
class Statement:
    """A relationship that is not rejected, with live evidence in an article."""

    relationship: int
    kind: RelationKind
    head: str
    child: str
    status: str
    origins: int

    def __str__(self) -> str:
        origins = f"{self.origins} origin{'s' * (self.origins != 1)}"
        return f"{self.head} {self.kind.ends.words} {self.child} ({self.status}, {origins})"

    def as_json(self) -> dict:
        return {
            "id": self.relationship,
            "kind": self.kind.value,
            "head": self.head,
            "child": self.child,
            "status": self.status,
            "origins": self.origins,
        }


def statements(
    articles: Collection[int], relationships: QuerySet[Relationship] | None = None
) -> dict[int, list[Statement]]:
    """What each of the articles states, or what of these relationships; four queries."""
    rows = _live()
    if relationships is not None:
        rows = rows.filter(relationship__in=relationships.order_by().values("pk"))
    stated: defaultdict[int, dict[int, tuple[str, str, str, str]]] = defaultdict(dict)
    for article, relationship, *said in (
        rows.filter(article__in=articles)
        .order_by("article", "start", "pk")
        .values_list(
            *("article", "relationship", "relationship__kind"),
            *("relationship__head__name", "relationship__child__name", "relationship__status"),
        )
    ):
        stated[article].setdefault(relationship, tuple(said))
    counts = counts_of({key for of_one in stated.values() for key in of_one})
    return {
        article: [
            Statement(key, RelationKind(kind), head, child, status, counts[key].origins)
            for key, (kind, head, child, status) in stated[article].items()
        ]
        for article in articles
    }


def stating(relationships: QuerySet[Relationship]) -> Q:
    """The search rows of articles with live evidence of one of the relationships."""
    rows = _live().filter(relationship__in=relationships.order_by().values("pk"))
    return Q(article__in=rows.values("article"))


def _live() -> QuerySet[Evidence]:
    live = Evidence.objects.filter(revision=None).exclude(status=Status.REJECTED)
    return live.exclude(relationship__status=Status.REJECTED)
