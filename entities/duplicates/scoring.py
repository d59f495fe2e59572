"""What speaks for and against two entities being one, in bits of evidence, with the reasons."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from math import log2

from entities.duplicates.context import Context
from entities.duplicates.likeness import OTHER_NAMES, Likeness, Rareness, contradict, likeness
from entities.duplicates.written_names import WrittenName, sound
from entities.gazetteer.places.countries import country_name
from entities.kinds import Kind

# That two entities taken at random are one is as unlikely as there are entities, at least so many.
_FEWEST = 10_000
# What is not said by names, in bits; tuned on doubles planted by `bench_duplicates.py`.
_LINKED, _BESIDE, _MOST_BESIDE = 4.0, 2.5, 7.5
_SAME_COUNTRY, _OTHER_COUNTRY, _OTHER_DIVISION, _OTHER_SUBTYPE = 1.0, 6.0, 8.0, 2.0
# Gangs and bodies work in several countries; people of one name do not live in two.
_PERSON_OF_OTHER_COUNTRY = 12.0
_ONE_SENTENCE, _RELATED, _FAMILY, _ONE_WITHIN = 12.0, 12.0, 14.0, 12.0
# A rare word is a whole name of a gang or a body, and of a person only half of one.
_NO_PERSON = 4.0
# Names that tell less than this are not worth a look at what else is known.
WORTH_A_LOOK = -9.0
# What is proposed where nothing speaks against it, and where something does: a pair that is none is
# rejected at a glance, one that is not proposed is missed.
_LEAST, _LEAST_AGAINST = -3.0, 3.0


@dataclass(frozen=True, slots=True)
class Compared:
    """An entity as far as it is compared; `names` has the one it goes by first."""

    pk: int
    kind: str
    names: tuple[WrittenName, ...]
    subtype: str
    country: str
    division: str
    parent: int | None
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Score:
    bits: float
    reasons: list[tuple[bool, str]]

    @property
    def is_proposed(self) -> bool:
        return self.bits >= (
            _LEAST if all(is_for for is_for, _ in self.reasons) else _LEAST_AGAINST
        )


class Rarenesses:
    """How many bits it tells that two entities of a kind share a word of their names."""

    def __init__(self, entities: Collection[Compared]) -> None:
        self.of_all = log2(max(len(entities), _FEWEST))
        self._carriers: dict[tuple[str, str], int] = {}
        for entity in entities:
            for key in {sound(word) for name in entity.names for word in name.words}:
                place = entity.kind, key
                self._carriers[place] = self._carriers.get(place, 0) + 1

    def of_kind(self, kind: str) -> Rareness:
        """The bits by word; both of a pair carry it, so that no word is borne by one alone."""

        @cache
        def bits(word: str) -> float:
            return self.of_all + 1 - log2(max(self._carriers.get((kind, sound(word)), 2), 2))

        return bits


def compare_names(
    one: Compared, other: Compared, rareness: Rareness, prior: float
) -> Likeness | None:
    """The pair of names that is most alike; None where none is, or where both are in the lists.

    Two rows of the gazetteer are two things. `prior` is `Rarenesses.of_all`.
    """
    if one.is_listed and other.is_listed:
        return None
    best, by = None, (one.names[0], other.names[0])
    for name in one.names:
        for its in other.names:
            found = likeness(name, its, one.kind, rareness)
            if found and (best is None or found.bits > best.bits):
                best, by = found, (name, its)
    if best is None:
        return None
    # Where other names than those they go by are alike, these are told.
    if by != (one.names[0], other.names[0]):
        best.speaks_for.insert(0, " and ".join(f"“{name.written}”" for name in by))
    if words := contradict(one.names[0], other.names[0], one.kind):
        best.bits -= OTHER_NAMES
        best.speaks_against.append(words)
    best.bits -= prior if one.kind == Kind.PERSON else prior - _NO_PERSON
    return best


def score(
    one: Compared, other: Compared, names: Likeness, context: Context, called: Mapping[int, str]
) -> Score:
    """Count together what the names say and what else is known; `called` are names of entities."""
    bits = names.bits
    speaks_for, speaks_against = list(names.speaks_for), list(names.speaks_against)
    for words, end in context.linked[:2]:
        bits += _LINKED
        speaks_for.append(f"both: {words} {called.get(end, '')}")
    linked = {end for _, end in context.linked}
    if beside := [key for key in context.beside if key not in linked]:
        bits += min(_BESIDE * len(beside), _MOST_BESIDE)
        shown = [called[key] for key in beside if key in called][:3]
        more = len(beside) - len(shown)
        said = ", ".join(shown) + (f" and {more} more" if more else "")
        speaks_for.append(f"named beside the same: {said}")
    bits += _places(one, other, speaks_for, speaks_against)
    if other.pk == one.parent or one.pk == other.parent:
        bits -= _ONE_WITHIN
        within = "lies in" if one.kind == Kind.LOCATION else "is a part of"
        speaks_against.append(f"one {within} the other")
    if context.relations:
        bits -= _FAMILY if context.is_family else _RELATED
        speaks_against.append(f"related to each other: {', '.join(context.relations)}")
    # An acronym stands beside what it is short for.
    if context.in_sentence and not any("first letters" in words for words in speaks_for):
        bits -= _ONE_SENTENCE
        speaks_against.append(f"one sentence names both: “{_short(context.in_sentence)}”")
    return Score(
        bits,
        [*((True, words) for words in speaks_for), *((False, words) for words in speaks_against)],
    )


def _places(
    one: Compared, other: Compared, speaks_for: list[str], speaks_against: list[str]
) -> float:
    bits = 0.0
    if one.country and other.country:
        if one.country == other.country:
            bits += _SAME_COUNTRY
            speaks_for.append(f"both in {country_name(one.country)}")
        else:
            is_person = one.kind == Kind.PERSON
            bits -= _PERSON_OF_OTHER_COUNTRY if is_person else _OTHER_COUNTRY
            both = f"{country_name(one.country)} and {country_name(other.country)}"
            speaks_against.append(f"in different countries: {both}")
    if one.division and other.division and one.division != other.division:
        bits -= _OTHER_DIVISION
        speaks_against.append(f"in different parts: {one.division} and {other.division}")
    if one.subtype and other.subtype and one.subtype != other.subtype:
        bits -= _OTHER_SUBTYPE
        kinds = f"{one.subtype} and {other.subtype}".replace("_", " ")
        speaks_against.append(f"of different sorts: {kinds}")
    return bits


def _short(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= 160 else f"{words[:159]}…"
