"""Which mentions of agencies and organizations in one text are the same body.

`Brooklyn District Attorney` before a name is the Brooklyn District Attorney's Office, `SAPD` and
`Santa Ana PD` are the Santa Ana Police Department, and `the District Attorney's Office` is the one
that the text names.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import words
from entities.extraction.passage import Passage
from entities.kinds import Kind
from entities.names import fold

_HOLDER = re.compile(
    r"(?:(?<=\s)DA|(?:District|State|City|County)\sAttorney|Attorney\sGeneral|State's\sAttorney|"
    r"Prosecutor|Public\sDefender|Coroner|Medical\sExaminer)$"
)
_OFFICE_OF = re.compile(
    r"^Office\sof\s(?:the\s)?(?=(?:[\w.'-]+\s){0,4}(?:Attorney|Defender|Prosecutor|Coroner|Examiner)$)"
)
_DA = re.compile(r"(?<!\w)DA(?='s\b|$)")
_PD = re.compile(r"\sPD$")
_SHERIFF = re.compile(r"\sSheriff(?:'s\s(?:Office|Department))?$")
_POLICE = re.compile(r"\sPolice$")
# Police that are no department of a town.
_OTHER_POLICE = re.compile(
    r"(?i)\b(?:state|national|federal|military|judicial|transit|civil|airport|park|capitol|"
    r"university|metropolitan|treasury|technical|narcotics)\s(?:\w+\s)?police$"
)
_ACRONYMS = words("UN US USSR OAS FBI DEA NYPD OCDA")
_SMALL = words("of the and for on against de del la las los do da dos y e in")
# What a text calls a body for short that it has named in full.
_SHORT = re.compile(
    r"(?:(?:Criminal\s)?District\sAttorney's|State(?:'s)?\sAttorney's|City\sAttorney's|DA's|"
    r"County\sAttorney's|Attorney\sGeneral's|Public\sDefender's|Prosecutor's|Sheriff's|Police|"
    r"Probation|Coroner's|Medical\sExaminer's|Fire)\s(?:Office|Department)|"
    r"(?:Superior|Supreme|Criminal|District|Family|Juvenile)\sCourt"
)
_LAST_WORD = re.compile(
    r"\s(?:Office|Bureau|Department|Unit|Division|Section|Squad|Agency|Team|Program)$"
)
_FEWEST_INITIALS = 3
_FEWEST_WORDS = 3
_UNITS = ("Unit", "Team", "Squad")
_FEWEST_LETTERS = 4


def full_name(written: str, country: str = "") -> str:
    """The whole name of the agency that a written one stands for: `Queens DA` is an office.

    `country` is that of the text: in the United States the police of a town are a department.
    """
    name = _PD.sub(" Police Department", _DA.sub("District Attorney", in_title_case(written)))
    name = _OFFICE_OF.sub("", name)
    if _HOLDER.search(name):
        return f"{name}'s Office"
    if country == "US" and _POLICE.search(name) and not _OTHER_POLICE.search(name):
        return f"{name} Department"
    return name


def in_title_case(written: str) -> str:
    """A name as others write it that a text has in capitals, with plain blanks and apostrophes."""
    name = " ".join(written.replace("’", "'").split())
    if not name.isupper() or " " not in name:
        return name
    first, *others = name.split()
    return " ".join(
        [
            _capitalized(first),
            *(one.lower() if one.lower() in _SMALL else _capitalized(one) for one in others),
        ]
    )


def _capitalized(word: str) -> str:
    if word in _ACRONYMS or "." in word:
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


@dataclass
class _Named:
    """One body of the text: the mentions that name it in full."""

    name: str
    keys: tuple[str, ...]
    kind: Kind


def join_bodies(
    passage: Passage,
    chosen: Iterable[Candidate],
    country: str,
    place: str,
    keys_of: Callable[[str], tuple[str, ...]],
    press_of: Callable[[str], tuple[str, ...]],
) -> None:
    """Give mentions of one body one meaning and its full name, in place.

    `country` is the code of the country that the text is about and `place` its name; `keys_of`
    tells of a folded name which agencies of the gazetteer have it,
    `press_of` which newspapers and the like.
    """
    bodies = [one for one in chosen if one.kind in (Kind.AGENCY, Kind.ORGANIZATION)]
    named: dict[str, _Named] = {}
    mentions: Counter[str] = Counter()
    short: list[tuple[Candidate, str]] = []
    for one in bodies:
        written = passage.text[one.start : one.end]
        if one.rank == Rank.DECISION:
            continue
        if one.kind != Kind.AGENCY:
            one.name = in_title_case(one.name)
            if one.origin == "rule:press" and len(keys := press_of(fold(one.name))) == 1:
                one.keys = keys
            continue
        name = full_name(one.name if not one.keys and one.name else written, country)
        if not one.keys:
            one.name = name
            keys = keys_of(fold(name)) or keys_of(fold(f"{name} of {place}"))
            if not keys and _SHORT.fullmatch(name):
                short.append((one, name))
                continue
            if len(keys) == 1:
                one.keys = keys
        known = named.setdefault(_core(name), _Named(one.name or name, one.keys, one.kind))
        if one.keys and not known.keys:
            known.keys = one.keys
        mentions[_core(name)] += 1
    for one in bodies:
        if one.kind == Kind.AGENCY and not one.keys and (same := named.get(_core(one.name))):
            one.keys = same.keys
            if not same.keys:
                one.name = same.name
    initials = {letters: core for core, one in named.items() for letters in _initials(one.name)}
    for one in bodies:
        # `VCE Bureau` of the Violent Criminal Enterprises Bureau
        first, _, head = one.name.partition(" ")
        core = initials.get(first, "") if one.kind == Kind.AGENCY and not one.keys else ""
        if core.endswith(f" {fold(head)}"):
            one.keys, one.name = named[core].keys, named[core].name
    _join_endings(bodies, named)
    for one, name in short:
        if meant := _meant_by(name, named, mentions):
            one.keys, one.name = named[meant].keys, named[meant].name


def _join_endings(bodies: Iterable[Candidate], named: dict[str, _Named]) -> None:
    """`Regional Gang Team` is the Orange County Regional Gang Team, if no other ends so."""
    meant: dict[str, _Named] = {}
    for core, short in named.items():
        if not short.keys and len(core.split()) >= _FEWEST_WORDS:
            longer = [other for other in named if other.endswith(f" {core}")]
            if len(longer) == 1:
                meant[core] = named[longer[0]]
    for one in bodies:
        if one.kind == Kind.AGENCY and not one.keys and (full := meant.get(_core(one.name))):
            one.keys, one.name = full.keys, full.name


def _core(name: str) -> str:
    """What two forms of a body's name share: `Cole County Sheriff` and its office."""
    return fold(_SHERIFF.sub(" Sheriff", name))


