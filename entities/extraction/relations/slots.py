"""Sentences with their mentions put into typed slots, so that patterns can speak of kinds."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from entities.extraction.candidates import Candidate
from entities.extraction.passage import Passage
from entities.gazetteer.snapshot import Known
from entities.kinds import Kind

# Dates and money stay words: no relationship joins them.
LETTERS = {
    Kind.GANG: "G",
    Kind.PERSON: "P",
    Kind.LOCATION: "L",
    Kind.AGENCY: "A",
    Kind.ORGANIZATION: "O",
}
SLOT = re.compile(r"⟦([GPLAO])(\d+)⟧")
_QUOTES = str.maketrans("", "", '“”"«»„⟦⟧')
_SPACES = re.compile(r"\s+")
_SPACE_BEFORE_SIGN = re.compile(r"\s+([,.;:])")
_ONE_TWICE = re.compile(
    r"(⟦([GPAO])(\d+)⟧)"
    r"(?: \((?:or |also known as |formerly |the )?|,? [^⟦⟧;]{0,60}?)⟦\2(\d+)⟧(?:\)|,)?"
)
_GROUP_WORDS = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s(?P<noun>(?:street\s|drug\s|prison\s|criminal\s|crime\s)?"
    r"(?:gang|group|cartel|organi[sz]ation|mafia|faction|clique|clan|syndicate|mara))\b"
    r"(?!\s(?:of|known|called|named|that|which|leader|member|war|truce|⟦))"
)
_PERSON_WORD = re.compile(r"(?:(?<=^)|(?<=[.,;:] )|(?<=and )|(?<=that )|(?<=but ))([Hh]e|[Ss]he)\b")
_HIS = re.compile(r"^(?:His|Her)\b")
_THEY = re.compile(r"^They\b")
_THEIR = re.compile(r"^(?:Its|Their)\b")
_CLEARLY_MORE = 2


@dataclass
class Sentence:
    """One sentence in slots: `slots[number]` is the key of the entity in slot `number`.

    `start` and `end` are its code points in the passage.
    """

    start: int
    end: int
    words: str
    slots: list[str] = field(default_factory=list)


@dataclass
class Memory:
    """Who was spoken of so far, for `the gang`, `its` and `he`."""

    gangs: Counter[str] = field(default_factory=Counter)
    last_gangs: list[str] = field(default_factory=list)
    subject: str = ""


def sentences(
    passage: Passage,
    mentions: Iterable[Candidate],
    entities: dict[str, Known],
    inside: dict[int, int],
) -> list[Sentence]:
    """Put every sentence of the passage into slots.

    `inside` tells by their starts which place mentions only say where another one lies
    (`California` in `Los Angeles, California`): these get no slot of their own.
    """
    ordered = sorted((one for one in mentions if one.kind in LETTERS), key=lambda one: one.start)
    place = 0
    memory = Memory()
    made = []
    for start, end in passage.sentences:
        own = []
        while place < len(ordered) and ordered[place].start < end:
            if ordered[place].start >= start and ordered[place].end <= end:
                own.append(ordered[place])
            place += 1
        sentence = _slotted(passage, start, end, own, inside)
        _take_back_references(sentence, memory, entities)
        _remember(sentence, memory)
        made.append(sentence)
    return made


def _slotted(
    passage: Passage, start: int, end: int, mentions: list[Candidate], inside: dict[int, int]
) -> Sentence:
    text = passage.text[start:end]
    if passage.is_in_capitals(start) and len(text.lower()) == len(text):
        text = text.lower()
    sentence = Sentence(start, end, "")
    pieces = []
    reached = start
    children = {inside[one.start]: one for one in mentions if one.start in inside}
    for mention in mentions:
        child = children.get(mention.start)
        if child is not None and passage.text[child.end : mention.start].strip() == ",":
            reached = mention.end
            continue
        pieces.append(text[reached - start : mention.start - start].translate(_QUOTES))
        pieces.append(f"⟦{LETTERS[mention.kind]}{len(sentence.slots)}⟧")
        sentence.slots.append(mention.key)
        reached = mention.end
    pieces.append(text[reached - start :].translate(_QUOTES))
    words = _SPACES.sub(" ", "".join(pieces)).strip()
    sentence.words = _ONE_TWICE.sub(
        lambda match: _once(match, sentence.slots), _SPACE_BEFORE_SIGN.sub(r"\1", words)
    )
    return sentence


def _once(match: re.Match[str], slots: list[str]) -> str:
    """`⟦P0⟧, alias ⟦P1⟧,` is one slot where both are the same person."""
    first, second = slots[int(match.group(3))], slots[int(match.group(4))]
    between = match.group()[len(match.group(1)) :]
    is_apposition = between.startswith((" (", ",", " alias")) and " and " not in between
    return match.group(1) if first and first == second and is_apposition else match.group()


def _take_back_references(sentence: Sentence, memory: Memory, entities: dict[str, Known]) -> None:
    """Give `the gang`, `its leader` and `he` the slot of whom they clearly mean."""

    def group(match: re.Match[str]) -> str:
        before = [
            sentence.slots[int(number)]
            for letter, number in SLOT.findall(sentence.words[: match.start()])
            if letter == "G" and sentence.slots[int(number)]
        ]
        key = _gang_meant(match.group("noun"), memory, before, entities)
        return _new_slot(sentence, "G", key) if key else match.group()

    sentence.words = _GROUP_WORDS.sub(group, sentence.words)
    if memory.subject:
        sentence.words = _PERSON_WORD.sub(
            lambda _: _new_slot(sentence, "P", memory.subject), sentence.words
        )
        sentence.words = _HIS.sub(
            lambda _: _new_slot(sentence, "P", memory.subject) + "'s", sentence.words
        )
    if len(set(memory.last_gangs)) == 1:
        gang = memory.last_gangs[0]
        sentence.words = _THEY.sub(lambda _: _new_slot(sentence, "G", gang), sentence.words)
        sentence.words = _THEIR.sub(lambda _: _new_slot(sentence, "G", gang) + "'s", sentence.words)


def _gang_meant(noun: str, memory: Memory, before: list[str], entities: dict[str, Known]) -> str:
    """The gang that a noun takes up: one of the fitting kind, and no other could be meant.

    Several gangs were named: then the one that the text is about, if it is named far more often.
    """
    wants_cartel = "cartel" in noun
    told_apart = wants_cartel or "gang" in noun
    fitting = [
        key
        for key in (before or memory.last_gangs)
        if not told_apart or wants_cartel == _is_cartel(entities.get(key))
    ]
    ranked = [
        (count, key)
        for key, count in memory.gangs.most_common()
        if not told_apart or wants_cartel == _is_cartel(entities.get(key))
    ]
    if ranked and (len(ranked) == 1 or ranked[0][0] >= _CLEARLY_MORE * ranked[1][0]):
        return ranked[0][1]
    return fitting[0] if len(set(fitting)) == 1 else ""


def _is_cartel(known: Known | None) -> bool:
    return known is not None and (known.subtype == "cartel" or "cartel" in known.name.casefold())


def _new_slot(sentence: Sentence, letter: str, key: str) -> str:
    sentence.slots.append(key)
    return f"⟦{letter}{len(sentence.slots) - 1}⟧"


def _remember(sentence: Sentence, memory: Memory) -> None:
    named: dict[str, list[str]] = {"G": [], "P": []}
    for letter, number in SLOT.findall(sentence.words):
        if letter in named and sentence.slots[int(number)]:
            named[letter].append(sentence.slots[int(number)])
    if named["G"]:
        memory.gangs.update(named["G"])
        memory.last_gangs = named["G"]
    if named["P"]:
        # The first person of a sentence is mostly its subject.
        memory.subject = named["P"][0]
