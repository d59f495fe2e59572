"""What given words mean as a value: read where they stand in a text, or as typed.

By the rules by which texts are read (`dates`, `money`, `quantities`). Where these see no single
value there is none: a wrong one would look as if a person had given it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from entities.extraction.candidates import Candidate, without_overlaps
from entities.extraction.lexicon import english, words
from entities.extraction.passage import PARAGRAPH_BREAK, Passage, Span, make_passage
from entities.extraction.values.dates import dates
from entities.extraction.values.money import money, typed_sum
from entities.extraction.values.quantities import quantities
from entities.kinds import Kind
from entities.quantities import Quantity
from entities.values import (
    DATE_EXAMPLES,
    LONGEST_VALUE,
    QUANTITY_EXAMPLES,
    SUM_EXAMPLES,
    FaultyValue,
    ends,
    iso_date,
)

# Words beside a date or a sum that leave its value as it is.
_BESIDE = words(
    "the on in of at a and or about around some nearly almost roughly circa early mid late s "
    "morning afternoon evening night el la en de del y"
)
_SIGNS = ".,;:!?()[]“”‘’\"'"
# A month or a year alone is a date behind such a word, in English or in Spanish.
_LEADS = ("in", "en")
_CAPITALIZED = english.MONTHS | english.SHORT_MONTHS | english.WEEKDAYS
_WORD = re.compile(r"[A-Za-z]+")
_DAY_OR_MONTH_FIRST = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_NEGATIVE = re.compile(r"[^0-9]*[-−–]\s?[^0-9\s]*\s?[0-9]")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rules judge words by: when their text was published and which country it is about.

    As in `pipeline.Text`; the country is in ISO 3166-1, or empty.
    """

    published: date | None = None
    precision: str = ""
    country: str = ""


def value_of_words(kind: Kind, text: str, span: Span, setting: Setting) -> str:
    """The value of `text[start:end]` (code points); empty where the rules read no single one."""
    start, end = span
    # A blank line ends a paragraph, and no rule looks further.
    before, behind = text.rfind("\n\n", 0, start), text.find("\n\n", end)
    body = (max(before, 0), len(text) if behind < 0 else behind)
    passage = _passage(text, body, setting)
    left, right = start - passage.offset, end - passage.offset
    found = without_overlaps(_FINDERS[kind](passage, setting.country))
    touched = [one for one in found if one.start < right and left < one.end]
    if any(left <= one.start and one.end <= right for one in touched):
        return _only_value(touched, passage.text, left, right)
    value = _value_alone(kind, passage.text[left:right].replace(PARAGRAPH_BREAK, " "), setting)
    # Of longer words these are a part, which must mean what the whole does: `$2` of `$2 million`.
    return value if all(_is_part(value, one.value) for one in touched) else ""


def value_of_typed(kind: Kind, written: str, setting: Setting) -> str:
    """The value that a person typed, in the form in which it is kept; empty for nothing.

    Raises `FaultyValue`.
    """
    written = " ".join(written.split())
    value = _TYPED[kind](written, setting) if written else ""
    if len(value) > LONGEST_VALUE:
        raise FaultyValue(f"“{written}” is too long: {_EXAMPLES[kind]}.")
    return value


def _typed_date(written: str, setting: Setting) -> str:
    if value := iso_date(written):
        return value
    value = _value_alone(Kind.DATE, _WORD.sub(_as_in_texts, written), setting)
    if not value:
        raise FaultyValue(f"“{written}” is no date: {DATE_EXAMPLES}.")
    if (figures := _DAY_OR_MONTH_FIRST.fullmatch(written)) and len(value) == 4:
        raise FaultyValue(
            f"“{written}” may have the day or the month first: write it with the year first, "
            f"such as {figures[3]}-{int(figures[2]):02}-{int(figures[1]):02}."
        )
    return value


def _as_in_texts(word: re.Match[str]) -> str:
    """Months and days of the week with a capital, as texts have them."""
    written = word.group()
    return written.capitalize() if written.casefold() in _CAPITALIZED else written


