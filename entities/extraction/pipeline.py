"""Reads one text: what it names, what it means by it, and how the named are related.

A pure function of the text and a snapshot of the gazetteer: no database.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice

from entities.extraction.candidates import Candidate, without_overlaps
from entities.extraction.doubting import is_doubted
from entities.extraction.names.again import (
    bodies_again,
    gangs_again,
    people_again,
    places_again,
    without_surnames,
)
from entities.extraction.names.bodies import bodies, cut_before_known, join_seats, without_owner
from entities.extraction.names.decisions import Decisions
from entities.extraction.names.gangs import unlisted_gangs, without_echoes
from entities.extraction.names.given_names import (
    given_names,
    is_given,
    people_by_given_name,
    siblings,
)
from entities.extraction.names.identities import People
from entities.extraction.names.known import candidates_of_known_names, is_bare_body, settled
from entities.extraction.names.matching import Match, Matcher
from entities.extraction.names.misprints import Misprints
from entities.extraction.names.nicknames import nicknames
from entities.extraction.names.people import full_names
from entities.extraction.names.synonyms import acronyms, join_other_names
from entities.extraction.naming import Naming
from entities.extraction.passage import Passage, Span, make_passage
from entities.extraction.places.finding import (
    LARGE_TOWN,
    cued_places,
    facilities,
    is_listed,
    large_towns,
    lift_towns_over_areas,
    misread_towns,
    model_places,
    parents,
    without_doubtful_places,
)
from entities.extraction.places.locating import Locator
from entities.extraction.places.pointing import (
    accepted_divisions,
    body_pointers,
    country_pointers,
    dateline_pointers,
    place_pointers,
)
from entities.extraction.reading import FoundMention, FoundRelation, Reading
from entities.extraction.relations.coreference import resolve_coreference
from entities.extraction.relations.extract_relations import extract_relations
from entities.extraction.relations.sentence_slots import sentences
from entities.extraction.text.casing import is_on_list
from entities.extraction.values.dates import dates
from entities.extraction.values.money import money
from entities.gazetteer.snapshot import Gazetteer, Known, KnownName
from entities.kinds import Kind
from entities.names import fold
from entities.nlp import BATCH_SIZE, names_in
from entities.places.cities import CityIndex, city_index
from entities.places.countries import capitals, demonyms
from entities.places.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Text:
    """An article as the pipeline needs it.

    Spans are code points; `precision` tells whether `published` is exact to the day, month or year.
    """

    text: str
    body: Span
    furniture: tuple[Span, ...] = ()
    published: date | None = None
    precision: str = ""
    dateline: str = ""
    article_id: int | None = None
    source_id: int | None = None


class Pipeline:
    """All that is needed to read texts with one gazetteer. Build it once, read many."""

    def __init__(self, gazetteer: Gazetteer, cities: CityIndex | None = None) -> None:
        self._gazetteer = gazetteer
        self._cities = city_index() if cities is None else cities
        kinds = {key: known.kind for key, known in gazetteer.entities.items()}
        self._demonyms = frozenset(demonyms())
        self._matcher = Matcher((*gazetteer.names, *self._demonyms), kinds)
        self._demonym_words = {fold(name.text) for name in demonyms()}
        self._nation_words = self._demonym_words | {
            fold(name.text)
            for name in gazetteer.names
            if gazetteer.entities[name.key].subtype == "country"
        }
        self._large_towns = Matcher(
            KnownName(name, "")
            for name in self._cities.names_of_large_towns(LARGE_TOWN)
            if fold(name) not in given_names()
        )
        self._gangs_by_name: dict[str, dict[str, None]] = {}
        for name in gazetteer.names:
            if kinds[name.key] == Kind.GANG:
                self._gangs_by_name.setdefault(fold(name.text), {})[name.key] = None
        self._misprints = Misprints(gazetteer, self._is_word)
        self._decisions = Decisions(gazetteer)
        self._locator = Locator(gazetteer, self._cities)

    def read(
        self,
        text: str,
        *,
        published: date | None = None,
        precision: str = "",
        body: Span | None = None,
        furniture: Sequence[Span] = (),
        article_id: int | None = None,
        source_id: int | None = None,
        dateline: str = "",
    ) -> Reading:
        """Read one text. Only its `body` counts (all of it unless given), without the furniture."""
        one = Text(
            text=text,
            body=(0, len(text)) if body is None else body,
            furniture=tuple(furniture),
            published=published,
            precision=precision,
            dateline=dateline,
            article_id=article_id,
            source_id=source_id,
        )
        return next(self.read_many([one]))

    def read_many(self, texts: Iterable[Text]) -> Iterator[Reading]:
        """Read texts in batches, which is faster; the readings come in the order of the texts."""
        remaining = iter(texts)
        while batch := list(islice(remaining, BATCH_SIZE)):
            passages = [
                make_passage(
                    one.text,
                    published=one.published,
                    precision=one.precision,
                    body=one.body,
                    furniture=one.furniture,
                    dateline=one.dateline,
                )
                for one in batch
            ]
            names = names_in(passage.for_model() for passage in passages)
            for one, passage, named in zip(batch, passages, names, strict=True):
                yield self._understand(one, passage.take_in(named))

    def _understand(self, one: Text, passage: Passage) -> Reading:
        matches, hints = self._matches(passage)
        pointers = [
            *country_pointers(matches, hints, self._gazetteer),
            *dateline_pointers(passage.dateline, self._locator),
        ]
        unlisted_bodies = list(bodies(passage))
        pointers += body_pointers(unlisted_bodies, passage.text, self._locator)
        evidence = Evidence.of(pointers)
        towns = [
            *model_places(passage),
            *large_towns(passage, self._large_towns),
            *cued_places(passage, self._cities, evidence, self._locator.is_area),
        ]
        pointers += place_pointers(towns, passage.text, self._gazetteer, self._locator, evidence)
        evidence = Evidence.of(pointers)
        known = candidates_of_known_names(passage, matches, self._gazetteer, evidence)
        lift_towns_over_areas(towns, known, passage.text, self._cities)
        known = accepted_divisions(known, self._gazetteer, evidence)
        known = settled(
            known,
            passage,
            self._gazetteer,
            self._cities.__contains__,
            self._nation_words.__contains__,
        )
        pointers += place_pointers(known, passage.text, self._gazetteer, self._locator, evidence)
        evidence = Evidence.of(pointers)
        about = max(evidence.countries, key=evidence.countries.__getitem__, default="")

        is_town = partial(self._locator.is_town_of, evidence)
        candidates = [
            *self._decisions.forced(passage, one.article_id, one.source_id),
            *without_owner(known, passage.text, self._locator.is_area),
            *unlisted_gangs(
                passage,
                self._locator.is_known,
                self._demonym_words.__contains__,
                self._gang_keys,
            ),
            *without_owner(unlisted_bodies, passage.text, self._locator.is_area),
            *full_names(passage, is_town, is_given),
            *people_by_given_name(passage, self._locator.is_known),
            *siblings(passage),
            *misread_towns(passage, is_town),
            *nicknames(passage),
            *towns,
            *facilities(passage, self._cities),
            *dates(passage),
            *money(passage, about),
        ]
        candidates = [
            candidate
            for candidate in candidates
            if not is_doubted(candidate, passage, self._gazetteer)
            and not (
                candidate.origin == "rule:agency"
                and is_bare_body(
                    passage.text[candidate.start : candidate.end], self._nation_words.__contains__
                )
            )
            and not self._decisions.forbids(
                passage.text[candidate.start : candidate.end],
                candidate.kind,
                one.article_id,
                one.source_id,
            )
        ]
        candidates = cut_before_known(without_echoes(candidates), passage.text)
        join_seats(candidates, passage.text, self._is_seat)
        chosen = without_overlaps(candidates)
        chosen = without_overlaps([*chosen, *acronyms(passage, chosen)])
        chosen = without_overlaps([*chosen, *bodies_again(passage, chosen)])
        chosen = without_overlaps([*chosen, *gangs_again(passage, chosen)])
        join_other_names(passage, chosen)
        persons = People(passage.text, chosen)
        chosen = without_surnames(passage, persons, chosen)
        chosen = without_overlaps([*chosen, *people_again(passage, persons, chosen)])
        persons.join_nicknames(chosen)
        chosen = without_overlaps([*chosen, *places_again(passage, chosen)])
        self._locator.locate(passage, chosen, evidence)
        self._locator.join_short_names(passage, chosen)
        chosen = without_doubtful_places(chosen, passage)
        naming = Naming(passage.text, self._gazetteer, self._cities, persons)
        naming.name(chosen)
        return self._reading(passage, chosen, naming)

    def _is_seat(self, written: str, body: str) -> bool:
        country = self._gazetteer.entities[body].country
        return bool(country) and capitals().get(country) == fold(written)

    def _gang_keys(self, folded: str) -> tuple[str, ...]:
        return tuple(self._gangs_by_name.get(folded, ()))

    def _matches(self, passage: Passage) -> tuple[list[Match], list[Match]]:
        """Names of the gazetteer, and demonyms."""
        matches, hints = [], []
        for match in self._matcher.find(passage):
            names = tuple(name for name in match.names if name not in self._demonyms)
            hinting = tuple(name for name in match.names if name in self._demonyms)
            if names:
                matches.append(Match(match.start, match.end, names))
            if hinting:
                hints.append(Match(match.start, match.end, hinting))
        matches += self._misprints.find(passage)
        return matches, hints

    def _is_word(self, folded: str) -> bool:
        """Whether a word is an ordinary one, or a name by itself."""
        return (
            is_on_list(folded)
            or folded in given_names()
            or folded in self._demonym_words
            or folded in self._cities
        )

    def _reading(self, passage: Passage, chosen: list[Candidate], naming: Naming) -> Reading:
        places = [one for one in chosen if one.kind == Kind.LOCATION]
        inside = parents(passage.text, [(one.start, one.end) for one in places])
        addresses = {
            places[child].start: places[parent].start
            for child, parent in inside.items()
            if not _are_listed(places[child].key, places[parent].key, naming.entities)
        }
        slotted = resolve_coreference(sentences(passage, chosen, addresses), naming.entities)
        found = extract_relations(passage, slotted, naming.entities)
        return Reading(
            mentions=tuple(_mention(one, passage) for one in chosen),
            relations=tuple(_moved(one, passage.offset) for one in found),
            entities=naming.entities,
            names=naming.names,
        )


def _are_listed(child: str, parent: str, entities: dict[str, Known]) -> bool:
    return child in entities and parent in entities and is_listed(entities[child], entities[parent])


def _mention(one: Candidate, passage: Passage) -> FoundMention:
    return FoundMention(
        start=one.start + passage.offset,
        end=one.end + passage.offset,
        text=passage.original[one.start : one.end],
        kind=one.kind,
        key=one.key,
        value=one.value,
        confidence=round(one.confidence, 2),
        origin=one.origin,
        reason=one.reason,
        candidates=one.scores if not one.key else (),
        claimed_parent=one.claimed_parent,
    )


def _moved(relation: FoundRelation, offset: int) -> FoundRelation:
    return FoundRelation(
        kind=relation.kind,
        head=relation.head,
        child=relation.child,
        start=relation.start + offset,
        end=relation.end + offset,
        quote=relation.quote,
        confidence=relation.confidence,
        rule=relation.rule,
        hedged=relation.hedged,
    )
