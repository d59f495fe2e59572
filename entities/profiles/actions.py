"""Acts on entities: one is merged into another, names are added and ended. Each can be undone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q

from entities.actions.bulk import MOST_AT_ONCE, complete
from entities.actions.mention_actions import lock_for_update
from entities.actions.recorder import CorrectionError, Recorder, acting, explained, hold
from entities.kinds import SYMMETRIC, Status
from entities.models import (
    Action,
    Alias,
    ContradictionRuling,
    DuplicateDecision,
    Entity,
    Evidence,
    Mention,
    NameRule,
    Relationship,
    RowChange,
)
from entities.models.entity import LONGEST_NAME
from entities.models.verbs import Verb
from entities.names import fold
from entities.periods import Period

# What a ruling on two relationships is about; the first has the lower key.
_TWO_LINKS = ("first", "second")


@dataclass(frozen=True)
class Moved:
    """What a merge takes over from the entity that goes."""

    mentions: int
    articles: int
    names: list[str]
    relationships: int


def merge(loser: Entity, winner: Entity, *, user: User) -> Action:
    """Fold `loser` into `winner`: its mentions, relationships and rules move over, its names stay.

    Both are locked in the order of their keys, so that two people who merge the same pair in
    opposite directions queue up instead of deadlocking. Raises `CorrectionError` where the two
    cannot be one. Very many mentions move in the background.
    """
    act = Recorder()
    with explained():
        _hold_articles(loser, winner, user)
        pair = Entity.objects.select_for_update(of=("self",)).filter(pk__in=[loser.pk, winner.pk])
        locked = {entity.pk: entity for entity in pair.order_by("pk")}
        loser, winner = check(locked.get(loser.pk), locked.get(winner.pk))
        _take_over_names(act, loser, winner)
        _take_over_relationships(act, loser, winner)
        _take_over_rulings(act, loser.pk, winner.pk, on=("place", "claimed_parent"))
        _take_over_decisions(act, loser, winner)
        for rule in NameRule.objects.filter(entity=loser, ended_at=None):
            act.update(rule, entity=winner)
        for note in loser.notes.all():
            act.update(note, entity=winner)
        for child in loser.children.all():
            act.update(child, parent=loser.parent if child.pk == winner.pk else winner)
        act.update(loser, merged_into=winner)
        made = len(act.changes)
        act.changes += _moves(loser, winner, first=made)
        act.summary = f"Merged {loser} into {winner}"
        return complete(act, Verb.MERGE, made=made, user=user)


def what_moves(loser: Entity) -> Moved:
    """How much a merge would take over."""
    mentions = Mention.objects.live().filter(entity=loser)
    return Moved(
        mentions=mentions.count(),
        articles=mentions.values("article").distinct().count(),
        names=sorted(loser.aliases.live().values_list("name", flat=True)),
        relationships=Relationship.objects.live().of(loser).count(),
    )


def check(loser: Entity | None, winner: Entity | None) -> tuple[Entity, Entity]:
    """Return the two. Raises `CorrectionError` where they cannot be one."""
    if loser is None or winner is None or loser.pk == winner.pk:
        raise CorrectionError("Choose two different entities to merge.")
    for entity in (loser, winner):
        if entity.merged_into_id:
            raise CorrectionError(
                f"{entity} was merged into {entity.merged_into} already: choose that one."
            )
    if loser.kind != winner.kind:
        raise CorrectionError(
            f"{loser} is a {loser.get_kind_display()}, {winner} a {winner.get_kind_display()}: "
            "only entities of one kind can be one. Change the kind of its mentions instead."
        )
    if loser.pk in _above(winner) and winner.parent_id != loser.pk:
        raise CorrectionError(f"{winner} lies deep inside {loser}: they cannot be one.")
    if winner.pk in _above(loser) and loser.parent_id != winner.pk:
        raise CorrectionError(f"{loser} lies deep inside {winner}: they cannot be one.")
    return loser, winner


def _above(entity: Entity) -> set[int]:
    """Primary keys of all that the entity is part of."""
    above: set[int] = set()
    parent = entity.parent
    while parent is not None and parent.pk not in above:
        above.add(parent.pk)
        parent = parent.parent
    return above


def _take_over_names(act: Recorder, loser: Entity, winner: Entity) -> None:
    own = {alias.name for alias in winner.aliases.all()}
    for alias in loser.aliases.live().exclude(name__in=own).order_by("pk"):
        act.create(
            Alias(entity=winner, name=alias.name, weak=alias.weak, origin=Alias.Origin.PERSON)
        )


def _hold_articles(loser: Entity, winner: Entity, user: User) -> None:
    """Hold the articles that name or relate the one that goes, as all do who write in an article.

    So nobody who judges in them waits for the merge while that waits for them. Of very many only
    those that state a relationship: the others are held when their mentions move.
    """
    stating = Evidence.objects.filter(
        Q(relationship__head__in=(loser, winner)) | Q(relationship__child__in=(loser, winner))
    )
    mentions = Mention.objects.filter(Q(entity=loser) | Q(claimed_parent=loser))
    articles = set(stating.order_by().values_list("article", flat=True))
    naming = list(mentions.order_by().values_list("article", flat=True)[: MOST_AT_ONCE + 1])
    hold(articles.union(naming if len(naming) <= MOST_AT_ONCE else ()), user=user)


def _take_over_relationships(act: Recorder, loser: Entity, winner: Entity) -> None:
    """Move each link to the winner; where the winner has it already, only the evidence moves.

    A link between the two says nothing any more and is rejected.
    """
    pair = (loser, winner)
    # All in one order, as whoever corrects one holds them.
    links = Relationship.objects.select_for_update().filter(Q(head__in=pair) | Q(child__in=pair))
    known = {(link.kind, link.head_id, link.child_id): link for link in links.order_by("pk")}
    for link in [link for link in known.values() if loser.pk in (link.head_id, link.child_id)]:
        head, child = (
            winner.pk if end == loser.pk else end for end in (link.head_id, link.child_id)
        )
        if head == child:
            act.update(link, status=Status.REJECTED)
            continue
        if link.kind in SYMMETRIC:
            head, child = sorted((head, child))
        if same := known.get((link.kind, head, child)):
            _take_over(act, link, same)
        else:
            act.update(link, head_id=head, child_id=child)


def _take_over(act: Recorder, link: Relationship, same: Relationship) -> None:
    """Let evidence, period, note and rulings of the link be those of the same one that is left."""
    stated = {one.place: one for one in same.evidence.all()}
    for evidence in link.evidence.order_by("pk"):
        there = stated.get(evidence.place)
        if there is None:
            act.update(evidence, relationship=same)
        elif there.status == Status.PROPOSED != evidence.status:
            # What a person said of these words holds for the relationship that is left.
            act.update(there, status=evidence.status, hedged=evidence.hedged)
    if not Period.of(same):
        act.update(same, **Period.of(link).columns(is_read=link.period_is_read))
    if not same.note:
        act.update(same, note=link.note)
    for note in link.notes.all():
        act.update(note, relationship=same)
    _take_over_rulings(act, link.pk, same.pk, on=_TWO_LINKS)
    act.update(link, status=Status.REJECTED)


def _take_over_rulings(act: Recorder, loser: int, winner: int, *, on: tuple[str, str]) -> None:
    """Let what was ruled `on` two, of which one goes, hold for the one that is left."""
    one, other = on
    for ruling in ContradictionRuling.objects.filter(Q(**{one: loser}) | Q(**{other: loser})):
        pair = [
            winner if key == loser else key
            for key in (getattr(ruling, f"{name}_id") for name in on)
        ]
        if on == _TWO_LINKS:
            pair.sort()
        now = {f"{name}_id": key for name, key in zip(on, pair, strict=True)}
        if pair[0] != pair[1] and not ContradictionRuling.objects.filter(**now).exists():
            act.update(ruling, **now)


def _take_over_decisions(act: Recorder, loser: Entity, winner: Entity) -> None:
    """Let what was said of the one that goes and a third one hold for the one that is left."""
    said = DuplicateDecision.objects.filter(Q(first=loser) | Q(second=loser)).order_by("pk")
    for decision in said:
        third = decision.second_id if decision.first_id == loser.pk else decision.first_id
        first, second = sorted((winner.pk, third))
        known = DuplicateDecision.objects.filter(first=first, second=second)
        if third != winner.pk and not known.exists():
            act.update(decision, first_id=first, second_id=second)


def _moves(loser: Entity, winner: Entity, *, first: int) -> Iterator[RowChange]:
    """The mentions, and what they claim to lie in, by article."""
    for field in ("entity", "claimed_parent"):
        rows = Mention.objects.filter(**{field: loser}).order_by("article", "pk")
        for position, (row, article) in enumerate(rows.values_list("pk", "article"), first):
            yield RowChange(
                position=position,
                model=Mention._meta.label_lower,
                row=row,
                article_id=article,
                before={field: loser.pk},
                after={field: winner.pk},
            )
            first = position + 1


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
        mention = lock_for_update(mention, user=user, seen=seen)
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
    if len(name) > LONGEST_NAME:
        raise CorrectionError(f"A name has at most {LONGEST_NAME} characters: type a shorter one.")
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
