"""Gangs that no list has: what the words around a name say it is."""

import re
from collections.abc import Callable, Iterable, Iterator

from entities.extraction.candidates import Candidate, Rank, Taken
from entities.extraction.names.known import has_gang_cue
from entities.extraction.passage import Passage
from entities.extraction.text.words import words
from entities.kinds import Kind
from entities.names import fold

_WORD = r"(?:[A-ZÀ-ÞŠŽČĆĐŚŁ][\w’'-]*|\d{1,3}(?:st|nd|rd|th|s|-[A-Z]\w+)?)"
_LINK = r"(?:(?:de|del|la|las|los|of|the|do|da|dos|y)\s){0,2}"
_NAME = rf"{_WORD}(?:\s{_LINK}{_WORD}){{0,4}}"
_NOUN = (
    r"(?:(?:street|drug|prison|biker|crime|motorcycle|criminal|trafficking)\s)?"
    r"(?:gang|clique|cartel|crew|mafia|clan|crime\sfamily|motorcycle\sclub|syndicate|posse|mob|"
    r"faction)"
)
_NAME_AND_NOUN = re.compile(
    rf"(?P<name>{_NAME})\s(?P<noun>{_NOUN}|"
    r"(?:Street\s|Drug\s|Prison\s)?(?:Gang|Clique|Cartel|Crew|Mafia|Clan|Crime\sFamily|"
    r"Motorcycle\sClub|MC|Posse)(?!\s[A-Z]))\b(?!\s(?:de|del)\s[A-Z])"
)
_FAMILY_NAME = re.compile(
    rf"(?P<name>{_WORD}(?:\s{_WORD}){{0,3}})\s"
    r"(?P<noun>Crips?|Bloods?|Brims?|Pirus?|Hoovers?|Stones|Locos|Locotes|Gangsters?|Gangsta|Disciples|Lords|Kings|Boyz|Vatos|Villains|Warriors|Brotherhood|Posse|Mob|Bulldogs|Mandem|"
    r"Salvatruch[ao]s?|Sureños|Norteños|Comandos?)\b"
)
_NAMED_AS_FAMILY = re.compile(r"\s(?:Locos|Locotes|Salvatruch[ao]s?|Crips|Bloods|Kings|Disciples)$")
_FRONT = re.compile(r"\b(?P<name>(?:\d{1,2}(?:st|nd|rd|th)|First|Second|Third|Tenth)\sFront)\b")
_SPANISH = re.compile(
    r"(?P<name>(?:C[áa]rtel|Clan|Banda|Pandilla|Mara|Comando|Primeiro\sComando|Tren|Mafia)\s"
    rf"(?:de\sla|de\slos|de\slas|del|de|do|da)\s{_WORD}(?:\s{_LINK}{_WORD}){{0,3}}|"
    rf"(?:Cártel|Pandilla|Mara)\s{_WORD}(?:\s{_WORD}){{0,2}})"
)
_LOS = re.compile(rf"\b(?P<name>(?:Los|Las)\s{_WORD}(?:\s(?:(?:de|del|la)\s)*{_WORD}){{0,2}})")
_CALLED = re.compile(
    r"\b(?:gang|cartel|clique|faction|mafia|clan|crew|syndicate|band|pandilla|group|militia|ring|"
    r"(?:crime|criminal|trafficking)\s(?:group|organi[sz]ation|network)|outfit)s?,?\s"
    r"(?:(?:is|was|are|were)\s)?(?:known\s(?:locally\s)?as|called|named|nicknamed|dubbed|llamada)\s"
    rf"(?:the\s)?[“\"‘']?(?P<name>{_NAME})"
)
_POSSESSIVE = re.compile(r"['’]s$|s['’]$")
_APPOSITION = re.compile(
    rf"(?P<name>{_NAME}),\s(?:an?|the|one\sof\sthe)\s(?:[\w’'-]+\s){{0,4}}?"
    r"(?:gang|cartel|clique|mafia|clan|crime\sgroup|criminal\s(?:organi[sz]ation|group)|militia|"
    r"drug\strafficking\sorgani[sz]ation|gangs|cartels|armed\sgroup|crew|faction|set|offshoot|"
    r"splinter\sgroup|street\sgang|vigilante\sgroup|self-defen[cs]e\sgroup)\b"
    r"(?!['’]s|\s(?:leader|boss|member|chief|lord|expert|investigator|unit|truce|violence|war|kingpin))"
)
_NOUN_BEFORE = re.compile(
    rf"\b(?:gang|cartel|clan|clique|mafia|faction|pandilla)\s(?P<name>{_NAME})"
)
# `a Manchester gang, the Crumpsall Mandem,` and `a third crew, the 8-Tray Stones`
_NOUN_THEN_NAME = re.compile(
    r"\b(?:gang|cartel|clique|crew|clan|faction|militia|biker\sclub|crime\sgroup|set),\s"
    rf"(?:called\s|known\sas\s)?(?:the\s|los\s)?(?P<name>{_NAME})(?=[,.;]|\sand\s|\s[a-z])"
)
_OPPONENT = re.compile(
    r"\b(?:feud(?:ing)?|rivalry|turf\swar|at\swar|allied|alliance|truce|rivals?|fighting)\s"
    rf"(?:with|against|of)\s(?:the\s)?(?P<name>{_NAME})"
)
# `Five Deuce Hoover Crips`
_NUMBERED = re.compile(r"\w+[\s-](?:Deuce|Tray|Trey|Ace|Duce)\b")
# `more than 160 Crips`
_QUANTITY_BEFORE = re.compile(r"(?i)\b(?:than|over|about|around|nearly|some|least|arrested|of)\s$")
_OFFICIAL = re.compile(
    r"\b(?:Ministry|Minister|Police|Department|Office|Court|Attorney|Prosecutors?|Agency|Bureau|"
    r"President|Services?|Commission|Prison|Jail)\b"
)
_NO_NAME = words(
    """
    a an the this that these those another other any some such each every no rival local
    major main former new old big two three four five several many most all both one his her
    their its our street drug drugs prison criminal crime violent powerful notorious deadly
    alleged suspected transnational international national organized organised armed
    mexican's youth girl motorcycle biker outlaw police in on at when while after before
    since as if but and or for from by with how why what who where inside against between
    among under over despite according anti ex us u.s. american alleged ruling rivals
    more than least about nearly some dozens scores hundreds
    however meanwhile yesterday today monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november
    december brutal feared bloody largest biggest gang cartel over
    """
)


