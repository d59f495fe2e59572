"""One entity that is two: chosen mentions of it go to another one, with what rests on them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.contrib.auth.models import User
from django.db.models import Q

from entities.actions.bulk import complete
from entities.actions.mention_actions import create_entity, misread_as
from entities.actions.recorder import (
    CorrectionError,
    Recorder,
    explained,
    hold,
    refuse_locked,
)
from entities.duplicates.actions import hold_pair
from entities.kinds import SYMMETRIC, Kind, Status
from entities.models import (
    Action,
    Alias,
    DuplicateDecision,
    Entity,
    Evidence,
    Mention,
    NameRule,
    Relationship,
    RowChange,
)
from entities.models.verbs import Verb
from entities.names import fold
from entities.periods import Period


class Fate(StrEnum):
    """What becomes of a name of the entity."""

    GOES = "goes"
    BOTH = "both"
    STAYS = "stays"


@dataclass(frozen=True)
class Splitting:
    """Which mentions go (primary keys), and to whom: to `target`, or a new entity of this `name`.

    `names` say what becomes of names, by their normal form; of others nothing becomes.
    """

    mentions: Collection[int]
    target: Entity | None = None
    name: str = ""
    names: Mapping[str, Fate] = field(default_factory=dict)


@dataclass(frozen=True)
class Resting:
    """Evidence by whether it goes along: it names only what goes, or also what stays."""

    goes: list[Evidence]
    stays: list[Evidence]


def split_entity(entity: Entity, splitting: Splitting, *, user: User) -> tuple[Action, Entity]:
    """Let the chosen mentions name another entity, and count as confirmed; returns that one.

    Evidence goes along that names none of the mentions that stay; rules go along with their name.
    That the two are two is said thereby. Raises `CorrectionError` where no mention is chosen, or
    all are. Very many mentions move in the background.
    """
    act = Recorder()
    with explained():
        chosen = Mention.objects.filter(pk__in=splitting.mentions)
        refuse_locked(hold(chosen.values_list("article", flat=True), user=user))
        entity, target = _ends(act, entity, splitting)
        mentions = _chosen(entity, splitting)
        resting = resting_on(entity, mentions, lock=True)
        _move_evidence(act, entity, target, resting.goes)
        _move_names(act, entity, target, splitting.names)
        _move_rules(act, entity, target, splitting.names, mentions)
        _tell_apart(act, entity, target, user)
        made = len(act.changes)
        act.changes += _moves(mentions, target, first=made)
        act.about(entity, target)
        number = f"{len(mentions)} mention{'s' * (len(mentions) != 1)}"
        act.summary = f"Split {number} off {entity} to {target}"
        return complete(act, Verb.SPLIT_ENTITY, made=made, user=user), target


def _ends(act: Recorder, entity: Entity, splitting: Splitting) -> tuple[Entity, Entity]:
    """Both entities, held. Raises `CorrectionError` where they cannot be two."""
    if splitting.target is None:
        held = Entity.objects.select_for_update(of=("self",)).get(pk=entity.pk)
        if held.merged_into_id:
            raise CorrectionError(f"{held} was merged into {held.merged_into}: split that one.")
        name = " ".join(splitting.name.split())
        if not fold(name):
            raise CorrectionError(
                "Choose the entity that the mentions name, or type the name of a new one."
            )
        return held, create_entity(act, name, Kind(held.kind))
    if splitting.target.pk == entity.pk:
        raise CorrectionError(f"The mentions name {entity} already: choose another entity.")
    pair = {one.pk: one for one in hold_pair(entity, splitting.target)}
    held, target = pair[entity.pk], pair[splitting.target.pk]
    if held.kind != target.kind:
        raise CorrectionError(
            f"{held} is a {held.get_kind_display()}, {target} a {target.get_kind_display()}: "
            "choose an entity of the same kind."
        )
    return held, target


def _chosen(entity: Entity, splitting: Splitting) -> list[Mention]:
    own = Mention.objects.live().filter(entity=entity)
    mentions = list(
        own.filter(pk__in=splitting.mentions)
        .select_for_update(of=("self",))
        .order_by("article", "pk")
    )
    if not mentions:
        raise CorrectionError(f"No mention of {entity} is chosen: tick those of somebody else.")
    if len(mentions) == own.count():
        raise CorrectionError(
            f"All mentions of {entity} are chosen, so nothing would be left of it: leave out those "
            "that stay, or merge it into the other one."
        )
    return mentions


def resting_on(entity: Entity, mentions: Iterable[Mention], *, lock: bool = False) -> Resting:
    """The evidence on the entity in the articles of these mentions, which are to go.

    It goes along where it names some of them and none that stays; or where it names it by no
    mention (“he”) and the article has none that stays.
    """
    moved: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    keys = set()
    for mention in mentions:
        keys.add(mention.pk)
        moved[mention.article_id].append((mention.start, mention.end))
    staying: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    others = Mention.objects.live().filter(entity=entity, article__in=moved).exclude(pk__in=keys)
    for article, start, end in others.values_list("article", "start", "end"):
        staying[article].append((start, end))
    if lock:
        ends = Q(head=entity) | Q(child=entity)
        list(Relationship.objects.select_for_update().filter(ends).order_by("pk"))
    stated = Evidence.objects.filter(
        Q(relationship__head=entity) | Q(relationship__child=entity),
        article__in=moved,
        revision=None,
    )
    resting = Resting([], [])
    for evidence in stated.select_related("relationship__head", "relationship__child"):
        article = evidence.article_id
        if _inside(evidence, staying[article]):
            if _inside(evidence, moved[article]):
                resting.stays.append(evidence)
        elif _inside(evidence, moved[article]) or not staying[article]:
            resting.goes.append(evidence)
    return resting


def _inside(evidence: Evidence, spans: Iterable[tuple[int, int]]) -> bool:
    return any(evidence.start <= start and end <= evidence.end for start, end in spans)


def _move_evidence(
    act: Recorder, entity: Entity, target: Entity, evidence: Iterable[Evidence]
) -> None:
    by_link: defaultdict[Relationship, list[Evidence]] = defaultdict(list)
    for one in evidence:
        by_link[one.relationship].append(one)
    for link, its in by_link.items():
        head, child = (
            target.pk if end == entity.pk else end for end in (link.head_id, link.child_id)
        )
        if head == child:
            continue
        if link.kind in SYMMETRIC:
            head, child = sorted((head, child))
        known = Relationship.objects.filter(kind=link.kind, head=head, child=child)
        same = known.select_for_update().first()
        if same is None:
            same = act.create(_like(link, head, child, takes_all=_are_all(link, its)))
        there = {one.place for one in same.evidence.all()}
        for one in its:
            if one.place in there:
                act.update(one, status=Status.REJECTED)
            else:
                act.update(one, relationship=same)
        act.about(link, same)


def _are_all(link: Relationship, evidence: Collection[Evidence]) -> bool:
    return not link.evidence.exclude(pk__in=[one.pk for one in evidence]).exists()


def _like(link: Relationship, head: int, child: int, *, takes_all: bool) -> Relationship:
    """A relationship of the kind between these; with all its evidence, the period goes along."""
    period = Period.of(link).columns(is_read=link.period_is_read) if takes_all else {}
    return Relationship(
        kind=link.kind,
        head_id=head,
        head_kind=link.head_kind,
        child_id=child,
        child_kind=link.child_kind,
        status=link.status,
        note=link.note if takes_all else "",
        **period,
    )


def _move_names(act: Recorder, entity: Entity, target: Entity, names: Mapping[str, Fate]) -> None:
    for alias in entity.aliases.live().filter(normalized__in=names).order_by("pk"):
        fate = names[alias.normalized]
        if fate == Fate.STAYS:
            continue
        known = target.aliases.filter(name=alias.name).first()
        if known is None:
            act.create(
                Alias(entity=target, name=alias.name, weak=alias.weak, origin=Alias.Origin.PERSON)
            )
        else:
            act.update(known, status=Status.CONFIRMED)
        # The name that it goes by stays with an entity.
        if fate == Fate.GOES and alias.name != entity.name:
            act.update(alias, status=Status.REJECTED)


def _move_rules(
    act: Recorder,
    entity: Entity,
    target: Entity,
    names: Mapping[str, Fate],
    mentions: Iterable[Mention],
) -> None:
    """Rules go with their name; those on one article where the name goes from all of it."""
    moved = {(mention.article_id, mention.normalized) for mention in mentions}
    keys = [mention.pk for mention in mentions]
    left = set(
        Mention.objects.live()
        .filter(entity=entity, article__in={article for article, _ in moved})
        .exclude(pk__in=keys)
        .values_list("article", "normalized")
    )
    for rule in NameRule.objects.select_for_update().filter(entity=entity, ended_at=None):
        place = rule.article_id, rule.normalized
        wholly = rule.article_id is not None and place in moved and place not in left
        if wholly or (rule.article_id is None and names.get(rule.normalized) == Fate.GOES):
            act.update(rule, entity=target)


def _tell_apart(act: Recorder, entity: Entity, target: Entity, user: User) -> None:
    """Say that the two are two, so that nobody is asked."""
    first, second = sorted((entity.pk, target.pk))
    said = DuplicateDecision.Decision.DIFFERENT
    known = DuplicateDecision.objects.filter(first=first, second=second).first()
    if known:
        act.update(known, decision=said, user=user)
    else:
        act.create(DuplicateDecision(first_id=first, second_id=second, decision=said, user=user))


def _moves(mentions: Iterable[Mention], target: Entity, *, first: int) -> Iterator[RowChange]:
    winners: dict[int, int] = {}
    for position, mention in enumerate(mentions, first):
        yield RowChange(
            position=position,
            model=Mention._meta.label_lower,
            row=mention.pk,
            article_id=mention.article_id,
            before={
                "entity": mention.entity_id,
                "status": mention.status,
                "misread_as": mention.misread_as,
            },
            after={
                "entity": target.pk,
                "status": Status.CONFIRMED.value,
                "misread_as": misread_as(mention, mention.kind, target.pk, winners),
            },
        )
