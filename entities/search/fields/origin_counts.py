"""By how many independent origins what an article states is stated: `origins:>=2`."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt
from typing import Any

from django.db.models import Q, QuerySet

from entities.models import Relationship, RelationshipWeight
from entities.models.weight import TOGETHER
from entities.search.fields.search_field import (
    LOOKUPS,
    Because,
    MentionedName,
    Reason,
    SearchField,
    listed,
)
from entities.search.language.field import (
    COMPARED,
    Comparison,
    Field,
    Value,
    comparison_of,
    sign_of,
)
from entities.search.language.tree import Node
from entities.search.statements import statements, stating

_COMPARED: dict[Comparison, Callable[[int, int], bool]] = {
    "=": eq,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
_COUNT = re.compile(rf"{COMPARED}(?P<count>\d{{1,9}})")


@dataclass(frozen=True)
class Corroborated(SearchField):
    """States a relationship that so many independent origins state: `origins:>=2`.

    Beside `rel:` it is the relationship that is asked for there (`Linked.corroborated`). Counts
    are the kept ones: what has just been read counts some seconds later.
    """

    count: int
    comparison: Comparison = "="

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        says = "states a relationship that so many independent origins state, beside rel: that one"
        return (Field(cls, "origins", says, ">=2", tried=("origin", "independent")),)

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        match = _COUNT.fullmatch(value.text)
        if not match:
            raise value.fault(
                f"“{value.text}” is no number of origins: write 3, or >=2 for two or more.", ">=2"
            )
        return cls(int(match["count"]), comparison_of(match), span=value.span)

    def to_text(self) -> str:
        return f"origins:{sign_of(self.comparison)}{self.count}"

    def holds(self, origins: int) -> bool:
        """Whether a relationship with so many origins is one."""
        return _COMPARED[self.comparison](origins, self.count)

    def weighed(self) -> QuerySet[RelationshipWeight, Any]:
        """The primary keys of relationships with so many origins, for a subquery."""
        weighed = RelationshipWeight.objects.filter(handling=TOGETHER)
        enough = weighed.filter(**{f"origins{LOOKUPS[self.comparison]}": self.count})
        return enough.values("relationship")

    def condition(self) -> Q:
        return stating(Relationship.objects.live().filter(pk__in=self.weighed()))

    def reasons(self, mentions: Mapping[int, list[MentionedName]]) -> dict[int, Because]:
        """The relationships of such weight; four queries."""
        found: dict[int, Because] = {}
        for article, some in statements(mentions).items():
            if said := [str(one) for one in some if self.holds(one.origins)]:
                found[article] = [Reason([f"by what it states: {listed(said)}"])], []
        return found

    @classmethod
    def choices(cls, field: Field) -> Sequence[tuple[str, str]]:
        return [(">=2", "two independent origins or more"), ("1", "one origin only")]
