"""People: full names, titles dropped, nicknames, and surnames that lead back to a full name."""

import re
from collections.abc import Callable, Iterator

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import (
    alternatives,
    english,
    other_languages,
    portuguese,
    spanish,
    words,
)
from entities.extraction.passage import Passage, Span
from entities.extraction.text import is_on_list, is_ordinary
from entities.kinds import Kind
from entities.names import fold

PARTICLE = frozenset((*spanish.PARTICLES, *portuguese.PARTICLES, *other_languages.PARTICLES))
PARTICLES = alternatives(PARTICLE)
NAME_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[\w]|[A-Z]\."
FULL_NAME = rf"(?:{NAME_WORD})(?:\s(?:(?:{PARTICLES})\s){{0,2}}(?:{NAME_WORD})){{1,4}}"
_TITLES = frozenset(
    (
        *english.TITLES,
        *english.SHORT_TITLES,
        *english.TITLE_ADJECTIVES,
        *english.NATIONALITIES,
        *english.OCCUPATIONS,
        *english.ACCUSED,
        *english.PARTIES,
        *english.GANGSTERS,
        *english.MEMBERS,
        *spanish.TITLES,
        "drug",  # drug lord
    )
)
# `Major`, `King` and `Judge` are names as well.
_OFFICES = frozenset((*english.TITLE_CUES, *english.TITLES, *english.ACCUSED, *english.PARTIES))
_OFFICES -= frozenset(english.TITLES_AND_NAMES)
# Spanish titles that are given names in English.
_GIVEN_AND_TITLE = frozenset({"Don"})
_TITLES_BY_LETTERS = frozenset(english.OFFICES_BY_LETTERS)
# They begin a sentence, never a name.
_STARTERS = words(
    """
    yet but and or so when while after before since although though because if as once until
    both also even only then now later meanwhile however still unlike like with without among
    between from in on at by for to of over under the a an this that these those his her their
    its who whom whose which what where how why there here not no neither either each every
    se tras según cuando desde hasta pero también este esta una un en del por para sin con sobre
    entre aunque mientras durante ayer hoy así como ya más donde quien cuyo uma um não segundo após
    durante além ontem com pela pelo het een zijn naar und nach der mit für dans avec après selon
    meanwhile save
    """
)
_ALL_TITLE_CUES = (*english.SHORT_TITLE_CUES, *english.TITLE_CUES)
_CAPITALIZED_TITLES = [word.capitalize() for word in (*_ALL_TITLE_CUES, "counsel")]
# `District Attorneys Ana Ruiz and Owen Hale`
_CAPITALIZED_PLURALS = [f"{word}s" for word in _CAPITALIZED_TITLES if len(word) > 4]
_TITLE_BEFORE = re.compile(
    rf"\b(?:{alternatives(_CAPITALIZED_TITLES, english.OFFICES_BY_LETTERS, english.PARTIES)}|"
    rf"{alternatives(_CAPITALIZED_PLURALS)}|"
    rf"{alternatives(english.OCCUPATION_CUES, english.ACCUSED, english.LAW_WORK)}|"
    rf"{alternatives(english.KIN, english.KIN_BY_MARRIAGE)}|"
    r"spokesman|spokeswoman|spokesperson|prosecutor|detective|inspector|mayor|governor|pastor|"
    rf"{alternatives(english.GANGSTERS)}|lieutenant|drug\slord|gang\sleader|gang\sboss|"
    r"bodyguard|mentor|protégé|"
    r"companion|defender|witness|accomplice|(?<=Its\s)chief|(?<=its\s)leader|(?<=whose\s)leader|"
    r"rival|predecessor|successor|lawyers|named|identified\sas|a\scertain|name\s(?:of|is|was))"
    rf"(?:\.|,)?\s(?P<name>{FULL_NAME})"
)
_NAME_AND_AGE = re.compile(
    rf"(?P<name>{FULL_NAME})\.?,?\s(?:\((?:aged\s)?\d{{2}}\)|(?:aged?\s)?\d{{2}},)|"
    # `Jaquan Lane, of Harlem, and …`
    rf"(?P<resident>{FULL_NAME}),\sof\s(?=[A-ZÀ-Þ])"
)
_NAME_AND_ROLE = re.compile(
    rf"(?P<name>{FULL_NAME}),\s(?:an?|the|his|her|one\sof)\s(?:[\w’'-]+\s){{0,4}}?"
    rf"(?:{alternatives(english.GANGSTERS, english.MEMBERS, english.RANKS)}|"
    rf"{alternatives(english.KIN, english.OCCUPATION_CUES)}|"
    r"associate|head|dealer|fugitive|suspect|guard|partner|companion|protégé|godfather|"
    r"prosecutor|mayor|judge|spokesman|spokeswoman|officer|detective|president|politician|"
    r"lawmaker|activist|resident|businessman|businesswoman|man|woman|teacher|student|priest|"
    r"pastor|researcher|rancher|driver|boxer|rapper)\b"
)
# What is said of nobody but people: `Dowry Plaatjies shook hands`, `Zviad Kobalia, considered …`
_DOES_AS_PERSON = re.compile(
    rf"(?P<name>{FULL_NAME})(?:\swho(?:['’]s|\sis|\swas|\shas|\shad)\b|,\s(?:who|whom|considered|described\sas|accused\sof|wanted\s(?:in|for|by)|"
    r"suspected\sof|believed\sto\sbe|better\sknown|nicknamed|alias|known\sto)\b|,?\swas\s(?:born|shot|"
    r"killed|gunned|murdered|arrested|sentenced|jailed|convicted|extradited|found\sdead|stabbed|"
    r"kidnapped|beheaded|acquitted)\b|\s(?:pleaded|shook|testified|confessed|fled|is\shiding|was\shiding|"
    r"died|surrendered|admitted|denies|denied|is\saccused|is\swanted|is\sserving|was\sserving|told)\b)"
)
# `…,” said Mirlande Hyppolite of the commission`
_TELLS = re.compile(
    rf"\b(?:said|says|added|warned|recalled|explained|according\sto)\s(?P<name>{FULL_NAME})"
    r"(?=,|\.|\sof\s|\sfrom\s|\swho\s)"
)
_WORD_BEFORE = re.compile(r"([\w’'.-]+),?\s$")
# `MS. HALE:` and `PRESIDENT HALE:`, who speaks in a transcript.
_SPEAKER = re.compile(
    r"(?:^|(?<=\0))\s*(?:(?:VICE|PRIME|ACTING)\s)?"
    rf"(?:{alternatives(map(str.upper, _ALL_TITLE_CUES))})"
    r"\.?\s(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ’'-]{2,}(?:\s[A-ZÀ-Þ][A-ZÀ-Þ’'-]{2,})?)(?=:)"
)
_TWO_NAMES = rf"(?:{NAME_WORD})\s(?:[A-Z]\.\s)?(?:{NAME_WORD})"
# `Shaequan Monk and Kendell Jones, robbed …`
_BESIDE = re.compile(
    rf"(?:,?\s\(?\d\d\)?)?,?\sand\s(?P<name>{_TWO_NAMES})"
    r"(?=[,.;]|\s(?:were|was|are|is|have|had|both|who|and|[–—-]|[a-z]+ed)\b|\s[–—]|$)"
)
# `Kendell Jones – 10 years`
_SENTENCED = re.compile(rf"(?P<name>{_TWO_NAMES})\s[–—-]\s(?:[\w-]+\s)?years\b")
# Letters after a name that are no part of it.
HONOURS = frozenset(english.HONOURS)
_GENERATION = re.compile(
    rf",\s(?:{alternatives(english.GENERATIONS)})\b(?=\.)|"
    rf",\s(?:{alternatives(english.GENERATIONS, english.GENERATION_NUMERALS)})\b"
)
_GENERATIONS = frozenset((*english.GENERATIONS, *english.GENERATION_NUMERALS)).union(
    f"{one}." for one in english.GENERATIONS
)
# April, May, June and August are given names as well.
_MONTHS = frozenset(english.MONTHS) - {"march", "april", "may", "june", "august"}
NOT_IN_NAMES = _MONTHS.union(english.WEEKDAYS) | words(
    """
    gang gangs cartel cartels police department court
    prison street avenue road university college school hospital church city county state
    states united national federal republic party news times post press analysis read more
    see also related attorney’s embassy airport island river lake bay mount valley park
    square the inc corp ltd llc company group agency bureau office ministry commission
    committee union association maras mara pandillas pandilleros mareros sicarios narcos
    tv televisión radio prefecture zona agua calle avenida rua colonia ministério ministerio
    polícia policía juzgado
    tribunal público zetas operation project act treaty agreement article
    advertisement
    subscribe share photo image
    gardens heights estate estates houses village detention correctional penitentiary facility
    remand freight trucking logistics transportes combustibles inmobiliaria comercializadora
    constructora holdings enterprises servicios fundación fundação foundation restaurant
    hotel casino parti partido movement
    departments avenues streets roads counties cities states prisons courts provinces districts
    """
)


