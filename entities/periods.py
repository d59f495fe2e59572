"""When a relationship held, as a text says it and as it is said back in words.

A period has two ends, each a date that is known to the day, the month or the year, or unknown; and
a relationship may be over at a time that nobody says (`former`).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from articles.article_choices import Precision
from articles.importing.metadata.publication_dates import MONTH_WORD, PartialDate, parse

_YEAR = r"(?:1[89]|20)\d\d"
_DATE = rf"(?:(?:\d{{1,2}} )?{MONTH_WORD}\.?(?: \d{{1,2}},)? (?:de )?)?{_YEAR}"
_ABOUT = r"(?:at least\s+|about\s+|early\s+|late\s+|mid-?\s*|el año\s+)?"
# `since his arrest in 2014`, `until he was caught in Lima in March 2014`
_EVENT = r"(?:(?:[^.;:()]{1,60}?)\s(?:in|on|en)\s+)?"
_SINCE = re.compile(rf"(?i)\b(?:since|as of|desde)\s+{_ABOUT}{_EVENT}{_ABOUT}({_DATE})\b")
_UNTIL = re.compile(rf"(?i)\b(?:until|till|hasta|até)\s+{_ABOUT}{_EVENT}{_ABOUT}({_DATE})\b")
_BETWEEN = re.compile(
    rf"(?i)\b(?:between|from|entre|de)\s+({_DATE})\s+(?:and|to|until|through|y|a|hasta)\s+"
    rf"({_DATE})\b"
)
_FORMER = re.compile(
    r"\b(?:[Ee]x[- ]|(?:[Ff]ormer(?:ly)?|[Oo]nce|[Oo]ne-?time|[Uu]sed to (?:be|lead|run|belong)|"
    r"[Pp]reviously|[Aa]ntig[ou][oa]?|[Ee]x(?:miembro|l[íi]der|jefe|integrante))\b)"
)


class Dated(Protocol):
    """What has the columns of a period."""

    valid_from: date | None
    valid_from_precision: str
    valid_to: date | None
    valid_to_precision: str
    is_former: bool


@dataclass(frozen=True)
class Period:
    """`first` and `last` are the ends, None where unknown; `is_former`: over, nobody says when."""

    first: PartialDate | None = None
    last: PartialDate | None = None
    is_former: bool = False

    @classmethod
    def of(cls, relationship: Dated) -> "Period":
        """That of a stored relationship."""
        return cls(
            _stored(relationship.valid_from, relationship.valid_from_precision),
            _stored(relationship.valid_to, relationship.valid_to_precision),
            relationship.is_former,
        )

    def __bool__(self) -> bool:
        return bool(self.first or self.last or self.is_former)

    def columns(self, *, is_read: bool = False) -> dict[str, object]:
        """The values of the relationship's columns; `is_read`: by the machine, from a quote."""
        return {
            "valid_from": self.first.first if self.first else None,
            "valid_from_precision": self.first.precision if self.first else "",
            "valid_to": self.last.first if self.last else None,
            "valid_to_precision": self.last.precision if self.last else "",
            "is_former": self.is_former,
            "period_is_read": is_read and bool(self),
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
        return bool(self.last and other.first and self.last.first <= last_day(other.first))


NO_PERIOD = Period()


def period_in(words: str) -> Period:
    """What a sentence itself says of the time: `since 2012`, `from 2010 to March 2012`."""
    if match := _BETWEEN.search(words):
        first, last = parse(match[1]), parse(match[2])
        if first and last and first.first <= last.first:
            return Period(first, last)
    since, until = _SINCE.search(words), _UNTIL.search(words)
    return Period(parse(since[1]) if since else None, parse(until[1]) if until else None)


def is_former(words: str) -> bool:
    """Whether the words that state a relationship say that it is over: `former leader`, `ex-`."""
    return _FORMER.search(words) is not None


def in_words(end: PartialDate) -> str:
    """`2012`, `June 2012`, `19 June 2012`."""
    if end.precision == Precision.YEAR:
        return str(end.first.year)
    month = f"{end.first:%B} {end.first.year}"
    return month if end.precision == Precision.MONTH else f"{end.first.day} {month}"


def _stored(first: date | None, precision: str) -> PartialDate | None:
    return PartialDate(first, Precision(precision)) if first else None


def last_day(end: PartialDate) -> date:
    """The last day that the date may mean."""
    day = end.first
    if end.precision == Precision.YEAR:
        return day.replace(month=12, day=31)
    if end.precision == Precision.MONTH:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day
