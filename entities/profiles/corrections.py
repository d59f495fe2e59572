"""Acts that correct what an entity is: name, kind, subtype, country, parent, position.

Each can be undone by itself, and is None where it was so already. What a person set, or took back,
the gazetteer leaves alone from then on.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

import pycountry
from django.contrib.auth.models import User
from django.db.models import Q

from articles.clearance import may_be_told
from entities.actions.bulk import MOST_AT_ONCE
from entities.actions.recorder import (
    ChangedMeanwhile,
    CorrectionError,
    Recorder,
    acting,
    hold,
    refuse_locked,
)
from entities.gazetteer.places.countries import country_name
from entities.kinds import ENTITY_KINDS, Kind, RelationKind, Status
from entities.models import Action, Alias, Entity, Evidence, Mention, NameRule, Relationship
from entities.models.entity import LONGEST_NAME
from entities.models.verbs import Verb
from entities.names import fold
from entities.profiles.facts import in_degrees

LONGEST_SUBTYPE = 30
# What only places have, by the value of nothing.
_OF_PLACES = {"division": "", "latitude": None, "longitude": None, "population": None}


def seen_of(entity: Entity) -> str:
    """A short text that changes with everything about the entity that can be corrected."""
    shown = (entity.name, entity.kind, entity.subtype, entity.country, entity.parent_id)
    return f"{crc32('|'.join(map(str, (*shown, entity.latitude, entity.longitude))).encode()):08x}"


def rename(entity: Entity, name: str, *, user: User) -> Action | None:
    """Let the entity go by another name; the name until now stays one of its names.

    Raises `CorrectionError` for what is no name.
    """
    name = " ".join(name.split())
    if not fold(name):
        raise CorrectionError("A name has at least one letter or digit: type the name.")
    if len(name) > LONGEST_NAME:
        raise CorrectionError(f"A name has at most {LONGEST_NAME} characters: type a shorter one.")
    with _correcting(entity, user) as (act, row):
        if row.name != name:
            act.summary = f"Renamed {row.name} to {name}"
            _set(act, row, name=name)
            # Whoever looks for it by its names finds it by this one, too.
            known = row.aliases.filter(name=name).first()
            if known is None:
                act.create(Alias(entity=row, name=name, origin=Alias.Origin.PERSON))
            else:
                act.update(known, status=Status.CONFIRMED)
    return _made(act)


def set_subtype(entity: Entity, subtype: str, *, user: User) -> Action | None:
    """Say more exactly what it is, such as `street gang`; nothing takes that away.

    Raises `CorrectionError` for a word that is too long.
    """
    subtype = "_".join(subtype.replace("_", " ").lower().split())
    if len(subtype) > LONGEST_SUBTYPE:
        raise CorrectionError(
            f"A subtype has at most {LONGEST_SUBTYPE} characters, such as street gang: "
            "type a shorter one."
        )
    with _correcting(entity, user) as (act, row):
        words = subtype.replace("_", " ")
        act.summary = f"Made {row} a {words}" if words else f"Took the subtype of {row} away"
        _set(act, row, subtype=subtype)
    return _made(act)


def set_country(entity: Entity, country: str, *, user: User) -> Action | None:
    """Put it into a country, by ISO 3166-1 code or name; nothing takes that away.

    Raises `CorrectionError` for what is no country.
    """
    code = _country(country)
    with _correcting(entity, user) as (act, row):
        act.summary = (
            f"Set the country of {row} to {country_name(code)}"
            if code
            else f"Took the country of {row} away"
        )
        _set(act, row, country=code)
    return _made(act)


def set_parent(entity: Entity, parent: Entity | None, *, user: User) -> Action | None:
    """Say in which place it lies, or of which gang it is a part; None: in none.

    Raises `CorrectionError` for a parent that is of another kind, gone, or a part of it.
    """
    with _correcting(entity, user) as (act, row):
        if parent is not None:
            _check_parent(row, parent)
            verb = "lies in" if row.kind == Kind.LOCATION else "is part of"
            act.summary = f"Said that {row} {verb} {parent}"
        else:
            act.summary = f"Said that {row} is part of nothing"
        _set(act, row, parent=parent)
    return _made(act)


def set_position(
    entity: Entity, latitude: float | None, longitude: float | None, *, user: User
) -> Action | None:
    """Put a place on the map, in degrees to the north and east; both None take it off.

    Raises `CorrectionError` for what is no place, and a position off the earth.
    """
    if (latitude is None) != (longitude is None):
        raise CorrectionError("A position has a latitude and a longitude: type both, or neither.")
    if latitude is not None and longitude is not None:
        _check_position(latitude, longitude)
    with _correcting(entity, user) as (act, row):
        if row.kind != Kind.LOCATION:
            raise CorrectionError(
                f"Only places have coordinates, and {row} is a {row.get_kind_display()}: "
                "correct its kind first."
            )
        act.summary = (
            f"Took {row} off the map"
            if latitude is None or longitude is None
            else f"Put {row} at {in_degrees(latitude, longitude)}"
        )
        _set(act, row, latitude=latitude, longitude=longitude)
    return _made(act)


def set_kind(entity: Entity, kind: str, *, user: User) -> Action | None:
    """Say what kind of thing it is; its mentions become of that kind.

    What the machine proposed, or a person rejected, of relationships that the new kind cannot have
    goes, and comes back when the act is undone; where a person confirmed such a one, or anything
    else stands in the way, raises `CorrectionError` that names it.
    """
    if kind not in {one.value for one in ENTITY_KINDS}:
        raise CorrectionError("There is no such kind: choose one of the list.")
    new = Kind(kind)
    with _correcting(entity, user) as (act, row):
        if row.kind != new:
            _refuse_relatives(row)
            hold_articles(row, user)
            _leave_relationships(act, row, new)
            act.summary = f"Made {row} a {new.label}"
            gone = _OF_PLACES if row.kind == Kind.LOCATION else {}
            if gone:
                claiming = Mention.objects.filter(entity=row, claimed_parent__isnull=False)
                act.update_all(list(claiming), claimed_parent=None)
            # The subtype is one of the old kind.
            _set(act, row, kind=new, parent=None, subtype="", **gone)
    return _made(act)


@contextmanager
def _correcting(entity: Entity, user: User) -> Iterator[tuple[Recorder, Entity]]:
    """One act on the entity, which is held meanwhile and is as it is by then."""
    with acting(Verb.CORRECT_ENTITY, user=user) as act:
        rows = Entity.objects.select_related("merged_into").select_for_update(of=("self",))
        row = rows.get(pk=entity.pk)
        if row.merged_into:
            raise CorrectionError(f"{row} was merged into {row.merged_into}: correct that one.")
        yield act, row


def refuse_changed(entity: Entity, seen: str) -> None:
    """Raise `ChangedMeanwhile` where somebody corrected it since it was shown so; it is held."""
    row = Entity.objects.select_for_update().get(pk=entity.pk)
    if seen and seen != seen_of(row):
        raise ChangedMeanwhile(
            f"Somebody corrected {row} since you opened this page: look at it again.", row
        )


def _made(act: Recorder) -> Action | None:
    return act.changes[0].action if act.changes else None


def _set(act: Recorder, entity: Entity, **values: object) -> None:
    """Set the fields, and note that a person did.

    That is no part of what the act remembers: of two corrections each can be undone, and what was
    undone is a person's word as well.
    """
    before = len(act.changes)
    act.update(entity, **values)
    if len(act.changes) == before:
        return
    edited = sorted({*entity.edited_fields, *values})
    Entity.objects.filter(pk=entity.pk).update(edited_fields=edited)


def _country(written: str) -> str:
    written = " ".join(written.split())
    if not written:
        return ""
    try:
        return str(pycountry.countries.lookup(written).alpha_2)
    except LookupError:
        raise CorrectionError(
            f"“{written[:40]}” is no country: choose one of the list, or type its code such as SV."
        ) from None


def _check_position(latitude: float, longitude: float) -> None:
    for name, degrees, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        if not (math.isfinite(degrees) and -most <= degrees <= most):
            raise CorrectionError(
                f"A {name} of {degrees:g} is not on the earth: type one from -{most} to {most}."
            )


def _check_parent(entity: Entity, parent: Entity) -> None:
    if parent.pk == entity.pk:
        raise CorrectionError(f"{entity} cannot be part of itself: choose another one.")
    if parent.merged_into_id:
        raise CorrectionError(f"{parent} was merged into another entity: choose that one.")
    if parent.kind != entity.kind:
        raise CorrectionError(
            f"{entity} is a {entity.get_kind_display()} and {parent} a "
            f"{parent.get_kind_display()}: choose one of the same kind."
        )
    # The database says so for good; this names what is in the way.
    above, seen = parent.parent, {parent.pk}
    while above is not None and above.pk not in seen:
        if above.pk == entity.pk:
            raise CorrectionError(
                f"{parent} is part of {entity} already, so {entity} cannot be part of it: "
                f"correct {parent} first."
            )
        seen.add(above.pk)
        above = above.parent


def _refuse_relatives(entity: Entity) -> None:
    """Raise `CorrectionError` where others are of its kind because of it."""
    if child := entity.children.order_by("pk").first():
        raise CorrectionError(
            f"{child} is part of {entity}: correct what {child} is part of first."
        )
    if merged := entity.merged.order_by("pk").first():
        raise CorrectionError(
            f"{merged} was merged into {entity}, as one of its kind: take that merge back first."
        )
    rules = NameRule.objects.filter(entity=entity, ended_at=None)
    if rule := rules.exclude(kind="").order_by("pk").first():
        raise CorrectionError(
            f"A rule says that “{rule.name}” always is {entity}, of its kind: end that rule first."
        )


def hold_articles(entity: Entity, user: User) -> None:
    """Hold the articles in which it is named, as all do who write there; of very many none."""
    naming = Mention.objects.filter(entity=entity).order_by()
    articles = list(naming.values_list("article", flat=True)[: MOST_AT_ONCE + 1])
    if len(articles) <= MOST_AT_ONCE:
        refuse_locked(hold(articles, user=user, withdrawn_too=True))


def _leave_relationships(act: Recorder, entity: Entity, kind: Kind) -> None:
    """Take those away that an entity of that kind cannot have and that nobody confirmed."""
    links = Relationship.objects.select_for_update(of=("self",)).select_related("head", "child")
    for link in links.filter(Q(head=entity) | Q(child=entity)).order_by("pk"):
        row = RelationKind(link.kind).row
        if kind in (row.heads if link.head_id == entity.pk else row.children):
            continue
        if link.status == Status.CONFIRMED and not may_be_told(link.handling):
            raise CorrectionError(
                f"{entity} cannot become a {kind.label}, since what is confirmed of it forbids "
                "that: ask an administrator."
            )
        if link.status == Status.CONFIRMED:
            raise CorrectionError(
                f"“{link}” is confirmed, which no {kind.label} can be: reject or change that first."
            )
        for evidence in Evidence.objects.filter(relationship=link).order_by("pk"):
            act.delete(evidence)
        act.delete(link)
