"""What is kept of imports: each run, and what came of the files and lines that it met."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Now

from articles.clearance import InArticle, OfRun
from articles.postgresql import tracked


class Fate(models.TextChoices):
    """What came of one file or line of an import; the values are the counts of an ImportRun."""

    CREATED = "created", "new"
    UNCHANGED = "unchanged", "unchanged"
    REVISED = "revised", "changed"
    DUPLICATE = "duplicates", "copy"
    SKIPPED = "skipped", "skipped"
    FAILED = "failed", "failed"


def _count() -> models.PositiveIntegerField:
    return models.PositiveIntegerField(default=0, db_default=0)


# Its counts change with every batch; that is no history.
@tracked("ImportRunHistory", exclude=("read_bytes", "progress_at", *Fate.values))
class ImportRun(models.Model):
    """One run of an import: who, when, from where, and what came of it."""

    class State(models.TextChoices):
        RUNNING = "running"
        FINISHED = "finished"
        STOPPED = "stopped"
        INTERRUPTED = "interrupted"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="imports"
    )
    state = models.CharField(
        max_length=11,
        choices=State,
        default=State.RUNNING,
        db_default="running",
        help_text="stopped by a person, interrupted when its process ended before it did",
    )
    started_at = models.DateTimeField(db_default=Now())
    progress_at = models.DateTimeField(db_default=Now(), help_text="when it last stored something")
    finished_at = models.DateTimeField(
        null=True, blank=True, help_text="of an interrupted one, when it last stored something"
    )
    paths = ArrayField(models.TextField(), default=list, db_default=[])
    source = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="as it was stated"
    )
    format = models.CharField(max_length=50, default="auto", db_default="auto")
    watched = models.ForeignKey(
        "articles.Watched",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="runs",
        help_text="the folder or feed that it was a look at",
    )
    columns = models.JSONField(
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
        help_text="what the headings of its tables mean, as it was stated: a field by its heading",
    )
    resumes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resumed_by",
        help_text="the stopped or interrupted run that this one goes on with",
    )
    total_bytes = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="of its files; unknown where they were not counted"
    )
    read_bytes = models.PositiveBigIntegerField(default=0, db_default=0)
    created = _count()
    unchanged = _count()
    revised = _count()
    duplicates = _count()
    skipped = _count()
    failed = _count()

    objects = OfRun()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", finished_at=None)
                | Q(
                    state__in=["finished", "stopped", "interrupted"],
                    finished_at__isnull=False,
                ),
                name="import_run_has_ended_or_runs",
            )
        ]

    def __str__(self) -> str:
        return f"Import of {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def counts(self) -> dict[Fate, int]:
        return {fate: getattr(self, fate.value) for fate in Fate}

    @property
    def found(self) -> int:
        """How many files, and articles in files of many, the run has met."""
        return sum(self.counts.values())

    @property
    def seconds(self) -> float:
        """How long it took, or has taken until it last stored something."""
        return ((self.finished_at or self.progress_at) - self.started_at).total_seconds()


class ImportItem(models.Model):
    """One file or line of a run that was not simply taken in, or here already. Never changed."""

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="items", db_index=False)
    number = models.PositiveIntegerField(help_text="1 is the first that the run met")
    file = models.TextField()
    position = models.PositiveIntegerField(
        null=True, blank=True, help_text="in a file of many articles, from 1"
    )
    fate = models.CharField(max_length=10, choices=Fate)
    reason = models.TextField(blank=True, default="", db_default="")
    article = models.ForeignKey(
        "articles.Article",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="what it became, or is a copy of",
    )

    objects = InArticle()

    class Meta:
        ordering = ["run", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="import_item_number_once"),
            models.CheckConstraint(
                condition=Q(
                    fate__in=["created", "unchanged", "revised", "duplicates"],
                    article__isnull=False,
                )
                | (Q(fate__in=["skipped", "failed"], article=None) & ~Q(reason="")),
                name="import_item_has_article_or_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["article"],
                condition=Q(fate__in=["created", "revised"]),
                name="import_item_that_brought",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.file if self.position is None else f"{self.file}:{self.position}"
