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
)
from entities.extraction.names.bodies_by_head import bodies_by_head
from entities.extraction.names.body_kinds import is_plain_word
from entities.extraction.names.long_forms import long_forms
from entities.extraction.names.people import is_title
from entities.extraction.passage import Passage
from entities.extraction.text import is_ordinary
from entities.kinds import Kind
from entities.names import fold

_WORD = r"[A-ZÀ-Þ][\w.’'-]*\w"
_LINK = r"(?:(?:de|del|do|da|dos|das|la|las|los|e|y|para|contra)\s){0,3}"
_OF_STATES = alternatives(
    map(str.capitalize, (*spanish.AGENCY_HEADS, *spanish.MORE_AGENCY_HEADS)),
    map(str.capitalize, (*portuguese.AGENCY_HEADS, *portuguese.MORE_AGENCY_HEADS)),
    spanish.AGENCY_TITLES,
    portuguese.AGENCY_TITLES,
)
_OTHERS = alternatives(spanish.ORGANIZATION_HEADS, portuguese.ORGANIZATION_HEADS)
_SPANISH_BODY = re.compile(
    rf"\b(?:(?P<agency>{_OF_STATES})|{_OTHERS})(?:\s{_LINK}[A-ZÀ-Þ][\w-]*){{1,7}}"
)
_BELONGING = re.compile(r"\s(?:of|at|for|from|in)\s(?:the\s)?$")
_OF_DISTRICT = re.compile(r"Attorney[’']s\sOffice\sfor\sthe\s$")
_OWNER = re.compile(r"((?:[A-ZÀ-Þ][\w.-]*\s){0,2}[A-ZÀ-Þ][\w.-]*)['’]s?\s(?=[A-ZÀ-Þ])")
_AGENCY_WORDS = re.compile(
    rf"(?i)\b(?:{alternatives(english.AGENCY_NOUNS, accents_optional(spanish.AGENCY_NOUNS))})\b"
)
_NOT_AGENCY_WORDS = re.compile(
    r"(?i)\b(?:university|college|news|times|press|foundation|institute|bank|company|club|"
    r"association|union|party|museum|hospital|league)\b"
)
_GANG_UNIT = re.compile(rf"(?i)\b(?:{alternatives(english.UNIT_NOUNS)})\b")
_GANG_END = re.compile(
    rf"(?i)\b(?:{alternatives(english.GANG_NOUNS, spanish.GANG_NOUNS)}|locos|crips|bloods)s?$"
)
_SPANISH = alternatives(map(str.capitalize, (*spanish.AGENCY_HEADS, *portuguese.AGENCY_HEADS)))
_ARTICLE = re.compile(rf"(?:[Tt]he|[Aa]n?|THE|[LE][al](?=\s(?:{_SPANISH})))\s+|[^\w$€£¥]+")
_COMPANY = (
    r"(?:S\.?A\.?\sde\sC\.?V\.?|S\.?A\.?S\.?|S\.A\.?|SpA|Ltda\.?|Ltd\.?|LLC|L\.L\.C\.|Inc\.?|"
    r"Corp\.?|GmbH|S\.?R\.?L\.?|Limited|PLC|plc|N\.V\.|B\.V\.)(?!\w)"
)
_COMPANY_END = re.compile(rf"{_COMPANY}$")
_NAMED_COMPANY = re.compile(
    rf"{_WORD}(?:\s{{1,2}}(?:(?:de|del|la|y|and|&)\s)?{_WORD}){{0,5}},?\s{_COMPANY}"
)
# What the model takes for a body is one where its head says so, or what stands beside it.
_ORGANIZATION_WORDS = re.compile(
    rf"\b(?:{alternatives(map(str.title, english.DOUBTFUL_ORGANIZATION_HEADS))}|"
    rf"{alternatives(map(str.title, english.ORGANIZATION_HEADS))})$|"
    rf"^(?:{alternatives(map(str.capitalize, accents_optional(spanish.BODY_NOUNS)))})\b|"
    r"\b(?:Center|Centre|University|Universidad|Universit\w+|Institut\w*|Gazett\w*|Foundation|School|"
    r"League|Project|Fund|Council|Committee|Association|College|Commission|Church)\s(?:of|for|on)\b"
)
_ORGANIZATION_BEFORE = re.compile(
    r"\b(?:company|firm|airline|drugmaker|manufacturer|retailer|supermarket|chain|nonprofit|charity|"
    r"newspaper|magazine|daily|weekly|broadcaster|network|agency|union|bank|giant|group|team|NGO|"
    r"website|outlet|contractor)s?,?\s$"
)
_ORGANIZATION_AFTER = re.compile(
    r"(?:['’]s?)?\s(?:CEO|spokes(?:man|woman|person)|employees?|shareholders|executives?|reporter|"
    r"journalist|newspaper|stores?|supermarkets?|dealership|headquarters|baseball|basketball|"
    r"football)\b|,\s(?:an?|the)\s(?:\w+[\s-]){0,3}(?:company|firm|non-?profit|charity|newspaper|"
    r"retailer|manufacturer|organization|corporation|website)\b"
)
# Places, laws, posts, programmes and parts of pages that the model takes for bodies.
_NO_BODY = re.compile(
    r"(?i)\b(?:act|law|laws|bill|code|week|month|day|award|awards|operation|update|release|releases|"
    r"form|departments?|hotline|hospital|justice\scenter|medical\scenter|community\scenter|courthouse|court\s"
    r"building|building|court|hall|line|plaza|mall|hotel|jail|prison|street|avenue|prosecutor|"
    r"administrator|attorneys?|counsel|year|rally|front|of|the|and|department\s[a-z]?-?\d+\w*)$|"
    r"\d-\d|\bDepartment\s[A-Z]{1,2}-?\d|\bDeputy\b|^(?:department|court|agency|office|unit|division|city|county|"
    r"intelligence|bureau|assembly|government|prosecutors?|administration|line\w*|operation\s.*|"
    r"project\s.*|front\sof\s.*|l[ií]nea\s.*)$|\bfrom\b|[,\]\[]"
)
_DATELINE_SOURCE = re.compile(
    r"\d{1,2}\s[A-Za-z]{3,9}\s\d{2,4}\s?\((?P<name>[A-Z][^()\0]{1,40}?)(?:\s(?:NETWORK|Network))?\)\s?-"
)
_NO_SOURCE = re.compile(
    r"(?i)(?:domestic|international|overseas|world)\sservice|fbis|salvadoran|moscow|the\snews|\w{1,2}"
)
_DAILY = re.compile(
    r"\b[Tt]he\s(?:\w+\s)?(?:daily|newspaper|newsmagazine|weekly)\s[“\"]?"
    r"(?P<name>[A-ZÀ-Þ][\w-]+(?:\s(?:de\s)?[A-ZÀ-Þ][\w-]+){0,3})"
)
_ORGANIZATION_END = re.compile(r"['’][sS]?$|[.,;:’'\"”-]+$")


