"""Sentences whose mentions are typed slots, so that patterns can speak of kinds.

What only says how old somebody is, what else he is called or who tells it is left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from entities.extraction.candidates import Candidate
from entities.extraction.passage import Passage
from entities.kinds import LETTERS, Kind

# Code points in slots; longer ones are lists or tables, not statements.
LONGEST_SENTENCE = 1500
SLOT = re.compile(rf"⟦([{''.join(LETTERS.values())}])(\d+)⟧")
_QUOTES = str.maketrans("", "", '“”"«»„⟦⟧')
_BEFORE_DATE = re.compile(
    r"(?:(?<=\s)|^)(?:(?:[Oo]n|[Ii]n|[Ss]ince|[Bb]y|until|[Dd]uring|around|about|early|late|of|"
    r"the|from|before)\s){0,3}$"
)
_PRISON = re.compile(
    r"(?:prison|jail|penitentiary|correctional|detention|penal|c[aá]rcel|supermax)\b", re.IGNORECASE
)
_SPACE_BEFORE_SIGN = re.compile(r"\s+([,.;:])")
_COMMAS = re.compile(r",(?:\s?,)+")
_ONE_TWICE = re.compile(
    r"(⟦([GPAO])(\d+)⟧)"
    r"(?: [(\[](?:or |also known as |formerly |the )?|,? [^⟦⟧;]{0,60}?)⟦\2(\d+)⟧(?:[)\]]|,(?! ⟦L))?"
)
_SPELLED_OUT = re.compile(
    r"⟦([GAO])(\d+)⟧ [(\[](?:or )?((?:⟦\1\d+⟧(?:,? or |, )?)+)[)\]]"  # `FNO (Fort X or Fear Y)`
)
_ACRONYM = re.compile(r"(⟦[GAO]\d+⟧) [(\[](⟦[GAO]\d+⟧)[)\]]")
_NICKNAME = re.compile(
    r"(⟦P\d+⟧)(?:,? \([^()⟦⟧]{0,40}\)|,? (?:who is |also |better |or )?"
    r"(?:(?:known (?:on the \w+ |in \w+ |to \w+ )?(?:as|by \w+ nicknames?)|nicknamed|dubbed|alias|"
    r"a\.?k\.?a\.?|a/k/a) (?:⟦P\d+⟧|(?:the |el |la |los )?[A-ZÀ-Þ][\w'’-]*)"
    r"(?: (?:(?:d[aei]l?|el|la|los|las) )*[A-ZÀ-Þ][\w'’-]*){0,2}|(?<=or )⟦P\d+⟧)(?:,(?= ))?)"
)
_AGE = re.compile(
    r"(⟦P\d+⟧)(?:,? (?:aged )?\d\d(?=,)|, \d\d(?=[.;]|$)| \(\d\d\)"
    r"|,? \(?(?:dob|DOB|D\.O\.B\.|d\.o\.b\.):? [\d/.-]{5,10}(?:\)|(?=[,.;]|$)))"
)
_REPORTED = re.compile(
    r",\s(?:according to [^,.;]{2,70}|(?:⟦[PAO]\d+⟧|he|she|they|it|\w+)\s"
    r"(?:said|says?|add(?:s|ed)|insist(?:s|ed)|believe|told [^,.;⟦⟧]{2,30}|not(?:es|ed))"
    r"(?:\s[^,.;⟦⟧]{1,30})?)(?:,|(?=[.;])|$)"
)
_ACCORDING = re.compile(r"^According to [^,;]{2,90}, ")
# `⟦L⟧ (⟦L⟧), 4 Jan 90 (⟦O⟧ network) -- [text]`
_DATELINE = re.compile(
    r"^(?:⟦L\d+⟧|clandestine)[^⟦⟧.;]{0,30}"
    r"(?:\((?:⟦[LAO]\d+⟧)?[^⟦⟧()]{0,30}\)[,\s]*[^⟦⟧.;()]{0,12}){0,2}(?:-{1,2}|[–—])\s"
    r"(?:\[[^⟦⟧\[\]]{0,30}\]\s)*"
)
_QUOTE_BEFORE = re.compile(r"(?<![\w⟧])['‘’](?=⟦)")
_QUOTE_AFTER = re.compile(r"(?<=⟧)['’](?=[,.;:)])")
_JUNIOR = re.compile(r"(?<=⟧)\.(?=,)")


@dataclass
class Sentence:
    """One sentence in slots: `slots[number]` is the key of the entity in slot `number`.

    `start` and `end` are its code points in the passage.
    """

    start: int
    end: int
    words: str
    slots: list[str] = field(default_factory=list)

    def key(self, number: str) -> str:
        return self.slots[int(number)]

    def new_slot(self, letter: str, key: str) -> str:
        """A further slot for an entity; it still has to be put among the words."""
        self.slots.append(key)
        return f"⟦{letter}{len(self.slots) - 1}⟧"

    def with_lead_in(self, start: int, end: int) -> str:
        """Words `[start, end)`, with those before up to the last sign or slot.

        A word that denies or weakens stands there.
        """
        left = max(self.words.rfind(sign, 0, start) for sign in ".;:,⟧")
        return self.words[left + 1 : end]


def sentences(
    passage: Passage, mentions: Iterable[Candidate], inside: dict[int, int]
) -> Iterator[Sentence]:
    """Put every sentence of the passage into slots.

    `inside` tells by their starts which place mentions only say where another one lies.
    """
    remaining = sorted(mentions, key=lambda one: one.start)
    place = 0
    for start, end in passage.sentences:
        own = []
        while place < len(remaining) and remaining[place].start < end:
            if remaining[place].start >= start and remaining[place].end <= end:
                own.append(remaining[place])
            place += 1
        yield _slotted(passage, start, end, own, inside)


def _slotted(
    passage: Passage, start: int, end: int, mentions: list[Candidate], inside: dict[int, int]
) -> Sentence:
    """Put the sentence `[start, end)` into slots and leave out what only says when or who tells.

    `inside` tells by their starts which place mentions only say where another one lies
    (`California` in `Los Angeles, California`): these get no slot of their own.
    """
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
        before = text[reached - start : mention.start - start].translate(_QUOTES)
        if mention.kind == Kind.DATE:
            if text[mention.end - start :].startswith(("'", "’")):
                continue
            pieces.append(_BEFORE_DATE.sub("", before))
        elif mention.kind in LETTERS:
            pieces += [before, f"⟦{LETTERS[mention.kind]}{len(sentence.slots)}⟧"]
            named_so = text[mention.end - start :].lower().startswith((" prison", " jail"))
            if not named_so and _is_prison(
                mention, text[mention.start - start : mention.end - start]
            ):
                pieces.append(" prison")
            sentence.slots.append(mention.key)
        else:
            continue
        reached = mention.end
    pieces.append(text[reached - start :].translate(_QUOTES))
    words = " ".join("".join(pieces).split())
    sentence.words = _tidied(words, sentence) if len(words) <= 2 * LONGEST_SENTENCE else words
    return sentence


def _is_prison(mention: Candidate, written: str) -> bool:
    """Whether a slot alone would hide that this is a prison."""
    return mention.kind == Kind.LOCATION and (
        mention.key.startswith("place:prison:") or _PRISON.search(written) is not None
    )


def _tidied(words: str, sentence: Sentence) -> str:
    """The words without ages, nicknames beside their bearers, and `officials said`."""
    words = _SPACE_BEFORE_SIGN.sub(r"\1", words)
    words = _COMMAS.sub(",", words)
    if "⟦" in words:
        words = _QUOTE_BEFORE.sub("", words)
    words = words.removeprefix(", ")
    if "⟦" in words:
        words = _JUNIOR.sub("", _QUOTE_AFTER.sub("", words))
    words = _DATELINE.sub("", words)
    if "⟦P" in words:
        words = _AGE.sub(r"\1", words)
    if words.count("⟦") > 1:
        words = _SPELLED_OUT.sub(lambda match: _spelled_out(match, sentence), words)
        words = _ONE_TWICE.sub(lambda match: _once(match, sentence), words)
        words = _ACRONYM.sub(lambda match: match[2 if "G" in match[2] else 1], words)
    if "⟦P" in words:
        words = _AGE.sub(r"\1", _NICKNAME.sub(r"\1", words))
        words = _NICKNAME.sub(r"\1", words)
    return _ACCORDING.sub("", _REPORTED.sub("", words))


def _spelled_out(match: re.Match[str], sentence: Sentence) -> str:
    """An acronym alone where all names in the brackets behind it mean the same."""
    keys = {sentence.key(number) for _, number in SLOT.findall(match[3])}
    if keys == {sentence.key(match[2])} - {""}:
        return f"⟦{match[1]}{match[2]}⟧"
    return match.group()


def _once(match: re.Match[str], sentence: Sentence) -> str:
    """`⟦P0⟧, alias ⟦P1⟧,` is one slot where both are the same person."""
    first, second = sentence.key(match.group(3)), sentence.key(match.group(4))
    between = match.group()[len(match.group(1)) :]
    is_apposition = between.startswith((" (", " [", ",", " alias")) and " and " not in between
    return match.group(1) if first and first == second and is_apposition else match.group()
