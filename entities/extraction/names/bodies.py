"""Agencies and organizations that no list has."""

import re
from collections.abc import Iterator

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.names.people import is_title
from entities.extraction.passage import Passage
from entities.extraction.text.words import words
from entities.kinds import Kind

_WORD = r"[A-ZÀ-Þ][\w.’'-]*\w"
_PLACE_WORDS = rf"{_WORD}(?:\s(?:(?:de|del|la|of|the|and)\s)?{_WORD}){{0,4}}"
_POLICE = re.compile(
    rf"(?P<name>{_PLACE_WORDS})['’]?s?\s"
    r"(?:(?:[Nn]ational|[Ff]ederal|[Mm]unicipal|[Ss]tate|[Cc]ity|[Mm]etropolitan|[Mm]ilitary|"
    r"[Cc]ivil|[Tt]ransit|[Pp]rovincial|[Cc]ounty)\s)*"
    r"(?:[Pp]olice(?:\s(?:Department|Service|Force|department|force))?|"
    r"[Ss]heriff['’]s\s(?:[Oo]ffice|[Dd]epartment)|District\sAttorney['’]s\sOffice|"
    r"[Pp]rosecutor['’]?s?['’]?\s[Oo]ffice|Attorney\sGeneral['’]s\sOffice|[Cc]oast\s[Gg]uard|"
    r"Army|army|[Nn]avy|[Mm]arines|National\sGuard|(?:Supreme|Crown|High|District|Superior|"
    r"Federal|Criminal|County|Magistrates['’]?|Youth)\sCourt)\b"
)
_NOT_A_BODY = words(
    """
    the a an when after but and as in on at by for from while if local some two three
    several meanwhile then now former riot armed anti-gang
    """
)
_AGENCY_WORDS = re.compile(
    r"(?i)\b(?:police|polic[ií]a|ministry|ministerio|court|tribunal|army|ejército|navy|marines|"
    r"armada|air force|armed forces|coast guard|national guard|customs|sheriff|attorney|"
    r"prosecutor|fiscal[ií]a|procuradur[ií]a|bureau|agency|department|departamento|secretariat|"
    r"secretar[ií]a|treasury|directorate|commission|task force|congress|senate|parliament|"
    r"assembly|government|embassy|consulate|intelligence|interpol|europol|"
    r"defen[cs]e force|police service|security force|white house|pentagon|"
    r"office of|homeland security|immigration|border patrol|prisons?|corrections|patrol|"
    r"supreme|constabulary|gendarmerie|carabinieri|guardia)\b"
)
_NOT_AGENCY_WORDS = re.compile(
    r"(?i)\b(?:university|college|news|times|press|foundation|institute|bank|company|club|"
    r"association|union|party|museum|hospital|league)\b"
)
_GANG_WORDS = re.compile(
    r"(?i)\b(?:gang|cartel|c[áa]rtel|mara|clique|clan|locos|crips|bloods|mafia|pandilla)\b"
)
_ORGANIZATION_END = re.compile(r"['’][sS]?$|[.,;:’'\"”-]+$")


def bodies(passage: Passage) -> Iterator[Candidate]:
    """Yield agencies by their build, and what the model takes for a body, sorted into kinds."""
    text = passage.text
    for match in _POLICE.finditer(text):
        start = _first_word(text, match.start(), match.end("name"))
        if start < match.end("name"):
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


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut an article before a name, and a possessive or a sign after it."""
    article = re.compile(r"(?:[Tt]he|[Aa]n?|THE)\s+|[^\w$€£¥]+").match(text, start, end)
    if article:
        start = article.end()
    bracket = re.compile(r"\s*[(\[]").search(text, start, end)
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


def _kind_of(written: str) -> tuple[Kind, float]:
    if _GANG_WORDS.search(written):
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
