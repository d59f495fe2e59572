"""How much two written names are alike, in bits of evidence, and why in words for people.

After Fellegi and Sunter (A Theory for Record Linkage, 1969): that two names share a word counts as
much as the word is rare, in bits, so that Garcia tells little and Salvatrucha much; what differs
takes bits away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA, Indel

from entities.duplicates.word_tables import SHORT_FORMS, UNIT_NOUNS
from entities.duplicates.written_names import WrittenName, sound
from entities.extraction.first_names import genders
from entities.kinds import Kind

# What each difference takes away, in bits.
MISPRINT, SOUND, SHORT_FORM, INITIAL_LEFT_OUT, NOUN = 2.5, 1.5, 2.0, 0.5, 0.5
NUMBER_LEFT_OUT, GENERATION, OTHER_NAMES, UNIT, OTHER_GIVEN = 4.0, 20.0, 14.0, 5.0, 3.0
# People have names that are left out; of a body another word mostly makes another body.
LEFT_OUT = {"person": 2.5, "gang": 4.0, "organization": 5.0, "agency": 6.0, "location": 6.0}
# A word that so many have, such as Crips, is left out more readily.
_FREQUENT = 8.0
# The words of a name depend on each other: beyond this they tell nothing more.
MOST = 24.0
# What one letter says: an initial, and one of an acronym.
INITIAL, OF_ACRONYM = 3.0, 3.6
_LONG_WORD, _LONGER_WORD = 5, 9
_LEAST_SOUNDS, _LEAST_LIKE = 2, 0.55

# How many bits it tells that two names of a kind share a word.
Rareness = Callable[[str], float]


@dataclass(slots=True)
class Likeness:
    """`bits` of evidence that two names mean one, and the reasons, for and against."""

    bits: float = 0.0
    speaks_for: list[str] = field(default_factory=list)
    speaks_against: list[str] = field(default_factory=list)


def likeness(
    one: WrittenName, other: WrittenName, kind: str, rareness: Rareness
) -> Likeness | None:
    """Compare two names of entities of the kind; None where they are different names."""
    if one.is_short != other.is_short and (found := _acronym(one, other)):
        return found
    if (
        one.words == other.words
        or one.letters == other.letters
        or sorted(one.words) == sorted(other.words)
    ):
        found = _same(one, other, rareness)
    else:
        found = _aligned(one, other, kind, rareness)
    if found is None:
        return None
    found.bits -= NOUN * len(one.generic ^ other.generic)
    if one.generation != other.generation:
        found.bits -= GENERATION
        said = [
            f"“{name.written}” is {name.generation}" for name in (one, other) if name.generation
        ]
        found.speaks_against.append("; ".join(said))
    return found


def _same(one: WrittenName, other: WrittenName, rareness: Rareness) -> Likeness:
    words = max(one.words, other.words, key=len)
    bits = min(sum(map(rareness, words)), MOST)
    if one.written.casefold() == other.written.casefold():
        return Likeness(bits, ["the same name"])
    return Likeness(bits, ["one name in two spellings"])


def _acronym(one: WrittenName, other: WrittenName) -> Likeness | None:
    short, long = (one, other) if one.is_short else (other, one)
    if len(short.letters) < 3 or short.letters not in long.initials:
        return None
    bits = OF_ACRONYM * len(short.letters)
    return Likeness(bits, [f"“{short.written}” has the first letters of “{long.written}”"])


def _aligned(
    one: WrittenName, other: WrittenName, kind: str, rareness: Rareness
) -> Likeness | None:
    """Compare word by word, whatever their order."""
    is_person = kind == Kind.PERSON
    found = Likeness()
    rest, matched = list(other.words), 0
    left = []
    for word in one.words:
        best = max(
            ((_word(word, its, is_person, rareness), its) for its in rest),
            key=lambda pair: pair[0][0] if pair[0] else -1.0,
            default=(None, ""),
        )
        how, its = best
        if how is None:
            left.append(word)
            continue
        rest.remove(its)
        bits, reason = how
        found.bits += bits
        matched += 1
        if reason:
            found.speaks_for.append(reason)
    found.bits = min(found.bits, MOST)
    if not matched or not _can_leave_out(left, rest, is_person):
        return None
    _leave_out(found, [*left, *rest], kind, rareness)
    # `Office` and `Office, Appeals Unit`: the one is a part of the other.
    if kind == Kind.AGENCY and (left or rest) and (one.generic ^ other.generic) & UNIT_NOUNS:
        found.bits -= UNIT
    if is_person and _is_only_a_beginning(one.words, other.words, matched):
        return None
    return found


def _can_leave_out(left: Sequence[str], rest: Sequence[str], is_person: bool) -> bool:
    """Whether two names with these words of their own can be one name at all."""
    if is_person:
        return not (any(len(word) > 1 for word in left) and any(len(word) > 1 for word in rest))
    return not (left and rest)


def _leave_out(found: Likeness, words: Sequence[str], kind: str, rareness: Rareness) -> None:
    """Count what only one of the two names has."""
    for word in words:
        if word.isdigit():
            found.bits -= NUMBER_LEFT_OUT
        elif len(word) == 1:
            found.bits -= INITIAL_LEFT_OUT
        elif kind == Kind.GANG and rareness(word) < _FREQUENT:
            found.bits -= LEFT_OUT[kind] / 2
        else:
            found.bits -= LEFT_OUT[kind]
    if words:
        shown = " ".join(f"{word}." if len(word) == 1 else word for word in words)
        found.speaks_for.append(f"{shown.title()} is left out")


def _is_only_a_beginning(one: Sequence[str], other: Sequence[str], matched: int) -> bool:
    """Whether two people have only given names in common, which many have."""
    return matched == 1 and min(len(one), len(other)) > 1


def _word(one: str, other: str, is_person: bool, rareness: Rareness) -> tuple[float, str] | None:
    """The bits that two words of names tell, with the reason; None where they are two words."""
    if one == other:
        return rareness(one), ""
    how = _compare(one, other, is_person)
    if how is None:
        return None
    less, reason = how
    return (INITIAL if less < 0 else min(rareness(one), rareness(other)) - less), reason


@lru_cache(maxsize=200_000)
def _compare(one: str, other: str, is_person: bool) -> tuple[float, str] | None:
    """How many bits less two words tell than the same word, negative for an initial; and why."""
    if one.isdigit() or other.isdigit():
        return None
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:
        return (-1, f"{shorter.upper()}. for {longer.title()}") if longer[0] == shorter else None
    if is_person:
        if SHORT_FORMS.get(one, one) == SHORT_FORMS.get(other, other):
            return SHORT_FORM, f"{one.title()} and {other.title()} are one given name"
        if _are_two_given_names(one, other):
            return None
    if _sound_alike(one, other):
        return SOUND, f"{one.title()} and {other.title()} sound alike"
    most = 2 if len(shorter) >= _LONGER_WORD else 1
    if len(shorter) >= _LONG_WORD and OSA.distance(one, other, score_cutoff=most) <= most:
        # What is misprinted may be another name, such as Marta for Maria.
        are_names = is_person and one in genders() and other in genders()
        less = MISPRINT + OTHER_GIVEN * are_names
        return less, f"{one.title()} and {other.title()} differ by a misprint"
    return None


def _sound_alike(one: str, other: str) -> bool:
    key = sound(one)
    return (
        key == sound(other)
        and len(key) >= _LEAST_SOUNDS
        and Indel.normalized_similarity(one, other) >= _LEAST_LIKE
    )


def _are_two_given_names(one: str, other: str) -> bool:
    """Mario and Maria are two, so are Juan and José; Sergei and Sergey are one, and misprints."""
    known = genders()
    if one not in known or other not in known:
        return False
    apart = known[one] and known[other] and not set(known[one]) & set(known[other])
    if apart and one[-1] != other[-1]:
        return True
    return not (_sound_alike(one, other) or OSA.distance(one, other, score_cutoff=1) <= 1)


def contradict(one: WrittenName, other: WrittenName, kind: str) -> str:
    """Why two full names cannot be those of one, in words; empty where they can."""
    if kind != Kind.PERSON or min(len(one.words), len(other.words)) < 2:
        return ""
    if one.generation != other.generation:
        return ""
    first, second = one.words[0], other.words[0]
    if first in other.words or second in one.words or len(first) == 1 or len(second) == 1:
        return ""
    known = genders()
    if first in known and second in known and _compare(first, second, True) is None:
        return f"different given names: {first.title()} and {second.title()}"
    return ""
