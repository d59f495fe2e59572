"""Values of quantities: the form in which they are kept, and words for people.

A quantity is a number or a range with what it counts or the unit and what it measures:
`12 firearms`, `15-20 members`, `3 kg cocaine`, `25 years`, `20 %`, `6.3 reports/month`. A sign
before it says that the number is a bound or not exact: `>=40 states`, `>50000 members`,
`<=5 years`, `<10 %`, `~30 people`.
"""

import re
from decimal import Decimal
from typing import NamedTuple, Self

# By the sign of the value: how people read it, the first, and may type it.
BOUND_WORDS = {
    ">=": ("at least",),
    ">": ("more than", "over"),
    "<=": ("at most", "up to"),
    "<": ("less than", "fewer than", "under"),
    "~": ("about", "around", "some"),
}
_SIGNS = "|".join(BOUND_WORDS)
_BOUND = "|".join(word for row in BOUND_WORDS.values() for word in row)
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_TYPED_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
# `15 to 20` is a range, not so many of what begins with `to`.
_SUBJECT = r"(?P<subject>%|(?!to\s[0-9])[^\W\d_][^/]*?)(?:(?:/|\sper\s)(?P<per>\S.*))?"
_VALUE = re.compile(rf"(?P<sign>{_SIGNS})?(?P<low>{_NUMBER})(?:-(?P<high>{_NUMBER}))? {_SUBJECT}")
_TYPED = re.compile(
    rf"(?:(?P<sign>{_SIGNS})\s?|(?P<bound>{_BOUND})\s)?(?P<low>{_TYPED_NUMBER})"
    rf"(?:\s?(?:-|–|to)\s?(?P<high>{_TYPED_NUMBER}))?\s?{_SUBJECT}",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """A number from `low` to `high`, which are the same for a single one.

    `sign` is one of `BOUND_WORDS` or empty, `per` what the number holds for: `month`.
    """

    low: Decimal
    high: Decimal
    subject: str
    sign: str = ""
    per: str = ""

    @classmethod
    def from_value(cls, value: str) -> Self | None:
        """The quantity of a value as it is kept; None for any other text."""
        match = _VALUE.fullmatch(value)
        return cls._from_match(match, match["sign"] or "") if match else None

    @classmethod
    def from_typed(cls, written: str) -> Self | None:
        """The quantity that a person typed, its number in figures and what it counts behind it."""
        match = _TYPED.fullmatch(written)
        if match is None:
            return None
        bound = (match["bound"] or "").casefold()
        named = (sign for sign, row in BOUND_WORDS.items() if bound in row)
        return cls._from_match(match, match["sign"] or next(named, ""))

    @classmethod
    def _from_match(cls, match: re.Match[str], sign: str) -> Self:
        low = Decimal(match["low"].replace(",", ""))
        high = Decimal(match["high"].replace(",", "")) if match["high"] else low
        subject = " ".join(match["subject"].split())
        return cls(low, high, subject, sign, " ".join((match["per"] or "").split()))

    @property
    def value(self) -> str:
        """The form in which it is kept."""
        number = (
            _plain(self.low) if self.low == self.high else f"{_plain(self.low)}-{_plain(self.high)}"
        )
        return f"{self.sign}{number} {self.subject}{'/' if self.per else ''}{self.per}"

    @property
    def in_words(self) -> str:
        """`at least 40 states`, `15 to 20 members`, `6.3 reports per month`."""
        bound = f"{BOUND_WORDS[self.sign][0]} " if self.sign else ""
        number = f"{Decimal(_plain(self.low)):,f}"
        if self.high != self.low:
            number += f" to {Decimal(_plain(self.high)):,f}"
        rate = f" per {self.per}" if self.per else ""
        return f"{bound}{number} {self.subject}{rate}"


def _plain(number: Decimal) -> str:
    """Without an exponent and without zeros at the end."""
    return format(number.normalize(), "f") if number else "0"
