"""Links between entities, each with the sentences that prove it."""

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Self
from zlib import crc32

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Greatest, Least, Length, Now

from articles.article_choices import Precision
from articles.clearance import InArticle, Marked
from articles.models import Article, ArticleRevision, page_at
from articles.postgresql import tracked
from entities.kinds import (
    ENDS,
    LONGEST_KIND,
    SYMMETRIC,
    RelationKind,
    Status,
    entity_choices,
    relation_choices,
)
from entities.models.entity import Entity, derived_marking
from entities.models.note import Note


class RelationshipQuerySet(models.QuerySet["Relationship"]):
    def live(self) -> Self:
        return self.exclude(status=Status.REJECTED)

    def of(self, entity: Entity) -> Self:
        """Relationships with the entity at either end, both ends fetched."""
        return self.filter(Q(head=entity) | Q(child=entity)).select_related("head", "child")

    def spoken_of(self) -> Self:
        """Those that have evidence, or of which a person said anything beyond their evidence."""
        ruled = ContradictionRuling.objects.filter(
            Q(first=OuterRef("pk")) | Q(second=OuterRef("pk"))
        )
        return self.filter(
            Exists(Evidence.objects.filter(relationship=OuterRef("pk")))
            | Q(period_is_read=False)
            & (Q(valid_from__isnull=False) | Q(valid_to__isnull=False) | Q(is_former=True))
            | ~Q(note="")
            | Exists(ruled)
            | Exists(Note.objects.filter(relationship=OuterRef("pk")))
        )


# A period ends within what its last date covers; the year and the month are taken at their longest.
_LONGEST_END = F("valid_to") + Case(
    When(valid_to_precision="year", then=Value(timedelta(days=365))),
    When(valid_to_precision="month", then=Value(timedelta(days=30))),
    default=Value(timedelta(0)),
)


RelationshipManager = Marked.from_queryset(RelationshipQuerySet)