def bodies(passage: Passage) -> Iterator[Candidate]:
    """Yield agencies and organizations by their build, and what the model takes for one."""
    yield from bodies_by_head(passage)
    yield from long_forms(passage)
    yield from _companies(passage)
    yield from _spanish_bodies(passage)
    yield from _press(passage)
    yield from _of_model(passage)


def _candidate(
    passage: Passage, start: int, end: int, kind: Kind, origin: str, reason: str, confidence: float
) -> Candidate:
    name = " ".join(passage.written[start:end].split())
    # A name of the gazetteer within a dateline's words outranks these.
    rank = Rank.MODEL if origin in ("ner:ORG", "rule:press") else Rank.RULE
    return Candidate(start, end, kind, rank, origin, reason, confidence, name=name)


def _companies(passage: Passage) -> Iterator[Candidate]:
    for match in _NAMED_COMPANY.finditer(passage.text):
        start, end = _without_first_words(passage.text, *match.span())
        if start < end:
            yield _candidate(
                passage,
                start,
                end,
                Kind.ORGANIZATION,
                "rule:company",
                "a name with a company's legal form",
                0.85,
            )


def _spanish_bodies(passage: Passage) -> Iterator[Candidate]:
    """`Fiscalía General de la República`, `Universidad de El Salvador`."""
    for match in _SPANISH_BODY.finditer(passage.text):
        if passage.is_in_heading(match.start()) or _is_in_title_case(passage, match.start()):
            continue
        agency = match["agency"] is not None
        yield _candidate(
            passage,
            *match.span(),
            Kind.AGENCY if agency else Kind.ORGANIZATION,
            "rule:agency" if agency else "rule:organization",
            f"named as bodies are in Spanish or Portuguese, “{match.group().split()[0]}”",
            0.75,
        )


