"""Of which kind a body is, by the head of its name and the words around it.

`Supreme Court` is an agency, a `Board of Directors` none, and `Public School` only a description.
"""

from collections.abc import Callable, Iterable

from entities.extraction.lexicon import english, words
from entities.extraction.text import is_ordinary
from entities.kinds import Kind

_BOTH = {ord("'"): "’"}
THEMES = frozenset(english.BODY_THEMES)
AGENCY_HEADS = frozenset(english.AGENCY_HEADS)
THEMATIC_HEADS = frozenset(english.THEMATIC_AGENCY_HEADS)
FORCES = frozenset(english.FORCE_HEADS)
ORGANIZATION_HEADS = frozenset(english.ORGANIZATION_HEADS)
# Of whose office: these stand with a possessive inside a name.
OWNERS = words(
    """
    attorney’s attorneys’ attorney general’s sheriff’s sheriffs’ defender’s defenders’ prosecutor’s
    prosecutors’ mayor’s governor’s coroner’s examiner’s clerk’s marshal’s marshals’ solicitor’s
    magistrate’s magistrates’ president’s ombudsman’s comptroller’s controller’s assessor’s
    da’s victims’ victim’s children’s women’s veterans’ people’s workers’ teachers’ officers’
    voters’ lawyers’ parents’ boys’ girls’ men’s saint’s state’s
    """
)
_COURTS = words(
    """
    supreme superior criminal district federal high crown county circuit appellate appeals family
    juvenile municipal magistrate’s magistrates’ magistrates youth constitutional probate civil
    bankruptcy national international justice claims military immigration provincial
    """
)
_DEPARTMENTS = words(
    """
    agriculture attorney’s commerce corrections defence defense education energy examiner’s fire
    fisheries health housing human insurance interior justice labor law motor parks parole
    planning police probation safety sanitation security sheriff’s social state transit
    transportation treasury veterans war water works
    """
)
_TEAMS = THEMES - words(
    "armed city community county district executive family general management national press "
    "professional state support trial career special"
)
_NEVER_ALONE = words(
    "special general central state national city county joint public regional la el las los"
)
_NO_AGENCY = words("news press travel advertising employment insurance wire rights school")
_SORTS_OF_ARMIES = words("government professional combined whole regular local entire secret la el")
_REBELS = words("liberation resistance revolutionary rebel salvation gaitanist people’s guerrilla")
HEAD_WORDS = (
    frozenset({"government"})
    | AGENCY_HEADS
    | FORCES
    | (THEMATIC_HEADS - THEMES)
    | ORGANIZATION_HEADS
)


def kind_of_body(head: str, before: list[str], after: str, in_capitals: bool) -> Kind | None:
    """Of which kind the body is; nothing where the words say too little."""
    names = [word for word in before if word not in _NEVER_ALONE]
    proper = [word for word in before if word not in THEMES]
    # `the interior ministry` is one body of its state, `the border unit` any.
    says_enough = head in FORCES or head == "ministry"
    if in_capitals and not after and not proper and len(before) < 2 and not says_enough:
        return None
    if before == ["attorney’s"]:
        return None
    rule = _RULES.get(head)
    if rule is not None:
        return rule(before, names, after)
    if head in ORGANIZATION_HEADS:
        if len(before) < 2 and not after and (head == "society" or _is_plain(head, before)):
            return None
        return Kind.ORGANIZATION if names or after else None
    return Kind.AGENCY if names or after else None


def _is_plain(head: str, before: list[str]) -> bool:
    """`Telephone Company` and `Public School` are descriptions; an institute may be of Oceans."""
    return head not in ("academy", "institute", "party") and all(map(is_plain_word, before))


def is_plain_word(word: str) -> bool:
    """Whether a word in small letters describes a body, and is no name of one."""
    return word in _PLAIN or is_ordinary(word)


_PLAIN = words("telephone christian roman local") | THEMES | HEAD_WORDS
_Rule = Callable[[list[str], list[str], str], Kind | None]


def _of_theme(themes: Iterable[str]) -> _Rule:
    """A head that is a body's only beside words for its work, or with what follows `of`."""
    known = frozenset(themes)

    def kind(before: list[str], names: list[str], after: str) -> Kind | None:
        if after or known.intersection(before):
            return Kind.AGENCY
        return None

    return kind


