"""Compare what was found in an article with what is there; what people decided stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from entities.extraction.result import FoundMention, Reading
from entities.extraction.store.resolve_keys import NEW, Resolved
from entities.kinds import Kind, Status
from entities.models import Mention

_BY_PERSON = "person"
COMPARED = (
    *("kind", "entity_id", "value", "confidence"),
    *("origin", "reason", "claimed_parent_id"),
)
# What a new mention has in every column, in their order.
_BLANK = {field.attname: field.get_default() for field in Mention._meta.concrete_fields}


@dataclass
class Plan:
    """What becomes of the machine's proposals in an article."""

    resolved: Resolved
    standing: list[tuple[Mention, FoundMention]] = field(default_factory=list)
    changed: list[Mention] = field(default_factory=list)
    gone: list[Mention] = field(default_factory=list)
    left: set[int] = field(default_factory=set)  # entities that lost a mention
    refused: dict[str, set[int | None]] = field(default_factory=lambda: defaultdict(set))

    def in_the_air(self) -> set[int]:
        """Entities that were looked up or made for mentions that people decided otherwise."""
        named = {
            entity
            for mention, found in self.standing
            for entity in (
                mention.entity_id,
                mention.claimed_parent_id,
                *(self.resolved.entities.get(key) for key, _ in found.candidates),
            )
        }
        return self.resolved.made_for_articles - named

    def ends(self) -> dict[str, int]:
        """The entities behind the keys as far as relationships may join them.

        What is new must be named by a mention that stands. Where people rejected every mention of
        a key, nothing stands behind it; where they gave all to another entity, that one does.
        """
        standing = {found.key for _, found in self.standing}
        ends = {
            key: entity
            for key, entity in self.resolved.entities.items()
            if key in standing or not (key in self.refused or key.startswith(NEW))
        }
        for key in self.refused.keys() - standing:
            meant, *others = self.refused[key]
            if meant is not None and not others:
                ends[key] = meant
        return ends


def make_plan(
    article: int,
    reading: Reading,
    existing: Iterable[Mention],
    resolved: Resolved,
    kinds: dict[int, Kind],
    winners: Mapping[int, int],
) -> Plan:
    """Say which mentions stand in the article, leaving out what people decided otherwise.

    `kinds` are those of all entities, and is given those of the entities that people named here;
    `winners` has what the entities of the existing mentions were merged into (`winners_of`).
    """
    fixed, rejected, machine = [], [], {}
    for mention in existing:
        if mention.status == Status.REJECTED:
            rejected.append(mention)
        elif mention.status == Status.CONFIRMED or mention.origin == _BY_PERSON:
            fixed.append(mention)
        else:
            machine[mention.start, mention.end, mention.name] = mention
    kinds.update(
        (winners[mention.entity_id], Kind(mention.kind)) for mention in fixed if mention.entity_id
    )
    plan = Plan(resolved)
    end = 0
    for item in sorted(reading.mentions, key=lambda item: (item.start, -item.end)):
        entity = resolved.entities.get(item.key)
        kind = item.kind if entity is None else kinds.get(entity, item.kind)
        taken = [mention for mention in fixed if _overlap(mention, item)]
        if taken:
            plan.refused[item.key] |= {_means(mention, winners) for mention in taken}
        elif any(_same(mention, item, kind, entity, winners) for mention in rejected):
            plan.refused[item.key].add(None)
        elif item.start >= end:
            end = item.end
            old = machine.pop((item.start, item.end, item.text), None)
            plan.standing.append((_propose(article, item, kind, old, plan), item))
    plan.gone = list(machine.values())
    plan.left |= {key for mention in plan.gone if (key := mention.entity_id)}
    return plan


def _means(mention: Mention, winners: Mapping[int, int]) -> int | None:
    """The entity that the mention is linked to, after merging."""
    return None if mention.entity_id is None else winners.get(mention.entity_id)


def _overlap(mention: Mention, item: FoundMention) -> bool:
    return mention.start < item.end and item.start < mention.end


def _same(
    rejected: Mention,
    item: FoundMention,
    kind: Kind,
    entity: int | None,
    winners: Mapping[int, int],
) -> bool:
    """Whether this was rejected: the same words as the same kind, or some of them as the same."""
    if (rejected.start, rejected.end, rejected.kind) == (item.start, item.end, kind):
        return True
    return entity is not None and _means(rejected, winners) == entity and _overlap(rejected, item)


def _propose(
    article: int, item: FoundMention, kind: Kind, old: Mention | None, plan: Plan
) -> Mention:
    """The row for what was found: the old one, brought up to date, or a new one."""
    entities = plan.resolved.entities
    claimed = entities.get(item.claimed_parent) if kind == Kind.LOCATION else None
    reason = "; ".join(filter(None, (item.reason, plan.resolved.reasons.get(item.key))))
    values = (
        *(kind, entities.get(item.key), item.value[:60], item.confidence),
        *(item.origin[:60], reason[:300], claimed),
    )
    proposed = dict(zip(COMPARED, values, strict=True))
    if old is None:
        words = {"article_id": article, "start": item.start, "end": item.end, "name": item.text}
        # By their places: by their names Django takes three times as long, for every mention.
        return Mention(*(_BLANK | words | proposed).values())
    if any(getattr(old, name) != value for name, value in proposed.items()):
        plan.changed.append(old)
        if old.entity_id and old.entity_id != proposed["entity_id"]:
            plan.left.add(old.entity_id)
        for name, value in proposed.items():
            setattr(old, name, value)
    return old
