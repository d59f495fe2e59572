"""Names of this text that stand in it again, shorter or where no rule expects them."""

import re
from collections.abc import Iterable, Iterator

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.names.identities import People
from entities.extraction.names.matching import Matcher
from entities.extraction.names.people import is_title
from entities.extraction.passage import Passage
from entities.gazetteer.snapshot import KnownName
from entities.kinds import Kind
from entities.names import fold

_GANG_NOUN = re.compile(
    r"(?i)\s(?:(?:street|drug|prison|crime|motorcycle)\s)?(?:gang|cartel|clique|crew|clan|mafia|"
    r"family|club|mc|posse|syndicate)$"
)
_WORD_BEFORE = re.compile(r"([\w’'.-]+) $")
_WORD_AFTER = re.compile(r" ([A-ZÀ-Þ][\w’'-]+)")
_GROUP_AFTER = re.compile(
    r"\s(?:and\s(?:the\s)?[A-ZÀ-ÞŠŽ]\w+\s)?(?:famil(?:y|ies)|groups?|clans?|side|men|gunmen|factions?)\b"
)
_ARTICLE_BEFORE = re.compile(r"\b(?:the|The|los|Los|las|Las|rival) $")
SHORTEST_GANG = 4
_NUMBERS = re.compile(r"\d{2,3}s")


def people_again(
    passage: Passage, people: People, chosen: Iterable[Candidate]
) -> Iterator[Candidate]:
    """Surnames and nicknames that stand alone: no piece of a longer name."""
    known = {(one.start, one.end) for one in chosen if one.kind == Kind.PERSON}
    for match in _matcher(people.forms()).find(passage):
        if (match.start, match.end) in known:
            continue
        written = passage.text[match.start : match.end]
        if written[:1].isupper() and not _is_piece(passage, match.start, match.end):
            yield Candidate(
                match.start,
                match.end,
                Kind.PERSON,
                Rank.MODEL,
                "rule:named-before",
                "part of the name, or the nickname, of somebody in this text",
                0.8,
            )


def gangs_again(passage: Passage, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    """Unlisted gangs wherever their name stands, and `the Hustlers` of Four Corner Hustlers."""
    names: dict[str, Candidate] = {}
    short: dict[str, Candidate] = {}
    before_group: dict[str, Candidate] = {}
    for one in chosen:
        if one.kind != Kind.GANG:
            continue
        written = passage.text[one.start : one.end]
        bare = _GANG_NOUN.sub("", written)
        if not one.keys:
            names.setdefault(fold(written), one)
            if " " in bare:
                names.setdefault(fold(bare), one)
            elif bare != written:
                # `the Alvaros`, `the Alvaro family` of the Alvaro clan
                short.setdefault(fold(f"{bare}s"), one)
                before_group.setdefault(fold(bare), one)
        last = bare.split(" ")[-1]
        if " " in bare and _NUMBERS.fullmatch(last):
            short.setdefault(fold(last), one)
        if " " in bare and len(last) >= SHORTEST_GANG and last.endswith("s") and last[0].isupper():
            short.setdefault(fold(last), one)
    for match in _matcher({*names, *short, *before_group}).find(passage):
        written = passage.text[match.start : match.end]
        form = fold(written)
        full = names.get(form) or short.get(form) or before_group[form]
        if form not in names and form not in short:
            if _GROUP_AFTER.match(passage.text, match.end):
                yield _again(match.start, match.end, full, passage)
            continue
        before = passage.text[max(0, match.start - 8) : match.start]
        if not (written[:1].isupper() or written[:1].isdecimal()) or (
            fold(written) not in names and not _ARTICLE_BEFORE.search(before)
        ):
            continue
        yield _again(match.start, match.end, full, passage)


def _again(start: int, end: int, full: Candidate, passage: Passage) -> Candidate:
    return Candidate(
        start,
        end,
        Kind.GANG,
        Rank.RULE,
        "rule:named-before",
        "the name, or a part of the name, of a gang in this text",
        min(full.confidence, 0.75),
        keys=full.keys,
        name=full.name or passage.text[full.start : full.end],
    )


def _matcher(forms: Iterable[str]) -> Matcher:
    return Matcher(KnownName(form, "") for form in forms)


def _is_piece(passage: Passage, start: int, end: int) -> bool:
    """Whether a name goes on before or after: `Rivas` in `Puerto Rivas` is nobody."""
    sentence, _ = passage.sentence_of(start)
    before = _WORD_BEFORE.search(passage.text, max(sentence, start - 30), start)
    if before and before.start() > sentence and before.group(1)[0].isupper():
        return not is_title(before.group(1))
    after = _WORD_AFTER.match(passage.text, end)
    return after is not None and not passage.is_in_heading(start)
