"""Words that the rules of the extraction are made of, once each, by language.

`english`, `spanish`, `portuguese` and `other_languages` hold plain lists that can be edited without
knowing the rules; the modules that use them say in which pattern they stand. Months and weekdays
stand in `articles/calendar_words.py`, because the import of articles reads dates too.
"""

import re
from collections.abc import Iterable
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

    Longer words come first, so that none hides another; blanks in them match any white space.
    """
    distinct = sorted({word for one in lists for word in one}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in distinct)


def accents_optional(written: Iterable[str]) -> frozenset[str]:
    """The words and, for writers without accents, the same words without them."""
    entries = frozenset(written)
    return entries | frozenset(map(plain, entries))


def read_list(file: Path) -> frozenset[str]:
    """The lines of a text file; those that begin with `#` are comments."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
