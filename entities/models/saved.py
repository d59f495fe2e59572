"""Searches that people keep, and what came in since for those they watch."""

from collections import defaultdict
from functools import cached_property
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from articles.clearance import InArticle, hidden
from articles.models import Article
from entities.models.entity import Entity

# Of the new articles of one run so many are kept by name; of more only how many they were.
MOST_DELIVERED = 50
# Beyond this nobody counts on: the page says “1,000+”.
MOST_COUNTED = 1000


class Arrival(models.Model):
    """A text that was read by the pipeline for the first time: a new article, or a changed one.

    The primary keys are in the order of arrival. Reading an old text anew, with a newer pipeline
    or because a name became known, is no arrival. No history is kept.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="arrivals")
    text_hash = models.CharField(max_length=64)
    extraction = models.BigIntegerField(help_text="primary key of the reading that told it")
    at = models.DateTimeField(db_default=Now())

    objects = InArticle()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "text_hash"], name="arrival_once")
        ]
        indexes = [models.Index(fields=["-extraction"], name="arrival_by_extraction")]

    def __str__(self) -> str:
        return f"Article {self.article_id} at {self.at}"


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, user: User) -> Self:
        return self.filter(user=user).order_by("name", "pk")

    def watched(self) -> Self:
        """Those that are run by themselves."""
        return self.exclude(watch=SavedSearch.Watch.OFF).filter(paused=False)


class SavedSearch(models.Model):
    """A search that a person keeps, and how often it is looked at for them. Private to them.

    `seen_up_to` is the last arrival the person has seen, `delivered_up_to` the last that a watch
    has looked at. `fault` says why a watch could not be run.
    """

    class Watch(models.TextChoices):
        OFF = "off", "not watched"
        AT_ONCE = "at_once", "at once"
        DAILY = "daily", "daily"
        WEEKLY = "weekly", "weekly"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=120)
    query = models.CharField(max_length=2000)
    watch = models.CharField(max_length=7, choices=Watch, default=Watch.OFF)
    paused = models.BooleanField(default=False, db_default=False)
    seen_up_to = models.BigIntegerField(default=0, db_default=0)
    delivered_up_to = models.BigIntegerField(default=0, db_default=0)
    ran_at = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(blank=True, default="", db_default="")
    created_at = models.DateTimeField(db_default=Now())

    # Set by `count_new`: how many articles are new to the person; None where nobody counted.
    new: int | None

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "saved searches"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "query"],
                name="saved_search_once",
                violation_error_message="You have saved this search already.",
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(query=""), name="saved_search_asks"),
            models.CheckConstraint(
                condition=Q(watch__in=["off", "at_once", "daily", "weekly"]),
                name="saved_search_watch_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("entities:saved_search_new", args=[self.pk])


class Delivery(models.Model):
    """New articles that one run of a watch found: the newest of them, and how many they were."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="deliveries")
    at = models.DateTimeField(db_default=Now())
    found = models.PositiveIntegerField(help_text=f"not counted beyond {MOST_COUNTED}")
    articles = ArrayField(models.BigIntegerField(), help_text="primary keys, the newest first")
    mailed_at = models.DateTimeField(null=True, blank=True)

    # Set where deliveries are listed: the newest of the articles, and how many more there are.
    shown: list[Article]
    others: int

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(
                condition=Q(articles__len__gte=1, articles__len__lte=MOST_DELIVERED)
                & Q(found__gte=1, found__lte=MOST_COUNTED),
                name="delivery_is_bounded",
            )
        ]
        indexes = [
            models.Index(
                fields=["search"], condition=Q(mailed_at=None), name="delivery_not_mailed"
            ),
            models.Index(F("at").desc(), name="delivery_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.found} for {self.search_id}"


class SearchRun(models.Model):
    """A search that somebody saw the result of: for their own history, and to find slow ones."""

    token = models.UUIDField(unique=True, help_text="of the page, so that it counts once")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="search_runs")
    at = models.DateTimeField(db_default=Now())
    query = models.CharField(max_length=2000, blank=True)
    seconds = models.FloatField(help_text="in the server")
    total = models.PositiveIntegerField(
        null=True, help_text="articles found; empty where it failed"
    )
    fault = models.TextField(blank=True, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["user", "-at"], name="search_run_own"),
            models.Index(F("at").desc(), name="search_run_newest"),
            models.Index(fields=["-seconds"], name="search_run_slow"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(total=None) ^ Q(fault=""), name="search_run_found_or_failed"
            ),
        ]

    def __str__(self) -> str:
        return self.query or "everything"


# What a name is that so many entities carry.
_OUTCOMES = defaultdict(lambda: "ambiguous", {0: "none", 1: "match"})


class NameList(models.Model):
    """A list of names to look up all at once. Rows are computed a piece at a time; `done` is how
    many are. Private to the person.

    A row is a list: the name as given, `match`, `ambiguous` or `none`, and the entities that carry
    it as lists of primary key, kind, name, articles, mentions and where it lies.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="name_lists")
    created_at = models.DateTimeField(db_default=Now())
    names = ArrayField(models.CharField(max_length=300))
    rows = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(names__len__gte=1, names__len__lte=10_000), name="name_list_is_bounded"
            ),
            models.CheckConstraint(condition=Q(names__len__gte=F("done")), name="name_list_done"),
        ]

    def __str__(self) -> str:
        return f"{len(self.names):,} name{'s' * (len(self.names) != 1)}"

    @cached_property
    def shown_rows(self) -> list[list]:
        """The rows without entities that have been marked above the person's clearance since."""
        if not hidden():
            return self.rows
        keys = {entity[0] for _, _, told in self.rows for entity in told}
        seen = set(Entity.objects.filter(pk__in=keys).values_list("pk", flat=True))
        found = []
        for name, outcome, told in self.rows:
            left = [entity for entity in told if entity[0] in seen]
            found.append([name, outcome if len(left) == len(told) else _OUTCOMES[len(left)], left])
        return found