def _meant_by(short: str, named: dict[str, _Named], mentions: Counter[str]) -> str:
    """Which body of the text has this for its last words: the one that is named most often."""
    endings = {f" {_core(f'X {short}').removeprefix('x ')}"}
    if "district attorneys" in fold(short):
        endings.add(" state attorneys office")
    fitting = [core for core in named if core.endswith(tuple(endings))]
    return max(fitting, key=lambda core: mentions[core], default="")


def is_short_for_body(mention: Candidate, written: str) -> bool:
    """Whether a form names the body in its own text only: `APD`, `the Sheriff's Department`."""
    if mention.kind not in (Kind.AGENCY, Kind.ORGANIZATION):
        return False
    short = " ".join(written.replace("’", "'").split())
    if fold(short) == fold(mention.name):
        return False
    return " " not in short or _SHORT.fullmatch(full_name(short)) is not None


def acronyms_of_bodies(passage: Passage, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield `OCSD` where the text names the Orange County Sheriff's Department."""
    initials: dict[str, Candidate] = {}
    for one in chosen:
        if (
            one.kind in (Kind.AGENCY, Kind.ORGANIZATION)
            and " " in passage.text[one.start : one.end]
        ):
            for letters in _initials(full_name(passage.text[one.start : one.end])):
                initials.setdefault(letters, one)
    if not initials:
        return
    for match in _ACRONYM.finditer(passage.text):
        meant = initials.get(match.group())
        if meant is None or passage.is_in_capitals(match.start()):
            continue
        yield Candidate(
            *match.span(),
            meant.kind,
            Rank.RULE,
            "rule:acronym",
            "the initials of a body that the text names",
            0.8,
            keys=meant.keys,
            name=meant.name or passage.text[meant.start : meant.end],
        )


_ACRONYM = re.compile(rf"(?<![\w-])[A-Z]{{{_FEWEST_INITIALS},7}}(?![\w-])")


def _initials(name: str) -> Iterator[str]:
    """The initials of a name, and those without its last word where this is an office's."""
    code, _, head = name.partition(" ")
    if code.isalpha() and code.isupper() and len(code) >= _FEWEST_LETTERS and head in _UNITS:
        yield code  # `TARGET` of the TARGET Unit
    for form in (name, _LAST_WORD.sub("", name)):
        letters = "".join(
            part[0]
            for word in form.split()
            for part in word.split("-")
            if part and part not in _SMALL
        )
        if len(letters) >= _FEWEST_INITIALS and letters.isupper():
            yield letters
