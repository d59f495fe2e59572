"""What is being typed at the cursor of the box: a word, a field's value, a name in brackets."""

import re
from dataclasses import dataclass

from entities.search.language.characters import cleaned
from entities.search.language.fields import FIELDS, Field

# A name of more words is completed between quotation marks only.
_MOST_WORDS = 4

_NAMES = "|".join(FIELDS)
_FIELD_AT_END = re.compile(rf"(?<![^\s(\-])({_NAMES}):\s*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    rf'(?<![^\s(\-])({_NAMES}):\s*([\w-]*)\(((?:[^()"]|"[^"]*")*)$', re.IGNORECASE
)
_LAST_NAME = re.compile(r"^(?:.*(?:\(|,|\sOR\s))?\s*", re.DOTALL)
_REST_OF_WORD = re.compile(r'[^\s"()]*')
_REST_OF_QUOTED = re.compile(r'[^"]*"')
_WORDS = re.compile(rf'(?:[^\s"()]+\s+){{0,{_MOST_WORDS - 1}}}[^\s"()]*$')


@dataclass(frozen=True)
class Spot:
    """A piece of the query that may be completed: `typed`, between `before` and `after`.

    With a `field`, `typed` is (part of) its value, and `before` ends where the value begins.
    `relation` is the kind as typed where the value is a name in the brackets behind it.
    """

    before: str
    typed: str
    after: str
    field: Field | None = None
    relation: str = ""


def spots(head: str, tail: str) -> list[Spot]:
    """What may be meant by the text before the cursor (`head`), the longest piece first.

    Without quotation marks the last words may be one name: `los ze` before `ze`.
    """
    plain = cleaned(head)
    if plain.count('"') % 2:
        return [_quoted(head, plain, tail)]
    after = tail[_REST_OF_WORD.match(tail).end() :]
    if inside := _IN_BRACKETS.search(plain):
        start = inside.start(3) + _LAST_NAME.match(inside[3]).end()
        field, relation = FIELDS[inside[1].lower()], inside[2]
        return [Spot(head[:start], head[start:], after, field, relation)]
    run = _WORDS.search(plain).start()
    starts = [run, *(match.end() for match in re.finditer(r"\s+", plain) if match.end() > run)]
    return [spot for start in starts if (spot := _bare(head, plain, start, after))]


def _quoted(head: str, plain: str, tail: str) -> Spot:
    opened = plain.rindex('"')
    before = plain[:opened]
    closes = cleaned(tail).count('"') % 2
    after = tail[_REST_OF_QUOTED.match(cleaned(tail)).end() :] if closes else ""
    field, relation = _field_before(before)
    return Spot(head[:opened], head[opened + 1 :], after, field, relation)


def _field_before(text: str) -> tuple[Field | None, str]:
    if inside := _IN_BRACKETS.search(text):
        return FIELDS[inside[1].lower()], inside[2]
    match = _FIELD_AT_END.search(text)
    return (FIELDS[match[1].lower()], "") if match else (None, "")


def _bare(head: str, plain: str, start: int, after: str) -> Spot | None:
    """The words from here to the cursor, if they can be one value or name."""
    while plain.startswith("-", start):
        start += 1
    typed = plain[start:]
    if match := re.match(rf"({_NAMES}):\s*", typed, re.IGNORECASE):
        start += match.end()
        return Spot(head[:start], head[start:], after, FIELDS[match[1].lower()])
    if ":" in typed or re.search(r"(^|\s)(OR|AND|NOT|-\S*)(\s|$)", typed):
        return None
    field, _ = _field_before(plain[:start])
    return Spot(head[:start], head[start:], after, field)
