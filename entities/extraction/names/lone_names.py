"""Names of one word: `Rivas` is somebody where the text gives a full name, a title or a role."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import alternatives, english
from entities.extraction.names.given_names import NO_PERSON, is_given
from entities.extraction.names.people import is_name, is_title, is_titled
from entities.extraction.names.person_coreference import forms_of, is_misprint
from entities.extraction.passage import Passage
from entities.extraction.text import is_ordinary
from entities.kinds import Kind
from entities.names import fold

_TELLS = alternatives(english.TELLS)
_TELLS_BEFORE = re.compile(rf"\b(?:{_TELLS}|according\sto)\s$")
_TELLS_BEHIND = re.compile(rf"\s(?:{_TELLS})\b")
_AGED = re.compile(r",\s(?:aged?\s)?\d\d(?=[,.;)\s])|\s\(\d\d\)")
# `Megan’s Law`, `Dick’s Sporting Goods`
_OF_A_THING = re.compile(r"['’]s\s[A-ZÀ-Þ]")
_AND = re.compile(r",?\s(?:and|y|e|&)\s")
# `before Justice Lowell`, which is no town
_TITLED = re.compile(
    rf"\b(?:{alternatives(map(str.capitalize, english.LONE_TITLES))})\.?\s"
    r"(?P<name>[A-ZÀ-Þ][\w’'-]*?\w)(?=['’]s\b|[,.;:?!)]|\s[a-z]|$)"
)


def surnames_behind_titles(passage: Passage) -> Iterator[Candidate]:
    """Yield surnames behind a title, whatever else they mean."""
    for match in _TITLED.finditer(passage.text):
        word = match["name"].casefold()
        if (
            is_name(match["name"])
            and not is_title(word.capitalize())
            and not is_ordinary(word)
            and word not in NO_PERSON
            and not passage.is_headline(match.start("name"))
        ):
            yield Candidate(
                *match.span("name"),
                Kind.PERSON,
                Rank.RULE,
                "rule:titled",
                "a surname after a title",
                0.75,
            )


def without_lone_words(passage: Passage, chosen: Iterable[Candidate]) -> list[Candidate]:
    """Leave out what only the model takes for a person, and nothing in the text proves one.

    A word that is proved once counts wherever it stands, and so does who is named in one breath
    with somebody.
    """
    chosen = list(chosen)
    proved = _proved(passage, chosen)
    return [
        one
        for one in chosen
        if not _is_lone(passage, one)
        or (form := fold(_written(passage, one))) in proved
        or any(is_misprint(form, other) for other in proved)
    ]


def _is_lone(passage: Passage, one: Candidate) -> bool:
    return one.origin == "ner:PERSON" and not one.keys and " " not in _written(passage, one)


def _written(passage: Passage, one: Candidate) -> str:
    return passage.text[one.start : one.end]


def _proved(passage: Passage, chosen: list[Candidate]) -> set[str]:
    """Folded words that are names of people here."""
    people = [one for one in chosen if one.kind == Kind.PERSON]
    proved: set[str] = set()
    for one in people:
        if not _is_lone(passage, one):
            proved.update(forms_of(_written(passage, one), one.origin == "rule:alias"))
        elif _is_proved(passage, one):
            proved.add(fold(_written(passage, one)))
    for one, following in pairwise(people):
        forms = {fold(_written(passage, one)), fold(_written(passage, following))}
        # `Armando Macias, Lancaster` is no list of people.
        listed = not any(" " in form for form in forms)
        between = passage.text[one.end : following.start]
        if forms & proved and (_AND.fullmatch(between) or (listed and between == ", ")):
            proved |= forms
    return proved


def _is_proved(passage: Passage, one: Candidate) -> bool:
    text = passage.text
    if _OF_A_THING.match(text, one.end):
        return False
    return (
        is_given(_written(passage, one))
        or is_titled(text, one.start)
        or _AGED.match(text, one.end) is not None
        or _TELLS_BEHIND.match(text, one.end) is not None
        or _TELLS_BEFORE.search(text, max(0, one.start - 20), one.start) is not None
    )
