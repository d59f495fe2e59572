"""Noun phrases that introduce names: `two sets known as A, a.k.a. B (“C”), and D`.

A head noun says what sort of thing is named, an introducer that names follow, and then come the
names, each with what else the thing is called. Which nouns are heads of which kind says `HEADS`.
What the text itself introduces outranks the language model and rules about nicknames.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import alternatives, english, portuguese, spanish, words
from entities.extraction.names.given_names import is_given
from entities.extraction.names.match_names import is_acronym
from entities.extraction.names.people import is_title
from entities.extraction.passage import Passage, Span
from entities.kinds import Kind
from entities.names import fold


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


@dataclass(frozen=True)
class Known:
    """What is known of a folded name: whether a place, or a people, has it, and which gangs do."""

    is_place: Callable[[str], bool]
    is_demonym: Callable[[str], bool]
    keys_of: Callable[[str], tuple[str, ...]]


@dataclass
class Name:
    """A name `[start, end)` as a text introduces it, and what else the same thing is called."""

    start: int
    end: int
    is_quoted: bool
    others: list[Span] = field(default_factory=list)


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
WORD = r"(?:[A-ZÀ-ÞŠŽČĆĐŚŁ][\w’'/-]*|\d{1,4}(?:st|nd|rd|th|s|-?[A-Z][\w’'/-]*)?(?![\w.,]*\d|-\w))"
_LINK = r"(?:(?:de|del|la|las|los|of|the|do|da|dos|y)\s){0,2}"
_PLAIN = rf"{WORD}(?:\s{_LINK}(?!M\.C\b){WORD}){{0,5}}(?:\sM\.C\.)?"
_QUOTED = r"“[^“”\0]{1,45}”|\"[^\"\0]{1,45}\"|‘[^‘’\0]{1,45}’(?!\w)|«[^«»\0]{1,45}»"
_MEMBERS = (
    r"(?:members?|associates?|affiliates?|leaders?|shooters?|soldiers|ranks|miembros|integrantes|"
    r"membros)"
)
# `the East New York-based “4 to 5”`
_WHERE_BASED = r"(?:[A-ZÀ-Þ][\w’'.-]*\s){0,3}[A-ZÀ-Þ][\w’'.-]*-(?:[Bb]ased|area)\s"
_ITEM = re.compile(
    rf"(?:(?:alleged\s|suspected\s|purported\s|reputed\s)?{_MEMBERS}\s(?:of|from|del?|da|do)\s)?"
    r"(?:(?:[Tt]he|both|its?|their|rivals?|opposing|larger|smaller|notorious|feared|violent|local|"
    r"so-called|predominantly|alleged|infamous)\s){0,3}"
    rf"(?:(?:{_WHERE_BASED})?(?P<quoted>{_QUOTED})|(?P<plain>{_PLAIN}))"
)
_NOUN_AFTER = re.compile(
    rf"[,”\"]*\s(?:(?:criminal|street|drug|prison|biker)\s){{0,2}}"
    rf"(?:{alternatives(english.GANG_NOUNS, english.LOOSE_GANG_NOUNS)})s?\b"
)
# `the Fulton clique`: one word alone is hardly a name.
_OWN_NOUN = re.compile(
    r"\s(?:crew|clique|faction|cartel|clan|mafia|posse|mob)\b(?!\s(?:boss|lead))"
)
_ALSO = (
    r"(?:(?:also|better|otherwise|formerly|commonly|sometimes|locally)\s(?:known\sas|called)|"
    r"a\.?\s?k\.?\s?a\.?,?|a/k/a|alias|hereafter|known\sas|tambi[eé]n\sconocid[oa]s?\scomo|"
    r"conocid[oa]s?\scomo)"
)
_OTHER = re.compile(
    rf"[,”\"’]*\s?\(\s?(?:{_ALSO}\s)?(?:or\s|the\s)?[“\"‘]?"
    r"(?P<bracket>[A-Z0-9][^()“”\"\0]{0,40}?)[,.]?[”\"’]?\s?\)"
    rf"|,?\s{_ALSO}\s(?:the\s)?(?P<also>{_QUOTED}|{_PLAIN})"
    rf"|,?\so[ru]?\s(?:the\s)?(?P<short>{_QUOTED}|[A-Z][A-Z0-9]{{1,6}}\b(?!\s[A-Z]))"
)
_AND = re.compile(r"[,;]?[”\"]?\s(?P<and>and|or|&|y|e|as\swell\sas)\s(?:the\s)?|[,;][”\"]?\s")
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
    rf"(?:(?P<quoted>{_QUOTED})|(?P<plain>{_PLAIN}))"
    r"(?P<bracket>\s\([“\"]?[^()“”\"\0]{1,25}[”\"]?\))?[,”\"]*$"
)
_NAME_END = re.compile(rf"(?P<name>{_PLAIN})$")
_OTHERS_BEFORE = re.compile(
    rf"(?P<names>{_PLAIN}(?:,\s{_PLAIN}){{0,4}}),?\s(?:and|or)\s(?:\w+\s)?other\s(?:[\w-]+\s){{0,2}}$"
)
# Behind these the noun is the last of its phrase: a gang, not a gang's member.
_PHRASE_END = re.compile(
    r"[,.;:)\]”\"]|\s?[–—\0]|$|\s(?:that|which|who|whose|of|in|from|with|within|based|known|called|"
    r"named|and|or|at|on|to|for|operating|active|is|was|are|were|has|had|have|affiliated|allied|"
    r"led|run|founded|formed|composed|made|claiming|fighting|y|e|de|del|que|en)\b"
)
_MEMBERS_OF = re.compile(
    rf"\b{_MEMBERS}\s(?:of|from|de)\s|\b(?:affiliated|associated|aligned|feud\w*)\swith\s|"
    r"\b(?:belong(?:s|ed|ing)?|loyal|pertenec\w+|rivals?)\sto\s|\brivals?\sof\s"
)
_GANG_ADJECTIVE = re.compile(rf"\b(?:{alternatives(english.GANG_ADJECTIVES)})s?\s$")
_GANG_WORD = re.compile(
    rf"(?i)\b(?:{alternatives(english.GANG_NOUNS, spanish.GANG_NOUNS)}|gangster|subset|set|feud|"
    r"rival|enem(?:y|ie)|turf|pandillero|facç(?:ão|õe))s?\b"
)
_POSSESSIVE = re.compile(r"['’]s?$")
# `members of Ruiz’s criminal street gang`
_OWNER = re.compile(
    r"\w?['’]s?\s(?:[a-z]+\s){0,3}"
    rf"(?:{alternatives(english.GANG_NOUNS, english.LOOSE_GANG_NOUNS)})\b"
)
_OFFICIAL = re.compile(
    rf"(?i)\b(?:{alternatives(english.UNIT_NOUNS)}|department|attorney|county|city|state|states|"
    r"company|church|college|forces?|branch|constabulary|army|battalion|brigade|troops|guards?|hospital|houses?|party|congress|senate|nations|club(?<!motorcycle\sclub)"
    r"(?<!rider\sclub)|president|minister|judge|justice|prison|jail|navy|coast\sguard|"
    r"inc|corp|llc|street(?=\Z)|avenue(?=\Z)|road(?=\Z)|boulevard(?=\Z))\b"
)
_LINK_INSIDE = re.compile(r"\s(?:of|del?|da|do)\s(?:(?:the|la|los)\s)?")
_CLUB = re.compile(r"\bM\.?C\.?\Z|\bMotorcycle\sClub$")
_PEOPLE_AFTER = re.compile(
    r"\s(?:community|family|families|jury|staff|board|public|press|household|church|team|unit|"
    r"department|office|police|street|avenue|houses)\b|['’]s\s(?:family|household|staff)\b"
)
_AGE_AFTER = re.compile(r",?\s\(?\d\d[,)]")
# `Brooklyn-based`, `Aguirre’s criminal`: what describes a gang.
_DESCRIBES = re.compile(r"-(?:[Bb]ased|founded|related|affiliated|controlled|born|area|wide)$")
# Words that describe, and begin no name.
_ADJECTIVES = words(
    """
    a an the this that these those another other any some such each every no rival local major
    main former new old several many most all both one his her their its our in on at when while
    after before since as if but and or for from by with how why what who where against between
    among under over despite according us u.s. alleged of then members member leaders leader
    associates
    """
)
_CAPITALIZED_ADJECTIVES = words("The A An Alleged Rival Former Members Member Two Three")
_DATES = frozenset((*english.MONTHS, *english.WEEKDAYS))
_NOT_ALONE = words(
    "brooklyn's american mexican hispanic black white asian latino latina african christian muslim"
    " district attorney defendant defendants victim victims court police assistant chief captain"
    " detective sergeant officer inspector he she they it we i"
)


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
        self._known = known
        self._speaks_of_gangs = _GANG_WORD.search(self._text) is not None

    def read(self) -> Iterator[Found]:
        for match in _HEAD.finditer(self._text):
            head = next(one for number, one in enumerate(HEADS) if match[f"h{number}"])
            if match.group()[0].isupper() and not self._begins_sentence(match.start()):
                continue  # `Narcotics, Gangs, Family Protection`: units of an office
            if not self._passage.is_headline(match.start()) and self._is_proved(head, match):
                yield from self._around(head, match)
        if self._speaks_of_gangs:
            yield from self._after_members()

    def named(self, kind: Kind, name: Name, reason: str, confidence: float) -> Iterator[Candidate]:
        """The mentions of one thing under all its names."""
        canonical = self._words((name.start, name.end))
        keys = self._keys([(name.start, name.end), *name.others])
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
            if is_acronym(written := self._words((one.start, one.end)))
        }
        if not short:
            return
        brackets = re.compile(rf"[,”\"]*\s\([“\"]?(?P<short>{alternatives(short)})[,.]?[”\"]?\)")
        for match in brackets.finditer(self._text):
            full = _NAME_END.search(self._text, max(0, match.start() - 80), match.start())
            again = short[match["short"]]
            start = self._first_word(*full.span("name")) if full else match.start()
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
            found = self._names(of.end(), several=False)
            parent = found[0] if found else None
        if parent and self._is_sure_enough(parent):
            yield head.kind, parent, f"“{noun} of” it", 0.8
            at = self._behind(parent)
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
        names = self._names(introducer.end(), several=several)
        if way == "naming":
            yield from ((head.kind, one, f"introduced as a {noun}", 0.9) for one in names)
            return
        for one in names:
            if not self._is_sure_enough(one):
                continue
            if way == "comma" and not self._is_apposed(one, introducer, noun):
                continue
            yield head.kind, one, f"named behind “{noun}”", 0.8

    def _right_behind(self, head: Head, noun: str, at: int) -> Iterator[Found]:
        """`the prison gang Nuestra Familia`."""
        if self._text[at : at + 1] != " " or not self._text[at + 1 : at + 2].isupper():
            return
        for one in self._names(at + 1, several=False):
            if self._is_sure_enough(one) and not is_title(
                self._words((one.start, one.end)).split()[0]
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
            listed = list(self._split(begin, left + others.end("names")))
            # One that is sure makes gangs of others that bear a town's name.
            if any(map(self._is_sure_enough, listed)):
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
        name = self._item(named, left)
        if name is None or not self._is_sure_enough(name) or self._is_surname(name):
            return
        if named["bracket"]:
            self._take_other(name, left + named.start("bracket"))
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
            for one in self._names(match.end(), several=True):
                if not self._is_sure_enough(one) or (
                    match.group().startswith("belong")
                    and not one.is_quoted
                    and not self._text.endswith("the ", 0, one.start)
                ):
                    continue  # a truck that belonged to Ruiz
                if proved or one.is_quoted or _CLUB.search(self._text, one.start, one.end):
                    yield Kind.GANG, one, f"behind “{match.group().strip()}”", 0.75

    def _names(self, at: int, *, several: bool) -> list[Name]:
        """The names that begin at an offset; of a list only what `and` closes, or quotes mark."""
        found: list[Name] = []
        open_ones: list[Name] = []
        closing = False
        while item := _ITEM.match(self._text, at):
            name = self._item(item, 0)
            if name is None:
                break
            at = self._take_others(name, item.end())
            if not found or name.is_quoted or closing:
                found += [*open_ones, name]
                open_ones = []
                if several and len(found) > 1 and closing:
                    break
            else:
                open_ones.append(name)
            if name.is_quoted and at == item.end() and self._text[at - 2] == ",":
                at -= 2  # `“A,” “B,” and “C”`: in print the comma stands inside
            sign = _AND.match(self._text, at) if several else None
            if sign is None:
                break
            closing = sign["and"] is not None
            at = sign.end()
        return found

    def _split(self, start: int, end: int) -> Iterator[Name]:
        for piece in re.finditer(r"[^,]+", self._text[start:end]):
            words = piece.group()
            left = start + piece.start() + len(words) - len(words.lstrip())
            left = self._first_word(left, start + piece.end())
            if left < start + piece.end():
                yield Name(left, start + piece.end(), False)

    def _item(self, match: re.Match[str], offset: int) -> Name | None:
        if match["quoted"]:
            start, end = match.span("quoted")
            start, end = start + 1, end - 1
            while end > start and match.string[end - 1] in ",.":
                end -= 1
            written = match.string[start:end]
            if not (written[:1].isupper() or written[:1].isdecimal()) or not _is_short(written):
                return None
            return Name(offset + start, offset + end, True)
        start, end = match.span("plain")
        start, end = self._first_word(offset + start, offset + end), offset + end
        if start >= end:
            return None
        if _OWNER.match(self._text, end - 2):
            return None
        if owner := _POSSESSIVE.search(self._text, start, end):
            end = owner.start() if owner.group()[1:] or self._text[end : end + 1] == " " else end
        if _DESCRIBES.search(self._text[start:end]):
            return None
        for link in _LINK_INSIDE.finditer(self._text, start, end):
            # `the clique Pinos Locos of the MS-13`: what it is a part of
            if self._known.keys_of(fold(self._words((link.end(), end)))):
                return Name(start, link.start(), False)
        if " " not in self._text[start:end] and (noun := _OWN_NOUN.match(self._text, end)):
            end = noun.end()
        return Name(start, end, False)

    def _take_others(self, name: Name, at: int) -> int:
        if noun := _NOUN_AFTER.match(self._text, at):
            at = noun.end()
        while (end := self._take_other(name, at)) > at:
            at = end
        return at

    def _take_other(self, name: Name, at: int) -> int:
        """Take what else the thing is called, if that stands here, and say where it ends."""
        other = _OTHER.match(self._text, at)
        if other is None:
            return at
        group = other.lastgroup or ""
        start, end = other.span(group)
        if self._text[start] in '“"‘«':
            start, end = start + 1, end - 1
        while end > start and self._text[end - 1] in ",.":
            end -= 1
        written = self._text[start:end]
        if (
            (written[:1].isupper() or written[:1].isdigit())
            and not written.isdecimal()
            and len(written) > 1
            and _is_short(written)
            and not self._known.is_place(fold(written))
            and not _OFFICIAL.search(written)
        ):
            name.others.append((start, end))
        return other.end()

    def _behind(self, name: Name) -> int:
        at = max([name.end, *(end for _, end in name.others)])
        while self._text[at : at + 1] in ("”", '"', ",", ")"):
            at += 1
        noun = _NOUN_AFTER.match(self._text, at)
        return noun.end() if noun else at

    def _first_word(self, start: int, end: int) -> int:
        """Skip words that begin a sentence or describe."""
        while start < end:
            space = self._text.find(" ", start, end)
            word = self._text[start : space if space > 0 else end]
            if _DESCRIBES.search(word) and space > 0:
                start = space + 1
                continue
            if not self._only_describes(word, start):
                return start
            start = space + 1 if space > 0 else end
        return end

    def _only_describes(self, word: str, start: int) -> bool:
        """Whether a word leads to a name; with a capital it does at the head of a sentence."""
        if word.casefold() not in _ADJECTIVES or (word.isupper() and len(word) > 1):
            return False
        return word[0].islower() or word in _CAPITALIZED_ADJECTIVES or self._begins_sentence(start)

    def _begins_sentence(self, offset: int) -> bool:
        return self._passage.sentence_of(offset)[0] == offset

    def _is_sure_enough(self, name: Name) -> bool:
        """Whether a name that is listed, or stands near, is no place's, body's or person's."""
        written = self._words((name.start, name.end))
        folded = fold(written)
        parts = folded.split()
        if self._known.keys_of(folded) and not written.isdecimal():
            return True
        if _OFFICIAL.search(written) or not _DATES.isdisjoint(parts):
            return False
        if name.is_quoted:
            return True
        if written.isdecimal():
            # `the 700, a rival gang`, and no age, count or year.
            return self._text.endswith(("the ", "The "), 0, name.start)
        if name.others:
            return True
        if self._passage.is_in_capitals(name.start):
            return False  # no case tells names from other words
        if self._known.is_place(folded) or self._known.is_demonym(folded):
            return False
        if (
            parts[0] in _NOT_ALONE
            or is_title(written.split()[0])
            or _PEOPLE_AFTER.match(self._text, name.end)
        ):
            return False
        if all(self._known.is_place(part) or self._known.is_demonym(part) for part in parts):
            return False
        return not is_given(written.split()[0])

    def _is_surname(self, name: Name) -> bool:
        """Whether the text has somebody whose last name this is."""
        written = self._text[name.start : name.end]
        if name.is_quoted or " " in written:
            return False
        return any(
            one.label == "PERSON" and self._text[one.start : one.end].endswith(f" {written}")
            for one in self._passage.named
        )

    def _keys(self, spans: list[Span]) -> tuple[str, ...]:
        for span in spans:
            if keys := self._known.keys_of(fold(self._words(span))):
                return keys
        return ()

    def _words(self, span: Span) -> str:
        return " ".join(self._text[slice(*span)].split())


def _is_short(written: str) -> bool:
    """Whether quoted words may be a name rather than something said."""
    tokens = written.split()
    capitals = sum(token[0].isupper() or token[0].isdigit() for token in tokens)
    return 0 < len(tokens) <= 6 and capitals * 2 >= len(tokens)
