"""Where articles name entities and values."""

from typing import Self
from zlib import crc32

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Length, Now

from articles.clearance import InArticle
from articles.models import Article, ArticleRevision
from articles.postgresql import tracked
from entities.kinds import (
    ENTITY_KINDS,
    LONGEST_KIND,
    VALUE_KINDS,
    Kind,
    Status,
    kind_choices,
)
from entities.models.entity import Entity, FoldedField
from entities.values import LONGEST_VALUE, in_words

# In characters, of the words of a mention.
LONGEST_WORDS = 500
SPAN = Func("start", "end", function="int4range", output_field=IntegerRangeField())


class MentionQuerySet(models.QuerySet["Mention"]):
    def live(self) -> Self:
        """Not rejected, and in the present text."""
        return self.exclude(status=Status.REJECTED).filter(revision=None)

    def unplaced(self) -> Self:
        """What people decided on words that the present text does not have any more."""
        unplaced = self.filter(revision__isnull=False, revision__of_withdrawal=False)
        return unplaced.exclude(status=Status.REJECTED)

    def undecided(self) -> Self:
        return self.filter(status=Status.PROPOSED)

    def for_reading(self) -> Self:
        """What the reader draws: live, in the order of the text, with entity and place."""
        return self.live().with_places().order_by("start")

    def with_places(self) -> Self:
        """With the entity, what it lies in, and where the article puts it."""
        return self.select_related("entity__parent__parent__parent", "claimed_parent")


MentionManager = InArticle.from_queryset(MentionQuerySet)


@tracked("MentionHistory")
class Mention(models.Model):
    """A span of one article's text that names an entity or a value: `text[start:end]`."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=LONGEST_KIND, choices=kind_choices)
    entity = models.ForeignKey(
        Entity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mentions",
        db_constraint=False,  # a foreign key on (entity, kind) in the migration does more
        db_index=False,  # mention_entity_article begins with it
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_WORDS, help_text="the words of the text")
    normalized = FoldedField(max_length=LONGEST_WORDS, editable=False, db_default="")
    value = models.CharField(
        max_length=LONGEST_VALUE,
        blank=True,
        default="",
        db_default="",
        help_text="of a date in ISO 8601 (2012-06-19, 2012-06, 2012, 2012-06-01/2012-07-01), "
        "of money as currency and amount or range (USD 200-3000), of a quantity as number or range "
        "with what it counts (>=40 states, 3 kg cocaine)",
    )
    status = models.CharField(
        max_length=9, choices=Status, default=Status.PROPOSED, db_default="proposed"
    )
    confidence = models.FloatField(
        null=True, blank=True, help_text="of the machine, 0–1; empty when a person added it"
    )
    origin = models.CharField(
        max_length=60, help_text="gazetteer, the name of a rule, a model's label, or person"
    )
    reason = models.CharField(
        max_length=300, blank=True, default="", db_default="", help_text="why, in words for people"
    )
    misread_as = models.CharField(
        max_length=LONGEST_KIND,
        choices=kind_choices,
        blank=True,
        default="",
        db_default="",
        help_text="the kind the machine took it for, when a person gave it another kind or entity",
    )
    claimed_parent = models.ForeignKey(
        Entity,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="the place that the article puts this one in, where the gazetteer disagrees",
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

    objects = MentionManager()

    class Meta:
        indexes = [
            # The live ones of every entity are counted and listed without a look at the rows.
            models.Index(
                fields=["entity", "article"],
                include=["status", "revision"],
                name="mention_entity_article",
            ),
            models.Index(
                fields=["kind", "-id"],
                include=["article"],
                condition=Q(status="proposed"),
                name="mention_undecided",
            ),
            # The review queue: the most doubtful first, those without a figure before all.
            models.Index(
                F("confidence").asc(nulls_first=True),
                F("id").desc(),
                condition=Q(status="proposed", revision=None),
                name="mention_doubtful",
            ),
            models.Index(fields=["normalized"], name="mention_normalized"),
            # Hardly any mention has these two. An index with all the others would be tempting for
            # the planner where an article's own are asked for, and take as long as there are rows.
            models.Index(
                fields=["claimed_parent"],
                condition=Q(claimed_parent__isnull=False),
                name="mention_claiming",
            ),
            models.Index(
                fields=["revision"],
                condition=Q(revision__isnull=False),
                name="mention_unplaced",
            ),
            # Counted again for every page that shows how far a rule can be trusted.
            models.Index(
                fields=["origin", "kind"],
                include=["misread_as", "status", "confidence"],
                condition=~Q(status="proposed"),
                name="mention_decided",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="mention_span_not_empty",
                violation_error_message="A mention ends after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("name")), name="mention_name_fills_span"
            ),
            ExclusionConstraint(
                name="mention_no_live_overlap",
                condition=~Q(status="rejected") & Q(revision=None),
                expressions=[("article", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
                violation_error_message="These words are part of another mention already.",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="mention_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="mention_status_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[*ENTITY_KINDS], value="")
                | Q(kind__in=[*VALUE_KINDS], entity=None),
                name="mention_entity_or_value",
            ),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__range=(0, 1)),
                name="mention_confidence_0_to_1",
            ),
            models.CheckConstraint(
                condition=Q(claimed_parent=None) | Q(kind=Kind.LOCATION),
                name="mention_only_places_claim_a_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}?mention={self.pk}#mention-{self.pk}"

    @property
    def is_value(self) -> bool:
        """Whether it has a value, known or not, instead of an entity."""
        return self.kind in VALUE_KINDS

    @property
    def meaning(self) -> str:
        """The value in words: `June 2012`; empty where it is not known."""
        return in_words(self.value)

    @property
    def seen(self) -> str:
        """A short text that changes with everything about the mention that a person sees."""
        shown = (self.status, self.kind, self.entity_id, self.start, self.end, self.value)
        return f"{crc32('|'.join(map(str, shown)).encode()):08x}"


class Candidate(models.Model):
    """One of several entities that an ambiguous mention may name."""

    mention = models.ForeignKey(
        Mention,
        models.CASCADE,
        related_name="candidates",
        db_index=False,  # candidate_once_a_mention begins with it
    )
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    score = models.FloatField(help_text="0–1")

    class Meta:
        ordering = ["-score"]
        constraints = [
            models.UniqueConstraint(fields=["mention", "entity"], name="candidate_once_a_mention"),
            models.CheckConstraint(condition=Q(score__range=(0, 1)), name="candidate_score_0_to_1"),
        ]

    def __str__(self) -> str:
        return f"{self.entity} ({self.score:.2f})"


class Extraction(models.Model):
    """The pipeline of this version has read the article's text of this hash, or failed to.

    Of what it failed in `error` is the reason, and the article stays pending.
    """

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        related_name="extractions",
        db_index=False,  # extraction_once begins with it
    )
    pipeline_version = models.CharField(max_length=60)
    text_hash = models.CharField(max_length=64)
    extracted_at = models.DateTimeField(db_default=Now())
    seconds = models.FloatField()
    mentions = models.PositiveIntegerField(db_default=0)
    error = models.TextField(blank=True, default="", db_default="")

    objects = InArticle()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "pipeline_version", "text_hash"], name="extraction_once"
            )
        ]
        indexes = [
            models.Index(fields=["article"], condition=~Q(error=""), name="extraction_failed")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} by pipeline {self.pipeline_version}"
