"""A written name as it is compared with others: its words in one spelling, and how they sound."""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from entities.duplicates.word_tables import (
    CYRILLIC,
    GENERATIONS,
    GENERIC,
    SAME,
    SMALL,
)
from entities.kinds import Kind
from entities.names import fold

# In front of a nickname these are no part of the name.
_ALIAS = re.compile(
    r"^(?:(?:el|la)\s)?(?:alias|a\.?k\.?a\.?|(?:also\s)?known\sas|nicknamed|"
    r"conocid[oa]\scomo|apodad[oa])[\s:]+",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|s)\b")
_SIDES = re.compile(r"\b(east|west|north|south)side\b")
# Endings that only say how many there are.
_SHORTEST_PLURAL = 4
_LONG_NOUN = 6


@dataclass(frozen=True, slots=True)
class WrittenName:
    """`words` tell it from others, `generic` may be left out; `generation` is such as `junior`.

    `is_short` where it looks like an acronym: one word in capitals, with or without a number.
    """

    written: str
    words: tuple[str, ...]
    generic: frozenset[str] = frozenset()
    generation: str = ""
    is_short: bool = False

    @property
    def letters(self) -> str:
        return "".join(self.words)

    @property
    def initials(self) -> tuple[str, ...]:
        """What an acronym of it may be, with and without the small words."""
        whole = list(_split(fold(self.written)))
        full = "".join(word if word.isdigit() else word[0] for word in whole)
        bare = "".join(word if word.isdigit() else word[0] for word in whole if word not in SMALL)
        return tuple(dict.fromkeys((bare, full))) if len(whole) > 1 else ()


def without_alias(name: str) -> str:
    """`“Cobra”` of `alias “Cobra”`: the word says what stands behind it and is no part of it."""
    return _ALIAS.sub("", name.strip()) or name


# The same names are compared run after run.
@lru_cache(maxsize=200_000)
def written_name(name: str, kind: str) -> WrittenName:
    """Take a name of an entity of the kind apart."""
    bare = without_alias(name)
    parts = _split(fold(bare))
    words = [word for part in parts for word in _same(part, kind).split()]
    generation = ""
    if kind == Kind.PERSON and len(words) > 1 and words[-1] in GENERATIONS:
        generation = GENERATIONS[words.pop()]
    told = [word for word in words if word not in SMALL] or words
    generic = GENERIC.get(kind, frozenset())
    telling = [word for word in told if not _is_generic(word, generic)]
    # A name of nothing but such words is told by them: La Familia.
    if not telling or all(len(word) == 1 for word in telling):
        telling = told
    return WrittenName(
        bare,
        tuple(telling),
        frozenset(told) - frozenset(telling),
        generation,
        _looks_short(bare, parts),
    )


def _is_generic(word: str, generic: Set[str]) -> bool:
    """Whether it is one of these words, or a long one of them with a misprint."""
    return word in generic or (
        len(word) >= _LONG_NOUN
        and not word.isdigit()
        and any(
            len(noun) >= _LONG_NOUN and OSA.distance(word, noun, score_cutoff=1) <= 1
            for noun in generic
        )
    )


def _split(folded: str) -> list[str]:
    plain = _ORDINAL.sub("", _SIDES.sub(r"\1 side", folded.translate(CYRILLIC)))
    return _PARTS.findall(plain)


def _same(word: str, kind: str) -> str:
    if kind == Kind.PERSON:
        return word
    if kind != Kind.LOCATION and len(word) > _SHORTEST_PLURAL and word[-1] == "s" != word[-2]:
        word = word[:-1]
    return SAME.get(word, word)


def _looks_short(written: str, parts: list[str]) -> bool:
    letters = [part for part in parts if not part.isdigit()]
    return (
        len(letters) == 1
        and len(parts) <= 2
        and 2 <= len(letters[0]) <= 6
        and written == written.upper()
    )


# What letters sound like in one of the languages from which names come; the first that fits.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:i(?=[aou])|j(?=[eou])|y)", "y"),
        (r"^h", ""),
        (r"shch|sch|tch|tsch|dzh|zh|sh|ch|cz|tz|ts|sz", "s"),
        (r"ph|w|ff?", "v"),
        (r"kh|gh(?=[aou])", "h"),
        (r"g(?:u(?=[ei])|h)", "g"),
        (r"q(?:u(?=[ei]))?|ck|c(?![eiy])", "k"),
        (r"[cz]|ss", "s"),
        (r"x", "ks"),
        (r"(?<=[aeiou])[jy](?=[^aeiou]|$)", ""),
        (r"j", "h"),
        (r"(?<=[td])h", ""),
        (r"ll", "l"),
    )
]
_VOWELS = re.compile(r"(?!^)[aeiouy]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A key that is the same for a word in its usual transliterations and misspellings.

    `Mikhailov`, `Mikhaylov` and `Mijailov` are `mhlv`. Consonants in classes, and whether a vowel
    stands first; of our own making, after the manner of Metaphone (Philips, 1990).
    """
    if word.isdigit():
        return word
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    if word[:1] in "aeiou":
        word = "a" + word[1:]
    return _TWICE.sub(r"\1", _VOWELS.sub("", word))
