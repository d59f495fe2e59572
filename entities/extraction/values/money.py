"""Sums of money as currency and amount or range: `USD 1500`, `USD 200-3000`."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import pycountry

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import accents_optional, alternatives, currencies
from entities.extraction.passage import Passage
from entities.extraction.values.numbers import (
    FIGURES,
    MULTIPLE,
    NUMBER,
    as_text,
    in_figures,
    number,
)
from entities.kinds import Kind
from entities.names import plain

_CURRENCIES = (
    frozenset(currency.alpha_3 for currency in pycountry.currencies) | currencies.HISTORIC_CODES
)
_WORDS_IN_CAPITALS = frozenset({"ALL", "TOP", "TRY", "CUP", "MOP", "LAK", "BAM"})
_CODES = "|".join(sorted(_CURRENCIES - _WORDS_IN_CAPITALS))

_NAMES = {plain(name): code for code, names in currencies.NAMES.items() for name in names}
_DOLLARS = frozenset(map(plain, currencies.DOLLARS))
_SHARED = {plain(name): row for names, row in currencies.SHARED_NAMES.items() for name in names}
_COUNTRIES = {
    plain(adjective): country
    for country, adjectives in currencies.ADJECTIVES.items()
    for adjective in adjectives
}
_EVERY_NAME = accents_optional(
    name
    for names in (*currencies.NAMES.values(), *currencies.SHARED_NAMES, currencies.DOLLARS)
    for name in names
)
_ADJECTIVE = alternatives(
    accents_optional(one for row in currencies.ADJECTIVES.values() for one in row)
)
_CURRENCY = (
    rf"(?:(?i:(?:(?P<before>{_ADJECTIVE})\s)?(?P<name>{alternatives(_EVERY_NAME)})\b"
    rf"(?:\s(?P<behind>{_ADJECTIVE})(?!\w))?)|(?P<code>{_CODES})\b)"
)
_SIGN = alternatives(currencies.SIGNS, currencies.LETTERS)
_SIZE = (
    rf"(?:[\s-]?(?i:{MULTIPLE})\b(?:\s(?i:{MULTIPLE})\b)?"
    rf"|\s?(?:{alternatives(currencies.SHORT_MULTIPLES)})\b)"
)
_TO = r"(?P<to>\s?[-–]\s?|\s(?:to|and|y|e|a)\s)"
_BEFORE = re.compile(
    rf"(?<![\w$€£])(?P<sign>(?:{_SIGN})|(?:{_CODES}))\s?(?P<low>{FIGURES})(?P<size>{_SIZE})?"
    rf"(?:{_TO}(?:(?:{_SIGN})\s?)?(?P<high>{FIGURES})(?P<high_size>{_SIZE})?(?![\d%]))?"
    rf"(?:\s(?:de\s)?{_CURRENCY})?"
)
_AFTER = re.compile(
    rf"(?<![\w$€£.,])(?P<low>{NUMBER})(?:{_TO}(?P<high>{NUMBER}))?\s(?:(?:of|de)\s)?{_CURRENCY}"
)
# A name of money as texts spell it: around these and nowhere else there may be one behind a number.
_NAMED = re.compile(
    rf"\b(?:{alternatives({*_EVERY_NAME, *map(str.capitalize, _EVERY_NAME)})}|{_CODES})\b"
)
_FIRST_WORDS = frozenset(
    name.split()[0]
    for name in (*_EVERY_NAME, *map(str.capitalize, _EVERY_NAME), *_CODES.split("|"))
)
_BEFORE_NAME, _BEHIND_NAME = 70, 20  # code points
_LONGEST_LEAD = 10  # code points
_BETWEEN = re.compile(r"\b(?:between|entre)\s$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:de|desde)\s$", re.IGNORECASE)
_ENGLISH_SIZE = re.compile(r"(?:thousand|[mbtr]+illion|k|m|mn|mln|mm|bn|b|tn)$", re.IGNORECASE)
_LAST_SIZE = re.compile(rf"(?i:{MULTIPLE})$")
# As people type sums: any code, in capitals or not, before or behind the amount.
_TYPED_AMOUNT = (
    rf"(?P<low>{FIGURES})(?P<size>{_SIZE})?"
    rf"(?:\s?(?:-|–|to)\s?(?P<high>{FIGURES})(?P<high_size>{_SIZE})?)?"
)
_TYPED = (
    re.compile(rf"(?P<code>[A-Za-z]{{3}})\s?{_TYPED_AMOUNT}"),
    re.compile(rf"{_TYPED_AMOUNT}\s?(?P<code>[A-Za-z]{{3}})"),
)


def typed_sum(written: str) -> tuple[str, str]:
    """The code of three letters and the value of a sum that is typed by code; empty for others.

    The value is empty where no currency has the code.
    """
    match = _TYPED[0].fullmatch(written) or _TYPED[1].fullmatch(written)
    if match is None:
        return "", ""
    code = match["code"].upper()
    return code, _value(code, *_limits(match)) if code in _CURRENCIES else ""


def money(passage: Passage, country: str) -> Iterator[Candidate]:
    """Yield every sum; `country` (ISO 3166-1 or empty) tells whose pesos and pounds are meant."""
    text = passage.text
    reached = 0
    while match := _BEFORE.search(text, reached):
        low, high = _limits(match)
        reached = end = match.end()
        if high is not None and not _is_range(match, low, high):
            high, reached = None, match.end("size" if match["size"] else "low")
            end = reached
        if code := _code_of_sign(match, country):
            yield _candidate(match.start(), end, _value(code, low, high))
    for start, end in _around_names(passage):
        for match in _AFTER.finditer(text, start, end):
            code = _code_of_name(match, country)
            if code:
                low, high = _limits(match)
                start = match.start()
                if high is not None and not _is_range(match, low, high):
                    low, high, start = high, None, match.start("high")
                yield _candidate(start, match.end(), _value(code, low, high))


def _candidate(start: int, end: int, value: str) -> Candidate:
    return Candidate(
        start,
        end,
        Kind.MONEY,
        Rank.RULE,
        "rule:money",
        "an amount with a currency",
        0.95,
        value=value,
    )


def _around_names(passage: Passage) -> list[tuple[int, int]]:
    """The parts of the text in which a name of money ends a sum."""
    parts: list[tuple[int, int]] = []
    if not passage.has_any(_FIRST_WORDS):
        return parts
    text = passage.text
    for match in _NAMED.finditer(text):
        start, end = max(0, match.start() - _BEFORE_NAME), match.end() + _BEHIND_NAME
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _is_range(match: re.Match[str], low: Decimal, high: Decimal) -> bool:
    """`£300,000 and £20,000` are two, `between £200 and £300` is a range."""
    joined = match["to"].strip().casefold()
    before = match.string[max(0, match.start() - _LONGEST_LEAD) : match.start()]
    if joined in ("and", "y", "e") and not _BETWEEN.search(before):
        return False
    return high >= low and (joined != "a" or _FROM.search(before) is not None)


def _code_of_sign(match: re.Match[str], country: str) -> str:
    sign = match["sign"]
    if sign in currencies.LETTERS:
        named = (code for code, cues in currencies.LETTERS[sign] if _is_named(match.string, cues))
        return next(named, "")
    # `$20,000 pesos`, `$300 Canadian dollars`
    if sign == "$" and match["name"] and (code := _code_of_name(match, country)):
        return code
    return currencies.SIGNS_BY_COUNTRY.get((sign, country)) or currencies.SIGNS.get(sign, sign)


def _is_named(text: str, cues: Iterable[str]) -> bool:
    return any(cue in text for cue in cues)


def _code_of_name(match: re.Match[str], country: str) -> str:
    """The currency of the name behind an amount; empty where nothing tells it."""
    if match["code"]:
        return match["code"]
    name = plain(match["name"])
    if name in _NAMES:
        return _NAMES[name]
    said = match["before"] or match["behind"]
    meant = _COUNTRIES[plain(said)] if said else ""
    if name in _DOLLARS:
        return currencies.DOLLARS_OF.get(meant) or currencies.DOLLARS_OF[""]
    codes = _SHARED[name]
    return codes.get(meant or country) or codes.get("", "")


def _value(currency: str, low: Decimal, high: Decimal | None) -> str:
    return f"{currency} {as_text(low)}" + ("" if high is None else f"-{as_text(high)}")


def _limits(match: re.Match[str]) -> tuple[Decimal, Decimal | None]:
    """The amount of a match, or where its range begins and ends."""
    parts = match.groupdict()
    low = _amount(match["low"], parts.get("size"))
    if not match["high"]:
        return low, None
    high = _amount(match["high"], parts.get("high_size"))
    size = parts.get("high_size") or _size_at_end(match["high"])
    # `$2-3 million`
    if size and not parts.get("size") and low * _multiple(size) <= high:
        low *= _multiple(size)
    return low, high


def _amount(written: str, size: str | None) -> Decimal:
    # A sum has no three decimals, but `$1.234 million` has.
    has_decimal_comma = not _ENGLISH_SIZE.search(size or written)
    if written[0].isdecimal() and written[-1].isdecimal() and " " not in written:
        amount = in_figures(written, has_decimal_comma=has_decimal_comma)
    else:
        amount = number(written, has_decimal_comma=has_decimal_comma)
    return amount * _multiple(size) if size else amount


def _size_at_end(written: str) -> str:
    match = _LAST_SIZE.search(written)
    return match.group() if match else ""


def _multiple(size: str) -> Decimal:
    """What a word or letter behind figures multiplies them by: `k`, `million`, `mil millones`."""
    size = size.strip(" -\n")
    short = currencies.SHORT_MULTIPLES.get(size)
    return Decimal(short) if short else number(f"1 {size}")
