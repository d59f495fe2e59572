"""Agencies and organizations that no list has."""

import re
from collections.abc import Callable, Iterable, Iterator

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import (
    accents_optional,
    alternatives,
    english,
    portuguese,
    spanish,
    words,
)
from entities.extraction.names.people import is_title
from entities.extraction.passage import Passage
from entities.extraction.text import is_ordinary
from entities.kinds import Kind
from entities.names import fold

_WORD = r"[A-ZÀ-Þ][\w.’'-]*\w"
_PLACE_WORDS = rf"{_WORD}(?:\s(?:(?:de|del|la|of|the|and)\s)?{_WORD}){{0,4}}"
_POLICE = re.compile(
    rf"(?P<name>{_PLACE_WORDS})['’]?s?\s"
    r"(?:(?:[Nn]ational|[Ff]ederal|[Mm]unicipal|[Ss]tate|[Cc]ity|[Mm]etropolitan|[Mm]ilitary|"
    r"[Cc]ivil|[Tt]ransit|[Pp]rovincial|[Cc]ounty)\s)*"
    r"(?:[Pp]olice(?:\s(?:Department|Service|Force|department|force))?|"
    r"[Ss]heriff['’]s\s(?:[Oo]ffice|[Dd]epartment)|District\sAttorney['’]s\sOffice|"
    r"[Pp]rosecutor['’]?s?['’]?\s[Oo]ffice|Attorney\sGeneral['’]s\sOffice|[Cc]oast\s[Gg]uard|"
    r"PD(?![\w-])|Army|army|[Nn]avy|[Mm]arines|National\sGuard|(?:Supreme|Crown|High|District|Superior|"
    r"Federal|Criminal|County|Magistrates?['’]?s?['’]?|Youth)\sCourt)\b"
)
_OFFICE_WORD = r"[A-ZÀ-Þ][\w.-]*\w(?!['’])"
_OFFICE = re.compile(
    rf"{_OFFICE_WORD}(?:\s(?:(?:and|of|for|on)\s)?{_OFFICE_WORD}){{0,5}}\s"
    r"(?:Unit|Section|Squad|Task\sForce|Strike\sForce|Directorate|Bureau|Ministry|Secretariat|"
    r"Crime\sAgency|Investigations?\sAgency|Intelligence\sAgency|Constabulary)\b"
    rf"(?:\s(?:for|against|on|of)\s{_OFFICE_WORD}(?:\s(?:and\s)?{_OFFICE_WORD}){{0,3}})?|"
    rf"\b(?:Task\sForce|Strike\sForce)\s{_OFFICE_WORD}(?!\s[A-Z])|"
    r"\b(?:Attorney\sGeneral|Public\sProsecutor|Chief\sProsecutor|District\sAttorney)['’]s\sOffice\b|"
    r"\b(?:Policía|Polícia|Fiscalía|Procuraduría|Ministério\sPúblico|Ministerio\sPúblico|Juzgado|"
    rf"Fuerza)(?:\s(?:(?:de|del|do|da|la|e|y)\s){{0,2}}{_OFFICE_WORD}){{1,5}}"
)
# Armies that are no state's.
_REBELS = re.compile(
    r"\b(?:Liberation|Resistance|Revolutionary|Rebel|Salvation|Gaitanist|People['’]s)\b"
)
_BELONGING = re.compile(r"\s(?:of|at|for|from|in)\s(?:the\s)?$")
_OWNER = re.compile(r"((?:[A-ZÀ-Þ][\w.-]*\s){0,2}[A-ZÀ-Þ][\w.-]*)['’]s?\s(?=[A-ZÀ-Þ])")
_NOT_A_BODY = frozenset((*english.MONTHS, *english.WEEKDAYS)) | words(
    """
    the a an when after but and as in on at by for from while if local some two three
    several meanwhile then now former four five six seven eight nine ten
    dozens hundreds many more other
    """
)
_AGENCY_WORDS = re.compile(
    rf"(?i)\b(?:{alternatives(english.AGENCY_NOUNS, accents_optional(spanish.AGENCY_NOUNS))})\b"
)
_NOT_AGENCY_WORDS = re.compile(
    r"(?i)\b(?:university|college|news|times|press|foundation|institute|bank|company|club|"
    r"association|union|party|museum|hospital|league)\b"
)
# The noun is the last word of the name or stands before its `of`: `Gang Unit` is no gang.
_GANG_WORDS = re.compile(
    rf"\b(?:{alternatives(english.GANG_NOUNS)}|locos|crips|bloods|"
    rf"{alternatives(map(str.capitalize, (*english.GANG_NOUNS, *spanish.GANG_NOUNS)))}|"
    r"Locos|Crips|Bloods)(?:$|\s(?:de|del|of)\b)"
)
_GANG_UNIT = re.compile(rf"(?i)\b(?:{alternatives(english.UNIT_NOUNS)})\b")
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_SPANISH = alternatives(map(str.capitalize, (*spanish.AGENCY_HEADS, *portuguese.AGENCY_HEADS)))
_ARTICLE = re.compile(rf"(?:[Tt]he|[Aa]n?|THE|[LE][al](?=\s(?:{_SPANISH})))\s+|[^\w$€£¥]+")
_COMPANY = (
    r"(?:S\.?A\.?\sde\sC\.?V\.?|S\.?A\.?S\.?|S\.A\.?|SpA|Ltda\.?|Ltd\.?|LLC|L\.L\.C\.|Inc\.?|"
    r"Corp\.?|GmbH|S\.?R\.?L\.?|Limited|PLC|plc|N\.V\.|B\.V\.)(?!\w)"
)
_COMPANY_END = re.compile(rf"{_COMPANY}$")
_NAMED_COMPANY = re.compile(
    rf"{_WORD}(?:\s(?:(?:de|del|la|y|and|&)\s)?{_WORD}){{0,5}},?\s{_COMPANY}"
)
_BODY_WORDS = re.compile(
    rf"(?i)\b(?:{alternatives(english.BODY_NOUNS, english.PRESS_NOUNS)}|"
    rf"{alternatives(accents_optional((*spanish.BODY_NOUNS, *spanish.PRESS_NOUNS)))}|"
    r"d[ée]fense|universi\w+|institut\w+|gazett\w+)\b"
)
_ORGANIZATION_END = re.compile(r"['’][sS]?$|[.,;:’'\"”-]+$")


