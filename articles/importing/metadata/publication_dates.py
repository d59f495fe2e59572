"""Publication dates in the many shapes in which news carry them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from articles.calendar_words import MONTHS, SPANISH_WEEKDAYS
from articles.models import Precision

MONTH_WORD = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
DAY_NUMBER = r"(?<![\d.,:/-])\d{1,2}"
MONTH = rf"(?P<month>{MONTH_WORD})\.?"
DAY = rf"(?P<day>{DAY_NUMBER})(?:st|nd|rd|th|º|°)?\b"
YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?![\d-]|[./]\d)"
OF = r"(?:[ -]+(?:de|del|of|do)\b)?"
SHAPES = [
    re.compile(
        r"(?<![\d/.-])(?P<year>(?:1[6-9]|20)\d\d)(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)"
        r"(?P<day>\d\d?)(?!\d)"
    ),
    re.compile(rf"{DAY}{OF}[ .-]*{MONTH},?{OF}[ -]*{YEAR}", re.IGNORECASE),
    re.compile(rf"\b{MONTH} ?{DAY},?{OF} ?{YEAR}", re.IGNORECASE),
    re.compile(
        r"(?<![\d/.-])(?P<one>\d\d?)(?P<sep>[/.-])(?P<two>\d\d?)(?P=sep)(?P<year>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(rf"\b{MONTH},?{OF} ?{YEAR}", re.IGNORECASE),
]
FOUR_DIGITS = re.compile(r"\d{4}")
# Wire datelines: "3 JAN 90", "JUNE 11 89".
SHORT_YEAR_SHAPES = [
    re.compile(rf"{DAY} {MONTH} (?P<year>\d\d)(?![\d:])", re.IGNORECASE),
    re.compile(rf"\b{MONTH} {DAY},? (?P<year>\d\d)(?![\d:])", re.IGNORECASE),
]
# With and without accents.
_SPANISH = "|".join(SPANISH_WEEKDAYS).replace("é", "[ée]").replace("á", "[áa]")
WEEKDAY = rf"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|{_SPANISH}"
# What may stand beside a date in a line that says nothing else.
COMPANY = re.compile(
    r"\b(?:published|posted|updated|modified|created|issued|released|publication|first|last|date"
    r"|publicad[oa]|actualizad[oa]|actualizaci[óo]n|fecha|on|at|el|a las?|de|y|and|hours|hrs"
    rf"|{WEEKDAY})\b"
    r"|(?:T|\b)\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?:\s*h\b)?"
    r"|\b\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago\b"
    r"|\b\d{1,2}\s*(?=[ap]\.?\s?m\b)|\b[ap]\.?\s?m\b\.?"
    r"|\b(?:GMT|UTC|BST|CET|CEST|[ECMP][SD]?T|Z)\b|(?<=\d)Z\b|[+-]\d\d:?\d\d\b",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"^[\s|,.:;·•–—/()\[\]-]+|[\s|,.:;·•–—/()\[\]-]+$")
CHANGED = re.compile(r"updat|modif|actuali[sz]a", re.IGNORECASE)


@dataclass(frozen=True)
class PartialDate:
    """A date as exactly as it is known; `first` is the first day of the period."""

    first: date
    precision: Precision


@dataclass(frozen=True)
class DateLine:
    """What a short line says about dates."""

    published: PartialDate | None
    changed: PartialDate | None
    rest: str  # what the line says beside the dates


def read_line(line: str) -> DateLine | None:
    """Take the dates out of a short line, None when there is none."""
    published = changed = None
    rest, at = [], 0
    for found, start, end in _all(line):
        before = line[at:start]
        if CHANGED.search(before):
            changed = changed or found
        else:
            published = published or found
        rest.append(before)
        at = end
    if published is None and changed is None:
        return None
    beside = COMPANY.sub(" ", " | ".join([*rest, line[at:]]))
    return DateLine(published, changed, SEPARATORS.sub("", " ".join(beside.split())))


def parse(value: object) -> PartialDate | None:
    """Read the date in a field of its own: text in any shape, or seconds since 1970."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > 100_000_000_000 else value
        try:
            return _checked(datetime.fromtimestamp(seconds, UTC).date(), Precision.DAY)
        except (OverflowError, OSError, ValueError):
            return None
    if not isinstance(value, str) or len(value) > 200:
        return None
    value = " ".join(value.split())
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?", value):
        return _made(*map(int, match.groups()))
    if match := re.fullmatch(r"(\d{4})(?:[-/](\d\d?))?", value):
        return _made(int(match[1]), int(match[2]) if match[2] else None, None)
    found = next(_all(value), None)
    return found[0] if found else None


def in_dateline(text: str) -> tuple[PartialDate, int, int] | None:
    """Find a date where a year may have two digits; returns it with its span."""
    for shape in [*SHAPES[1:3], *SHORT_YEAR_SHAPES]:
        if (match := shape.search(text)) and (found := _of(match)):
            return found, *match.span()
    return None


def in_url(url: str) -> PartialDate | None:
    """Read the date that many papers put into the path of a page."""
    match = re.search(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$)", url)
    return _made(*map(int, match.groups())) if match else None


def _all(text: str) -> Iterator[tuple[PartialDate, int, int]]:
    """Yield every date in the text with its span, from left to right."""
    at = 0
    while FOUR_DIGITS.search(text, at):
        matches = [match for shape in SHAPES if (match := shape.search(text, at))]
        if not matches:
            return
        match = min(matches, key=lambda match: (match.start(), -match.end()))
        if found := _of(match):
            yield found, *match.span()
        at = match.end()


def _of(match: re.Match[str]) -> PartialDate | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if year < 100:
        year += 1900 if year >= 50 else 2000
    if "one" in parts:
        return _numeric(year, int(parts["one"]), int(parts["two"]))
    month = parts["month"].lower()
    day = parts.get("day")
    return _made(year, MONTHS.get(month) or int(month), int(day) if day else None)


def _numeric(year: int, one: int, two: int) -> PartialDate | None:
    """Read 10/25/2012 or 25/10/2012; where both readings are dates, only the year is certain."""
    if one > 12:
        one, two = two, one
    elif two <= 12 and one != two:
        return _made(year, None, None)
    return _made(year, one, two)


def _made(year: int, month: int | None, day: int | None) -> PartialDate | None:
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        return _checked(date(year, month or 1, day or 1), precision)
    except ValueError:
        return None


def _checked(first: date, precision: Precision) -> PartialDate | None:
    """Refuse what cannot be the date of a published text."""
    return PartialDate(first, precision) if 1600 <= first.year <= date.today().year + 1 else None
