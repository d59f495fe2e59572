"""Deciding all that waits of a name at once, as one act."""

from collections.abc import Iterator

from django.contrib.auth.models import User

from entities.actions.bulk import complete
from entities.actions.mention_actions import entity_named
from entities.actions.mention_changes import as_named, decided
from entities.actions.recorder import CorrectionError, Recorder, explained
from entities.kinds import ENTITY_KINDS, Kind, Status
from entities.models import Action, Entity, RowChange
from entities.models.verbs import Verb
from entities.review.filters import MentionFilters
from entities.review.names import NameGroup


def decide(
    group: NameGroup,
    filters: MentionFilters,
    *,
    user: User,
    status: Status = Status.CONFIRMED,
    kind: Kind | None = None,
    entity: Entity | None = None,
) -> Action:
    """Confirm or reject every undecided mention of the name, or say what they are instead.

    `group` is as the person saw it: what was proposed since is not decided. With `kind` or
    `entity` the mentions are confirmed as that. Raises `CorrectionError` where nothing waits.
    """
    act = Recorder()
    with explained():
        if kind and kind not in ENTITY_KINDS:
            raise CorrectionError("A date, sum or quantity is decided by itself: open its place.")
        if entity and entity.merged_into_id:
            raise CorrectionError(f"{entity} was merged into another entity: choose that one.")
        if kind and kind != group.kind:
            entity = entity_named(act, group.name, kind)
        made = len(act.changes)
        meant = kind or (Kind(entity.kind) if entity else None)
        act.changes += _changes(group, filters, status, meant, entity)
        places = len(act.changes) - made
        if not places:
            raise CorrectionError(f"Nothing of “{group.name}” waits any more: reload the page.")
        for position, change in enumerate(act.changes):
            change.position = position
        act.summary = _summary(group, status, meant, entity, places)
        return complete(act, Verb.DECIDE_NAME, made=made, user=user)


def _changes(
    group: NameGroup,
    filters: MentionFilters,
    status: Status,
    kind: Kind | None,
    entity: Entity | None,
) -> Iterator[RowChange]:
    winners: dict[int, int] = {}
    mentions = group.key.of(filters.qs).filter(pk__lte=group.newest).order_by("article", "pk")
    for mention in mentions.iterator(chunk_size=2000):
        if kind is None or (kind == mention.kind and entity is None):
            yield decided(mention, {"status": status.value})
        else:
            yield as_named(mention, kind, entity, winners)


def _summary(
    group: NameGroup, status: Status, kind: Kind | None, entity: Entity | None, places: int
) -> str:
    verb = "Rejected" if status == Status.REJECTED else "Confirmed"
    what = entity or (kind or group.kind).label
    times = "1 mention" if places == 1 else f"{places:,} mentions"
    return f"{verb} “{group.name}” as {what} ({times})"
