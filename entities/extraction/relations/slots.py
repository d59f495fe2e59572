"""Sentences with their mentions put into typed slots, so that patterns can speak of kinds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from entities.extraction.candidates import Candidate
from entities.extraction.passage import Passage
from entities.gazetteer.snapshot import Known
from entities.kinds import Kind

LETTERS = {
    Kind.GANG: "G",
    Kind.PERSON: "P",
    Kind.LOCATION: "L",
    Kind.AGENCY: "A",
    Kind.ORGANIZATION: "O",
    Kind.DATE: "D",
    Kind.MONEY: "M",
}
SLOT = re.compile(r"⟦([GPLAODM])(\d+)⟧")
_QUOTES = str.maketrans("", "", '“”"«»„⟦⟧')
_SPACES = re.compile(r"\s+")
_SAME_IN_BRACKETS = re.compile(
    r"(⟦[GPAO](\d+)⟧)(?:,)? \((?:or |also known as |formerly |the )?⟦[GPAO](\d+)⟧\)"
)
_CLOSE_BEFORE_COMMA = re.compile(r"\s+([,.;:])")
_GROUP_WORDS = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s(?P<noun>(?:street\s|drug\s|prison\s|criminal\s|crime\s)?"
    r"(?:gang|group|cartel|organi[sz]ation|mafia|faction|clique|clan|syndicate|mara))\b"
    r"(?!\s(?:of|known|called|named|that|which|leader|member|war|truce))"
)
_PERSON_WORD = re.compile(r"(?:(?<=^)|(?<=[.,;:] )|(?<=and )|(?<=that )|(?<=but ))([Hh]e|[Ss]he)\b")
_GROUP_PRONOUN = re.compile(r"^(?:They|It)\b")


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
    """Who was spoken of last, for `the gang` and `he`."""

    gangs: list[str] = field(default_factory=list)
    subject: str = ""
    persons: list[str] = field(default_factory=list)


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
    ordered = sorted(mentions, key=lambda one: one.start)
    place = 0
    memory = Memory()
    made = []
    for start, end in passage.sentences:
        own = []
        while place < len(ordered) and ordered[place].start < end:
            if ordered[place].start >= start and ordered[place].end <= end:
                own.append(ordered[place])
            place += 1
        sentence = _slotted(passage.text, start, end, own, inside)
        _take_back_references(sentence, memory, entities)
        _remember(sentence, memory)
        made.append(sentence)
    return made


def _slotted(
    text: str, start: int, end: int, mentions: list[Candidate], inside: dict[int, int]
) -> Sentence:
    sentence = Sentence(start, end, "")
    pieces = []
    reached = start
    dropped_until = {inside[one.start]: one for one in mentions if one.start in inside}
    for mention in mentions:
        if mention.start in dropped_until and _is_only_address(
            text, dropped_until[mention.start], mention
        ):
            reached = mention.end
            continue
        pieces.append(text[reached : mention.start].translate(_QUOTES))
        pieces.append(f"⟦{LETTERS[mention.kind]}{len(sentence.slots)}⟧")
        sentence.slots.append(mention.key)
        reached = mention.end
    pieces.append(text[reached:end].translate(_QUOTES))
    words = _SPACES.sub(" ", "".join(pieces)).strip()
    words = _CLOSE_BEFORE_COMMA.sub(r"\1", words)
    sentence.words = _SAME_IN_BRACKETS.sub(
        lambda match: (
            match.group(1)
            if sentence.slots[int(match.group(2))] == sentence.slots[int(match.group(3))]
            else match.group()
        ),
        words,
    )
    return sentence


def _is_only_address(text: str, child: Candidate, parent: Candidate) -> bool:
    return child.end <= parent.start and text[child.end : parent.start].strip() == ","


def _take_back_references(sentence: Sentence, memory: Memory, entities: dict[str, Known]) -> None:
    """Give `the gang`, `he` and a leading `They` the slot of whom they clearly mean."""

    def group(match: re.Match[str]) -> str:
        before = [
            sentence.slots[int(number)]
            for letter, number in SLOT.findall(sentence.words[: match.start()])
            if letter == "G" and sentence.slots[int(number)]
        ]
        key = _gang_meant(match.group("noun"), [*memory.gangs, *before], entities)
        return _new_slot(sentence, "G", key) if key else match.group()

    def person(match: re.Match[str]) -> str:
        key = memory.subject
        return _new_slot(sentence, "P", key) if key else match.group()

    sentence.words = _GROUP_WORDS.sub(group, sentence.words)
    sentence.words = _PERSON_WORD.sub(person, sentence.words)
    if memory.gangs and len(set(memory.gangs)) == 1:
        sentence.words = _GROUP_PRONOUN.sub(
            lambda _: _new_slot(sentence, "G", memory.gangs[-1]), sentence.words
        )


def _gang_meant(noun: str, recent: list[str], entities: dict[str, Known]) -> str:
    """The last gang; `the cartel` is never a street gang where a cartel was named, nor the reverse."""
    wants_cartel = "cartel" in noun
    for key in reversed(recent):
        known = entities.get(key)
        is_cartel = known is not None and (
            known.subtype == "cartel" or "cartel" in known.name.casefold()
        )
        if wants_cartel == is_cartel or ("gang" not in noun and not wants_cartel):
            return key
    return recent[-1] if recent and len(set(recent)) == 1 else ""


def _new_slot(sentence: Sentence, letter: str, key: str) -> str:
    sentence.slots.append(key)
    return f"⟦{letter}{len(sentence.slots) - 1}⟧"


def _remember(sentence: Sentence, memory: Memory) -> None:
    named: dict[str, list[str]] = {"G": [], "P": []}
    for letter, number in SLOT.findall(sentence.words):
        if letter in named and sentence.slots[int(number)]:
            named[letter].append(sentence.slots[int(number)])
    if named["G"]:
        memory.gangs = [*memory.gangs[-4:], *named["G"]]
    if named["P"]:
        # The first person of a sentence is mostly its subject.
        memory.subject = named["P"][0]
        memory.persons = named["P"]
