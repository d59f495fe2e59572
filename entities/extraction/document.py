"""A text while it is read, and what the reading knows beforehand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from entities.extraction.candidates import Candidate
from entities.extraction.first_names import given_names
from entities.extraction.names.gazetteer_names import Decisions
from entities.extraction.names.match_names import Match, Matcher, Misprints
from entities.extraction.names.person_coreference import People
from entities.extraction.passage import Passage, Span
from entities.extraction.places.locate_places import Locator
from entities.extraction.places.place_candidates import LARGE_TOWN
from entities.extraction.places.place_index import PlaceIndex
from entities.extraction.places.resolve_places import Evidence, Pointer
from entities.extraction.relations.sentence_slots import Sentence
from entities.extraction.result import FoundRelation
from entities.extraction.roles import Roles
from entities.extraction.text import is_on_list
from entities.gazetteer.places.cities import CityIndex, city_index
from entities.gazetteer.places.countries import capitals, demonyms
from entities.gazetteer.snapshot import Gazetteer, GazetteerEntity, KnownName
from entities.kinds import Kind
from entities.names import fold


@dataclass
class Document:
    """A text that goes through the steps (`steps.STEPS`), each of which adds to it.

    `matches` and `demonyms` are where names of the gazetteer and words such as `Salvadoran`
    stand, `namesakes` people whose given name is a place's. `pointers` point at countries,
    `evidence` weighs them, `about` is the country that the text is about. `candidates` are spans
    that may become mentions, `chosen` those that do. `analysis` are the passages that the source
    calls its analysis. All spans are code points of the passage.
    """

    passage: Passage
    article_id: int | None = None
    source_id: int | None = None
    analysis: Sequence[Span] = ()
    matches: list[Match] = field(default_factory=list)
    demonyms: list[Match] = field(default_factory=list)
    namesakes: list[tuple[int, int]] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    evidence: Evidence = field(default_factory=lambda: Evidence.of(()))
    about: str = ""
    towns: list[Candidate] = field(default_factory=list)
    bodies: list[Candidate] = field(default_factory=list)
    known: list[Candidate] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    chosen: list[Candidate] = field(default_factory=list)
    people: People | None = None
    entities: dict[str, GazetteerEntity] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    roles: Roles = field(default_factory=Roles)
    sentences: list[Sentence] = field(default_factory=list)
    relations: list[FoundRelation] = field(default_factory=list)

    def point(self, *pointers: Pointer) -> None:
        """Take further pointers at countries in, and weigh all of them anew."""
        self.pointers += pointers
        self.evidence = Evidence.of(self.pointers, self.evidence.home)


class Knowledge:
    """What a snapshot of the gazetteer and the towns of the world let a reader know."""

    def __init__(self, gazetteer: Gazetteer, cities: CityIndex | None = None) -> None:
        self.gazetteer = gazetteer
        self.cities = city_index() if cities is None else cities
        kinds = {key: known.kind for key, known in gazetteer.entities.items()}
        self._demonyms = frozenset(demonyms())
        self._matcher = Matcher(
            (*gazetteer.names, *_names_of_members(gazetteer), *self._demonyms), kinds
        )
        self._demonym_words = {fold(name.text) for name in demonyms()}
        # Whether a folded word is a demonym; a demonym or a country's name. Asked for every word.
        self.is_demonym = self._demonym_words.__contains__
        nation_words = self._demonym_words | {
            fold(name.text)
            for name in gazetteer.names
            if gazetteer.entities[name.key].subtype == "country"
        }
        self.is_nation_word = nation_words.__contains__
        self.large_towns = Matcher(
            KnownName(name, "")
            for name in self.cities.names_of_large_towns(LARGE_TOWN)
            if fold(name) not in given_names()
        )
        self._gangs_by_name: dict[str, dict[str, None]] = {}
        self._agencies_by_name: dict[str, dict[str, None]] = {}
        self._press_by_name: dict[str, dict[str, None]] = {}
        for name in gazetteer.names:
            if kinds[name.key] == Kind.GANG:
                self._gangs_by_name.setdefault(fold(name.text), {})[name.key] = None
            elif kinds[name.key] == Kind.AGENCY and not name.weak:
                self._agencies_by_name.setdefault(fold(name.text), {})[name.key] = None
            elif gazetteer.entities[name.key].subtype in ("media", "news_agency"):
                self._press_by_name.setdefault(fold(name.text), {})[name.key] = None
        self._misprints = Misprints(gazetteer, self.is_word)
        self.decisions = Decisions(gazetteer)
        self.places = PlaceIndex(gazetteer, self.cities)
        self.locator = Locator(self.places)

    def matches(self, passage: Passage) -> tuple[list[Match], list[Match]]:
        """Where names of the gazetteer stand, misprints included, and where demonyms."""
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

    def is_seat(self, written: str, body: str) -> bool:
        """Whether the written place is the capital of the country that the body belongs to."""
        country = self.gazetteer.entities[body].country
        return bool(country) and capitals().get(country) == fold(written)

    def gang_keys(self, folded: str, evidence: Evidence) -> tuple[str, ...]:
        """The gangs that carry this name, of countries that the text is about."""
        return tuple(
            key
            for key in self._gangs_by_name.get(folded, ())
            if not (country := self.gazetteer.entities[key].country)
            or not evidence.countries
            or evidence.share(country) > 0
        )

    def agency_keys(self, folded: str) -> tuple[str, ...]:
        """The agencies that carry this name, and need no cue for it."""
        return tuple(self._agencies_by_name.get(folded, ()))

    def press_keys(self, folded: str) -> tuple[str, ...]:
        """Newspapers, stations and news agencies of this name, however short."""
        return tuple(self._press_by_name.get(folded, ()))

    def is_word(self, folded: str) -> bool:
        """Whether a word is an ordinary one, or a name by itself."""
        return (
            is_on_list(folded)
            or folded in given_names()
            or folded in self._demonym_words
            or folded in self.cities
        )

    def is_weak(self, folded: str) -> bool:
        """Whether a name of one word means much else, also in the plural: `Angels`, `Lords`."""
        return self.is_word(folded) or (folded.endswith("s") and self.is_word(folded[:-1]))


def _names_of_members(gazetteer: Gazetteer) -> Iterator[KnownName]:
    """`MS-13s`, `MS-13ers` and `18th Streeters`: the gang under the name of its people."""
    for name in gazetteer.names:
        if not name.weak and gazetteer.entities[name.key].kind == Kind.GANG:
            if name.text[-1].isdecimal():
                yield from (replace(name, text=f"{name.text}{end}") for end in ("s", "ers"))
            elif name.text.endswith("Street"):
                yield replace(name, text=f"{name.text}ers")
