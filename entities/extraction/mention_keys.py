"""Keys for the mentions of one text: those of known entities, and new ones."""

from entities.extraction.candidates import Candidate
from entities.extraction.names.body_coreference import is_short_for_body
from entities.extraction.names.gangs import name_without_noun
from entities.extraction.names.person_coreference import People
from entities.gazetteer.places.cities import CityIndex
from entities.gazetteer.snapshot import Gazetteer, GazetteerEntity
from entities.kinds import Kind
from entities.names import fold

_ARTICLES = ("the ", "The ", "THE ")


class Naming:
    """Keys for the mentions of one text.

    `entities` describes every key used, candidates too; `names` lists the written forms behind
    each key that is new.
    """

    def __init__(self, text: str, gazetteer: Gazetteer, cities: CityIndex, persons: People) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._cities = cities
        self._persons = persons
        self.entities: dict[str, GazetteerEntity] = {}
        self.names: dict[str, tuple[str, ...]] = {}

    def name(self, mentions: list[Candidate]) -> None:
        """Give every mention its key, in place."""
        for mention in mentions:
            if mention.kind == Kind.PERSON:
                self._name_person(mention)
            elif mention.kind.is_entity and not mention.keys:
                self._name_new(mention)
            for key in (*mention.keys, mention.claimed_parent):
                self._describe(key)
            key = mention.key
            written = self._text[mention.start : mention.end]
            if key.startswith("new:") and not is_short_for_body(mention, written):
                self.names[key] = tuple(dict.fromkeys((*self.names.get(key, ()), written)))

    def _name_person(self, mention: Candidate) -> None:
        if mention.key:
            return
        person = self._persons.of(mention)
        if person is None:
            several = self._persons.all_of(self._text[mention.start : mention.end])
            if not several:
                self._name_new(mention)
                return
            keys = [one.key or _new_key(Kind.PERSON, one.shown) for one in several]
            for one, key in zip(several, keys, strict=True):
                self.entities.setdefault(key, GazetteerEntity(key, Kind.PERSON, one.shown))
            mention.keys = tuple(keys)
            mention.scores = tuple((key, round(1 / len(keys), 3)) for key in keys)
            mention.confidence = 0.4
            mention.reason += "; several people of this text have the name"
            return
        key = person.key or _new_key(Kind.PERSON, person.name)
        mention.keys = (key,)
        if not person.key:
            self.entities.setdefault(key, GazetteerEntity(key, Kind.PERSON, person.shown))

    def _name_new(self, mention: Candidate) -> None:
        name = mention.name or " ".join(self._text[mention.start : mention.end].split())
        for article in _ARTICLES:
            name = name.removeprefix(article)
        key = self._longer_key(mention.kind, name) or _new_key(mention.kind, name)
        mention.keys = (key,)
        area = self._known(mention.inside)
        if area is None:
            self.entities.setdefault(key, GazetteerEntity(key, mention.kind, name))
            return
        self.entities.setdefault(
            key,
            GazetteerEntity(key, mention.kind, name, country=area.country, division=area.division),
        )

    def _longer_key(self, kind: Kind, name: str) -> str:
        """`Civil Police` is the Civil Police of Rio de Janeiro where the text has named that."""
        if kind not in (Kind.AGENCY, Kind.ORGANIZATION):
            return ""
        longer = (
            key
            for key, known in self.entities.items()
            if known.kind == kind and known.name.startswith((f"{name} of ", f"{name} for "))
        )
        return next(longer, "")

    def _describe(self, key: str) -> None:
        if key and key not in self.entities and (known := self._known(key)):
            self.entities[key] = known

    def _known(self, key: str) -> GazetteerEntity | None:
        if key not in self._gazetteer.entities and (city := self._cities.city(key)):
            return GazetteerEntity(
                key,
                Kind.LOCATION,
                city.name,
                city.subtype,
                city.country,
                city.division,
                city.parent,
            )
        return self._gazetteer.entities.get(key)


def _new_key(kind: Kind, name: str) -> str:
    """One key for one thing of that name: `the Hoolie gang` is Hoolie."""
    if kind == Kind.GANG:
        name = name_without_noun(name)
    return f"new:{kind.value}:{fold(name).replace(' ', '-')[:100]}"
