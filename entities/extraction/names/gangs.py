"""Gangs that no list has: what the words around a name say it is."""

import re
from collections.abc import Iterable, Iterator

from entities.extraction.candidates import Candidate, Rank, Taken
from entities.extraction.lexicon import alternatives, english, words
from entities.extraction.names.gazetteer_names import GANG_CUE, has_gang_cue
from entities.extraction.names.given_names import is_given
from entities.extraction.names.introduced_names import WORD as _WORD
from entities.extraction.names.introduced_names import Known
from entities.extraction.passage import Passage
from entities.extraction.text import is_ordinary
from entities.kinds import Kind
from entities.names import fold

_LINK = r"(?:(?:de|del|la|las|los|of|the|do|da|dos|y)\s){0,2}"
_NAME = rf"{_WORD}(?:\s{_LINK}{_WORD}){{0,4}}"
_NOUNS = alternatives(english.GANG_NOUNS)
_PLURALS = alternatives(f"{noun}s" for noun in english.GANG_NOUNS)
_NOUN = (
    r"(?:(?:street|drug|prison|biker|crime|motorcycle|criminal|trafficking)\s)?"
    rf"(?:{_NOUNS}|sindicato|crime\sfamily|motorcycle\sclub|(?:organi[sz]ed\s)?crime\sgroup)"
)
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
_OF_YAKUZA = ("kai", "gumi", "ikka", "rengo")
_YAKUZA = re.compile(rf"\b(?P<name>(?:[A-Z]\w+\s)?[A-Z]\w+-(?:{'|'.join(_OF_YAKUZA)}))\b")
# `the Medellin and Cali cartels`: each of them is one.
_SEVERAL = re.compile(
    rf"(?P<names>{_WORD}(?:\s{_WORD}){{0,2}}(?:,\s{_WORD}(?:\s{_WORD}){{0,2}}){{0,4}},?\sand\s"
    rf"(?:the\s)?(?P<last>{_WORD}(?:\s{_WORD}){{0,2}}))\s"
    r"(?P<noun>(?:(?:drug|street|crime|mafia|prison|trafficking)\s)?"
    rf"(?:{_PLURALS}|families|sets))\b"
)
_WORDS_FOR_SEVERAL = {*(f"{noun.split()[-1]}s" for noun in english.GANG_NOUNS), "families", "sets"}
# `the ranks of the Tribesmen`: only gangs have such people.
_HAS_PEOPLE = re.compile(
    r"\b(?:prospects?\s(?:for|of|with)|foot\ssoldiers?\s(?:of|for|in)|hitm[ae]n\s(?:of|for)|"
    r"gunm[ae]n\s(?:of|for|from)|enforcers?\s(?:of|for)|sicarios?\s(?:of|for|del?)|"
    r"capos?\s(?:of|in)|lieutenants?\s(?:of|in)|cells?\sof|cliques?\sof|wing\sof|"
    r"deserters?\sfrom|belong(?:s|ed)?\sto|ranks\sof|patched\sover\sto|rides?\swith|"
    r"(?:gang|crew|cartel|mafia)\sbosses\sof|faction\sof|splinter(?:ed)?\s(?:of|from)|"
    r"(?:suspected|alleged)(?:\s(?:members?|leaders?)\sof)?|rival\s(?:band|crew|gang),?)\s"
    rf"(?:the\s)(?:(?:rival|smaller|local|notorious)\s)?(?P<name>{_NAME})"
)
# Nobody else has these: the sentence need not speak of gangs besides.
_GANGS_ALONE = re.compile(
    r"prospect|foot|hitm|gunm|sicario|capo|patched|(?:gang|crew|cartel|mafia)\s|rival\s"
)
_NAMED_AS_FAMILY = re.compile(r"\s(?:Locos|Locotes|Salvatruch[ao]s?|Crips|Bloods|Kings|Disciples)$")
_FRONT = re.compile(r"\b(?P<name>(?:\d{1,2}(?:st|nd|rd|th)|First|Second|Third|Tenth)\sFront)\b")
_SPANISH = re.compile(
    r"(?P<name>(?:C[áa]rtel|Clan|Banda|Pandilla|Mara|Comando|Primeiro\sComando|Tren|Mafia)\s"
    rf"(?:de\sla|de\slos|de\slas|del|de|do|da)\s{_WORD}(?:\s{_LINK}{_WORD}){{0,3}}|"
    rf"(?:Cártel|Pandilla|Mara)\s{_WORD}(?:\s{_WORD}){{0,2}})"
)
_MARA = re.compile(r"Mara\s[A-Z]")
_CAPITAL_BEFORE = re.compile(r"\b(?!(?:The|El|La|Un|Una|O|A|Del|Al)\s)[A-Z][a-z]+\s$")
_LOS = re.compile(rf"\b(?P<name>(?:Los|Las)\s{_WORD}(?:\s(?:(?:de|del|la)\s)*{_WORD}){{0,2}})")
_MERE_NOUN = re.compile(
    r"(?i)(?<=\w)\s(?:(?:(?:criminal\s)?(?:street|prison)\s)?(?:gang|faction|set)|"
    r"motorcycle\sclub|m\.?c\.?)$"
)
_STREET_END = re.compile(r"(?:street|avenue|road|lane|block|boulevard|place)$")
_POSSESSIVE = re.compile(r"['’]s$|s['’]$")
# Units that fight gangs, and what is done about them, are none: `Gang Impact Team`.
_UNIT = re.compile(rf"(?i)\b(?:{alternatives(english.UNIT_NOUNS)}|crimes?\ssquad)\b")
_UNIT_AFTER = re.compile(
    rf"\s(?:(?:[a-z]+\s)?(?:{alternatives(english.UNIT_NOUNS)})|"
    rf"(?:[A-Z]\w+\s)?(?:{alternatives(map(str.capitalize, english.UNIT_NOUNS))}))s?\b"
)
# `Brooklyn-based`, `12th Orange County`, `South County`: where a gang is, or which one.
_DESCRIBES = re.compile(
    r"-(?:[Bb]ased|founded|related|affiliated|controlled|born)\b|\bCounty$|^\d+(?:st|nd|rd|th)$"
)
# `“Stain Gang,”` in quotation marks.
_QUOTED_WITH_NOUN = re.compile(
    rf"[“\"‘](?P<name>{_WORD}(?:\s{_WORD}){{0,3}}\s(?:Gang|Crew|Boyz|Mob|Posse|Clique|Cartel|Mafia|"
    r"Fam|Mandem|Crips|Bloods|Kings|Locos))[,.]?[”\"’](?!\w)"
)
# `the 40s against`, where the sentence speaks of gangs, and not `in the 40s`.
_NUMBERS = re.compile(
    r"(?P<name>(?<=\b[Tt]he\s)(?<!\b[Ii]n\sthe\s)(?<!\b(?:of|by)\sthe\s)\d{2,3}s)"
    r"(?=\s(?:against|and\sthe|gang|set|have|are|were|fought|killed|shot|who)\b)"
)
# Rebels name their bodies as states do. Few texts have the words, and the pattern begins widely.
_ARMED_WORDS = re.compile(r"Guerr?illa|Liberation|Revolutionary|Insurgent|Paramilitary|Self-Def")
_ARMED = re.compile(
    rf"\b(?P<name>(?:{_WORD}\s){{0,3}}(?:Guerr?illas?|Liberation|Revolutionary|Insurgent|"
    r"Paramilitary|Self-Defen[cs]e)\s(?:[A-Z]\w+\s){0,2}"
    r"(?:Army|Front|Forces?|Movement|Command|Assembly|Coordinating\sBoard|Group|Militia|Brigades?))\b"
    r"(?=\s\([A-Z])"
)
# As what acts, or is acted on: the gang itself, not its members or what is done about it.
_PLACE_AND_GANG = re.compile(rf"\b[Tt]he\s(?P<place>{_WORD}(?:\s{_WORD}){{0,2}})\sgang$")
_ACTS = re.compile(
    r" gang(?=[,.;]|\s(?:members?\s)?(?:made|and|in|on|was|had|to|were|fled|drove|fought|attacked|"
    r"arrived|shot|killed|retaliated|believed)\b)"
)
# Of `members of the Tustin gang` there is one that is meant; `a Tustin gang member` is of any.
_HAS_MEMBERS = re.compile(
    rf"\b(?:members?|leaders?|associates?)\sof\sthe\s(?P<place>{_WORD}(?:\s{_WORD}){{0,2}})\sgang\b"
)
_CLEAR_FAMILIES = ("Crip", "Bloo", "Loco", "Salv", "Sure", "Nort", "Brim", "Piru")
_PEOPLES = words(
    """
    hispanic white black asian latino latina supremacist african-american anglo juvenile teen
    outlaw local rival southern northern eastern western north south east west central
    """
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
    members member leaders leader of then however meanwhile yesterday today brutal feared bloody
    largest biggest gang cartel over
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
    r"European|Global|International|Catholic|Christian|Jewish|Islamic|Western|American|Americans|Mexican|Colombian)\b"
)


