"""How often people agreed with each rule and each label of the language model."""

from math import sqrt

from django.db import models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Cast, NullIf

from entities.kinds import LONGEST_KIND, any_kind_choices

# From so many decisions on, what people said of a rule counts more than what the rule says.
LEAST_DECISIONS = 30
# Quantile of the normal distribution for an interval that holds the truth 95 times in 100.
_Z = 1.959964


class ReliabilityQuerySet(QuerySet):
    def with_share(self):
        """The share of decisions that confirmed the rule, 0–1, as `share`."""
        confirmed = Cast(F("confirmed"), models.FloatField())
        return self.annotate(share=confirmed / NullIf(F("decisions"), Value(0)))

    def measured(self):
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