# Words for places and bodies that many people bear as surnames.
SURNAMES_TOO = words(
    """
    bridge church court east gardens hall heights hill hills house lake lane lords market park
    parks post rivers street times town way west kings marshall bar bay close north south walk
    """
)


# Bodies and groups say and suffer such things too.
_NO_PERSON_WORD = re.compile(
    rf"(?i)\b(?:{alternatives(english.GANG_NOUNS)}|"
    r"police|court|ministry|party|council|commission|watch|press|news|"
    r"times|post|rights|international|university|institute|church|foundation|association|union|"
    r"bank|group|network|brotherhood|kings|boys|crips|bloods|angels|disciples|lords|"
    r"front|army|navy|guard|force|office|agency|bureau|department|service|authority|city|"
    r"county|state|states|republic|island|street|avenue|locos|barrio|command|comando|primeiro|"
    r"los|las|legal|human|amnesty|report|chapter|club|set|family|brothers|sisters|tren|"
    r"house|security|committee|assembly|congress|senate|justice|public|national|federal|new|old|ideas|"
    r"prosecutors?|attorney|telegraaf|diario|jornal|journal|daily|observer|gleaner)\b"
)


def full_names(
    passage: Passage, is_town: Callable[[str], bool], is_given: Callable[[str], bool]
) -> list[Candidate]:
    """Every person whom the model or a rule sees; nicknames are in `nicknames.py`.

    `is_town` tells of a folded name whether a town of a country in the article has it, `is_given`
    of a word whether it is a given name.
    """
    return [
        one
        for one in (*_named_apart(passage, is_given), *_speakers(passage))
        if not is_town(fold(passage.text[one.start : one.end]))
    ]


