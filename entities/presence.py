"""Keeping track of who has an article open. It is no act: nothing of it is kept or undone."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Article
from entities.models import Presence
from entities.models.review import EXPIRES


@transaction.atomic
def note(article: Article, user: User) -> None:
    """The person's page shows the article now; what expired goes."""
    now = timezone.now()
    Presence.objects.bulk_create(
        [Presence(article=article, user=user, seen_at=now)],
        update_conflicts=True,
        unique_fields=["article", "user"],
        update_fields=["seen_at"],
    )
    # Two who sweep at once must not wait for each other.
    expired = Presence.objects.select_for_update(skip_locked=True).filter(seen_at__lt=now - EXPIRES)
    Presence.objects.filter(pk__in=list(expired.values_list("pk", flat=True)[:100])).delete()


def leave(article: Article, user: User) -> None:
    """The person's page was closed."""
    Presence.objects.filter(article=article, user=user).delete()
