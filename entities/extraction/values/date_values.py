"""What the parts of a written date mean, each way of writing by a function of its own.

A function takes the match of a rule (`dates`) and the publication date. It returns an empty value
where that date is needed but not known, and None where the words are no date after all.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from entities.extraction.lexicon import dates as lexicon
from entities.extraction.lexicon import english, portuguese, spanish
from entities.extraction.lexicon.quantities import ONES, TEENS

_MONTHS = english.MONTHS | english.SHORT_MONTHS
ROMANCE_MONTHS = spanish.MONTHS | portuguese.MONTHS
ROMANCE_DAYS = spanish.WEEKDAYS | portuguese.WEEKDAYS
# How many units ago, as it is written.
COUNTS = {"a": 1, "an": 1} | {
    word: number for word, number in (ONES | TEENS).items() if number <= 12
}

Value = str
Resolver = Callable[[re.Match[str], date | None], Value | None]


def year(match: re.Match[str], published: date | None) -> Value | None:
    return match.group("year")


def month_day_year(match: re.Match[str], published: date | None) -> Value | None:
    year = int(match.group("year"))
    return _iso(year, _month_number(match.group("month")), _number(match.group("day")))


def days_of_month(match: re.Match[str], published: date | None) -> Value | None:
    """`May 14-15, 1990` as a period."""
    month, year = _month_number(match.group("month")), match.group("year")
    first, last = _number(match.group("day")), _number(match.group("last"))
    if published is None and not year:
        return "" if _iso(2000, month, last) and first < last else None
    in_year = int(year) if year else _nearest_year(published or date.max, month, first)
    begin, end = _iso(in_year, month, first), _iso(in_year, month, last)
    return f"{begin}/{end}" if begin and end and begin < end else None


def month_year(match: re.Match[str], published: date | None) -> Value | None:
    return f"{int(match.group('year')):04}-{_month_number(match.group('month')):02}"


def month_day(match: re.Match[str], published: date | None) -> Value | None:
    month, day = _month_number(match.group("month")), _number(match.group("day"))
    if published is None:
        return "" if _iso(2000, month, day) else None
    return _iso(_nearest_year(published, month, day), month, day)


def month_alone(match: re.Match[str], published: date | None) -> Value | None:
    month = _month_number(match.group("month"))
    groups = match.groupdict()
    if groups.get("year"):  # that of the month behind: `between January and July 2010`
        year = int(groups["year"])
        return f"{year - (month > _month_number(groups['last'])):04}-{month:02}"
    if published is None:
        return ""
    which = _which(groups.get("which"))
    if groups.get("of"):  # `July of this year`
        return f"{published.year - (which == 'last') + (which == 'next'):04}-{month:02}"
    year = published.year if month <= published.month else published.year - 1
    if which == "next" and month <= published.month:
        year = published.year + 1
    if which == "next" and month > published.month:
        year = published.year
    if which == "last" and month == published.month:
        year -= 1
    return f"{year:04}-{month:02}"


def numeric(match: re.Match[str], published: date | None) -> Value | None:
    first, second, year = (int(match.group(name)) for name in ("first", "second", "year"))
    year = _century(year)
    if first > 12:
        return _iso(year, second, first)
    if second > 12:
        return _iso(year, first, second)
    # 03/04/2012 may be either; only the year is sure unless both are the same.
    return _iso(year, first, second) if first == second else f"{year:04}"


def iso_date(match: re.Match[str], published: date | None) -> Value | None:
    return _iso(*(int(match.group(name)) for name in ("year", "month", "day")))


def decade(match: re.Match[str], published: date | None) -> Value | None:
    digits = match.group("decade")
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return f"{first:04}/{first + 9:04}"


def season(match: re.Match[str], published: date | None) -> Value | None:
    return match.group("year")


_PARTS_OF_YEAR = ("first", "second", "third", "fourth")
_MONTHS_OF_PART = {"quarter": 3, "half": 6, "month": 1, "week": 0}


def part_of_year(match: re.Match[str], published: date | None) -> Value | None:
    """`the second quarter of 2021`, `the first six months of 2021` as the months that they are."""
    written, year = (match["count"] or "1").casefold(), match["year"]
    count = COUNTS.get(written, 0) or (int(written) if written.isdecimal() else 0)
    months = _MONTHS_OF_PART[match["unit"]] * count
    which = match["which"].casefold()
    before = 12 - months if which == "last" else _PARTS_OF_YEAR.index(which) * months
    if not months or before < 0 or before + months > 12:
        return year
    first, last = f"{year}-{before + 1:02}", f"{year}-{before + months:02}"
    return first if first == last else f"{first}/{last}"


def deictic(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    word = match.group("word").casefold()
    if word.startswith(("last", "following")):
        word = "yesterday"  # last night
    shift = {"yesterday": -1, "tomorrow": 1, "ayer": -1, "ontem": -1, "anoche": -1}.get(word, 0)
    return (published + timedelta(days=shift)).isoformat()


def weekday(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    written = match.group("weekday").casefold()
    wanted = english.WEEKDAYS[written] if written in english.WEEKDAYS else ROMANCE_DAYS[written]
    which = _which(match.groupdict().get("which"))
    back = (published.weekday() - wanted) % 7
    if which == "next":
        return (published + timedelta(days=(7 - back) if back else 7)).isoformat()
    if which == "last" and back == 0:
        back = 7
    return (published - timedelta(days=back)).isoformat()


def this_unit(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    step = {"last": -1, "next": 1}.get(_which(match.group("which")), 0)
    return _period(published, _unit(match.group("unit")), step)


def ago(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    count, unit = match.group("count").casefold(), _unit(match.group("unit"))
    way = (match.groupdict().get("way") or "ago").casefold()
    later = way in ("from now", "later")
    if count in lexicon.VAGUE_COUNTS:
        ends = sorted(one if later else -one for one in lexicon.VAGUE_COUNTS[count])
        first, last = (_period(published, unit, step) for step in ends)
        return f"{first.split('/')[0]}/{last.split('/')[-1]}" if first and last else None
    number = int(count) if count.isdecimal() else COUNTS[count]
    return _period(published, unit, number if later else -number)


def weekend(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    if _which(match.group("which")) == "next":
        saturday += timedelta(days=7)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


def relative_season(match: re.Match[str], published: date | None) -> Value | None:
    """The year of it; two where it may be that of either."""
    if published is None:
        return ""
    begins = lexicon.SEASONS[match.group("season").casefold()]
    which, year = _which(match.group("which")), published.year
    is_over = begins + 3 <= published.month
    if begins == 12:  # of two years
        year -= published.month < 3
        is_now = published.month < 3 or published.month == 12
        year += {"last": -1, "next": int(is_now)}.get(which, 0)
        return f"{year}/{year + 1}"
    if which == "last":
        return f"{year - 1}/{year}" if is_over else f"{year - 1}"
    if which == "next":
        return f"{year}/{year + 1}" if published.month < begins else f"{year + 1}"
    return f"{year}"


def years(match: re.Match[str], published: date | None) -> Value | None:
    first, last = int(match.group("first")), match.group("last")
    end = int(last) if len(last) == 4 else first - first % 100 + int(last)
    return f"{first}/{end}" if first < end < first + 100 else None


def romance(match: re.Match[str], published: date | None) -> Value | None:
    month = ROMANCE_MONTHS[match.group("month").casefold()]
    day, year = match.groupdict().get("day"), match.groupdict().get("year")
    if year and day:
        return _iso(int(year), month, int(day))
    if year:
        return f"{int(year):04}-{month:02}"
    if published is None:
        return ""
    if day:
        return _iso(_nearest_year(published, month, int(day)), month, int(day))
    return f"{published.year - (month > published.month):04}-{month:02}"


def _month_number(word: str) -> int:
    return _MONTHS[word.casefold().rstrip(".")]


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _iso(year: int, month: int, day: int) -> Value | None:
    try:
        return date(_century(year), month, day).isoformat()
    except ValueError:
        return None


def _century(year: int) -> int:
    """The year that two figures mean."""
    return year if year >= 100 else year + (1900 if year > 50 else 2000)


def _nearest_year(published: date, month: int, day: int) -> int:
    """News looks back: the year in which the day lay last, or lies within two months."""
    try:
        this_year = date(published.year, month, day)
    except ValueError:
        return published.year
    return published.year - (this_year - published > timedelta(days=60))


def _which(word: str | None) -> str:
    """`last`, `next`, or anything else for the present one."""
    words = (word or "").casefold().split()
    if {*words} & {"last", "past", "previous", *lexicon.PAST}:
        return "last"
    return "next" if {*words} & {"next", "coming", "viene", "vem", *lexicon.COMING} else ""


def _unit(word: str) -> str:
    word = word.casefold()
    return lexicon.UNITS.get(word) or lexicon.UNITS.get(word.removesuffix("s")) or word


def _period(published: date, unit: str, step: int) -> Value | None:
    """So many units later; None where no calendar reaches."""
    try:
        return _moved(published, unit, step)
    except (ValueError, OverflowError):
        return None


def _moved(published: date, unit: str, step: int) -> Value:
    if unit == "day":
        return (published + timedelta(days=step)).isoformat()
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return date(months // 12, months % 12 + 1, 1).isoformat()[:7]
    if unit == "decade":
        return date(published.year + 10 * step, 1, 1).isoformat()[:4]
    return date(published.year + step, 1, 1).isoformat()[:4]
