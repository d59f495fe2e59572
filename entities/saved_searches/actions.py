"""Saving searches, changing and removing them: each for the person alone who saved it."""

from django.contrib.auth.models import User
from django.db import transaction

from entities.kinds import Kind
from entities.models import Entity, SavedSearch
from entities.saved_searches.arrivals import newest_arrival
from entities.search.fields.entity_names import Named
from entities.search.fields.registry import parse
from entities.search.language.field import as_name
from entities.search.language.parser import LONGEST_QUERY
from entities.search.language.tree import And, Name, QueryError, to_text
from entities.search.query import interpret

MOST_SAVED = 50
_LONGEST_NAME = 120


class SavingError(Exception):
    """The search was not saved; the text can be shown as it is."""


@transaction.atomic
def save(
    query: str, *, user: User, name: str = "", watch: str = SavedSearch.Watch.OFF
) -> SavedSearch:
    """Keep the query for the user, in its canonical form; one that is kept already is changed.

    What is in the archive now counts as seen. Raises `SavingError` for a query that cannot be
    searched for or asks for nothing, and for more than 50.
    """
    text = _checked(query)
    _checked_watch(watch)
    # Two windows of one person queue up here, so that neither passes the limit unseen.
    User.objects.select_for_update().get(pk=user.pk)
    kept = SavedSearch.objects.filter(user=user)
    if not kept.filter(query=text).exists() and kept.count() >= MOST_SAVED:
        raise SavingError(
            f"You have {MOST_SAVED} saved searches, and more are not possible: remove one first."
        )
    newest = newest_arrival()
    search, is_new = SavedSearch.objects.get_or_create(
        user=user,
        query=text,
        defaults={
            "name": _named(name, text),
            "watch": watch,
            "seen_up_to": newest,
            "delivered_up_to": newest,
        },
    )
    if not is_new:
        change(search, user=user, name=name or search.name, watch=watch, paused=False)
    return search


def watched_query(entity: Entity) -> str:
    """The query of an entity's watch: pinned, so that a new name or a merge does not end it."""
    return to_text(Named(Kind(entity.kind), Name(as_name(entity.name), entity.pk)))


def watch_of(entity: Entity, user: User) -> SavedSearch | None:
    """The user's watch on the entity, under whatever name it had then."""
    pinned = SavedSearch.objects.filter(user=user, query__endswith=f"#{entity.pk}")
    return next((one for one in pinned if _pins_only(one.query, entity)), None)


def _pins_only(query: str, entity: Entity) -> bool:
    tree = parse(query)
    return isinstance(tree, Named) and tree.name.key == entity.pk


@transaction.atomic
def change(search: SavedSearch, *, user: User, name: str, watch: str, paused: bool) -> SavedSearch:
    """Set name and watch. A watch that begins or goes on begins with what arrives from now on."""
    search = SavedSearch.objects.select_for_update().get(pk=search.pk, user=user)
    _checked_watch(watch)
    was_running = search.watch != SavedSearch.Watch.OFF and not search.paused
    search.name = _named(name, search.query)
    search.watch = watch
    search.paused = paused
    if not was_running:
        search.delivered_up_to = newest_arrival()
        search.ran_at = None
        search.fault = ""
    search.save()
    return search


def look(search: SavedSearch, *, user: User, up_to: int) -> None:
    """Say that the user has seen what arrived up to there."""
    SavedSearch.objects.filter(pk=search.pk, user=user, seen_up_to__lt=up_to).update(
        seen_up_to=up_to
    )


def remove(search: SavedSearch, *, user: User) -> None:
    SavedSearch.objects.filter(pk=search.pk, user=user).delete()


def _checked(query: str) -> str:
    """The query in its canonical form. Raises `SavingError`."""
    try:
        tree = parse(query)
        interpret(tree)
    except QueryError as error:
        raise SavingError(f"The search was not saved. {error}") from error
    if tree == And():
        raise SavingError("A search without words finds everything: write some before you save it.")
    text = to_text(tree)
    if len(text) > LONGEST_QUERY:
        raise SavingError("The search is too long to be saved: shorten it.")
    return text


def _checked_watch(watch: str) -> None:
    if watch not in SavedSearch.Watch.values:
        raise SavingError("There is no such watch: choose at once, daily, weekly or none.")


def _named(name: str, query: str) -> str:
    printable = "".join(sign if sign.isprintable() else " " for sign in name)
    return (" ".join(printable.split()) or query)[:_LONGEST_NAME]