def bodies(passage: Passage) -> Iterator[Candidate]:
    """Yield agencies by their build, and what the model takes for a body, sorted into kinds."""
    text = passage.text
    for match in _POLICE.finditer(text):
        start = _first_word(text, match.start(), match.end("name"))
        if start < match.end("name") and not _REBELS.search(match.group("name")):
            yield Candidate(
                start,
                match.end(),
                Kind.AGENCY,
                Rank.RULE,
                "rule:agency",
                "a place or country before a word for police, army or court",
                0.8,
                name=" ".join(text[start : match.end()].split()),
            )
    for match in _NAMED_COMPANY.finditer(text):
        start = _first_word(text, *match.span())
        if start < match.end():
            yield Candidate(
                start,
                match.end(),
                Kind.ORGANIZATION,
                Rank.RULE,
                "rule:company",
                "a name with a company's legal form",
                0.85,
                name=" ".join(text[start : match.end()].split()),
            )
    for match in _OFFICE.finditer(text):
        start = _first_word(text, *match.span())
        written = text[start : match.end()]
        if start < match.end() and " " in written and not passage.is_in_heading(start):
            yield Candidate(
                start,
                match.end(),
                Kind.AGENCY,
                Rank.RULE,
                "rule:office",
                "named as offices of a state are",
                0.7,
                name=" ".join(written.split()),
            )
    for named in passage.named:
        if named.label != "ORG":
            continue
        start, end = trimmed(text, named.start, named.end)
        written = text[start:end]
        if len(written) < 2 or not any(map(str.isupper, written)) or "\n" in written:
            continue
        if " " not in written and is_title(written):
            continue
        if passage.is_in_heading(start) and text.count(written) < 2:
            continue
        if passage.is_in_capitals(start) and not _has_head(written):
            continue
        kind, confidence = _kind_of(written)
        if kind == Kind.GANG and (
            passage.is_headline(start) or is_ordinary(written.split()[0].casefold())
        ):
            continue  # `Convicted Gang`: words that only describe
        if kind == Kind.ORGANIZATION and not _is_plausible(written, passage, start):
            continue
        yield Candidate(
            start,
            end,
            kind,
            Rank.RULE if _has_head(written) else Rank.MODEL,
            "ner:ORG",
            "the language model takes it for a body",
            confidence,
            name=" ".join(written.split()),
        )


