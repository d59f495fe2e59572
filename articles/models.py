"""What was published, and its earlier texts. Nothing in this file knows an entity."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length, Now
from django.dispatch import Signal
from django.urls import reverse

import articles.clearance_models
import articles.copy_models
import articles.furniture_models
import articles.run_models
import articles.upload_models
import articles.watched.models  # noqa: F401 - Django looks for models in this file
from articles.article_choices import Credibility, Handling, Origin, Precision
from articles.clearance import InArticle, Marked
from articles.headings import analysis
from articles.importing.furniture.flow import flowing
from articles.postgresql import SpansField, tracked
from articles.source_models import Document, Source
from articles.text import Span, paragraphs, reading_scope

# Languages whose words are searched for in any form; those of others stand as they are. Of each
# there is a text search configuration, as the function `search_language` knows.
SEARCH_LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "simple")
# In characters, of what somebody writes on a review that they send back.
LONGEST_NOTE = 300

# An article has a new text: a signal for those who keep something beside articles. Sent inside the
# transaction that writes it, with `article` (as it is now) and `revision` (the earlier text): who
# refuses keeps the new text from being stored.
text_changed = Signal()
# Other parts of articles' texts are news now: sent inside the transaction that writes it, with
# `articles`, the primary keys.
news_changed = Signal()


def page_at(page_starts: Sequence[int], offset: int) -> int | None:
    """The number of the page on which a place in a text lies, from 1; None without pages.

    An empty page shares its place with the page after it, whose place it then is.
    """
    return bisect_right(page_starts, offset) or None


def _page_starts() -> ArrayField:
    return ArrayField(
        models.PositiveIntegerField(),
        default=list,
        db_default=[],
        blank=True,
        help_text="where each page of the document begins, the first at 0; empty without pages",
    )


# A hash of title and news; null where the news has too few words for a copy.
CONTENT_HASH = Func(
    *("title", "text", "body_start", "body_end", "furniture"),
    function="content_hash",
    output_field=models.TextField(null=True),
)


class ArticleQuerySet(models.QuerySet["Article"]):
    def newest(self) -> Self:
        return self.order_by("-pk")

    def waiting(self) -> Self:
        """Articles that nobody has finished reviewing, newest first."""
        waiting = self.not_withdrawn().exclude(review_status=Article.ReviewStatus.DONE)
        return waiting.newest()

    def not_withdrawn(self) -> Self:
        return self.filter(withdrawn_at=None)

    def for_listing(self) -> Self:
        """With the source, without the long columns that a list does not show."""
        return self.select_related("source").defer("text")


ArticleManager = Marked.from_queryset(ArticleQuerySet)


# An earlier text is an ArticleRevision; computed columns need no history.
@tracked("ArticleHistory", exclude=("text", "text_hash", "length", "page_starts"))
class Article(models.Model):
    """One published text. Offsets into `text` are code points; the text never changes in place."""

    class ReviewStatus(models.TextChoices):
        NOT_BEGUN = "not_begun", "not begun"
        IN_REVIEW = "in_review", "in review"
        APPROVAL = "approval", "to approve"
        DONE = "done", "done"

    # By its own index, which has the newest of a source first.
    source = models.ForeignKey(Source, models.PROTECT, related_name="articles", db_index=False)
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
    published_from = models.CharField(
        max_length=10,
        choices=Origin,
        blank=True,
        default="",
        db_default="",
        help_text="whence the date is known",
    )
    updated_on = models.DateField(
        null=True, blank=True, help_text="the last change, as the document says"
    )
    updated_precision = models.CharField(
        max_length=5, choices=Precision, blank=True, default="", db_default=""
    )
    source_from = models.CharField(
        max_length=10,
        choices=Origin,
        blank=True,
        default="",
        db_default="",
        help_text="whence the source is known",
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
    page_starts = _page_starts()
    body_start = models.PositiveIntegerField(default=0, db_default=0)
    body_end = models.PositiveIntegerField()
    furniture = SpansField(
        default=tuple, db_default=Value("{}"), help_text="what is no news, anywhere in the text"
    )
    head = SpansField(
        default=tuple,
        db_default=Value("{}"),
        help_text="headline and date line, which are read for names though the body begins later",
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
    import_run = models.ForeignKey(
        "ImportRun",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        help_text="which brought it first; unknown of the oldest",
    )
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="since when it counts nowhere; it is kept all the same"
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    withdrawn_reason = models.CharField(
        max_length=LONGEST_NOTE, blank=True, default="", db_default=""
    )
    set_by_hand = ArrayField(
        models.CharField(max_length=30),
        default=list,
        db_default=[],
        blank=True,
        help_text="fields that a person has set, which nothing else changes any more",
    )

    objects = ArticleManager()

    class Meta:
        indexes = [
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="article_title_trigrams"),
            # The search page sorts by date, undated articles last.
            models.Index(F("published_on").desc(nulls_last=True), F("id").desc(), name="by_date"),
            models.Index(fields=["source", "-id"], name="article_of_source"),
            # Few are marked: what is hidden from somebody is looked for among these alone.
            models.Index(
                fields=["id"],
                include=["handling"],
                condition=~Q(handling="CLEAR"),
                name="article_marked",
            ),
            models.Index(fields=["text_hash"], name="article_text_hash"),
            # The same text under another address, date or file is looked for by this.
            models.Index(CONTENT_HASH, name="article_content_hash"),
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="article_withdrawn",
            ),
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
                    template="pages_within(page_starts, length)",
                    output_field=models.BooleanField(),
                ),
                name="article_pages_within_text",
            ),
            models.CheckConstraint(
                condition=Func(
                    template="furniture <@ int4range(0, length)",
                    output_field=models.BooleanField(),
                ),
                name="article_furniture_within_text",
            ),
            models.CheckConstraint(
                condition=Func(
                    template="head <@ int4range(0, length)",
                    output_field=models.BooleanField(),
                ),
                name="article_head_within_text",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None, published_precision="")
                | Q(published_on__isnull=False, published_precision__in=Precision.values),
                name="article_date_has_precision",
            ),
            models.CheckConstraint(
                condition=Q(updated_on=None, updated_precision="")
                | Q(updated_on__isnull=False, updated_precision__in=Precision.values),
                name="article_change_has_precision",
            ),
            models.CheckConstraint(
                condition=Q(published_from__in=["", *Origin.values])
                & Q(source_from__in=["", *Origin.values]),
                name="article_origins_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason=""),
                name="article_withdrawn_with_reason",
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
    def date_is_guessed(self) -> bool:
        """Whether the date is only hinted at, such as by the name of the file."""
        return self.published_from not in {"", Origin.GIVEN, Origin.STATED}

    @property
    def source_is_guessed(self) -> bool:
        """Whether the source is told by something else than a statement of the document."""
        return self.source_from not in {"", Origin.GIVEN, Origin.STATED}

    def page_at(self, offset: int) -> int | None:
        """The number of the page on which a place in the text lies, from 1; None without pages."""
        return page_at(self.page_starts, offset)

    @property
    def begins_with_title(self) -> bool:
        """Whether the body itself begins with the title, as it does where no headline was found."""
        return self.text.startswith(self.title, self.body_start)

    @property
    def shows_title(self) -> bool:
        """Whether the words of the title stand in what is shown of the text."""
        return self.begins_with_title or any(self.is_headline(*span) for span in self.head)

    def is_headline(self, start: int, end: int) -> bool:
        """Whether the span repeats the title in its own capitals and line breaks."""
        shown = " ".join(self.text[start:end].split()).casefold()
        return shown == " ".join(self.title.split()).casefold()

    def paragraphs(self) -> list[Span]:
        """All paragraphs in order, cut where furniture begins and ends: none is half furniture.

        Those of the body are joined where a page was cut into lines.
        """
        edges = {0, self.body_start, self.body_end, self.length}
        for start, end in (*self.furniture, *self.head):
            edges |= {start, end}
        found: list[Span] = []
        for start, end in pairwise(sorted(edges)):
            spans = paragraphs(self.text, start, end)
            is_body = self.body_start <= start and end <= self.body_end
            found += flowing(self.text, spans) if is_body else spans
        return found

    def is_news(self, start: int, end: int) -> bool:
        """Whether the span is read: in the head, or in the body without touching furniture."""
        if any(first <= start and end <= last for first, last in self.head):
            return True
        return (
            self.body_start <= start
            and end <= self.body_end
            and not any(
                start < furniture_end and furniture_start < end
                for furniture_start, furniture_end in self.furniture
            )
        )

    def reading_scope(self) -> tuple[Span, tuple[Span, ...]]:
        """What is read for names: the span that holds it all, and the gaps in it that are not."""
        return reading_scope((self.body_start, self.body_end), self.furniture, self.head)

    def analysis(self) -> list[Span]:
        """The passages of the body that the source calls its analysis, by their headings."""
        return analysis(self.text, (self.body_start, self.body_end), self.furniture)

    def is_analysis(self, start: int, end: int) -> bool:
        """Whether the span lies in what the source calls its analysis."""
        return any(first <= start and end <= last for first, last in self.analysis())


@tracked("ArticleRevisionHistory")
class ArticleRevision(models.Model):
    """An earlier text of an article, with the bytes it came from."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="1 is the first text that was imported")
    document = models.ForeignKey(Document, models.PROTECT, related_name="revisions")
    title = models.CharField(max_length=500)
    text = models.TextField()
    page_starts = _page_starts()
    body_start = models.PositiveIntegerField()
    body_end = models.PositiveIntegerField()
    furniture = SpansField(default=tuple, db_default=Value("{}"))
    head = SpansField(default=tuple, db_default=Value("{}"))
    replaced_at = models.DateTimeField(db_default=Now())
    of_withdrawal = models.BooleanField(
        default=False,
        db_default=False,
        help_text="the present text, as long as the article is withdrawn: what is said of its "
        "words counts in this one, and so nowhere",
    )

    objects = InArticle()

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(of_withdrawal=True), name="revision_withdrawn_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (revision {self.number})"
