"""The steps by which a text is read, in their order: `STEPS`.

A step is a function that adds to a `Document` what it works out with the `Knowledge` of one
gazetteer. Its name is what it does, its docstring why it stands where it stands.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from entities.extraction.candidates import Candidate, Taken, is_doubted, without_overlaps
from entities.extraction.document import Document, Knowledge
from entities.extraction.mention_keys import Naming
from entities.extraction.names.agencies_and_organizations import (
    bodies,
    cut_before_known,
    join_seats,
    without_owner,
)
from entities.extraction.names.body_coreference import (
    acronyms_of_bodies,
    join_bodies,
)
from entities.extraction.names.gangs import (
    unlisted_gangs,
    without_echoes,
)
from entities.extraction.names.gazetteer_names import (
    candidates_of_known_names,
    is_bare_body,
    settled,
)
from entities.extraction.names.given_names import is_given, people_by_given_name, siblings
from entities.extraction.names.introduced_names import Known
from entities.extraction.names.introductions import introduced
from entities.extraction.names.lone_names import surnames_behind_titles, without_lone_words
from entities.extraction.names.nicknames import nicknames
from entities.extraction.names.people import full_names
from entities.extraction.names.person_coreference import People
from entities.extraction.names.repeated_mentions import (
    bodies_again,
    gangs_again,
    people_again,
    places_again,
    without_surnames,
)
from entities.extraction.names.synonyms import acronyms, join_other_names
from entities.extraction.passage import PARAGRAPH_BREAK
from entities.extraction.places.country_cues import (
    accepted_divisions,
    body_pointers,
    country_pointers,
    dateline_pointers,
    place_pointers,
)
from entities.extraction.places.cued_places import cued_places
from entities.extraction.places.facilities import facilities
from entities.extraction.places.false_places import people_like_places, without_false_places
from entities.extraction.places.levels_and_parents import addresses, take_in_levels
from entities.extraction.places.place_candidates import (
    large_towns,
    lift_towns_over_areas,
    misread_people,
    misread_towns,
    model_places,
    without_doubtful_places,
)
from entities.extraction.relations.coreference import resolve_coreference
from entities.extraction.relations.extract_relations import extract_relations
from entities.extraction.relations.sentence_slots import sentences
from entities.extraction.roles import roles_of_people
from entities.extraction.values.dates import dates
from entities.extraction.values.money import money
from entities.extraction.values.quantities import quantities
from entities.kinds import Kind

_BLANKS = f" {PARAGRAPH_BREAK}"


Step = Callable[[Document, Knowledge], None]


def match_gazetteer(document: Document, knowledge: Knowledge) -> None:
    """Find names of the gazetteer, however they are spelled, and demonyms."""
    matches, document.demonyms = knowledge.matches(document.passage)
    document.matches, document.namesakes = without_false_places(
        matches, document.passage, knowledge.gazetteer
    )


def find_country_cues(document: Document, knowledge: Knowledge) -> None:
    """Take what points at countries: their names, demonyms and the dateline."""
    document.pointers += country_pointers(document.matches, document.demonyms, knowledge.gazetteer)
    document.pointers += dateline_pointers(document.passage.dateline, knowledge.places)


def find_bodies(document: Document, knowledge: Knowledge) -> None:
    """Find agencies and organizations that no list has; their names point at countries."""
    document.bodies = list(bodies(document.passage))
    document.point(*body_pointers(document.bodies, document.passage.text, knowledge.places))


def find_towns(document: Document, knowledge: Knowledge) -> None:
    """Find places by the model, by their size and by the words beside them.

    Before the names of the gazetteer are judged, since these ask where the text is about.
    """
    passage = document.passage
    document.towns = [
        *model_places(passage, knowledge.places.is_known),
        *large_towns(passage, knowledge.large_towns),
        *cued_places(
            passage,
            knowledge.cities,
            document.evidence,
            knowledge.places.is_area,
            knowledge.places.lies_in,
        ),
    ]
    _point_by_places(document, document.towns, knowledge)


def judge_gazetteer_names(document: Document, knowledge: Knowledge) -> None:
    """Keep the names of the gazetteer that what stands around them allows."""
    passage, gazetteer = document.passage, knowledge.gazetteer
    known = candidates_of_known_names(
        passage, document.matches, gazetteer, document.evidence, knowledge.is_weak
    )
    lift_towns_over_areas(document.towns, known, passage.text, knowledge.cities)
    known = accepted_divisions(known, gazetteer, document.evidence)
    document.known = settled(
        known, passage, gazetteer, knowledge.cities.__contains__, knowledge.is_nation_word
    )
    _point_by_places(document, document.known, knowledge)


def find_country_of_text(document: Document, knowledge: Knowledge) -> None:
    """Say which country the text is about: its currency is meant by a mere sign."""
    countries = document.evidence.countries
    document.about = max(countries, key=countries.__getitem__, default="")


def propose_decided_names(document: Document, knowledge: Knowledge) -> None:
    """Propose what people decided about a name for good."""
    document.candidates += knowledge.decisions.forced(
        document.passage, document.article_id, document.source_id
    )


def propose_gazetteer_names(document: Document, knowledge: Knowledge) -> None:
    document.candidates += without_owner(
        document.known, document.passage.text, knowledge.places.is_area
    )


def propose_gangs(document: Document, knowledge: Knowledge) -> None:
    """Propose gangs that the text introduces, or that are built as names of gangs are."""
    known = Known(
        knowledge.places.is_known,
        knowledge.is_demonym,
        partial(knowledge.gang_keys, evidence=document.evidence),
    )
    document.candidates += introduced(document.passage, known)
    document.candidates += unlisted_gangs(document.passage, known)


def propose_bodies(document: Document, knowledge: Knowledge) -> None:
    document.candidates += without_owner(
        document.bodies, document.passage.text, knowledge.places.is_area
    )


def propose_people(document: Document, knowledge: Knowledge) -> None:
    """Propose people: full names, given names, siblings, nicknames, and towns that are people."""
    passage = document.passage
    is_town = partial(knowledge.places.is_town_of, document.evidence)
    document.candidates += [
        *full_names(passage, is_town, is_given),
        *people_by_given_name(passage, knowledge.places.is_known),
        *people_like_places(document.namesakes),
        *siblings(passage),
        *surnames_behind_titles(passage),
        *misread_towns(passage, is_town),
        *misread_people(passage, knowledge.places.is_known),
        *nicknames(passage),
    ]


def propose_places(document: Document, knowledge: Knowledge) -> None:
    """Propose the towns, and facilities such as prisons and parks."""
    document.candidates += document.towns
    document.candidates += facilities(document.passage, knowledge.cities)
    take_in_levels(document.candidates, document.passage)


def propose_values(document: Document, knowledge: Knowledge) -> None:
    """Propose dates and sums of money; quantities come last, where nothing else is."""
    document.candidates += dates(document.passage)
    document.candidates += money(document.passage, document.about)


def drop_doubted(document: Document, knowledge: Knowledge) -> None:
    """Drop small words, bodies without a name, and what people denied again and again."""
    document.candidates = [
        one for one in document.candidates if not _is_dropped(one, document, knowledge)
    ]


def cut_bodies(document: Document, knowledge: Knowledge) -> None:
    """Cut unlisted bodies before names that a list has, and join bodies to their seats."""
    text = document.passage.text
    document.candidates = cut_before_known(without_echoes(document.candidates), text)
    join_seats(document.candidates, text, knowledge.is_seat)


def settle_overlaps(document: Document, knowledge: Knowledge) -> None:
    """Choose, of candidates that overlap, the best; none begins or ends with a blank."""
    document.chosen = without_overlaps(_trimmed(document.candidates, document.passage.text))


def repeat_acronyms(document: Document, knowledge: Knowledge) -> None:
    """Find acronyms that the text introduces behind a name, or whose letters a name gives."""
    _choose_also(document, acronyms(document.passage, document.chosen))
    _choose_also(document, acronyms_of_bodies(document.passage, document.chosen))


def repeat_bodies(document: Document, knowledge: Knowledge) -> None:
    _choose_also(document, bodies_again(document.passage, document.chosen))


def repeat_gangs(document: Document, knowledge: Knowledge) -> None:
    _choose_also(
        document, gangs_again(document.passage, document.chosen, knowledge.places.is_known)
    )


def join_synonyms(document: Document, knowledge: Knowledge) -> None:
    """Give names that the text says mean the same one entity."""
    join_other_names(document.passage, document.chosen)
    country = knowledge.gazetteer.entities.get(f"place:{document.about}")
    join_bodies(
        document.passage,
        document.chosen,
        document.about,
        country.name if country else "",
        knowledge.agency_keys,
        knowledge.press_keys,
    )


def join_people(document: Document, knowledge: Knowledge) -> None:
    """Settle which mentions of people are the same person (coreference), surnames included."""
    passage = document.passage
    document.chosen = without_lone_words(passage, document.chosen)
    document.people = People(passage.text, document.chosen)
    document.chosen = without_surnames(passage, document.people, document.chosen)
    _choose_also(document, people_again(passage, document.people, document.chosen))
    document.people.join_nicknames(document.chosen)


def repeat_places(document: Document, knowledge: Knowledge) -> None:
    _choose_also(document, places_again(document.passage, document.chosen))


def locate_places(document: Document, knowledge: Knowledge) -> None:
    """Put places on the map, and drop those that stay doubtful."""
    knowledge.locator.locate(document.passage, document.chosen, document.evidence)
    knowledge.locator.join_short_names(document.passage, document.chosen)
    document.chosen = without_doubtful_places(document.chosen, document.passage)


def fill_in_quantities(document: Document, knowledge: Knowledge) -> None:
    """Take amounts where nothing else was found: names, dates and sums of money win.

    Behind all that looks for names, so that none is lost to an amount.
    """
    taken = Taken((one.start, one.end) for one in document.chosen)
    document.chosen += [
        one
        for one in quantities(document.passage)
        if taken.is_free(one.start, one.end) and not _is_dropped(one, document, knowledge)
    ]
    document.chosen.sort(key=lambda one: one.start)


def assign_keys(document: Document, knowledge: Knowledge) -> None:
    """Give every mention the key of its entity, new ones included."""
    text = document.passage.text
    people = People(text, document.chosen) if document.people is None else document.people
    naming = Naming(text, knowledge.gazetteer, knowledge.cities, people)
    naming.name(document.chosen)
    document.entities, document.names = naming.entities, naming.names


def find_roles(document: Document, knowledge: Knowledge) -> None:
    """Say who is accused, official, victim or witness, before sentences are read one by one."""
    document.roles = roles_of_people(document.passage.text, document.chosen)


def put_in_slots(document: Document, knowledge: Knowledge) -> None:
    """Put the mentions of every sentence into typed slots, which patterns can speak of."""
    passage = document.passage
    places = [one for one in document.chosen if one.kind == Kind.LOCATION]
    inside = addresses(passage.text, places, document.entities)
    document.sentences = list(sentences(passage, document.chosen, inside))


def join_references(document: Document, knowledge: Knowledge) -> None:
    """Settle who is meant by `the gang`, `its leader`, `they` and `he` (coreference)."""
    document.sentences = resolve_coreference(document.sentences, document.entities, document.roles)


def propose_relations(document: Document, knowledge: Knowledge) -> None:
    """Find the relationships that sentences state between the mentions."""
    document.relations = extract_relations(
        document.passage, document.sentences, document.entities, document.roles
    )


def mark_analysis(document: Document, knowledge: Knowledge) -> None:
    """Mark the relationships that the source states in its analysis, not in its reporting."""
    document.relations = [
        replace(one, analysis=True)
        if any(start <= one.start and one.end <= end for start, end in document.analysis)
        else one
        for one in document.relations
    ]


STEPS: tuple[Step, ...] = (
    match_gazetteer,
    find_country_cues,
    find_bodies,
    find_towns,
    judge_gazetteer_names,
    find_country_of_text,
    propose_decided_names,
    propose_gazetteer_names,
    propose_gangs,
    propose_bodies,
    propose_people,
    propose_places,
    propose_values,
    drop_doubted,
    cut_bodies,
    settle_overlaps,
    repeat_acronyms,
    repeat_bodies,
    repeat_gangs,
    join_synonyms,
    join_people,
    repeat_places,
    locate_places,
    fill_in_quantities,
    assign_keys,
    find_roles,
    put_in_slots,
    join_references,
    propose_relations,
    mark_analysis,
)


def _point_by_places(document: Document, places: list[Candidate], knowledge: Knowledge) -> None:
    document.point(
        *place_pointers(
            places,
            document.passage.text,
            knowledge.gazetteer,
            knowledge.places,
            document.evidence,
        )
    )


def _is_dropped(candidate: Candidate, document: Document, knowledge: Knowledge) -> bool:
    words = document.passage.text[candidate.start : candidate.end]
    if is_doubted(candidate, document.passage, knowledge.gazetteer):
        return True
    if candidate.origin == "rule:agency" and is_bare_body(words, knowledge.is_nation_word):
        return True
    return knowledge.decisions.forbids(
        words, candidate.kind, document.article_id, document.source_id
    )


def _choose_also(document: Document, candidates: Iterable[Candidate]) -> None:
    found = _trimmed(candidates, document.passage.text)
    document.chosen = without_overlaps([*document.chosen, *found])


def _trimmed(candidates: Iterable[Candidate], text: str) -> Iterator[Candidate]:
    """Yield the candidates without the blanks at their ends: `Los  Zetas` before `  cartel`."""
    for one in candidates:
        words = text[one.start : one.end]
        one.start += len(words) - len(words.lstrip(_BLANKS))
        one.end -= len(words) - len(words.rstrip(_BLANKS))
        if one.start < one.end:
            yield one
