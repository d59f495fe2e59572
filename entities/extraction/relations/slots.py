"""Sentences with their mentions put into typed slots, so that patterns can speak of kinds."""

import re
from collections.abc import Iterable

from entities.extraction.candidates import Candidate
from entities.extraction.passage import Passage
from entities.extraction.relations.references import Memory, remember, taken_up
from entities.extraction.relations.sentence import LETTERS, LONGEST_SENTENCE, Sentence
from entities.extraction.relations.tidying import tidied
from entities.gazetteer.snapshot import Known
from entities.kinds import Kind

_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans("", "", '“”"«»„⟦⟧')
_BEFORE_DATE = re.compile(
    r"(?:(?<=\s)|^)(?:(?:[Oo]n|[Ii]n|[Ss]ince|[Bb]y|until|[Dd]uring|around|about|early|late|of|"
    r"the|from|before)\s){0,3}$"
)
_PRISON = re.compile(
    r"(?:prison|jail|penitentiary|correctional|detention|penal|c[aá]rcel|supermax)\b", re.IGNORECASE
)


def sentences(
    passage: Passage,
    mentions: Iterable[Candidate],
    entities: dict[str, Known],
    inside: dict[int, int],
) -> list[Sentence]:
    """Put every sentence of the passage into slots, also for words that take up a name.

    `inside` tells by their starts which place mentions only say where another one lies.
    """
    remaining = sorted(mentions, key=lambda one: one.start)
    place = 0
    memory = Memory()
    made = []
    for start, end in passage.sentences:
        own = []
        while place < len(remaining) and remaining[place].start < end:
            if remaining[place].start >= start and remaining[place].end <= end:
                own.append(remaining[place])
            place += 1
        sentence = _slotted(passage, start, end, own, inside)
        if len(sentence.words) <= LONGEST_SENTENCE:
            sentence.words = taken_up(sentence, memory, entities)
            remember(sentence, memory)
        made.append(sentence)
    return made


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
    words = _SPACES.sub(" ", "".join(pieces)).strip()
    sentence.words = tidied(words, sentence) if len(words) <= 2 * LONGEST_SENTENCE else words
    return sentence


def _is_prison(mention: Candidate, written: str) -> bool:
    """Whether a slot alone would hide that this is a prison."""
    return mention.kind == Kind.LOCATION and (
        mention.key.startswith("place:prison:") or _PRISON.search(written) is not None
    )
