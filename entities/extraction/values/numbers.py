"""Numbers as English, Spanish and Portuguese texts write them: in figures, in words, in both.

`1,200`, `1.200,50`, `2.5 million`, `twenty-five`, `two hundred and fifty`, `mil millones`,
`half a million`, `a dozen`.
"""

import re
from decimal import Decimal

from entities.extraction.lexicon import accents_optional, alternatives
from entities.extraction.lexicon.quantities import (
    FRACTIONS,
    HUNDRED,
    HUNDREDS,
    MULTIPLES,
    ONES,
    TEENS,
    TENS,
    THOUSAND_ALONE,
)
from entities.names import plain

FIGURES = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_ONE, _TEEN, _TEN = (alternatives(accents_optional(row)) for row in (ONES, TEENS, TENS))
_HUNDRED = alternatives(accents_optional(HUNDREDS))
_PLAIN_HUNDRED = alternatives(HUNDRED)
_CARDINAL = rf"(?:(?:{_TEN})(?:(?:-|\s(?:[ye]\s)?)(?:{_ONE})\b)?|{_TEEN}|{_ONE})"
_HUNDREDS = (
    rf"(?:(?:(?:an?|{_CARDINAL})\s(?:{_PLAIN_HUNDRED})|{_HUNDRED})\b"
    rf"(?:\s(?:(?:and|y|e)\s)?{_CARDINAL}\b)?)"
)
_SMALL = rf"(?:{_HUNDREDS}|{_CARDINAL})"
MULTIPLE = rf"(?:{alternatives(accents_optional(MULTIPLES))})"
_FRACTION = rf"(?:{alternatives(FRACTIONS)})"
# `two dozen`, `a thousand`, `mil`, `five million three hundred thousand`
SPELLED = (
    rf"(?:(?:(?:{_FRACTION}|{_SMALL}|an?)\s{MULTIPLE}|{THOUSAND_ALONE})\b"
    rf"(?:\s(?:{_SMALL}\s)?{MULTIPLE}\b)*(?:\s{_SMALL})?|{_SMALL})"
)
# `50 mil`, `2.5 million`, `15 mil 500`
NUMBER = (
    rf"(?:{FIGURES}(?:[\s-]?(?i:{MULTIPLE})\b(?:\s{MULTIPLE}\b)?"
    rf"(?:(?<={THOUSAND_ALONE})\s\d{{3}}\b(?![.,]\d))?)?|(?i:{SPELLED})\b)"
)

_VALUES = {
    plain(word): number
    for row in (ONES, TEENS, TENS, HUNDRED, HUNDREDS, MULTIPLES)
    for word, number in row.items()
}
_MULTIPLES = frozenset(map(plain, MULTIPLES))
_TOKEN = re.compile(rf"{FIGURES}|[^\W\d_]+")
_IN_PARTS = re.compile(rf"({_FRACTION})\s(?=\S)")
_DOTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+")


def number(written: str, *, has_decimal_comma: bool = False) -> Decimal:
    """The number that is written so.

    One dot before three figures parts thousands only where the text `has_decimal_comma`; one
    comma before three figures always does.
    """
    written = plain(written)
    if part := _IN_PARTS.match(written):
        whole = number(written[part.end() :], has_decimal_comma=has_decimal_comma)
        return Decimal(str(FRACTIONS[part[1]])) * whole
    total, current = Decimal(0), Decimal(0)
    is_empty = True
    for token in _TOKEN.findall(written):
        if token[0].isdigit():
            current, is_empty = in_figures(token, has_decimal_comma=has_decimal_comma), False
        elif token in _MULTIPLES:
            base = current if not is_empty else (total or Decimal(1))
            total = base * _VALUES[token] if is_empty else total + base * _VALUES[token]
            current, is_empty = Decimal(0), True
        elif token in ("a", "an"):
            continue
        elif (value := _VALUES.get(token)) is not None:
            scales = value == 100 and not is_empty and current < 100
            current, is_empty = (current * value if scales else current + value), False
    return total + current


def in_figures(written: str, *, has_decimal_comma: bool = False) -> Decimal:
    """The number of figures with their signs for thousands and decimals."""
    if "," in written and "." in written:
        decimal = max(written.rfind(","), written.rfind("."))
        whole = re.sub(r"[.,]", "", written[:decimal])
        return Decimal(f"{whole}.{written[decimal + 1 :]}")
    if _COMMAS.fullmatch(written):
        return Decimal(written.replace(",", ""))
    if _DOTS.fullmatch(written) and (has_decimal_comma or written.count(".") > 1):
        return Decimal(written.replace(".", ""))
    return Decimal(written.replace(",", "."))


def as_text(value: Decimal) -> str:
    """Without an exponent and without zeros at the end."""
    return format(value.normalize(), "f") if value else "0"
