"""One act of one person: its writes, the `Action` row that keeps them, and why it is refused.

A refusal is one sentence that says what, where, and what to do.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.db.models.expressions import DatabaseDefault
from psycopg import errors

from articles.clearance import may_be_told, seeing_everything
from articles.models import Article
from entities.actions.consequences import (
    compare_left,
    count_as_unread,
    follow_evidence,
    learn,
    weigh,
)
from entities.models import Action, Entity, Relationship, RowChange
from entities.models.decision import person_name
from entities.models.verbs import Verb


class CorrectionError(Exception):
    """An act was refused and nothing was changed. The text can be shown as it is."""


class ChangedMeanwhile(CorrectionError):
    """Somebody changed the row since the person saw it; nothing was changed now.

    `row` is as it is in the database.
    """

    def __init__(self, sentence: str, row: Any) -> None:
        super().__init__(sentence)
        self.row = row


# What each rule of the database means to the person who ran into it.
_SENTENCES = {
    "mention_no_live_overlap": "These words are part of another mention already: "
    "change that one, or reject it first.",
    "span_within_text": "The marked words lie beyond the end of the text: "
    "reload the page and mark them again.",
    "mention_span_not_empty": "A mention needs at least one character: mark some words first.",
    "mention_name_fills_span": "The marked words are not those of the text any more: "
    "reload the page and mark them again.",
    "mention_entity_same_kind": "The mention and the entity are of different kinds: "
    "choose an entity of the mention's kind.",
    "relationship_ends_fit_kind": "A relationship of this kind cannot join these two: "
    "choose another kind.",
    "relationship_joins_two": "Nothing can be related to itself: choose two entities.",
    "relationship_once": "This relationship was stated meanwhile, by somebody else or by an "
    "article that was read: state it again to add to it.",
    "relationship_period_in_order": "A relationship cannot end before it begins: "
    "correct one of the two dates.",
    "evidence_once": "These words state the relationship already: choose other words.",
    "evidence_span_not_empty": "Evidence needs at least one word: select the sentence first.",
    "evidence_quote_fills_span": "The chosen words are not those of the text any more: "
    "reload the page and select them again.",
    "ruling_once": "Somebody said already that both stand: reload the page.",
    "entity_parents_no_circle": "Nothing can be part of itself by way of others: choose another "
    "parent, or correct that one first.",
    "entity_coordinates_on_earth": "This position is not on the earth: type a latitude from -90 to "
    "90 and a longitude from -180 to 180.",
    "entity_parent_same_kind": "A thing can only be part of one of its own kind: choose another.",
    "article_approved_by_another": "Somebody else approves what one person has reviewed: "
    "leave it to another analyst.",
    "watched_once": "This is watched already: look for it in the list.",
    "article_withdrawn_with_reason": "Nothing is withdrawn without a reason: write one.",
    "source_name_once": "A source of this name exists already: choose another name.",
}


@contextmanager
def explained() -> Iterator[None]:
    """Inside, an act writes: in hidden articles too, for what it says of names holds there as well.

    A refusal by the database becomes a `CorrectionError`; all writes inside are undone then.
    """
    with seeing_everything(), told_in_words():
        yield


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn a refusal by the database into a `CorrectionError`; all writes inside are undone."""
    try:
        with transaction.atomic():
            yield
    except models.ProtectedError as error:
        raise CorrectionError(
            "Something new was used elsewhere meanwhile, so it cannot be taken away: change that "
            "first."
        ) from error
    except IntegrityError as error:
        cause = error.__cause__
        name = (isinstance(cause, errors.Error) and cause.diag.constraint_name) or ""
        raise CorrectionError(
            _SENTENCES.get(
                name, f"A rule of the database, {name}, refuses this: do it another way."
            )
        ) from error


Row = TypeVar("Row", bound=models.Model)

# Fields of tracked rows that hold the primary key of an entity.
_NAMING = ("entity", "head", "child", "merged_into")


