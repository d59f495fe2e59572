"""What a text says right beside a place: the word for its level, and the place it lies in.

The larger place of such an address says nothing of its own, and takes no part in relationships.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.passage import Passage
from entities.gazetteer.snapshot import GazetteerEntity
from entities.kinds import Kind

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


_HOUSE = re.compile(r"\d+(?:-\d+)?\s")
_COMMA = re.compile(r"\s*,\s*")
_LAST_OF_LIST = re.compile(r",?\s(?:and|or|y|e|et)\s(?:in\s|en\s|em\s)?", re.IGNORECASE)


def addresses(
    text: str, places: Sequence[Candidate], entities: Mapping[str, GazetteerEntity]
) -> dict[int, int]:
    """Where the smaller place of `Lynwood, California` starts, by where the larger does.

    `places` are in the order of the text. What is said of a house (`120 Quay Court, Lynwood`) is
    said of its town, which keeps its slot too. Those of a list keep their own statements: `Anaheim,
    Moreno Valley, and Riverside`, and what the gazetteer does not put into the other.
    """
    inside = parents(text, [(one.start, one.end) for one in places])
    for number in _towns_of_lists(text, places, inside, entities):
        inside.pop(number, None)
    return {
        places[child].start: places[parent].start
        for child, parent in inside.items()
        if not _HOUSE.match(text, places[child].start)
        and not _are_listed(places[child].key, places[parent].key, entities)
    }


def _towns_of_lists(
    text: str,
    places: Sequence[Candidate],
    inside: Mapping[int, int],
    entities: Mapping[str, GazetteerEntity],
) -> set[int]:
    """The numbers of the places of `A, B, and C` before the last, where all of them are towns."""
    listed: set[int] = set()
    for last in range(2, len(places)):
        between = text[places[last - 1].end : places[last].start]
        if last in inside or not _LAST_OF_LIST.fullmatch(between):
            continue
        first = last - 1
        while first and _COMMA.fullmatch(text[places[first - 1].end : places[first].start]):
            first -= 1
        if not any(_is_area(entities.get(one.key)) for one in places[first : last + 1]):
            listed.update(range(first, last - 1))
    return listed


def _is_area(known: GazetteerEntity | None) -> bool:
    return known is not None and known.subtype in ("country", "division", "region", "county")


def _are_listed(child: str, parent: str, entities: Mapping[str, GazetteerEntity]) -> bool:
    """Whether the gazetteer puts the one place into the other, so that both keep their slots."""
    return child in entities and parent in entities and is_listed(entities[child], entities[parent])
