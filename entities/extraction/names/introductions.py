"""Noun phrases that introduce names: `two sets known as A, a.k.a. B (“C”), and D`.

A head noun says what sort of thing is named, an introducer that names follow, and then come the
names, each with what else the thing is called. Which nouns are heads of which kind says `HEADS`.
What the text itself introduces outranks the language model and rules about nicknames.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import alternatives, english, portuguese, spanish, words
from entities.extraction.names.introduced_names import (
    MEMBERS,
    PLAIN,
    QUOTED,
    Known,
    Name,
    NameReader,
)
from entities.extraction.names.match_names import is_acronym
from entities.extraction.names.people import is_title
from entities.extraction.passage import Passage
from entities.kinds import Kind


class Proof(Enum):
    """What must speak of such things before a noun counts as a head."""

    NOUN = "the noun itself"
    TEXT = "the text"
    SENTENCE = "the sentence, or a word before the noun"


@dataclass(frozen=True)
class Head:
    """Nouns, in the singular, that introduce names of a kind."""

    kind: Kind
    nouns: tuple[str, ...]
    proof: Proof


HEADS = (
    Head(
        Kind.GANG,
        tuple({*english.GANG_HEADS, *spanish.GANG_HEADS, *portuguese.GANG_HEADS}),
        Proof.NOUN,
    ),
    Head(Kind.GANG, english.GANG_PART_HEADS, Proof.TEXT),
    Head(Kind.GANG, english.LOOSE_GANG_HEADS, Proof.SENTENCE),
)


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith(("ly", "ty", "cy", "ry")) else f"{noun}s"


_PLURALS = frozenset(_plural(noun) for head in HEADS for noun in head.nouns)
_NAMED_RIGHT_BEHIND = frozenset((*english.GANG_NOUNS, *spanish.GANG_NOUNS, "motorcycle club"))
_RIVALS = words("affiliate affiliates ally allies rival rivals")
# With a capital only the plural, which may begin a sentence: `Rivals include …`.
_HEAD = re.compile(
    r"\b(?:"
    + "|".join(
        rf"(?P<h{number}>{alternatives(head.nouns, plurals, map(str.capitalize, plurals))})"
        for number, head in enumerate(HEADS)
        for plurals in [tuple(map(_plural, head.nouns))]
    )
    + r")\b(?![-’'])"
)
_PLACE_AFTER_HEAD = (
    r"(?:\s(?:primarily\s|mainly\s)?(?:based\s|operating\s|active\s)?(?:in|from|out\sof|around|"
    r"near)\s[^,.;:“”()\0]{1,50}?)?"
)
_NAMING = (
    r"(?:,?\s(?:(?:that|which)\s)?(?:(?:is|are|was|were|has\sbeen|have\sbeen)\s)?(?:\w+ly\s|"
    r"also\s|better\s|then\s)?(?:known\s(?:\w+ly\s)?(?:as|by\sthe\sname(?:\sof)?)|called|named|"
    r"nicknamed|dubbed|identified\sas|referred\sto\sas|self-styled|a\.?k\.?a\.?,?|"
    r"(?:call|style|nam)(?:s|ed|ing)?\s(?:it(?:self)?|themselves)|by\sthe\sname\sof|"
    r"(?:goes|go|going)\sby(?:\sthe\sname)?(?:\sof)?|under\sthe\sname(?:\sof)?)|"
    r"\sas(?=\s[“\"‘])|"
    r",?\s(?:(?:que\sse\s|autode|de)?(?:llamad|denominad|nombrad|conocid|chamad|conhecid)[oa]s?|"
    r"que\sse\s(?:hace\sllamar|llama|denomina))(?:\s(?:como|localmente))?)\s"
)
_LISTING = (
    r"(?:,?\s(?:including|such\sas|like|namely|among\sthem|notably|especially|(?:that|which)\s"
    r"(?:also\s)?includ(?:e|es|ed)|includ(?:e|es|ed)|como|incluyendo|entre\s(?:ellos|ellas))\s)"
)
_INTRODUCER = re.compile(
    rf"{_PLACE_AFTER_HEAD}(?:(?P<naming>{_NAMING})|(?P<listing>{_LISTING})|"
    r"(?P<sign>[^.,;:“”()\0]{0,40}:\s|\s[–—]\s|\s-{1,2}\s)|(?P<quote>\s(?=[“\"]))|"
    r"(?P<comma>,\s))"
)
# `three cliques of the Harbor Street Bloods`: what they are parts of.
_OF = re.compile(r"\s(?:of|within|from|under|del?)\s(?:(?:many|several)\s)?")
_PART = re.compile(rf"(?:{alternatives(english.GANG_PART_HEADS, ('clique', 'faction', 'crew'))})s?")
# Words of which none stands between an article and its noun.
_NOT_BETWEEN = (
    r"(?:by|of|in|on|at|from|with|and|or|to|for|as|who|that|which|whose|is|are|was|were|had|has|"
    r"the|an?|his|her|their|its)"
)
_LINK_BEFORE = re.compile(
    r"(?:,|\s[–—]|,?[”\"]?\s(?:who|which)\s(?:[a-z]+\s){0,4}?(?:is|are|was|were)|"
    r"\s(?:is|are|was|were|remains?|became)(?:\s(?:also|now|considered|itself))?)\s"
    r"(?:an?|the|another|(?:one|some|two|part)\sof\s(?:the|many|several|its|two|three|a)|both)\s"
    rf"(?:(?!{_NOT_BETWEEN}\s)[\w’'.-]+,?\s){{0,5}}$"
)
_NAME_BEFORE = re.compile(
    rf"(?:(?P<quoted>{QUOTED})|(?P<plain>{PLAIN}))"
    r"(?P<bracket>\s\([“\"]?[^()“”\"\0]{1,25}[”\"]?\))?[,”\"]*$"
)
_NAME_END = re.compile(rf"(?P<name>{PLAIN})$")
_OTHERS_BEFORE = re.compile(
    rf"(?P<names>{PLAIN}(?:,\s{PLAIN}){{0,4}}),?\s(?:and|or)\s(?:\w+\s)?other\s(?:[\w-]+\s){{0,2}}$"
)
# Behind these the noun is the last of its phrase: a gang, not a gang's member.
_PHRASE_END = re.compile(
    r"[,.;:)\]”\"]|\s?[–—\0]|$|\s(?:that|which|who|whose|of|in|from|with|within|based|known|called|"
    r"named|and|or|at|on|to|for|operating|active|is|was|are|were|has|had|have|affiliated|allied|"
    r"led|run|founded|formed|composed|made|claiming|fighting|y|e|de|del|que|en)\b"
)
_MEMBERS_OF = re.compile(
    rf"\b{MEMBERS}\s(?:of|from|de)\s|\b(?:affiliated|associated|aligned|feud\w*)\swith\s|"
    r"\b(?:belong(?:s|ed|ing)?|loyal|pertenec\w+|rivals?)\sto\s|\brivals?\sof\s"
)
_GANG_ADJECTIVE = re.compile(rf"\b(?:{alternatives(english.GANG_ADJECTIVES)})s?\s$")
_GANG_WORD = re.compile(
    rf"(?i)\b(?:{alternatives(english.GANG_NOUNS, spanish.GANG_NOUNS)}|gangster|subset|set|feud|"
    r"rival|enem(?:y|ie)|turf|pandillero|facç(?:ão|õe))s?\b"
)
_CLUB = re.compile(r"\bM\.?C\.?\Z|\bMotorcycle\sClub$")
_AGE_AFTER = re.compile(r",?\s\(?\d\d[,)]")


def introduced(passage: Passage, known: Known) -> Iterator[Candidate]:
    """Yield the names that noun phrases of the text introduce, one entity for each thing."""
    reader = _Introductions(passage, known)
    found = list(reader.read())
    for kind, name, reason, confidence in found:
        yield from reader.named(kind, name, reason, confidence)
    yield from reader.written_out([name for _, name, _, _ in found])


Found = tuple[Kind, Name, str, float]


class _Introductions:
    """The introductions of one text."""

    def __init__(self, passage: Passage, known: Known) -> None:
        self._passage = passage
        self._text = passage.text
        self._reader = NameReader(passage, known)
        self._speaks_of_gangs = _GANG_WORD.search(self._text) is not None

    def read(self) -> Iterator[Found]:
        for match in _HEAD.finditer(self._text):
            head = next(one for number, one in enumerate(HEADS) if match[f"h{number}"])
            if match.group()[0].isupper() and not self._reader.begins_sentence(match.start()):
                continue  # `Narcotics, Gangs, Family Protection`: units of an office
            if not self._passage.is_headline(match.start()) and self._is_proved(head, match):
                yield from self._around(head, match)
        if self._speaks_of_gangs:
            yield from self._after_members()

    def named(self, kind: Kind, name: Name, reason: str, confidence: float) -> Iterator[Candidate]:
        """The mentions of one thing under all its names."""
        canonical = self._reader.words((name.start, name.end))
        keys = self._reader.keys_of([(name.start, name.end), *name.others])
        for start, end in ((name.start, name.end), *name.others):
            yield Candidate(
                start,
                end,
                kind,
                Rank.INTRODUCTION,
                "rule:introduction",
                reason,
                confidence,
                keys=keys,
                name=canonical,
            )

    def written_out(self, names: list[Name]) -> Iterator[Candidate]:
        """`Clarkson Kingpins (“CAK”)`, where the text says elsewhere what the CAK is."""
        short = {
            written: one
            for one in names
            if is_acronym(written := self._reader.words((one.start, one.end)))
        }
        if not short:
            return
        brackets = re.compile(rf"[,”\"]*\s\([“\"]?(?P<short>{alternatives(short)})[,.]?[”\"]?\)")
        for match in brackets.finditer(self._text):
            full = _NAME_END.search(self._text, max(0, match.start() - 80), match.start())
            again = short[match["short"]]
            start = self._reader.first_word(*full.span("name")) if full else match.start()
            if start < match.start() and start != again.start:
                others = [match.span("short"), (again.start, again.end)]
                name = Name(start, match.start(), False, others)
                reason = f"written out before “{match['short']}”"
                yield from self.named(Kind.GANG, name, reason, 0.85)

    def _is_proved(self, head: Head, match: re.Match[str]) -> bool:
        if head.proof == Proof.NOUN:
            return True
        if _GANG_ADJECTIVE.search(self._text, max(0, match.start() - 25), match.start()):
            return True
        if head.proof == Proof.TEXT:
            return self._speaks_of_gangs
        start, end = self._passage.sentence_of(match.start())
        return any(
            not (match.start() <= word.start() < match.end())
            for word in _GANG_WORD.finditer(self._text, start, end)
        )

    def _around(self, head: Head, match: re.Match[str]) -> Iterator[Found]:
        noun = match.group().lower()
        several = noun in _PLURALS
        at = match.end()
        parent = None
        if _PART.fullmatch(noun) and (of := _OF.match(self._text, at)):
            found = self._reader.names_at(of.end(), several=False)
            parent = found[0] if found else None
        if parent and self._reader.is_sure_enough(parent):
            yield head.kind, parent, f"“{noun} of” it", 0.8
            at = self._reader.end_of(parent)
        yield from self._behind_head(head, noun, several, at)
        yield from self._before_head(head, match, several)

    def _behind_head(self, head: Head, noun: str, several: bool, at: int) -> Iterator[Found]:
        introducer = _INTRODUCER.match(self._text, at)
        if introducer is None:
            if noun in _NAMED_RIGHT_BEHIND:
                yield from self._right_behind(head, noun, at)
            return
        way = introducer.lastgroup
        if way in ("listing", "sign") and not several:
            return
        names = self._reader.names_at(introducer.end(), several=several)
        if way == "naming":
            yield from ((head.kind, one, f"introduced as a {noun}", 0.9) for one in names)
            return
        for one in names:
            if not self._reader.is_sure_enough(one):
                continue
            if way == "comma" and not self._is_apposed(one, introducer, noun):
                continue
            yield head.kind, one, f"named behind “{noun}”", 0.8

    def _right_behind(self, head: Head, noun: str, at: int) -> Iterator[Found]:
        """`the prison gang Nuestra Familia`."""
        if self._text[at : at + 1] != " " or not self._text[at + 1 : at + 2].isupper():
            return
        for one in self._reader.names_at(at + 1, several=False):
            if self._reader.is_sure_enough(one) and not is_title(
                self._reader.words((one.start, one.end)).split()[0]
            ):
                yield head.kind, one, f"named behind “{noun}”", 0.8

    def _is_apposed(self, name: Name, introducer: re.Match[str], noun: str) -> bool:
        """`a rival gang, the Hood Ryderz, …`, but not `the gang, Carlos Ruiz said`."""
        if noun == "mafia" or noun in english.GANG_PART_HEADS:
            return False
        behind = self._text[name.end : name.end + 12]
        closed = behind[:1] in ',.;”"\0' or behind[:1] == "" or behind.startswith((" and ", " –"))
        if name.is_quoted:
            return True
        if self._text.startswith(("the ", "los "), introducer.end()):
            return closed or behind[1:2].islower()
        definite = re.search(
            r"\b(?:[Tt]he|his|her|their|this|that)\s$",
            self._text[max(0, introducer.start() - len(noun) - 8) : introducer.start() - len(noun)],
        )
        return closed and not definite and not _AGE_AFTER.match(self._text, name.end)

    def _before_head(self, head: Head, match: re.Match[str], several: bool) -> Iterator[Found]:
        if match.group() in _RIVALS:
            return
        sentence, _ = self._passage.sentence_of(match.start())
        left = max(sentence, match.start() - 160)
        before = self._text[left : match.start()]
        noun = match.group()
        if several and (others := _OTHERS_BEFORE.search(before)):
            begin = left + others.start("names")
            listed = list(self._reader.split(begin, left + others.end("names")))
            # One that is sure makes gangs of others that bear a town's name.
            if any(map(self._reader.is_sure_enough, listed)):
                for one in listed:
                    yield head.kind, one, f"before “other {noun}”", 0.75
            return
        if not _PHRASE_END.match(self._text, match.end()):
            return
        link = _LINK_BEFORE.search(before)
        if link is None or (several and head.proof == Proof.SENTENCE):
            return
        named = _NAME_BEFORE.search(before[: link.start()])
        if named is None:
            return
        name = self._reader.name_of(named, left)
        if name is None or not self._reader.is_sure_enough(name) or self._reader.is_surname(name):
            return
        if named["bracket"]:
            self._reader.take_other(name, left + named.start("bracket"))
        yield head.kind, name, f"“… {noun}” is said of it", 0.8

    def _after_members(self) -> Iterator[Found]:
        """`members of Wave Bandz and LKG Youngz` in a sentence that speaks of gangs."""
        for match in _MEMBERS_OF.finditer(self._text):
            if self._passage.is_headline(match.start()):
                continue
            start, end = self._passage.sentence_of(match.start())
            proved = any(
                not (match.start() <= word.start() < match.end())
                for word in _GANG_WORD.finditer(self._text, start, end)
            )
            for one in self._reader.names_at(match.end(), several=True):
                if not self._reader.is_sure_enough(one) or (
                    match.group().startswith("belong")
                    and not one.is_quoted
                    and not self._text.endswith("the ", 0, one.start)
                ):
                    continue  # a truck that belonged to Ruiz
                if proved or one.is_quoted or _CLUB.search(self._text, one.start, one.end):
                    yield Kind.GANG, one, f"behind “{match.group().strip()}”", 0.75
