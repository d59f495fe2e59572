"""Which relationships articles state, each with its status and the number of its origins."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Q, QuerySet, Value

from entities.kinds import RelationKind, Status
from entities.models import Evidence, Relationship
from entities.weights.counting import Counts
from entities.weights.weight import counts_of


@dataclass(frozen=True)
class Statement:
    """A relationship that is not rejected, with live evidence in an article."""

    relationship: int
    kind: RelationKind
    head_key: int
    head: str
    child_key: int
    child: str
    status: str
    counts: Counts

    def __str__(self) -> str:
        """`MS-13 rival of Barrio 18 (confirmed, 2 origins in 3 articles, 2010–2014)`."""
        return said(self.head, self.kind, self.child, self.status, self.counts)

    @property
    def origins(self) -> int:
        return self.counts.origins

    def as_json(self) -> dict:
        return {
            "id": self.relationship,
            "kind": self.kind.value,
            "head": self.head,
            "child": self.child,
            "status": self.status,
            "origins": self.origins,
        }


def said(head: str, kind: RelationKind, child: str, status: str, counts: Counts) -> str:
    """A relationship in words, with what stands behind it."""
    return f"{head} {kind.ends.words} {child} ({status}, {counts})"


def statements(articles: Collection[int]) -> dict[int, list[Statement]]:
    """What each of the articles states, in the order of its text; three queries."""
    rows = (
        _live()
        .filter(article__in=articles)
        .exclude(relationship__status=Status.REJECTED)
        .order_by("article", "start", "pk")
        .values_list(
            *("article", "relationship", "relationship__kind"),
            *("relationship__head", "relationship__head__name"),
            *("relationship__child", "relationship__child__name", "relationship__status"),
        )
    )
    stated: defaultdict[int, dict[int, tuple]] = defaultdict(dict)
    for article, relationship, *said in rows:
        stated[article].setdefault(relationship, tuple(said))
    counts = counts_of({key for of_one in stated.values() for key in of_one})
    return {
        article: [
            Statement(
                key,
                RelationKind(kind),
                *(head, head_name),
                *(child, child_name),
                status,
                counts[key],
            )
            for key, (kind, head, head_name, child, child_name, status) in stated[article].items()
        ]
        for article in articles
    }


def stating(relationships: QuerySet[Relationship]) -> Q:
    """The search rows of articles with live evidence of one of these live relationships; one query.

    Asked beforehand: where indexes are combined, the planner would look up each piece of evidence.
    """
    rows = _live().filter(relationship__in=relationships.order_by().values("pk"))
    articles = list(rows.order_by().values_list("article", flat=True).distinct())
    keys = Func(Value(articles, ArrayField(BigIntegerField())), function="ANY")
    equal = Func(
        F("article"),
        keys,
        template="%(expressions)s",
        arg_joiner=" = ",
        output_field=BooleanField(),
    )
    return Q(equal)


def _live() -> QuerySet[Evidence]:
    return Evidence.objects.filter(revision=None).exclude(status=Status.REJECTED)
