"""What is kept to learn the furniture of a group of articles, and what persons rule about it.

A group is a source; articles whose source is unknown are grouped by their place: the domain of
their address, else their folder.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5, Length, Now
from django.db.models.lookups import LessThanOrEqual

from articles.postgresql import tracked

LONGEST_PASSAGE = 2_000  # characters


class ArticleTraces(models.Model):
    """What the text of one article teaches about the furniture of its group.

    `numbers` are hashes of its lines, see `importing.furniture.learned.traces`.
    """

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="traces"
    )
    place = models.TextField(
        db_index=True, help_text="domain or folder; its group where its source is unknown"
    )
    numbers = ArrayField(models.BigIntegerField())

    def __str__(self) -> str:
        return f"Traces of article {self.article_id}"


class OfGroup(models.Model):
    """A row about one group: a source, or a place of articles whose source is unknown."""

    source = models.ForeignKey(
        "articles.Source", models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    place = models.TextField(blank=True, default="", db_default="")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(source=None) ^ Q(place=""), name="%(class)s_has_one_group"
            )
        ]


@tracked("FurnitureRuleHistory")
class FurnitureRule(OfGroup):
    """What a person ruled: the lines of a passage are furniture in all texts of a group, or never.

    It holds until somebody ends it.
    """

    passage = models.TextField(help_text="whole lines of the text where it was selected")
    is_furniture = models.BooleanField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(OfGroup.Meta):
        constraints = [
            *OfGroup.Meta.constraints,
            models.CheckConstraint(condition=~Q(passage=""), name="furniture_rule_has_passage"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("passage"), LONGEST_PASSAGE),
                name="furniture_rule_not_long",
            ),
            models.UniqueConstraint(
                "source",
                "place",
                MD5("passage"),  # a passage may be longer than what an index holds
                condition=Q(ended_at=None),
                name="furniture_rule_once",
                nulls_distinct=False,
                violation_error_message="This passage is ruled on already.",
            ),
        ]

    def __str__(self) -> str:
        verdict = "Furniture" if self.is_furniture else "Never furniture"
        return f"{verdict}: {self.passage[:60]}"


class MendedGroup(OfGroup):
    """With what the articles of a group were last mended: how many documents, which rules.

    `grown` documents came since, or went; of a group that was never mended these are all.
    """

    documents = models.PositiveIntegerField(default=0, db_default=0)
    grown = models.IntegerField(default=0, db_default=0)
    rules = models.BigIntegerField(default=0, db_default=0, help_text="a hash of the rules")
    version = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="of the rules by which an import reads documents"
    )
    is_due = models.BooleanField(
        default=False, db_default=False, help_text="enough has changed for mending it again"
    )
    mended_at = models.DateTimeField(null=True, blank=True)

    class Meta(OfGroup.Meta):
        constraints = [
            *OfGroup.Meta.constraints,
            models.UniqueConstraint(
                fields=["source", "place"], name="mended_group_once", nulls_distinct=False
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(is_due=True), name="mended_group_due"),
            models.Index(fields=["version"], name="mended_group_version"),
        ]

    def __str__(self) -> str:
        return f"Mended with {self.documents} documents"


class ChangedGroup(OfGroup):
    """A note that a group has changed, until it is taken in: triggers of the database write it.

    So nobody counts all groups to find those that have grown, and no two who import wait for
    each other as they would where both count in one row.
    """

    # A note may outlast its source, and asks for no lock on it.
    source = models.ForeignKey(
        "articles.Source",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    documents = models.IntegerField(help_text="that came; of those that went with a minus")

    def __str__(self) -> str:
        return f"{self.documents} documents more"
