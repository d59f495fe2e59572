"""How the query in the box may go on: fields, values, and names under any alias."""

import re
from collections.abc import Iterator

from entities.names import fold
from entities.search.entity_picker import MOST_OPTIONS, How, options
from entities.search.fields.entity_names import SHORTEST_FORGIVEN, entity_completions
from entities.search.fields.registry import FIELDS, PARSER, class_of
from entities.search.fields.search_field import Completion, Spot
from entities.search.language.characters import cleaned
from entities.search.language.field import Field

# A bare word is looked up as a name from so many letters on; after a field one is enough.
_SHORTEST_BARE = 2
_MOST_FIELDS = 3
# A name of more words is completed between quotation marks only.
_MOST_WORDS = 4

_NAMES = "|".join(PARSER.by_word)
_FIELD_AT_END = re.compile(rf"(?<![^\s(\-])({_NAMES}):\s*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    rf'(?<![^\s(\-])({_NAMES}):\s*([\w-]*)\(((?:[^()"]|"[^"]*")*)$', re.IGNORECASE
)
_LAST_NAME = re.compile(r"^(?:.*(?:\(|,|\sOR\s))?\s*", re.DOTALL)
_REST_OF_WORD = re.compile(r'[^\s"()]*')
_WORDS = re.compile(rf'(?:[^\s"()]+\s+){{0,{_MOST_WORDS - 1}}}[^\s"()]*$')


def completions(head: str, tail: str = "") -> list[Completion]:
    """The best ways to complete what stands before the cursor; none where it is nothing."""
    found: list[Completion] = []
    seen: set[int] = set()
    places = spots(head, tail)
    for spot in places:
        if spot.field:
            found += class_of(spot.field).completions(spot.field, spot)
        elif spot.typed:
            if spot is places[-1]:
                found += _fields(spot)
            found += _names(spot, seen)
    if not found and places and not places[0].field:
        found += _similar(places)
    return found[: MOST_OPTIONS + _MOST_FIELDS]


def _fields(spot: Spot) -> list[Completion]:
    """Fields that begin so: `ga` is the beginning of `gang:`."""
    typed = spot.typed.casefold()
    found = [
        Completion(f"{spot.before}{field.name}:", spot.after, f"{field.name}:", field.says)
        for field in FIELDS
        if any(name.startswith(typed) for name in (field.name, *field.others))
    ]
    return found[:_MOST_FIELDS]


def _names(spot: Spot, seen: set[int]) -> Iterator[Completion]:
    """Entities that a bare word or several can be the beginning of, each once."""
    if len(fold(spot.typed)) < _SHORTEST_BARE:
        return
    found = [
        option
        for option in options(spot.typed, forgiving=False)
        if option.entity.pk not in seen and (option.how != How.WORD or " " not in spot.typed)
    ]
    seen.update(option.entity.pk for option in found)
    yield from entity_completions(spot, found)


def _similar(places: list[Spot]) -> Iterator[Completion]:
    spot = next((one for one in places if len(fold(one.typed)) >= SHORTEST_FORGIVEN), None)
    if spot:
        yield from entity_completions(spot, options(spot.typed))


def spots(head: str, tail: str) -> list[Spot]:
    """What may be meant by the text before the cursor (`head`), the longest piece first.

    Without quotation marks the last words may be one name: `los ze` before `ze`.
    """
    plain = cleaned(head)
    if plain.count('"') % 2:
        return [_quoted(head, plain, tail)]
    after = _REST_OF_WORD.sub("", tail, count=1)
    if inside := _IN_BRACKETS.search(plain):
        start = inside.end(3) - len(_LAST_NAME.sub("", inside[3], count=1))
        field, relation = PARSER.by_word[inside[1].lower()], inside[2]
        return [Spot(head[:start], head[start:], after, field, relation)]
    words = _WORDS.search(plain)
    run = words.start() if words else len(plain)
    starts = [run, *(match.end() for match in re.finditer(r"\s+", plain) if match.end() > run)]
    return [spot for start in starts if (spot := _bare(head, plain, start, after))]


def _quoted(head: str, plain: str, tail: str) -> Spot:
    opened = plain.rindex('"')
    before = plain[:opened]
    behind = cleaned(tail)
    after = tail[behind.index('"') + 1 :] if behind.count('"') % 2 else ""
    field, relation = _field_before(before)
    return Spot(head[:opened], head[opened + 1 :], after, field, relation)


def _field_before(text: str) -> tuple[Field | None, str]:
    if inside := _IN_BRACKETS.search(text):
        return PARSER.by_word[inside[1].lower()], inside[2]
    match = _FIELD_AT_END.search(text)
    return (PARSER.by_word[match[1].lower()], "") if match else (None, "")


def _bare(head: str, plain: str, start: int, after: str) -> Spot | None:
    """The words from here to the cursor, if they can be one value or name."""
    while plain.startswith("-", start):
        start += 1
    typed = plain[start:]
    if match := re.match(rf"({_NAMES}):\s*", typed, re.IGNORECASE):
        start += match.end()
        return Spot(head[:start], head[start:], after, PARSER.by_word[match[1].lower()])
    if ":" in typed or re.search(r"(^|\s)(OR|AND|NOT|-\S*)(\s|$)", typed):
        return None
    field, _ = _field_before(plain[:start])
    return Spot(head[:start], head[start:], after, field)
