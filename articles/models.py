"""What was published, by whom, and how it came here. Nothing in this file knows an entity."""

from itertools import pairwise
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length, Now
from django.dispatch import Signal
from django.urls import reverse

from articles.postgresql import SpansField, tracked
from articles.text import Span, paragraphs

# Languages whose words are searched for in any form; those of others stand as they are. Of each
# there is a text search configuration, as the function `search_language` knows.
SEARCH_LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "simple")
# In characters, of what somebody writes on a review that they send back.
LONGEST_NOTE = 300

# An article has a new text: a signal for those who keep something beside articles. Sent inside the
# transaction that writes it, with `article` (as it is now) and `revision` (the earlier text): who
# refuses keeps the new text from being stored.
text_changed = Signal()


class Reliability(models.TextChoices):
    """Admiralty grade of a source (NATO STANAG 2511)."""

    A = "A", "completely reliable"
    B = "B", "usually reliable"
    C = "C", "fairly reliable"
    D = "D", "not usually reliable"
    E = "E", "unreliable"
    F = "F", "reliability cannot be judged"


class Credibility(models.TextChoices):
    """Admiralty grade of a piece of information (NATO STANAG 2511)."""

    CONFIRMED = "1", "confirmed by other sources"
    PROBABLE = "2", "probably true"
    POSSIBLE = "3", "possibly true"
    DOUBTFUL = "4", "doubtful"
    IMPROBABLE = "5", "improbable"
    UNJUDGED = "6", "truth cannot be judged"


class Handling(models.TextChoices):
    """Traffic Light Protocol 2.0 (FIRST)."""

    CLEAR = "CLEAR", "TLP:CLEAR"
    GREEN = "GREEN", "TLP:GREEN"
    AMBER = "AMBER", "TLP:AMBER"
    AMBER_STRICT = "AMBER+STRICT", "TLP:AMBER+STRICT"
    RED = "RED", "TLP:RED"


