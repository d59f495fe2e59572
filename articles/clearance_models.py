"""What each person may see."""

from django.conf import settings
from django.db import models

from articles.article_choices import Handling
from articles.clearance import USUAL


class Clearance(models.Model):
    """The strictest marking that one person sees."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="clearance"
    )
    level = models.CharField(max_length=12, choices=Handling, default=USUAL, db_default=USUAL.value)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=Handling.values), name="clearance_known"
            )
        ]

    def __str__(self) -> str:
        return str(self.level)
