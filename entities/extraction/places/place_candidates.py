"""Where a text names places, and what it says right beside them."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import english, words
from entities.extraction.names.given_names import given_names
from entities.extraction.names.match_names import Matcher
from entities.extraction.names.people import is_title
from entities.extraction.passage import Passage
from entities.extraction.places.false_places import is_after_cue, is_ordinary_here
from entities.extraction.places.resolve_places import Evidence
from entities.extraction.text import is_on_list
from entities.gazetteer.places.cities import CityIndex
from entities.gazetteer.snapshot import GazetteerEntity
from entities.kinds import Kind
from entities.names import fold

_WORD = r"[A-ZÀ-Þ][\w’'-]*\w"
_NAME = rf"{_WORD}(?:\s(?:(?:de|del|la|las|los|el|of|da|do|dos|di|du|the)\s){{0,2}}{_WORD}){{0,4}}"
_AFTER_CUE = re.compile(
    r"\b(?P<cue>(?<=\d,\s)of|(?:[Rr]oad|[Hh]ighway|[Ww]ay)\sto|[Ii]n|[Nn]ear|[Ff]rom|[Oo]utside|[Aa]round|into|[Aa]cross|[Tt]hroughout|[Bb]etween|"
    r"(?:out|north|south|east|west|outskirts|suburbs?|suburbs|parts)\sof|[Tt]own\sof|[Cc]ity\sof|"
    r"municipality\sof|department\sof|province\sof|state\sof|neighborhood\sof|prison\sof|port\sof|"
    r"[Vv]illage\sof|jail\sof|streets\sof|(?:area|zone|hamlet|canton|hills|vicinity)\sof|"
    r"(?:towns|cities|villages|municipalities|districts|neighborhoods|places),?\s(?:like|such\sas)|"
    r"(?:penal|cárcel|prisión|municipio|departamento|provincia|"
    r"ciudad|presídio|bairro)\sd[eo]|colonia|comuna|vereda|en|em|desde)\s"
    rf"(?:the\s)?(?P<name>{_NAME})"
)
# `Cesar Villagrana of Gilroy, …`
_PERSON_OF = re.compile(
    rf"{_WORD}\s{_WORD},?\sof\s(?P<name>{_NAME})(?=[,.;]|\s(?:was|is|were|has|who|and)\b)"
)
_UNSURE = 0.5
_NOUN_OF = re.compile(
    r"(?<!out)(?<!north)(?<!south)(?<!east)(?<!west)(?<!parts)(?<!area)(?<!zone)\sof$"
)
_LIST_GOES_ON = re.compile(rf"(?:,\s(?:and\s)?|\sand\s)(?:in\s)?(?P<name>{_NAME})")
_IN_AREA = re.compile(rf"(?P<name>{_NAME}),\s(?=(?P<area>{_NAME}))")
_GOOD_SHARE = 0.15
_BEFORE_CUE = re.compile(
    rf"(?P<name>{_NAME})\s(?:department|province|municipality|neighborhood|neighbourhood|district|"
    r"prison|jail|state|region|barrio|county|airport|port|border|village|hamlet|canton|jurisdiction|"
    r"volcano|hill)s?\b"
)
# Words that stand after nothing but the name of a place.
_UNIT_AFTER = re.compile(rf"(?P<name>{_NAME})\s(?:jurisdiction|canton|hamlet|municipality)\b")
# `U.S. District Judge` is a title; the country in it is none of the places of the text.
_TITLE_AFTER = re.compile(
    r"\s(?:[Dd]istrict\s[Jj]udge|[Aa]ttorneys?|[Mm]agistrate|[Mm]arshals?|Senators?|Sen\.|Rep\.|"
    r"Representatives?|Circuit\sJudge|Assistant\sAttorneys?|Ambassador|Probation|Courthouse|"
    r"(?:District|Circuit|Bankruptcy)\sCourt|Postal|Park\sPolice)\b"
)
_FACILITY = re.compile(
    rf"(?P<name>{_NAME})\s(?P<noun>(?:(?:[Mm]aximum|[Hh]igh)[\s-][Ss]ecurity\s|[Ss]tate\s|"
    r"[Ff]ederal\s|[Cc]ounty\s)*(?:[Pp]rison|[Jj]ail|[Pp]enitentiary|[Dd]etention\s(?:[Cc]ent(?:er|re)|"
    r"[Ff]acility|[Cc]omplex)|[Rr]emand\s[Cc]ent(?:er|re)|[Cc]onfinement\s[Cc]ent(?:er|re)|"
    r"[Cc]orrectional\s(?:[Ff]acility|[Cc]ent(?:er|re)|[Ii]nstitution|[Cc]omplex)))\b"
    r"(?!\s(?:[Gg]angs?|[Tt]erms?|[Ss]entences?|[Tt]ime|[Mm]afia)\b)"
)
# British prisons
_HMP = re.compile(rf"\bHM[PY](?:OI|P)?\s{_WORD}(?:\s{_WORD})?\b")
_ADDRESS = re.compile(
    rf"\b(?:[Oo]n|[Aa]t|[Nn]ear|[Ii]n|[Oo]f|[Oo]ff|[Ff]rom)\s(?:the\s)?(?P<name>{_WORD}(?:\s{_WORD}){{0,2}}\s"
    r"(?:Place|Drive|Gardens|Crescent|Estate|Estates|Court|Close|Way|Heights))\b(?!\s[A-Z])"
)
_NO_GANG_AFTER = (
    r"(?!\s(?:[Gg]ang|[Cc]rew|[Cc]lique|Crips?|Bloods?|Locos|Gangsters?|Boys|"
    r"Posse|Mob|Police|Division|Station|Strip|[A-Z]))"
)
_NAMED_FACILITY = re.compile(
    rf"(?P<name>{_WORD}(?:\s(?:{_WORD}|[A-Z]\.)){{0,4}})\s(?:Street|Avenue|Road|Boulevard|Lane|"
    r"Highway|Freeway|(?<!Emergency\s)(?<!Operating\s)(?<!Jury\s)(?<!Court\s)Room|Parkway|(?:(?:Regional|National|State|City|Memorial)\s)?(?:Park|Forest)|Square|Plaza|Bridge|"
    r"(?:International\s)?Airport|Hotel|Courthouse|Harbou?r|Beach|Housing\s(?:Projects?|Development)|"
    r"Houses|Estates|River|Lake|Valley|Mountains?|Canyon|Creek|Bay|Peninsula|Islands?|Desert|"
    r"Heights|Terraces?|Port\sof\sEntry|(?:General\s|Memorial\s|Children[’']s\s)?Hospital|Clinic|"
    r"(?:(?:Regional\s)?Medical|Justice|Community|Cultural|Civic|Convention|Shopping)\sCent(?:er|re)|"
    rf"Stadium|Cemetery|Building|Playground|Apartments|Mall)\b{_NO_GANG_AFTER}"
)
_SIDE = r"(?:[NSEW]\.?|North|South|East|West)"
# With the number of a house: `790 Franklin Avenue`, `2016 W Elm St.`, `3 Bell Way #110`
_HOUSE = re.compile(
    rf"(?<![\w$.,#-])\d{{1,5}}(?:-\d{{1,4}})?\s(?:{_SIDE}\s)?(?:{_WORD}\s){{1,4}}"
    r"(?:Street|St\b\.?|Avenue|Ave\b\.?|Road|Rd\b\.?|Boulevard|Blvd\b\.?|Lane|Ln\b\.?|Drive|Dr\b\.?|"
    r"Way|Place|Pl\b\.?|Court|Ct\b\.?|Circle|Terrace|Highway|Hwy\b\.?|Parkway|Pkwy\b\.?)"
    rf"(?:\s{_SIDE}(?=[\s,.;]))?(?:,?\s#\d+\w?)?{_NO_GANG_AFTER}"
)
_NUMBERED_STREET = re.compile(
    rf"\b(?:(?:East|West|North|South)\s\d{{1,3}}\s?(?:st|nd|rd|th)\s(?:Street|Avenue|Place)|"
    rf"Avenue\s[A-Z])\b(?!\s[A-Z]){_NO_GANG_AFTER}"
)
# `Balsam and Chestnut Avenues`, and the second of `Balsam Avenue and Curtis Court`
_STREETS = re.compile(
    rf"(?P<name>{_WORD}(?:\s{_WORD})?)\sand\s(?P<last>{_WORD}(?:\s{_WORD})?\s"
    r"(?:Avenues|Streets|Roads))\b"
)
_STREET_NOUN = re.compile(r"\s(?:Avenue|Street|Road)s?\b")
_CORNER = re.compile(
    rf"(?:Street|Avenue|Road|Boulevard|Drive)\sand\s(?P<last>{_WORD}(?:\s{_WORD})?\s"
    r"(?:Court|Place|Drive|Way|Circle|Close))\b"
)
_RANGE = re.compile(rf"\b(?:Serran[íi]a|Sierra|Cordillera)\s(?:d[eo]l?|da)\s(?:la\s)?{_WORD}\b")
# `Cauca and Nariño Departments`
_LEVELS_LISTED = re.compile(
    rf"(?P<name>{_NAME})\sand\s(?P<last>{_WORD}(?:\s{_WORD})?)\s"
    r"(?:[Dd]epartments|[Pp]rovinces|[Ss]tates|[Cc]ounties)\b"
)
_LEVELS_IN_PLURAL = re.compile(r"\s(?:[Dd]epartments|[Pp]rovinces|[Ss]tates|[Cc]ounties)\b")
# `Hunts Point is the turf of the Crips`
_TURF_OF = re.compile(
    rf"(?P<name>{_NAME}),?\s(?:is|was|are|were|remains?|became)\s(?:(?:the|a)\s)?(?:[a-z-]+\s)?"
    r"(?:turf|territory|stronghold|bastion)\sof\b"
)
# `HECTOR LUNA, 22, Pacoima,`
_AFTER_AGE = re.compile(
    rf",\s\d\d,\s(?:of\s)?(?P<name>{_NAME})(?=[,.;)]|\sand\b|\s(?:was|is|were)\b)(?!,\s\d)"
)
# `Irvine, CA 92618` and `Coos Bay, OR.`
_STATE_CODE = re.compile(r",\s(?P<code>[A-Z]{2}\b\.?)(?=\s\d{5}\b|[,;)]|$|\.?\s)")
_NAME_ENDS = re.compile(rf"{_NAME}$")
_NO_ADDRESS = re.compile(
    r"\b(?:Supreme|Commissioners?['’]?|High|District|Crown|County|Superior|Federal|Magistrates?['’]?|Criminal|Circuit|"
    r"National|First|Family|Appeals?|Central|International|Municipal|Youth)\s(?:\w+\s)?Court\b"
)
_LEVEL_AFTER = re.compile(r"\s(department|province|state|county|municipality|city|prison|jail)\b")
_LEVEL_BEFORE = re.compile(
    r"\b(department|province|state|county|municipality|city|town|village)\sof\s$"
)
_LEVELS = {
    "department": "division",
    "province": "division",
    "state": "division",
    "county": "district",
    "municipality": "city",
    "city": "city",
    "town": "city",
    "village": "city",
    "prison": "",
    "jail": "",
}
_FIRST_NAMES_NO_PLACE = frozenset((*english.MONTHS, *english.WEEKDAYS)) | words(
    """
    along outside inside around across from to toward towards behind beyond through
    the a an he she it they we i but and or if in on at as by for from this that these those
    police president minister judge general
    central northern southern eastern western north south east west union
    federal national international spanish english airport prison border
    clash port police church court
    city town village county province department state
    front urban rural alley citizen
    """
)
LARGE_TOWN = 300_000  # people
# What a name comes from that is a street's, whatever else bears it.
STREET = "rule:street"
FACILITY = "rule:facility"
_ORDINAL_ENDINGS = words("st nd rd th")
_DIRECTIONS = words("north south east west northern southern eastern western")
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|of|around|across|outside|to|into|toward|towards|through|over|on|off|"
    r"between|inside|behind|beyond|leaving|reached|left|entered|en|em|de)\s(?:the\s|el\s|la\s)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r",?\s(?:and|or|y|e)\s|,\s")
_POSSESSIVE = re.compile(r"['’][sS]$")
_SMALL_LAST_WORD = re.compile(r"(?<=\w)\s[a-z]\w*$")
_AREA_FOLLOWS = re.compile(r",\s[A-Z]")
# Facilities whose word is a surname too.
# `Louis Armstrong Houses`: nobody is called so, though it begins with a given name.
_NEVER_SURNAME = re.compile(
    r"\b(?:Houses|Housing\s(?:Projects?|Development)|Apartments|Playground|Airport|Courthouse|"
    r"Hospital|Stadium|Cemetery)$"
)
_SURNAME = re.compile(r"\b(?:Park|Lane|Beach|Rivers?|Lake|Bay|Forest|Heights)$")
# `the media`, `the news media`, which wire copy writes as it does towns
_NEWS = words("media press")
_ARTICLE_OR_NEWS = re.compile(r"\b(?:[Tt]he|[Nn]ews)\s$")
_ACRONYM = re.compile(r"[A-Z]{2,3}")
_AGE_AFTER = re.compile(r",\s\d\d\b")
# `Franklin’s Finest Deli`
_OWNS = re.compile(r"['’]s\s[A-Z]")
_OWNER = re.compile(rf"{_WORD}['’]s\s(?=[A-ZÀ-Þ])")
_LAST_WORD = re.compile(r"([\w’'.-]+) $")
# `Santa Rosa de Lima`
_NAME_BEFORE = re.compile(r"\b(?:San|Santa|Santo|São)\s[A-ZÀ-Þ]\w+\sde\s$")
_NAME_GOES_ON = re.compile(r" [A-ZÀ-Þ]")
_FACILITY_WORDS = re.compile(
    r"(?i)\b(?:prison|jail|penitentiary|airport|port|park|river|bridge|highway|street|avenue|"
    r"square|market|hospital|stadium|detention|correctional|base|island|valley|mountains?|"
    r"desert|lake|bay|beach|neighbou?rhood|barrio|colonia|border)\b"
)


def model_places(passage: Passage, is_known: Callable[[str], bool]) -> Iterator[Candidate]:
    """What the model takes for a place, without the articles and possessives around it.

    `is_known` tells of a folded name whether any place has it.
    """
    for named in passage.named:
        if named.label not in Kind.LOCATION.row.model:
            continue
        for left, right in _parts(passage.text, named.start, named.end):
            start, end = _trimmed(passage.text, left, right)
            if passage.is_headline(start):
                end = _end_of_known(passage.text, start, end, is_known)
            written = passage.text[start:end]
            if not _may_be_place(written) or begins_title(passage.text, end):
                continue
            if is_ordinary_here(passage, start, end):
                continue
            if (passage.is_headline(start) or passage.is_in_capitals(start)) and (
                is_on_list(written.casefold())
            ):
                continue
            if _is_news(passage.text, start, end):
                continue
            if named.label == "FAC" and not _FACILITY_WORDS.search(written):
                continue
            if stands_among_people(passage, start, end) and not is_known(fold(written)):
                continue
            yield _place(
                start, end, f"ner:{named.label}", "the language model takes it for a place", 0.6
            )


def misread_people(passage: Passage, is_known: Callable[[str], bool]) -> Iterator[Candidate]:
    """People whom the model takes for places, in a list of people: no list has such a place."""
    for named in passage.named:
        start, end = named.start, named.end
        if (
            named.label in Kind.LOCATION.row.model
            and stands_among_people(passage, start, end)
            and not is_known(fold(passage.text[start:end]))
        ):
            reason = "in a list of people"
            yield Candidate(start, end, Kind.PERSON, Rank.MODEL, "rule:listed", reason, 0.7)


_AND_NEXT = re.compile(r",\s(?:and\s|&\s)?")


def stands_among_people(passage: Passage, start: int, end: int) -> bool:
    """Whether a name of two words stands in a list of people: `Ana Roe, Oiram Poe, and Bo Lee`."""
    if passage.text[start:end].count(" ") != 1 or passage.text[start - 2 : start] != ", ":
        return False
    after = _AND_NEXT.match(passage.text, end)
    people = [one for one in passage.named if one.label == "PERSON"]
    return (
        after is not None
        and any(one.end == start - 2 and " " in passage.text[one.start : one.end] for one in people)
        and any(one.start == after.end() for one in people)
    )


def _end_of_known(text: str, start: int, end: int, is_known: Callable[[str], bool]) -> int:
    """`Coney Island` of `Coney Island Street Shooting`: in a headline any word may follow."""
    shorter = end
    while not is_known(fold(text[start:shorter])):
        shorter = text.rfind(" ", start, shorter)
        if shorter < 0:
            return end
    return shorter


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`Windsor, Ontario` are two places."""
    while (comma := text.find(", ", start, end)) >= 0:
        yield start, comma
        start = comma + 2
    yield start, end


