"""Places and towns that the model or their names give away, and what no name of a place is."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.first_names import given_names
from entities.extraction.lexicon import english, words
from entities.extraction.names.match_names import Matcher
from entities.extraction.names.people import is_title
from entities.extraction.passage import Passage
from entities.extraction.places.false_places import is_ordinary_here
from entities.extraction.text import is_on_list
from entities.gazetteer.places.cities import CityIndex
from entities.kinds import Kind
from entities.names import fold

# How the name of a place is written.
WORD = r"[A-ZÀ-Þ][\w’'-]*\w"
NAME = rf"{WORD}(?:\s(?:(?:de|del|la|las|los|el|of|da|do|dos|di|du|the)\s){{0,2}}{WORD}){{0,4}}"
# `U.S. District Judge` is a title; the country in it is none of the places of the text.
_TITLE_AFTER = re.compile(
    r"\s(?:[Dd]istrict\s[Jj]udge|[Aa]ttorneys?|[Mm]agistrate|[Mm]arshals?|Senators?|Sen\.|Rep\.|"
    r"Representatives?|Circuit\sJudge|Assistant\sAttorneys?|Ambassador|Probation|Courthouse|"
    r"(?:District|Circuit|Bankruptcy)\sCourt|Postal|Park\sPolice)\b"
)
# Words that begin no name of a place by themselves.
NO_PLACES = frozenset((*english.MONTHS, *english.WEEKDAYS)) | words(
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
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|of|around|across|outside|to|into|toward|towards|through|over|on|off|"
    r"between|inside|behind|beyond|leaving|reached|left|entered|en|em|de)\s(?:the\s|el\s|la\s)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r",?\s(?:and|or|y|e)\s|,\s")
_SMALL_LAST_WORD = re.compile(r"(?<=\w)\s[a-z]\w*$")
_AREA_FOLLOWS = re.compile(r",\s[A-Z]")
# `the media`, `the news media`, which wire copy writes as it does towns
_NEWS = words("media press")
_ARTICLE_OR_NEWS = re.compile(r"\b(?:[Tt]he|[Nn]ews)\s$")
_AGE_AFTER = re.compile(r",\s\d\d\b")
# `Franklin’s Finest Deli`
_OWNS = re.compile(r"['’]s\s[A-Z]")
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
            if not may_be_place(written) or begins_title(passage.text, end):
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
            yield place_candidate(
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
                may_be_place(written)
                and is_town(fold(written))
                and not _OWNS.match(passage.text, end)
                and not _is_news(passage.text, start, end)
                and not (
                    (_is_also_word(fold(written)) or start == passage.sentence_of(start)[0])
                    and not _AREA_FOLLOWS.match(passage.text, end)
                    and not _PLACE_BEFORE.search(passage.text, max(0, start - 20), start)
                )
            ):
                yield place_candidate(
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
        yield place_candidate(
            match.start, match.end, "rule:large-town", "the name of a large town", 0.62
        )


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


def without_lead(text: str, start: int, end: int, keep: frozenset[str] = frozenset()) -> int:
    """Skip words that only begin a sentence, save those to keep."""
    while (space := text.find(" ", start, end)) > 0:
        word = text[start:space].casefold()
        if word not in NO_PLACES or word in keep:
            break
        start = space + 1
    return start


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


# `City of Miami Police Chief`
_BODY = re.compile(r"\b(?:Police|Sheriff|Department|Office|Attorney|Chief)\b")


def may_be_place(written: str) -> bool:
    if len(written) < 2 or "\n" in written or any(map(str.isdecimal, written)):
        return False
    if not any(map(str.isupper, written)) or is_title(written):
        return False
    return fold(written) not in NO_PLACES and not _BODY.search(written)


def place_candidate(start: int, end: int, origin: str, reason: str, confidence: float) -> Candidate:
    return Candidate(start, end, Kind.LOCATION, Rank.MODEL, origin, reason, confidence)
