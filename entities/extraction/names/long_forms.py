"""Names that a text abbreviates: `Gun Violence Strategies Partnership (GVSP)`.

The letters in brackets tell where the name before them begins, as Schwartz and Hearst ("A simple
algorithm for identifying abbreviation definitions in biomedical text", 2003) read them: each is
the initial of a word, and only small words may be passed over.
"""

import re
from collections.abc import Iterator

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import alternatives, english, words
from entities.extraction.names.body_kinds import (
    AGENCY_HEADS,
    FORCES,
    ORGANIZATION_HEADS,
    THEMATIC_HEADS,
    key_of,
)
from entities.extraction.passage import Passage
from entities.extraction.text import is_ordinary
from entities.kinds import Kind

_SHORT = re.compile(r"\s[(\[]\s?[“\"]?(?P<letters>[A-Z][A-Z&]{2,8})[”\"]?\s?[)\]]")
_LONGEST = 100  # code points before the brackets
_WORD = re.compile(r"[^\s,;:()\[\]“”\"]+")
_BREAK = re.compile(r"[.!?;:()\[\]“”\"\0](?=\s|$)|[;:()\[\]“”\"\0]")
_SMALL = words("a an and & at by for from in of on the to with against de del la las los y e do da")
_GANG = re.compile(rf"(?i)\b(?:{alternatives(english.GANG_NOUNS)}|front|boy[sz]|crips|bloods)s?$")
_ORGANIZATIONS = ORGANIZATION_HEADS | frozenset(english.DOUBTFUL_ORGANIZATION_HEADS)
_AGENCIES = AGENCY_HEADS | THEMATIC_HEADS | FORCES | words("presidency tribunal council lab")


def long_forms(passage: Passage) -> Iterator[Candidate]:
    """Yield the agencies, organizations and gangs whose initials stand in brackets behind them."""
    for match in _SHORT.finditer(passage.written):
        start = long_form(passage.text, match.start(), match["letters"])
        if start is None:
            continue
        written = passage.text[start : match.start()]
        kind = _kind(written)
        if kind is None:
            continue
        yield Candidate(
            start,
            match.start(),
            kind,
            Rank.RULE,
            "rule:long-form",
            f"what {match['letters']} is short for",
            0.9,  # more than a word in it that is a given name too
            name=" ".join(passage.written[start : match.start()].split()),
        )


def long_form(text: str, end: int, letters: str) -> int | None:
    """Where the name begins that ends at an offset and has these initials; None without one."""
    first = max(0, end - _LONGEST)
    for sign in _BREAK.finditer(text, first, end):
        first = sign.end()
    found = list(_WORD.finditer(text, first, end))
    if not found or found[-1].end() != end:
        return None
    reached = _match_back([word.group() for word in found], letters.replace("&", "").casefold())
    return found[reached].start() if reached is not None else None


def spells(name: str, letters: str) -> bool:
    """Whether the letters are the initials of all words of the name but small ones."""
    return long_form(name, len(name), letters) == 0


def _match_back(found: list[str], letters: str) -> int | None:
    """The place of the word with the first letter, the words read from the last one back."""
    parts = [
        (place, part)
        for place, word in enumerate(found)
        for part in re.split(r"[-/]", word)
        if part
    ]
    at, left = len(parts), len(letters)
    while left:
        at -= 1
        if at < 0:
            return None
        part = parts[at][1]
        is_small = part.casefold() in _SMALL
        if part[0].casefold() == letters[left - 1] and (
            not is_small or not _is_initial(parts[:at], letters[left - 1])
        ):
            left -= 1
        elif not is_small:
            return None
        if not is_small and not (part[0].isupper() or part[0].isdecimal()):
            return None
    return parts[at][0] if at == 0 or parts[at - 1][0] != parts[at][0] else None


def _is_initial(before: list[tuple[int, str]], letter: str) -> bool:
    """Whether the next word that is not small begins with the letter, so that the small one need
    not."""
    for _, part in reversed(before):
        if part.casefold() not in _SMALL:
            return part[0].casefold() == letter
    return False


def _kind(written: str) -> Kind | None:
    """Of which kind a name is by its words; nothing for what names a deed, a law or an illness."""
    keys = [key_of(word.strip(".,")) for word in written.split()]
    ends = {keys[-1], *(keys[at - 1] for at, key in enumerate(keys) if at and key in _SMALL)}
    if _GANG.search(written):
        return Kind.GANG
    if ends & ORGANIZATION_HEADS:
        return Kind.ORGANIZATION
    if ends & _AGENCIES:
        return Kind.AGENCY
    if ends & _ORGANIZATIONS and not all(map(is_ordinary, keys)):
        return Kind.ORGANIZATION
    return None
