"""Which confidence people are shown: a rule's own figure, or how often people agreed with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, FloatField, Value, When

from entities.models import Evidence, Mention, Reliability

_WHAT = {Mention: Reliability.What.MENTION, Evidence: Reliability.What.RELATIONSHIP}
_RULE = {Mention: "origin", Evidence: "rule"}
_KIND = {Mention: "kind", Evidence: "relationship__kind"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A confidence 0–1, and on how many decisions of people it rests; 0: the rule's own figure."""

    confidence: float
    decisions: int = 0

    @property
    def percent(self) -> int:
        return round(100 * self.confidence)


class Measured:
    """The rules on which people decided often enough.

    One query, at the first question, unless the rows are given.
    """

    def __init__(self, rows: Iterable[Reliability] | None = None) -> None:
        self._rows = rows if rows is None else _by_rule(rows)

    def confidence(self, row: Mention | Evidence) -> Shown | None:
        """What to show beside the row; None where a person added it. Evidence needs its link."""
        model = type(row)
        kind = row.kind if model is Mention else row.relationship.kind
        return self.confidence_of(_WHAT[model], getattr(row, _RULE[model]), kind, row.confidence)

    def confidence_of(
        self, what: Reliability.What, rule: str, kind: str, stated: float | None
    ) -> Shown | None:
        """What to show of a proposal that the rule itself gives the confidence `stated`."""
        if stated is None:
            return None
        if measured := self.fetch().get((what, rule, kind)):
            return Shown(measured.share, measured.decisions)
        return Shown(stated)

    def expression(self, model: type[Mention] | type[Evidence]) -> Case:
        """The same for a column of a query, to list and to sort by."""
        return Case(
            When(confidence=None, then=None),
            *(
                When(**{_RULE[model]: rule, _KIND[model]: kind}, then=Value(measured.share))
                for (what, rule, kind), measured in self.fetch().items()
                if what == _WHAT[model]
            ),
            default=F("confidence"),
            output_field=FloatField(null=True),
        )

    def fetch(self) -> dict[tuple[str, str, str], Reliability]:
        """The rows by what they propose, rule and kind."""
        if self._rows is None:
            self._rows = _by_rule(Reliability.objects.measured())
        return self._rows


def _by_rule(rows: Iterable[Reliability]) -> dict[tuple[str, str, str], Reliability]:
    return {(row.what, row.rule, row.kind): row for row in rows}
