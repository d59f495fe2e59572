"""How often people agreed with each rule and each label of the language model.

With enough decisions that share is the confidence that people are shown, else the rule's own
figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Self

from django.core.cache import cache
from django.db import models
from django.db.models import Case, F, FloatField, Value, When
from django.db.models.functions import Cast, NullIf

from entities.kinds import LONGEST_KIND, any_kind_choices
from entities.models.mention import Mention
from entities.models.relationship import Evidence

# From so many decisions on, what people said of a rule counts more than what the rule says.
LEAST_DECISIONS = 30
# Every page that shows a proposal asks for them, which takes a look at every decision: it is not
# taken more often than so, in seconds.
_MEASURED, _COUNTED_FOR = "measured-rules", 60
# Quantile of the normal distribution for an interval that holds the truth 95 times in 100.
_Z = 1.959964


class ReliabilityQuerySet(models.QuerySet["Reliability"]):
    def with_share(self) -> Self:
        """The share of decisions that confirmed the rule, 0–1, as `share`."""
        confirmed = Cast(F("confirmed"), models.FloatField())
        return self.annotate(share=confirmed / NullIf(F("decisions"), Value(0)))

    def measured(self) -> Self:
        """Rules on which people decided often enough to show what they said."""
        return self.filter(decisions__gte=LEAST_DECISIONS).with_share()


class Reliability(models.Model):
    """What people decided on the proposals of one rule for one kind: a row of a database view.

    A decision is a proposal that a person confirmed or rejected; one that was given another kind
    or entity counts as wrong, under the kind that the rule had said. What was undone is no
    decision. The view is always up to date: nothing is stored.
    """

    class What(models.TextChoices):
        MENTION = "mention"
        RELATIONSHIP = "relationship"

    key = models.TextField(primary_key=True)
    what = models.CharField("proposes", max_length=12, choices=What)
    rule = models.CharField("rule or label", max_length=60)
    kind = models.CharField(max_length=LONGEST_KIND, choices=any_kind_choices)
    decisions = models.IntegerField()
    confirmed = models.IntegerField()
    stated = models.FloatField(
        null=True, help_text="the mean of the rule's own figures on these proposals, 0–1"
    )

    share: float  # where `with_share` was asked for

    objects = ReliabilityQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "entities_reliability"
        verbose_name = "reliability of a rule"
        verbose_name_plural = "reliability of rules"

    def __str__(self) -> str:
        return f"{self.rule} for {self.kind}"

    @property
    def interval(self) -> tuple[float, float]:
        """Within what the true share lies 95 times in 100 (Wilson 1927, JASA 22: 209–212)."""
        number, share = self.decisions, self.confirmed / self.decisions
        middle = share + _Z**2 / (2 * number)
        margin = _Z * sqrt(share * (1 - share) / number + _Z**2 / (4 * number**2))
        whole = 1 + _Z**2 / number
        return max(0.0, (middle - margin) / whole), min(1.0, (middle + margin) / whole)


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
    """The rules on which people decided often enough, as they were counted within the last minute.

    One query at most, at the first question, unless the rows are given.
    """

    def __init__(self, rows: Iterable[Reliability] | None = None) -> None:
        self._rows = rows if rows is None else _by_rule(rows)

    def confidence(self, row: Mention | Evidence) -> Shown | None:
        """What to show beside the row; None where a person added it. Evidence needs its link."""
        if isinstance(row, Mention):
            return self.confidence_of(
                Reliability.What.MENTION, row.origin, row.kind, row.confidence
            )
        return self.confidence_of(
            Reliability.What.RELATIONSHIP, row.rule, row.relationship.kind, row.confidence
        )

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
            counted = cache.get_or_set(_MEASURED, _measured, _COUNTED_FOR)
            self._rows = _by_rule(counted or [])
        return self._rows


def _measured() -> list[Reliability]:
    return list(Reliability.objects.measured())


def _by_rule(rows: Iterable[Reliability]) -> dict[tuple[str, str, str], Reliability]:
    return {(row.what, row.rule, row.kind): row for row in rows}
