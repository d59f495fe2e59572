"""Names as noun phrases introduce them, each with what else the same thing is called."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from entities.extraction.lexicon import alternatives, english, words
from entities.extraction.names.given_names import is_given
from entities.extraction.names.people import is_title
from entities.extraction.passage import Passage, Span
from entities.names import fold


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


WORD = r"(?:[A-ZÀ-ÞŠŽČĆĐŚŁ][\w’'/-]*|\d{1,4}(?:st|nd|rd|th|s|-?[A-Z][\w’'/-]*)?(?![\w.,]*\d|-\w))"
_LINK = r"(?:(?:de|del|la|las|los|of|the|do|da|dos|y)\s){0,2}"
PLAIN = rf"{WORD}(?:\s{_LINK}(?!M\.C\b){WORD}){{0,5}}(?:\sM\.C\.)?"
QUOTED = r"“[^“”\0]{1,45}”|\"[^\"\0]{1,45}\"|‘[^‘’\0]{1,45}’(?!\w)|«[^«»\0]{1,45}»"
MEMBERS = (
    r"(?:members?|associates?|affiliates?|leaders?|shooters?|soldiers|ranks|miembros|integrantes|"
    r"membros)"
)
# `the East New York-based “4 to 5”`
_WHERE_BASED = r"(?:[A-ZÀ-Þ][\w’'.-]*\s){0,3}[A-ZÀ-Þ][\w’'.-]*-(?:[Bb]ased|area)\s"
_ITEM = re.compile(
    rf"(?:(?:alleged\s|suspected\s|purported\s|reputed\s)?{MEMBERS}\s(?:of|from|del?|da|do)\s)?"
    r"(?:(?:[Tt]he|both|its?|their|rivals?|opposing|larger|smaller|notorious|feared|violent|local|"
    r"so-called|predominantly|alleged|infamous)\s){0,3}"
    rf"(?:(?:{_WHERE_BASED})?(?P<quoted>{QUOTED})|(?P<plain>{PLAIN}))"
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
    rf"|,?\s{_ALSO}\s(?:the\s)?(?P<also>{QUOTED}|{PLAIN})"
    rf"|,?\so[ru]?\s(?:the\s)?(?P<short>{QUOTED}|[A-Z][A-Z0-9]{{1,6}}\b(?!\s[A-Z]))"
)
_AND = re.compile(r"[,;]?[”\"]?\s(?P<and>and|or|&|y|e|as\swell\sas)\s(?:the\s)?|[,;][”\"]?\s")
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
_PEOPLE_AFTER = re.compile(
    r"\s(?:community|family|families|jury|staff|board|public|press|household|church|team|unit|"
    r"department|office|police|street|avenue|houses)\b|['’]s\s(?:family|household|staff)\b"
)
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


class NameReader:
    """Reads the names that a text introduces: where they begin and end, and what else is said."""

    def __init__(self, passage: Passage, known: Known) -> None:
        self._passage = passage
        self._text = passage.text
        self._known = known

    def names_at(self, at: int, *, several: bool) -> list[Name]:
        """The names that begin at an offset; of a list only what `and` closes, or quotes mark."""
        found: list[Name] = []
        open_ones: list[Name] = []
        closing = False
        while item := _ITEM.match(self._text, at):
            name = self.name_of(item, 0)
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

    def split(self, start: int, end: int) -> Iterator[Name]:
        """The names between two offsets, with commas between them."""
        for piece in re.finditer(r"[^,]+", self._text[start:end]):
            words = piece.group()
            left = start + piece.start() + len(words) - len(words.lstrip())
            left = self.first_word(left, start + piece.end())
            if left < start + piece.end():
                yield Name(left, start + piece.end(), False)

    def name_of(self, match: re.Match[str], offset: int) -> Name | None:
        """The name that `quoted` or `plain` matched, in words that begin at `offset`."""
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
        start, end = self.first_word(offset + start, offset + end), offset + end
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
            if self._known.keys_of(fold(self.words((link.end(), end)))):
                return Name(start, link.start(), False)
        if " " not in self._text[start:end] and (noun := _OWN_NOUN.match(self._text, end)):
            end = noun.end()
        return Name(start, end, False)

    def _take_others(self, name: Name, at: int) -> int:
        if noun := _NOUN_AFTER.match(self._text, at):
            at = noun.end()
        while (end := self.take_other(name, at)) > at:
            at = end
        return at

    def take_other(self, name: Name, at: int) -> int:
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

    def end_of(self, name: Name) -> int:
        """Where the words end that belong to a name: quotes, other names, the noun behind."""
        at = max([name.end, *(end for _, end in name.others)])
        while self._text[at : at + 1] in ("”", '"', ",", ")"):
            at += 1
        noun = _NOUN_AFTER.match(self._text, at)
        return noun.end() if noun else at

    def first_word(self, start: int, end: int) -> int:
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
        return word[0].islower() or word in _CAPITALIZED_ADJECTIVES or self.begins_sentence(start)

    def begins_sentence(self, offset: int) -> bool:
        return self._passage.sentence_of(offset)[0] == offset

    def is_sure_enough(self, name: Name) -> bool:
        """Whether a name that is listed, or stands near, is no place's, body's or person's."""
        written = self.words((name.start, name.end))
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

    def is_surname(self, name: Name) -> bool:
        """Whether the text has somebody whose last name this is."""
        written = self._text[name.start : name.end]
        if name.is_quoted or " " in written:
            return False
        return any(
            one.label == "PERSON" and self._text[one.start : one.end].endswith(f" {written}")
            for one in self._passage.named
        )

    def keys_of(self, spans: list[Span]) -> tuple[str, ...]:
        """The keys of the first of these names that is known."""
        for span in spans:
            if keys := self._known.keys_of(fold(self.words(span))):
                return keys
        return ()

    def words(self, span: Span) -> str:
        return " ".join(self._text[slice(*span)].split())


def _is_short(written: str) -> bool:
    """Whether quoted words may be a name rather than something said."""
    tokens = written.split()
    capitals = sum(token[0].isupper() or token[0].isdigit() for token in tokens)
    return 0 < len(tokens) <= 6 and capitals * 2 >= len(tokens)
