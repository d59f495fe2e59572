"""Relationships that a sentence states in a phrase of which a pattern is known."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import ahocorasick

from entities.extraction.relations.relation_rules import Proposal, RelationRule, all_rules
from entities.extraction.relations.sentence_slots import SLOT, Sentence

_APPOSITION = re.compile(r"⟦P\d+⟧, ⟦P\d+⟧")


class Prefilter:
    """Tells which of many rules can match, by the words that stand in a text.

    One look finds all words that rules need, as code search does before it tries a regular
    expression (Cox 2012, “Regular Expression Matching with a Trigram Index”).
    """

    def __init__(self, rules: Sequence[RelationRule]) -> None:
        needs = dict.fromkeys(words for rule in rules for words in rule.needs)
        bits = {words: 1 << number for number, words in enumerate(needs)}
        by_word: dict[str, int] = {}
        for words, bit in bits.items():
            for word in words:
                by_word[word] = by_word.get(word, 0) | bit
        self._needed = [sum(bits[words] for words in set(rule.needs)) for rule in rules]
        self._automaton = ahocorasick.Automaton()
        for word, its in by_word.items():
            self._automaton.add_word(word, its)
        self._automaton.make_automaton()

    def possible(self, text: str, among: Sequence[int]) -> Iterator[int]:
        """Those of the rules, by their places, that may match somewhere in the text."""
        there = 0
        for _, bits in self._automaton.iter(text):
            there |= bits
        for place in among:
            if self._needed[place] & ~there == 0:
                yield place


def match_patterns(sentence: Sentence) -> Iterator[Proposal]:
    """What the rules find in the sentence."""
    letters = sorted(letter for letter, _ in SLOT.findall(sentence.words))
    # Two of a letter are as good as many: few different keys to remember.
    signature = "".join(
        letter for place, letter in enumerate(letters) if letters[place - 2 : place] != [letter] * 2
    )
    for place in _prefilter().possible(sentence.words, _applicable(signature)):
        yield from matches_of(all_rules()[place], sentence)


@cache
def _prefilter() -> Prefilter:
    return Prefilter(all_rules())


@cache
def _applicable(letters: str) -> tuple[int, ...]:
    """Places of the rules for whose two ends a sentence has slots; `letters` are its slots'."""

    def fits(rule: RelationRule) -> bool:
        return any(
            head in letters and child in letters.replace(head, "", 1)
            for head in rule.heads
            for child in rule.children
        )

    return tuple(place for place, rule in enumerate(all_rules()) if fits(rule))


def matches_of(rule: RelationRule, sentence: Sentence) -> Iterator[Proposal]:
    """What one rule finds in the sentence, whatever words it needs."""
    for match in rule.pattern.finditer(sentence.words):
        words = sentence.with_lead_in(match.start(), match.end())
        head_first = match.start("head") < match.start("child")
        for head in _keys(match.group("head"), sentence, last=head_first):
            for child in _keys(match.group("child"), sentence, last=not head_first):
                yield Proposal(rule.kind, head, child, rule.name, rule.confidence, words)


def _keys(written: str, sentence: Sentence, *, last: bool) -> list[str]:
    """The keys of a list of slots; of `⟦P⟧, ⟦P⟧` only the nearer: the other only says whose kin."""
    if _APPOSITION.fullmatch(written):
        written = (
            written[-written[::-1].index("⟦") - 1 :] if last else written[: written.index("⟧") + 1]
        )
    return [key for _, number in SLOT.findall(written) if (key := sentence.key(number))]
