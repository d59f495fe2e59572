"""Puts the places of one text on the map, those that no list has by the places around them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from entities.extraction.candidates import Candidate
from entities.extraction.passage import Passage
from entities.extraction.places.facilities import FACILITY, STREET
from entities.extraction.places.levels_and_parents import level_beside, parents, without_level
from entities.extraction.places.neighbours import Surroundings, Weighed, vouched
from entities.extraction.places.place_index import PlaceIndex
from entities.extraction.places.resolve_places import (
    GOOD_SHARE,
    SUPPORT,
    Context,
    Evidence,
    Option,
    Pointer,
    Resolution,
    lies_in,
    resolve,
    weigh,
)
from entities.kinds import Kind
from entities.names import fold

# `Quarter, town, department, country`: longer chains are lists.
_DEEPEST = 4
_LONGEST_LIST = 50  # places
_MOST_OF_NAME = 100  # places of a name that may tell which one it is
_LARGE = 100_000
_VOUCHED_FOR = 0.3
_TOWN_POINTS = 0.4
_LISTED = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or)\s(?:in\s)?")


class Locator:
    """Settles which of the places of its name is meant by every place of a text."""

    def __init__(self, places: PlaceIndex) -> None:
        self._places = places

    def locate(self, passage: Passage, chosen: list[Candidate], evidence: Evidence) -> None:
        """Settle what every place among the chosen mentions means.

        First each by itself, where no town's name tells a country; then by how near to each other
        they lie; then by the countries and divisions in which the towns have turned out to lie.
        """
        places = [one for one in chosen if one.kind == Kind.LOCATION]
        text = _Text(
            passage, places, parents(passage.text, [(one.start, one.end) for one in places])
        )
        stated = Evidence.of(
            (pointer for pointer in evidence.pointers if not pointer.is_town), evidence.home
        )
        support = self._support(text, self._settle(text, stated, {}), stated)
        beside = self._settle(text, stated, support)
        together = Evidence.of((*stated.pointers, *_town_pointers(places, beside)), evidence.home)
        settled = self._settle(text, together, support)
        surroundings = Surroundings(
            (
                (place.start, option)
                for number, place in enumerate(places)
                if (option := settled[number].option) is not None
            ),
            together,
        )
        for number, place in enumerate(places):
            one = settled[number]
            _apply(place, passage.text[place.start : place.end], one.resolution, one.parent)
            if not place.keys:
                around = settled[text.inside[number]].option if number in text.inside else None
                place.inside = (
                    around.key
                    if around is not None
                    else surroundings.area_of(place.start, passage.text[place.start : place.end])
                )

    def _settle(
        self, text: "_Text", evidence: Evidence, support: Mapping[str, Mapping[str, float]]
    ) -> dict[int, "_Settled"]:
        settled: dict[int, _Settled] = {}
        text.resolutions = {}
        for number in range(len(text.places)):
            self._resolve(number, text, evidence, support, settled)
        for number in range(len(text.places)):
            self._follow(number, text, settled)
        return settled

    def _support(
        self, text: "_Text", alone: Mapping[int, "_Settled"], evidence: Evidence
    ) -> dict[str, dict[str, float]]:
        names: dict[str, list[Weighed]] = {}
        for number, one in alone.items():
            if one.options and text.folded(number) not in names:
                names[text.folded(number)] = [
                    Weighed(option, score)
                    for score, option in weigh(one.options, one.context, evidence)
                    if option.level in ("city", "district")
                ]
        found = vouched(names, SUPPORT)
        for number, one in alone.items():
            support = found.get(text.folded(number), {})
            for division in one.options:
                # The towns of the text vouch for the division as they do for the town of its name.
                if division.level == "division" and division.key not in support:
                    support[division.key] = max(
                        (
                            support.get(town.key, 0.0)
                            for town in one.options
                            if town.division == division.division
                        ),
                        default=0.0,
                    )
        return found

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
        self, number: int, text: "_Text", options: tuple[Option, ...], parent: Option
    ) -> bool:
        """`Louisiana, Oregon, Missouri and Ohio` lists divisions; none lies in the next."""
        return (
            parent.level == "division"
            and number + 2 < len(text.places)
            and text.between(number, number + 1) == ", "
            and _LISTED.fullmatch(text.between(number + 1, number + 2)) is not None
            and any(
                option.level == "division"
                and option.country == parent.country
                and option.key != parent.key
                for option in options
            )
        )

    def _around_towns(
        self, number: int, text: "_Text", options: tuple[Option, ...]
    ) -> tuple[Option, ...]:
        """`Spokane, Washington` can only mean the area of this name that has such a town."""
        child = next((one for one, parent in text.inside.items() if parent == number), None)
        if child is None or len(options) < 2:
            return options
        towns = self._places.options(text.written(child))
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

    @staticmethod
    def _is_beside_division(number: int, text: "_Text", settled: dict[int, "_Settled"]) -> bool:
        """Whether a list goes on from a division: the last of `Oklahoma and Washington`."""
        if not number or number - 1 not in settled:
            return False
        before = settled[number - 1].option
        return (
            before is not None
            and before.level == "division"
            and _LISTED.fullmatch(text.between(number - 1, number)) is not None
        )

    def _follow(self, number: int, text: "_Text", settled: dict[int, "_Settled"]) -> None:
        """What a name means where the text says so, it means elsewhere in the text too."""
        place = text.places[number]
        if number in text.inside or level_beside(text.passage.text, place.start, place.end):
            return
        for other in text.of_name(number):
            option = settled[other].option
            if option is not None and (
                (other in text.inside and settled[other].parent is not None)
                or self._is_beside_division(other, text, settled)
            ):
                if option != settled[number].option:
                    settled[number] = replace(
                        settled[number],
                        resolution=Resolution(option, 0.75, "the text says elsewhere which one"),
                        parent=None,
                    )
                return

    def _resolve(
        self,
        number: int,
        text: "_Text",
        evidence: Evidence,
        support: Mapping[str, Mapping[str, float]],
        settled: dict[int, "_Settled"],
        depth: int = 0,
    ) -> "_Settled":
        if number in settled:
            return settled[number]
        place = text.places[number]
        # Marks the place as being worked on, should two places ever claim each other.
        settled[number] = _Settled((), Context(place.start), Resolution(None, 0.0, ""), None)
        parent = None
        if number in text.inside and depth < _DEEPEST:
            parent = self._resolve(
                text.inside[number], text, evidence, support, settled, depth + 1
            ).option
        written = text.written(number)
        bare, level = without_level(written)
        options: tuple[Option, ...] = ()
        if place.origin != STREET:
            options = (
                self._places.options(written)
                or (self._places.options(bare) if level else ())
                or tuple(self._places.of_key(key) for key in place.keys)
            )
        if not options and place.origin not in (STREET, FACILITY):
            options = self._places.of_misprint(written, evidence)
        if parent is not None and self._is_list(number, text, options, parent):
            parent = None
        options = self._around_towns(number, text, options)
        if parent is not None and parent.level not in ("country", "division", "region", "city"):
            parent = None
        level = level or level_beside(text.passage.text, place.start, place.end)
        if not level and parent is None and self._is_beside_division(number, text, settled):
            level = "division"
        context = Context(
            place.start,
            parent,
            level,
            self._end_of_list(number, text, evidence, support, settled, depth),
            support.get(text.folded(number), {}),
        )
        said = (text.folded(number), parent, level, context.listed_in)
        resolution = text.resolutions.get(said) or resolve(options, context, evidence)
        text.resolutions[said] = resolution
        if parent is not None and resolution.option is None:
            resolution = _only_in(parent, resolution)
        if parent is None and not place.keys and not _is_of_one_area(options, evidence):
            if place.origin == FACILITY:
                # `Prospect Park` in Brooklyn is not the borough of that name near by.
                context = replace(context, support={})
            resolution = _at_home(resolution, context, evidence)
        if resolution.contradicts and not self._is_claim(
            number, text.inside[number], text, resolution, parent
        ):
            resolution, parent = _in_a_row(resolution, parent), None
        settled[number] = _Settled(options, context, resolution, parent)
        return settled[number]

    def _end_of_list(
        self,
        number: int,
        text: "_Text",
        evidence: Evidence,
        support: Mapping[str, Mapping[str, float]],
        settled: dict[int, "_Settled"],
        depth: int,
    ) -> Option | None:
        """Where the last of a list of places lies: Ohio for `Lima` in `Lima and Toledo, Ohio`."""
        last = number
        beyond = min(len(text.places), number + _LONGEST_LIST)
        while last + 1 < beyond and _LISTED.fullmatch(text.between(last, last + 1)):
            ends = any(map(str.isalpha, text.between(last, last + 1)))
            last += 1
            if ends and text.inside.get(last) == last + 1 and depth < _DEEPEST:
                area = self._resolve(last + 1, text, evidence, support, settled, depth + 1).option
                return area if area and area.level in ("country", "division") else None
        return None

    def _is_claim(
        self, number: int, around: int, text: "_Text", resolution: Resolution, parent: Option | None
    ) -> bool:
        """Whether the text puts the place inside the one that is named beside it (`around`).

        Places in a row with nothing but commas may be a list: `Los Angeles, San Salvador and New
        York`. No town lies in another one, and what goes on with `and` names things of a kind.
        """
        first, last = sorted((number, around))
        between = text.between(first, last)
        if parent is None or resolution.option is None or any(map(str.isalpha, between)):
            return parent is not None
        if parent.level == "city" and resolution.option.level not in ("facility", "district"):
            return False
        if last + 1 == len(text.places):
            return True
        return _LISTED.fullmatch(text.between(last, last + 1)) is None or not any(
            option.level == parent.level and option.key != parent.key
            for option in self._places.options(text.written(last + 1))
        )


class _Text:
    """The places of one text as they stand in it, and which is said to lie in which."""

    def __init__(self, passage: Passage, places: list[Candidate], inside: dict[int, int]) -> None:
        self.passage = passage
        self.places = places
        self.inside = inside
        # What was made of a name where the same was said beside it: it means the same again.
        self.resolutions: dict[tuple, Resolution] = {}
        self._folded = [fold(passage.text[one.start : one.end]) for one in places]
        self._by_name: dict[str, list[int]] = {}
        for number, folded in enumerate(self._folded):
            self._by_name.setdefault(folded, []).append(number)

    def written(self, number: int) -> str:
        place = self.places[number]
        return self.passage.text[place.start : place.end]

    def folded(self, number: int) -> str:
        return self._folded[number]

    def between(self, first: int, last: int) -> str:
        """What stands between two places."""
        return self.passage.text[self.places[first].end : self.places[last].start]

    def of_name(self, number: int) -> Iterator[int]:
        """The first of the other places of the same name."""
        all_of_it = self._by_name[self._folded[number]]
        return (one for one in islice(all_of_it, _MOST_OF_NAME) if one != number)


@dataclass(frozen=True, slots=True)
class _Settled:
    """What became of one place: what it could mean, what speaks for that, what it does mean."""

    options: tuple[Option, ...]
    context: Context
    resolution: Resolution
    parent: Option | None

    @property
    def option(self) -> Option | None:
        return self.resolution.option


def _town_pointers(
    places: Iterable[Candidate], settled: Mapping[int, _Settled]
) -> Iterator[Pointer]:
    """Towns that are clearly meant point at their country and division."""
    for number, place in enumerate(places):
        option = settled[number].option
        if option is not None and option.level in ("city", "district", "facility"):
            yield Pointer(place.start, option.country, option.division, _TOWN_POINTS, is_town=True)


def _in_a_row(resolution: Resolution, beside: Option | None) -> Resolution:
    """The same where the text only names the other place beside it."""
    option, reason = resolution.option, resolution.reason
    if option and beside and option.country == beside.country:
        reason = f"its country is that of {beside.name} beside it"
    return replace(resolution, contradicts=False, reason=reason)


def _only_in(parent: Option, resolution: Resolution) -> Resolution:
    """`Rockaway Beach, Queens` is none of the towns of that name that lie elsewhere."""
    if any(lies_in(option, parent) for option, _ in resolution.candidates):
        return resolution
    return Resolution(None, 0.4, f"no place of this name is known in {parent.name}")


def _is_of_one_area(options: tuple[Option, ...], evidence: Evidence) -> bool:
    """Whether all places of a name lie in one area, and the article points at its country too."""
    areas = {(option.country, option.division) for option in options}
    return len(areas) == 1 and evidence.share(options[0].country) >= GOOD_SHARE


def _at_home(resolution: Resolution, context: Context, evidence: Evidence) -> Resolution:
    """Prefer what lies where the article is about; else the place is rather one no list has.

    `Hyde Park` in an article on Los Angeles is none of the towns of that name elsewhere. Large
    towns are meant wherever they lie, and so are those near other towns of the text.
    """
    if not evidence.country:
        return resolution
    options = [option for option, _ in resolution.candidates]
    if not options and resolution.option is not None:
        options = [resolution.option]
    if any(
        option.population >= _LARGE
        or option.level in ("country", "division", "region")
        or context.support.get(option.key, 0.0) >= _VOUCHED_FOR
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
