"""Puts the places of one text on the map, those that no list has by the places around them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from entities.extraction.candidates import Candidate
from entities.extraction.passage import Passage
from entities.extraction.places.place_candidates import level_beside, parents
from entities.extraction.places.resolve_places import (
    NEARBY,
    Context,
    Evidence,
    Option,
    Resolution,
    lies_in,
    resolve,
)
from entities.gazetteer.places.cities import CityIndex
from entities.gazetteer.snapshot import Gazetteer, GazetteerEntity
from entities.kinds import Kind
from entities.names import fold


class Surroundings:
    """The settled places of one text that lie where the text is about, by where they stand."""

    def __init__(self, settled: Iterable[tuple[int, Option]], evidence: Evidence) -> None:
        """Take places with the offsets at which they are named, in the order of the text."""
        kept = [
            (start, option)
            for start, option in settled
            if evidence.share(option.country) >= _GOOD_SHARE
            and evidence.country in ("", option.country)
        ]
        self._starts = [start for start, _ in kept]
        self._options = [option for _, option in kept]
        self._by_name = {option.name: option for option in self._options}
        self._area = evidence.division or evidence.country

    def area_of(self, start: int, written: str) -> str:
        """The key of the area in which a place seems to lie that is named at `start`."""
        # `Sydney Airport` lies in Sydney.
        for first in _beginnings(written):
            if first in self._by_name:
                return self._by_name[first].key
        around = self._around(start)
        towns = [pair for pair in around if pair[1].level != "country"]
        if around:
            return min(towns or around, key=lambda pair: pair[0])[1].key
        return f"place:{self._area}" if self._area else ""

    def _around(self, start: int) -> list[tuple[int, Option]]:
        left = bisect_left(self._starts, start - NEARBY)
        right = bisect_left(self._starts, start + NEARBY + 1)
        return [
            (abs(self._starts[place] - start), self._options[place]) for place in range(left, right)
        ]


def _beginnings(written: str) -> Iterator[str]:
    words = written.split(" ")
    return (" ".join(words[:count]) for count in range(1, len(words)))


# The city and the federal district are one and the same place.
_TOWN = 5_000
_METROPOLIS = 300_000
# `Quarter, town, department, country`: longer chains are lists.
_DEEPEST = 4
_GOOD_SHARE = 0.15
_SHORTEST_MISPRINT = 8
# A country of more places has too many that look alike.
_MOST_NAMES = 20_000
_LARGE = 100_000
_LISTED = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or)\s(?:in\s)?")
_ONE_CITY = {"place:geonames:4140963": "place:US-DC"}


class Locator:
    """Knows every place by name: those of the gazetteer and those of the city index."""

    def __init__(self, gazetteer: Gazetteer, cities: CityIndex) -> None:
        self._gazetteer = gazetteer
        self._cities = cities
        self._keys: dict[str, dict[str, None]] = {}
        # Articles come back to the same few places.
        self._cached_options = lru_cache(maxsize=4096)(self._options)
        self._cached_near = lru_cache(maxsize=4096)(self._near)
        for name in gazetteer.names:
            if gazetteer.entities[name.key].kind == Kind.LOCATION:
                self._keys.setdefault(fold(name.text), {})[name.key] = None

    def options(self, written: str) -> tuple[Option, ...]:
        """Every place of this name."""
        return self._cached_options(fold(written))

    def _options(self, normalized: str) -> tuple[Option, ...]:
        found = {
            key: _option(self._gazetteer.entities[key]) for key in self._keys.get(normalized, ())
        }
        for city in self._cities.named(normalized):
            key = _ONE_CITY.get(city.key, city.key)
            found[key] = Option(
                key, city.name, city.subtype, city.country, city.division, city.population
            )
        return tuple(found.values())

    def _of_misprint(self, written: str, evidence: Evidence) -> tuple[Option, ...]:
        """The only place with nearly this name in the country that the article is about."""
        folded = fold(written)
        if len(folded) < _SHORTEST_MISPRINT or not evidence.country:
            return ()
        return self._cached_near(folded, evidence.country)

    def _near(self, folded: str, country: str) -> tuple[Option, ...]:
        names = self._cities.names_in(country)
        if len(names) > _MOST_NAMES:
            return ()
        near = extract(folded, names, scorer=OSA.distance, score_cutoff=1, limit=2)
        if len(near) != 1:
            return ()
        return tuple(one for one in self.options(near[0][0]) if one.country == country)

    def is_known(self, normalized: str) -> bool:
        """Whether any place has this folded name."""
        return normalized in self._keys or normalized in self._cities

    def is_area(self, normalized: str) -> bool:
        """Whether a country or division has this folded name."""
        return any(
            self._gazetteer.entities[key].subtype in ("country", "division")
            for key in self._keys.get(normalized, ())
        )

    def is_town_of(self, evidence: Evidence, normalized: str) -> bool:
        """Whether a town of this folded name lies in a country that the article points at."""
        return any(
            (city.population >= _TOWN and evidence.share(city.country) >= _GOOD_SHARE)
            or (city.population >= _METROPOLIS and evidence.share(city.country) > 0)
            for city in self._cities.named(normalized)
        )

    def locate(self, passage: Passage, chosen: list[Candidate], evidence: Evidence) -> None:
        """Settle what every place among the chosen mentions means."""
        places = [one for one in chosen if one.kind == Kind.LOCATION]
        inside = parents(passage.text, [(one.start, one.end) for one in places])
        resolved: dict[int, Resolution] = {}
        for number in range(len(places)):
            self._resolve(number, places, inside, passage, evidence, resolved)
            self._follow(number, places, inside, passage, resolved)
        surroundings = Surroundings(
            (
                (place.start, option)
                for number, place in enumerate(places)
                if (option := resolved[number].option) is not None
            ),
            evidence,
        )
        for number, place in enumerate(places):
            if not place.keys:
                parent = resolved[inside[number]].option if number in inside else None
                place.inside = (
                    parent.key
                    if parent is not None
                    else surroundings.area_of(place.start, passage.text[place.start : place.end])
                )

    def join_short_names(self, passage: Passage, chosen: Iterable[Candidate]) -> None:
        """`Santa Rosa` is Santa Rosa de Copán where the text has named that, in place."""
        places = [one for one in chosen if one.kind == Kind.LOCATION]
        longer_names: dict[str, Candidate] = {}
        for one in places:
            words = fold(passage.text[one.start : one.end]).split(" ") if one.key else []
            for count in range(1, len(words)):
                longer_names.setdefault(" ".join(words[:count]), one)
        for one in places:
            longer = longer_names.get(fold(passage.text[one.start : one.end]))
            if longer is not None and (not one.key or one.origin == "rule:named-before"):
                one.keys, one.name, one.scores = longer.keys, longer.name, ()
                one.confidence = 0.7
                one.reason = f"short for {longer.name}, which the text names"

    def _is_list(
        self,
        number: int,
        places: list[Candidate],
        options: tuple[Option, ...],
        parent: Option,
        passage: Passage,
    ) -> bool:
        """`Louisiana, Oregon, Missouri and Ohio` lists divisions; none lies in the next."""
        return (
            parent.level == "division"
            and number + 2 < len(places)
            and passage.text[places[number].end : places[number + 1].start] == ", "
            and _LISTED.fullmatch(passage.text, places[number + 1].end, places[number + 2].start)
            is not None
            and any(
                option.level == "division"
                and option.country == parent.country
                and option.key != parent.key
                for option in options
            )
        )

    def _around_towns(
        self,
        number: int,
        places: list[Candidate],
        options: tuple[Option, ...],
        inside: dict[int, int],
        passage: Passage,
    ) -> tuple[Option, ...]:
        """`Spokane, Washington` can only mean the area of this name that has such a town."""
        child = next((one for one, parent in inside.items() if parent == number), None)
        if child is None or len(options) < 2:
            return options
        towns = self.options(passage.text[places[child].start : places[child].end])
        around = tuple(
            option
            for option in options
            if option.level in ("country", "division")
            and any(
                town.level == "city" and town.key != option.key and lies_in(town, option)
                for town in towns
            )
        )
        return around or options

    def _follow(
        self,
        number: int,
        places: list[Candidate],
        inside: dict[int, int],
        passage: Passage,
        resolved: dict[int, Resolution],
    ) -> None:
        """What a name means once where the text says so, it means again further down."""
        place = places[number]
        written = fold(passage.text[place.start : place.end])
        if number in inside or level_beside(passage.text, place.start, place.end):
            return
        for earlier in range(number - 1, -1, -1):
            other = places[earlier]
            if fold(passage.text[other.start : other.end]) != written:
                continue
            option = resolved[earlier].option
            if (
                option is not None
                and option != resolved[number].option
                and (earlier in inside or _is_beside_division(earlier, places, passage, resolved))
            ):
                resolved[number] = Resolution(option, 0.75, "the text has said before which one")
                _apply(place, passage.text[place.start : place.end], resolved[number], None)
            return

    def _resolve(
        self,
        number: int,
        places: list[Candidate],
        inside: dict[int, int],
        passage: Passage,
        evidence: Evidence,
        resolved: dict[int, Resolution],
        depth: int = 0,
    ) -> Resolution:
        if number in resolved:
            return resolved[number]
        place = places[number]
        # Marks the place as being worked on, should two places ever claim each other.
        resolved[number] = Resolution(None, 0.0, "")
        parent = None
        if number in inside and depth < _DEEPEST:
            parent = self._resolve(
                inside[number], places, inside, passage, evidence, resolved, depth + 1
            ).option
        written = passage.text[place.start : place.end]
        options = (
            self.options(written)
            or tuple(_option(self._gazetteer.entities[key]) for key in place.keys)
            or self._of_misprint(written, evidence)
        )
        if parent is not None and self._is_list(number, places, options, parent, passage):
            parent = None
        options = self._around_towns(number, places, options, inside, passage)
        if parent is not None and parent.level not in ("country", "division", "region", "city"):
            parent = None
        level = level_beside(passage.text, place.start, place.end)
        if not level and parent is None and _is_beside_division(number, places, passage, resolved):
            level = "division"
        context = Context(place.start, parent, level)
        resolution = resolve(options, context, evidence)
        if parent is None and not place.keys and not _is_of_one_area(options, evidence):
            resolution = _at_home(resolution, evidence)
        if resolution.contradicts and not self._is_claim(
            number, inside[number], places, resolution, parent, passage
        ):
            resolution, parent = _in_a_row(resolution, parent), None
        resolved[number] = resolution
        _apply(place, written, resolution, parent)
        return resolution

    def _is_claim(
        self,
        number: int,
        around: int,
        places: list[Candidate],
        resolution: Resolution,
        parent: Option | None,
        passage: Passage,
    ) -> bool:
        """Whether the text puts the place inside the one that is named beside it (`around`).

        Places in a row with nothing but commas may be a list: `Los Angeles, San Salvador and New
        York`. No town lies in another one, and what goes on with `and` names things of a kind.
        """
        first, last = sorted((number, around))
        between = passage.text[places[first].end : places[last].start]
        if parent is None or resolution.option is None or any(map(str.isalpha, between)):
            return parent is not None
        if parent.level == "city" and resolution.option.level not in ("facility", "district"):
            return False
        if last + 1 == len(places):
            return True
        following = places[last + 1]
        return _LISTED.fullmatch(
            passage.text, places[last].end, following.start
        ) is None or not any(
            option.level == parent.level and option.key != parent.key
            for option in self.options(passage.text[following.start : following.end])
        )


def _in_a_row(resolution: Resolution, beside: Option | None) -> Resolution:
    """The same where the text only names the other place beside it."""
    option, reason = resolution.option, resolution.reason
    if option and beside and option.country == beside.country:
        reason = f"its country is that of {beside.name} beside it"
    return replace(resolution, contradicts=False, reason=reason)


def _is_beside_division(
    number: int,
    places: list[Candidate],
    passage: Passage,
    resolved: dict[int, Resolution],
) -> bool:
    """Whether a list goes on from a division: the last of `Oklahoma and Washington`."""
    if not number or number - 1 not in resolved:
        return False
    before = resolved[number - 1].option
    return (
        before is not None
        and before.level == "division"
        and _LISTED.fullmatch(passage.text, places[number - 1].end, places[number].start)
        is not None
    )


def _is_of_one_area(options: tuple[Option, ...], evidence: Evidence) -> bool:
    """Whether all places of a name lie in one area, and the article points at its country too."""
    areas = {(option.country, option.division) for option in options}
    return len(areas) == 1 and evidence.share(options[0].country) >= _GOOD_SHARE


def _at_home(resolution: Resolution, evidence: Evidence) -> Resolution:
    """Prefer what lies where the article is about; else the place is rather one no list has.

    `Hyde Park` in an article on Los Angeles is none of the towns of that name elsewhere. Large
    towns are meant wherever they lie.
    """
    if not evidence.country:
        return resolution
    options = [option for option, _ in resolution.candidates]
    if not options and resolution.option is not None:
        options = [resolution.option]
    if any(
        option.population >= _LARGE or option.level in ("country", "division", "region")
        for option in options
    ):
        return resolution
    home = [option for option in options if option.country == evidence.country]
    if evidence.division:
        home = [option for option in home if option.division == evidence.division] or (
            home if resolution.option is not None else []
        )
    if not home:
        return Resolution(None, 0.4, "no place of this name is known where the article is about")
    if resolution.option is None and len({option.division for option in home}) == 1:
        return Resolution(home[0], 0.6, "the place of this name where the article is about")
    return resolution


def _apply(place: Candidate, written: str, resolution: Resolution, parent: Option | None) -> None:
    if place.origin == "decision":
        return
    place.reason = f"{place.reason}; {resolution.reason}"
    if resolution.option is not None:
        place.keys = (resolution.option.key,)
        place.name = resolution.option.name
        place.confidence = round(max(place.confidence, 0.6) * resolution.confidence, 2)
        if resolution.contradicts and parent is not None:
            place.claimed_parent = parent.key
            place.reason += ", but it does not lie there"
    elif resolution.candidates:
        place.keys = tuple(option.key for option, _ in resolution.candidates)
        place.scores = tuple((option.key, score) for option, score in resolution.candidates)
        place.confidence = 0.4
    else:
        place.keys = ()
        place.name = " ".join(written.split())
        place.confidence = min(place.confidence, 0.5)


def _option(known: GazetteerEntity) -> Option:
    level = {"country": "country", "division": "division", "region": "region"}.get(
        known.subtype, "facility"
    )
    return Option(known.key, known.name, level, known.country, known.division)
