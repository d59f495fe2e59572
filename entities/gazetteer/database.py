"""The gazetteer as the database has it: the files' rows with all that people changed and added."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, When

from articles.postgresql import old_rows
from entities.gazetteer.load_rows import is_loaded
from entities.gazetteer.places.cities import city_index
from entities.gazetteer.read_files import CITIES, default_rows, gazetteer_from_files
from entities.gazetteer.snapshot import Gazetteer, GazetteerEntity, KnownName, Rule
from entities.kinds import Kind, Status
from entities.models import Action, Alias, Entity, Mention, NameRule
from entities.names import fold


def merge_targets(entities: Iterable[int]) -> dict[int, int]:
    """Map each primary key to the entity that stands for it now: mostly itself."""
    winners = {pk: pk for pk in entities}
    if not winners:
        return winners
    while merged := dict(
        Entity.objects.filter(pk__in=set(winners.values()))
        .exclude(merged_into=None)
        .values_list("pk", "merged_into_id")
    ):
        winners = {pk: merged.get(winner, winner) for pk, winner in winners.items()}
    return winners


# So often people reject a name as a kind before the model alone is no longer believed.
LEAST_REJECTIONS = 3
_OF_CITIES = reduce(or_, (Q(entity__gazetteer_key__startswith=prefix) for prefix in CITIES))


def current_gazetteer() -> Gazetteer:
    """What the pipeline should know now: the database's gazetteer once one is loaded."""
    return gazetteer_from_database() if is_loaded() else gazetteer_from_files()


def gazetteer_from_database() -> Gazetteer:
    """A snapshot of everything with a confirmed name, and of the standing rules about names.

    Divisions are complete, whether or not the database has them yet.
    """
    names = list(_confirmed_names())
    weak = _weak_or_left_out(names)
    rules = list(NameRule.objects.filter(ended_at=None).order_by("pk"))
    winners = merge_targets(rule.entity_id for rule in rules if rule.entity_id)
    entities = {alias.entity_id: alias.entity for alias in names}
    entities |= {
        entity.pk: entity
        for entity in Entity.objects.filter(pk__in=winners.values()).select_related("parent")
    }
    known = {pk: _known(entity) for pk, entity in entities.items()}
    divisions = {key: row for key, row in default_rows().items() if row.subtype == "division"}
    stored = set(
        Entity.objects.filter(gazetteer_key__in=divisions).values_list("gazetteer_key", flat=True)
    )
    return Gazetteer(
        entities={
            **{row.key: row.known for row in divisions.values()},
            **{entity.key: entity for entity in known.values()},
        },
        names=(
            *(
                name
                for row in divisions.values()
                if row.key not in stored
                for name in row.known_names
            ),
            *(
                KnownName(alias.name, known[alias.entity_id].key, weak[alias.pk])
                for alias in names
                if alias.pk in weak
            ),
        ),
        rules=tuple(
            Rule(
                normalized=rule.normalized,
                decision=rule.decision,
                kind=Kind(rule.kind) if rule.kind else None,
                key=known[winners[rule.entity_id]].key if rule.entity_id else None,
                article=rule.article_id,
                source=rule.source_id,
            )
            for rule in rules
        ),
        doubted=_doubted(),
    )


def key_of(entity: Entity) -> str:
    """The key by which the pipeline knows the entity."""
    return entity.gazetteer_key or f"entity:{entity.pk}"


def gazetteer_state() -> tuple:
    """Differs from an earlier one when people or files changed what a snapshot holds.

    Reading articles changes it only where an entity goes because nothing names it any more.
    """
    return (
        *Action.objects.aggregate(done=Max("pk"), undone=Max("undone_at")).values(),
        *Alias.objects.exclude(origin=Alias.Origin.ARTICLE).aggregate(last=Max("pk")).values(),
        *NameRule.objects.aggregate(last=Max("pk")).values(),
        *(
            old_rows(model).aggregate(last=Max("pgh_id"))["last"]
            for model in (Alias, Entity, NameRule)
        ),
    )


def _confirmed_names() -> QuerySet[Alias]:
    """Names that are known to be right.

    What the machine merely found in articles is not among them until a person confirms a mention
    of that name, or its mistakes would confirm themselves. A single word is no person's name
    beyond the article it stands in. Cities are found by the pipeline's own index of all cities;
    here are only the names that people gave them.
    """
    confirmed = Mention.objects.filter(
        entity=OuterRef("entity"), normalized=OuterRef("normalized"), status=Status.CONFIRMED
    )
    return (
        Alias.objects.filter(
            Q(status=Status.CONFIRMED) | Q(Exists(confirmed), status=Status.PROPOSED),
            entity__merged_into=None,
        )
        .exclude(_OF_CITIES, origin=Alias.Origin.GAZETTEER)
        .exclude(entity__kind=Kind.PERSON, normalized__regex="^[^ ]*$")
        .select_related("entity__parent")
        .order_by("pk")
    )


def _weak_or_left_out(names: Iterable[Alias]) -> dict[int, bool]:
    """Whether each name counts only beside a cue; without those that must not count at all.

    One person's word about one mention does not make a name ambiguous that the gazetteer is sure
    of, nor a town's name that of a gang wherever it stands.
    """
    sure = defaultdict(set)
    for row in default_rows().values():
        if row.subtype == "division":
            for name in row.known_names:
                sure[fold(name.text)].add(row.key)
    for alias in names:
        if alias.status == Status.CONFIRMED:
            sure[alias.normalized].add(key_of(alias.entity))
    weak = {}
    for alias in names:
        if alias.status == Status.CONFIRMED:
            weak[alias.pk] = alias.weak
        elif not sure[alias.normalized] - {key_of(alias.entity)}:
            is_town = alias.entity.kind != Kind.LOCATION and alias.normalized in city_index()
            weak[alias.pk] = alias.weak or is_town
    return weak


def _doubted() -> frozenset[tuple[str, Kind]]:
    """Names with the kinds as which people rejected them often and never confirmed them."""
    denied = Case(When(status=Status.REJECTED, then=F("kind")), default=F("misread_as"))
    rejected = (
        Mention.objects.filter(Q(status=Status.REJECTED) | ~Q(misread_as__in=["", F("kind")]))
        .exclude(normalized="")
        .values("normalized", denied=denied)
        .annotate(times=Count("pk"))
        .filter(times__gte=LEAST_REJECTIONS)
        .filter(
            ~Exists(
                Mention.objects.filter(
                    normalized=OuterRef("normalized"),
                    kind=OuterRef("denied"),
                    status=Status.CONFIRMED,
                )
            )
        )
    )
    return frozenset((row["normalized"], Kind(row["denied"])) for row in rejected)


def _known(entity: Entity) -> GazetteerEntity:
    # The seat of an agency has no column of its own.
    row = default_rows().get(entity.gazetteer_key or "")
    return GazetteerEntity(
        key=key_of(entity),
        kind=Kind(entity.kind),
        name=entity.name,
        subtype=entity.subtype,
        country=entity.country,
        division=entity.division or (row.division if row else ""),
        parent=key_of(entity.parent) if entity.parent else "",
    )
