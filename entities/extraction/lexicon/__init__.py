"""Words that the rules of the extraction are made of, once each, by language.

`english`, `spanish`, `portuguese` and `other_languages` hold plain lists that can be edited without
knowing the rules; the modules that use them say in which pattern they stand. Months and weekdays
stand in `articles/calendar_words.py`, because the import of articles reads dates too.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from os.path import commonprefix
from pathlib import Path

from articles.calendar_words import numbered
from entities.names import plain

__all__ = ["accents_optional", "alternatives", "listed", "numbered", "read_list", "words"]


def words(written: str) -> frozenset[str]:
    """The words of a text that are parted by white space."""
    return frozenset(written.split())


def listed(written: str) -> tuple[str, ...]:
    """The entries of a text that are parted by commas; an entry may have several words."""
    return tuple(" ".join(entry.split()) for entry in written.split(","))


def alternatives(*lists: Iterable[str]) -> str:
    """A regular expression, without brackets around it, for any word of the lists.

    Longer words come first, so that none hides another; blanks in them match any white space. What
    words begin with stands there once, as in `S(?:enator|heriff)`: that is looked for much sooner.
    """
    return _parted(sorted({word for one in lists for word in one}), 0)


def _parted(distinct: Sequence[str], known: int) -> str:
    """What stands behind the first letters, so many are `known`, that the sorted words share."""
    branches = []
    for _, group in groupby((word for word in distinct if len(word) > known), itemgetter(known)):
        alike = list(group)
        shared = len(commonprefix((alike[0], alike[-1])))  # noqa: RUF071 - words, no paths
        rest = _parted(alike, shared) if len(alike) > 1 else ""
        opening = re.escape(alike[0][known:shared]).replace(r"\ ", r"\s")
        branches.append((max(map(len, alike)), opening + (f"(?:{rest})" if rest else "")))
    branches.sort(key=lambda branch: -branch[0])
    if len(distinct[0]) == known:
        branches.append((known, ""))
    return "|".join(pattern for _, pattern in branches)


def accents_optional(written: Iterable[str]) -> frozenset[str]:
    """The words and, for writers without accents, the same words without them."""
    entries = frozenset(written)
    return entries | frozenset(map(plain, entries))


def read_list(file: Path) -> frozenset[str]:
    """The lines of a text file; those that begin with `#` are comments."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
