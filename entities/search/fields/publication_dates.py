"""When an article was published: `before:2012`, `after:2012-06`, `on:2012-10-25`, `in:2010..2014`,
and `in:undated` where that is unknown.

Years, months and days as people write them, and how many of the hits are of each.
"""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from django.db.models import Q

from entities.search.fields.search_field import Counted, Row, SearchField
from entities.search.language.field import Field, Value
from entities.search.language.tree import Node

_RANGE = re.compile(r"(.*?)\.\.(.*)", re.DOTALL)
_UNDATED = "undated"
# More months than these are shown as years.
_MOST_MONTHS = 36
# News older or newer than this is a typing error.
_FIRST_YEAR, _LAST_YEAR = 1500, 2999
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = re.compile(r"[a-z]+|\d+", re.ASCII)


@dataclass(frozen=True)
class Period:
    """A year, month or day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        month = self.month or 12
        return datetime.date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = f"{self.year:04}", self.month and f"{self.month:02}", self.day and f"{self.day:02}"
        return "-".join(part for part in parts if part)


@dataclass(frozen=True)
class Published(SearchField):
    """Publication date: `before:2012`, `after:2012-06`, `on:2012-10-25`, `in:2010..2014`.

    `before` and `after` have one period, which is not part of what is asked for. `in` has a
    period, or a range of which either end may be open; without both it is `in:undated`.
    """

    how: Literal["before", "after", "in"]
    since: Period | None
    until: Period | None

    is_single = True

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        return (
            Field(
                cls,
                "before",
                "published before this year, month or day",
                "2012-06",
                tried=("until", "to"),
            ),
            Field(
                cls,
                "after",
                "published after this year, month or day",
                "2012",
                tried=("since", "from"),
            ),
            Field(cls, "on", "published on this day", "2012-10-25", tried=("date", "day")),
            Field(
                cls,
                "in",
                "published in this year, month or range",
                "2010..2014",
                tried=("year", "month", "published"),
            ),
        )

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        match field.name:
            case "before":
                return cls("before", None, _period_of(field, value, value.text), span=value.span)
            case "after":
                return cls("after", _period_of(field, value, value.text), None, span=value.span)
        if value.text.casefold() == _UNDATED:
            return replace(UNDATED, span=value.span)
        match = _RANGE.fullmatch(value.text)
        if not match:
            whole = _period_of(field, value, value.text)
            return cls("in", whole, whole, span=value.span)
        since, until = (
            _period_of(field, value, end) if end.strip() else None for end in match.groups()
        )
        if not since and not until:
            raise value.empty(field)
        if since and until and since.first > until.last:
            raise value.fault(
                f"The range ends ({until}) before it begins ({since}): swap the two.",
                f"{until}..{since}",
            )
        return cls("in", since, until, span=value.span)

    def to_text(self) -> str:
        if self.how == "before":
            return f"before:{self.until}"
        if self.how == "after":
            return f"after:{self.since}"
        if self.is_undated:
            return f"in:{_UNDATED}"
        if self.since != self.until:
            return f"in:{self.since or ''}..{self.until or ''}"
        return f"{'on' if self.since and self.since.day else 'in'}:{self.since}"

    @property
    def is_undated(self) -> bool:
        return not self.since and not self.until

    @property
    def first(self) -> datetime.date | None:
        """The first day asked for."""
        if self.since and self.how == "after":
            return self.since.last + datetime.timedelta(days=1)
        return self.since.first if self.since else None

    @property
    def last(self) -> datetime.date | None:
        """The last day asked for."""
        if self.until and self.how == "before":
            return self.until.first - datetime.timedelta(days=1)
        return self.until.last if self.until else None

    def condition(self) -> Q:
        if self.is_undated:
            return Q(published_on=None)
        found = Q()
        if self.first:
            found &= Q(published_on__gte=self.first)
        if self.last:
            found &= Q(published_on__lte=self.last)
        return found

    @classmethod
    def choices(cls, field: Field) -> Sequence[tuple[str, str]]:
        without = [(_UNDATED, "without a date")] if field.name == "in" else []
        return [*super().choices(field), *without]


UNDATED = Published("in", None, None)


@dataclass(frozen=True)
class Bar:
    """A year or a month of the histogram: `2012` or `2012-06`."""

    period: str
    count: int
    share: int  # of the fullest, in percent

    @property
    def gap(self) -> int:
        """What is missing to the fullest, in percent."""
        return 100 - self.share

    @property
    def year(self) -> int:
        return int(self.period[:4])


def years(counted: Counted) -> list[Bar]:
    """Every year from the first to the last with its count."""
    days = _days(counted.rows)
    span = range(min(days).year, max(days).year + 1) if days else ()
    return _bars(counted, [f"{year:04}" for year in span])


def months(counted: Counted) -> list[Bar]:
    """Every month from the first to the last; none where the years say enough."""
    days = _days(counted.rows)
    first, last = (
        (12 * day.year + day.month - 1 for day in (min(days), max(days))) if days else (0, 0)
    )
    if last - first >= _MOST_MONTHS or not days:
        return []
    span = range(first, last + 1)
    return _bars(counted, [f"{month // 12:04}-{month % 12 + 1:02}" for month in span])


def undated(counted: Counted) -> int:
    """How many have no date."""
    return counted.counts(lambda row: [] if row.published_on else [_UNDATED])[_UNDATED]


def _days(rows: Iterable[Row]) -> list[datetime.date]:
    return [row.published_on for row in rows if row.published_on]


def _bars(counted: Counted, periods: list[str]) -> list[Bar]:
    length = len(periods[0]) if periods else 0
    counts = counted.counts(
        lambda row: [row.published_on.isoformat()[:length]] if row.published_on else []
    )
    most = max(counts.values(), default=1)
    return [Bar(period, counts[period], round(100 * counts[period] / most)) for period in periods]


def period(text: str) -> Period | None:
    """The year, month or day written in ISO 8601; None where it is none."""
    match = _ISO.fullmatch(text.strip())
    return _checked(*match.groups()) if match else None


def in_iso(text: str) -> str | None:
    """What was probably meant by a date that is written otherwise: `25 October 2012`, `25.10.2012`.

    Of two numbers that both can be the month, the first is the day.
    """
    text = text.strip().lower()
    if match := _YEAR_LAST.fullmatch(text):
        day, month, year = match.groups()
        found = _checked(year, month, day) or _checked(year, day, month)
        return str(found) if found else None
    words = _WORD.findall(text)
    year = next((word for word in words if len(word) == 4 and word.isdigit()), None)
    month = next((f"{_MONTHS.index(word[:3]) + 1}" for word in words if word[:3] in _MONTHS), None)
    day = next((word for word in words if word.isdigit() and len(word) <= 2), None)
    if not year:
        return None
    if not month:
        # An impossible day or month: what lies around it.
        match = _ISO.fullmatch(text)
        found = match and _checked(year, match[2], None)
    else:
        found = _checked(year, month, day) or _checked(year, month, None)
    return str(found or _checked(year, None, None) or "") or None


def _checked(year: str, month: str | None, day: str | None) -> Period | None:
    found = Period(int(year), int(month) if month else None, int(day) if day else None)
    try:
        datetime.date(found.year, found.month or 1, found.day or 1)
    except ValueError:
        return None
    if 0 in (found.month, found.day) or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    return found


def _period_of(field: Field, value: Value, text: str) -> Period:
    """The period that the text names. Raises `Fault`."""
    if found := period(text):
        return found
    raise value.misfit(
        field,
        f"“{text.strip()[:40]}” is no date: write a year, a month or a day, such as 2012, 2012-06 "
        "or 2012-10-25.",
        in_iso(text),
    )
