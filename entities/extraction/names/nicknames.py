"""Nicknames: `alias “X”`, `known as “X”`, `Joaquín “X” Guzmán`, `(“X”)` after a name."""

import re
from collections.abc import Iterator
from itertools import chain

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.first_names import given_names
from entities.extraction.lexicon import alternatives, english, spanish
from entities.extraction.names.people import (
    FULL_NAME,
    NAME_WORD,
    NOT_IN_NAMES,
    PARTICLES,
    is_name,
    is_title,
)
from entities.extraction.passage import Passage
from entities.extraction.text import is_on_list
from entities.kinds import Kind
from entities.names import fold

_NICK = r"(?:[“\"‘«„]|(?<!\w)')(?P<{name}>[A-Za-zÀ-ÿ][\w’'. -]{{0,38}}?[\w.]),?(?:[”\"’»“]|'(?!\w))"
_KNOWN_AS = (
    r"(?:alias|aliases|a[./]?\s?k[./]?\s?a\.?|"
    r"(?:(?:also|better|best|widely|commonly|popularly|only|locally)\s)?known\s(?:simply\s)?"
    r"(?:as|by\s(?:his|her|the)\s(?:alias|aliases|nickname|street\sname|nom\sde\sguerre)(?:\sof)?)|"
    r"otherwise\s(?:known\sas|called)|"
    r"known\s(?:on|in|to|among)\s(?:\w+\s){1,4}(?:as|by)|also\scalled|nicknamed|dubbed|(?:who\s)?goes\sby(?:\sthe\s(?:name|alias|nickname)(?:\sof)?)?|(?:calls?|called|calling|styles?|styled|styling)\s(?:him|her)self|(?:call|calls|called)\s(?:him|her)|"
    r"whom\s(?:\w+\s){0,3}call(?:s|ed)?|using\sthe\s(?:handle|name|alias)|(?:street|gang)\sname|conocido\scomo|apodado|"
    r"the\sman\sknown\sas|code-?named)"
)
_ALIAS_QUOTED = re.compile(
    rf"\b{_KNOWN_AS},?\s+(?:the\s)?{_NICK.format(name='nick')}", re.IGNORECASE
)
# `Frank Moore, called “Zulu,”` and `a former associate called “The Strawberry”`
_CALLED = re.compile(
    rf"(?:(?P<full>{FULL_NAME}),(?:\s\d\d,)?|"
    rf"\b(?:{alternatives(english.GANGSTERS, english.MEMBERS, english.RANKS, english.KIN)}|"
    r"man|woman|men|associate|killer|fugitive|suspect|friend|dealer|mobster|bodyguard|"
    rf"hit\sman))\scalled\s{_NICK.format(name='nick')}"
)
_ALIAS_BARE = re.compile(
    rf"\b(?i:{_KNOWN_AS}),?\s+(?P<nick>(?:(?:El|La|Los|The|Don|Lil|Big)\s)?[A-ZÀ-Þ][\w’-]+"
    rf"(?:\s(?:d[aeo]l?\s(?:la\s)?)?[A-ZÀ-Þ][\w’-]+){{0,2}}(?:\s[A-ZÀ-Þ](?![\w.’-]))?)"
)
# `Joaquín “El Chapo” Guzmán`, `Kevin (“Cheese”) Perry`, `Jared (Jah Woo) McCauley`
FULL_NAME_WITH_NICK = re.compile(
    rf"(?P<before>(?:{NAME_WORD})(?:\s(?:{NAME_WORD})){{0,2}})\s"
    r"(?P<opening>\(\s?[“\"‘'«„]?|[“\"‘«„]|(?<!\w)')(?P<nick>[A-Za-zÀ-ÿ][\w’'. -]{0,38}?[\w.]),?"
    r"(?P<closing>[”\"’»“']?\s?\)|[”\"’»“]|'(?!\w))"
    rf"\s(?P<after>(?:(?:{PARTICLES})\s){{0,2}}(?:{NAME_WORD})(?:\s(?:{NAME_WORD})){{0,2}})"
)
# What stands between a name and its nickname; who `told alias “X”` something is another person.
KNOWN_AS_BETWEEN = re.compile(
    rf"\s*(?:,?\s\d\d)?(?:,\s(?:of|from)\s[A-ZÀ-Þ][^;!?“”\"]{{1,50}}?)?,?\s*\(?\s*"
    rf"(?:who\s(?:(?:is|was|also)\s)?|(?:is|was)\s|whose\s(?:\w+\s){{1,2}})?(?:{_KNOWN_AS}|called|or|o|el|a)?,?\s*(?:the\s)?[“\"‘'«„(]?\s*|"
    r",\s(?:(?!nephew|niece|brother|sister|cousin|son\s|daughter|wife|widow|friend|aide|victim|lawyer|rival)"
    r"[^.;!?“”\"]){1,80}?\s(?:nicknamed|known\sas(?:\sthe)?|called|dubbed|who\sgoes\sby|going\sby|"
    r"using\sthe\s(?:handle|name|alias)|apodado|conocido\scomo),?\s[“\"‘'«„]?",
    re.IGNORECASE,
)
# `Terrell Maddox, a/k/a “Bleek,” a/k/a “Five Star,”`
KNOWN_AS_AGAIN = re.compile(rf"[,”\"’'»]*,?\s(?:or\s|{_KNOWN_AS},?\s)[“\"‘'«„]?", re.IGNORECASE)
_NICK_IN_BRACKETS = re.compile(rf"(?P<full>{FULL_NAME}),?\s\({_NICK.format(name='nick')}\)")
# `Carlos Zúniga, “El Chino,” an inmate` and `Dairo Úsuga, or “Otoniel,”`
_NICK_IN_COMMAS = re.compile(
    rf"(?P<full>{FULL_NAME}),\s(?:or\s)?[“\"‘']"
    r"(?P<nick>[A-ZÀ-Þ][\w’. -]{1,30}?),?[”\"’'](?:[,.]|,?\s(?=[a-z]))"
)
# `Juan Pérez “El Tuerto” was held`
_NICK_BEHIND = re.compile(
    rf"(?P<full>{FULL_NAME})\s[“\"](?P<nick>[A-ZÀ-Þ][\w’. -]{{1,30}}?)[”\"](?!\s[A-ZÀ-Þ])"
)
# `Dairo Úsuga, or Otoniel, led it` and `Luiz da Costa, o Beira-Mar, led it`
_OR_NICK = re.compile(
    rf"(?P<full>{FULL_NAME}),\s(?:(?:or|o)\s|(?=(?:El|La)\s))(?P<nick>(?:(?:El|La)\s)?[A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)?),"
)
# `El Tuerto, whose real name is Juan Pérez`
_NICK_BEFORE_NAME = re.compile(
    rf"[“\"]?(?P<nick>(?:(?:El|La|Los)\s)?[A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)?),?[”\"]?,?\s\(?"
    rf"(?:whose\s(?:real|full)\sname\s(?:is|was)|real\sname:?|born)\s(?P<full>{FULL_NAME})"
)
# `“Negro Tulio”, a boss of the Chone Killers`
_NICK_THEN_ROLE = re.compile(
    rf"{_NICK.format(name='nick')},\s(?:an?|the|one\sof\sthe|its)\s(?:[\w’'-]+\s){{0,3}}?"
    rf"(?:{alternatives(english.GANGSTERS, english.MEMBERS, english.RANKS)}|head|brother|"
    r"right-hand)\b"
)
# `the companion of El Chele Volqueta, who leads it`
_EL_WHO = re.compile(
    r"\b(?P<nick>(?:El|La)\s[A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)?)"
    r"(?=,?\s(?:who|whose|himself)\b)"
)
_NAME_THEN_ALIAS = re.compile(
    rf"(?P<full>{FULL_NAME}),?\s\(?(?i:{_KNOWN_AS}),?\s+[“\"‘'«„]?[A-ZÀ-Þ]"
)
_PERSON_BEFORE = re.compile(
    rf"(?P<first>{NAME_WORD})(?:\s(?:(?:{PARTICLES})\s){{0,2}}{NAME_WORD}){{1,4}},?\s\(?"
    r"(?:\d\d,\s)?(?:also\s|better\s)?$"
)
_NO_PERSON = re.compile(
    rf"(?i)\b(?:{alternatives(english.GANG_NOUNS, spanish.GANG_NOUNS)}|"
    r"group|set|network|band|militia|organi[sz]ation|operation|drug|street|area|neighbou?rhood|"
    r"region|system|law|program|party|prison|wing|cell|town|city|place)s?\b"
    rf"(?!['’]?s?\s(?:{alternatives(english.GANGSTERS, english.MEMBERS, english.RANKS)}|head|lord|"
    r"figure|who))[^.;“”\"]{0,25}$"
)

