"""Bring rows of the gazetteer into the database, where a person's changes win over any file."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from entities.gazetteer.file_format import Row
from entities.gazetteer.places.countries import centres
from entities.gazetteer.read_files import CITIES, default_rows, row_of, rows_of
from entities.kinds import Kind, Status
from entities.models import Alias, Entity
from entities.names import fold

_FIELDS = (
    *("name", "subtype", "parent_id", "country", "division"),
    *("latitude", "longitude", "population"),
)
_BATCH = 1000


@dataclass
class Loaded:
    """What a load did: rows by what became of them, the same for their names.

    `missing` are the keys that stand in the database and in none of the files.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    aliases_created: int = 0
    aliases_updated: int = 0
    aliases_removed: int = 0
    missing: list[str] = field(default_factory=list)


def load(files: Iterable[Path] = ()) -> Loaded:
    """Load these files, or the project's own when there are none; all of it or nothing.

    Names out of a person's file count as added by a person: a later load of the project's own
    files leaves them. Raises `GazetteerError`.
    """
    files = list(files)
    known = Entity.objects.exclude(gazetteer_key=None).values_list("gazetteer_key", flat=True)
    rows = rows_of(files, {*filter(None, known), *default_rows()}) if files else default_rows()
    own = frozenset(rows if files else ())
    centres()  # it takes its time the first time, and nobody should wait for it below
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Waits for writers and keeps them out: nobody adds a place meanwhile.
            cursor.execute("LOCK TABLE entities_entity IN SHARE ROW EXCLUSIVE MODE")
        existing = _by_key(Entity.objects.exclude(gazetteer_key=None))
        if not files:
            rows = {
                key: row
                for key, row in rows.items()
                if key in existing or row.subtype not in ("division", "city", "district")
            }
        rows = _with_parents(rows)
        loaded = Loaded()
        _write_entities(rows, existing, loaded)
        _write_aliases(rows, existing, loaded, own)
    if not files:
        loaded.missing = sorted(
            key for key in existing.keys() - rows.keys() if not key.startswith(CITIES)
        )
    return loaded


def is_loaded() -> bool:
    """Whether the database holds a gazetteer, and not only places that articles brought in."""
    return Entity.objects.filter(gazetteer_key__startswith="gang:").exists()


def ensure(keys: Iterable[str]) -> None:
    """Make entities of these rows, and of those they are part of, where there are none yet.

    That is how divisions and cities come into the database: when an article first names them.
    A key that neither the files nor GeoNames know is passed over.

    Safe beside others who do the same: the second waits for the first, and all of them come to
    a row after those it is part of, and then in the order of the keys.
    """
    rows = _with_parents({key: row for key in keys if (row := row_of(key))})
    existing = _by_key(Entity.objects.filter(gazetteer_key__in=rows))
    for level in _levels(rows):
        missing = sorted({row.key for row in level} - existing.keys())
        if not missing:
            continue
        Entity.objects.bulk_create(
            [_new_entity(rows[key], existing) for key in missing], ignore_conflicts=True
        )
        existing |= _by_key(Entity.objects.filter(gazetteer_key__in=missing))
        Alias.objects.bulk_create(
            [
                Alias(entity=existing[key], name=name, weak=weak, origin=Alias.Origin.GAZETTEER)
                for key in missing
                for name, weak in rows[key].names.items()
            ],
            ignore_conflicts=True,
        )


def _by_key(entities: Iterable[Entity]) -> dict[str, Entity]:
    return {key: entity for entity in entities if (key := entity.gazetteer_key)}


def _with_parents(rows: Mapping[str, Row]) -> dict[str, Row]:
    """The rows and before them all that they are part of, up to the region."""
    all_rows: dict[str, Row] = {}

    def add(row: Row) -> None:
        parent = rows.get(row.parent) or row_of(row.parent)
        if parent is not None and parent.key not in all_rows:
            add(parent)
        all_rows[row.key] = row

    for row in rows.values():
        add(row)
    return all_rows


def _levels(rows: Mapping[str, Row]) -> list[list[Row]]:
    """The rows, which come parents first, by how many parents they have among these rows."""
    depth: dict[str, int] = {}
    levels: dict[int, list[Row]] = defaultdict(list)
    for row in rows.values():
        depth[row.key] = depth[row.parent] + 1 if row.parent in depth else 0
        levels[depth[row.key]].append(row)
    return [levels[number] for number in sorted(levels)]


