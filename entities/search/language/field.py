"""What a field is to the language: the word before the colon, and the value behind it.

Every field of the search is a subclass of `Condition`, in `entities.search.fields`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import ClassVar, Literal, TypeVar

from entities.kinds import Kind
from entities.search.language.tree import Fault, Name, Node, Span

# Full-width signs and letters stand for the plain ones, one for one, so that places hold.
_PLAIN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys(map(ord, "“”„‟«»″"), '"') | {0x2212: "-"}
# Invisible inside words: soft hyphen, zero-width signs, byte order mark.
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_NO_PART_OF_WORDS = frozenset("PSZC")


def cleaned(query: str) -> str:
    """The query with plain signs, and a space for whatever cannot be seen; of the same length."""
    query = query.translate(_PLAIN)
    return "".join(sign if sign.isprintable() or ord(sign) in _INVISIBLE else " " for sign in query)


def tidy(text: str) -> str:
    """The text as a node keeps it: single spaces, nothing invisible."""
    return " ".join(text.translate(_INVISIBLE).split())


def has_letters(text: str) -> bool:
    """Whether the text holds a letter or digit, so that it can be searched for."""
    return any(sign.isalnum() for sign in text)


def bare(word: str) -> str:
    """The word without the signs around it; those inside stay: `“MS-13’s,` is `MS-13’s`."""
    start, end = 0, len(word)
    while start < end and is_sign(word[start]):
        start += 1
    while end > start and is_sign(word[end - 1]):
        end -= 1
    return word[start:end]


def is_sign(character: str) -> bool:
    """Whether the character belongs to no word: punctuation, symbols, spaces, what is unseen."""
    return unicodedata.category(character)[0] in _NO_PART_OF_WORDS


def as_name(text: str) -> str:
    """A name from elsewhere as a query can hold it: without quotation marks and what is unseen."""
    return tidy(cleaned(text).replace('"', ""))


Comparison = Literal["=", "<", "<=", ">", ">="]
Member = TypeVar("Member")

# A comparison before a value, as a piece of a pattern.
COMPARED = r"(?P<comparison><=|>=|[<>=≤≥])?\s*"
KEY = re.compile(r"#(\d{1,17})", re.ASCII)
_COMPARISONS: dict[str, Comparison] = {
    "=": "=",
    "<": "<",
    ">": ">",
    "<=": "<=",
    ">=": ">=",
    "≤": "<=",
    "≥": ">=",
}


@dataclass(frozen=True)
class Condition(Node):
    """What a field asks for. The language reads and prints it; it asks no database for that."""

    # Whether names in brackets may follow the value: `rel:rival_of(MS-13, "Barrio 18")`.
    takes_names: ClassVar[bool] = False
    # Whether something may stand behind a closing quotation mark: `#12`, `~50km`.
    takes_tail: ClassVar[bool] = False

    @classmethod
    def fields(cls) -> "tuple[Field, ...]":
        """The words before a colon that ask for it, in the order in which they are explained."""
        raise NotImplementedError

    @classmethod
    def parse(cls, field: "Field", value: "Value") -> Node:
        """The condition that the field asks for with this value. Raises `Fault`."""
        raise NotImplementedError

    @property
    def entity_names(self) -> tuple[Name, ...]:
        """The names of entities that stand in it."""
        return ()

    @property
    def source_names(self) -> tuple[Name, ...]:
        """The names of sources that stand in it."""
        return ()

    def without_keys(self) -> Node:
        """The same with names that are pinned to no primary key."""
        return self


@dataclass(frozen=True)
class Field:
    """A word that may stand before a colon, what it asks for, and a value as an example.

    `others` may be written instead of it; `tried` are words that people try, which are explained.
    """

    condition: type[Condition]
    name: str
    says: str
    example: str
    kind: Kind | None = None
    others: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The example as it is typed."""
        return f"{self.name}:{self.example}"


@dataclass(frozen=True)
class Value:
    """The text after a colon, without quotes, and what follows the closing quote: `~50km`, `#12`.

    `start` and `end` are its place in the query, quotes and tail included; `field_start` is where
    the field begins, and `closed` where it ends with the `names` in brackets behind it.
    """

    text: str
    start: int
    end: int
    field_start: int
    tail: str = ""
    is_quoted: bool = False
    names: tuple[Name, ...] = ()
    closed: int = 0

    @property
    def span(self) -> Span:
        return Span(self.field_start, max(self.end, self.closed))

    def fault(self, message: str, instead: str) -> Fault:
        """A fault that another value mends."""
        return Fault(message, self.start, self.end, instead)

    def misfit(self, field: Field, message: str, guess: str | None = None) -> Fault:
        """A fault that the guess mends; without one the whole condition is left out."""
        if guess is not None:
            return self.fault(message, guess)
        whole = (self.field_start, self.end)
        return Fault(message, self.start, self.end, "", there=whole, example=field.shown)

    def name(self, field: Field) -> Name:
        """The value as a name with the key that may be pinned to it. Raises `Fault`."""
        text, tail = self.text, self.tail
        if not self.is_quoted:
            if pinned := re.search(r"#\d{1,17}$", text, re.ASCII):
                text, tail = text[: pinned.start()], pinned[0]
            text = text.rstrip(",;:!?…")
        text = tidy(text)
        if not has_letters(text):
            raise self.empty(field)
        key = KEY.fullmatch(tail) if tail else None
        if tail and not key:
            raise self.fault(
                f"“{tail}” cannot stand after the name “{text}”: leave it out.", quoted(text)
            )
        return Name(text, int(key[1]) if key else None, span=Span(self.start, self.end))

    def member(
        self, field: Field, known: Mapping[str, Member], written: str, values: Iterable[str]
    ) -> Member:
        """The member of a closed list, or a `Fault` that names the nearest and all `values`."""
        if written in known:
            return known[written]
        nearest = get_close_matches(written, known, 1, 0.5)
        *first, last = values
        raise self.misfit(
            field,
            f"“{self.text}” is not known after “{field.name}:”; there is {', '.join(first)} and "
            f"{last}.",
            str(known[nearest[0]]) if nearest else None,
        )

    def empty(self, field: Field) -> Fault:
        """What to say where nothing stands after the colon."""
        return Fault(
            f"“{field.name}:” at character {self.field_start + 1} needs something after it, such "
            f"as {field.shown}.",
            self.field_start,
            self.end,
            "",
            example=field.shown,
        )


def read(field: Field, value: Value) -> Node:
    """The condition that the field asks for with this value. Raises `Fault`."""
    if value.tail and not field.condition.takes_tail:
        raise value.fault(
            f"“{value.tail}” cannot stand after “{value.text}”: leave it out.", quoted(value.text)
        )
    return field.condition.parse(field, value)


def quoted(text: str) -> str:
    return f'"{text}"'


def spaced(text: str) -> str:
    """`In_Review` as `in review`."""
    return " ".join(re.split(r"[\s_-]+", text.casefold()))


def comparison_of(match: re.Match[str]) -> Comparison:
    """The comparison that `COMPARED` matched; equality where none is written."""
    return _COMPARISONS[match["comparison"] or "="]


def sign_of(comparison: Comparison) -> str:
    """The comparison as it is written before a value; equality is not."""
    return "" if comparison == "=" else comparison
