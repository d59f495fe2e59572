"""Names of places that mean something else where they stand: a bird, a person."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.first_names import given_names, given_names_left_out
from entities.extraction.names.match_names import Match
from entities.extraction.names.people import NOT_IN_NAMES
from entities.extraction.passage import Passage
from entities.extraction.text import is_on_list
from entities.gazetteer.snapshot import Gazetteer
from entities.kinds import Kind
from entities.names import fold
from entities.nlp import Named

_WORD = re.compile(r"[^\W\d_]+")
_NOUN_FOLLOWS = re.compile(r"\s[a-z]\w+s\b")
_ANY_FOLLOWS = re.compile(r"\s\w+")
# `CONTACT US`, over a page
_US_BEFORE = re.compile(r"\b(?:CONTACT|ABOUT|FOLLOW|JOIN|CALL|EMAIL|SUPPORT|VISIT)\s$")
# After a dateline
_DASH_BEFORE = re.compile(r"[-–—]\s$")
_ARTICLE_BEFORE = re.compile(r"\b[Tt]he\s$")
_CUE_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Aa]cross|[Oo]utside|[Ii]nto|[Tt]o|[Tt]oward|[Tt]hrough|"
    r"[Ii]nside|[Ll]eft)\s$"
)


def without_false_places(
    matches: Iterable[Match], passage: Passage, gazetteer: Gazetteer
) -> tuple[list[Match], list[tuple[int, int]]]:
    """Leave out places whose name is an ordinary word here, or the given name of a person.

    Returns what is left, and the spans of these people.
    """
    named = {one.start: one for one in passage.named}
    kept, people = [], []
    for match in matches:
        places = {
            name for name in match.names if gazetteer.entities[name.key].kind == Kind.LOCATION
        }
        person = _person(passage, match, named) if places else None
        if person is not None:
            people.append(person)
        if person is not None or (places and is_ordinary_here(passage, match.start, match.end)):
            others = tuple(name for name in match.names if name not in places)
            if others:
                kept.append(replace(match, names=others))
        else:
            kept.append(match)
    return kept, people


def is_ordinary_here(passage: Passage, start: int, end: int) -> bool:
    """`Turkey dinners` where the text has turkeys, and the capital tells nothing of the first."""
    written = passage.text[start:end]
    if written == "US" and _US_BEFORE.search(passage.written, max(0, start - 10), start):
        return True
    if written == "US" or not _WORD.fullmatch(written) or is_after_cue(passage, start):
        return False
    begins = start == passage.sentence_of(start)[0] or _DASH_BEFORE.search(
        passage.text, max(0, start - 3), start
    )
    is_told_by_case = not (begins or passage.is_in_heading(start) or passage.is_in_capitals(start))
    if is_told_by_case:
        return False
    word = written.casefold()
    if not begins and is_on_list(word):
        return True
    follows = _NOUN_FOLLOWS if begins else _ANY_FOLLOWS
    return re.search(rf"\b{word}s?\b", passage.text) is not None or (
        (is_on_list(word) or is_on_list(f"{word}s"))
        and follows.match(passage.text, end) is not None
    )


def _is_given(folded: str) -> bool:
    return len(folded) >= 4 and (folded in given_names() or folded in given_names_left_out())


def is_after_cue(passage: Passage, start: int) -> bool:
    """Whether a preposition of place stands before."""
    return _CUE_BEFORE.search(passage.text, max(0, start - 12), start) is not None


def _person(passage: Passage, match: Match, named: Mapping[int, Named]) -> tuple[int, int] | None:
    """The person whose name begins with the place's: `Chad Moore`, `India Jones`.

    The model calls them so, or takes the two words alone for a body that has no article.
    """
    text = passage.text
    one = named.get(match.start)
    if (
        one is None
        or one.end <= match.end + 1
        or not _is_given(fold(text[match.start : match.end]))
        or passage.is_headline(match.start)
        or is_after_cue(passage, match.start)
    ):
        return None
    rest = text[match.end + 1 : one.end]
    if not _WORD.fullmatch(rest) or not rest[0].isupper():
        return None
    taken_for_body = (
        one.label == "ORG"
        and not _ARTICLE_BEFORE.search(text, max(0, match.start - 4), match.start)
        and rest.casefold() not in NOT_IN_NAMES
        and not is_on_list(rest.casefold())
    )
    return (one.start, one.end) if one.label == "PERSON" or taken_for_body else None


def people_like_places(spans: Iterable[tuple[int, int]]) -> Iterator[Candidate]:
    """The people that `without_false_places` has found."""
    for start, end in spans:
        yield Candidate(
            start,
            end,
            Kind.PERSON,
            Rank.RULE,
            "rule:given-name",
            "a given name that a place has too",
            0.8,
        )
