"""What a person says of a contradiction: both stand, the gazetteer is right, or when each held.

That one of two relationships stands is said by rejecting the other (`actions.reject_all`). Each is
one undoable act.
"""

from django.contrib.auth.models import User

from entities.actions.recorder import CorrectionError, Recorder, acting, hold, refuse_locked
from entities.models import ContradictionRuling, Entity, Mention, Relationship
from entities.models.verbs import Verb
from entities.periods import Period
from entities.relationships.actions import LONGEST_NOTE
from entities.relationships.locking import lock_relationships


def let_both_stand(
    first: Relationship, second: Relationship, reason: str, *, user: User
) -> ContradictionRuling:
    """Say why two relationships that seem to exclude each other both hold."""
    first, second = sorted((first, second), key=lambda one: one.pk)
    with acting(Verb.RULE_ON_CLAIMS, user=user) as act:
        links = lock_relationships([first.pk, second.pk])
        ruling = _rule(act, reason, user, first=links[first.pk], second=links[second.pk])
        act.about(*links.values())
        act.summary = f"Both stand: {first} · {second}"
    return ruling


def let_claim_stand(
    place: Entity, claimed: Entity, reason: str, *, user: User
) -> ContradictionRuling:
    """Say why articles may put the place into another one than the gazetteer does."""
    with acting(Verb.RULE_ON_CLAIMS, user=user) as act:
        ruling = _rule(act, reason, user, place=place, claimed_parent=claimed)
        act.about(place, claimed)
        act.summary = f"Both stand: {place} in {claimed}, as articles say"
    return ruling


def let_gazetteer_stand(place: Entity, claimed: Entity, *, user: User) -> ContradictionRuling:
    """Say that the place lies where the gazetteer has it, and not in `claimed` as articles say.

    The claim is taken from every mention; what is read later brings the contradiction back no more.
    """
    with acting(Verb.RULE_ON_CLAIMS, user=user) as act:
        claims = Mention.objects.live().filter(entity=place, claimed_parent=claimed)
        refuse_locked(hold(claims.order_by().values_list("article", flat=True), user=user))
        reason = f"The gazetteer is right: {place} lies in {place.parent}."
        ruling = _rule(act, reason, user, place=place, claimed_parent=claimed, refutes_claim=True)
        rows = list(claims.select_for_update(of=("self",)).order_by("pk"))
        act.update_all(rows, claimed_parent=None)
        act.about(place, claimed)
        act.summary = (
            f"The gazetteer stands: {place} in {place.parent}, not in {claimed} "
            f"({len(rows)} mention{'' if len(rows) == 1 else 's'})"
        )
    return ruling


def date_both(
    first: Relationship,
    first_period: Period,
    second: Relationship,
    second_period: Period,
    *,
    user: User,
) -> None:
    """Say when each of two relationships held, such as rivals until 2012 and allies since."""
    with acting(Verb.RULE_ON_CLAIMS, user=user) as act:
        links = lock_relationships([first.pk, second.pk])
        act.update(links[first.pk], **first_period.columns())
        act.update(links[second.pk], **second_period.columns())
        if first_period.overlaps(second_period):
            raise CorrectionError(
                "So dated, both still hold at one time: let one end before the other begins, such "
                "as “until 2012” and “since 2012”."
            )
        act.about(*links.values())
        act.summary = f"Dated: {first} {first_period} · {second} {second_period}"


def _rule(
    act: Recorder, reason: str, user: User, *, refutes_claim: bool = False, **on: object
) -> ContradictionRuling:
    reason = " ".join(reason.split())
    if not reason:
        raise CorrectionError("Say in a few words why both stand.")
    if len(reason) > LONGEST_NOTE:
        raise CorrectionError(f"A reason has at most {LONGEST_NOTE} characters: shorten it.")
    if ContradictionRuling.objects.filter(**on).exists():
        raise CorrectionError("Somebody said already that both stand: reload the page.")
    return act.create(
        ContradictionRuling(reason=reason, user=user, refutes_claim=refutes_claim, **on)
    )
