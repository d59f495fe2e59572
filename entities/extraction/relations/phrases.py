"""Relationships that a sentence states in a phrase of which a pattern is known."""

import re
from collections.abc import Iterator
from functools import cache

from entities.extraction.relations import between_gangs, people_and_gangs, places_and_states
from entities.extraction.relations.denying import told
from entities.extraction.relations.idioms import gangs, people, places
from entities.extraction.relations.language import Pattern
from entities.extraction.relations.needing import Finder
from entities.extraction.relations.proposal import Proposal
from entities.extraction.relations.sentence import SLOT, Sentence

_APPOSITION = re.compile(r"⟦P\d+⟧, ⟦P\d+⟧")
PATTERNS = (
    *between_gangs.PATTERNS,
    *people_and_gangs.PATTERNS,
    *places_and_states.PATTERNS,
    *gangs.PATTERNS,
    *people.PATTERNS,
    *places.PATTERNS,
)


def phrased(sentence: Sentence) -> Iterator[Proposal]:
    """What the patterns find in the sentence."""
    letters = sorted(letter for letter, _ in SLOT.findall(sentence.words))
    # Two of a letter are as good as many: few different keys to remember.
    signature = "".join(
        letter for place, letter in enumerate(letters) if letters[place - 2 : place] != [letter] * 2
    )
    signs: dict[re.Pattern[str], bool] = {}
    for place in _finder().possible(sentence.words, _applicable(signature)):
        pattern = PATTERNS[place]
        if pattern.sign not in signs:
            signs[pattern.sign] = pattern.sign.search(sentence.words) is not None
        if signs[pattern.sign]:
            yield from _matches(pattern, sentence)


@cache
def _finder() -> Finder:
    return Finder(pattern.expression for pattern in PATTERNS)


@cache
def _applicable(letters: str) -> tuple[int, ...]:
    """Places of the patterns for whose two ends a sentence has slots; `letters` are its slots'."""

    def fits(pattern: Pattern) -> bool:
        return any(
            head in letters and child in letters.replace(head, "", 1)
            for head in pattern.heads
            for child in pattern.children
        )

    return tuple(place for place, pattern in enumerate(PATTERNS) if fits(pattern))


def _matches(pattern: Pattern, sentence: Sentence) -> Iterator[Proposal]:
    for match in pattern.expression.finditer(sentence.words):
        words = told(sentence, match.start(), match.end())
        head_first = match.start("head") < match.start("child")
        for head in _keys(match.group("head"), sentence, last=head_first):
            for child in _keys(match.group("child"), sentence, last=not head_first):
                yield Proposal(pattern.kind, head, child, pattern.name, pattern.confidence, words)


def _keys(written: str, sentence: Sentence, *, last: bool) -> list[str]:
    """The keys of a list of slots; of `⟦P⟧, ⟦P⟧` only the nearer: the other only says whose kin."""
    if _APPOSITION.fullmatch(written):
        written = (
            written[-written[::-1].index("⟦") - 1 :] if last else written[: written.index("⟧") + 1]
        )
    return [key for _, number in SLOT.findall(written) if (key := sentence.key(number))]
