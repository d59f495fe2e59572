"""Names of the gazetteer in a text, however they are spelled."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ahocorasick

from entities.extraction.lexicon import words
from entities.extraction.passage import Passage
from entities.gazetteer.snapshot import KnownName
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
