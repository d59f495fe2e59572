"""Names of the gazetteer in a text, however they are spelled, also with a misprint."""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import ahocorasick
from rapidfuzz.distance import OSA

from entities.extraction.lexicon import words
from entities.extraction.passage import Passage, Span
from entities.gazetteer.snapshot import Gazetteer, GazetteerEntity, KnownName
from entities.kinds import Kind
from entities.names import fold

# Signs that end a phrase: no name reaches over them unless it is written with them.
_BREAKS = re.compile(r"[\0,;:!?()\[\]{}<>|*\"“”«»…—\f\v]|\n\s*\n|[^\W\d_]{3,}\.\s")
SMALL_WORDS = words("a an the la las el los le les o os as de del of and y e il lo")
_APOSTROPHES = "'’‘"
_POSSESSIVE = re.compile(r"['’]s$")
_WORD = re.compile(r"[^\W_]+")
# Acronyms that are ordinary English words: in capitals they need dots or an article.
_WORD_ACRONYMS = words(
    "us who it ice aid cat sat pan fan art arms safe all can may up far mend mas"
)
LONGEST_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class Match:
    """The words `[start, end)` are written like these names. Weak ones need more than that."""

    start: int
    end: int
    names: tuple[KnownName, ...]
    is_misprint: bool = False


class Matcher:
    """Finds all given names in one pass over the text.

    Case, accents, spaces and kinds of dashes do not matter, save that acronyms and single words
    must be written as names are, in capitals or with a capital.
    """

    def __init__(self, names: Iterable[KnownName], kinds: Mapping[str, Kind] | None = None) -> None:
        """Take names, and the kinds of the entities they lead to by key where they are known."""
        self._kinds = kinds or {}
        grouped: dict[str, list[KnownName]] = {}
        for name in names:
            if normalized := fold(name.text):
                grouped.setdefault(normalized, []).append(name)
        self._automaton = ahocorasick.Automaton()
        for normalized, names in grouped.items():
            self._automaton.add_word(normalized, (len(normalized), tuple(names)))
        if grouped:
            self._automaton.make_automaton()
        self._is_empty = not grouped

    def find(self, passage: Passage) -> Iterator[Match]:
        """Yield every name in the passage, overlapping ones too.

        Plain `iter` reports each hit, so that a longer one which is part of a word cannot hide a
        shorter one that stands by itself.
        """
        if self._is_empty:
            return
        text = passage.written
        folded = passage.folded
        offsets = folded.offsets
        letters = folded.text
        for last, (length, names) in self._automaton.iter(letters):
            first = last - length + 1
            start = offsets[first]
            # Most hits are pieces of words: tell them before anything slower is asked.
            if first and letters[first - 1] != " " and offsets[first - 1] == start - 1:
                continue
            end = offsets[last] + 1
            if not _stands_alone(text, start, end):
                continue
            end = _with_last_dot(text, start, end)
            fitting = tuple(
                name for name in names if fits(name, self._kinds.get(name.key), passage, start, end)
            )
            if fitting:
                yield Match(_with_apostrophe(text, start, fitting), end, fitting)


def fits(name: KnownName, kind: Kind | None, passage: Passage, start: int, end: int) -> bool:
    """Whether the words `[start, end)` are written as this name may be."""
    text = passage.written
    written = text[start:end]
    capitals = passage.is_in_capitals(start)
    if _POSSESSIVE.search(written) and not _POSSESSIVE.search(name.text):
        return False  # `America’s` is folded like `Americas`
    if written == name.text:
        return not (capitals and _is_doubtful_in_capitals(written, text, start))
    for sign in _BREAKS.finditer(written):
        # `Washington, D.C.` is `Washington DC`.
        if sign.group() not in name.text and (sign.group(), kind) != (",", Kind.LOCATION):
            return False
    if capitals:
        return not _is_doubtful_in_capitals(written, text, start)
    if kind == Kind.GANG and not name.weak and _is_distinctive(name.text):
        return True
    if is_acronym(name.text):
        return written.isupper()
    return _is_written_as_name(written, name.text)


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals only: `DEA`, `U.S.`, `MS-13` (not `Los Zetas`)."""
    letters = [character for character in name if character.isalpha()]
    return 0 < len(letters) <= LONGEST_ACRONYM and all(map(str.isupper, letters))


def _stands_alone(text: str, start: int, end: int) -> bool:
    if start and (text[start - 1].isalnum() or text[start - 1] in "_@"):
        return False
    if end < len(text) and (text[end].isalnum() or text[end] in "_@"):
        return False
    # A combining accent after the last letter belongs to a longer word's letter, not to a space.
    return end >= len(text) or not _is_mark(text[end])


def _is_mark(character: str) -> bool:
    return "\u0300" <= character <= "\u036f"


def _with_apostrophe(text: str, start: int, names: Iterable[KnownName]) -> int:
    """Take in the apostrophe that `'Ndrangheta` begins with, which folding drops."""
    written = start > 0 and text[start - 1] in _APOSTROPHES
    return start - 1 if written and any(name.text[0] in _APOSTROPHES for name in names) else start


def _with_last_dot(text: str, start: int, end: int) -> int:
    """Take in the last dot of `U.S.` and `D.C.`, which folding drops."""
    if text[end : end + 1] == "." and re.search(r"(?:^|[\s.])[^\W\d_]\.[^\W\d_]$", text[start:end]):
        return end + 1
    return end


def _is_distinctive(name: str) -> bool:
    """Whether a name is clear in any case: `ms-13`, `mara salvatrucha`; not `bloods`."""
    words = _WORD.findall(name)
    if any(map(str.isdecimal, name)) and any(map(str.isalpha, name)):
        return len(name) >= 4
    return len(words) >= 2 and sum(map(len, words)) >= 10


def _is_written_as_name(written: str, name: str) -> bool:
    """Whether every weighty word has its capital, unless the name itself has none there."""
    own = [word for word in _WORD.findall(name) if word.casefold() not in SMALL_WORDS]
    words = [word for word in _WORD.findall(written) if word.casefold() not in SMALL_WORDS]
    if not words:
        return written[:1].isupper()
    if not (words[0][0].isupper() or words[0][0].isdecimal()):
        return bool(own) and own[0][0].islower()
    return True


def _is_doubtful_in_capitals(written: str, text: str, start: int) -> bool:
    """`US` may be `us` in a text of capitals."""
    if written.casefold() not in _WORD_ACRONYMS:
        return False
    return not text[max(0, start - 8) : start].rstrip().endswith(("THE", "(", "["))


# Shorter words with another letter are mostly other words.
SHORTEST_AMONG_WORDS = 5
SHORTEST_OTHER = 3
SHORTEST_AREA = 7
SHORTEST_ALONE = 9
# Two letters may be wrong in a word as long as this among others.
LONG = 8
# The words on one side that a misprinted one is looked for beside.
_MOST_WORDS = 4
_WRITTEN_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
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
            others = [other for other in (*before, *after) if other not in SMALL_WORDS]
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
        words = [match.span() for match in _WRITTEN_WORD.finditer(text)]
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


def _shortest(known: GazetteerEntity) -> int:
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
