"""Towns by the words beside their names: `in Tustin`, `Izalco prison`, `Irvine, CA`."""

import re
from collections.abc import Callable, Iterator

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.passage import Passage
from entities.extraction.places.place_candidates import (
    NAME,
    WORD,
    may_be_place,
    place_candidate,
    without_lead,
)
from entities.extraction.places.resolve_places import GOOD_SHARE, Evidence
from entities.extraction.text import is_on_list
from entities.gazetteer.places.cities import CityIndex
from entities.names import fold

_AFTER_CUE = re.compile(
    r"\b(?P<cue>(?<=\d,\s)of|(?:[Rr]oad|[Hh]ighway|[Ww]ay)\sto|[Ii]n|[Nn]ear|[Ff]rom|[Oo]utside|[Aa]round|into|[Aa]cross|[Tt]hroughout|[Bb]etween|"
    r"(?:out|north|south|east|west|outskirts|suburbs?|suburbs|parts)\sof|[Tt]own\sof|[Cc]ity\sof|"
    r"municipality\sof|department\sof|province\sof|state\sof|neighborhood\sof|prison\sof|port\sof|"
    r"[Vv]illage\sof|jail\sof|streets\sof|(?:area|zone|hamlet|canton|hills|vicinity)\sof|"
    r"(?:towns|cities|villages|municipalities|districts|neighborhoods|places),?\s(?:like|such\sas)|"
    r"(?:penal|cárcel|prisión|municipio|departamento|provincia|"
    r"ciudad|presídio|bairro)\sd[eo]|colonia|comuna|vereda|en|em|desde)\s"
    rf"(?:the\s)?(?P<name>{NAME})"
)
# `Cesar Villagrana of Gilroy, …`
_PERSON_OF = re.compile(
    rf"{WORD}\s{WORD},?\sof\s(?P<name>{NAME})(?=[,.;]|\s(?:was|is|were|has|who|and)\b)"
)
_UNSURE = 0.5
_NOUN_OF = re.compile(
    r"(?<!out)(?<!north)(?<!south)(?<!east)(?<!west)(?<!parts)(?<!area)(?<!zone)\sof$"
)
_LIST_GOES_ON = re.compile(rf"(?:,\s(?:and\s)?|\sand\s)(?:in\s)?(?P<name>{NAME})")
_IN_AREA = re.compile(rf"(?P<name>{NAME}),\s(?=(?P<area>{NAME}))")
_BEFORE_CUE = re.compile(
    rf"(?P<name>{NAME})\s(?:department|province|municipality|neighborhood|neighbourhood|district|"
    r"prison|jail|state|region|barrio|county|airport|port|border|village|hamlet|canton|jurisdiction|"
    r"volcano|hill)s?\b"
)
# Words that stand after nothing but the name of a place.
_UNITS = ("jurisdiction", "canton", "hamlet", "municipality")
_UNIT_AFTER = re.compile(rf"(?P<name>{NAME})\s(?:{'|'.join(_UNITS)})\b")
# `Cauca and Nariño Departments`
_LEVELS_LISTED = re.compile(
    rf"(?P<name>{NAME})\sand\s(?P<last>{WORD}(?:\s{WORD})?)\s"
    r"(?:[Dd]epartments|[Pp]rovinces|[Ss]tates|[Cc]ounties)\b"
)
_LEVELS_IN_PLURAL = re.compile(r"\s(?:[Dd]epartments|[Pp]rovinces|[Ss]tates|[Cc]ounties)\b")
# `Hunts Point is the turf of the Crips`
_TURF = ("turf", "territory", "stronghold", "bastion")
_TURF_OF = re.compile(
    rf"(?P<name>{NAME}),?\s(?:is|was|are|were|remains?|became)\s(?:(?:the|a)\s)?(?:[a-z-]+\s)?"
    rf"(?:{'|'.join(_TURF)})\sof\b"
)
# `HECTOR LUNA, 22, Pacoima,`
_AFTER_AGE = re.compile(
    rf",\s\d\d,\s(?:of\s)?(?P<name>{NAME})(?=[,.;)]|\sand\b|\s(?:was|is|were)\b)(?!,\s\d)"
)
# `Irvine, CA 92618` and `Coos Bay, OR.`
_STATE_CODE = re.compile(r",\s(?P<code>[A-Z]{2}\b\.?)(?=\s\d{5}\b|[,;)]|$|\.?\s)")
_NAME_ENDS = re.compile(rf"{NAME}$")
_POSSESSIVE = re.compile(r"['’][sS]$")
_ACRONYM = re.compile(r"[A-Z]{2,3}")


