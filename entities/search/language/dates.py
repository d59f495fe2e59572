"""Years, months and days as people write them."""

import datetime
import re

from entities.search.language.tree import Period

# News older or newer than this is a typing error.
_FIRST_YEAR, _LAST_YEAR = 1500, 2999
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = re.compile(r"[a-z]+|\d+", re.ASCII)


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
