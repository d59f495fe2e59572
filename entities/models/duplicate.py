"""Entities that may be one: pairs that were found, and what people said of pairs."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from articles.clearance import hidden, shown
from articles.postgresql import tracked
from entities.models.entity import Entity


class OfTwo(models.Manager[Any]):
    """Leaves out pairs of which the person who asks may not see both."""

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = super().get_queryset()
        if not hidden():
            return rows
        return rows.filter(first__handling__in=shown(), second__handling__in=shown())


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    def current(self) -> Self:
        """Of which neither was merged away since."""
        return self.filter(first__merged_into=None, second__merged_into=None)

    def decided(self, *decisions: str) -> Self:
        return self.filter(Exists(_decisions(*decisions)))

    def undecided(self) -> Self:
        """What is asked: current, and nobody has said anything of it."""
        return self.current().filter(~Exists(_decisions(*DuplicateDecision.Decision.values)))


# Named here, since a class made where it is used would have no name in migrations.
DuplicateManager = OfTwo.from_queryset(DuplicateQuerySet)


class Duplicate(models.Model):
    """Two entities that may be one, as they were compared last.

    Derived: `entities.duplicates` writes it anew. `reasons` are pairs of whether it speaks for it
    and the words.
    """

    first = models.ForeignKey(Entity, models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    bits = models.FloatField(help_text="of evidence that they are one; at 0 it is even")
    reasons = models.JSONField()

    objects = DuplicateManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="duplicate_lower_key_first"
            ),
        ]
        indexes = [models.Index(fields=["-bits", "id"], name="duplicate_surest_first")]

    def __str__(self) -> str:
        return f"{self.first} may be {self.second}"


@tracked("DuplicateDecisionHistory")
class DuplicateDecision(models.Model):
    """What a person said of two entities for good: that they are two, or that it can wait."""

    class Decision(models.TextChoices):
        DIFFERENT = "different", "are two"
        LATER = "later", "later"

    first = models.ForeignKey(Entity, models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    decision = models.CharField(max_length=9, choices=Decision)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    objects = OfTwo()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_decision_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="duplicate_decision_lower_key_first"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=("different", "later")),
                name="duplicate_decision_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}: {self.get_decision_display()}"


def _decisions(*decisions: str) -> models.QuerySet[DuplicateDecision]:
    return DuplicateDecision.objects.filter(
        first=OuterRef("first"), second=OuterRef("second"), decision__in=decisions
    )


class ComparedEntity(models.Model):
    """An entity as it was when it was compared with all others: then only what changed is."""

    entity = models.OneToOneField(Entity, models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=32, help_text="MD5 of what it is compared by")

    def __str__(self) -> str:
        return f"{self.entity_id} {self.digest}"
