"""What one person made of an article when they finished reading it."""

from django.conf import settings
from django.db import models

from articles.models import Article
from entities.kinds import Status
from entities.models.mention import Mention

NOTHING = "nothing"
UNDECIDED = "undecided"


class Reading(models.Model):
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

    class Meta:
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
