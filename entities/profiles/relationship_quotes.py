"""The quotes of one relationship, for whoever unfolds it on a profile."""

from collections.abc import Iterable
from dataclasses import dataclass

from entities.kinds import RelationKind, Status
from entities.models import Evidence, Relationship
from entities.search.fields.entity_names import written
from entities.search.fields.stated_relationships import Related
from entities.search.language.tree import to_text
from entities.weights.origins import sentence_key
from entities.weights.weight import Weight, weights

MOST_PROOFS = 3
# Among so many quotes of a relationship those are looked for that say it in other words.
_MOST_QUOTES = 12


@dataclass(frozen=True)
class Proof:
    """A quote, listed once, with where else it stands word for word."""

    evidence: Evidence
    also: list[Evidence]


@dataclass(frozen=True)
class Quotes:
    """Some quotes of a relationship, and what stands behind it.

    Where more articles state it than are quoted, `query` finds them all.
    """

    proofs: list[Proof]
    weight: Weight | None
    query: str = ""

    @property
    def stated(self) -> int:
        return self.weight.articles if self.weight else 0


def quotes_of(relationship: Relationship) -> Quotes:
    """What confirmed quotes say before others, then what was imported last; needs both ends."""
    live = Evidence.objects.live().filter(relationship=relationship)
    rows = live.select_related("article__source").defer("article__text")
    proofs = _proofs(rows.order_by("status", "-article")[:_MOST_QUOTES])
    # One that has just gone has no weight.
    weight = weights([relationship.pk]).get(relationship.pk)
    if weight is None or weight.articles <= len(proofs) or relationship.status == Status.REJECTED:
        return Quotes(proofs, weight)
    # How the ends are written is looked up only where there is more to be found.
    names = written({relationship.head, relationship.child})
    head, child = names.get(relationship.head_id), names.get(relationship.child_id)
    if not head or not child:
        return Quotes(proofs, weight)
    query = to_text(Related(RelationKind(relationship.kind), (head.name, child.name)))
    return Quotes(proofs, weight, query)


def _proofs(quotes: Iterable[Evidence]) -> list[Proof]:
    """Each sentence once, however often it was quoted."""
    found: dict[str, Proof] = {}
    for evidence in quotes:
        key = sentence_key(evidence.quote)
        if key in found:
            found[key].also.append(evidence)
        else:
            found[key] = Proof(evidence, [])
    return list(found.values())[:MOST_PROOFS]
