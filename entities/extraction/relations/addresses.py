"""Which place mentions only say where another place lies, and so take no part in relationships."""

import re
from collections.abc import Mapping, Sequence

from entities.extraction.candidates import Candidate
from entities.extraction.places.levels_and_parents import is_listed, parents
from entities.gazetteer.snapshot import GazetteerEntity

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
