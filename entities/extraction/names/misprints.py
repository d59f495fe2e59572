"""Names of the gazetteer with a misprint: `Tupac Amary Revolutionary Movement`."""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from entities.extraction.names.matching import SMALL_WORDS, Match, fits
from entities.extraction.passage import Passage, Span
from entities.gazetteer.snapshot import Gazetteer, Known, KnownName
from entities.kinds import Kind
from entities.names import fold

# Shorter words with another letter are mostly other words.
SHORTEST_AMONG_WORDS = 5
SHORTEST_OTHER = 3
SHORTEST_AREA = 7
SHORTEST_ALONE = 9
# Two letters may be wrong in a word as long as this among others.
LONG = 8
# The words on one side that a misprinted one is looked for beside.
_MOST_WORDS = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_folded = lru_cache(maxsize=2**15)(fold)
_KINDS = (Kind.GANG, Kind.AGENCY, Kind.ORGANIZATION, Kind.LOCATION)


class Misprints:
    """Finds names in which one word is not as in the gazetteer, and no other word that is known.

    A word among others that are right may be off by a letter, or two neighbouring letters change
    places (Damerau 1964); a long one by two. A name of one word counts like a weak one.
    """

    def __init__(self, gazetteer: Gazetteer, is_word: Callable[[str], bool]) -> None:
        """`is_word` tells of a folded word whether it is known as anything else."""
        self._is_word = is_word
        # Most words of a text come again and again.
        self._is_odd = lru_cache(maxsize=2**15)(self._is_unknown)
        self._cached_single = lru_cache(maxsize=2**15)(self._single)
        self._kinds = {key: known.kind for key, known in gazetteer.entities.items()}
        self._words: set[str] = set()
        self._before: set[str] = set()
        self._after: set[str] = set()
        self._beside: dict[str, list[tuple[str, KnownName]]] = defaultdict(list)
        self._alone: dict[str, list[tuple[str, KnownName]]] = defaultdict(list)
        for name in gazetteer.names:
            known = gazetteer.entities[name.key]
            if known.kind in _KINDS:
                words = fold(name.text).split(" ")
                self._words.update(words)
                if len(words) > 1:
                    self._add(name, words)
                elif len(words[0]) >= _shortest(known):
                    for form in _shortened(words[0]):
                        self._alone[form].append((words[0], replace(name, weak=True)))

    def _add(self, name: KnownName, words: Sequence[str]) -> None:
        for place, word in enumerate(words):
            before, after = words[:place], words[place + 1 :]
            others = [other for other in before + after if other not in SMALL_WORDS]
            longest = max(map(len, others), default=0)
            if (
                longest >= SHORTEST_OTHER
                and len(word) >= (SHORTEST_AMONG_WORDS if longest > SHORTEST_OTHER else LONG - 1)
                and word.isalpha()
                and max(len(before), len(after)) <= _MOST_WORDS
            ):
                self._beside[f"{' '.join(before)}|{' '.join(after)}"].append((word, name))
                # A small word before or after may stand beside any other.
                self._before.update({*before[-1:]} - SMALL_WORDS)
                self._after.update({*after[:1]} - SMALL_WORDS)

    def find(self, passage: Passage) -> Iterator[Match]:
        """Yield what may be a misprinted name."""
        text = passage.written
        words = [match.span() for match in _WORD.finditer(text)]
        for place, (start, end) in enumerate(words):
            if self._is_odd(text[start:end]):
                yield from self._around(passage, words, place)

    def _is_unknown(self, written: str) -> bool:
        """Whether a word may be that of a name, and is known as nothing."""
        if len(written) < SHORTEST_AMONG_WORDS or not written[0].isupper():
            return False
        word = _folded(written)
        return written.isalpha() and word not in self._words and not self._is_word(word)

    def _around(self, passage: Passage, words: Sequence[Span], place: int) -> Iterator[Match]:
        written = _folded(passage.written[slice(*words[place])])
        found = self._among_words(passage, words, place, written)
        if not found and (names := self._cached_single(written)):
            found = {(place, place): names}
        for (first, last), names in found.items():
            start, end = words[first][0], words[last][1]
            fitting = tuple(
                name for name in names if fits(name, self._kinds[name.key], passage, start, end)
            )
            if fitting:
                yield Match(start, end, fitting, is_misprint=True)

    def _single(self, written: str) -> dict[KnownName, None]:
        """The names of one word that it may be a misprint of."""
        return {
            name: None
            for form in _shortened(written)
            for word, name in self._alone.get(form, ())
            if is_misprint(written, word)
        }

    def _among_words(
        self, passage: Passage, words: Sequence[Span], place: int, written: str
    ) -> dict[Span, dict[KnownName, None]]:
        """The names by their first and last words in which all but this word are right."""
        found: dict[Span, dict[KnownName, None]] = defaultdict(dict)
        beside = self._side(passage, words[max(0, place - 1) : place + 2])
        if not (place and beside[0] in self._before) and beside[-1] not in self._after:
            return found
        before = self._side(passage, words[max(0, place - _MOST_WORDS) : place])
        after = self._side(passage, words[place + 1 : place + 1 + _MOST_WORDS])
        starts = [" ".join(before[len(before) - count :]) for count in range(len(before) + 1)]
        ends = [" ".join(after[:count]) for count in range(len(after) + 1)]
        for count, start in enumerate(starts):
            for more, end in enumerate(ends):
                for word, name in self._beside.get(f"{start}|{end}", ()):
                    if is_misprint(written, word, 2 if len(word) >= LONG else 1):
                        found[place - count, place + more][name] = None
        return found

    def _side(self, passage: Passage, words: Sequence[Span]) -> list[str]:
        return [_folded(passage.written[start:end]) for start, end in words]


def _shortest(known: Known) -> int:
    """How many letters a name of one word needs."""
    if known.kind != Kind.LOCATION:
        return SHORTEST_ALONE if known.kind != Kind.AGENCY else SHORTEST_AREA
    return SHORTEST_AREA if known.subtype in ("country", "division") else sys.maxsize


def is_misprint(written: str, word: str, most: int = 1) -> bool:
    """Whether a word has at most so many letters wrong; another ending makes another word."""
    if written[0] != word[0] or written.startswith(word) or word.startswith(written):
        return False
    wrong = OSA.distance(written, word, score_cutoff=most)
    return wrong <= most and (wrong == 1 or written[-2:] == word[-2:])


def _shortened(word: str) -> Iterable[str]:
    """The word, and what is left of it without one of its letters: misprints share one of these."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
