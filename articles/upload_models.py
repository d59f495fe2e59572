"""What people drop in the browser, until it is taken in or a day has passed: files and a preview.

No history is kept of these rows: what was taken in is an ImportRun. The files themselves lie in the
data folder (see `articles.uploads.files`).
"""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import MD5, Now

from articles.run_models import Fate, ImportRun

LONGEST_NAME = 1000  # characters of the name of a file, its folders included


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, user: User) -> Self:
        """Those that the person dropped and whose files are still here, the newest first."""
        here = self.filter(owner=user).exclude(state=Upload.State.REMOVED)
        return here.order_by("-pk")

    def at_work(self) -> Self:
        """Those that a worker is to do something with."""
        return self.filter(state__in=[Upload.State.LOOKING, Upload.State.IMPORTING])


class Upload(models.Model):
    """What one person dropped at once. Seen by nobody else.

    `said` is what they said of items that were looked at before and are to be looked at again: a
    list of objects with `file`, `position`, `values` and `is_left_out`.
    """

    class State(models.TextChoices):
        OPEN = "open", "files arrive"
        LOOKING = "looking", "looked at"
        READY = "ready", "waits for you"
        IMPORTING = "importing", "taken in"
        DONE = "done", "taken in"
        REMOVED = "removed", "files removed"

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN, db_default="open")
    created_at = models.DateTimeField(db_default=Now())
    touched_at = models.DateTimeField(
        db_default=Now(), help_text="when something was last done with it; it is kept a day"
    )
    fault = models.TextField(
        blank=True, default="", db_default="", help_text="why a worker could not go on with it"
    )
    source = models.CharField(max_length=200, blank=True, default="", db_default="")
    published = models.CharField(
        max_length=10, blank=True, default="", db_default="", help_text="of all; 2012, 2012-06 or …"
    )
    handling = models.CharField(max_length=12, blank=True, default="", db_default="")
    columns = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), blank=True)
    said = models.JSONField(default=list, db_default=Value([], models.JSONField()), blank=True)
    looks = models.PositiveIntegerField(
        default=0, db_default=0, help_text="how often all was looked at anew"
    )
    files_looked_at = models.PositiveIntegerField(default=0, db_default=0)
    is_cut = models.BooleanField(
        default=False, db_default=False, help_text="it holds more items than are looked at"
    )
    stop_asked = models.BooleanField(default=False, db_default=False)
    only_failed = models.BooleanField(
        default=False, db_default=False, help_text="only files of which something failed last time"
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "looking", "ready", "importing", "done", "removed"]),
                name="upload_state_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="upload_has_name"),
        ]
        indexes = [models.Index(fields=["touched_at"], name="upload_touched")]

    def __str__(self) -> str:
        return self.name

    @property
    def run(self) -> ImportRun | None:
        """The last run that took it in, or does so now."""
        return ImportRun.objects.filter(of_upload__upload=self).order_by("pk").last()


class UploadRun(models.Model):
    """A run that took in what was dropped: the first, one that went on, one that tried again."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="runs")
    run = models.OneToOneField(ImportRun, models.PROTECT, related_name="of_upload")

    def __str__(self) -> str:
        return f"{self.run} of {self.upload_id}"


class UploadFile(models.Model):
    """A file that was dropped; what it is called is kept here, and on the disk it has a number."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="files", db_index=False)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME, help_text="with `/` between folders")
    ending = models.CharField(max_length=11, blank=True)
    size = models.PositiveBigIntegerField(help_text="bytes, as the browser claims")
    received = models.PositiveBigIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["upload", "number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="upload_file_number_once"),
            # Of the name, which may be too long for an index.
            models.UniqueConstraint("upload", MD5("name"), name="upload_file_name_once"),
            models.CheckConstraint(
                condition=Q(received__lte=models.F("size")), name="upload_file_not_overfull"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UploadItem(models.Model):
    """What an item of an upload would become, as it was read, and what its owner said of it."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="items", db_index=False)
    number = models.PositiveIntegerField(help_text="1 is the first that was looked at")
    file = models.TextField()
    position = models.PositiveIntegerField(null=True)
    fate = models.CharField(max_length=10, choices=Fate)
    reason = models.TextField(blank=True, default="")
    article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        null=True,
        related_name="+",
        db_index=False,
        help_text="what is here already, where it is no new article",
    )
    headings = ArrayField(
        models.TextField(), default=list, help_text="of a table of which no column is known"
    )
    title = models.CharField(max_length=500, blank=True, default="")
    byline = models.CharField(max_length=300, blank=True, default="")
    published = models.CharField(max_length=10, blank=True, default="")
    published_from = models.CharField(max_length=10, blank=True, default="")
    source = models.CharField(max_length=200, blank=True, default="")
    source_from = models.CharField(max_length=10, blank=True, default="")
    url = models.CharField(max_length=2000, blank=True, default="")
    sample = models.JSONField(
        default=list, help_text="the first words: pairs of text and whether it is furniture"
    )
    sha256 = models.CharField(max_length=64, blank=True, default="")
    text_hash = models.CharField(max_length=64, blank=True, default="")
    identity = models.CharField(max_length=2100, blank=True, default="")
    values = models.JSONField(default=dict, help_text="fields that its owner set, by name")
    is_left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["upload", "number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="upload_item_number_once"),
            models.CheckConstraint(
                condition=Q(fate__in=Fate.values), name="upload_item_fate_known"
            ),
        ]

    def __str__(self) -> str:
        return self.file if self.position is None else f"{self.file}:{self.position}"

    @property
    def may_be_mended(self) -> bool:
        """Whether it becomes an article, of which something can be said beforehand."""
        return self.fate in (Fate.CREATED, Fate.REVISED, Fate.DUPLICATE)