_AGED = re.compile(r",?\s\(?\d\d\b")
_POSSESSIVE = re.compile(r"['’]s$")
_THE_BEFORE = re.compile(r"\sthe\s[“\"‘'«„]$")
_PATTERNS = (
    *(_ALIAS_QUOTED, _ALIAS_BARE, _CALLED, _NICK_IN_BRACKETS, _NICK_IN_COMMAS),
    *(_NICK_BEHIND, _OR_NICK, _NICK_BEFORE_NAME, _NICK_THEN_ROLE, _EL_WHO),
)
_SIGN_OF_NICKNAME = re.compile(
    r"\b(?:El|La) [^.;]{3,40},? (?:who|himself)|, (?:El|La) |[“\"‘'«„]|\w \([A-Z]|"
    r"(?=[AaKkCcNnDdGgRrFfBb,])(?i:alias|a\.? ?k\.? ?a|known|called|nick|dub|goes by|apod|, or? |"
    r"real name|full name|"
    r"born)"
)


def nicknames(passage: Passage) -> Iterator[Candidate]:
    """Yield nicknames, full names with one inside, and full names right before one."""
    text = passage.text
    spans = [span for span in passage.sentences if _SIGN_OF_NICKNAME.search(text, *span)]

    def found(pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return chain.from_iterable(pattern.finditer(text, *span) for span in spans)

    for match in found(FULL_NAME_WITH_NICK):
        if _is_name_around(match):
            start, end = _without_titles(text, *match.span())
            end = start + len(_POSSESSIVE.sub("", text[start:end]))
            yield _person(start, end, "rule:nickname", "a full name with a nickname in it")
    for match in found(_NAME_THEN_ALIAS):
        start, end = _without_titles(text, *match.span("full"))
        if " " in text[start:end] and is_name(text[start:end]):
            yield _person(start, end, "rule:full-name", "a full name before a nickname")
    for pattern in _PATTERNS:
        for match in found(pattern):
            start, end = _without_titles(text, *match.span("nick"))
            before = text[max(0, match.start() - 40) : match.start()]
            if fold(text[start:end]) in NOT_IN_NAMES:
                continue
            if text[end - 1] in "sz" and _THE_BEFORE.search(text, match.start(), start):
                continue  # `the set known as the “Bugout Boyz”`
            full = match.groupdict().get("full")
            if full and not is_name(full):
                continue
            if (
                pattern in (_OR_NICK, _ALIAS_BARE)
                and text[start:end].isupper()
                and not (_AGED.match(text, end) or _is_after_person(text, match.start()))
            ):
                continue  # `the Everett Locos Salvatrucha, or ELS,`
            unclear = not full and _NO_PERSON.search(before)
            if unclear and not _is_after_person(text, match.start()):
                continue
            yield _person(start, end, "rule:alias", "introduced as a nickname")


def _is_after_person(text: str, start: int) -> bool:
    """Whether somebody's full name stands right before: `the set, Shakur Ellis, a/k/a “Shak”`."""
    before = _PERSON_BEFORE.search(text, max(0, start - 60), start)
    return before is not None and fold(before["first"]) in given_names()


def _person(start: int, end: int, origin: str, reason: str) -> Candidate:
    return Candidate(start, end, Kind.PERSON, Rank.RULE, origin, reason, 0.9)


def _is_name_around(match: re.Match[str]) -> bool:
    """`Joaquín “El Chapo” Guzmán` is a name; `Police “Report” Says` is hardly one."""
    nick, before, after = match.group("nick", "before", "after")
    opening, closing = match.group("opening", "closing")
    if ("(" in opening) != (")" in closing):
        return False
    around = f"{before} {after}".casefold().split()
    if 2 * sum(map(is_on_list, around)) >= len(around):
        return False  # `Annual “Art of Recovery” Contest`
    if opening.strip() == "(" and (
        nick.isupper()
        or any(map(is_on_list, around))
        or not (fold(before.split()[0]) in given_names() or _AGED.match(match.string, match.end()))
    ):
        return False  # `Orange County (OC) Sheriff`, `the Malvinas (Falklands) Islands`
    return (
        nick[:1].isupper()
        and len(nick.split()) <= 4
        and not all(map(is_title, before.split()))
        and is_name(f"{before} {after}")
    )


def _without_titles(text: str, start: int, end: int) -> tuple[int, int]:
    while (space := text.find(" ", start, end)) > 0 and is_title(text[start:space]):
        start = space + 1
    return start, end
