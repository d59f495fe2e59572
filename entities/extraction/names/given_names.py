"""People by their given name: `Anselmo Tirado` is somebody, whatever the language model says."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.first_names import given_names
from entities.extraction.lexicon import alternatives, english, spanish, words
from entities.extraction.names.people import (
    HONOURS,
    NAME_WORD,
    NOT_IN_NAMES,
    PARTICLE,
    PARTICLES,
    SURNAMES_TOO,
    is_office,
    is_only_headline,
    is_title,
    is_titled,
)
from entities.extraction.passage import Passage, Span
from entities.extraction.text import is_ordinary
from entities.kinds import Kind
from entities.names import fold

_RUN = re.compile(rf"(?:{NAME_WORD})(?:\s(?:(?:{PARTICLES})\s){{0,2}}(?:{NAME_WORD})){{1,9}}")
_TOKEN = re.compile(r"\S+")
_INITIAL = re.compile(r"[A-Z]\.")
_AGED = re.compile(
    r"\.?,?\s(?:\((?:aged\s)?\d\d|(?:aged?\s)?\d\d[,.;]|\d\d$)|,\s(?:of|from)\s[A-ZÀ-Þ]"
)
_SUFFERS = re.compile(rf"\b(?:{alternatives(english.DEEDS)})\sof\s$")
_SUFFIX = re.compile(
    rf",?\s(?:{alternatives(english.GENERATIONS)})\b\.?|"
    rf"\s(?:{alternatives(english.GENERATION_NUMERALS)})\b"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_SAINTS = words("san santa santo são sao st st. saint sainte")
LONGEST = 5  # words, particles left out
_KIN = re.compile(
    rf"\b(?:{alternatives(english.KIN)}),?\s(?P<name>{NAME_WORD})(?=[,.;:]|\s[a-z]|['’]s)"
)
# `his sister, Nubia, whom they caught`: whatever else bears the name.
_OWN_KIN = re.compile(
    rf"\b(?:his|her|su)\s(?:\w+\s)?(?:{alternatives(english.KIN, spanish.KIN)}),?\s"
    rf"(?P<name>{NAME_WORD})(?=[,.;:]|\s[a-z]|['’]s)(?!\s(?:of|de)\s)"
)
# `the brothers Gentjan and Klodian Përlala`
_SIBLINGS = re.compile(
    rf"(?P<name>{NAME_WORD})(?:,\s(?P<second>{NAME_WORD}))?\sand\s(?P<given>{NAME_WORD})\s"
    rf"(?P<surname>(?:(?:{PARTICLES})\s){{0,2}}{NAME_WORD})(?!['’]?\s[A-ZÀ-Þ])"
)
_PLACE_BEFORE = re.compile(r"\b(?:from|of|in|at)\s$")
_SIBLING = re.compile(
    r"\b(?:[Bb]rothers|[Ss]isters|[Ss]iblings|[Tt]wins|[Cc]ousins|[Cc]ouple|[Hh]ermanos|[Ii]rmãos)\b[^.;]{0,40}$"
)
# Words after which the whole is no person: `Victoria Police`, `Florence Avenue`, `Andrés Clan`.
NO_PERSON = frozenset(english.GANG_NOUNS) | words(
    """
    place walk way close avenue ave street road boulevard drive lane square park plaza station
    airport beach hotel house
    hall palace hospital school college university church prison jail penitentiary center centre
    unit
    stadium market mall bar club bridge highway freeway terminal port island valley river lake bay
    mountain mountains hills heights gardens terrace estate village downs county city town state
    province district division department region police force army navy court sheriff prosecutor
    ministry office bureau agency service task guard marines commission committee council section
    group gangs cartels clans set organization
    organisation network federation front movement militia family brotherhood nation
    crips crip bloods blood locos kings lords disciples boyz boys outlaws bandidos angels mongols
    chapter motorcycle news times post press journal daily tribune herald radio tv television
    televisión magazine bank company inc ltd llc corp corporation foundation institute association
    union
    party league team act law treaty operation project war report s.a s.a.s spa gmbh university
    north south east west northern southern eastern western american americans cup open
    street-gang coalition alliance kids killers riders barbarians
    members member leader leaders boss brothers sisters
    """
)


def people_by_given_name(passage: Passage, is_place: Callable[[str], bool]) -> Iterator[Candidate]:
    """Yield names that begin with a given name, titles dropped, two words or more.

    `is_place` tells of a folded name whether a place has it.
    """
    spans = [
        span for run in _RUN.finditer(passage.text) if (span := _name_in(passage, *run.span()))
    ]
    for span in _as_long_as_elsewhere(passage.text, spans):
        written = passage.text[slice(*span)]
        if is_place(fold(written)) and not _is_of_person(passage.text, *span):
            continue
        if is_only_headline(passage, *span) and not _AGED.match(passage.text, span[1]):
            ordinary = any(map(is_ordinary, written.casefold().split()[1:]))
            if ordinary or passage.text.count(written) < 2:
                continue
        yield Candidate(
            *span,
            Kind.PERSON,
            Rank.MODEL if passage.is_in_capitals(span[0]) else Rank.RULE,
            "rule:given-name",
            f"“{written.split()[0]}” is a given name",
            0.85,
        )

    for match in _KIN.finditer(passage.text):
        if is_given(match["name"]) and not is_place(fold(match["name"])):
            yield Candidate(
                *match.span("name"),
                Kind.PERSON,
                Rank.MODEL,
                "rule:kin",
                "a given name after a word for kin",
                0.75,
            )


def _as_long_as_elsewhere(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, with the first name before that one occurrence alone shows to be of the name."""
    spans = list(spans)
    whole = {text[start:end] for start, end in spans if not is_given(text[start:end].split()[0])}
    for start, end in spans:
        first = text.rfind(" ", 0, start - 1) + 1
        yield (first, end) if text[first:end] in whole else (start, end)