def cued_places(
    passage: Passage,
    cities: CityIndex,
    evidence: Evidence,
    is_area: Callable[[str], bool],
    lies_in: Callable[[str, str], bool],
) -> Iterator[Candidate]:
    """Towns after `in`, `town of` …, before `prison`, `province` …, and in `Town, Country`.

    `is_area` tells of a folded name whether a country or division has it, `lies_in` of the folded
    names of a town and an area whether any such town lies there.
    """
    text = passage.text
    for start, end in passage.datelines:
        if fold(text[start:end]) in cities:
            place = place_candidate(
                start, end, "rule:dateline", "where the text was filed from", 0.9
            )
            place.rank = Rank.RULE  # or its first word could be taken for a country
            yield place
    reached = 0
    for match in _AFTER_CUE.finditer(text):
        if match.start() < reached:
            continue
        # `Ann Poe, 24, of Tustin`: the model may take what no list has for another person.
        is_home = match.group("cue") == "of"
        sure = is_home or _NOUN_OF.search(match.group("cue")) is not None
        left, right = match.span("name")
        if _ACRONYM.fullmatch(text, left, right) and not passage.is_in_capitals(left):
            continue
        if sure and fold(text[left:right]) not in cities and may_be_place(text[left:right]):
            confidence = 0.65 if is_home else 0.6
            yield place_candidate(
                left, right, "rule:place-cue", "a name after a word for places", confidence
            )
        while found := _town(text, left, right, cities):
            if (passage.is_headline(found[0]) or passage.is_in_capitals(found[0])) and (
                is_on_list(text[slice(*found)].casefold())
            ):
                break
            yield _cued(text, found, cities, evidence, sure)
            reached = found[1]
            following = _LIST_GOES_ON.match(text, found[1])
            if following is None:
                break
            left, right = following.span("name")
    for match in _AFTER_AGE.finditer(text):
        if found := _town(text, *match.span("name"), cities):
            yield _cued(text, found, cities, evidence, False)
    for match in _PERSON_OF.finditer(text):
        if found := _town(text, *match.span("name"), cities):
            place = _cued(text, found, cities, evidence, False)
            if place.confidence > _UNSURE:
                yield place
    for match in _BEFORE_CUE.finditer(text):
        if found := _town(text, *match.span("name"), cities):
            yield _cued(text, found, cities, evidence, False)
    for match in _TURF_OF.finditer(text) if passage.has_any(_TURF) else ():
        start, end = without_lead(text, *match.span("name")), match.end("name")
        if found := _town(text, start, end, cities):
            yield _cued(text, found, cities, evidence, True)
        elif may_be_place(text[start:end]):
            yield place_candidate(
                start, end, "rule:place-cue", "a name before a word for places", 0.8
            )
    for match in _UNIT_AFTER.finditer(text) if passage.has_any(_UNITS) else ():
        start, end = without_lead(text, *match.span("name")), match.end("name")
        if may_be_place(text[start:end]) and fold(text[start:end]) not in cities:
            place = place_candidate(
                start, end, "rule:place-cue", "a name before a word for places", 0.9
            )
            place.rank = Rank.RULE
            yield place
    for match in _IN_AREA.finditer(text):
        found = _town(text, *match.span("name"), cities)
        if found and lies_in(fold(text[slice(*found)]), fold(match.group("area"))):
            yield _cued(text, found, cities, evidence, True)
    for match in _LEVELS_LISTED.finditer(text) if _LEVELS_IN_PLURAL.search(text) else ():
        for group in ("name", "last"):
            if fold(match[group]) in cities or is_area(fold(match[group])):
                place = place_candidate(
                    *match.span(group), "rule:place-cue", "before a word for places", 0.9
                )
                place.rank = Rank.RULE
                yield place
    for match in _STATE_CODE.finditer(text):
        state = f"US-{match.group('code')[:2]}"
        name = _NAME_ENDS.search(text, max(0, match.start() - 40), match.start())
        town = fold(text[without_lead(text, *name.span()) : name.end()]) if name else ""
        if any(one.division == state for one in cities.named(town)):
            place = place_candidate(
                *match.span("code"), "rule:state-code", "the state of the town before it", 0.9
            )
            place.rank, place.keys = Rank.RULE, (f"place:{state}",)
            yield place


def _town(text: str, start: int, end: int, cities: CityIndex) -> tuple[int, int] | None:
    start = without_lead(text, start, end)
    if owner := _POSSESSIVE.search(text, start, end):
        end = owner.start()
    written = text[start:end]
    return (start, end) if fold(written) in cities and may_be_place(written) else None


def _cued(
    text: str, span: tuple[int, int], cities: CityIndex, evidence: Evidence, sure: bool
) -> Candidate:
    """A town of a country that the text points at, or with a clear cue, is hardly anything else."""
    fits = any(
        evidence.share(city.country) >= GOOD_SHARE
        for city in cities.named(fold(text[slice(*span)]))
    )
    confidence = 0.85 if sure or fits else _UNSURE
    return place_candidate(
        *span, "rule:place-cue", "a town's name beside a word for places", confidence
    )
