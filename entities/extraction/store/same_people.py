"""Whether two full names, in different articles, may be those of one person."""

from collections.abc import Iterator
from enum import IntEnum
from itertools import takewhile

from rapidfuzz.distance import OSA

from entities.extraction.names.given_names import given_names

# First names that are often left out: José Gonzalo Rodríguez Gacha is Gonzalo to everybody.
_OFTEN_LEFT_OUT = ("jose", "juan", "luis", "carlos", "maria", "jorge", "manuel", "francisco")
_SHORTEST_WITH_MISPRINT = 14  # letters
_LONG = 18
_BEGINNING = 3


class Likeness(IntEnum):
    """How much two names are alike."""

    NONE = 0
    MISPRINT = 1
    SAME = 2


def likeness(one: str, other: str) -> Likeness:
    """Whether two folded names differ as Spanish and Portuguese names of one person do.

    The second surname may be left out (Pablo Escobar Gaviria), and one of several given names
    where both surnames are there. A long name may have a misprint.
    """
    given, surnames = _parts(one)
    other_given, other_surnames = _parts(other)
    if not (given and surnames and other_given and other_surnames):
        return Likeness.NONE
    shorter = min(len(surnames), len(other_surnames))
    if given == other_given and surnames[:shorter] == other_surnames[:shorter]:
        return Likeness.SAME
    if surnames == other_surnames and shorter > 1:
        fewer, more = sorted((given, other_given), key=len)
        return Likeness.SAME if _is_within(fewer, more) else Likeness.NONE
    differing = any(
        _differ_by_misprint(form, form_of_other)
        for form in _with_and_without_first(one)
        for form_of_other in _with_and_without_first(other)
    )
    return Likeness.MISPRINT if differing else Likeness.NONE


def beginnings(name: str) -> Iterator[str]:
    """How the folded names begin that may be those of the person with this one.

    Each is a given name and three letters of what follows; three letters alone where the given
    name itself may have the misprint. `keys_of` has them of a name that is known.
    """
    given, surnames = _parts(name)
    if not given or not surnames:
        return
    words = name.split(" ")
    for place, first in enumerate(given):
        # A middle name may be left out too.
        for following in dict.fromkeys((words[place + 1], surnames[0])):
            yield f"{first} {following[:_BEGINNING]}"
    if len(surnames) > 1:
        for other in _OFTEN_LEFT_OUT:
            if other != words[0]:
                yield f"{other} {words[0][:_BEGINNING]}"
    if len(given) == 1 and len(surnames) > 2 and words[0] in _OFTEN_LEFT_OUT:
        yield words[1][:_BEGINNING]


def keys_of(name: str) -> tuple[str, ...]:
    """Which of the `beginnings` of others a folded name has."""
    first, _, rest = name.partition(" ")
    return (f"{first} {rest.split(' ')[0][:_BEGINNING]}", first[:_BEGINNING]) if rest else ()


def _parts(name: str) -> tuple[list[str], list[str]]:
    """The given names and the surnames; nobody has only given names."""
    words = name.split(" ")
    given = list(takewhile(given_names().__contains__, words[:-1]))
    return given, words[len(given) :]


def _is_within(fewer: list[str], more: list[str]) -> bool:
    """Whether the one names stand among the others in their order."""
    remaining = iter(more)
    return all(name in remaining for name in fewer)


def _with_and_without_first(name: str) -> list[str]:
    first, _, rest = name.partition(" ")
    return [name, rest] if first in _OFTEN_LEFT_OUT else [name]


def _differ_by_misprint(one: str, other: str) -> bool:
    letters, others = one.replace(" ", ""), other.replace(" ", "")
    shorter = min(len(letters), len(others))
    if shorter < _SHORTEST_WITH_MISPRINT or min(one.count(" "), other.count(" ")) < 2:
        return False
    most = 2 if shorter >= _LONG else 1
    if OSA.distance(letters, others, score_cutoff=most) > most:
        return False
    # `Mario` and `Maria` of one family are two.
    words, other_words = set(one.split(" ")), set(other.split(" "))
    return not (words - other_words) & given_names() or not (other_words - words) & given_names()
