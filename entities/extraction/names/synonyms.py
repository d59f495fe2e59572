"""Names that a text itself says mean the same.

`Quebrada Locos Salvatrucha (QLS)`, and `the Nine-Trey Gangsters, also known as the Bugout Boyz`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.names.gangs import name_without_noun
from entities.extraction.names.long_forms import spells
from entities.extraction.passage import Passage
from entities.kinds import Kind
from entities.names import fold

_BODIES = (Kind.GANG, Kind.AGENCY, Kind.ORGANIZATION)
_SAME = re.compile(
    r"[”\"’']?,?[”\"’']?\s\(?(?:(?:which\s|who\s)?(?:is|are|was|were)\s)?(?:(?:also|better|formerly|"
    r"otherwise|sometimes|now|widely|locally|commonly)\s)?(?:known\s(?:locally\s|simply\s)?(?:as|by)|"
    r"called|referred\sto\sas|a[./]?k[./]?a\.?|alias|abbreviated)\s(?:the\s)?[“\"‘']?"
)
_INTRODUCED = re.compile(
    r"['’]?s?,?\s?(?:[(\[]|[–—-]\s)(?:or\s|the\s|known\sas\s)?[“\"]?"
    r"(?P<acronym>(?:[A-Z]{2,4}\s)?[A-Z][A-Za-z0-9&.-]{0,10}[A-Za-z0-9])[”\"]?\s?[)\]]"
    # `the Everett Locos Salvatrucha, or ELS, …`
    r"|,\s(?:or|(?:also\s)?known\sas)\s(?:the\s)?[“\"]?(?P<between>[A-Z][A-Z0-9&-]{1,8})[”\"]?(?=[,.;])"
    # `the Larkhall Mandem or LHM`
    r"|\sor\s(?:the\s)?(?P<plain>[A-Z][A-Z0-9]{1,5})\b(?!\s[A-Z])"
)

_SPELLED_OUT = re.compile(r"\s[(\[](?:or\s|the\s)*(?P<names>[^()\[\]\0]{5,90})[)\]]")
_BRACKETS = ("(", "[")
_BEFORE_BRACKET = re.compile(r"(?<![\w-])(?P<acronym>[A-Z]{3,10})\s[(\[]$")


def acronyms(passage: Passage, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield every occurrence of an acronym in brackets after a name; it means what the name does.

    Where the acronym is known and the name is not, the name is given the acronym's meaning.
    """
    chosen = list(chosen)
    known = {
        passage.text[one.start : one.end]: one
        for one in chosen
        if one.kind in _BODIES and one.key and one.origin in ("gazetteer", "decision")
    }
    for one in chosen:
        if one.kind not in _BODIES:
            continue
        yield from _spelled_out(passage, one)
        acronym, is_certain = _introduced_by(passage.written, one)
        if not acronym:
            continue
        if not is_certain and not _abbreviates(acronym, passage.text[one.start : one.end]):
            continue
        if meant := known.get(acronym):
            if not one.keys and meant.kind == one.kind:
                one.keys = meant.keys
            continue
        name = one.name or " ".join(passage.text[one.start : one.end].split())
        for again in re.finditer(rf"(?<![\w-]){re.escape(acronym)}(?![\w-])", passage.written):
            yield Candidate(
                *again.span(),
                one.kind,
                Rank.RULE,
                "rule:acronym",
                f"stands in brackets after {name}",
                0.85,
                keys=one.keys,
                name=name,
            )


def _spelled_out(passage: Passage, one: Candidate) -> Iterator[Candidate]:
    """The names behind an acronym: `FNO (Fort Nelson Only or Fear No One)`."""
    letters = passage.text[one.start : one.end]
    behind = _SPELLED_OUT.match(passage.written, one.end) if letters.isupper() else None
    if behind is None:
        return
    reached = behind.start("names")
    for piece in re.split(r"(\sor\s(?:the\s)?|,\s|[“”\"])", behind["names"]):
        if spells(piece, letters):
            yield Candidate(
                reached,
                reached + len(piece),
                one.kind,
                Rank.RULE,
                "rule:long-form",
                f"what {letters} is short for",
                0.85,
                keys=one.keys,
                name=one.name or letters,
            )
        reached += len(piece)


def _introduced_by(text: str, one: Candidate) -> tuple[str, bool]:
    """The acronym behind a name in brackets, or `CETIPOL [POLICE INSTRUCTION CENTER]` before it.

    In square brackets an editor translates, and says for certain what the letters mean.
    """
    if match := _INTRODUCED.match(text, one.end):
        return match["acronym"] or match["between"] or match["plain"], False
    # In capitals `MOVEMENT (MNR)` ends in the letters, and explains none.
    is_spelled_out = " " in text[one.start : one.end]
    if (
        is_spelled_out
        and text[one.start - 1 : one.start] in _BRACKETS
        and text[one.end : one.end + 1] in ")]"
    ):
        before = _BEFORE_BRACKET.search(text, max(0, one.start - 14), one.start)
        return (before["acronym"] if before else ""), text[one.start - 1] == "["
    return "", False


def join_other_names(passage: Passage, chosen: Iterable[Candidate]) -> None:
    """Give two names of one gang, or of one body, one meaning, in place."""
    bodies = [one for one in chosen if one.kind in _BODIES]
    for first, second in pairwise(bodies):
        between = passage.text[first.end : second.start]
        if first.kind != second.kind or len(between) > 60 or not _SAME.fullmatch(between):
            continue
        if first.rank == second.rank == Rank.INTRODUCTION:
            continue  # `a subset of A called B` are two
        if first.keys and second.keys:
            continue
        known, unlisted = (second, first) if second.keys else (first, second)
        name = known.name or passage.text[known.start : known.end]
        written = passage.text[unlisted.start : unlisted.end]
        for one in bodies:
            if not one.keys and passage.text[one.start : one.end] == written:
                one.keys, one.name = known.keys, name

    _join_with_noun(passage, [one for one in bodies if one.kind == Kind.GANG])


def _join_with_noun(passage: Passage, gangs: Iterable[Candidate]) -> None:
    """`the ICG gang` is what `ICG` is short for, which stands alone as well, in place."""
    gangs = list(gangs)
    meant = {fold(passage.text[one.start : one.end]): one for one in gangs}
    for one in gangs:
        bare = fold(name_without_noun(passage.text[one.start : one.end]))
        full = meant.get(bare)
        if full is not None and full is not one and not one.keys:
            one.keys, one.name = full.keys, full.name or one.name
            short = name_without_noun(passage.text[one.start : one.end])
            if short.isupper() and passage.text[one.start : one.end].endswith(" gang"):
                one.end = one.start + len(short)


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether the first letter is that of a word of the name, and most letters are capitals."""
    letters = [letter for letter in acronym if letter.isalpha()]
    capitals = sum(map(str.isupper, letters))
    words = re.findall(r"\w+", name)
    initials = {word[0].upper() for word in words}
    if capitals >= 2 and capitals * 2 > len(letters) and letters[0] in initials:
        return True
    return len(words) > 1 and len(letters) >= 4 and _is_of_beginnings(fold(acronym), words)


def _is_of_beginnings(short: str, words: list[str]) -> bool:
    """`Sedena` is made of the beginnings of Secretaría de la Defensa Nacional."""
    reached, used = 0, 0
    for word in map(fold, words):
        before = reached
        while reached < len(short) and word.startswith(short[before : reached + 1]):
            reached += 1
        used += reached > before
    return reached == len(short) and used > 1
