"""Looks for entities that may be one, and keeps the pairs: of later looks only what changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q

from articles.clearance import LEVELS
from entities.duplicates.candidates import Pair, pairs
from entities.duplicates.context import contexts, names_of
from entities.duplicates.likeness import Likeness
from entities.duplicates.scoring import (
    WORTH_A_LOOK,
    Compared,
    Rarenesses,
    compare_names,
    score,
)
from entities.duplicates.written_names import written_name
from entities.kinds import ENTITY_KINDS
from entities.models import Alias, ComparedEntity, Duplicate, Entity

# Names of one entity that are compared: it goes by a few.
_MOST_NAMES = 12
# Two looks at once would do the same twice.
_LOCK = 0x64757065
_A_PIECE = 2_000
# Raise it where entities are compared otherwise: then all are compared anew.
VERSION = "1"
# What an entity is compared by; anything of it that changes has it compared anew.
_CHANGED = """
    WITH now AS (
        SELECT entity.id, md5(concat_ws('|', %s, entity.kind, entity.subtype, entity.name,
                   entity.country, entity.division, entity.parent_id, entity.handling,
                   (SELECT string_agg(alias.normalized, '|' ORDER BY alias.normalized)
                      FROM entities_alias alias
                     WHERE alias.entity_id = entity.id AND alias.status <> 'rejected'
                       AND NOT alias.weak),
                   (SELECT count(*) FROM entities_mention mention
                     WHERE mention.entity_id = entity.id AND mention.status <> 'rejected'
                       AND mention.revision_id IS NULL),
                   (SELECT count(*) FROM entities_relationship link
                     WHERE entity.id IN (link.head_id, link.child_id)
                       AND link.status <> 'rejected'))) AS digest
          FROM entities_entity entity WHERE entity.merged_into_id IS NULL
    )
    SELECT now.id, now.digest FROM now
      LEFT JOIN entities_comparedentity before ON before.entity_id = now.id
     WHERE before.digest IS DISTINCT FROM now.digest
"""


@dataclass(frozen=True)
class Looked:
    """How many entities were compared anew, and how many pairs were found for them."""

    entities: int
    pairs: int


def find_duplicates(stop: Callable[[], bool] = lambda: False) -> Looked:
    """Compare all entities that are new or changed with all others, and keep what may be one.

    Stopped, nothing is kept, and the next look begins anew. Where another look goes on, none is
    taken.
    """
    with transaction.atomic():
        if not _is_alone():
            return Looked(0, 0)
        changed = _changed()
        if not changed:
            return Looked(0, 0)
        entities = _entities()
        by_kind: defaultdict[str, dict[int, Compared]] = defaultdict(dict)
        for entity in entities:
            by_kind[entity.kind][entity.pk] = entity
        rarenesses = Rarenesses(entities)
        found: list[Duplicate] = []
        for kind in ENTITY_KINDS:
            if stop():
                transaction.set_rollback(True)
                return Looked(0, 0)
            of_kind = by_kind[kind]
            found += _of_kind(kind, of_kind, changed.keys() & of_kind.keys(), rarenesses)
        _keep(found, changed)
    return Looked(len(changed), len(found))


def _is_alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return cursor.fetchone()[0]


def _changed() -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, [VERSION])
        return dict(cursor.fetchall())


def _entities() -> list[Compared]:
    """All entities with their names, the one that each goes by first."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    live = Alias.objects.live().filter(weak=False).order_by("entity", "pk")
    columns = ("entity", "name", "handling", "entity__handling")
    for entity, name, marking, of_entity in live.values_list(*columns):
        # Whoever sees the entity may not know a name that is marked more strictly.
        is_open = LEVELS.index(marking) <= LEVELS.index(of_entity)
        if is_open and len(names[entity]) < _MOST_NAMES:
            names[entity].append(name)
    shown = ("pk", "kind", "subtype", "country", "division", "parent", "gazetteer_key", "name")
    found = []
    for (
        pk,
        kind,
        subtype,
        country,
        division,
        parent,
        key,
        name,
    ) in Entity.objects.current().values_list(*shown):
        written = dict.fromkeys(written_name(one, kind) for one in (name, *names[pk]))
        told = tuple(one for one in written if one.words)
        if told:
            row = (subtype, country, division, parent, key is not None)
            found.append(Compared(pk, kind, told, *row))
    return found


def _of_kind(
    kind: str,
    entities: Mapping[int, Compared],
    changed: Collection[int],
    rarenesses: Rarenesses,
) -> Iterable[Duplicate]:
    named = {pk: entity.names for pk, entity in entities.items()}
    alike: dict[Pair, Likeness] = {}
    rareness, prior = rarenesses.of_kind(kind), rarenesses.of_all
    for one, other in pairs(named, kind, changed):
        found = compare_names(entities[one], entities[other], rareness, prior)
        if found and found.bits >= WORTH_A_LOOK:
            alike[one, other] = found
    context = contexts(alike)
    shown = {key for its in context.values() for key in its.beside[:5]}
    called = names_of(shown | {end for its in context.values() for _, end in its.linked})
    for (one, other), names in alike.items():
        scored = score(entities[one], entities[other], names, context[one, other], called)
        if scored.is_proposed:
            yield Duplicate(first_id=one, second_id=other, bits=scored.bits, reasons=scored.reasons)


def _keep(found: Collection[Duplicate], changed: Mapping[int, str]) -> None:
    anew = Q(first__in=[*changed]) | Q(second__in=[*changed])
    Duplicate.objects.filter(anew).delete()
    Duplicate.objects.bulk_create(found, batch_size=_A_PIECE)
    ComparedEntity.objects.bulk_create(
        [ComparedEntity(entity_id=pk, digest=digest) for pk, digest in changed.items()],
        batch_size=_A_PIECE,
        update_conflicts=True,
        unique_fields=["entity"],
        update_fields=["digest"],
    )