def unlisted_gangs(passage: Passage, known: Known) -> Iterator[Candidate]:
    """Yield names that are built as names of gangs are, or that stand where gangs do.

    What stands in a headline is read by what the body says, so nothing is read there.
    """
    for one in _by_their_build(passage, known):
        written = passage.text[one.start : one.end]
        if one.origin == "rule:gang-armed" or not (
            passage.is_headline(one.start)
            or _UNIT.search(written)
            or _UNIT_AFTER.match(passage.text, one.end)
        ):
            yield one


def _by_their_build(passage: Passage, known: Known) -> Iterator[Candidate]:
    text = passage.text
    places = _names_of_places(text, known)
    for match in _NAME_AND_NOUN.finditer(text):
        yield from _with_noun(match, passage, known, places)
    for match in _QUOTED_WITH_NOUN.finditer(text):
        yield _gang(text, *match.span("name"), "rule:gang-noun", "a quoted name of a gang", 0.85)
    for match in _FAMILY_NAME.finditer(text):
        start = _first_word(text, *match.span())
        noun_is_clear = match.group("noun")[:4] in _CLEAR_FAMILIES
        if start < match.start("noun") and (
            noun_is_clear
            or (
                _speaks_of_gangs(passage, start, match.end())
                and not _OTHER_BODY.search(text, start, match.end())
                and not text[start : match.start("noun")].strip().isdecimal()
            )
        ):
            yield _gang(text, start, match.end(), "rule:gang-family", "named as gangs are", 0.8)
    for match in _FRONT.finditer(text) if passage.has_any(("Front",)) else ():
        yield _gang(text, *match.span("name"), "rule:gang-front", "named as guerrillas are", 0.75)
    for match in _ARMED.finditer(text) if _ARMED_WORDS.search(text) else ():
        start = _first_word(text, *match.span("name"))
        yield _gang(text, start, match.end("name"), "rule:gang-armed", "named as rebels are", 0.8)
    people = {one.start for one in passage.named if one.label == "PERSON"}
    for match in _SPANISH.finditer(text):
        if _MARA.match(text, match.start()) and (
            match.start() in people or _CAPITAL_BEFORE.search(text, 0, match.start())
        ):
            continue  # `City Attorney Mara Elliott`
        yield _gang(text, *match.span("name"), "rule:gang-spanish", "named as gangs are", 0.8)
    for match in _NUMBERS.finditer(text):
        if _speaks_of_gangs(passage, *match.span("name")):
            yield _gang(text, *match.span("name"), "rule:gang-number", "a number as a name", 0.7)
    yield from _named_together(passage, known)
    for match in _LOS.finditer(text):
        start, end = match.span("name")
        if (
            not _is_area_or_people(match["name"], known)
            and not passage.is_in_capitals(start)
            and not known.is_place(fold(" ".join(match["name"].split()[:2])))
            and _speaks_of_gangs(passage, start, end)
        ):
            yield _gang(text, start, end, "rule:gang-los", "“Los …” beside a word of gangs", 0.75)
    for match in _OPPONENT.finditer(text):
        start, end = match.span("name")
        if (
            not _is_area_or_people(text[start:end], known)
            and has_gang_cue(passage, start, end)
            and not _OTHER_BODY.search(match["name"])
            and not _OFFICIAL.search(match["name"])
            and not is_given(match["name"].split()[0])
        ):
            yield _gang(text, start, end, "rule:gang-opponent", "beside a word for feuds", 0.65)


