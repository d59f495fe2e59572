"""Acts on very many rows: carried out, and taken back, piece by piece in the background.

All changes of such an act are written down first (`RowChange`), then made in pieces of one
transaction each. So people see how far it is, nobody waits long for an article, and what was
interrupted goes on where it stopped. Rows that somebody changed meanwhile are left alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import pghistory
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from articles.models import Article
from entities.actions.recorder import CorrectionError, Recorder, explained, follow, hold, keep
from entities.actions.replay import agreed_with, apply_changes, revert_changes
from entities.kinds import Status
from entities.models import Action, BulkAction, Mention, RowChange
from entities.models.verbs import Verb

# An act on more rows than this is a bulk_action.
MOST_AT_ONCE = 300
_A_PIECE = 500
_MENTION = Mention._meta.label_lower


def complete(
    act: Recorder, verb: Verb, *, made: int, user: User, article: Article | None = None
) -> Action:
    """Keep an act of which the first `made` changes stand, and make the others it has planned.

    At once in the open transaction where they are few, else in the background.
    """
    action = keep(act, verb, user=user, article=article)
    follow(act.changes[:made])
    if len(act.changes) - made > MOST_AT_ONCE:
        BulkAction.objects.create(action=action, total=len(act.changes), reached=made)
        _ask_for_work()
    else:
        _make(act.changes[made:], user=user, forward=True)
    return action


def turn(bulk_action: BulkAction, *, forward: bool) -> None:
    """Let the act be done again, or taken back, from where it is."""
    BulkAction.objects.filter(pk=bulk_action.pk).update(
        forward=forward, failure="", moved_at=timezone.now()
    )
    if forward:
        bulk_action.action.changes.filter(is_left=True).update(is_left=False)
    _ask_for_work()


def carry_out(should_abort: Callable[[], bool] = lambda: False) -> None:
    """Do all that is left to do of every bulk_action, until told to stop."""
    for key in BulkAction.objects.unfinished().values_list("pk", flat=True):
        try:
            while not should_abort() and _step(key):
                pass
        except CorrectionError as refusal:
            # What was reached stands, and the page says how far that is.
            BulkAction.objects.filter(pk=key).update(failure=str(refusal))


def try_again(bulk_action: BulkAction) -> None:
    """Go on with what had failed."""
    turn(bulk_action, forward=bulk_action.forward)


def _ask_for_work() -> None:
    try:
        with transaction.atomic():
            app.configure_task(
                "entities.actions.tasks.carry_out_sweeps", queue="sweeps", queueing_lock="sweeps"
            ).defer()
    except AlreadyEnqueued:
        pass


def _step(key: int) -> bool:
    """Make the next piece of changes; whether there is more to do."""
    with explained():
        bulk_action = (
            BulkAction.objects.unfinished()
            .select_for_update(of=("self",), skip_locked=True)
            .select_related("action__user")
            .filter(pk=key)
            .first()
        )
        if bulk_action is None:
            return False
        piece = _next_piece(bulk_action)
        size = len(piece)
        with pghistory.context(user=bulk_action.action.user_id):
            if not bulk_action.forward:
                # What was left alone was never made: it may be as it is by somebody's decision.
                piece = [change for change in piece if not change.is_left]
            _make(piece, user=bulk_action.action.user, forward=bulk_action.forward)
        bulk_action.reached += size if bulk_action.forward else -size
        bulk_action.moved_at = timezone.now()
        bulk_action.save(update_fields=["reached", "moved_at"])
    return not bulk_action.is_done


def _next_piece(bulk_action: BulkAction) -> list[RowChange]:
    changes = bulk_action.action.changes
    if bulk_action.forward:
        return list(
            changes.filter(position__gte=bulk_action.reached).order_by("position")[:_A_PIECE]
        )
    first = max(0, bulk_action.reached - _A_PIECE)
    return list(
        changes.filter(position__gte=first, position__lt=bulk_action.reached).order_by("position")
    )


def _make(changes: Sequence[RowChange], *, user: User, forward: bool) -> None:
    """Make the changes, or take them back.

    Those that do not fit any more, or lie in articles that somebody else locked, are left alone.
    """
    articles = (change.article_id for change in changes if change.article_id)
    # Where entities are merged, what is withdrawn is taken along.
    locked = hold(articles, user=user, withdrawn_too=True)
    covered = _covered(changes, "after" if forward else "before")
    covered |= {change.pk for change in changes if change.article_id in locked}
    if not forward:
        covered |= agreed_with(changes)
    left = covered | _put([change for change in changes if change.pk not in covered], forward)
    follow([change for change in changes if change.pk not in left])
    RowChange.objects.filter(pk__in=left).update(is_left=True)


def _put(changes: Sequence[RowChange], forward: bool) -> set[int]:
    """Make the changes, or take them back; returns those whose row is left alone.

    Where the database refuses the whole, since something new stands in the way of one of them,
    each is tried by itself.
    """
    put = apply_changes if forward else revert_changes
    try:
        with _checked():
            return {change.pk for change in put(changes)}
    except CorrectionError:
        left = set()
    for change in changes if forward else reversed(changes):
        try:
            with _checked():
                left |= {change.pk for change in put([change])}
        except CorrectionError:
            left.add(change.pk)
    return left


@contextmanager
def _checked() -> Iterator[None]:
    """Raise `CorrectionError` for what the database would refuse only at the very end as well."""
    with explained():
        yield
        connection.check_constraints()


def _covered(piece: Iterable[RowChange], side: str) -> set[int]:
    """Changes that would put a mention on words which another live mention has by now."""
    wanted = [change for change in piece if change.model == _MENTION]
    spans: dict[int, tuple[int | None, int, int]] = {
        pk: (article, start, end)
        for pk, article, start, end in Mention.objects.filter(
            pk__in=[change.row for change in wanted]
        ).values_list("pk", "article", "start", "end")
    }
    live: dict[int | None, list[tuple[int, int, int]]] = defaultdict(list)
    articles = {change.article_id for change in wanted}
    for article, pk, start, end in (
        Mention.objects.live()
        .filter(article__in=articles)
        .values_list("article", "pk", "start", "end")
    ):
        live[article].append((pk, start, end))
    covered = set()
    for change in wanted:
        state = getattr(change, side)
        if state is None or state.get("status") == Status.REJECTED:
            continue
        if "start" in state:
            spans[change.row] = (change.article_id, state["start"], state["end"])
        if change.row not in spans:
            continue
        place, start, end = spans[change.row]
        if any(pk != change.row and start < far and near < end for pk, near, far in live[place]):
            covered.add(change.pk)
    return covered
