"""Reviewing an article: who has it open at this moment, and what each reviewer made of it."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from articles.clearance import InArticle
from articles.models import Article
from entities.kinds import Status
from entities.models.mention import Mention

# A page that has not been heard of for so long is closed.
EXPIRES = timedelta(seconds=60)
# What people say of words that are of no kind, and where they said nothing.
NOTHING = "nothing"
UNDECIDED = "undecided"


class PresenceQuerySet(models.QuerySet["Presence"]):
    def others(self, article: Article, user: User) -> Self:
        """Who else has the article open now, those who came last at the end."""
        since = timezone.now() - EXPIRES
        return (
            self.filter(article=article, seen_at__gt=since)
            .exclude(user=user)
            .select_related("user")
            .order_by("pk")
        )


class Presence(models.Model):
    """Somebody's page shows the article; `seen_at` is when it said so last. No history is kept."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(db_default=Now())

    objects = PresenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["seen_at"], name="presence_time")]
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="presence_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.article_id}"


class ReviewerLabels(models.Model):
    """A person's labels of one text, kept so that two readers can be compared.

    Replaced when the person finishes the article again.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings")
    finished_at = models.DateTimeField()
    text_hash = models.CharField(max_length=64, help_text="of the text in which the spans count")
    labels = models.JSONField(
        help_text="by span, such as 12-17: a kind, nothing (it was rejected), or undecided"
    )

    objects = InArticle()

    class Meta:
        verbose_name = verbose_name_plural = "reviewer labels"
        indexes = [models.Index(fields=["finished_at"], name="reading_newest")]
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="reading_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} by {self.user}"


def label_of(mention: Mention) -> str:
    """What people say of the words: a kind where confirmed, nothing where rejected."""
    if mention.status == Status.PROPOSED:
        return UNDECIDED
    return mention.kind if mention.status == Status.CONFIRMED else NOTHING