def misread_towns(passage: Passage, is_town: Callable[[str], bool]) -> Iterator[Candidate]:
    """Towns that the model takes for a person or a body: `He left Santiago for Bogotá`.

    `is_town` tells of a folded name whether a town of a country in the article has it.
    """
    for named in passage.named:
        if named.label in ("PERSON", "ORG"):
            start, end = _trimmed(passage.text, named.start, named.end)
            written = passage.text[start:end]
            if (
                _may_be_place(written)
                and is_town(fold(written))
                and not _OWNS.match(passage.text, end)
                and not _is_news(passage.text, start, end)
                and not (
                    (_is_also_word(fold(written)) or start == passage.sentence_of(start)[0])
                    and not _AREA_FOLLOWS.match(passage.text, end)
                    and not _PLACE_BEFORE.search(passage.text, max(0, start - 20), start)
                )
            ):
                yield _place(
                    start, end, "rule:town", "a town of a country that the article names", 0.62
                )


def _is_news(text: str, start: int, end: int) -> bool:
    return (
        fold(text[start:end]) in _NEWS
        and _ARTICLE_OR_NEWS.search(text, max(0, start - 5), start) is not None
    )


def _is_also_word(folded: str) -> bool:
    """Whether a town's name is as well an ordinary word or a given name: `Media`, `Tracy`."""
    return is_on_list(folded) or folded in given_names()


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
            place = _place(start, end, "rule:dateline", "where the text was filed from", 0.9)
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
        if sure and fold(text[left:right]) not in cities and _may_be_place(text[left:right]):
            confidence = 0.65 if is_home else 0.6
            yield _place(
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
    for match in _TURF_OF.finditer(text):
        start, end = _without_lead(text, *match.span("name")), match.end("name")
        if found := _town(text, start, end, cities):
            yield _cued(text, found, cities, evidence, True)
        elif _may_be_place(text[start:end]):
            yield _place(start, end, "rule:place-cue", "a name before a word for places", 0.8)
    for match in _UNIT_AFTER.finditer(text):
        start, end = _without_lead(text, *match.span("name")), match.end("name")
        if _may_be_place(text[start:end]) and fold(text[start:end]) not in cities:
            place = _place(start, end, "rule:place-cue", "a name before a word for places", 0.9)
            place.rank = Rank.RULE
            yield place
    for match in _IN_AREA.finditer(text):
        found = _town(text, *match.span("name"), cities)
        if found and lies_in(fold(text[slice(*found)]), fold(match.group("area"))):
            yield _cued(text, found, cities, evidence, True)
    for match in _LEVELS_LISTED.finditer(text) if _LEVELS_IN_PLURAL.search(text) else ():
        for group in ("name", "last"):
            if fold(match[group]) in cities or is_area(fold(match[group])):
                place = _place(
                    *match.span(group), "rule:place-cue", "before a word for places", 0.9
                )
                place.rank = Rank.RULE
                yield place
    for match in _STATE_CODE.finditer(text):
        state = f"US-{match.group('code')[:2]}"
        name = _NAME_ENDS.search(text, max(0, match.start() - 40), match.start())
        town = fold(text[_without_lead(text, *name.span()) : name.end()]) if name else ""
        if any(one.division == state for one in cities.named(town)):
            place = _place(
                *match.span("code"), "rule:state-code", "the state of the town before it", 0.9
            )
            place.rank, place.keys = Rank.RULE, (f"place:{state}",)
            yield place


def large_towns(passage: Passage, names: Matcher) -> Iterator[Candidate]:
    """Names of large towns that are no piece of a longer name."""
    for match in names.find(passage):
        before = passage.text[max(0, match.start - 30) : match.start]
        after = passage.text[match.end : match.end + 2]
        word = _LAST_WORD.search(before)
        sentence, _ = passage.sentence_of(match.start)
        begins = match.start == sentence or (word and match.start - len(word.group()) == sentence)
        if (
            passage.is_in_capitals(match.start)
            or _AGE_AFTER.match(passage.text, match.end)
            or is_ordinary_here(passage, match.start, match.end)
            or _NAME_BEFORE.search(before)
            or (word and word.group(1)[0].isupper() and not begins)
        ):
            continue
        if not passage.is_in_heading(match.start) and _NAME_GOES_ON.match(after):
            continue
        yield _place(match.start, match.end, "rule:large-town", "the name of a large town", 0.62)


def lift_towns_over_areas(
    towns: Iterable[Candidate], known: Iterable[Candidate], text: str, cities: CityIndex
) -> None:
    """`Benin City` and `Tennessee Colony` are towns: the country or state in them is no place."""
    areas = sorted((one.start, one.end) for one in known if one.kind == Kind.LOCATION)
    for town in towns:
        inside = areas[bisect_left(areas, (town.start,)) : bisect_left(areas, (town.end,))]
        longer = any(
            end <= town.end and end - start < town.end - town.start for start, end in inside
        )
        if longer and fold(text[town.start : town.end]) in cities:
            town.rank = Rank.RULE


def _town(text: str, start: int, end: int, cities: CityIndex) -> tuple[int, int] | None:
    start = _without_lead(text, start, end)
    if owner := _POSSESSIVE.search(text, start, end):
        end = owner.start()
    written = text[start:end]
    return (start, end) if fold(written) in cities and _may_be_place(written) else None


def _without_lead(text: str, start: int, end: int, keep: frozenset[str] = frozenset()) -> int:
    """Skip words that only begin a sentence, save those to keep."""
    while (space := text.find(" ", start, end)) > 0:
        word = text[start:space].casefold()
        if word not in _FIRST_NAMES_NO_PLACE or word in keep:
            break
        start = space + 1
    return start


def _cued(
    text: str, span: tuple[int, int], cities: CityIndex, evidence: Evidence, sure: bool
) -> Candidate:
    """A town of a country that the text points at, or with a clear cue, is hardly anything else."""
    fits = any(
        evidence.share(city.country) >= _GOOD_SHARE
        for city in cities.named(fold(text[slice(*span)]))
    )
    confidence = 0.85 if sure or fits else _UNSURE
    return _place(*span, "rule:place-cue", "a town's name beside a word for places", confidence)


def facilities(passage: Passage, cities: CityIndex) -> Iterator[Candidate]:
    """Prisons by their build: `San Quentin State Prison`, and `Izalco` in `Izalco prison`.

    Streets, parks, stations and the like too.
    """
    people = {(one.start, one.end) for one in passage.named if one.label == "PERSON"}
    blocks = frozenset(passage.blocks)
    for match in _NAMED_FACILITY.finditer(passage.text):
        start = _without_lead(passage.text, *match.span("name"), keep=_DIRECTIONS)
        if owner := _OWNER.match(passage.text, start, match.end("name")):
            start = owner.end()  # `Houston’s Clinton Park`
        # `Linda Park` and `Jayquan Lane` are people unless the words before say something else.
        is_person = (
            (start, match.end()) in people
            and _SURNAME.search(passage.text, start, match.end())
            and not is_after_cue(passage, start)
        )
        is_in_title = passage.is_in_heading(start) and (start, match.end()) not in blocks
        if passage.text.startswith("St. ", max(0, start - 4)):
            start -= 4  # `St. Marks Avenue`
        name = passage.text[start : match.end("name")].casefold()
        # `36th Avenue` over three lines leaves `th`.
        is_named = name and name not in _ORDINAL_ENDINGS
        if is_named and not is_in_title and not is_person:
            place = _place(start, match.end(), FACILITY, "named as places are", 0.7)
            is_sure = _NEVER_SURNAME.search(passage.text, start, match.end())
            place.rank = Rank.INTRODUCTION if is_sure else Rank.RULE
            yield place
    for pattern in (_HMP, _ADDRESS, _NUMBERED_STREET, _HOUSE, _RANGE):
        for match in pattern.finditer(passage.text):
            start, end = match.span("name" if pattern is _ADDRESS else 0)
            if not _NO_ADDRESS.search(passage.text[start:end]):
                place = _place(start, end, FACILITY, "named as places are", 0.7)
                place.rank = Rank.RULE
                yield place
    for pattern in (_STREETS, _CORNER):
        for match in pattern.finditer(passage.text) if _STREET_NOUN.search(passage.text) else ():
            for group in match.groupdict():
                place = _place(*match.span(group), STREET, "a street at a corner", 0.7)
                place.rank = Rank.RULE
                yield place
    for match in _FACILITY.finditer(passage.text):
        start, end = match.span("name")
        start = _without_lead(passage.text, start, end)
        written = passage.text[start:end]
        if all(
            word in _FIRST_NAMES_NO_PLACE or is_on_list(word) for word in written.casefold().split()
        ):
            continue
        if match.group("noun")[0].islower():
            yield _place(start, end, "rule:prison", "a name before a word for prison", 0.82)
        else:
            yield _place(start, match.end(), "rule:prison", "a name before a word for prison", 0.75)


def without_doubtful_places(chosen: Iterable[Candidate], passage: Passage) -> list[Candidate]:
    """Leave out what the model alone takes for a place, unless the words around it do so too.

    `Arcatao, Chalatenango` says itself that it is one, and so does `in Arcatao`.
    """
    chosen = list(chosen)
    sure = {
        fold(passage.text[one.start : one.end])
        for one in chosen
        if one.kind == Kind.LOCATION and (one.keys or not one.origin.startswith("ner:"))
    }
    kept: list[Candidate] = []
    for one in chosen:
        doubtful = (
            one.kind == Kind.LOCATION
            and not one.keys
            and one.origin.startswith("ner:")
            and fold(passage.text[one.start : one.end]) not in sure
            and not passage.text.startswith(", ", one.end)
        )
        if doubtful and (passage.is_in_capitals(one.start) or passage.is_in_heading(one.start)):
            doubtful = " " not in one.name
        elif doubtful:
            last = kept[-1] if kept and kept[-1].kind == Kind.LOCATION else None
            doubtful = not (
                _PLACE_BEFORE.search(passage.text, max(0, one.start - 20), one.start)
                or (last and _LISTED.fullmatch(passage.text, last.end, one.start))
            )
        if not doubtful:
            kept.append(one)
    return kept


def begins_title(text: str, end: int) -> bool:
    """Whether the name that ends here only begins a title: `U.S. District Judge`."""
    return _TITLE_AFTER.match(text, end) is not None


def level_beside(text: str, start: int, end: int) -> str:
    """The level that a word beside the name gives it: `division`, `district`, `city` or nothing."""
    match = _LEVEL_AFTER.match(text, end) or _LEVEL_BEFORE.search(text[max(0, start - 20) : start])
    return _LEVELS[match.group(1)] if match else ""


_LEVEL_BEGINS = re.compile(
    r"(?i)(?P<level>department|departamento|province|provincia|state|estado|county|municipality|"
    r"municipio|city|ciudad|town|village)\s(?:of|de|del)\s(?:the\s)?(?P<name>.+)"
)
_LEVEL_ENDS = re.compile(
    r"(?i)(?P<name>.+)\s(?P<level>department|province|state|region|municipality|city|area)"
)
_LEVELS_IN_NAMES = _LEVELS | {
    "departamento": "division",
    "provincia": "division",
    "estado": "division",
    "region": "division",
    "municipio": "city",
    "ciudad": "city",
    "area": "",
}


_LEVEL_WORD_BEFORE = re.compile(
    r"\b(?:City|Town|Village|Municipality|County|(?P<state>Province|Department|State))\sof\s$"
)
_LEVEL_WORD_AFTER = re.compile(
    r"\s(?:Department|Province|Region|State|Municipality)\b(?!\s(?:of\b|[A-Z]))"
)
_LEVEL_WORD_IN_CAPITALS = re.compile(
    r"\s(?:department|province|region|state|municipality)\b(?!\s(?:of\b|[A-Z]))"
)


def take_in_levels(candidates: Iterable[Candidate], passage: Passage) -> None:
    """Let the name of a place have the word for its level: `Yoro Department`, `City of Anaheim`.

    Only with a capital, which makes it part of the name; in wire copy every word has one.
    """
    text = passage.text
    for one in candidates:
        if one.kind != Kind.LOCATION or one.origin == "decision":
            continue
        before = _LEVEL_WORD_BEFORE.search(text, max(0, one.start - 20), one.start)
        if before is not None and before["state"] and one.origin != "gazetteer":
            before = None  # `Department of Justice`
        wire = passage.is_in_capitals(one.start) and not passage.is_headline(one.start)
        after = (_LEVEL_WORD_IN_CAPITALS if wire else _LEVEL_WORD_AFTER).match(text, one.end)
        if before is not None:
            one.start, one.rank = before.start(), Rank.RULE
        elif after is not None:
            one.end, one.rank = after.end(), Rank.RULE


def without_level(written: str) -> tuple[str, str]:
    """`Yoro` and `division` of `Yoro Department`: what names the place, and what it calls it."""
    match = _LEVEL_BEGINS.fullmatch(written) or _LEVEL_ENDS.fullmatch(written)
    if match is None:
        return written, ""
    word = match.group("level").casefold()
    name = match.group("name")
    # Counties keep their word in the lists.
    return (f"{name} County" if word == "county" else name), _LEVELS_IN_NAMES[word]


_PARENT_FOLLOWS = re.compile(
    r"\s*,\s*|\s*\(\s*|(?:['’]s)?(?:\s(?:state|federal|municipal|maximum[\s-]security|women['’]s))?"
    r"(?:\s(?:prison|jail|penitentiary|city|neighbou?rhood|district|municipality|town|department|"
    r"province|state|area|county|facility|suburb|region|port))?,?\s(?:in|of)\s(?:the\s)?"
    r"(?:(?:(?:\w+ern|central|neighbou?ring)\s)?"
    r"(?:department|province|state|city|country|county|municipality)\sof\s|"
    r"(?:northern|southern|eastern|western|central|northeastern|northwestern|southeastern|"
    r"southwestern)\s)?"
)
_PARENT_BEFORE = re.compile(
    r"['’]s?\s(?:(?:\w+ern|central|capital|coastal|border|port|largest|second|city|town|of|state|"
    r"department|province)\s|,\s){0,3}"
)


def parents(text: str, spans: list[tuple[int, int]]) -> dict[int, int]:
    """Return which place the text puts inside which, by their numbers in `spans`."""
    inside: dict[int, int] = {}
    belongs_to_next: dict[int, int] = {}
    for number in range(len(spans) - 2, -1, -1):
        between = text[spans[number][1] : spans[number + 1][0]]
        if _PARENT_BEFORE.fullmatch(between):
            inside.setdefault(number + 1, number)
            belongs_to_next[number] = number + 1
        elif _PARENT_FOLLOWS.fullmatch(between):
            # `Ciudad Barrios in El Salvador's La Union`: the smaller of the two is the parent.
            inside[number] = belongs_to_next.get(number + 1, number + 1)
    return inside


def is_listed(child: GazetteerEntity, parent: GazetteerEntity) -> bool:
    """Whether two places beside each other are only a list: `Colombia, Peru and Chile`."""
    if child.subtype == "country":
        return True
    if child.subtype == "division":
        return parent.subtype != "country"
    return (
        parent.subtype not in ("country", "division", "region")
        and bool(child.division and parent.division)
        and child.division != parent.division
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    lead = re.compile(r"(?:the|The|THE|in|of)\s+|[^\w]+").match(text, start, end)
    if lead and not re.match(r"The\s(?:Americas|Hague|Bronx|Gambia|Bahamas)\b", text[start:end]):
        start = lead.end()
    tail = re.search(
        r"\s(?:province|department|municipality|prefecture)$|['’][sS]?$|[\s,;:’'\"”)-]+$",
        text[start:end],
    )
    if tail:
        end = start + tail.start()
    # `Orange criminal`
    while small := _SMALL_LAST_WORD.search(text, start, end):
        end = small.start()
    return start, end


def _may_be_place(written: str) -> bool:
    if len(written) < 2 or "\n" in written or any(map(str.isdecimal, written)):
        return False
    if not any(map(str.isupper, written)) or is_title(written):
        return False
    return fold(written) not in _FIRST_NAMES_NO_PLACE


def _place(start: int, end: int, origin: str, reason: str, confidence: float) -> Candidate:
    return Candidate(start, end, Kind.LOCATION, Rank.MODEL, origin, reason, confidence)
