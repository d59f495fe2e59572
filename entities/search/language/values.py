"""What stands after the colon of a field: from its text to a condition."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from articles.models import Article, Handling
from entities.kinds import ENDS, Kind, RelationKind
from entities.search.language.characters import has_letters, tidy
from entities.search.language.dates import in_iso, period
from entities.search.language.fields import Field
from entities.search.language.query_errors import Fault
from entities.search.language.tree import (
    Around,
    Box,
    Comparison,
    Graded,
    Handled,
    Mentioning,
    Name,
    Named,
    Near,
    Node,
    OfKind,
    Period,
    Published,
    PublishedBy,
    Related,
    Reviewed,
    Span,
)

MOST_KILOMETRES = 2000
USUAL_KILOMETRES = 50
_MILE = 1.609344
_MOST_COUNTED = 9999

_COMPARED = r"(?P<comparison><=|>=|[<>=≤≥])?\s*"
_GRADE = re.compile(rf"{_COMPARED}(?P<letter>[A-F])?(?P<digit>[1-6])?", re.IGNORECASE)
_TLP = re.compile(rf"{_COMPARED}(?:TLP:)?(?P<marking>[A-Z+]+)", re.IGNORECASE)
_COUNT = re.compile(rf"(?P<kind>[a-z]*)\s*{_COMPARED}(?P<count>\d{{1,9}})", re.IGNORECASE)
_DISTANCE = re.compile(r"~\s*(?P<number>\d{1,6}(?:\.\d{1,6})?)\s*(?P<unit>km|mi)?", re.IGNORECASE)
_DEGREES = r"(-?\d{1,3}(?:\.\d{1,12})?)"
_POINT = re.compile(rf"{_DEGREES},\s*{_DEGREES}")
_BOX = re.compile(",\\s*".join([_DEGREES] * 4))
_KEY = re.compile(r"#(\d{1,17})", re.ASCII)
_RANGE = re.compile(r"(.*?)\.\.(.*)", re.DOTALL)

_STATUSES = {status.value.replace("_", " "): status for status in Article.ReviewStatus} | {
    "new": Article.ReviewStatus.NOT_BEGUN,
    "unreviewed": Article.ReviewStatus.NOT_BEGUN,
    "begun": Article.ReviewStatus.IN_REVIEW,
    "reviewed": Article.ReviewStatus.DONE,
}
_KINDS = {kind.value: kind for kind in Kind} | {
    "place": Kind.LOCATION,
    "org": Kind.ORGANIZATION,
    "people": Kind.PERSON,
}
_KINDS |= {f"{word}s": kind for word, kind in _KINDS.items()} | {"agencies": Kind.AGENCY}
_MARKINGS = {handling.value: handling for handling in Handling} | {"WHITE": Handling.CLEAR}
# Every kind by its own words and by those that read it backwards.
_RELATIONS = {ends.backwards: (kind, True) for kind, ends in ENDS.items()} | {
    words: (kind, False)
    for kind, ends in ENDS.items()
    for words in (ends.words, kind.value.replace("_", " "))
}


@dataclass(frozen=True)
class Value:
    """The text after a colon, without quotes, and what follows the closing quote: `~50km`, `#12`.

    `start` and `end` are its place in the query, quotes and tail included; `field_start` is where
    the field begins.
    """

    text: str
    start: int
    end: int
    field_start: int
    tail: str = ""
    is_quoted: bool = False

    @property
    def span(self) -> Span:
        return Span(self.field_start, self.end)

    def fault(self, message: str, instead: str) -> Fault:
        """A fault that another value mends."""
        return Fault(message, self.start, self.end, instead)

    def misfit(self, field: Field, message: str, guess: str | None = None) -> Fault:
        """A fault that the guess mends; without one the whole condition is left out."""
        if guess is not None:
            return self.fault(message, guess)
        whole = (self.field_start, self.end)
        return Fault(message, self.start, self.end, "", there=whole, example=field.shown)


def read(field: Field, value: Value) -> Node:
    """The condition that the field asks for with this value. Raises `Fault`."""
    if value.tail and not field.kind and field.name not in ("source", "near"):
        raise value.fault(
            f"“{value.tail}” cannot stand after “{value.text}”: leave it out.", quoted(value.text)
        )
    if field.kind:
        return Named(field.kind, read_name(field, value), span=value.span)
    return _READERS[field.name](field, value)


def read_name(field: Field, value: Value) -> Name:
    """A name with the key that may be pinned to it. Raises `Fault`."""
    text, tail = value.text, value.tail
    if not value.is_quoted:
        if pinned := re.search(r"#\d{1,17}$", text, re.ASCII):
            text, tail = text[: pinned.start()], pinned[0]
        text = text.rstrip(",;:!?…")
    text = tidy(text)
    if not has_letters(text):
        raise empty(field, value)
    key = _KEY.fullmatch(tail) if tail else None
    if tail and not key:
        raise value.fault(
            f"“{tail}” cannot stand after the name “{text}”: leave it out.", quoted(text)
        )
    return Name(text, int(key[1]) if key else None, span=Span(value.start, value.end))


def read_relation(field: Field, value: Value, names: tuple[Name, ...], span: Span) -> Related:
    """The relationship of this kind between these names. Raises `Fault`."""
    written = " ".join(re.split(r"[\s_-]+", value.text.casefold())).strip()
    if not written:
        raise empty(field, value)
    if written not in _RELATIONS:
        nearest = get_close_matches(written, _RELATIONS, 1, 0.5)
        guess = _RELATIONS[nearest[0]][0].value if nearest else None
        meant = f"did you mean {guess}?" if guess else f"choose one of {', '.join(RelationKind)}."
        raise value.misfit(field, f"There is no relationship “{value.text}”: {meant}", guess)
    kind, is_backwards = _RELATIONS[written]
    return Related(kind, names[::-1] if is_backwards else names, span=span)


def empty(field: Field, value: Value) -> Fault:
    """What to say where nothing stands after the colon."""
    return Fault(
        f"“{field.name}:” at character {value.field_start + 1} needs something after it, such as "
        f"{field.shown}.",
        value.field_start,
        value.end,
        "",
        example=field.shown,
    )


def quoted(text: str) -> str:
    return f'"{text}"'


def _source(field: Field, value: Value) -> Node:
    return PublishedBy(read_name(field, value), span=value.span)


def _kind(field: Field, value: Value) -> Node:
    return OfKind(_chosen(field, value, _KINDS, value.text.casefold(), Kind), span=value.span)


def _status(field: Field, value: Value) -> Node:
    written = " ".join(re.split(r"[\s_-]+", value.text.casefold()))
    status = _chosen(field, value, _STATUSES, written, Article.ReviewStatus)
    return Reviewed(status, span=value.span)


def _grade(field: Field, value: Value) -> Node:
    match = _GRADE.fullmatch(value.text)
    if not match or not (match["letter"] or match["digit"]):
        letters = re.match(rf"{_COMPARED}[A-F]", value.text, re.IGNORECASE)
        raise value.fault(
            f"“{value.text}” is no grade: write a letter from A to F and a digit from 1 to 6, "
            "such as B2, or <=B2 for that or better.",
            letters[0].upper() if letters else "B2",
        )
    letter, digit = (match["letter"] or "").upper(), match["digit"] or ""
    return Graded(letter, digit, _comparison(match), span=value.span)


def _tlp(field: Field, value: Value) -> Node:
    match = _TLP.fullmatch(value.text)
    marking = match["marking"].upper() if match else value.text.upper()
    handling = _chosen(field, value, _MARKINGS, marking, Handling)
    return Handled(handling, _comparison(match), span=value.span)


def _before(field: Field, value: Value) -> Node:
    return Published("before", None, _period(field, value, value.text), span=value.span)


def _after(field: Field, value: Value) -> Node:
    return Published("after", _period(field, value, value.text), None, span=value.span)


def _during(field: Field, value: Value) -> Node:
    match = _RANGE.fullmatch(value.text)
    if not match:
        whole = _period(field, value, value.text)
        return Published("in", whole, whole, span=value.span)
    since, until = (_period(field, value, end) if end.strip() else None for end in match.groups())
    if not since and not until:
        raise empty(field, value)
    if since and until and since.first > until.last:
        raise value.fault(
            f"The range ends ({until}) before it begins ({since}): swap the two.",
            f"{until}..{since}",
        )
    return Published("in", since, until, span=value.span)


def _near(field: Field, value: Value) -> Node:
    text, tail = value.text, value.tail
    if not value.is_quoted and "~" in text:
        text, _, distance = text.partition("~")
        tail = f"~{distance}"
    kilometres = _kilometres(value, text, tail)
    point = None if value.is_quoted else _POINT.fullmatch(text)
    if not point:
        key = _KEY.search(tail) if value.is_quoted else None
        place = Value(text, value.start, value.end, value.field_start, key[0] if key else "", True)
        if not value.is_quoted:
            place = Value(text, value.start, value.end, value.field_start)
        return Near(read_name(field, place), kilometres, span=value.span)
    latitude, longitude = map(_degrees, point.groups())
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise value.misfit(
            field,
            f"{text} lies not on earth: write the latitude (-90 to 90), a comma and the longitude "
            "(-180 to 180).",
        )
    return Around(latitude, longitude, kilometres, span=value.span)


def _kilometres(value: Value, text: str, tail: str) -> int:
    rest = _KEY.sub("", tail, count=1)
    if not rest:
        return USUAL_KILOMETRES
    match = _DISTANCE.fullmatch(rest)
    shown = quoted(text) if value.is_quoted else text
    if not match:
        raise value.fault(
            f"“{rest}” is no distance: write it as ~{USUAL_KILOMETRES}km.",
            f"{shown}~{USUAL_KILOMETRES}km",
        )
    number = float(match["number"]) * (_MILE if (match["unit"] or "").lower() == "mi" else 1)
    kilometres = max(1, round(number))
    if kilometres > MOST_KILOMETRES:
        raise value.fault(
            f"{kilometres:,} km is too far: at most {MOST_KILOMETRES:,} km can be searched around "
            "a place.",
            f"{shown}~{MOST_KILOMETRES}km",
        )
    return kilometres


def _box(field: Field, value: Value) -> Node:
    match = _BOX.fullmatch(value.text)
    south, west, north, east = map(_degrees, match.groups()) if match else (91, 0, 91, 0)
    if max(abs(south), abs(north)) > 90 or max(abs(west), abs(east)) > 180:
        raise value.misfit(
            field,
            f"“{value.text}” is no box on earth: write south, west, north and east in degrees, "
            f"such as {field.shown}.",
        )
    if south > north:
        raise value.fault(
            f"The box begins ({south:g}°) north of its end ({north:g}°): swap the two.",
            f"{north:g},{west:g},{south:g},{east:g}",
        )
    return Box(south, west, north, east, span=value.span)


def _mentions(field: Field, value: Value) -> Node:
    match = _COUNT.fullmatch(value.text)
    kind = _KINDS.get(match["kind"].casefold()) if match and match["kind"] else None
    if not match or (match["kind"] and not kind):
        known = _KINDS.get(value.text.casefold())
        counted = f"{_comparison(match)}{match['count']}" if match else ">0"
        raise value.fault(
            f"“{value.text}” is no number of mentions: write >3, or a kind and a number such as "
            "gang>3.",
            f"{known.value}>0" if known else counted,
        )
    count = min(int(match["count"]), _MOST_COUNTED)
    return Mentioning(count, _comparison(match), kind, span=value.span)


def _chosen(field: Field, value: Value, known: dict, written: str, shown: type):
    """The member of a closed list, or a fault that names the nearest and all of them."""
    if written in known:
        return known[written]
    nearest = get_close_matches(written, known, 1, 0.5)
    guess = known[nearest[0]].value if nearest else None
    raise value.misfit(
        field,
        f"“{value.text}” is not known after “{field.name}:”; there is {_listed(shown.values)}.",
        guess,
    )


def _period(field: Field, value: Value, text: str) -> Period:
    if found := period(text):
        return found
    guess = in_iso(text)
    raise value.misfit(
        field,
        f"“{text.strip()[:40]}” is no date: write a year, a month or a day, such as 2012, 2012-06 "
        "or 2012-10-25.",
        guess,
    )


def _comparison(match: re.Match) -> Comparison:
    written = match["comparison"] or "="
    return {"≤": "<=", "≥": ">="}.get(written, written)


def _degrees(text: str) -> float:
    # Adding nothing makes plain zero of minus zero.
    return round(float(text), 5) + 0.0


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


_READERS: dict[str, Callable[[Field, Value], Node]] = {
    "source": _source,
    "kind": _kind,
    "status": _status,
    "grade": _grade,
    "tlp": _tlp,
    "before": _before,
    "after": _after,
    "on": _during,
    "in": _during,
    "near": _near,
    "box": _box,
    "mentions": _mentions,
}