def _of_theme_before(themes: Iterable[str]) -> _Rule:
    known = frozenset(themes)

    def kind(before: list[str], names: list[str], after: str) -> Kind | None:
        return Kind.AGENCY if known.intersection(before) else None

    return kind


def _of_army(before: list[str], names: list[str], after: str) -> Kind | None:
    if not set(before) - _SORTS_OF_ARMIES or _REBELS.intersection(before):
        return None
    return Kind.AGENCY


def _of_force(before: list[str], names: list[str], after: str) -> Kind | None:
    """`Chilean Armed Forces` and `Armed Forces`; `Professional Armed Forces` are any state's."""
    forces = {"armed", "security", "defense", "defence"}
    whose = set(before) - forces - _SORTS_OF_ARMIES
    return Kind.AGENCY if forces.intersection(before) and (whose or before == ["armed"]) else None


def _of_agency(before: list[str], names: list[str], after: str) -> Kind | None:
    return Kind.AGENCY if THEMES.intersection(before) - _NO_AGENCY or after else None


def _of_unit(before: list[str], names: list[str], after: str) -> Kind | None:
    """`Coffield Unit` is a prison."""
    is_unit = THEMES.intersection(names) or any(map(_is_code, before))
    return Kind.AGENCY if is_unit else None


def _of_work(themes: Iterable[str]) -> _Rule:
    """A head beside a word for its work: `Tolima Department` and `Department of San Miguel` are
    places, and a `Board of Directors` is anybody's.
    """
    known = frozenset(themes)

    def kind(before: list[str], names: list[str], after: str) -> Kind | None:
        work = {*before, *(key_of(word.strip(",")) for word in after.split())}
        return Kind.AGENCY if known & work else None

    return kind


_WHERE = words("central northern southern national general special border high major river")


def _is_code(word: str) -> bool:
    return word.isupper() or any(map(str.isdecimal, word)) or "/" in word


_RULES: dict[str, _Rule] = {
    "unit": _of_unit,
    "congress": _of_theme_before({"national", "federal", "state"}),
    "court": _of_theme(_COURTS),
    "department": _of_work(_DEPARTMENTS | (THEMES - _WHERE)),
    "team": _of_theme_before(_TEAMS),
    "detail": _of_theme_before(_TEAMS),
    "branch": _of_theme_before(_TEAMS),
    "office": _of_theme(
        {
            *OWNERS,
            "field",
            "investigations",
            "narcotics",
            "anti-narcotics",
            "budget",
            "patent",
        }
    ),
    "administration": _of_theme_before(THEMES - {"general", "state", "county", "city"}),
    "agency": _of_agency,
    "service": _of_theme_before(
        THEMES - {"community", "domestic", "international", "public", "social", "food", "military"}
    ),
    "services": _of_theme_before({"protective", "immigration", "intelligence"}),
    "board": _of_work({"education", "elections", "labor", "parole", "prison", "safety", "school"}),
    "center": _of_theme_before({"fusion", "instruction", "intelligence", "training"}),
    "centre": _of_theme_before({"fusion", "instruction", "intelligence", "training"}),
    "council": _of_theme_before({"electoral", "judicial", "security", "state"}),
    "lab": _of_theme_before({"crime", "evidence", "forensic"}),
    "laboratory": _of_theme_before({"crime", "evidence", "forensic"}),
    "presidency": lambda before, names, after: Kind.AGENCY if "epublic" in after.lower() else None,
    "station": _of_theme_before({"sheriff’s"}),
    "tribunal": _of_theme(_COURTS | {"electoral", "military"}),
    "command": _of_theme_before({"southern", "northern", "military", "strategic", "police"}),
    "corps": _of_theme_before({"marine", "army", "peace"}),
    "force": _of_theme_before({"police", "air", "security", "defense", "defence"}),
    "forces": _of_force,
    "assembly": _of_theme_before({"general", "national", "legislative", "state", "federal"}),
    "guard": _of_theme_before({"national", "coast", "civil", "presidential", "border"}),
    "patrol": _of_theme_before({"highway", "border", "state", "reconnaissance", "long-range"}),
    "probation": _of_theme_before({"county", "federal", "city"}),
    "staff": _of_theme_before({"joint", "estado", "general"}),
    "army": _of_army,
    "navy": _of_army,
    "marines": _of_army,
    "police": _of_army,
    "pd": _of_army,
}


def key_of(word: str) -> str:
    return word.casefold().translate(_BOTH)