class Precision(models.TextChoices):
    """How exactly a date is known; the stored date is the first day of the period."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@tracked("SourceHistory")
class Source(models.Model):
    """Who published: a newspaper, a think tank, a government press office."""

    name = models.CharField(max_length=200)
    homepage = models.URLField(blank=True, db_default="")
    reliability = models.CharField(
        max_length=1, choices=Reliability, default=Reliability.F, db_default="F"
    )
    note = models.TextField(blank=True, db_default="")
    needs_approval = models.BooleanField(
        "second pair of eyes",
        default=False,
        db_default=False,
        help_text="a second person approves what one person has reviewed",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Func("name", function="lower"),
                name="source_name_once",
                violation_error_message="A source of this name exists already.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="source_has_name"),
            models.CheckConstraint(
                condition=Q(reliability__in=Reliability.values), name="source_reliability_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """The provenance of an article: its raw bytes as they came. Never changed or deleted."""

    raw = models.BinaryField()
    sha256 = models.GeneratedField(
        expression=Func(Func("raw", function="sha256"), Value("hex"), function="encode"),
        output_field=models.CharField(max_length=64),
        db_persist=True,
        unique=True,
    )
    size = models.GeneratedField(
        expression=Func("raw", function="octet_length"),
        output_field=models.IntegerField(),
        db_persist=True,
        help_text="in bytes",
    )
    media_type = models.CharField(max_length=100)
    original_name = models.TextField(help_text="file name, and the line in a file of many articles")
    captured_at = models.DateTimeField(db_default=Now())
    same_text_as = models.ForeignKey(
        "Article",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        help_text="set when these bytes brought no text that was not here already",
    )

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.original_name


class ArticleQuerySet(models.QuerySet["Article"]):
    def newest(self) -> Self:
        return self.order_by("-pk")

    def waiting(self) -> Self:
        """Articles that nobody has finished reviewing, newest first."""
        return self.exclude(review_status=Article.ReviewStatus.DONE).newest()

    def for_listing(self) -> Self:
        """With the source, without the long columns that a list does not show."""
        return self.select_related("source").defer("text")


# An earlier text is an ArticleRevision; computed columns need no history.
@tracked("ArticleHistory", exclude=("text", "text_hash", "length"))
class Article(models.Model):
    """One published text. Offsets into `text` are code points; the text never changes in place."""

    class ReviewStatus(models.TextChoices):
        NOT_BEGUN = "not_begun", "not begun"
        IN_REVIEW = "in_review", "in review"
        APPROVAL = "approval", "to approve"
        DONE = "done", "done"

    source = models.ForeignKey(Source, models.PROTECT, related_name="articles")
    document = models.OneToOneField(Document, models.PROTECT, related_name="article")
    title = models.CharField(max_length=500)
    title_is_made = models.BooleanField(
        default=False, db_default=False, help_text="made from the first sentence"
    )
    byline = models.CharField(max_length=300, blank=True, db_default="")
    published_on = models.DateField(null=True, blank=True)
    published_precision = models.CharField(
        max_length=5, choices=Precision, blank=True, default="", db_default=""
    )
    dateline = models.CharField(
        max_length=200, blank=True, db_default="", help_text="place a wire text was filed from"
    )
    url = models.URLField(max_length=2000, blank=True, db_default="")
    language = models.CharField(max_length=10, default="en", db_default="en")
    sections = ArrayField(models.CharField(max_length=100), default=list, db_default=[], blank=True)
    text = models.TextField()
    text_hash = models.GeneratedField(
        expression=Func("text", function="text_sha256"),
        output_field=models.CharField(max_length=64),
        db_persist=True,
    )
    length = models.GeneratedField(
        expression=Length("text"),
        output_field=models.IntegerField(),
        db_persist=True,
        help_text="of the text, in code points",
    )
    body_start = models.PositiveIntegerField(default=0, db_default=0)
    body_end = models.PositiveIntegerField()
    furniture = SpansField(
        default=tuple, db_default=Value("{}"), help_text="what is no news inside the body"
    )
    handling = models.CharField(
        max_length=12, choices=Handling, default=Handling.CLEAR, db_default="CLEAR"
    )
    credibility = models.CharField(
        max_length=1, choices=Credibility, default=Credibility.UNJUDGED, db_default="6"
    )
    review_status = models.CharField(
        max_length=9, choices=ReviewStatus, default=ReviewStatus.NOT_BEGUN, db_default="not_begun"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_articles",
        db_index=False,
        help_text="who is to review it, or to approve the review",
    )
    is_locked = models.BooleanField(
        default=False,
        db_default=False,
        help_text="only the person it is assigned to, and supervisors, may change it",
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="who finished the review",
    )
    done_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    review_note = models.CharField(
        max_length=LONGEST_NOTE,
        blank=True,
        default="",
        db_default="",
        help_text="why the review was sent back",
    )
    identity = models.CharField(
        max_length=2100,
        null=True,
        blank=True,
        unique=True,
        help_text="what tells a changed version from a new article: its URL, id or file",
    )
    imported_at = models.DateTimeField(db_default=Now())

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="article_title_trigrams"),
            # The search page sorts by date, undated articles last.
            models.Index(F("published_on").desc(nulls_last=True), F("id").desc(), name="by_date"),
            models.Index(fields=["text_hash"], name="article_text_hash"),
            models.Index(fields=["review_status", "-id"], name="article_waiting"),
            models.Index(
                fields=["assigned_to", "review_status"],
                condition=Q(assigned_to__isnull=False),
                name="article_assigned",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="article_has_title"),
            models.CheckConstraint(
                condition=Q(body_start__lte=F("body_end"), body_end__lte=F("length")),
                name="article_body_within_text",
            ),
            models.CheckConstraint(
                condition=Func(
                    template="furniture <@ int4range(0, length)",
                    output_field=models.BooleanField(),
                ),
                name="article_furniture_within_text",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None, published_precision="")
                | Q(published_on__isnull=False, published_precision__in=Precision.values),
                name="article_date_has_precision",
            ),
            models.CheckConstraint(
                condition=Q(handling__in=Handling.values), name="article_handling_known"
            ),
            models.CheckConstraint(
                condition=Q(credibility__in=Credibility.values), name="article_credibility_known"
            ),
            models.CheckConstraint(
                condition=Q(review_status__in=["not_begun", "in_review", "approval", "done"]),
                name="article_review_status_known",
            ),
            models.CheckConstraint(
                condition=Q(done_by=None, done_at=None)
                | Q(
                    done_by__isnull=False,
                    done_at__isnull=False,
                    review_status__in=["approval", "done"],
                ),
                name="article_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(review_status="approval") | Q(done_by__isnull=False),
                name="article_approval_of_what_is_done",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    done_by__isnull=False,
                    review_status="done",
                ),
                name="article_approved_when_done",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("done_by")),
                name="article_approved_by_another",
                violation_error_message="Somebody else approves what one person has reviewed.",
            ),
            models.CheckConstraint(
                condition=~Q(review_status="approval") | ~Q(assigned_to=F("done_by")),
                name="article_approval_is_for_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.pk])

    @property
    def grade(self) -> str:
        """The Admiralty grade, such as `B2`. Needs the source."""
        return f"{self.source.reliability}{self.credibility}"

    @property
    def grade_words(self) -> str:
        """The grade in words, for people who do not know the letters."""
        reliability, credibility = (
            self.source.get_reliability_display(),
            self.get_credibility_display(),
        )
        return f"Source: {reliability}. Information: {credibility}."

    @property
    def begins_with_title(self) -> bool:
        """Whether the text itself begins with the title."""
        return self.text.startswith(self.title, self.body_start)

    def paragraphs(self) -> list[Span]:
        """All paragraphs in order, cut where furniture begins and ends: none is half furniture."""
        edges = {0, self.body_start, self.body_end, self.length}
        for start, end in self.furniture:
            edges |= {start, end}
        return [
            span
            for start, end in pairwise(sorted(edges))
            for span in paragraphs(self.text, start, end)
        ]

    def is_news(self, start: int, end: int) -> bool:
        """Whether the span lies in the body and touches no furniture."""
        return (
            self.body_start <= start
            and end <= self.body_end
            and not any(
                start < furniture_end and furniture_start < end
                for furniture_start, furniture_end in self.furniture
            )
        )


@tracked("ArticleRevisionHistory")
class ArticleRevision(models.Model):
    """An earlier text of an article, with the bytes it came from."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="1 is the first text that was imported")
    document = models.ForeignKey(Document, models.PROTECT, related_name="revisions")
    title = models.CharField(max_length=500)
    text = models.TextField()
    body_start = models.PositiveIntegerField()
    body_end = models.PositiveIntegerField()
    furniture = SpansField(default=tuple, db_default=Value("{}"))
    replaced_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} (revision {self.number})"


@tracked("ImportRunHistory")
class ImportRun(models.Model):
    """One run of an import: who, when, what came of it, and every error."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="imports"
    )
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True, blank=True)
    paths = ArrayField(models.TextField(), default=list, db_default=[])
    created = models.PositiveIntegerField(default=0, db_default=0)
    unchanged = models.PositiveIntegerField(default=0, db_default=0)
    revised = models.PositiveIntegerField(default=0, db_default=0)
    duplicates = models.PositiveIntegerField(default=0, db_default=0)
    errors = models.JSONField(
        default=list,
        db_default=Value("[]", models.JSONField()),
        help_text="file, line and reason of each failure",
    )

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"Import of {self.started_at:%Y-%m-%d %H:%M}"
