"""When a relationship held: read from what people type or a text says, and said back in words.

A period has two ends, each a date that is known to the day, the month or the year, or unknown; and
a relationship may be over at a time that nobody says (`former`).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from articles.importing.metadata.publication_dates import MONTH_WORD, PartialDate, parse
from articles.models import Precision
from entities.actions.recorder import CorrectionError
from entities.models import Relationship

# What may stand before a date that somebody types.
_BEFORE = re.compile(
    r"(?i)^(?:(?:since|from|as of|starting|beginning|until|till|to|through|up to|before|in|by|desde"
    r"|a partir de|hasta|el)\s+)+"
)
_FORMER = re.compile(r"(?i)former(?:ly)?|ex|ended|over|past|antigu[oa]|exmiembro")
_YEAR = r"(?:1[89]|20)\d\d"
_DATE = rf"(?:(?:\d{{1,2}} )?{MONTH_WORD}\.?(?: \d{{1,2}},)? (?:de )?)?{_YEAR}"
_SINCE = re.compile(
    rf"(?i)\b(?:since|as of|desde)\s+(?:at least\s+|about\s+|early\s+|late\s+)?({_DATE})\b"
)
_UNTIL = re.compile(rf"(?i)\b(?:until|till|hasta)\s+(?:about\s+|early\s+|late\s+)?({_DATE})\b")
_BETWEEN = re.compile(
    rf"(?i)\b(?:between|from|entre|de)\s+({_DATE})\s+(?:and|to|until|through|y|a|hasta)\s+({_DATE})\b"
)
_EXAMPLE = "write it as 2012, 2012-06, 2012-06-19 or June 2012"


@dataclass(frozen=True)
class Period:
    """`first` and `last` are the ends, None where unknown; `is_former`: over, nobody says when."""

    first: PartialDate | None = None
    last: PartialDate | None = None
    is_former: bool = False

    @classmethod
    def of(cls, relationship: Relationship) -> "Period":
        return cls(
            _stored(relationship.valid_from, relationship.valid_from_precision),
            _stored(relationship.valid_to, relationship.valid_to_precision),
            relationship.is_former,
        )

    def __bool__(self) -> bool:
        return bool(self.first or self.last or self.is_former)

    @property
    def columns(self) -> dict[str, object]:
        """The values of the relationship's columns."""
        return {
            "valid_from": self.first.first if self.first else None,
            "valid_from_precision": self.first.precision if self.first else "",
            "valid_to": self.last.first if self.last else None,
            "valid_to_precision": self.last.precision if self.last else "",
            "is_former": self.is_former,
        }

    def __str__(self) -> str:
        """`since 2012`, `June 2010 to 2012`, `until March 2014`, `former`; empty where unknown."""
        first, last = (in_words(end) if end else "" for end in (self.first, self.last))
        if first and last:
            return first if first == last else f"{first} to {last}"
        parts = [f"since {first}" * bool(first), f"until {last}" * bool(last)]
        return ", ".join(filter(None, [*parts, "former" * self.is_former]))

    def overlaps(self, other: "Period") -> bool:
        """Whether both must have held at one time; an unknown end is open.

        `until 2012` and `since 2012` may have come one after the other, as may what is over and
        what is not.
        """
        if self.is_former != other.is_former:
            return False
        return not (self._may_precede(other) or other._may_precede(self))

    def _may_precede(self, other: "Period") -> bool:
        return bool(self.last and other.first and self.last.first <= _last_day(other.first))


def read_period(valid_from: str, valid_to: str) -> Period:
    """The period that people type: `since 2012`, `until March 2014`, `former`.

    Raises `CorrectionError` for what is no date, and where the end lies before the beginning.
    """
    valid_from, valid_to = (" ".join(written.split()) for written in (valid_from, valid_to))
    is_former = any(_FORMER.fullmatch(written) for written in (valid_from, valid_to))
    first = None if _FORMER.fullmatch(valid_from) else read_date(_BEFORE.sub("", valid_from))
    last = None if _FORMER.fullmatch(valid_to) else read_date(_BEFORE.sub("", valid_to))
    period = Period(first, last, is_former and last is None)
    if first and last and first.first > _last_day(last):
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


def period_in(words: str) -> Period:
    """What a sentence itself says of the time: `since 2012`, `from 2010 to March 2012`."""
    if match := _BETWEEN.search(words):
        first, last = parse(match[1]), parse(match[2])
        if first and last and first.first <= last.first:
            return Period(first, last)
    since, until = _SINCE.search(words), _UNTIL.search(words)
    return Period(parse(since[1]) if since else None, parse(until[1]) if until else None)


def in_words(end: PartialDate) -> str:
    """`2012`, `June 2012`, `19 June 2012`."""
    if end.precision == Precision.YEAR:
        return str(end.first.year)
    month = f"{end.first:%B} {end.first.year}"
    return month if end.precision == Precision.MONTH else f"{end.first.day} {month}"


def as_typed(end: PartialDate | None) -> str:
    """The ISO form as exact as the date is known, for a field that people correct."""
    if end is None:
        return ""
    return end.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[end.precision]]


def _stored(first: date | None, precision: str) -> PartialDate | None:
    return PartialDate(first, Precision(precision)) if first else None


def _last_day(end: PartialDate) -> date:
    """The last day that the date may mean."""
    day = end.first
    if end.precision == Precision.YEAR:
        return day.replace(month=12, day=31)
    if end.precision == Precision.MONTH:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day
