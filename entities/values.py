"""Values of mentions: the form in which they are kept, and words for people.

A date is kept in ISO 8601: a day `2012-06-19`, a month `2012-06`, a year `2012`, or a period
`2012-06-18/2012-06-24`, both ends belonging to it. A sum is a currency of ISO 4217 with an amount
or a range: `USD 1500`, `USD 200-3000`. `entities.quantities` tells of quantities: `12 firearms`.
"""

import re
from calendar import month_name, monthrange
from datetime import date
from decimal import Decimal

from entities.quantities import Quantity

# Belong to the amount behind them, unlike other signs around words.
CURRENCY_SIGNS = "$€£¥₹₽₩₺₱₡"
LONGEST_VALUE = 60  # characters
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_BETWEEN_DATES = re.compile(r"\s*[/–]\s*|\s+(?:to|-)\s+")
_SUM = re.compile(r"[A-Z]{3} [0-9]+(?:\.[0-9]+)?(?:-[0-9]+(?:\.[0-9]+)?)?")
DATE_EXAMPLES = "write 2012-06-19, 2012-06 or 2012, or a period such as 2012-06-18/2012-06-24"
SUM_EXAMPLES = "write one such as USD 1500, MXN 2.5 million or USD 200-3000"
QUANTITY_EXAMPLES = (
    "write one such as 12 firearms, 3 kg cocaine, at least 40 states or 15-20 members"
)


class FaultyValue(ValueError):
    """What somebody typed is no value. The text is one sentence that says why, with an example."""


def iso_date(written: str) -> str | None:
    """The date or period as it is kept, where it is in figures, the year first; else None.

    Raises `FaultyValue` for a day or month that no calendar has, and for a period that ends
    before it begins.
    """
    dates = [_DATE.fullmatch(one) for one in _BETWEEN_DATES.split(written)]
    if len(dates) > 2 or not all(dates):
        return None
    value = "/".join(_padded(one) for one in dates if one)
    try:
        first, last = days(value)
    except ValueError:
        raise FaultyValue(f"No calendar has “{written}”: {DATE_EXAMPLES}.") from None
    if last < first:
        raise FaultyValue(
            f"“{written}” ends before it begins: write the earlier date first, such as "
            "2012-06-18/2012-06-24."
        )
    return value


def ends(value: str) -> tuple[str, str]:
    """Where a period or range begins and ends, each as a value; a single value is both."""
    currency, blank, dates_or_amounts = value.rpartition(" ")
    first, _, last = dates_or_amounts.partition("-" if currency else "/")
    return f"{currency}{blank}{first}", f"{currency}{blank}{last or first}"


def days(value: str) -> tuple[date, date]:
    """The first and the last day of a date or period. Raises `ValueError` if there is no such."""
    first, last = (_numbers(end) for end in ends(value))
    year, month, day = (*first, 1, 1)[:3]
    begin = date(year, month, day)
    year, month = (*last, 12)[:2]
    return begin, date(year, month, last[2] if len(last) > 2 else monthrange(year, month)[1])


def in_words(value: str) -> str:
    """`19 June 2012`, `June 2012 to July 2013`, `USD 200 to 3,000`, `at least 40 states`.

    Any other text as it is.
    """
    if quantity := Quantity.from_value(value):
        return quantity.in_words
    first, last = ends(value)
    if _SUM.fullmatch(value):
        words = [first[:4] + _amount_in_words(first), _amount_in_words(last)]
    else:
        try:
            days(value)
        except ValueError:
            return value
        words = [_date_in_words(first), _date_in_words(last)]
    return words[0] if first == last else " to ".join(words)


def _padded(match: re.Match[str]) -> str:
    return "-".join(number.zfill(2) for number in match.groups() if number)


def _numbers(written: str) -> tuple[int, ...]:
    """Year, month and day, as many as there are."""
    match = _DATE.fullmatch(written)
    if match is None:
        raise ValueError(f"{written} is not in ISO 8601.")
    return tuple(int(number) for number in match.groups() if number)


def _date_in_words(written: str) -> str:
    year, *month_and_day = _numbers(written)
    words = [str(day) for day in month_and_day[1:]]
    return " ".join([*words, *(month_name[month] for month in month_and_day[:1]), str(year)])


def _amount_in_words(written: str) -> str:
    return f"{Decimal(written[4:]):,f}"
