"""Take away what the machine made and nothing names any more."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Exists, F, Model, OuterRef, Q

from articles.postgresql import old_rows
from entities.gazetteer.read_files import CITIES
from entities.kinds import Status
from entities.models import (
    Alias,
    Candidate,
    DuplicateDecision,
    Entity,
    Mention,
    NameRule,
    Note,
    Relationship,
)

_MADE_FOR_AN_ARTICLE = reduce(
    or_, (Q(gazetteer_key__startswith=prefix) for prefix in CITIES), Q(gazetteer_key=None)
)


def remove_leftovers(entities: Collection[int]) -> None:
    """Remove those of these entities, and of their names, that only the machine ever knew.

    An entity stays when anything points at it, when a person set, noted or confirmed anything of
    it, or took a mention from it, which can be undone. One that somebody else is just linking to
    is passed over.
    """
    if not entities:
        return
    remove_names(entities)
    by_people = Alias.objects.filter(entity=OuterRef("pk")).exclude(
        Q(origin=Alias.Origin.GAZETTEER, status=Status.CONFIRMED)
        | Q(origin=Alias.Origin.ARTICLE, status=Status.PROPOSED)
    )
    candidates = Entity.objects.filter(
        _MADE_FOR_AN_ARTICLE,
        ~Exists(by_people),
        Exists(Alias.objects.filter(entity=OuterRef("pk"))),
        pk__in=entities,
        edited_fields=[],
        note="",
        merged_into=None,
    ).select_for_update(skip_locked=True)
    # Look for what points at them only once they are held, so that nothing can come in between.
    held = {entity.pk for entity in candidates.order_by("pk")}
    if held:
        Entity.objects.filter(pk__in=held - _pointed_at(held)).delete()


def remove_names(entities: Collection[int]) -> None:
    """Remove names that only articles gave the entities and that no mention has any more.

    The one that an entity goes by stays.
    """
    mentions = Mention.objects.filter(entity=OuterRef("entity"), normalized=OuterRef("normalized"))
    Alias.objects.filter(
        ~Exists(mentions),
        ~Q(name=F("entity__name")),
        entity__in=entities,
        origin=Alias.Origin.ARTICLE,
        status=Status.PROPOSED,
    ).delete()


def _pointed_at(entities: Collection[int]) -> set[int]:
    pointers: list[tuple[type[Model], str]] = [
        (Mention, "entity"),
        (Mention, "claimed_parent"),
        (Candidate, "entity"),
        (Relationship, "head"),
        (Relationship, "child"),
        (NameRule, "entity"),
        (DuplicateDecision, "first"),
        (DuplicateDecision, "second"),
        (Note, "entity"),
        (Entity, "parent"),
        (Entity, "merged_into"),
    ]
    queries = [
        model._default_manager.filter(**{f"{field}__in": entities}).values_list(field, flat=True)
        for model, field in pointers
    ]
    taken_away = (
        old_rows(Mention)
        .filter(entity__in=entities, pgh_obj__status__in=(Status.CONFIRMED, Status.REJECTED))
        .values_list("entity", flat=True)
    )
    return set(queries[0].union(*queries[1:], taken_away))
