"""Which rows the keys of readings stand for: gazetteer rows, known names, or new entities."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from entities.extraction.result import ExtractionResult, FoundMention
from entities.extraction.store.new_entities import NewName, entities_of
from entities.gazetteer.database import merge_targets
from entities.gazetteer.load_rows import ensure
from entities.gazetteer.read_files import CITIES
from entities.kinds import Kind, Status
from entities.models import ContradictionRuling, Entity, Mention

NEW = "new:"
_OF_PERSON = "entity:"
_MOST_CANDIDATES = 10
_TRUST = {Status.CONFIRMED: 0, Status.PROPOSED: 1, Status.REJECTED: 2}


@dataclass
class Resolved:
    """What each key of an article stands for; one in neither mapping has no row.

    `reasons` says of some keys why they stand for that. `refuted` are the claims, a place in
    another one, of which a person said that the gazetteer is right instead.
    """

    entities: dict[str, int] = field(default_factory=dict)
    candidates: dict[str, list[int]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    refuted: set[tuple[int, int]] = field(default_factory=set)

    def claimed_parent(self, mention: FoundMention) -> int | None:
        """What the text puts the place into, unless a person refuted that."""
        place, claimed = self.entities.get(mention.key), self.entities.get(mention.claimed_parent)
        if place is None or claimed is None or (place, claimed) in self.refuted:
            return None
        return claimed

    @property
    def named_anew(self) -> set[int]:
        """Entities that names lead to which the gazetteer does not have."""
        several = (pk for pks in self.candidates.values() for pk in pks)
        return {pk for key, pk in self.entities.items() if key.startswith(NEW)}.union(several)

    @property
    def made_for_articles(self) -> set[int]:
        """Entities that may have come into the database by being named."""
        return {pk for key, pk in self.entities.items() if key.startswith((NEW, *CITIES))}


def resolve(
    readings: Mapping[int, ExtractionResult],
    mentions: Mapping[int, Collection[Mention]],
    winners: Mapping[int, int],
) -> tuple[dict[int, Resolved], dict[int, Kind]]:
    """Find, or make, the entities behind every key of the articles' readings; return their kinds.

    `mentions` are those the articles have already: what people confirmed about a name there
    counts first, and a person known by one word is looked for only there. `winners` has what
    their entities were merged into (`merge_targets`).
    """
    keys = {article: _keys(reading) for article, reading in readings.items()}
    known = _known(set().union(*keys.values()))
    kinds = dict(known.values())
    resolved: dict[int, Resolved] = {}
    new: dict[int, list[NewName]] = {}
    for article, reading in readings.items():
        one = Resolved({key: known[key][0] for key in keys[article] & known.keys()})
        resolved[article] = one
        new[article] = []
        related = {key for own in reading.relations for key in (own.head, own.child)}
        for name in _new_names(reading):
            entity = _entity_in_article(name, mentions.get(article, ()), winners)
            if entity is None:
                # A lone surname stays words, unless the text says more of it.
                if not name.is_lone or name.key in related:
                    new[article].append(name)
            else:
                one.entities[name.key] = entity
                kinds[entity] = name.known.kind
    for article, name, entities, reason in entities_of(new):
        if len(entities) == 1:
            (resolved[article].entities[name.key],) = entities
            if reason:
                resolved[article].reasons[name.key] = reason
        else:
            resolved[article].candidates[name.key] = sorted(entities)[:_MOST_CANDIDATES]
        kinds |= dict.fromkeys(entities, name.known.kind)
    claiming = {
        entity
        for article, reading in readings.items()
        for one in reading.mentions
        if one.claimed_parent and (entity := resolved[article].entities.get(one.key))
    }
    if claiming:
        rulings = ContradictionRuling.objects.filter(place__in=claiming, refutes_claim=True)
        refuted = set(rulings.values_list("place", "claimed_parent"))
        for one in resolved.values():
            one.refuted = refuted
    return resolved, kinds


def _keys(reading: ExtractionResult) -> set[str]:
    """Keys of what the gazetteer has, or people brought in."""
    keys = {mention.key for mention in reading.mentions}
    keys.update(mention.claimed_parent for mention in reading.mentions)
    keys.update(key for mention in reading.mentions for key, _ in mention.candidates)
    keys.update(key for relation in reading.relations for key in (relation.head, relation.child))
    return {key for key in keys if key and not key.startswith(NEW)}


def _known(keys: set[str]) -> dict[str, tuple[int, Kind]]:
    """The entity behind each key, and its kind."""
    found = _rows(keys)
    missing = {key for key in keys - found.keys() if not key.startswith(_OF_PERSON)}
    if missing:
        ensure(missing)
        found |= _rows(missing)
    winners = merge_targets({pk for pk, _, merged in found.values() if merged})
    return {key: (winners.get(pk, pk), Kind(kind)) for key, (pk, kind, _) in found.items()}


def _rows(keys: Iterable[str]) -> dict[str, tuple[int, str, int | None]]:
    """Primary key, kind and winner of a merge, by key."""
    keys = set(keys)
    own = {int(key.removeprefix(_OF_PERSON)) for key in keys if key.startswith(_OF_PERSON)}
    columns = ("pk", "gazetteer_key", "kind", "merged_into_id")
    rows = [*Entity.objects.filter(gazetteer_key__in=keys).values_list(*columns)]
    if own:
        rows += Entity.objects.filter(pk__in=own).values_list(*columns)
    return {
        name: (pk, kind, winner)
        for pk, key, kind, winner in rows
        for name in {key, f"{_OF_PERSON}{pk}"} & keys
    }


def _new_names(reading: ExtractionResult) -> list[NewName]:
    """What the mentions name that the gazetteer does not have, in the order of the keys."""
    names = []
    for key in sorted({mention.key for mention in reading.mentions}):
        known = reading.entities.get(key)
        # A place that neither the gazetteer nor GeoNames knows has no position: it stays words.
        if key.startswith(NEW) and known is not None and known.kind != Kind.LOCATION:
            name = NewName.of(known, (known.name, *reading.names.get(key, ())), key)
            if name.forms and not name.is_nobody:
                names.append(name)
    return names


def _entity_in_article(
    name: NewName, mentions: Iterable[Mention], winners: Mapping[int, int]
) -> int | None:
    """What the article's earlier mentions of the name are linked to.

    Of a name that is looked for everywhere only a person's word counts here, and only on its
    main form.
    """
    linked = [
        (_TRUST[Status(mention.status)], mention.start, entity)
        for mention in mentions
        if (entity := mention.entity_id)
        and mention.kind == name.known.kind
        and (
            mention.normalized == name.main and mention.status == Status.CONFIRMED
            if name.shared
            else mention.normalized in name.forms
        )
    ]
    if not linked:
        return None
    _, _, entity = min(linked, key=itemgetter(0, 1))
    return winners[entity]
