"""Which rows the keys of a reading stand for: gazetteer rows, known names, or new entities."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from zlib import crc32

from django.db import connection

from entities.extraction.reading import Reading
from entities.extraction.store.inserting import insert
from entities.gazetteer.files import CITY
from entities.gazetteer.loading import ensure
from entities.gazetteer.snapshot import Known
from entities.gazetteer.winners import winners_of
from entities.kinds import Kind, Status
from entities.models import Alias, Entity, Mention
from entities.names import fold

NEW = "new:"
_OF_PERSON = "entity:"
_MOST_CANDIDATES = 10
_LONGEST_NAME = 300
# Two who store the same new name at once wait for each other at one of these locks; the number is
# small, since every lock that is held takes memory of the server.
_LOCK_CLASS = 0x6E616D65
_LOCKS = 256
_TRUST = {Status.CONFIRMED: 0, Status.PROPOSED: 1, Status.REJECTED: 2}


@dataclass
class Resolved:
    """What each key stands for; a key in neither mapping stands for nothing that has a row."""

    entities: dict[str, int] = field(default_factory=dict)
    kinds: dict[int, Kind] = field(default_factory=dict)
    candidates: dict[str, list[int]] = field(default_factory=dict)

    @property
    def made_for_articles(self) -> set[int]:
        """Entities that may have come into the database by being named."""
        return {pk for key, pk in self.entities.items() if key.startswith((NEW, CITY))}


@dataclass(frozen=True)
class _NewName:
    """A key of something the gazetteer does not have, and every name that stands for it."""

    key: str
    known: Known
    forms: dict[str, str]  # as written, by normal form; the main one first

    @property
    def main(self) -> str:
        return next(iter(self.forms))

    @property
    def shared(self) -> list[str]:
        """Normal forms that may stand for the same thing in other articles."""
        if self.known.kind != Kind.PERSON:
            return [*self.forms]
        return [form for form in self.forms if " " in form]


def resolve(reading: Reading, mentions: Collection[Mention]) -> Resolved:
    """Find, or make, the entities behind every key of the reading.

    `mentions` are those the article has already: what people confirmed about a name there counts
    first, and a person known by one word is looked for only there.
    """
    keys = _keys(reading)
    resolved = Resolved()
    _resolve_known({key for key in keys if not key.startswith(NEW)}, resolved)
    names = [name for key in sorted(keys) if (name := _new_name(key, reading))]
    _resolve_new(names, mentions, resolved)
    return resolved


def _keys(reading: Reading) -> set[str]:
    keys = {mention.key for mention in reading.mentions}
    keys.update(mention.claimed_parent for mention in reading.mentions)
    keys.update(key for mention in reading.mentions for key, _ in mention.candidates)
    keys.update(key for relation in reading.relations for key in (relation.head, relation.child))
    return keys - {""}


def _resolve_known(keys: set[str], resolved: Resolved) -> None:
    found = _rows(keys)
    missing = {key for key in keys - found.keys() if not key.startswith(_OF_PERSON)}
    if missing:
        ensure(missing)
        found |= _rows(missing)
    merged = {pk for pk, _, winner in found.values() if winner}
    winners = winners_of(merged) if merged else {}
    for key, (pk, kind, _) in found.items():
        resolved.entities[key] = winners.get(pk, pk)
        resolved.kinds[winners.get(pk, pk)] = Kind(kind)


def _rows(keys: Iterable[str]) -> dict[str, tuple[int, str, int | None]]:
    """Primary key, kind and winner of a merge, by key."""
    own = {int(key.removeprefix(_OF_PERSON)) for key in keys if key.startswith(_OF_PERSON)}
    columns = ("pk", "gazetteer_key", "kind", "merged_into_id")
    rows = [*Entity.objects.filter(gazetteer_key__in=keys).values_list(*columns)]
    if own:
        rows += Entity.objects.filter(pk__in=own).values_list(*columns)
    return {
        name: (pk, kind, winner)
        for pk, key, kind, winner in rows
        for name in {key, f"{_OF_PERSON}{pk}"} & set(keys)
    }


def _new_name(key: str, reading: Reading) -> _NewName | None:
    known = reading.entities.get(key)
    # A place that neither the gazetteer nor GeoNames knows has no position: it stays words.
    if not key.startswith(NEW) or known is None or known.kind == Kind.LOCATION:
        return None
    forms: dict[str, str] = {}
    for name in (known.name, *reading.names.get(key, ())):
        if len(name) <= _LONGEST_NAME and (normalized := fold(name)):
            forms.setdefault(normalized, name)
    return _NewName(key, known, forms) if forms else None


def _resolve_new(names: list[_NewName], mentions: Collection[Mention], resolved: Resolved) -> None:
    shared = []
    alone = []
    for name in names:
        entity = _entity_in_article(name, mentions)
        if entity is not None:
            resolved.entities[name.key] = entity
            resolved.kinds[entity] = name.known.kind
        elif name.shared:
            shared.append(name)
        else:
            alone.append(name)
    unmatched = _match(shared, resolved)
    if unmatched:
        # Wait for whoever else is making an entity of one of these names, then look again.
        _lock(unmatched)
        unmatched = _match(unmatched, resolved)
    _create(unmatched + alone, resolved)


def _entity_in_article(name: _NewName, mentions: Iterable[Mention]) -> int | None:
    """What the article's earlier mentions of the name are linked to.

    Of a name that is looked for everywhere only a person's word counts here, and only on its
    main form.
    """
    linked = [
        mention
        for mention in mentions
        if mention.entity_id
        and mention.kind == name.known.kind
        and (
            mention.normalized == name.main and mention.status == Status.CONFIRMED
            if name.shared
            else mention.normalized in name.forms
        )
    ]
    if not linked:
        return None
    best = min(linked, key=lambda mention: (_TRUST[Status(mention.status)], mention.start))
    return winners_of([best.entity_id])[best.entity_id]


def _match(names: list[_NewName], resolved: Resolved) -> list[_NewName]:
    """Match the names that one entity has, note those that several have, return the rest."""
    carriers: dict[tuple[str, str], set[int]] = defaultdict(set)
    spellings: dict[int, set[str]] = defaultdict(set)
    aliases = Alias.objects.filter(
        normalized__in={form for name in names for form in name.forms}, entity__merged_into=None
    ).values_list("entity_id", "entity__kind", "normalized", "status")
    for entity, kind, normalized, status in aliases if names else ():
        spellings[entity].add(normalized)
        if status != Status.REJECTED:
            carriers[kind, normalized].add(entity)
    unmatched = []
    more_spellings = []
    for name in names:
        kind = name.known.kind
        found = carriers[kind, name.main] if name.main in name.shared else set()
        found = found or set().union(*(carriers[kind, form] for form in name.shared))
        if len(found) == 1:
            (entity,) = found
            resolved.entities[name.key] = entity
            resolved.kinds[entity] = kind
            more_spellings += [
                _alias(entity, form)
                for normalized, form in name.forms.items()
                if normalized not in spellings[entity]
            ]
        elif found:
            resolved.candidates[name.key] = sorted(found)[:_MOST_CANDIDATES]
            resolved.kinds |= dict.fromkeys(found, kind)
        else:
            unmatched.append(name)
    if more_spellings:
        Alias.objects.bulk_create(more_spellings, ignore_conflicts=True)
    return unmatched


def _lock(names: list[_NewName]) -> None:
    """Hold the locks of these names until the transaction ends; always in the same order."""
    numbers = sorted({crc32(f"{name.known.kind}:{name.main}".encode()) % _LOCKS for name in names})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, number) FROM unnest(%s) AS number",
            [_LOCK_CLASS, numbers],
        )


def _create(names: list[_NewName], resolved: Resolved) -> None:
    if not names:
        return
    made: dict[tuple[str, str], Entity] = {}
    for name in names:
        known = name.known
        made.setdefault(
            (known.kind, name.main),
            Entity(
                kind=known.kind,
                name=name.forms[name.main],
                subtype=known.subtype,
                country=known.country,
            ),
        )
    Entity.objects.bulk_create(made.values())
    aliases: dict[tuple[int, str], Alias] = {}
    for name in names:
        entity = made[name.known.kind, name.main]
        resolved.entities[name.key] = entity.pk
        resolved.kinds[entity.pk] = name.known.kind
        for form in name.forms.values():
            aliases.setdefault((entity.pk, form), _alias(entity.pk, form))
    insert(list(aliases.values()))


def _alias(entity: int, name: str) -> Alias:
    """A name as an article has it: proposed, until a person confirms a mention of it."""
    return Alias(entity_id=entity, name=name, origin=Alias.Origin.ARTICLE, status=Status.PROPOSED)
