"""Who may see what: markings (TLP 2.0) hide what is above the clearance of the person who asks.

The rule stands here alone. A request is answered inside `seen_by(user)`, and the managers of what
comes from articles leave out what the person may not see: a room that reads through `objects` obeys
without a word. Where there is no person, as in commands and workers, everything is seen; whoever
works for a person there, such as a letter, enters `seen_by` first. Acts write inside
`seeing_everything()`, since what they do to names holds in hidden articles too.

What the managers cannot know, because a join or SQL of our own reaches further, asks for
`hidden()`, `of_hidden_article` or, in SQL of our own, `unseen_sql` and `shown_sql`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import models
from django.db.models import Exists, OuterRef

from articles.article_choices import Handling

# From the most open to the strictest.
LEVELS: tuple[str, ...] = tuple(Handling.values)
# Of a new account, and of one without a row.
USUAL = Handling.GREEN


class Viewer:
    """A person who asks; what they may see is looked up when it matters, once."""

    def __init__(self, user: User | AbstractBaseUser | AnonymousUser) -> None:
        self.user = user

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        return LEVELS[LEVELS.index(clearance_of(self.user)) + 1 :]


_viewer: ContextVar[Viewer | None] = ContextVar("viewer", default=None)
_is_lifted: ContextVar[bool] = ContextVar("is_lifted", default=False)


def clearance_of(user: User | AbstractBaseUser | AnonymousUser) -> str:
    """The strictest marking that the person sees; administrators see all."""
    if getattr(user, "is_superuser", False) and user.is_active:
        return Handling.RED
    if user.pk is None:
        return Handling.CLEAR
    rows = apps.get_model("articles", "Clearance")._base_manager.filter(user=user.pk)
    return rows.values_list("level", flat=True).first() or USUAL


@contextmanager
def seen_by(user: User | AbstractBaseUser | AnonymousUser | None) -> Iterator[None]:
    """While it is entered, only what the person may see is read; with None everything."""
    token = _viewer.set(None if user is None else Viewer(user))
    lifted = _is_lifted.set(False)
    try:
        yield
    finally:
        _is_lifted.reset(lifted)
        _viewer.reset(token)


@contextmanager
def seeing_everything() -> Iterator[None]:
    """While it is entered, everything is read, for what is done and not for what is shown."""
    token = _is_lifted.set(True)
    try:
        yield
    finally:
        _is_lifted.reset(token)


def hidden() -> tuple[str, ...]:
    """The markings that are not to be read now, none where everything is."""
    viewer = _viewer.get()
    return () if viewer is None or _is_lifted.get() else viewer.hidden


def shown() -> tuple[str, ...]:
    """The markings that are to be read now."""
    return LEVELS[: len(LEVELS) - len(hidden())]


def markings_to_give() -> list[tuple[str, str]]:
    """What the person who asks may mark articles as: nobody marks what they would see no more."""
    return [(value, label) for value, label in Handling.choices if value in shown()]


def viewer_key() -> int | None:
    """The primary key of the person who asks."""
    viewer = _viewer.get()
    return None if viewer is None else viewer.user.pk


def may_be_told(handling: str) -> bool:
    """Whether the person who asks may see what is marked so, though an act reads everything."""
    viewer = _viewer.get()
    return viewer is None or handling not in viewer.hidden


def unseen_sql(article: str) -> str:
    """`AND NOT EXISTS …` for SQL of our own: the article of this column is not hidden; or nothing.

    Markings are of a closed list, so they may stand in a statement.
    """
    levels = hidden()
    if not levels:
        return ""
    return (
        " AND NOT EXISTS (SELECT FROM articles_article unseen"
        f" WHERE unseen.id = {article} AND unseen.handling IN ({_listed(levels)}))"
    )


def shown_sql(column: str) -> str:
    """`AND …` for SQL of our own: the marking in this column is not hidden; or nothing."""
    levels = hidden()
    return f" AND {column} NOT IN ({_listed(levels)})" if levels else ""


def _listed(levels: tuple[str, ...]) -> str:
    return ", ".join(f"'{level}'" for level in levels)


def untold(articles: Iterable[int | None]) -> set[int]:
    """Those of the articles, by primary key, that are hidden from the person who acts."""
    viewer = _viewer.get()
    if viewer is None or not viewer.hidden:
        return set()
    rows = apps.get_model("articles", "Article")._base_manager.filter(
        pk__in={key for key in articles if key}, handling__in=viewer.hidden
    )
    return set(rows.values_list("pk", flat=True))


def still_seen(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """What may be seen now of rows that were asked for at another time, as by a class of forms."""
    if not hidden():
        return rows
    return rows.filter(pk__in=rows.model._default_manager.values("pk"))


def of_hidden_article(path: str) -> Exists | None:
    """The condition that the article at `path` (`article_id`) is hidden; None if none is."""
    levels = hidden()
    if not levels:
        return None
    # Few articles are marked, and an index knows them; a join would look at each of the others.
    articles = apps.get_model("articles", "Article")._base_manager
    return Exists(articles.filter(pk=OuterRef(path), handling__in=levels))


class Handled(models.Manager[Any]):
    """A manager that leaves out what the person who asks may not see.

    `marking` is the field with the row's own marking, `article` the field with its article; where
    that is nothing, the row is shown. `brought` is the field of an article that names the row.
    They are of the class, since Django makes managers of related rows from it.
    """

    marking = ""
    article = ""
    brought = ""

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = super().get_queryset()
        if not hidden():
            return rows
        if self.marking:
            rows = rows.filter(**{f"{self.marking}__in": shown()})
        if self.article and (is_hidden := of_hidden_article(self.article)) is not None:
            rows = rows.filter(~is_hidden)
        if self.brought:
            articles = apps.get_model("articles", "Article")._base_manager
            own = articles.filter(**{self.brought: OuterRef("pk")})
            rows = rows.filter(Exists(own.filter(handling__in=shown())) | ~Exists(own))
        return rows


class Marked(Handled):
    """Of rows with a marking of their own."""

    marking = "handling"


class InArticle(Handled):
    """Of what stands in an article, or is said of one."""

    article = "article_id"


class OfSource(Handled):
    """Of sources: hidden with their articles, where all of these are."""

    brought = "source"


class OfRun(Handled):
    """Of imports: hidden with the articles that they brought, where all of these are."""

    brought = "import_run"
