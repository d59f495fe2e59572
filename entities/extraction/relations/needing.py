"""What words every match of a regular expression has, so that hardly any is tried in vain.

The idea is that of the filters before the regular expressions of code search (Cox 2012, “Regular
Expression Matching with a Trigram Index”): one look at a sentence tells which words are there, and
most patterns need some that are not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

# The parser that `re` itself uses. What it makes is not documented: where a node is not known here,
# nothing is needed of it.
from re import _constants as node
from re import _parser as parser

import ahocorasick

Words = frozenset[str]
# More words than this are not told apart any further.
_MOST = 150
_SHORTEST = 3
_ANY: Words = frozenset({""})


class Finder:
    """Tells which of many regular expressions can match, by the words that stand in a text."""

    def __init__(self, expressions: Iterable[re.Pattern[str]]) -> None:
        bits: dict[str, int] = {}
        self._needed: list[int] = []
        number = 0
        for expression in expressions:
            own = 0
            for words in needed(expression):
                for word in words:
                    bits[word] = bits.get(word, 0) | 1 << number
                own |= 1 << number
                number += 1
            self._needed.append(own)
        self._automaton = ahocorasick.Automaton()
        for word, its in bits.items():
            self._automaton.add_word(word, its)
        self._automaton.make_automaton()

    def possible(self, text: str, among: Sequence[int]) -> Iterator[int]:
        """Those of the expressions, by their places, that may match somewhere in the text."""
        there = 0
        for _, bits in self._automaton.iter(text):
            there |= bits
        for place in among:
            if self._needed[place] & ~there == 0:
                yield place


def needed(expression: re.Pattern[str]) -> list[Words]:
    """Sets of words: every match of the expression has one of each set, written just so.

    In the text that it is matched against blanks are the only white space.
    """
    if expression.flags & re.IGNORECASE:
        return []
    _, found = _read(parser.parse(expression.pattern, expression.flags))
    return found


def _read(items: Iterable[tuple]) -> tuple[Words | None, list[Words]]:
    """All that a sequence can be, where that is few words; and what every match of it has."""
    found: list[Words] = []
    run: Words = _ANY
    whole = True
    for kind, value in items:
        words, inside = _read_one(kind, value)
        longer = words and _joined(run, words)
        if longer:
            run = longer
            continue
        found += inside
        if words is None:
            found += _useful(run)
            run, whole = _ANY, False
        else:
            # Too many together: the ones before and those from here on are each needed.
            found += _useful(run)
            run, whole = words, False
    if whole:
        return run, _useful(run)
    return None, found + _useful(run)


def _read_one(kind: object, value: object) -> tuple[Words | None, list[Words]]:
    if kind is node.LITERAL:
        return frozenset({chr(value)}), []
    if kind is node.AT or kind in (node.ASSERT, node.ASSERT_NOT):
        return _ANY, []
    if kind is node.IN:
        return _characters(value), []
    if kind is node.SUBPATTERN:
        _, added, taken, items = value
        return (None, []) if added or taken else _read(items)
    if kind is node.BRANCH:
        return _either([_read(items) for items in value[1]])
    if kind in (node.MAX_REPEAT, node.MIN_REPEAT):
        least, most, items = value
        words, found = _read(items)
        if most == 1 and words is not None:
            return (words if least else words | _ANY), []
        return None, (found if least else [])
    return None, []


def _characters(items: Iterable[tuple]) -> Words | None:
    if all(kind is node.LITERAL for kind, _ in items):
        return frozenset(chr(value) for _, value in items)
    space = [(node.CATEGORY, node.CATEGORY_SPACE)]
    return frozenset(" ") if items == space else None


def _either(
    branches: Sequence[tuple[Words | None, list[Words]]],
) -> tuple[Words | None, list[Words]]:
    if all(words is not None for words, _ in branches):
        together = frozenset().union(*(words for words, _ in branches))
        return (together, []) if len(together) <= _MOST else (None, _useful(together))
    if not all(found for _, found in branches):
        return None, []
    return None, _useful(frozenset().union(*(max(found, key=_worth) for _, found in branches)))


def _joined(first: Words, second: Words) -> Words | None:
    if len(first) * len(second) > _MOST:
        return None
    return frozenset(map("".join, product(first, second)))


def _useful(words: Words) -> list[Words]:
    """The set, unless hardly any text would be without it."""
    return [words] if min(map(len, words)) >= _SHORTEST and len(words) <= _MOST else []


def _worth(words: Words) -> tuple[int, int]:
    return min(map(len, words)), -len(words)