class Recorder:
    """Makes the writes of one act and remembers each row before and after."""

    def __init__(self) -> None:
        self.changes: list[RowChange] = []
        self.summary = ""
        self.named: set[int] = set()

    def about(self, *rows: Entity | Relationship) -> None:
        """Have the act in the history of these, of a relationship in that of both its ends."""
        for row in rows:
            ends = (row.head_id, row.child_id) if isinstance(row, Relationship) else (row.pk,)
            self.named.update(ends)

    def create(self, row: Row) -> Row:
        row.save(force_insert=True)
        self._remember(row, before=None, after=stored_values(row))
        return row

    def update(self, row: Row, **values: Any) -> Row:
        """Set the given fields; what has the value already is no change."""
        fields = [column(row, name) for name in values]
        before = values_of(row, fields)
        for name, value in values.items():
            setattr(row, name, value)
        after = values_of(row, fields)
        if before != after:
            row.save(update_fields=list(values))
            self._remember(row, before=before, after=after)
        return row

    def decide(self, row: Row, *, user: User, **values: Any) -> Row:
        """Set the given fields; what others, or the person for many places, decided is agreed with.

        The agreement is a change to the same, which keeps the row so when the other is taken back.
        """
        changes = len(self.changes)
        self.update(row, **values)
        if len(self.changes) == changes and not _is_own_decision(row, user):
            same = values_of(row, [column(row, name) for name in values])
            self._remember(row, before=same, after=same)
        return row

    def update_all(self, rows: Sequence[Row], **values: Any) -> None:
        """Set the given fields of very many rows of one model to the same values, at once."""
        changed = []
        for row in rows:
            fields = [column(row, name) for name in values]
            before = values_of(row, fields)
            for name, value in values.items():
                setattr(row, name, value)
            after = values_of(row, fields)
            if before != after:
                changed.append(row)
                self._remember(row, before=before, after=after)
        if changed:
            keys = [row.pk for row in changed]
            type(changed[0])._base_manager.filter(pk__in=keys).update(**values)

    def delete(self, row: models.Model) -> None:
        key, before = row.pk, stored_values(row)
        self._remember(row, before=before, after=None)
        type(row)._base_manager.filter(pk=key).delete()

    def _remember(self, row: models.Model, *, before: dict | None, after: dict | None) -> None:
        self.changes.append(
            RowChange(
                position=len(self.changes),
                model=row._meta.label_lower,
                row=row.pk,
                article_id=_article_of(row),
                before=before,
                after=after,
            )
        )


@contextmanager
def acting(
    verb: Verb, *, user: User, article: Article | None = None, read_again: bool = False
) -> Iterator[Recorder]:
    """Run one act in one transaction; when it changed something, keep it as an `Action`.

    The article is held meanwhile, and with `read_again` its text is as it is by then: it may have
    changed since it was fetched. What the act says about names is learned at once; an act on
    evidence lets relationships follow it by itself (`stated_status`), and says what became of them.
    Raises `CorrectionError` where a rule of the database refuses a write.
    """
    recorder = Recorder()
    with explained():
        if article and read_again:
            _hold_anew(article, user=user)
        elif article:
            refuse_locked(hold([article.pk], user=user, withdrawn_too=verb == Verb.RESTORE))
        yield recorder
        if recorder.changes:
            keep(recorder, verb, user=user, article=article)
            learn(recorder.changes)
            count_as_unread(recorder.changes)
            weigh(recorder.changes)


# The newest act of this request, made or turned: the page shows it with its way back.
MADE: ContextVar[Action | None] = ContextVar("made", default=None)


def keep(act: Recorder, verb: Verb, *, user: User, article: Article | None) -> Action:
    """Write down the act with all its changes, whether they are made already or still to be."""
    action = Action.objects.create(
        user=user,
        verb=verb,
        summary=act.summary[:300],
        article=article,
        entities=sorted(act.named | _entities_in(act.changes)),
    )
    for change in act.changes:
        change.action = action
        if article and change.article_id is None:
            change.article_id = article.pk
    RowChange.objects.bulk_create(act.changes, batch_size=1000)
    MADE.set(action)
    return action


def follow(changes: Sequence[RowChange]) -> None:
    """Draw the consequences of changes that were just made, done again or taken back."""
    learn(changes)
    follow_evidence(changes)
    count_as_unread(changes)
    compare_left(changes)
    weigh(changes)


