"""What people say an entity is called: names added and ended. Each is one undoable act."""

from django.contrib.auth.models import User

from entities.acts.actions import Recorder, acting
from entities.acts.correction import held
from entities.acts.errors import CorrectionError
from entities.kinds import Status
from entities.models import Alias, Entity, Mention
from entities.models.verbs import Verb
from entities.names import fold

_LONGEST = Alias._meta.get_field("name").max_length
# Shorter names, and bare numbers, count only beside a cue.
_SHORTEST = 3


def add_name(entity: Entity, name: str, *, user: User, weak: bool = False) -> Alias:
    """Say that the entity is called so, too; `weak` is a name that is an ordinary word as well.

    Raises `CorrectionError` where it is called so already.
    """
    with acting(Verb.ADD_NAME, user=user) as act:
        alias = _add(act, entity, name, weak=weak)
        act.summary = f"Added the name “{alias.name}” to {entity}"
    return alias


def name_by_mention(mention: Mention, *, user: User, seen: str = "") -> Alias:
    """Say that the words of the mention are a name of its entity, wherever they stand."""
    with acting(Verb.ADD_NAME, user=user, article=mention.article) as act:
        mention = held(mention, user=user, seen=seen)
        if mention.entity is None:
            raise CorrectionError(
                f"“{mention.name}” is linked to no entity: choose the entity first."
            )
        alias = _add(act, mention.entity, mention.name, weak=False)
        act.summary = f"Added the name “{alias.name}” to {mention.entity}"
    return alias


def end_name(alias: Alias, *, user: User) -> Alias:
    """Say that the entity is not called so; the row stays, so that no gazetteer brings it back."""
    with acting(Verb.END_NAME, user=user) as act:
        alias = (
            Alias.objects.select_for_update(of=("self",)).select_related("entity").get(pk=alias.pk)
        )
        if alias.name == alias.entity.name:
            raise CorrectionError(
                f"“{alias.name}” is the name that the entity goes by: give it another name first."
            )
        _set(act, alias, Status.REJECTED)
        act.summary = f"Ended the name “{alias.name}” of {alias.entity}"
    return alias


def _add(act: Recorder, entity: Entity, name: str, *, weak: bool) -> Alias:
    name = " ".join(name.split())
    folded = fold(name)
    if not folded:
        raise CorrectionError("A name has at least one letter or digit: type the name.")
    if len(name) > _LONGEST:
        raise CorrectionError(f"A name has at most {_LONGEST} characters: type a shorter one.")
    entity = Entity.objects.select_for_update(no_key=True).get(pk=entity.pk)
    if entity.merged_into_id:
        raise CorrectionError(f"{entity} was merged into another entity: choose that one.")
    same = list(entity.aliases.filter(normalized=folded).order_by("pk"))
    if live := next((alias for alias in same if alias.status == Status.CONFIRMED), None):
        written = "" if live.name == name else f", written “{live.name}”"
        raise CorrectionError(f"{entity} has the name “{name}” already{written}: add another one.")
    # What the machine learned from a mention is confirmed; what was ended holds again.
    if known := next((alias for alias in same if alias.name == name), None):
        return _set(act, known, Status.CONFIRMED)
    weak = weak or folded.isdecimal() or len(folded) < _SHORTEST
    return act.create(
        Alias(
            entity=entity, name=name, weak=weak, origin=Alias.Origin.PERSON, status=Status.CONFIRMED
        )
    )


def _set(act: Recorder, alias: Alias, status: Status) -> Alias:
    # The entity does not change; it is named so that the act is found in its history.
    return act.update(alias, entity=alias.entity, status=status)
