"""Who has an article open at this moment."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from articles.models import Article

# A page that has not been heard of for so long is closed.
EXPIRES = timedelta(seconds=60)


class PresenceQuerySet(models.QuerySet):
    def others(self, article: Article, user: User):
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