def _typed_sum(written: str, setting: Setting) -> str:
    code, value = typed_sum(written)
    value = value or _value_alone(Kind.MONEY, written, setting)
    if not value and _NEGATIVE.match(written):
        raise FaultyValue(f"“{written}” is less than nothing: {SUM_EXAMPLES}, without a minus.")
    if not value and code:
        raise FaultyValue(f"“{code}” is the code of no currency: {SUM_EXAMPLES}.")
    if not value:
        raise FaultyValue(f"“{written}” is no sum with its currency: {SUM_EXAMPLES}.")
    low, high = (Decimal(end[4:]) for end in ends(value))
    if high < low:
        raise FaultyValue(
            f"“{written}” ends below where it begins: write the smaller amount first, such as "
            "USD 200-3000."
        )
    return value


def _typed_quantity(written: str, setting: Setting) -> str:
    """As the rules read it in a text, or else any words behind a number in figures."""
    if _NEGATIVE.match(written):
        raise FaultyValue(f"“{written}” is less than nothing: {QUANTITY_EXAMPLES}.")
    quantity = Quantity.from_value(written)
    value = "" if quantity else _value_alone(Kind.QUANTITY, written, setting)
    quantity = quantity or Quantity.from_value(value) or Quantity.from_typed(written)
    if quantity is None:
        raise FaultyValue(f"“{written}” is no number with what it counts: {QUANTITY_EXAMPLES}.")
    if quantity.high < quantity.low:
        raise FaultyValue(
            f"“{written}” ends below where it begins: write the smaller number first, such as "
            "15-20 members."
        )
    return quantity.value


def _value_alone(kind: Kind, written: str, setting: Setting) -> str:
    """The value of words without a text around them."""
    for lead in _LEADS:
        text = f"{lead} {written}."
        passage = _passage(text, (0, len(text)), setting)
        found = without_overlaps(_FINDERS[kind](passage, setting.country))
        if value := _only_value(found, passage.text, len(lead) + 1, len(text) - 1):
            return value
    return ""


def _only_value(found: list[Candidate], text: str, start: int, end: int) -> str:
    """The value of what was found, if `text[start:end]` says that one thing and nothing more."""
    if len(found) != 1 or not start <= found[0].start < found[0].end <= end:
        return ""
    beside = f"{text[start : found[0].start]} {text[found[0].end : end]}".split()
    says_all = all(word.strip(_SIGNS).casefold() in {"", *_BESIDE} for word in beside)
    return found[0].value if says_all and len(found[0].value) <= LONGEST_VALUE else ""


def _is_part(value: str, whole: str) -> bool:
    """Whether a value is where the whole begins or ends: `USD 200` of `USD 200-3000`.

    A year or month may be that of its date, and of a quantity the number may stand with less.
    """
    if (own := Quantity.from_value(value)) and (long := Quantity.from_value(whole)):
        return own[:2] == long[:2]
    return any(f"{end}-".startswith(f"{value}-") for end in ends(whole))


def _passage(text: str, body: Span, setting: Setting) -> Passage:
    return make_passage(
        text,
        published=setting.published,
        precision=setting.precision,
        body=body,
        furniture=(),
        dateline="",
    )


_FINDERS: dict[Kind, Callable[[Passage, str], Iterable[Candidate]]] = {
    Kind.DATE: lambda passage, country: dates(passage),
    Kind.MONEY: money,
    Kind.QUANTITY: lambda passage, country: quantities(passage),
}
_TYPED: dict[Kind, Callable[[str, Setting], str]] = {
    Kind.DATE: _typed_date,
    Kind.MONEY: _typed_sum,
    Kind.QUANTITY: _typed_quantity,
}
_EXAMPLES = {
    Kind.DATE: DATE_EXAMPLES,
    Kind.MONEY: SUM_EXAMPLES,
    Kind.QUANTITY: QUANTITY_EXAMPLES,
}
