"""What in a text points at countries and their divisions, read before any place is settled."""

from collections.abc import Iterable, Iterator

from entities.extraction.candidates import Candidate
from entities.extraction.names.match_names import Match
from entities.extraction.places.place_index import PlaceIndex
from entities.extraction.places.resolve_places import Evidence, Option, Pointer
from entities.gazetteer.snapshot import Gazetteer, GazetteerEntity
from entities.kinds import Kind

_DEMONYM = 0.5
_AGENCY = 0.3
_MEDIA = 0.3
_DATELINE = 1.5
_DIVISION = 0.5
_TOWN = 0.4
# Divisions that English readers know without being told the country.
_FAMILIAR = frozenset({"US", "MX", "CA", "GB"})
# Gangs are at home in a country, but news of them comes from anywhere.
_GANG = 0.8
_LARGE_TOWN = 100_000
_SMALL_TOWN = 5_000
_CLEARLY_LARGER = 5


def country_pointers(
    matches: Iterable[Match], demonyms: Iterable[Match], gazetteer: Gazetteer
) -> Iterator[Pointer]:
    """Names of countries that can be no other place, demonyms outside names of gangs, bodies."""
    in_gangs = []
    gangs: dict[str, Pointer] = {}
    media: dict[str, Pointer] = {}
    agencies = set()
    for match in matches:
        known = _meanings(match, gazetteer)
        if len(known) == 1 and known[0].kind == Kind.AGENCY and known[0].country:
            if known[0].key not in agencies:
                yield Pointer(match.start, known[0].country, known[0].division, _AGENCY)
            agencies.add(known[0].key)
        if len(known) == 1 and known[0].kind == Kind.ORGANIZATION and known[0].subtype == "media":
            media.setdefault(known[0].key, Pointer(match.start, known[0].country, weight=_MEDIA))
        if any(one.kind == Kind.GANG for one in known):
            in_gangs.append((match.start, match.end))
            if len(known) == 1 and known[0].country and not any(n.weak for n in match.names):
                gangs.setdefault(known[0].key, Pointer(match.start, known[0].country, weight=_GANG))
        if len(known) == 1 and known[0].subtype == "country":
            yield Pointer(match.start, known[0].country)
    yield from gangs.values()
    yield from (pointer for pointer in media.values() if pointer.country)
    for match in demonyms:
        if any(start <= match.start and match.end <= end for start, end in in_gangs):
            continue
        countries = {name.key.removeprefix("place:") for name in match.names}
        for country in countries:
            yield Pointer(match.start, country, weight=_DEMONYM / len(countries))


def dateline_pointers(dateline: str, places: PlaceIndex) -> Iterator[Pointer]:
    """Where the text was filed from, as far as that is clear."""
    for part in dateline.replace("(", ",").split(","):
        option = _outstanding(places.options(part.strip(" )-–—.")))
        if option is not None:
            yield Pointer(0, option.country, option.division)


def accepted_divisions(
    candidates: list[Candidate], gazetteer: Gazetteer, evidence: Evidence
) -> list[Candidate]:
    """Drop divisions of countries that nothing points at: `Rivas` is mostly a surname."""
    kept = []
    for candidate in candidates:
        if candidate.kind == Kind.LOCATION and candidate.origin == "gazetteer":
            keys = tuple(
                key
                for key in candidate.keys
                if gazetteer.entities[key].subtype != "division"
                or gazetteer.entities[key].country in _FAMILIAR
                or evidence.countries.get(gazetteer.entities[key].country, 0) > 0
            )
            if not keys:
                continue
            candidate.keys = keys
        kept.append(candidate)
    return kept


def place_pointers(
    candidates: Iterable[Candidate],
    text: str,
    gazetteer: Gazetteer,
    places: PlaceIndex,
    evidence: Evidence,
) -> Iterator[Pointer]:
    """Divisions of one country, towns far larger than all others of their name, rare names.

    `evidence` is what is known so far: a name that a town at home has points nowhere else.
    """
    rare: dict[str, dict[str, Pointer]] = {}
    for candidate in candidates:
        if candidate.kind != Kind.LOCATION:
            continue
        known = [gazetteer.entities[key] for key in candidate.keys]
        options = places.options(text[candidate.start : candidate.end])
        if len(known) == 1 and known[0].subtype in ("division", "city"):
            is_town = known[0].subtype == "city"
            weight = _TOWN if is_town else _DIVISION
            pointer = Pointer(
                candidate.start, known[0].country, known[0].division, weight, is_town=is_town
            )
        elif not known and (option := _outstanding(options)):
            is_dateline = candidate.origin == "rule:dateline"
            weight = _DATELINE if is_dateline else _TOWN
            pointer = Pointer(
                candidate.start, option.country, option.division, weight, is_town=not is_dateline
            )
        else:
            if not known and (option := _only_one(options)):
                pointer = Pointer(
                    candidate.start, option.country, option.division, _TOWN, is_town=True
                )
                rare.setdefault(option.country, {}).setdefault(option.name, pointer)
            continue
        if not _is_at_home_elsewhere(pointer.country, options, evidence):
            yield pointer
    for pointers in rare.values():
        if len(pointers) > 1:
            yield from pointers.values()


def _only_one(options: tuple[Option, ...]) -> Option | None:
    """The place of a name that only one country has, if it is no mere hamlet."""
    if len({option.country for option in options}) != 1:
        return None
    largest = max(options, key=lambda option: option.population)
    return largest if largest.population >= _SMALL_TOWN else None


def _is_at_home_elsewhere(country: str, options: tuple[Option, ...], evidence: Evidence) -> bool:
    """`Berlin` in an article on El Salvador, where nothing else points at Germany."""
    return (
        evidence.country not in ("", country)
        and not evidence.countries.get(country)
        and any(
            option.country == evidence.country and option.population >= _SMALL_TOWN
            for option in options
        )
    )


def body_pointers(bodies: Iterable[Candidate], text: str, places: PlaceIndex) -> Iterator[Pointer]:
    """`Liverpool Crown Court` points at England: the town that an unlisted body is named after."""
    for body in bodies:
        if body.kind != Kind.AGENCY or body.keys:
            continue
        words = text[body.start : body.end].split(" ")
        for count in range(min(3, len(words) - 1), 0, -1):
            option = _outstanding(places.options(" ".join(words[:count])))
            if option is not None:
                yield Pointer(body.start, option.country, option.division, _AGENCY)
                break


def _meanings(match: Match, gazetteer: Gazetteer) -> list[GazetteerEntity]:
    keys = {name.key: None for name in match.names if not name.weak}
    return [gazetteer.entities[key] for key in keys if key in gazetteer.entities]


def _outstanding(options: tuple[Option, ...]) -> Option | None:
    """The country of this name, or the town that is far larger than all others of its name."""
    for option in options:
        if option.level == "country":
            return option
    towns = sorted(options, key=lambda option: -option.population)
    if not towns or towns[0].population < _LARGE_TOWN:
        return None
    abroad = [one.population for one in towns if one.country != towns[0].country]
    clear = not abroad or towns[0].population > _CLEARLY_LARGER * max(abroad)
    return towns[0] if clear else None
