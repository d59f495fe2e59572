"""The time of an entity as pictures that templates draw as SVG: lifelines, bars, dated statements.

All lifelines of a page are drawn on one axis of whole years, so that the column of them is a
timeline by itself. Lengths are in units of the picture that the template draws.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from entities.kinds import Status
from entities.periods import last_day
from entities.profiles.relationship_groups import Line
from entities.profiles.seen import Bar

LIFE_WIDTH = 160.0
# An end that nobody knows is drawn so far.
_OPEN = 16.0
_THINNEST = 3.0
MOST_PINS = 6


@dataclass(frozen=True)
class Axis:
    """From the first day to before the last one; `width` units long."""

    first: date
    end: date
    width: float

    @classmethod
    def of_years(cls, dates: Iterable[date], width: float) -> "Axis | None":
        """An axis of the whole years that hold these dates; None without dates."""
        years = [day.year for day in dates]
        if not years:
            return None
        return cls(date(min(years), 1, 1), date(min(max(years) + 1, 9999), 1, 1), width)

    def x(self, day: date) -> float:
        """Where the day is; what lies outside is at the end that is nearer."""
        share = (day - self.first).days / max((self.end - self.first).days, 1)
        return round(min(max(share, 0), 1) * self.width, 1)

    @property
    def years(self) -> list[tuple[int, float]]:
        """At most four years to write beside it, each with its place."""
        first, last = self.first.year, self.end.year - 1
        step = max(-(-(last - first + 1) // 4), 1)
        return [(year, self.x(date(year, 1, 1))) for year in range(first, last + 1, step)]


@dataclass(frozen=True)
class Life:
    """When one relationship held: a bar with open ends, or dots where it is only stated.

    `tails` are pairs of the beginning and end of what is open.
    """

    words: str
    bar: tuple[float, float] | None
    tails: list[tuple[float, float]]
    dots: list[float]
    is_confirmed: bool


def life_of(line: Line, axis: Axis) -> Life:
    period = line.period
    stated = (line.counts.first_on, line.counts.last_on)
    is_confirmed = line.status == Status.CONFIRMED
    if not (period.first or period.last):
        dots = sorted({axis.x(day) for day in stated if day})
        return Life(line.when, None, [], dots, is_confirmed)
    last_known = period.last and last_day(period.last)
    # Without an end it held at least until the last text that states it.
    ends = [day for day in (last_known, *([] if last_known else stated)) if day]
    begins = [period.first.first] if period.first else [day for day in stated if day]
    left = axis.x(min([*begins, *ends]))
    right = max(axis.x(max([*begins, *ends]) + timedelta(days=1)), left + _THINNEST)
    tails = []
    if not period.first:
        tails.append((max(left - _OPEN, 0), left))
    if not period.last and not period.is_former:
        tails.append((right, min(right + _OPEN, axis.width)))
    return Life(line.when, (left, round(right - left, 1)), tails, [], is_confirmed)


@dataclass(frozen=True)
class DrawnBar:
    """`x`, `y`, width and height, and what it stands for."""

    bar: Bar
    x: float
    y: float
    width: float
    height: float


def drawn(bars: Sequence[Bar], *, width: float, height: float) -> list[DrawnBar]:
    """The bars side by side; what is mentioned at all is at least one unit high."""
    most = max((bar.mentions for bar in bars), default=1) or 1
    each = width / max(len(bars), 1)
    found = []
    for place, bar in enumerate(bars):
        high = max(round(bar.mentions / most * height, 1), 1.0) if bar.mentions else 0.0
        gap = min(each * 0.15, 2)
        x, wide = round(place * each, 1), round(each - gap, 1)
        found.append(DrawnBar(bar, x, round(height - high, 1), wide, high))
    return found


@dataclass(frozen=True)
class Pin:
    """Something dated: where it is on the axis, the number that it has there, what it says."""

    number: int
    day: date
    x: float
    label_x: float
    words: str
    when: str
    line: Line | None = None


@dataclass(frozen=True)
class When:
    """Bars of mentions with the years beside them, and what is dated below."""

    bars: list[DrawnBar]
    years: list[tuple[int, float]]
    pins: list[Pin]
    stretch: str


def when(bars: Sequence[Bar], lines: Sequence[Line], *, width: float, height: float) -> When:
    """The mentions of all time, and the ends of the periods of these relationships."""
    dated = _dated(lines)
    days = [day for day, _, _, _ in dated]
    if bars:
        days += [bars[0].first, bars[-1].end - timedelta(days=1)]
    axis = Axis.of_years(days, width)
    if axis is None:
        return When([], [], [], "")
    some = []
    for one in drawn(bars, width=1, height=height):
        left, right = axis.x(one.bar.first), axis.x(one.bar.end)
        wide = max(right - left - 0.6, 0.8)
        some.append(DrawnBar(one.bar, left, one.y, round(wide, 1), one.height))
    stretch = bars[0].stretch if bars else ""
    return When(some, axis.years, _pins(dated, axis), stretch)


def _dated(lines: Sequence[Line]) -> list[tuple[date, str, str, Line]]:
    """The ends of periods, those that most origins speak of, in the order of time."""
    ends = []
    for line in lines:
        period, words = line.period, line.words
        if period.first:
            ends.append((period.first.first, f"{words} begins", line))
        if period.last:
            ends.append((period.last.first, f"{words} ends", line))
    ends.sort(key=lambda end: (end[2].status, -end[2].counts.origins))
    return sorted(
        ((day, words, line.when, line) for day, words, line in ends[:MOST_PINS]),
        key=lambda end: end[0],
    )


def _pins(dated: Sequence[tuple[date, str, str, Line]], axis: Axis) -> list[Pin]:
    """Numbered in order; the numbers keep a distance from each other."""
    found: list[Pin] = []
    room = axis.width / max(len(dated), 1)
    apart = min(16.0, room)
    right = -apart
    for number, (day, words, when_, line) in enumerate(dated, 1):
        left_over = (len(dated) - number) * apart
        place = min(max(axis.x(day), right + apart, 8.0), axis.width - 8.0 - left_over)
        right = place
        found.append(Pin(number, day, axis.x(day), round(place, 1), words, when_, line))
    return found