def _named_together(passage: Passage, known: Known) -> Iterator[Candidate]:
    """Names in lists of gangs, before nouns that need a cue, and after people whom gangs have."""
    text = passage.text
    for match in _YAKUZA.finditer(text) if passage.has_any(_OF_YAKUZA) else ():
        start = _first_word(text, *match.span("name"))
        yield _gang(text, start, match.end(), "rule:gang-yakuza", "named as yakuza are", 0.85)
    for match in _SEVERAL.finditer(text) if passage.has_any(_WORDS_FOR_SEVERAL) else ():
        clear = re.search("cartels|clans|mafias", match["noun"]) is not None
        singular = match["noun"].split(" ")[-1].removesuffix("s")
        spans = _names_of_list(text, *match.span("names"))
        for start, end in spans:
            name = text[start:end]
            if start >= end or (not clear and _is_area_or_people(name, known)):
                continue
            whole = f"{name} {singular}"
            cut = match.end() if clear and end == match.end("last") else end
            one = _gang(text, start, cut, "rule:gang-list", "listed with gangs", 0.75)
            one.keys = known.keys_of(fold(whole))
            if whole in text:
                one.name = whole
            yield one
    for match in _HAS_PEOPLE.finditer(text):
        start, end = match.span("name")
        name = text[start:end]
        if (
            not _is_area_or_people(name, known)
            and not passage.is_in_capitals(start)
            and not _OTHER_BODY.search(name)
            and not _OFFICIAL.search(name)
            and not name.isupper()
            and _first_word(text, start, end) == start
            and (_GANGS_ALONE.match(match.group()) or _speaks_of_gangs(passage, start, end))
        ):
            yield _gang(text, start, end, "rule:gang-people", "after people whom gangs have", 0.65)
    for match in _LOOSE.finditer(text):
        start = _first_word(text, *match.span("name"))
        name = text[start : match.end("name")]
        if (
            start < match.end("name")
            and not passage.is_in_capitals(start)
            and not _is_area_or_people(name, known)
            and not _OTHER_BODY.search(name)
            and not _OFFICIAL.search(name)
            and not _POSSESSIVE.search(name)
            and not name.isupper()
            and not name.split()[0].isdecimal()
            and not (match["noun"] == "charter" and text[match.end() :].startswith(" school"))
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


def _is_area_or_people(name: str, known: Known) -> bool:
    folded = fold(name)
    return known.is_place(folded) or known.is_demonym(folded) or folded in _NO_NAME


def _names_of_places(text: str, known: Known) -> frozenset[str]:
    """The places by which a text tells its gangs apart: `the Torrance gang`, `the Tustin gang`.

    One alone is only the gang of that place, and has no name, unless it is said to have members.
    """
    named = {
        before["place"]
        for gang in _ACTS.finditer(text)
        if (before := _PLACE_AND_GANG.search(text, max(0, gang.start() - 50), gang.start() + 5))
        and known.is_place(fold(before["place"]))
    }
    of_members = {
        gang["place"] for gang in _HAS_MEMBERS.finditer(text) if known.is_place(fold(gang["place"]))
    }
    return frozenset(named | of_members if len(named) > 1 else of_members)


def _speaks_of_gangs(passage: Passage, start: int, end: int) -> bool:
    """Whether the sentence has a word of gangs, or of what gangs do to each other."""
    left, right = passage.sentence_of(start)
    before, after = passage.written[left:start], passage.written[end:right]
    return any(
        cue.search(words) for cue in (GANG_CUE, _DEED) for words in (before[-200:], after[:200])
    )


def without_echoes(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Drop unlisted names that hold a listed gang: `the Los Zetas cartel` is Los Zetas.

    Names of families stay, `Fulton Locos Salvatrucha` is one of its own; and so do longer names
    that the text introduces.
    """
    candidates = list(candidates)
    listed, spans = Taken(), set()
    for one in candidates:
        if (
            one.kind == Kind.GANG
            and one.origin in ("gazetteer", "decision")
            and listed.is_free(one.start, one.end)
        ):
            listed.add(one.start, one.end)
            spans.add((one.start, one.end))

    def is_own(one: Candidate) -> bool:
        if one.rank == Rank.INTRODUCTION:
            return (one.start, one.end) not in spans and not _holds_listed(one, spans)
        return one.origin == "rule:gang-family"

    return [
        one
        for one in candidates
        if not one.origin.startswith(("rule:gang", "rule:introduction"))
        or listed.is_free(one.start, one.end)
        or is_own(one)
    ]


def name_without_noun(name: str) -> str:
    """`Hoolie` of `Hoolie gang`: the noun says what it is, and is often left out."""
    return _MERE_NOUN.sub("", name)


def _holds_listed(one: Candidate, spans: set[tuple[int, int]]) -> bool:
    """Whether a listed name begins the introduced one, or reaches over its end."""
    return any(start <= one.start < end or start < one.end < end for start, end in spans)


def _with_noun(
    match: re.Match[str], passage: Passage, known: Known, places: frozenset[str]
) -> Iterator[Candidate]:
    text = passage.text
    start = _first_word(text, *match.span("name"))
    if start >= match.end("name"):
        return
    written = text[start : match.end("name")]
    name = fold(written)
    noun = match.group("noun")
    if written in places and noun == "gang":
        yield _gang(text, start, match.end(), "rule:gang-noun", "so called throughout", 0.75)
        return
    if _OFFICIAL.search(written) or _DESCRIBES.search(written):
        return
    if passage.is_in_capitals(start) and not re.search("cartel|clan|mafia", noun):
        return  # no case tells names from other words
    if _NAMED_AS_FAMILY.search(written):
        # `Mezquital Locos clique`: the name is whole without the noun.
        yield _gang(text, start, match.end("name"), "rule:gang-noun", f"before “{noun}”", 0.8)
        return
    if _POSSESSIVE.search(written) or _only_describes(written, start, passage, known):
        return
    if known.is_place(name) and not re.search(r"(?i)cartel|clan|mafia|clique", noun):
        return
    # `the Solo Raperos clique`, `a Seven Oaks street gang`: of longer names the noun is no part.
    is_whole = noun in ("street gang", "prison gang") or (
        noun in ("gang", "clique", "faction") and " " in written and not _STREET_END.search(name)
    )
    end = match.end("name") if is_whole else match.end()
    # `a Bergen Fam gang member`: the noun tells more than that somebody may be called Bergen.
    confidence = 0.86 if " " in written and noun in ("gang", "street gang", "clique") else 0.8
    yield _gang(text, start, end, "rule:gang-noun", f"a name before “{noun}”", confidence)


def _only_describes(written: str, start: int, passage: Passage, known: Known) -> bool:
    """`Hispanic`, `Senseless` at the head of a sentence, `Two`, `Anaheim Hispanic`: no names."""
    parts = written.split()
    folded = [fold(part) for part in parts]
    if fold(written) in ("gang", "cartel", "mafia") or written.isdecimal():
        return True
    if all(
        known.is_demonym(part) or part in _NO_NAME or part in _PEOPLES or known.is_place(part)
        for part in folded
    ):
        return (len(parts) == 1 and known.is_demonym(folded[0])) or any(
            known.is_demonym(part) or part in _NO_NAME or part in _PEOPLES for part in folded
        )
    sentence, _ = passage.sentence_of(start)
    before = passage.text[sentence:start].rstrip()
    begins = not before.strip("“\"‘'") or before.endswith((", “", ": “", ', "', ': "'))
    return begins and all(is_ordinary(part.casefold()) for part in parts)


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