def siblings(passage: Passage) -> Iterator[Candidate]:
    """Yield `Gentjan` of `the brothers Gentjan and Klodian Përlala`, and `his sister, Nubia`."""
    text = passage.text
    for match in _OWN_KIN.finditer(text):
        if not is_title(match["name"]) and not passage.is_in_capitals(match.start()):
            yield _kin(*match.span("name"), match["name"])
    for match in _SIBLINGS.finditer(text):
        if _SIBLING.search(text, max(0, match.start() - 60), match.start()) or (
            is_given(match["name"])
            and is_given(match["given"])
            and (not match["second"] or is_given(match["second"]))
        ):
            after_place = _PLACE_BEFORE.search(text, max(0, match.start() - 8), match.start())
            for group in ("second",) if after_place else ("name", "second"):
                if match[group] and not is_title(match[group]):
                    yield _kin(*match.span(group), f"{match[group]} {match['surname']}")


def _kin(start: int, end: int, name: str) -> Candidate:
    return Candidate(
        start,
        end,
        Kind.PERSON,
        Rank.RULE,
        "rule:kin",
        "a name after a word for kin",
        0.8,
        name=name,
    )


def _name_in(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    text = passage.text
    tokens = [token.span() for token in _TOKEN.finditer(text, start, end)]
    words = [text[slice(*token)] for token in tokens]
    # `ADA Joel Hale` is no Ada.
    first = next((n for n, word in enumerate(words) if is_given(word) and not is_title(word)), None)
    if first is None or not _may_stand_before(text, tokens[:first], passage, start):
        return None
    name = tokens[first:]
    if first and _AGED.match(text, tokens[-1][1]) and not _are_known_words(text, tokens[:first]):
        name = tokens
    if _POSSESSIVE.search(text[slice(*name[0])]):
        return None
    *inner, last = (_bare(text[slice(*token)]) for token in name[1:] or name)
    if any(word in NO_PERSON | NOT_IN_NAMES for word in inner):
        return None
    if last in NO_PERSON | NOT_IN_NAMES and not (
        last in SURNAMES_TOO and _is_of_person(text, name[0][0], name[-1][1])
    ):
        return None
    owner = next((n for n, token in enumerate(name) if _ends_name(text[slice(*token)])), None)
    if owner is not None:
        name = name[: owner + 1]
    while name and (
        text[slice(*name[-1])].strip(".,") in HONOURS or _bare(text[slice(*name[-1])]) in PARTICLE
    ):
        name.pop()
    if passage.is_in_capitals(start):
        name = _without_ordinary_words(text, name)
    if len(name) < 2 or len(name) > LONGEST + 2:
        return None
    left, right = name[0][0], name[-1][1]
    ending = _POSSESSIVE.search(text[left:right])
    if ending:
        return left, left + ending.start()
    suffix = _SUFFIX.match(text, right)
    return (left, suffix.end()) if suffix else (left, right)


def _are_known_words(text: str, tokens: list[tuple[int, int]]) -> bool:
    """Whether any is a title or an ordinary word, as `Osiris` of `Osiris Daniel Rey, 23` is not."""
    words = [text[slice(*token)] for token in tokens]
    return any(
        is_title(word) or is_title(word.rstrip("s")) or is_ordinary(_bare(word)) for word in words
    )


def _is_of_person(text: str, start: int, end: int) -> bool:
    """Whether the words around say that this is somebody: `the murder of Linda Park`."""
    return (
        _AGED.match(text, end) is not None
        or is_titled(text, start)
        or _SUFFERS.search(text, max(0, start - 25), start) is not None
    )


def _may_stand_before(
    text: str, tokens: list[tuple[int, int]], passage: Passage, start: int
) -> bool:
    """Titles may, and a single word that only begins the sentence."""
    before = [text[slice(*token)] for token in tokens]
    if any(word.casefold() in _SAINTS for word in before):
        return False
    if before and is_office(before[-1]):
        return True
    others = [
        word
        for word in before
        if not is_title(word) and not is_title(word.rstrip("s")) and not _INITIAL.fullmatch(word)
    ]
    if not others:
        return True
    sentence, _ = passage.sentence_of(start)
    return len(tokens) == 1 and tokens[0][0] == sentence


def is_given(word: str) -> bool:
    """Also by its first part: `Pierre-Louis`."""
    folded = fold(_POSSESSIVE.sub("", word))
    return word[0].isupper() and (
        folded in given_names() or ("-" in word and folded.split(" ")[0] in given_names())
    )


def _ends_name(word: str) -> bool:
    return bool(_POSSESSIVE.search(word))


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word).casefold().strip(".,")


def _without_ordinary_words(text: str, name: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In capitals nothing tells where a name ends: given names and two words more."""
    given = list(takewhile(lambda token: is_given(text[slice(*token)]), name))
    return name[: len(given) + 2]
