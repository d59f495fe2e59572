"""Publication dates in the many shapes in which news carry them, and which is a text's own."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum

from articles.article_choices import Precision
from articles.calendar_words import MONTHS, WEEKDAYS
from articles.text import Span, words

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
DAY_FIRST = words("es pt fr de it nl ru pl tr el ro")
YEAR_IN_NAME = r"(?<!\d)(?P<year>(?:19|20)\d\d)"
DAY_IN_NAME = re.compile(
    rf"{YEAR_IN_NAME}(?P<sep>[-_.]?)(?P<month>0\d|1[0-2])(?P=sep)(?P<day>[0-2]\d|3[01])(?!\d)"
)
MONTH_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_](0[1-9]|1[0-2])(?![\d-])")
SIX_DIGITS = re.compile(r"(?<!\d)(0\d|1[0-2])([0-2]\d|3[01])(\d\d)(?!\d)")
FOUR_DIGITS = re.compile(r"\d{4}")
# Wire datelines: "3 JAN 90", "JUNE 11 89".
SHORT_YEAR_SHAPES = [
    re.compile(rf"{DAY} {MONTH} (?P<year>\d\d)(?![\d:])", re.IGNORECASE),
    re.compile(rf"\b{MONTH} {DAY},? (?P<year>\d\d)(?![\d:])", re.IGNORECASE),
]
# With and without accents.
UNACCENTED = str.maketrans("áéíìóçú", "aeiiocu")
WEEKDAY = "|".join(sorted({*WEEKDAYS, *(day.translate(UNACCENTED) for day in WEEKDAYS)}))
ZONE = r"GMT|UTC|BST|CET|CEST|MEZ|MESZ|BRT|ART|[ECMP][SD]?T|Z"
# What may stand beside a date in a line that says nothing else.
COMPANY = re.compile(
    r"\b(?:(?:up)?date[sd]?(?: on)?|published|posted|modified|created|issued|released?|publication"
    r"|first|last|date|edited|revised|on|at|and|hours|hrs|time|of"
    r"|publicad[oa]|publicaci[óo]n|actualizad[oa]|actualizaci[óo]n|[úu]ltima|modificaci[óo]n|fecha"
    r"|modificad[oa]|creado|el|a las?|de|y|horas"
    r"|publicaç[ãa]o|atualizad[oa]|atualizaç[ãa]o|em|[àa]s|data|postado"
    r"|publiée?|publication|mise?(?: [àa] jour)?|modifiée?|derni[èe]re|le|à|et|h"
    r"|ver[öo]ffentlicht|aktualisiert|erstellt|datum|stand|am|vom|um|uhr|zuletzt|ge[äa]ndert"
    r"|pubblicat[oa]|aggiornat[oa]|aggiornamento|modificat[oa]|il|alle|ore"
    rf"|{WEEKDAY})\b"
    r"|(?:T|\b)\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?:\s*h\b)?"
    r"|\b\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago\b"
    r"|\b\d{1,2}\s*(?=[ap]\.?\s?m\b|uhr\b|h\b)|\b[ap]\.?\s?m\b\.?"
    rf"|\b(?:{ZONE})\b|(?<=\d)Z\b|[+-]\d\d:?\d\d\b",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"^[\s|,.:;·•–—/()\[\]*_`#>-]+|[\s|,.:;·•–—/()\[\]*_`>-]+$")
CHANGED = re.compile(
    r"updat|modifi|revised|actuali[sz]a|atualiza|mise? à jour|aktualisiert|ge[äa]ndert|aggiorna"
    r"|\bstand\b",
    re.IGNORECASE,
)
# As people and programs write a date of which only a part is known.
ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
EARLIEST_YEAR = 1600
# A time of day beside a number date that only a US page writes: month first.
US_TIME = re.compile(r"\b(?:[ECMP][SD]T|ET|CT|MT|PT)\b")


@dataclass(frozen=True)
class PartialDate:
    """A date as exactly as it is known; `first` is the first day of the period."""

    first: date
    precision: Precision

    @classmethod
    def from_iso(cls, written: str) -> "PartialDate | None":
        """Read `2012-06-19`, `2012-06` or `2012`; nothing is no date. Raises ValueError."""
        if not written:
            return None
        parts = ISO.fullmatch(written)
        if not parts or int(parts[1]) < EARLIEST_YEAR:
            raise ValueError(written)
        year, month, day = parts.groups()
        first = date(int(year), int(month or 1), int(day or 1))
        return cls(first, Precision.DAY if day else Precision.MONTH if month else Precision.YEAR)

    @property
    def iso(self) -> str:
        """The date as `from_iso` reads it."""
        length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]
        return self.first.isoformat()[:length]


@dataclass(frozen=True)
class DateLine:
    """What a short line says about dates."""

    published: PartialDate | None
    changed: PartialDate | None
    rest: str  # what the line says beside the dates


def read_line(line: str, *, day_first: bool | None = None) -> DateLine | None:
    """Take the dates out of a short line, None when there is none.

    `day_first` tells whether 03/05/2022 is 3 May; None where that is not known.
    """
    published = changed = None
    rest, at = [], 0
    if US_TIME.search(line):
        day_first = False
    for found, start, end in _all(line, day_first):
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


def parse(value: object, *, day_first: bool | None = None) -> PartialDate | None:
    """Read the date in a field of its own: text in any shape, or seconds since 1970.

    `day_first` tells whether 03/05/2022 is 3 May; None where that is not known.
    """
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
    found = next(_all(value, day_first), None)
    return found[0] if found else None


def writes_day_first(language: str) -> bool | None:
    """Whether 03/05/2022 is 3 May in this language (ISO 639-1); None where that differs."""
    return True if language in DAY_FIRST else None


def better(one: PartialDate | None, other: PartialDate | None) -> PartialDate | None:
    """The more exact of two dates, the first where they are equally exact."""
    if one is None or other is None:
        return one or other
    exactness = [Precision.YEAR, Precision.MONTH, Precision.DAY]
    return max(one, other, key=lambda found: exactness.index(found.precision))


def in_file_name(name: str) -> PartialDate | None:
    """Read the date that a file's name begins with or holds, such as `20230228_…`, `2022_11_15`.

    Six digits such as `010821` are 8 January 2021 only where the name says that year elsewhere.
    """
    if match := DAY_IN_NAME.search(name):
        return _made(int(match["year"]), int(match["month"]), int(match["day"]))
    for match in SIX_DIGITS.finditer(name):
        month, day, year = map(int, match.groups())
        if re.search(rf"(?<!\d)20{year:02}(?!\d)", name):
            return _made(2000 + year, month, day)
    if match := MONTH_IN_NAME.search(name):
        return _made(int(match[1]), int(match[2]), None)
    return None


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


def _all(text: str, day_first: bool | None = None) -> Iterator[tuple[PartialDate, int, int]]:
    """Yield every date in the text with its span, from left to right."""
    at = 0
    while FOUR_DIGITS.search(text, at):
        matches = [match for shape in SHAPES if (match := shape.search(text, at))]
        if not matches:
            return
        match = min(matches, key=lambda match: (match.start(), -match.end()))
        if found := _of(match, day_first):
            yield found, *match.span()
        at = match.end()


def _of(match: re.Match[str], day_first: bool | None = None) -> PartialDate | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if year < 100:
        year += 1900 if year >= 50 else 2000
    if "one" in parts:
        return _numeric(year, int(parts["one"]), int(parts["two"]), day_first)
    month = parts["month"].lower()
    day = parts.get("day")
    return _made(year, MONTHS.get(month) or int(month), int(day) if day else None)


def _numeric(year: int, one: int, two: int, day_first: bool | None) -> PartialDate | None:
    """Read 10/25/2012 or 25/10/2012; where both readings are dates, only the year is certain."""
    if one > 12 or (two <= 12 and day_first):
        one, two = two, one
    elif two <= 12 and one != two and day_first is None:
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


MOST_LOOSE = 2  # dates over or below a text; more are those of other texts on the page


class Worth(IntEnum):
    """What a date is worth; the first is worth most."""

    RELEASED = 0  # beside a "FOR IMMEDIATE RELEASE" or as "Date:", by the text itself
    OWN = 1  # a line of its own, below the headline
    LABELLED = 2  # "Published:", as sites say it, also when they copied an older text
    BEHIND = 3  # labelled behind the text
    ABOVE = 4  # a line of its own over the headline, which may be the day of the visit
    BELOW = 5  # a line of its own below the first sentences


class StatedDates:
    """The dates met so far; `changed` is the day of the last change."""

    def __init__(self) -> None:
        self.changed: PartialDate | None = None
        self._met: list[tuple[Worth, PartialDate, Span | None]] = []

    def note(self, worth: Worth, date: PartialDate, span: Span | None = None) -> None:
        """Keep a date of publication; `span` is where it stands in the header."""
        self._met.append((worth, date, span))

    def note_change(self, date: PartialDate | None) -> None:
        self.changed = self.changed or date

    @property
    def is_known(self) -> bool:
        """Whether a date has been met that is more than a loose line below the text."""
        return any(worth < Worth.BELOW for worth, _, _ in self._met)

    def best(self) -> tuple[PartialDate, Span | None] | None:
        """The date that is worth most, the first of those that are worth the same."""
        times = Counter(worth for worth, _, _ in self._met)
        met = [one for one in self._met if one[0] < Worth.ABOVE or times[one[0]] <= MOST_LOOSE]
        if not met:
            return None
        _, date, span = min(met, key=lambda one: one[0])
        return date, span