def _is_in_title_case(passage: Passage, offset: int) -> bool:
    """Whether nearly every word of a long sentence has a capital, so that a name has no end."""
    start, end = passage.sentence_of(offset)
    long_words = [word for word in passage.text[start:end].split() if len(word) >= 4]
    capitals = sum(word[0].isupper() for word in long_words)
    return len(long_words) >= 8 and capitals >= 0.75 * len(long_words)


def _press(passage: Passage) -> Iterator[Candidate]:
    """`LIMA, 4 MAY 91 (LA REPUBLICA) -- ` and `the daily OJO`: who published."""
    for pattern, text in ((_DATELINE_SOURCE, passage.written), (_DAILY, passage.text)):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if _NO_SOURCE.fullmatch(text, start, end):
                continue
            yield _candidate(
                passage,
                start,
                end,
                Kind.ORGANIZATION,
                "rule:press",
                "named where a dateline or a text says who published",
                0.8,
            )


def _of_model(passage: Passage) -> Iterator[Candidate]:
    text = passage.text
    for named in passage.named:
        if named.label != "ORG":
            continue
        start, end = trimmed(text, named.start, named.end)
        written = text[start:end]
        if len(written) < 2 or not any(map(str.isupper, written)) or "\n" in written:
            continue
        if passage.is_in_heading(start) or (" " not in written and is_title(written)):
            continue
        if passage.is_in_capitals(start):
            continue
        kind = _kind_of(written, passage, start, end)
        if kind == Kind.GANG and (
            passage.is_headline(start) or is_ordinary(written.split()[0].casefold())
        ):
            continue  # `Convicted Gang`: words that only describe
        if kind is not None:
            yield _candidate(
                passage,
                start,
                end,
                kind,
                "ner:ORG",
                "the language model takes it for a body",
                0.65 if kind == Kind.GANG else 0.6,
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

    `FMLN Unit` is no body of a state, but a gang's. A company that a list has is its whole name.
    """
    candidates = list(candidates)
    companies = {one.end for one in candidates if one.kind == Kind.ORGANIZATION and one.keys}
    candidates = [
        one
        for one in candidates
        if one.origin != "rule:organization" or one.keys or one.end not in companies
    ]
    known = {one.end: one for one in candidates if one.kind == Kind.AGENCY and one.keys}
    gangs = {one.start for one in candidates if one.kind == Kind.GANG and one.keys}
    for one in candidates:
        if one.kind != Kind.AGENCY or one.keys:
            continue
        inner = known.get(one.end)
        if one.start in gangs and one.origin == "rule:agency":
            one.end = one.start
        elif (
            inner is not None
            and inner.start > one.start
            and (link := _BELONGING.search(text, one.start, inner.start))
        ):
            if _OF_DISTRICT.search(text, one.start, link.end()):
                one.keys = inner.keys  # `U.S. Attorney’s Office for the District of Oregon`
                continue
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


def _kind_of(written: str, passage: Passage, start: int, end: int) -> Kind | None:
    """What a body is that only the model sees; nothing where no word of it or beside it says so."""
    if _NO_BODY.search(written) or _is_of_ordinary_words(written):
        return None
    if _GANG_END.search(written) and not _GANG_UNIT.search(written):
        return Kind.GANG
    if _COMPANY_END.search(written) or _ORGANIZATION_WORDS.search(written):
        return Kind.ORGANIZATION
    if _AGENCY_WORDS.search(written) and not _NOT_AGENCY_WORDS.search(written):
        return Kind.AGENCY
    if _ORGANIZATION_BEFORE.search(passage.text, max(0, start - 40), start):
        return Kind.ORGANIZATION
    if _ORGANIZATION_AFTER.match(passage.text, end):
        return Kind.ORGANIZATION
    return None


def _is_of_ordinary_words(written: str) -> bool:
    """`Victim Services`, `Public School` and `LLC` are nobody's name by themselves."""
    words = written.split()
    return len(words) < 3 and all(
        is_plain_word(word.casefold()) or _COMPANY_END.match(word) for word in words
    )


def _without_first_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without words before a name that only begin a sentence."""
    while (space := text.find(" ", start, end)) > 0 and is_title(text[start:space]):
        start = space + 1
    return start, end
