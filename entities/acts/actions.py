"""One act of one person: its writes, its `Action` row, and the way back."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.apps import apps
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models.expressions import DatabaseDefault
from django.utils import timezone

from articles.models import Article
from entities.acts.errors import CorrectionError, explained
from entities.acts.rereading import read_again
from entities.acts.teaching import learn
from entities.models import Action

# Fields of tracked rows that hold the primary key of an entity.
_NAMING = ("entity", "head", "child", "winner", "loser")


class Recorder:
    """Makes the writes of one act and remembers each row before and after."""

    def __init__(self) -> None:
        self.changes: list[dict] = []
        self.summary = ""

    def create(self, row: models.Model) -> models.Model:
        row.save(force_insert=True)
        self._remember(row, before=None, after=_values(row, _stored_fields(row)))
        return row

    def update(self, row: models.Model, **values) -> models.Model:
        """Set the given fields; what has the value already is no change."""
        fields = [row._meta.get_field(name) for name in values]
        before = _values(row, fields)
        for name, value in values.items():
            setattr(row, name, value)
        after = _values(row, fields)
        if before != after:
            row.save(update_fields=list(values))
            self._remember(row, before=before, after=after)
        return row

    def _remember(self, row: models.Model, *, before: dict | None, after: dict) -> None:
        self.changes.append(
            {"model": row._meta.label_lower, "pk": row.pk, "before": before, "after": after}
        )


@contextmanager
def acting(verb: str, *, user: User, article: Article | None = None) -> Iterator[Recorder]:
    """Run one act in one transaction; when it changed something, keep it as an `Action`.

    The article is held meanwhile. What the act says about names is learned at once. Raises
    `CorrectionError` where a rule of the database refuses a write.
    """
    recorder = Recorder()
    with explained():
        if article:
            hold([article.pk])
        yield recorder
        if recorder.changes:
            Action.objects.create(
                user=user,
                verb=verb,
                summary=recorder.summary[:300],
                article=article,
                changes=recorder.changes,
                entities=sorted(_entities_in(recorder.changes)),
            )
            learn(recorder.changes)
            read_again(recorder.changes)


def last_of(user: User, article: Article) -> Action | None:
    """The person's newest act on the article that still stands."""
    return Action.objects.filter(user=user, article=article, undone_at=None).first()


def last_undone_of(user: User, article: Article) -> Action | None:
    """What the person took back last and can do again: nothing once there is a newer act."""
    own = Action.objects.filter(user=user, article=article)
    undone = own.filter(undone_by=user).order_by("-undone_at").first()
    if undone and not own.filter(undone_at=None, acted_at__gt=undone.undone_at).exists():
        return undone
    return None


@transaction.atomic
def undo(action: Action, *, user: User) -> Action:
    """Put every row of the act back as it was, and forget what was learned from it.

    Raises `CorrectionError` when it was undone already or a later change depends on it.
    """
    action = _locked(action)
    if action.undone_at:
        raise CorrectionError(f"“{action.summary}” was undone already: there is nothing to do.")
    with explained():
        if action.article_id:
            hold([action.article_id])
        for change in reversed(action.changes):
            _put(action, change, was=change["after"], becomes=change["before"])
        learn(action.changes)
        read_again(action.changes)
        action.undone_at, action.undone_by = timezone.now(), user
        action.save(update_fields=["undone_at", "undone_by"])
    return action


@transaction.atomic
def redo(action: Action, *, user: User) -> Action:
    """Do again what was undone.

    Raises `CorrectionError` when it stands, or what it changed was changed otherwise meanwhile.
    """
    action = _locked(action)
    if not action.undone_at:
        raise CorrectionError(f"“{action.summary}” stands: there is nothing to do again.")
    with explained():
        if action.article_id:
            hold([action.article_id])
        for change in action.changes:
            _put(action, change, was=change["before"], becomes=change["after"])
        learn(action.changes)
        read_again(action.changes)
        action.undone_at, action.undone_by = None, None
        action.save(update_fields=["undone_at", "undone_by"])
    return action


def depending_on(action: Action) -> Action | None:
    """The newest standing act that changed one of the act's rows after it."""
    rows = {(change["model"], change["pk"]) for change in action.changes}
    later = Action.objects.filter(pk__gt=action.pk, undone_at=None, article=action.article_id)
    for one in later.select_related("user"):
        if any((change["model"], change["pk"]) in rows for change in one.changes):
            return one
    return None


def hold(articles: Iterable[int]) -> None:
    """Whoever writes in an article holds it first, people and the machine alike.

    So they queue up at the article, instead of waiting for each other at its mentions.
    """
    held = Article.objects.select_for_update(no_key=True).filter(pk__in=sorted(set(articles)))
    list(held.order_by("pk").values_list("pk"))


def _locked(action: Action) -> Action:
    return Action.objects.select_for_update(of=("self",)).get(pk=action.pk)


def _put(action: Action, change: dict, *, was: dict | None, becomes: dict | None) -> None:
    """Turn one row from what it must be now into what it was; None is no row."""
    model = apps.get_model(change["model"])
    row = model.objects.select_for_update(of=("self",)).filter(pk=change["pk"]).first()
    if was is None:
        if row is not None:
            raise CorrectionError(_depends(action))
        row = model(pk=change["pk"])
    else:
        fields = [model._meta.get_field(name) for name in was]
        if row is None or _values(row, fields) != was:
            raise CorrectionError(_depends(action))
    if becomes is None:
        row.delete()
        return
    for name, value in becomes.items():
        field = model._meta.get_field(name)
        setattr(row, field.attname, field.to_python(value))
    if was is None:
        row.save(force_insert=True)
    else:
        row.save(update_fields=list(becomes))


def _depends(action: Action) -> str:
    """Why the act cannot be undone or done again, naming what has to go first."""
    later = depending_on(action)
    if later is None:
        return (
            f"“{action.summary}” cannot be changed back, since what it changed is not as it was "
            "any more: correct it by hand."
        )
    return (
        f"“{action.summary}” cannot be changed back, since {later.user} changed it later "
        f"(“{later.summary}”): undo that first."
    )


def _entities_in(changes: list[dict]) -> set[int]:
    """Which entities the changes speak of: the rows themselves and whom mentions and links name."""
    found = {change["pk"] for change in changes if change["model"] == "entities.entity"}
    for change in changes:
        for state in (change["before"], change["after"]):
            found.update(state[name] for name in _NAMING if state and state.get(name))
    return found


def _stored_fields(row: models.Model) -> list[models.Field]:
    """The fields that make the row again; what the database filled in by itself it fills again."""
    return [
        field
        for field in row._meta.concrete_fields
        if not field.generated
        and not field.primary_key
        and not isinstance(getattr(row, field.attname), DatabaseDefault)
    ]


def _values(row: models.Model, fields: list[models.Field]) -> dict:
    """The fields as JSON values, foreign keys as primary keys."""
    values = {field.name: getattr(row, field.attname) for field in fields}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))
