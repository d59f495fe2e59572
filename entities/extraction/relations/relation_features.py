"""The wording between and around two slots of a sentence, as features of a linear model.

A feature is a short text such as `between:rival` or `left:,`; the model has a weight for each. They
are the usual ones of relation extraction from the words alone (Zhou et al. 2005, ACL, “Exploring
various knowledge in relation extraction”), with families of words that this field uses alike.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from entities.extraction.relations.coreference import tellers
from entities.extraction.relations.sentence_slots import SLOT, Sentence

# Tokens between two slots; further apart they stand in no clear relation.
_FARTHEST = 45
_AROUND = 4
_MOST_BETWEEN = 3
_NEAR = 2
_JOINING = frozenset({",", "and", "or"})
_TOKEN = re.compile(rf"{SLOT.pattern}|[\w-]+(?:['’]s)?|['’]s|[,;:()]")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s")
_SHORTEST_STEM = 3
FAMILIES = {
    "hostile": r"rival|enem|feud|war$|battl|clash|fight|fought|conflict|disput|attack|ambush|kill|"
    r"shot|murder|against|hostil|retaliat|massacr|truce|vying|compet|oust",
    "allied": r"all[iy]|pact|coalition|partner|cooperat|join|together|alongside|collaborat",
    "part": r"faction|clique|cell$|wing|branch|offshoot|splinter|chapter|set$|subset|subgroup|"
    r"break|split|affiliat",
    "leading": r"lead|led$|boss|chief|head|kingpin|command|found|ran$|run$|capo|control|direct|"
    r"ringlead|l[ií]der|jefe|cabecilla",
    "belonging": r"member|gunm|hitm|enforc|associat|belong|soldier|operativ|lieutenant|recruit|"
    r"sicario",
    "working": r"work|answer|follow|loyal|acted|behalf|runs$|rode|ties|tied|link|behind|envoy|"
    r"courier|"
    r"accountant|treasurer|lookout|collector|bodyguard|deput|aide|partner|financ",
    "kin": r"brother|sister|son$|daughter|father|mother|wife|husband|cousin|nephew|niece|uncle|"
    r"aunt|widow|\w+-in-law|girlfriend|boyfriend",
    "acting": r"arrest|charg|indict|sanction|designat|raid|seiz|captur|extradit|convict|sought|"
    r"want|detain|target|crackdown|prosecut|investigat|operation|dismantl",
    "held": r"prison|jail|held$|incarcerat|serv|inmate|penitent|cell$|lock|detent|custod",
    "active": r"operat|activ|control|expand|spread|base|recruit|extort|presence|territor|traffick|"
    r"turf|neighbo|street|stronghold|dominat",
    "supplying": r"suppl|sold|sell|ship|deliver|bought|buy|obtain|provid|cocain|heroin|weapon|gun",
    "residing": r"liv|resid|born|nativ|hid|base|from$|locat|headquart|office",
    "telling": r"said|say|told|announc|accord",
    "denying": r"not$|never|den[yi]|without|former",
    "meeting": r"met$|meet|call|phon|contact|spoke|talk|messag|visit",
    "training": r"train|instruct",
}
_FAMILY_WORDS = {name: re.compile(words) for name, words in FAMILIES.items()}


class Slot(NamedTuple):
    """The `place` among the words, the letter of the kind, and whom it means."""

    place: int
    letter: str
    key: str


class Pair(NamedTuple):
    """Two slots of a sentence in its order.

    `[start, end)` are the words from the one to the other, in the sentence's `words`.
    """

    first: Slot
    second: Slot
    start: int
    end: int
    features: frozenset[str]


def pairs(
    sentence: Sentence, gangs: Counter[str], possible: Callable[[str, str], object]
) -> Iterator[Pair]:
    """Every two entities that a sentence names; `gangs` counts those of the whole text.

    `possible` tells of the letters of the two whether there is anything that they can state.
    """
    matches = list(_TOKEN.finditer(sentence.words))
    words = [f"⟦{match[1]}" if match[1] else _stem(match[0]) for match in matches]
    single = [f"between:{word}" for word in words]
    double = [f"between:{one} {next_}" for one, next_ in pairwise(words)]
    families = [_families(word) for word in words]
    left = [f"left:{word}" for word in words]
    right = [f"right:{word}" for word in words]
    slots = [
        Slot(place, match[1], key)
        for place, match in enumerate(matches)
        if match[1] and (key := sentence.key(match[2]))
    ]
    telling = tellers(sentence.words)
    topic = max(gangs, key=gangs.__getitem__, default="")
    for number, first in enumerate(slots):
        for passed, second in enumerate(slots[number + 1 :]):
            if second.place - first.place > _FARTHEST:
                break
            if first.key == second.key or not possible(first.letter, second.letter):
                continue
            # `⟦P⟧, ⟦P⟧ and ⟦P⟧ joined ⟦G⟧` says of each of the three what it says of the last.
            begin = _after_list(words, first.place, first.letter, second.place)
            end = _before_list(words, second.place, second.letter, begin)
            between = slice(begin, end)
            inner = [word for word in words[between] if word[0] == "⟦"]
            after = slice(second.place + 1, second.place + 1 + _AROUND)
            features = {
                "",
                f"ends:{first.letter}{second.letter}",
                f"apart:{(end - begin).bit_length()}",
                f"passed:{min(passed, _MOST_BETWEEN)}",
                *(f"passed:{one[1]}" for one in inner),
                *single[between],
                *double[between.start : max(between.stop - 1, between.start)],
                *left[max(first.place - _AROUND, 0) : first.place],
                *right[after],
                f"begins:{words[begin] if begin < end else ''}",
                f"ends with:{words[end - 1] if begin < end else ''}",
                f"previous:{words[first.place - 1] if first.place else '^'}",
                f"next:{words[after.start] if after.start < len(words) else '$'}",
            }
            if begin > first.place + 1:
                features.add("first in list")
            if end < second.place:
                features.add("second in list")
            for name in chain.from_iterable(families[between]):
                features.add(f"between:+{name}")
            for name in chain.from_iterable(families[begin : min(begin + _NEAR, end)]):
                features.add(f"begins:+{name}")
            for name in chain.from_iterable(families[max(end - _NEAR, begin) : end]):
                features.add(f"ends with:+{name}")
            for name in chain.from_iterable(families[after.start : after.start + _NEAR]):
                features.add(f"next:+{name}")
            for place in range(max(first.place - _AROUND, 0), first.place):
                features.update(f"before:+{name}" for name in families[place])
            if matches[first.place][2] in telling:
                features.add("first tells")
            if matches[second.place][2] in telling:
                features.add("second tells")
            if len(gangs) == 1:
                features.add("one gang")
            if first.key == topic:
                features.add("topic first")
            elif second.key == topic:
                features.add("topic second")
            start, end = matches[first.place].start(), matches[second.place].end()
            yield Pair(first, second, start, end, frozenset(features))


def _after_list(words: list[str], place: int, letter: str, limit: int) -> int:
    """Where the words begin after the slot and those listed with it."""
    begin = place + 1
    while (following := _listed(words, begin, 1, letter)) and following < limit:
        begin = following + 1
    return begin


def _before_list(words: list[str], place: int, letter: str, limit: int) -> int:
    """Where the words end before the slot and those listed with it."""
    end = place
    while (leading := _listed(words, end - 1, -1, letter)) is not None and leading > limit:
        end = leading
    return end


def _listed(words: list[str], start: int, step: int, letter: str) -> int | None:
    """The place of a slot of this letter that only a comma, `and` or `or` parts from the start."""
    place, joined = start, False
    while 0 <= place < len(words) and words[place] in _JOINING:
        place += step
        joined = True
    fits = joined and 0 <= place < len(words) and words[place] == f"⟦{letter}"
    return place if fits else None


def gangs_of(sentences: Iterable[Sentence]) -> Counter[str]:
    """How often each gang is meant, by its key."""
    return Counter(
        key
        for sentence in sentences
        for letter, number in SLOT.findall(sentence.words)
        if letter == "G" and (key := sentence.key(number))
    )


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=20_000)
def _families(word: str) -> tuple[str, ...]:
    return tuple(name for name, words in _FAMILY_WORDS.items() if words.match(word))
