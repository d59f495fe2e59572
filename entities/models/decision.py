"""What people decided, and what is needed to take it back."""

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Now

from articles.clearance import InArticle, hidden, shown, viewer_key
from articles.models import Article
from articles.postgresql import tracked
from articles.source_models import Source
from entities.kinds import LONGEST_KIND, kind_choices
from entities.models.entity import Entity
from entities.models.verbs import Verb, verb_choices
from entities.names import fold


def person_name(user: User | None) -> str:
    """The name in full where it is known, else that of the account; `nobody` without a user."""
    return "nobody" if user is None else user.get_full_name() or user.get_username()


class Told(InArticle):
    """Leaves out what speaks of hidden articles, entities, or of changes in hidden articles.

    What a person did themselves stays: they know it, and may take it back.
    """

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = super().get_queryset()
        levels = hidden()
        if not levels:
            return rows
        is_named = Func(
            F("pk"),
            OuterRef("entities"),
            arg_joiner=" = ANY (",
            template="(%(expressions)s))",
            output_field=models.BooleanField(),
        )
        named = Entity._base_manager.filter(is_named, handling__in=levels)
        changed = RowChange._base_manager.filter(
            action=OuterRef("pk"), article__handling__in=levels
        )
        return rows.filter(~Exists(named), ~Exists(changed) | Q(user=viewer_key()))


class ActionQuerySet(models.QuerySet["Action"]):
    def in_article(self, article: Article) -> Self:
        """What changed anything of the article, wherever it was decided; the newest first."""
        return self.filter(
            pk__in=RowChange.objects.filter(article=article).order_by().values("action")
        )

    def standing(self) -> Self:
        return self.filter(undone_at=None)

    def that_changed(self, model: type[models.Model], *rows: int) -> Self:
        """Standing acts on any of these rows; the newest first."""
        changes = RowChange.objects.filter(
            model=model._meta.label_lower, row__in=rows, is_left=False
        )
        return self.standing().filter(pk__in=changes.order_by().values("action"))


class BulkActionQuerySet(models.QuerySet["BulkAction"]):
    def unfinished(self) -> Self:
        """Those with something left to do, in the order in which people asked for it."""
        left = Q(forward=True, reached__lt=F("total")) | Q(forward=False, reached__gt=0)
        return self.filter(left, failure="").order_by("moved_at")


ActionManager = Told.from_queryset(ActionQuerySet)


class Action(models.Model):
    """One act of one person, with what is needed to undo it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="actions")
    verb = models.CharField(max_length=40, choices=verb_choices)
    summary = models.CharField(max_length=300, help_text="one line for people")
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="actions"
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

    objects = ActionManager()

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises `ValueError` for a verb that is not in the table: it would count nowhere."""
        self.verb = Verb(self.verb)
        super().save(*args, **kwargs)


class RowChange(models.Model):
    """One row that an act changed, as it was before and after: nothing stands for no row."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="changes")
    position = models.PositiveIntegerField(help_text="in the order in which the act made them")
    model = models.CharField(max_length=40, help_text="such as entities.mention")
    row = models.BigIntegerField(help_text="the primary key")
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    is_left = models.BooleanField(
        default=False,
        db_default=False,
        help_text="left as it was, since somebody changed the row before the act came to it",
    )

    class Meta:
        ordering = ["action", "position"]
        indexes = [
            models.Index(fields=["model", "row", "action"], name="row_change_of_row"),
            models.Index(
                fields=["article", "action"],
                condition=Q(article__isnull=False),
                name="row_change_in_article",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["action", "position"], name="row_change_in_order"),
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False),
                name="row_change_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.row}"


class BulkAction(models.Model):
    """An act on so many rows that it is carried out, or taken back, piece by piece.

    The first `reached` of the act's changes stand; `forward` says which way it goes.
    """

    action = models.OneToOneField(Action, models.CASCADE, related_name="bulk_action")
    total = models.PositiveIntegerField()
    reached = models.PositiveIntegerField(default=0, db_default=0)
    forward = models.BooleanField(default=True, db_default=True)
    moved_at = models.DateTimeField(db_default=Now())
    failure = models.TextField(blank=True, default="", db_default="")

    objects = BulkActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reached__lte=F("total")), name="sweep_reaches_no_further"
            )
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.reached} of {self.total}"

    @property
    def is_done(self) -> bool:
        return self.reached == (self.total if self.forward else 0)

    @property
    def percent(self) -> int:
        done = self.reached if self.forward else self.total - self.reached
        return 100 * done // self.total if self.total else 100


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


class NameRuleQuerySet(models.QuerySet["NameRule"]):
    def about(self, words: str) -> Self:
        """Rules on a name, or on an entity, that holds these letters; all without words."""
        if not fold(words):
            return self
        return self.filter(Q(normalized__contains=fold(words)) | Q(entity__name__icontains=words))

    def for_listing(self) -> Self:
        """The newest first, with all that their sentence says."""
        return (
            self.select_related("entity", "article", "source", "user")
            .defer("article__text")
            .order_by("-pk")
        )


class ToldRules(InArticle):
    """Leaves out rules on hidden entities, and on names that were decided in hidden articles."""

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = super().get_queryset()
        if not hidden():
            return rows
        made = RowChange._base_manager.filter(
            model="entities.namerule",
            row=OuterRef("pk"),
            action__article__handling__in=hidden(),
        )
        return rows.filter(
            Q(entity=None) | Q(entity__handling__in=shown()), ~Exists(made) | Q(user=viewer_key())
        )


NameRuleManager = ToldRules.from_queryset(NameRuleQuerySet)


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
        max_length=LONGEST_KIND,
        choices=kind_choices,
        blank=True,
        db_default="",
        help_text="empty: of any kind",
    )
    entity = models.ForeignKey(
        Entity, models.CASCADE, null=True, blank=True, related_name="name_rules"
    )
    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="+")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = NameRuleManager()

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