def _values(row: Row, existing: Mapping[str, Entity]) -> dict:
    parent = existing.get(row.parent)
    values: dict[str, Any] = {
        "name": row.name,
        "subtype": row.subtype,
        "parent_id": parent and (parent.merged_into_id or parent.pk),
        "country": row.country,
    }
    if row.kind == Kind.LOCATION:
        latitude, longitude = row.latitude, row.longitude
        if row.subtype in ("country", "division"):
            latitude, longitude = centres().get(row.division or row.country, (None, None))
        values |= {
            "division": row.division,
            "latitude": latitude,
            "longitude": longitude,
            "population": row.population,
        }
    return values


def _new_entity(row: Row, existing: Mapping[str, Entity]) -> Entity:
    return Entity(kind=row.kind, gazetteer_key=row.key, **_values(row, existing))


def _write_entities(rows: Mapping[str, Row], existing: dict[str, Entity], loaded: Loaded) -> None:
    for level in _levels(rows):
        made = Entity.objects.bulk_create(
            [_new_entity(row, existing) for row in level if row.key not in existing],
            batch_size=_BATCH,
        )
        existing |= _by_key(made)
        loaded.created += len(made)
    changed = []
    for row in rows.values():
        entity = existing[row.key]
        if entity.merged_into_id is None and _update(entity, _values(row, existing)):
            changed.append(entity)
    Entity.objects.bulk_update(changed, _FIELDS, batch_size=_BATCH)
    loaded.updated = len(changed)
    loaded.unchanged = len(rows) - loaded.created - loaded.updated


def _update(entity: Entity, values: dict) -> bool:
    """Set what differs, but nothing that a person set; say whether anything did."""
    different = {
        name: value
        for name, value in values.items()
        if getattr(entity, name) != value and name.removesuffix("_id") not in entity.edited_fields
    }
    for name, value in different.items():
        setattr(entity, name, value)
    return bool(different)


def _write_aliases(
    rows: Mapping[str, Row],
    existing: Mapping[str, Entity],
    loaded: Loaded,
    own: Container[str],
) -> None:
    """Write the names; those of the keys in `own` as names that a person added."""
    aliases: dict[int, list[Alias]] = defaultdict(list)
    for alias in Alias.objects.filter(entity__in=[existing[key].pk for key in rows]):
        aliases[alias.entity_id].append(alias)
    new: list[Alias] = []
    changed: list[Alias] = []
    gone: list[int] = []
    for key, row in rows.items():
        entity = existing[key]
        if entity.merged_into_id is not None:
            continue  # its names went over to the winner, and a person looked at them
        origin = Alias.Origin.PERSON if key in own else Alias.Origin.GAZETTEER
        there = {alias.name: alias for alias in aliases[entity.pk]}
        rejected = {alias.normalized for alias in there.values() if alias.status == Status.REJECTED}
        for name, weak in row.names.items():
            known = there.pop(name, None)
            if known is None:
                if fold(name) not in rejected:
                    new.append(Alias(entity=entity, name=name, weak=weak, origin=origin))
            elif known.status != Status.REJECTED and _update_alias(known, weak):
                changed.append(known)
        if origin == Alias.Origin.GAZETTEER:
            gone += [
                alias.pk
                for alias in there.values()
                if alias.origin == Alias.Origin.GAZETTEER and alias.status == Status.CONFIRMED
            ]
    Alias.objects.bulk_create(new, batch_size=_BATCH)
    Alias.objects.bulk_update(changed, ["weak", "origin", "status"], batch_size=_BATCH)
    Alias.objects.filter(pk__in=gone).delete()
    loaded.aliases_created, loaded.aliases_updated = len(new), len(changed)
    loaded.aliases_removed = len(gone)


def _update_alias(alias: Alias, weak: bool) -> bool:
    """Take over what an article proposed; leave what a person added as it is."""
    before = (alias.weak, alias.origin, alias.status)
    if alias.origin != Alias.Origin.PERSON:
        alias.weak = weak
        alias.origin, alias.status = Alias.Origin.GAZETTEER, Status.CONFIRMED
    return before != (alias.weak, alias.origin, alias.status)
