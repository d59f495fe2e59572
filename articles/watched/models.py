"""What is watched, as people state it, and apart from that what came of looking."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5, Now
from django.utils import timezone

from articles.postgresql import tracked
from articles.source_models import Source

LONGEST_ADDRESS = 2000


class WatchedQuerySet(models.QuerySet["Watched"]):
    def due(self) -> Self:
        """What is to be looked at now, who has waited longest first; new ones before all."""
        waited = Q(look=None) | Q(look__next_look__lte=timezone.now())
        return self.filter(waited, is_paused=False).order_by(
            models.F("look__next_look").asc(nulls_first=True), "pk"
        )


@tracked("WatchedHistory")
class Watched(models.Model):
    """A folder or a feed that is looked at again and again; people add, pause and remove it."""

    class Kind(models.TextChoices):
        FOLDER = "folder", "folder"
        FEED = "feed", "feed"

    class Interval(models.IntegerChoices):
        """How often, in minutes."""

        QUARTER = 15, "every 15 minutes"
        HOUR = 60, "every hour"
        SIX_HOURS = 360, "every 6 hours"
        DAY = 1440, "every day"

    kind = models.CharField(max_length=6, choices=Kind)
    address = models.TextField(help_text="of a feed that of the web, of a folder its path")
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="watched",
        help_text="who published all that is found there; without one the documents tell it",
    )
    interval = models.PositiveIntegerField(choices=Interval, default=Interval.HOUR)
    follows_links = models.BooleanField(
        default=False,
        db_default=False,
        help_text="take the page that an entry of the feed leads to, not the entry",
    )
    is_paused = models.BooleanField(default=False, db_default=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    objects = WatchedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "watched folders and feeds"
        constraints = [
            models.UniqueConstraint("kind", MD5("address"), name="watched_once"),
            models.CheckConstraint(
                condition=Q(kind="folder", follows_links=False) | Q(kind="feed"),
                name="watched_is_folder_or_feed",
            ),
            models.CheckConstraint(condition=~Q(address=""), name="watched_has_address"),
            models.CheckConstraint(
                condition=Q(interval__gte=15), name="watched_with_pauses_between"
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def every(self) -> timedelta:
        return timedelta(minutes=self.interval)


class WatchedLook(models.Model):
    """The last look at what is watched, and when the next is due. Only the worker writes it."""

    watched = models.OneToOneField(Watched, models.CASCADE, primary_key=True, related_name="look")
    looked_at = models.DateTimeField(null=True, blank=True)
    next_look = models.DateTimeField(db_default=Now(), db_index=True)
    result = models.TextField(
        blank=True, default="", db_default="", help_text="what came of it, or why nothing did"
    )
    failures = models.PositiveIntegerField(
        default=0, db_default=0, help_text="looks in a row that failed"
    )
    etag = models.CharField(max_length=500, blank=True, default="", db_default="")
    last_modified = models.CharField(max_length=100, blank=True, default="", db_default="")
    pages = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        blank=True,
        help_text="the pages that the entries of the feed lead to: SHA-256 by address",
    )

    def __str__(self) -> str:
        return f"{self.watched}: {self.result}"
