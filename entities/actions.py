"""One act of one person: its writes, its `Action` row, and the way back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from articles.models import Article
from entities.errors import CorrectionError, explained
from entities.models import Action
from entities.teaching import learn


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
            _hold(article.pk)
        yield recorder
        if recorder.changes:
            Action.objects.create(
                user=user,
                verb=verb,
                summary=recorder.summary[:300],
                article=article,
                changes=recorder.changes,
            )
            learn(recorder.changes)


def last_of(user: User, article: Article) -> Action | None:
    """The person's newest act on the article that still stands."""
    return Action.objects.filter(user=user, article=article, undone_at=None).first()


@transaction.atomic
def undo(action: Action, *, user: User) -> Action:
    """Put every row of the act back as it was, and forget what was learned from it.

    Raises `CorrectionError` when it was undone already or a later change depends on it.
    """
    action = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if action.undone_at:
        raise CorrectionError(f"“{action.summary}” was undone already: there is nothing to do.")
    with explained():
        if action.article_id:
            _hold(action.article_id)
        for change in reversed(action.changes):
            _put_back(change, action)
        learn(action.changes)
        action.undone_at, action.undone_by = timezone.now(), user
        action.save(update_fields=["undone_at", "undone_by"])
    return action


def _hold(article: int) -> None:
    """Whoever writes in an article holds it first, people and the machine alike.

    So they queue up at the article, instead of waiting for each other at its mentions.
    """
    list(Article.objects.select_for_update(no_key=True).filter(pk=article).values_list("pk"))


def _put_back(change: dict, action: Action) -> None:
    model = apps.get_model(change["model"])
    row = model.objects.select_for_update(of=("self",)).filter(pk=change["pk"]).first()
    fields = [model._meta.get_field(name) for name in change["after"]]
    if row is None or _values(row, fields) != change["after"]:
        raise CorrectionError(
            f"“{action.summary}” cannot be undone, since it was changed again later: "
            "undo the later change first."
        )
    if change["before"] is None:
        row.delete()
        return
    for name, value in change["before"].items():
        field = model._meta.get_field(name)
        setattr(row, field.attname, field.to_python(value))
    row.save(update_fields=list(change["before"]))


def _stored_fields(row: models.Model) -> list[models.Field]:
    return [
        field
        for field in row._meta.concrete_fields
        if not field.generated and not field.primary_key and not field.has_db_default()
    ]


def _values(row: models.Model, fields: list[models.Field]) -> dict:
    """The fields as JSON values, foreign keys as primary keys."""
    values = {field.name: getattr(row, field.attname) for field in fields}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))