def without_owner(
    candidates: Iterable[Candidate], text: str, is_area: Callable[[str], bool]
) -> Iterator[Candidate]:
    """Part `Mexico’s Attorney General’s Office` into the country and its office.

    `is_area` tells of a folded name whether a country or division has it.
    """
    for one in candidates:
        if one.kind == Kind.AGENCY and one.rank != Rank.DECISION:
            owner = _OWNER.match(text, one.start, one.end)
            if owner and is_area(fold(owner.group(1))):
                one.start = owner.end()
                one.name = "" if one.keys else text[one.start : one.end]
        yield one


def cut_before_known(candidates: Iterable[Candidate], text: str) -> list[Candidate]:
    """`New York Field Office of the FBI` are an office, and the FBI.

    `FMLN Unit` is no body of a state, but a gang's.
    """
    candidates = list(candidates)
    known = {one.end: one for one in candidates if one.kind == Kind.AGENCY and one.keys}
    gangs = {one.start for one in candidates if one.kind == Kind.GANG and one.keys}
    for one in candidates:
        if one.kind != Kind.AGENCY or one.keys:
            continue
        inner = known.get(one.end)
        if one.start in gangs and one.origin == "rule:office":
            one.end = one.start
        elif (
            inner is not None
            and inner.start > one.start
            and (link := _BELONGING.search(text, one.start, inner.start))
        ):
            one.end = link.start()
            one.name = text[one.start : one.end]
    return [one for one in candidates if one.end > one.start]


def join_seats(
    candidates: Iterable[Candidate], text: str, is_seat: Callable[[str, str], bool]
) -> None:
    """`San Salvador Treasury Police` are the Treasury Police of El Salvador, in place.

    `is_seat` tells of a written name and the key of a body whether it is that of the capital of
    the body's country.
    """
    candidates = list(candidates)
    known = {one.end: one for one in candidates if one.kind == Kind.AGENCY and one.key}
    for one in candidates:
        inner = known.get(one.end)
        if one.kind == Kind.AGENCY and not one.keys and inner is not None:
            seat = text[one.start : inner.start].strip()
            if seat and is_seat(seat, inner.key):
                one.keys = inner.keys


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut an article before a name, and a possessive or a sign after it."""
    article = _ARTICLE.match(text, start, end)
    if article:
        start = article.end()
    bracket = re.compile(r"\s*[(\[]|\s(?:near|outside|during|after)\s").search(text, start, end)
    if bracket and bracket.start() > start:
        end = bracket.start()
    tail = _ORGANIZATION_END.search(text[start:end])
    if tail and not re.search(r"\b\w\.\w\.$", text[start:end]):
        end = start + tail.start()
    return start, end


def _has_head(written: str) -> bool:
    """`University of California` is a body although a place is in it."""
    return written.count(" ") >= 2 and bool(
        _AGENCY_WORDS.search(written) or _NOT_AGENCY_WORDS.search(written)
    )


def _is_plausible(written: str, passage: Passage, start: int) -> bool:
    """The model takes many a town, brand or name for a body: an acronym or a word must say so."""
    if _COMPANY_END.search(written) or _BODY_WORDS.search(written):
        return True
    return _ACRONYM.fullmatch(written) is not None and not passage.is_in_capitals(start)


def _kind_of(written: str) -> tuple[Kind, float]:
    if _GANG_WORDS.search(written) and not _GANG_UNIT.search(written):
        return Kind.GANG, 0.65
    if _AGENCY_WORDS.search(written) and not _NOT_AGENCY_WORDS.search(written):
        return Kind.AGENCY, 0.7
    return Kind.ORGANIZATION, 0.55


def _first_word(text: str, start: int, end: int) -> int:
    while True:
        space = text.find(" ", start, end)
        word = text[start : space if space > 0 else end]
        if word.casefold() not in _NOT_A_BODY:
            return start
        if space < 0:
            return end
        start = space + 1
