"""What people decided, and what is needed to take it back."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Now

from articles.history import tracked
from articles.models import Article, Source
from entities.kinds import Kind
from entities.models.entity import Entity


class Action(models.Model):
    """One act of one person, with what is needed to undo it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="actions")
    verb = models.CharField(max_length=40)
    summary = models.CharField(max_length=300, help_text="one line for people")
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="actions"
    )
    changes = models.JSONField(
        help_text="rows as they were: {model, pk, before, after} each; before is null for new rows"
    )
    entities = ArrayField(
        models.BigIntegerField(),
        default=list,
        db_default=[],
        help_text="primary keys of the entities that the changes speak of",
    )
    acted_at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["article", "-id"], name="action_article"),
            models.Index(fields=["user", "-id"], name="action_user"),
            # What each person did, counted for the review page.
            models.Index(
                fields=["user", "verb", "acted_at"],
                condition=Q(undone_at=None),
                name="action_counts",
            ),
            GinIndex(fields=["entities"], name="action_entities"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="action_undone_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.summary


class SavedRequest(models.Model):
    """A request to change something that was carried out; when it comes again, it is not."""

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["saved_at"], name="saved_request_time")]

    def __str__(self) -> str:
        return str(self.token)

    @classmethod
    def note(cls, token: UUID, user: User) -> bool:
        """Whether the token is new; from now on it is known, if the transaction stands."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {cls._meta.db_table} (token, user_id) VALUES (%s, %s)"  # noqa: S608
                " ON CONFLICT DO NOTHING",
                [token, user.pk],
            )
            return cursor.rowcount == 1


@tracked("NameRuleHistory")
class NameRule(models.Model):
    """What a person decided for good about a written name, here, in a source, or everywhere."""

    class Decision(models.TextChoices):
        IS = "is", "is always this entity"
        NEVER = "never", "is never an entity"

    normalized = models.CharField(max_length=300)
    name = models.CharField(max_length=300, help_text="as it was written when the rule was made")
    decision = models.CharField(max_length=5, choices=Decision)
    kind = models.CharField(
        max_length=12, choices=Kind, blank=True, db_default="", help_text="empty: of any kind"
    )
    entity = models.ForeignKey(
        Entity, models.CASCADE, null=True, blank=True, related_name="name_rules"
    )
    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="+")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["normalized", "kind", "article", "source"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="name_rule_once_a_scope",
            ),
            models.CheckConstraint(
                condition=Q(decision="is", entity__isnull=False)
                | Q(decision="never", entity__isnull=True),
                name="name_rule_names_its_entity",
            ),
            models.CheckConstraint(
                condition=Q(article=None) | Q(source=None), name="name_rule_has_one_scope"
            ),
            models.CheckConstraint(condition=~Q(normalized=""), name="name_rule_has_letters"),
        ]

    def __str__(self) -> str:
        return f"“{self.name}” {self.get_decision_display()}"


@tracked("MergeHistory")
class Merge(models.Model):
    """Two entities were found to be one; `loser` points at `winner` from then on."""

    loser = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    winner = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moved_mentions = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    merged_at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(loser=F("winner")), name="merge_joins_two"),
            models.UniqueConstraint(
                fields=["loser"], condition=Q(undone_at=None), name="merge_once_a_loser"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loser} into {self.winner}"
