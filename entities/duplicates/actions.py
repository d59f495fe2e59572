"""What people say of two entities that may be one: that they are two, or that it can wait.

That they are one is a merge. What was said holds for good: the pair is never asked again.
"""

from django.contrib.auth.models import User

from entities.actions.recorder import CorrectionError, acting
from entities.models import DuplicateDecision, Entity
from entities.models.verbs import Verb

_VERBS = {
    DuplicateDecision.Decision.DIFFERENT: Verb.TELL_APART,
    DuplicateDecision.Decision.LATER: Verb.PUT_OFF,
}


def decide(first: Entity, second: Entity, decision: str, *, user: User) -> DuplicateDecision:
    """Say that the two are `different`, or that it is decided `later`; a later word replaces it.

    Raises `CorrectionError` where one was merged away meanwhile.
    """
    if decision not in DuplicateDecision.Decision.values:
        raise CorrectionError("Choose whether the two are the same, different, or wait for later.")
    said = DuplicateDecision.Decision(decision)
    with acting(_VERBS[said], user=user) as act:
        first, second = hold_pair(first, second)
        known = DuplicateDecision.objects.select_for_update().filter(first=first, second=second)
        if row := known.first():
            act.update(row, decision=said, user=user)
        else:
            row = act.create(
                DuplicateDecision(first=first, second=second, decision=said, user=user)
            )
        act.about(first, second)
        act.summary = (
            f"Said that {first} and {second} are two"
            if said == DuplicateDecision.Decision.DIFFERENT
            else f"Put off whether {first} and {second} are one"
        )
    return row


def hold_pair(one: Entity, other: Entity) -> tuple[Entity, Entity]:
    """The two in the order of their keys, held until the act is done, so that nobody merges them.

    Raises `CorrectionError` where they are one, or one is gone.
    """
    rows = Entity.objects.select_for_update(of=("self",), no_key=True)
    held = list(rows.filter(pk__in={one.pk, other.pk}).order_by("pk"))
    if len(held) != 2:
        raise CorrectionError("Choose two different entities: nothing is a double of itself.")
    for entity in held:
        if entity.merged_into_id:
            raise CorrectionError(
                f"{entity} was merged into {entity.merged_into} already: reload the page."
            )
    return held[0], held[1]
