"""Periods that people type, read; see `entities/periods.py` for what a period is."""

import re

from articles.importing.metadata.publication_dates import PartialDate, parse
from entities.actions.recorder import CorrectionError
from entities.periods import Period, in_words, last_day

# What may stand before a date that somebody types.
_BEFORE = re.compile(
    r"(?i)^(?:(?:since|from|as of|starting|beginning|until|till|to|through|up to|before|in|by|desde"
    r"|a partir de|hasta|el)\s+)+"
)
_FORMER = re.compile(r"(?i)former(?:ly)?|ex|ended|over|past|antigu[oa]|exmiembro")
_EXAMPLE = "write it as 2012, 2012-06, 2012-06-19 or June 2012"


def read_period(valid_from: str, valid_to: str) -> Period:
    """The period that people type: `since 2012`, `until March 2014`, `former`.

    Raises `CorrectionError` for what is no date, and where the end lies before the beginning.
    """
    valid_from, valid_to = (" ".join(written.split()) for written in (valid_from, valid_to))
    is_former = any(_FORMER.fullmatch(written) for written in (valid_from, valid_to))
    first = None if _FORMER.fullmatch(valid_from) else read_date(_BEFORE.sub("", valid_from))
    last = None if _FORMER.fullmatch(valid_to) else read_date(_BEFORE.sub("", valid_to))
    period = Period(first, last, is_former and last is None)
    if first and last and first.first > last_day(last):
        raise CorrectionError(
            f"It cannot end ({in_words(last)}) before it begins ({in_words(first)}): correct one "
            "of the two dates."
        )
    return period


def read_date(written: str) -> PartialDate | None:
    """A date known to the day, month or year; None for nothing. Raises `CorrectionError`."""
    if not written:
        return None
    if found := parse(written):
        return found
    raise CorrectionError(f"“{written[:40]}” is no date that can be read: {_EXAMPLE}.")


def as_typed(end: PartialDate | None) -> str:
    """The ISO form as exact as the date is known, for a field that people correct."""
    if end is None:
        return ""
    return end.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[end.precision]]
