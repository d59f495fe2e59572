"""Taking an act back, and doing it again."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Substr
from django.utils import timezone

from articles.models import Article
from entities.actions.bulk import turn
from entities.actions.consequences import of_withdrawal
from entities.actions.recorder import CorrectionError, explained, follow, hold, refuse_locked
from entities.actions.replay import agreed_with, apply_changes, revert_changes
from entities.models import Action, Entity, Evidence, Mention, Relationship, RowChange


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
def undo(action: Action, *, user: User, leave_later: bool = False) -> Action:
    """Put every row of the act back as it was, and forget what was learned from it.

    An act on very many rows is taken back in the background. There, with `leave_later`, rows that
    were changed since stay as they are. Raises `CorrectionError` when the act was undone already
    or a later change depends on it.
    """
    action = _locked(action)
    if action.undone_at:
        raise CorrectionError(f"“{action.summary}” was undone already: there is nothing to do.")
    action.undone_at, action.undone_by = timezone.now(), user
    return _turn(action, user=user, forward=False, leave_later=leave_later)


@transaction.atomic
def redo(action: Action, *, user: User) -> Action:
    """Do again what was undone.

    Raises `CorrectionError` when it stands, or what it changed was changed otherwise meanwhile.
    """
    action = _locked(action)
    if not action.undone_at:
        raise CorrectionError(f"“{action.summary}” stands: there is nothing to do again.")
    action.undone_at, action.undone_by = None, None
    return _turn(action, user=user, forward=True)


def depending_on(action: Action) -> Action | None:
    """The newest standing act that changed one of the act's rows after it."""
    same = RowChange.objects.filter(
        action=action, model=OuterRef("model"), row=OuterRef("row"), is_left=False
    )
    later = RowChange.objects.filter(
        Exists(same), action__gt=action.pk, action__undone_at=None, is_left=False
    )
    found = later.order_by("-action_id").values_list("action", flat=True).first()
    return None if found is None else Action.objects.select_related("user").get(pk=found)


def _locked(action: Action) -> Action:
    return Action.objects.select_for_update(of=("self",)).get(pk=action.pk)


def _turn(action: Action, *, user: User, forward: bool, leave_later: bool = False) -> Action:
    with explained():
        if bulk_action := getattr(action, "bulk_action", None):
            later = None if leave_later else depending_on(action)
            if later:
                raise CorrectionError(_depends(action, later))
            turn(bulk_action, forward=forward)
        else:
            made = action.changes.filter(is_left=False)
            _put(action, list(made.order_by("position")), user=user, forward=forward)
        action.save(update_fields=["undone_at", "undone_by"])
    return action


def _put(action: Action, changes: Sequence[RowChange], *, user: User, forward: bool) -> None:
    articles = [change.article_id for change in changes if change.article_id]
    refuse_locked(hold(articles, user=user, withdrawn_too=True))
    if action.article_id and not of_withdrawal(changes):
        refuse_locked(hold([action.article_id], user=user))
    # Then entities and relationships in the order of their keys, as acts hold them.
    for model in (Entity, Relationship):
        keys = [change.row for change in changes if change.model == model._meta.label_lower]
        if keys:
            list(model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk"))
    if not forward and agreed_with(changes):
        raise CorrectionError(_depends(action, depending_on(action)))
    left = (apply_changes if forward else revert_changes)(changes)
    if left:
        raise CorrectionError(_depends(action, depending_on(action)))
    _refuse_other_words(action, changes)
    _refuse_to_leave_behind(action, changes)
    follow(changes)


def _refuse_to_leave_behind(action: Action, changes: Sequence[RowChange]) -> None:
    """Raise `CorrectionError` where a merge that is done again would not take all with it."""
    merged = Entity.objects.filter(
        pk__in=[change.row for change in changes if "merged_into" in (change.after or {})],
        merged_into__isnull=False,
    )
    left = Relationship.objects.live().filter(Q(head__in=merged) | Q(child__in=merged))
    if merged and left.exists():
        raise CorrectionError(
            f"“{action.summary}” cannot be done again, since more is said of {merged[0]} by now: "
            "merge the two anew."
        )


# What has a place in a text, and the field that repeats the words there.
_PLACED: tuple[tuple[type[Mention] | type[Evidence], str], ...] = (
    (Mention, "name"),
    (Evidence, "quote"),
)


def _refuse_other_words(action: Action, changes: Sequence[RowChange]) -> None:
    """Raise `CorrectionError` where what was put into a text stands on other words than its own.

    The text has changed since, when the row was not there to be placed in the new one.
    """
    for model, words in _PLACED:
        keys = [
            change.row
            for change in changes
            if change.model == model._meta.label_lower
            and any("start" in (state or {}) for state in (change.before, change.after))
        ]
        length = F("end") - F("start")
        placed = model._base_manager.filter(pk__in=keys, revision=None).annotate(
            there=Substr("article__text", F("start") + 1, length)
        )
        if keys and placed.exclude(there=F(words)).exists():
            raise CorrectionError(
                f"“{action.summary}” cannot be changed back, since the text of the article has "
                "changed: do it in the text as it is now."
            )


def _depends(action: Action, later: Action | None) -> str:
    """Why the act cannot be undone or done again, naming what has to go first."""
    if later is None:
        return (
            f"“{action.summary}” cannot be changed back, since what it changed is not as it was "
            "any more: correct it by hand."
        )
    return (
        f"“{action.summary}” cannot be changed back, since {later.user} changed it later "
        f"(“{later.summary}”): undo that first."
    )