@tracked("RelationshipHistory", exclude=("handling",))
class Relationship(models.Model):
    """A typed link from `head` to `child`. It exists only with evidence."""

    kind = models.CharField(max_length=LONGEST_KIND, choices=relation_choices)
    # The foreign keys in the migration compare (head, head_kind) and (child, child_kind), so the
    # kinds here are always those of the ends.
    head = models.ForeignKey(Entity, models.PROTECT, related_name="+", db_constraint=False)
    head_kind = models.CharField(max_length=LONGEST_KIND, choices=entity_choices)
    child = models.ForeignKey(
        Entity,
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,  # relationship_child begins with it
    )
    child_kind = models.CharField(max_length=LONGEST_KIND, choices=entity_choices)
    status = models.CharField(
        max_length=9, choices=Status, default=Status.PROPOSED, db_default="proposed"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_from_precision = models.CharField(
        max_length=5, choices=Precision, blank=True, default="", db_default=""
    )
    valid_to = models.DateField(null=True, blank=True)
    valid_to_precision = models.CharField(
        max_length=5, choices=Precision, blank=True, default="", db_default=""
    )
    is_former = models.BooleanField(
        default=False, db_default=False, help_text="over, at a time that nobody says"
    )
    period_is_read = models.BooleanField(
        default=False, db_default=False, help_text="when it held was read from its first quote"
    )
    note = models.CharField(max_length=1000, blank=True, default="", db_default="")
    created_at = models.DateTimeField(db_default=Now())
    handling = derived_marking()

    objects = RelationshipManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "head", "child"], name="relationship_once"),
            models.CheckConstraint(
                condition=reduce(
                    or_,
                    (
                        Q(
                            kind=kind,
                            head_kind__in=[*ends.heads],
                            child_kind__in=[*ends.children],
                        )
                        for kind, ends in ENDS.items()
                    ),
                ),
                name="relationship_ends_fit_kind",
                violation_error_message="A relationship of this kind cannot join these two.",
            ),
            models.CheckConstraint(condition=~Q(head=F("child")), name="relationship_joins_two"),
            # A symmetric link is stored once, the older entity first.
            models.CheckConstraint(
                condition=~Q(kind__in=[*SYMMETRIC]) | Q(head__lt=F("child")),
                name="relationship_symmetric_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="relationship_status_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None, valid_from_precision="")
                | Q(valid_from__isnull=False, valid_from_precision__in=Precision.values),
                name="relationship_from_has_precision",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None, valid_to_precision="")
                | Q(valid_to__isnull=False, valid_to_precision__in=Precision.values),
                name="relationship_to_has_precision",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=_LONGEST_END),
                name="relationship_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(is_former=False) | Q(valid_to=None), name="relationship_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(period_is_read=False)
                | Q(valid_from__isnull=False)
                | Q(valid_to__isnull=False)
                | Q(is_former=True),
                name="relationship_read_period_is_one",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "kind"], name="relationship_child"),
            # What else is said of the same two, in either direction.
            models.Index(
                Least("head", "child"),
                Greatest("head", "child"),
                condition=~Q(status="rejected"),
                name="relationship_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.head} {RelationKind(self.kind).ends.words} {self.child}"

    @property
    def as_seen(self) -> tuple[object, ...]:
        """What a person sees of the relationship where a piece of its evidence is judged."""
        return (
            *(self.pk, self.kind, self.head_id, self.child_id, self.is_former, self.note),
            *(self.valid_from, self.valid_from_precision, self.valid_to, self.valid_to_precision),
        )


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def not_withdrawn(self) -> Self:
        return self.filter(Q(revision=None) | Q(revision__of_withdrawal=False))

    def live(self) -> Self:
        return self.not_withdrawn().exclude(status=Status.REJECTED)

    def proposed(self) -> Self:
        return self.not_withdrawn().filter(status=Status.PROPOSED)

    def unplaced(self) -> Self:
        """What people decided on words that the present text does not have any more."""
        unplaced = self.filter(revision__isnull=False, revision__of_withdrawal=False)
        return unplaced.exclude(status=Status.REJECTED)


EvidenceManager = InArticle.from_queryset(EvidenceQuerySet)


@tracked("EvidenceHistory")
class Evidence(models.Model):
    """The quoted words of one article that state a relationship: `text[start:end]`."""

    relationship = models.ForeignKey(
        Relationship,
        models.CASCADE,
        related_name="evidence",
        db_index=False,  # evidence_once begins with it
    )
    article = models.ForeignKey(Article, models.CASCADE, related_name="evidence")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    grade = models.CharField(
        max_length=2,
        blank=True,
        default="",
        db_default="",
        help_text="Admiralty, when judged apart",
    )
    status = models.CharField(
        max_length=9, choices=Status, default=Status.PROPOSED, db_default="proposed"
    )
    confidence = models.FloatField(null=True, blank=True, help_text="of the machine, 0–1")
    rule = models.CharField(max_length=60, help_text="the rule that proposed it, or person")
    hedged = models.BooleanField(
        default=False, db_default=False, help_text="alleged, reported, possible …"
    )
    attributed = models.BooleanField(
        default=False, db_default=False, help_text="the words say who claims it: prosecutors say …"
    )
    analysis = models.BooleanField(
        default=False, db_default=False, help_text="from the source's analysis, not its reporting"
    )
    revision = models.ForeignKey(
        ArticleRevision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="the earlier text that the span counts in, where the present one lacks the words",
    )
    created_at = models.DateTimeField(db_default=Now())

    objects = EvidenceManager()

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "article", "revision", "start", "end"],
                nulls_distinct=False,
                name="evidence_once",
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="evidence_span_not_empty"),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("quote")), name="evidence_quote_fills_span"
            ),
            models.CheckConstraint(
                condition=Q(grade="") | Q(grade__regex="^[A-F][1-6]$"), name="evidence_grade_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="evidence_status_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__range=(0, 1)),
                name="evidence_confidence_0_to_1",
            ),
        ]
        indexes = [
            models.Index(
                fields=["rule"],
                include=["relationship", "status", "confidence"],
                condition=~Q(status="proposed"),
                name="evidence_decided",
            ),
            # The order of the review queue is made from this alone.
            models.Index(
                fields=["relationship"],
                include=["confidence"],
                condition=~Q(status="rejected"),
                name="evidence_stating",
            ),
            # As for mentions: hardly any has one.
            models.Index(
                fields=["revision"],
                condition=Q(revision__isnull=False),
                name="evidence_unplaced",
            ),
        ]

    def __str__(self) -> str:
        return self.quote

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}?evidence={self.pk}#evidence-{self.pk}"

    @property
    def page(self) -> int | None:
        """The page of the document on which the words begin, None without pages; asks the text."""
        text = self.article if self.revision is None else self.revision
        return page_at(text.page_starts, self.start)

    @property
    def place(self) -> tuple[int, int | None, int, int]:
        """Where the words stand; no relationship has two pieces of evidence at one place."""
        return self.article_id, self.revision_id, self.start, self.end

    @property
    def seen(self) -> str:
        """A short text that changes with everything about the statement that a person sees."""
        own = (self.status, self.start, self.end, self.hedged)
        shown = (*own, *self.relationship.as_seen)
        return f"{crc32('|'.join(map(str, shown)).encode()):08x}"


@tracked("ContradictionRulingHistory")
class ContradictionRuling(models.Model):
    """What a person said of two claims that seem to exclude each other, so that it is settled.

    It is about two relationships, which both stand, or about a place that articles put into another
    one than the gazetteer does: both stand, or the gazetteer is right.
    """

    first = models.ForeignKey(
        Relationship, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    second = models.ForeignKey(
        Relationship, models.CASCADE, null=True, blank=True, related_name="+"
    )
    place = models.ForeignKey(
        Entity, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    claimed_parent = models.ForeignKey(
        Entity, models.CASCADE, null=True, blank=True, related_name="+"
    )
    refutes_claim = models.BooleanField(
        default=False, db_default=False, help_text="the gazetteer is right, and not the articles"
    )
    reason = models.CharField(max_length=1000)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second", "place", "claimed_parent"],
                nulls_distinct=False,
                name="ruling_once",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second"), place__isnull=True, claimed_parent__isnull=True)
                | (
                    Q(place__isnull=False, claimed_parent__isnull=False)
                    & Q(first__isnull=True, second__isnull=True)
                    & ~Q(place=F("claimed_parent"))
                ),
                name="ruling_on_two_claims",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="ruling_has_reason"),
            models.CheckConstraint(
                condition=Q(refutes_claim=False) | Q(place__isnull=False),
                name="ruling_refutes_a_claim_on_a_place",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
