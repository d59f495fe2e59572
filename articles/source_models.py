"""Whence articles come: who published them, under which names, and the bytes they came in."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from articles.clearance import OfSource
from articles.postgresql import tracked


class Reliability(models.TextChoices):
    """Admiralty grade of a source (NATO STANAG 2511)."""

    A = "A", "completely reliable"
    B = "B", "usually reliable"
    C = "C", "fairly reliable"
    D = "D", "not usually reliable"
    E = "E", "unreliable"
    F = "F", "reliability cannot be judged"


class SourceQuerySet(models.QuerySet["Source"]):
    def current(self) -> Self:
        """Without those that were merged into another, and former names of others."""
        return self.filter(merged_into=None)

    def called(self, name: str) -> "Source | None":
        """The source that bears this name or bore it, as it is now; capitals decide nothing."""
        named = self.filter(name__iexact=name).select_related("merged_into").first()
        return named and named.current


SourceManager = OfSource.from_queryset(SourceQuerySet)


@tracked("SourceHistory")
class Source(models.Model):
    """Who published: a newspaper, a think tank, a government press office.

    A row that is merged into another is a name of that one: what an import brings under it belongs
    to the other, and no article is of it but while a merge is under way.
    """

    name = models.CharField(max_length=200)
    homepage = models.URLField(blank=True, db_default="")
    reliability = models.CharField(
        max_length=1, choices=Reliability, default=Reliability.F, db_default="F"
    )
    language = models.CharField(
        max_length=10,
        blank=True,
        default="",
        db_default="",
        help_text="ISO 639, as a person states it; counts where a text does not tell its own",
    )
    note = models.TextField(blank=True, db_default="")
    needs_approval = models.BooleanField(
        "second pair of eyes",
        default=False,
        db_default=False,
        help_text="a second person approves what one person has reviewed",
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="former_names"
    )

    objects = SourceManager()

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
            models.CheckConstraint(
                condition=Q(language="") | Q(language__regex="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$"),
                name="source_language_is_code",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="source_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def current(self) -> "Source":
        """The source that this one is now: itself, or what it was merged into."""
        return self.merged_into or self


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
        indexes = [
            # A changed file that lies elsewhere now is looked for by its name.
            models.Index(
                Func("original_name", function="file_name", output_field=models.TextField()),
                name="document_file_name",
            )
        ]

    def __str__(self) -> str:
        return self.original_name