def _named_apart(passage: Passage, is_given: Callable[[str], bool]) -> list[Candidate]:
    """Who is seen by himself, and who is named in one breath with somebody like that."""
    found = [*_by_rule(passage), *_by_model(passage, is_given)]
    beside = []
    for one in found:
        match = _BESIDE.match(passage.text, one.end) if " " in _written(passage, one) else None
        if (
            match
            and is_name(match["name"])
            and not _NO_PERSON_WORD.search(match["name"])
            and not any(map(is_title, match["name"].split()))
            and not any(map(is_on_list, match["name"].casefold().split()))
            and not passage.is_headline(match.start("name"))
        ):
            beside.append(
                _candidate(
                    *match.span("name"), Rank.MODEL, "rule:beside", "a name beside a person’s", 0.65
                )
            )
    return found + beside


def _speakers(passage: Passage) -> Iterator[Candidate]:
    for match in _SPEAKER.finditer(passage.written):
        yield _candidate(
            *match.span("name"), Rank.MODEL, "rule:speaker", "who speaks in a transcript", 0.8
        )


def _written(passage: Passage, one: Candidate) -> str:
    return passage.text[one.start : one.end]


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _candidate(
    start: int, end: int, rank: Rank, origin: str, reason: str, confidence: float, name: str = ""
) -> Candidate:
    return Candidate(start, end, Kind.PERSON, rank, origin, reason, confidence, name=name)


def _by_model(passage: Passage, is_given: Callable[[str], bool]) -> Iterator[Candidate]:
    for named in passage.named:
        if named.label != "PERSON":
            continue
        for start, end in name_spans(passage.text, named.start, named.end):
            words = passage.text[start:end].split()
            if len(words) < 2 and (
                passage.is_in_capitals(start) or _is_acronym(words[0]) or words[0] in _GENERATIONS
            ):
                continue
            if not is_given(words[0]) and _is_of_ordinary_words(
                words, passage.is_in_heading(start)
            ):
                continue
            if is_only_headline(passage, start, end):
                continue
            # In capitals the model takes many a noun for a name.
            if passage.is_in_capitals(start) and not any(map(is_given, words)):
                continue
            yield _candidate(
                start,
                end,
                Rank.MODEL,
                "ner:PERSON",
                "the language model takes it for a person",
                0.8 if len(words) > 1 else 0.6,
            )


def _is_of_ordinary_words(words: list[str], in_heading: bool) -> bool:
    """`Brooklyn Man Sentenced`, `Gun Possession`: most words, in headlines half of them."""
    ordinary = [is_ordinary(word.casefold().strip(".,'’")) for word in words]
    return ordinary[-1] and 2 * sum(ordinary) >= len(words) + (not in_heading)


def is_only_headline(passage: Passage, start: int, end: int) -> bool:
    """Whether these words stand in headlines only, where every word has a capital.

    A name on a line of its own is no headline.
    """
    heading = passage.heading_of(start)
    if heading is None or heading == (start, end):
        return False
    written = passage.text[start:end]
    again = passage.text.find(written)
    while again >= 0 and passage.is_in_heading(again):
        again = passage.text.find(written, again + 1)
    return again < 0


