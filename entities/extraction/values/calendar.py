"""What the words of a date mean, as ISO 8601 (see `dates.py` for the values).

Each function takes a match of its rule and the publication date. It returns an empty value where
that date is needed but not known, and None where the words are no date after all.
"""

import re
from datetime import date, timedelta

from entities.extraction.lexicon import english, portuguese, spanish

_MONTHS = english.MONTHS | english.SHORT_MONTHS
ROMANCE_MONTHS = spanish.MONTHS | portuguese.MONTHS
ROMANCE_DAYS = spanish.WEEKDAYS | portuguese.WEEKDAYS
_NUMBERS = english.NUMBERS | english.VAGUE_NUMBERS

Value = str


def year(match: re.Match[str], published: date | None) -> Value | None:
    return match.group("year")


def month_day_year(match: re.Match[str], published: date | None) -> Value | None:
    year = int(match.group("year"))
    return _iso(year, _month_number(match.group("month")), _number(match.group("day")))


def month_year(match: re.Match[str], published: date | None) -> Value | None:
    return f"{int(match.group('year')):04}-{_month_number(match.group('month')):02}"


def month_day(match: re.Match[str], published: date | None) -> Value | None:
    month, day = _month_number(match.group("month")), _number(match.group("day"))
    if published is None:
        return "" if _iso(2000, month, day) else None
    return _iso(_nearest_year(published, month, day), month, day)


def month_alone(match: re.Match[str], published: date | None) -> Value | None:
    month = _month_number(match.group("month"))
    if published is None:
        return ""
    which = (match.groupdict().get("which") or "").casefold()
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


def quarter(match: re.Match[str], published: date | None) -> Value | None:
    return match.group("year")


def deictic(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    word = match.group("word").casefold()
    if word.startswith(("last", "following")):
        word = "yesterday"  # last night
    shift = {"yesterday": -1, "tomorrow": 1, "ayer": -1, "ontem": -1}.get(word, 0)
    return (published + timedelta(days=shift)).isoformat()


def weekday(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    written = match.group("weekday").casefold()
    wanted = english.WEEKDAYS[written] if written in english.WEEKDAYS else ROMANCE_DAYS[written]
    which = (match.groupdict().get("which") or "").casefold()
    back = (published.weekday() - wanted) % 7
    if which == "next":
        return (published + timedelta(days=(7 - back) if back else 7)).isoformat()
    if which == "last" and back == 0:
        back = 7
    return (published - timedelta(days=back)).isoformat()


def this_unit(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    which, unit = match.group("which").casefold(), match.group("unit").casefold()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    return _period(published, unit, step)


def ago(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    word, unit = match.group("count").casefold(), match.group("unit").casefold()
    count = int(word) if word.isdecimal() else _NUMBERS[word]
    later = match.group("way").casefold() in ("from now", "later")
    return _period(published, unit, count if later else -count)


def weekend(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    if (match.group("which") or "").casefold() == "next":
        saturday += timedelta(days=7)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


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
    if year < 100:
        year += 1900 if year > 50 else 2000
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _nearest_year(published: date, month: int, day: int) -> int:
    """News looks back: the year in which the day lay last, or lies within two months."""
    try:
        this_year = date(published.year, month, day)
    except ValueError:
        return published.year
    return published.year - (this_year - published > timedelta(days=60))


def _period(published: date, unit: str, step: int) -> Value:
    if unit == "day":
        return (published + timedelta(days=step)).isoformat()
    if unit == "week":
        if abs(step) > 1:
            return (published + timedelta(weeks=step)).isoformat()
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if unit == "decade":
        return f"{published.year + 10 * step:04}"
    return f"{published.year + step:04}"
