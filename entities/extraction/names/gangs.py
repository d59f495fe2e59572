"""Gangs that no list has: what the words around a name say it is."""

import re
from collections.abc import Callable, Iterable, Iterator

from entities.extraction.candidates import Candidate, Rank, Taken
from entities.extraction.lexicon import alternatives, english, words
from entities.extraction.names.gazetteer_names import GANG_CUE, has_gang_cue
from entities.extraction.passage import Passage
from entities.kinds import Kind
from entities.names import fold

_WORD = r"(?:[A-ZÀ-ÞŠŽČĆĐŚŁ][\w’'-]*|\d{1,3}(?:st|nd|rd|th|s|-[A-Z]\w+)?)"
_LINK = r"(?:(?:de|del|la|las|los|of|the|do|da|dos|y)\s){0,2}"
_NAME = rf"{_WORD}(?:\s{_LINK}{_WORD}){{0,4}}"
_NOUNS = alternatives(english.GANG_NOUNS)
_PLURALS = alternatives(f"{noun}s" for noun in english.GANG_NOUNS)
_NOUN = (
    r"(?:(?:street|drug|prison|biker|crime|motorcycle|criminal|trafficking)\s)?"
    rf"(?:{_NOUNS}|sindicato|crime\sfamily|motorcycle\sclub|(?:organi[sz]ed\s)?crime\sgroup)"
)
# `a head of the mafia, Carlos Lehder`: what follows is a man.
_NOUNS_BEFORE_COMMAS = alternatives(noun for noun in english.GANG_NOUNS if noun != "mafia")
# A Mob or a Faction with a capital may be another body.
_CAPITALIZED_NOUNS = alternatives(
    noun.capitalize() for noun in english.GANG_NOUNS if noun not in ("mob", "faction")
)
# Nouns that other bodies bear as well: they name a gang where the sentence speaks of gangs.
_LOOSE_NOUN = r"(?:network|group|firm|band|ring|subgroup|chapter|charter|coalition|families)"
_NAME_AND_NOUN = re.compile(
    rf"(?P<name>{_NAME})\s(?P<noun>{_NOUN}|"
    rf"(?:Street\s|Drug\s|Prison\s)?(?:{_CAPITALIZED_NOUNS}|Sindicato|Crime\sFamily|Motorcycle\sClub|MC)"
    r"(?!\s[A-Z]))\b(?!\s(?:de|del)\s[A-Z])"
)
_FAMILY_NAME = re.compile(
    rf"(?P<name>{_WORD}(?:\s{_WORD}){{0,3}})\s"
    r"(?P<noun>Crips?|Bloods?|Brims?|Pirus?|Hoovers?|Stones|Locos|Locotes|Gangsters?|Gangsta|Disciples|Lords|Kings|Boyz|Vatos|Villains|Warriors|Brotherhood|Posse|Mob|Bulldogs|Mandem|"
    r"Salvatruch[ao]s?|Sureños|Norteños|Comandos?|Boys|Kids|Killers|Killaz|Hustlers|Soldiers|Goons|"
    r"Gorillas|Outlaws|Riders|Barbarians|Turks|Massive|Squad|Coalition|Maffia|Raperos|Dogs|"
    r"Wolves|Tigers|Scorpions|Eagles|Rebels|Bandits|Syndicate|Drug\sTrafficking\sOrgani[sz]ation)\b"
)
# `Tanaka-gumi` and `Kyushu Seido-kai`
_YAKUZA = re.compile(r"\b(?P<name>(?:[A-Z]\w+\s)?[A-Z]\w+-(?:kai|gumi|ikka|rengo))\b")
# `the Medellin and Cali cartels`: each of them is one.
_SEVERAL = re.compile(
    rf"(?P<names>{_WORD}(?:\s{_WORD}){{0,2}}(?:,\s{_WORD}(?:\s{_WORD}){{0,2}}){{0,4}},?\sand\s"
    rf"(?:the\s)?(?P<last>{_WORD}(?:\s{_WORD}){{0,2}}))\s"
    r"(?P<noun>(?:(?:drug|street|crime|mafia|prison|trafficking)\s)?"
    rf"(?:{_PLURALS}|families|sets))\b"
)
# `the ranks of the Tribesmen`: only gangs have such people.
_HAS_PEOPLE = re.compile(
    r"\b(?:prospects?\s(?:for|of|with)|foot\ssoldiers?\s(?:of|for|in)|hitm[ae]n\s(?:of|for)|"
    r"gunm[ae]n\s(?:of|for|from)|enforcers?\s(?:of|for)|sicarios?\s(?:of|for|del?)|"
    r"capos?\s(?:of|in)|lieutenants?\s(?:of|in)|cells?\sof|cliques?\sof|wing\sof|"
    r"deserters?\sfrom|belong(?:s|ed|ing)?\sto|ranks\sof|patched\sover\sto|rides?\swith|"
    r"(?:gang|crew|cartel|mafia)\sbosses\sof|faction\sof|splinter(?:ed)?\s(?:of|from)|"
    r"(?:suspected|alleged)(?:\s(?:members?|leaders?)\sof)?|rival\s(?:band|crew|gang),?)\s"
    rf"(?:the\s)(?:(?:rival|smaller|local|notorious)\s)?(?P<name>{_NAME})"
)
# `Delhi, F-Troop and other crews`
_AND_OTHER = re.compile(
    rf"(?P<names>{_WORD}(?:\s{_WORD}){{0,2}}(?:,\s{_WORD}(?:\s{_WORD}){{0,2}}){{0,4}}),?\s(?:and|or)\s"
    rf"(?:\w+\s)?other\s(?:\w+\s)?(?:{_PLURALS}|sets|armed\sgroups)\b"
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
    rf"\b(?:{_NOUNS}|pandilla|band|group|militia|ring|outfit|"
    r"(?:crime|criminal|trafficking)\s(?:group|organi[sz]ation|network))s?,?\s"
    r"(?:(?:is|was|are|were)\s)?(?:known\s(?:locally\s)?as|called|named|nicknamed|dubbed|llamada)\s"
    rf"(?:the\s)?[“\"‘']?(?P<name>{_NAME})"
)
_STREET_END = re.compile(r"(?:street|avenue|road|lane|block|boulevard|place)$")
_POSSESSIVE = re.compile(r"['’]s$|s['’]$")
_APPOSITION = re.compile(
    rf"(?P<name>{_NAME}),\s(?:an?|the|one\sof\sthe)\s(?:[\w’'-]+\s){{0,4}}?"
    rf"(?:{_NOUNS}|gangs|cartels|crime\sgroup|criminal\s(?:organi[sz]ation|group)|militia|"
    r"drug\strafficking\sorgani[sz]ation|armed\sgroup|set|offshoot|splinter\sgroup|street\sgang|"
    r"vigilante\sgroup|self-defen[cs]e\sgroup)\b"
    r"(?!['’]s|\s(?:leader|boss|member|chief|lord|expert|investigator|unit|truce|violence|war|kingpin))"
)
_NOUN_BEFORE = re.compile(rf"\b(?:{_NOUNS}|pandilla)\s(?P<name>{_NAME})")
# `a Manchester gang, the Crumpsall Mandem,` and `a third crew, the 8-Tray Stones`
_NOUN_THEN_NAME = re.compile(
    rf"\b(?:{_NOUNS_BEFORE_COMMAS}|militia|biker\sclub|crime\sgroup|set),\s"
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
_NO_NAME = frozenset((*english.MONTHS, *english.WEEKDAYS)) | words(
    """
    a an the this that these those another other any some such each every no rival local
    major main former new old big two three four five several many most all both one his her
    their its our street drug drugs prison criminal crime violent powerful notorious deadly
    alleged suspected transnational international national organized organised armed
    mexican's youth girl motorcycle biker outlaw police in on at when while after before
    since as if but and or for from by with how why what who where inside against between
    among under over despite according anti ex us u.s. american alleged ruling rivals
    more than least about nearly some dozens scores hundreds
    however meanwhile yesterday today brutal feared bloody largest biggest gang cartel over
    """
)
_LOOSE = re.compile(
    rf"(?P<name>{_WORD}(?:[\s-]{_WORD}){{0,2}})\s(?P<noun>{_LOOSE_NOUN})\b(?!['’-])"
)
_DEED = re.compile(
    r"\b(?:belong(?:s|ed|ing)?\sto|feud(?:s|ing)?|turf|extort\w*|narcos?|cocaine|drug\s(?:sales|trade)|"
    r"pandillas?|bandas?|sicarios?|facç\w+|enemies|at\swar|shoot-?out|loyal\sto)\b"
)
# Bodies that have leaders and members as gangs do.
_OTHER_BODY = re.compile(
    r"\b(?:Council|Assembly|Congress|Senate|Party|Union|Parliament|Academy|University|College|"
    r"School|Church|Association|League|Chamber|Institute|Society|Guard|Army|Navy|Force|Unit|Cabinet|"
    r"Government|Committee|Community|Bar|Club|Board|Bank|Company|Team|Department|Division|Task|"
    r"Commission|Foundation|Center|Centre|Hospital|State|States|Nations|Republic|Kingdom|World|"
    r"European|Catholic|Christian|Jewish|Islamic|Western|American|Americans|Mexican|Colombian)\b"
)


def unlisted_gangs(
    passage: Passage,
    is_place: Callable[[str], bool],
    is_demonym: Callable[[str], bool],
    keys_of: Callable[[str], tuple[str, ...]],
) -> Iterator[Candidate]:
    """Yield names that are built or introduced as names of gangs are.

    `is_place` and `is_demonym` tell of a folded name: `Chicago gang` and `Mexican cartel` name
    no gang, but `Juárez cartel` does. `keys_of` tells which listed gangs have a folded name.
    """
    text = passage.text
    for match in _NAME_AND_NOUN.finditer(text):
        yield from _with_noun(match, text, is_place, is_demonym)
    for match in _FAMILY_NAME.finditer(text):
        start = _first_word(text, *match.span())
        noun_is_clear = match.group("noun")[:4] in ("Crip", "Bloo", "Loco", "Salv", "Sure", "Nort")
        if (
            start < match.start("noun")
            and (noun_is_clear or _speaks_of_gangs(passage, start, match.end()))
            and not _OTHER_BODY.search(text, start, match.end())
        ):
            yield _gang(text, start, match.end(), "rule:gang-family", "named as gangs are", 0.8)
    for match in _FRONT.finditer(text):
        yield _gang(text, *match.span("name"), "rule:gang-front", "named as guerrillas are", 0.75)
    for match in _SPANISH.finditer(text):
        yield _gang(text, *match.span("name"), "rule:gang-spanish", "named as gangs are", 0.8)
    yield from _named_together(passage, is_place, is_demonym, keys_of)
    for match in _LOS.finditer(text):
        start, end = match.span("name")
        if not is_place(fold(match.group("name"))) and _speaks_of_gangs(passage, start, end):
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


def _named_together(
    passage: Passage,
    is_place: Callable[[str], bool],
    is_demonym: Callable[[str], bool],
    keys_of: Callable[[str], tuple[str, ...]],
) -> Iterator[Candidate]:
    """Names in lists of gangs, before nouns that need a cue, and after people whom gangs have."""
    text = passage.text
    for match in _YAKUZA.finditer(text):
        start = _first_word(text, *match.span("name"))
        yield _gang(text, start, match.end(), "rule:gang-yakuza", "named as yakuza are", 0.85)
    for match in _SEVERAL.finditer(text):
        clear = re.search("cartels|clans|mafias", match["noun"]) is not None
        singular = match["noun"].split(" ")[-1].removesuffix("s")
        spans = _names_of_list(text, *match.span("names"))
        for start, end in spans:
            name = text[start:end]
            if start >= end or (not clear and _is_area_or_people(name, is_place, is_demonym)):
                continue
            whole = f"{name} {singular}"
            cut = match.end() if clear and end == match.end("last") else end
            one = _gang(text, start, cut, "rule:gang-list", "listed with gangs", 0.75)
            one.keys = keys_of(fold(whole))
            if whole in text:
                one.name = whole
            yield one
    for match in _AND_OTHER.finditer(text):
        for start, end in _names_of_list(text, *match.span("names")):
            if start < end:
                yield _gang(text, start, end, "rule:gang-list", "before “and other gangs”", 0.75)
    for match in _HAS_PEOPLE.finditer(text):
        start, end = match.span("name")
        name = text[start:end]
        if (
            not _is_area_or_people(name, is_place, is_demonym)
            and not _OTHER_BODY.search(name)
            and not _OFFICIAL.search(name)
            and not name.isupper()
            and _first_word(text, start, end) == start
        ):
            yield _gang(text, start, end, "rule:gang-people", "after people whom gangs have", 0.65)
    for match in _LOOSE.finditer(text):
        start = _first_word(text, *match.span("name"))
        name = text[start : match.end("name")]
        if (
            start < match.end("name")
            and not passage.is_in_capitals(start)
            and not _is_area_or_people(name, is_place, is_demonym)
            and not _OTHER_BODY.search(name)
            and not _OFFICIAL.search(name)
            and not _POSSESSIVE.search(name)
            and not name.isupper()
            and _speaks_of_gangs(passage, start, match.end())
        ):
            yield _gang(
                text, start, match.end(), "rule:gang-loose-noun", f"before “{match['noun']}”", 0.7
            )


def _names_of_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of `A, B and C`, without words that only begin a sentence."""
    spans = []
    reached = start
    for sign in re.finditer(r",?\sand\s(?:the\s)?|,\s|$", text[start:end]):
        left, right = reached, start + sign.start()
        spans.append((_first_word(text, left, right), right))
        reached = start + sign.end()
    return spans


def _is_area_or_people(
    name: str, is_place: Callable[[str], bool], is_demonym: Callable[[str], bool]
) -> bool:
    return is_place(fold(name)) or is_demonym(fold(name)) or fold(name) in _NO_NAME


def _speaks_of_gangs(passage: Passage, start: int, end: int) -> bool:
    """Whether the sentence has a word of gangs, or of what gangs do to each other."""
    left, right = passage.sentence_of(start)
    before, after = passage.written[left:start], passage.written[end:right]
    return any(
        cue.search(words) for cue in (GANG_CUE, _DEED) for words in (before[-200:], after[:200])
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
    if _OFFICIAL.search(match.group("name")):
        return
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
    # `the Solo Raperos clique`, `a Seven Oaks street gang`: of longer names the noun is no part.
    is_whole = noun in ("street gang", "prison gang") or (
        noun in ("gang", "clique", "faction") and " " in name and not _STREET_END.search(name)
    )
    end = match.end("name") if is_whole else match.end()
    yield _gang(text, start, end, "rule:gang-noun", f"a name before “{noun}”", 0.8)


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