def _by_rule(passage: Passage) -> Iterator[Candidate]:
    rules = (
        (_TITLE_BEFORE, "rule:title", "a full name after a title", 0.85),
        (_NAME_AND_AGE, "rule:age", "a full name with an age", 0.9),
        (_NAME_AND_ROLE, "rule:role", "a full name before what somebody is", 0.8),
        (_DOES_AS_PERSON, "rule:deed", "a full name before what only people do", 0.7),
        (_TELLS, "rule:teller", "a full name after a word for telling", 0.7),
        (_SENTENCED, "rule:sentence", "a full name before years of prison", 0.7),
    )
    for pattern, origin, reason, confidence in rules:
        for match in pattern.finditer(passage.text):
            group = "name" if match["name"] else "resident"
            for start, end in name_spans(passage.text, *match.span(group)):
                written = passage.text[start:end]
                if (pattern in (_DOES_AS_PERSON, _TELLS) or group == "resident") and (
                    _NO_PERSON_WORD.search(written)
                    or is_title(written.split()[-1])
                    or passage.is_in_capitals(start)
                ):
                    continue
                if " " not in written or (
                    pattern is not _NAME_AND_AGE and is_only_headline(passage, start, end)
                ):
                    continue
                if pattern is not _NAME_AND_AGE and all(
                    map(is_ordinary, written.casefold().split())
                ):
                    continue
                # `Jaquan Lane, 31` is no street.
                sure = pattern is _NAME_AND_AGE and _bare_last(written) in SURNAMES_TOO
                rank = Rank.RULE if sure else Rank.MODEL
                yield _candidate(start, end, rank, origin, reason, confidence)


def _bare_last(written: str) -> str:
    return written.split()[-1].casefold()


def name_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what may be a person's name into names, without titles, signs and possessives."""
    for piece in re.finditer(r"[^/\n|()\[\],;:“”\"]+", text[start:end]):
        left, right = start + piece.start(), start + piece.end()
        words = [
            (left + word.start(), left + word.end())
            for word in re.finditer(r"\S+", text[left:right])
        ]
        words = _behind_titles(text, words)
        while words and not _can_end_name(text[slice(*words[-1])]):
            words.pop()
        while len(words) > 1 and text[slice(*words[-1])].strip(".,") in HONOURS:
            words.pop()
        if not words:
            continue
        left, right = words[0][0], words[-1][1]
        written = text[left:right]
        stripped = re.sub(r"['’][sS]?$|[.’'-]+$", "", written)
        if not re.search(r"\b(?:Jr|Sr)\.?$", written):
            right = left + len(stripped)
        if generation := _GENERATION.match(text, right):
            right = generation.end()
        if is_name(text[left:right]):
            yield left, right


def _behind_titles(text: str, words: list[Span]) -> list[Span]:
    """What follows titles: `Tom Hale` of `Border Czar Tom Hale`, `Don Hale` of `Chief Don Hale`."""
    written = [text[slice(*word)] for word in words]
    behind = 0
    while behind < len(words) and is_title(written[behind]):
        behind += 1
    if behind == len(words) - 1 and behind and written[behind - 1] in _GIVEN_AND_TITLE:
        behind -= 1
    # Titles of several words: nobody is called so by two names behind.
    inner = [n for n in range(behind + 1, len(words) - 2) if is_office(written[n])]
    return words[inner[-1] + 1 :] if inner else words[behind:]


def is_office(word: str) -> bool:
    """Whether the word with its capital is a title that is hardly ever a name: `Officer`."""
    return word.casefold() in _OFFICES or word in _TITLES_BY_LETTERS


def is_titled(text: str, start: int) -> bool:
    """Whether a title stands before this place of the text."""
    before = _WORD_BEFORE.search(text, max(0, start - 25), start)
    if before is None:
        return False
    word = before.group(1)
    return word in _TITLES_BY_LETTERS or word.strip(".").casefold() in _TITLES


def is_title(word: str) -> bool:
    bare = word.strip(".,'’").casefold()
    return (
        bare in _TITLES
        or word.strip(".,'’") in _TITLES_BY_LETTERS
        or bare in _STARTERS
        or (not word[0].isupper() and word.casefold() not in ("el", "al", "bin"))
    )


def _can_end_name(word: str) -> bool:
    return word[0].isupper() or word.casefold().startswith("el")


def is_name(written: str) -> bool:
    words = written.split()
    if not 2 <= len(written) <= 60 or len(words) > 6 or any(map(str.isdecimal, written)):
        return False
    if any(word[0].islower() and word.strip("’'") not in PARTICLE for word in words):
        return False
    return not any(word.casefold().strip(".") in NOT_IN_NAMES for word in words)