def hold(articles: Iterable[int], *, user: User, withdrawn_too: bool = False) -> set[int]:
    """Whoever writes in an article holds it first, people and the machine alike.

    So they queue up at the article, instead of waiting for each other at its mentions. Returns
    those that the person must leave alone: somebody else has locked them, or they are withdrawn,
    unless `withdrawn_too` says that they are to be restored.
    """
    held = Article.objects.select_for_update(no_key=True).filter(pk__in=sorted(set(articles)))
    return {
        pk
        for pk, is_locked, assigned, withdrawn in held.order_by("pk").values_list(
            "pk", "is_locked", "assigned_to", "withdrawn_at"
        )
        if _is_locked_for(user, is_locked, assigned) or (withdrawn and not withdrawn_too)
    }


_OF_TEXT = ("text", "body_start", "body_end", "furniture")
_OF_REVIEW = ("review_status", "is_locked", "assigned_to", "withdrawn_at", "withdrawn_by")


def _hold_anew(article: Article, *, user: User) -> None:
    """Hold one article and read it in one question.

    Raises `CorrectionError` where it is locked or withdrawn.
    """
    held = Article.objects.select_for_update(no_key=True)
    article.refresh_from_db(fields=[*_OF_TEXT, *_OF_REVIEW], from_queryset=held)
    if article.withdrawn_at or _is_locked_for(user, article.is_locked, article.assigned_to_id):
        raise CorrectionError(locked_sentence(article))


def _is_locked_for(user: User, is_locked: bool, assigned: int | None) -> bool:
    """Whether somebody else has locked the article of this state."""
    return is_locked and assigned not in (None, user.pk) and not user.is_staff


def refuse_locked(locked: Collection[int]) -> None:
    """Raise `CorrectionError` where there is such an article."""
    if not locked:
        return
    articles = Article.objects.select_related("assigned_to", "withdrawn_by")
    if article := articles.filter(pk__in=locked).first():
        raise CorrectionError(locked_sentence(article))


def locked_sentence(article: Article) -> str:
    """Why the article may not be changed; needs whom it is assigned to and who withdrew it."""
    if not may_be_told(article.handling):
        return "Something that this would change is locked, so nothing was changed: try it later."
    if article.withdrawn_at:
        return (
            f"“{article}” was withdrawn by {person_name(article.withdrawn_by)} on "
            f"{article.withdrawn_at:%-d %B %Y} and was not changed: restore it first."
        )
    return (
        f"“{article}” is locked for {person_name(article.assigned_to)}, who reviews it, and was "
        "not changed: ask them to unlock it, or a supervisor to assign it anew."
    )


def column(model: models.Model | type[models.Model], name: str) -> models.Field:
    """The field that keeps a column of the model. Raises `FieldDoesNotExist`."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist(f"{model._meta.label} has no column for {name}")
    return field


def values_of(row: models.Model, fields: Iterable[models.Field]) -> dict:
    """The fields as JSON values, foreign keys as primary keys."""
    values = {field.name: getattr(row, field.attname) for field in fields}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def stored_values(row: models.Model) -> dict:
    """All that makes the row again; what the database fills in by itself it fills in again."""
    return values_of(
        row,
        [
            field
            for field in row._meta.concrete_fields
            if not field.generated
            and not field.primary_key
            and not isinstance(getattr(row, field.attname), DatabaseDefault)
        ],
    )


def _is_own_decision(row: models.Model, user: User) -> bool:
    """Whether the person said last, of this row among few, what it is."""
    last = Action.objects.that_changed(type(row), row.pk).order_by("-pk").first()
    return bool(last and last.user_id == user.pk and last.verb != Verb.MAKE_RULE)


def _article_of(row: models.Model) -> int | None:
    return row.pk if isinstance(row, Article) else getattr(row, "article_id", None)


def _entities_in(changes: Iterable[RowChange]) -> set[int]:
    """Which entities the changes speak of: the rows themselves and whom mentions and links name."""
    # A source is merged into another one too, which is no entity.
    changes = [change for change in changes if change.model.startswith("entities.")]
    found = {change.row for change in changes if change.model == "entities.entity"}
    for change in changes:
        for state in (change.before, change.after):
            found.update(state[name] for name in _NAMING if state and state.get(name))
    return found