def unlisted_gangs(
    passage: Passage, is_place: Callable[[str], bool], is_demonym: Callable[[str], bool]
) -> Iterator[Candidate]:
    """Yield names that are built or introduced as names of gangs are.

    `is_place` and `is_demonym` tell of a folded name: `Chicago gang` and `Mexican cartel` name
    no gang, but `Juárez cartel` does.
    """
    text = passage.text
    for match in _NAME_AND_NOUN.finditer(text):
        yield from _with_noun(match, text, is_place, is_demonym)
    for match in _FAMILY_NAME.finditer(text):
        start = _first_word(text, *match.span())
        noun_is_clear = match.group("noun")[:4] in ("Crip", "Bloo", "Loco", "Salv", "Sure", "Nort")
        if start < match.start("noun") and (
            noun_is_clear or has_gang_cue(passage, start, match.end())
        ):
            yield _gang(text, start, match.end(), "rule:gang-family", "named as gangs are", 0.8)
    for match in _FRONT.finditer(text):
        yield _gang(text, *match.span("name"), "rule:gang-front", "named as guerrillas are", 0.75)
    for match in _SPANISH.finditer(text):
        yield _gang(text, *match.span("name"), "rule:gang-spanish", "named as gangs are", 0.8)
    for match in _LOS.finditer(text):
        start, end = match.span("name")
        if not is_place(fold(match.group("name"))) and has_gang_cue(passage, start, end):
            yield _gang(text, start, end, "rule:gang-los", "“Los …” beside a word of gangs", 0.75)
    for match in _OPPONENT.finditer(text):
        start, end = match.span("name")
        if not is_place(fold(text[start:end])) and has_gang_cue(passage, start, end):
            yield _gang(text, start, end, "rule:gang-opponent", "beside a word for feuds", 0.65)
    for pattern in (_CALLED, _APPOSITION, _NOUN_BEFORE, _NOUN_THEN_NAME):
        for match in pattern.finditer(text):
            start = _first_word(text, *match.span("name"))
            if (
                start < match.end("name")
                and not passage.is_in_heading(start)
                and not _POSSESSIVE.search(match.group("name"))
                and not _OFFICIAL.search(text, start, match.end("name"))
                and not (pattern is _NOUN_THEN_NAME and is_place(fold(match.group("name"))))
            ):
                yield _gang(
                    text, start, match.end("name"), "rule:gang-called", "introduced as a gang", 0.8
                )


def without_echoes(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Drop unlisted names that hold a listed gang: `the Los Zetas cartel` is Los Zetas.

    Names of families stay: `Fulton Locos Salvatrucha` is one of its own.
    """
    candidates = list(candidates)
    listed = Taken()
    for one in candidates:
        if (
            one.kind == Kind.GANG
            and one.origin in ("gazetteer", "decision")
            and listed.is_free(one.start, one.end)
        ):
            listed.add(one.start, one.end)
    return [
        one
        for one in candidates
        if not one.origin.startswith("rule:gang")
        or one.origin == "rule:gang-family"
        or listed.is_free(one.start, one.end)
    ]


def _with_noun(
    match: re.Match[str],
    text: str,
    is_place: Callable[[str], bool],
    is_demonym: Callable[[str], bool],
) -> Iterator[Candidate]:
    start = _first_word(text, *match.span("name"))
    if start >= match.end("name"):
        return
    name = fold(text[start : match.end("name")])
    noun = match.group("noun")
    if match.group("name").endswith("-based") or name in ("gang", "cartel", "mafia"):
        return
    if _NAMED_AS_FAMILY.search(match.group("name")):
        # `Mezquital Locos clique`: the name is whole without the noun.
        yield _gang(text, start, match.end("name"), "rule:gang-noun", f"before “{noun}”", 0.8)
        return
    if is_demonym(name) or name.isdecimal() or _POSSESSIVE.search(match.group("name")):
        return
    if is_place(name) and not re.search(r"(?i)cartel|clan|mafia|clique", noun):
        return
    yield _gang(text, start, match.end(), "rule:gang-noun", f"a name before “{noun}”", 0.8)


def _first_word(text: str, start: int, end: int) -> int:
    """Skip words that only begin a sentence or describe the gang."""
    while True:
        space = re.compile(r"\s+").search(text, start, end)
        word = text[start : space.start() if space else end]
        if word.isdecimal() and space and _QUANTITY_BEFORE.search(text, max(0, start - 20), start):
            start = space.end()
            continue
        if word.casefold().strip("’'") not in _NO_NAME or (
            space and _NUMBERED.match(text, start, end)
        ):
            return start
        if space is None:
            return end
        start = space.end()


def _gang(
    text: str, start: int, end: int, origin: str, reason: str, confidence: float
) -> Candidate:
    return Candidate(
        start,
        end,
        Kind.GANG,
        Rank.RULE,
        origin,
        reason,
        confidence,
        name=" ".join(text[start:end].split()),
    )
