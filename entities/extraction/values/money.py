"""Sums of money as currency and amount or range: `USD 1500`, `USD 200-3000`."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pycountry

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import numbered
from entities.extraction.passage import Passage
from entities.kinds import Kind

_SIGNS = {
    "US$": "USD",
    "USD$": "USD",
    "U.S.$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "R$": "BRL",
    "MX$": "MXN",
    "MXN$": "MXN",
    "S/": "PEN",
    "TT$": "TTD",
    "J$": "JMD",
    "RD$": "DOP",
    "BZ$": "BZD",
    "S$": "SGD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₱": "PHP",
    "₡": "CRC",
}
# Words for currencies that several countries use need the country that the text speaks of.
_WORDS = {
    "dollar": "USD",
    "us dollar": "USD",
    "u.s. dollar": "USD",
    "american dollar": "USD",
    "canadian dollar": "CAD",
    "australian dollar": "AUD",
    "euro": "EUR",
    "swiss franc": "CHF",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "mexican peso": "MXN",
    "colombian peso": "COP",
    "argentine peso": "ARS",
    "chilean peso": "CLP",
    "philippine peso": "PHP",
    "quetzal": "GTQ",
    "quetzale": "GTQ",
    "lempira": "HNL",
    "córdoba": "NIO",
    "colón": "CRC",
    "colone": "CRC",
    "real": "BRL",
    "reai": "BRL",
    "bolívar": "VES",
    "bolivar": "VES",
    "rand": "ZAR",
    "ruble": "RUB",
    "rouble": "RUB",
    "yen": "JPY",
    "yuan": "CNY",
    "rupee": "INR",
    "lira": "TRY",
    "franc": "CHF",
    "gourde": "HTG",
    "krona": "SEK",
    "kronor": "SEK",
    "swedish krona": "SEK",
    "danish kroner": "DKK",
    "kroner": "NOK",
    "naira": "NGN",
    "guaraní": "PYG",
    "sole": "PEN",
}
_PESOS = {"MX": "MXN", "CO": "COP", "AR": "ARS", "CL": "CLP", "PH": "PHP", "DO": "DOP", "UY": "UYU"}
_MAGNITUDES = {
    "thousand": 3,
    "k": 3,
    "million": 6,
    "m": 6,
    "mn": 6,
    "mln": 6,
    "mil": 3,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
    "millones": 6,
    "milhões": 6,
}
_CURRENCIES = frozenset(currency.alpha_3 for currency in pycountry.currencies)
_WORDS_IN_CAPITALS = frozenset({"ALL", "TOP", "TRY", "CUP", "MOP", "LAK", "BAM"})
_CODES = "|".join(sorted(_CURRENCIES - _WORDS_IN_CAPITALS))
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?"
_MAGNITUDE = (
    r"(?:[\s-]?(?i:thousand|million|billion|trillion|millones|milhões|mil)\b|"
    r"\s?(?:k|m|mn|bn|tn|K|M|B)\b)"
)
_WORD = (
    "(?:" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + "|peso|pound)(?:e?s)?"
)
_SPELLED = "one|two|three|four|five|six|seven|eight|nine|ten|half\\sa|a"
_SPELLED_VALUES = numbered("one two three four five six seven eight nine ten") | {"a": 1}
_BEFORE = re.compile(
    rf"(?<![\w$€£])(?P<sign>(?:{_SIGN})\s?|(?:{_CODES})\s?)(?P<low>{_AMOUNT})(?P<size>{_MAGNITUDE})?"
    rf"(?:\s?(?:-|–|to|and)\s?(?:{_SIGN})?(?P<high>{_AMOUNT})(?P<high_size>{_MAGNITUDE})?(?![\d%]))?"
    rf"(?:\s(?P<word>(?i:{_WORD}|(?:{_CODES})))\b)?"
)
_AFTER = re.compile(
    rf"(?<![\w$€£.,])(?P<low>{_AMOUNT}|(?i:{_SPELLED})(?=\s(?:thousand|million|billion)))"
    rf"(?P<size>{_MAGNITUDE})?(?:\s?(?:-|–|to)\s?(?P<high>{_AMOUNT})(?P<high_size>{_MAGNITUDE})?)?"
    rf"(?:\s(?:of|de))?\s(?P<word>(?i:{_WORD})|(?:{_CODES}))\b"
)
# As people type sums: any code, in capitals or not, before or behind the amount.
_TO = r"\s?(?:-|–|to)\s?"
_TYPED_AMOUNT = (
    rf"(?P<low>{_AMOUNT})(?P<size>{_MAGNITUDE})?"
    rf"(?:{_TO}(?P<high>{_AMOUNT})(?P<high_size>{_MAGNITUDE})?)?"
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
    return code, _value(code, match.groupdict()) if code in _CURRENCIES else ""


def money(passage: Passage, country: str) -> Iterator[Candidate]:
    """Yield every sum; `country` (ISO 3166-1 or empty) tells whose pesos and pounds are meant."""
    for pattern in (_BEFORE, _AFTER):
        for match in _each(pattern, passage.text):
            groups = match.groupdict()
            currency = _currency(groups.get("sign"), groups.get("word"), country)
            if not currency:
                continue
            start, end = match.span()
            if _is_two_sums(match):
                end = match.end("size") if groups["size"] else match.end("low")
                groups["high"] = None
            yield Candidate(
                start,
                end,
                Kind.MONEY,
                Rank.RULE,
                "rule:money",
                "an amount with a currency",
                0.95,
                value=_value(currency, groups),
            )


def _each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match; of two sums the second is one of its own."""
    reached = 0
    while match := pattern.search(text, reached):
        yield match
        low = match.end("size") if match["size"] else match.end("low")
        reached = low if _is_two_sums(match) else match.end()


def _is_two_sums(match: re.Match[str]) -> bool:
    """`£300,000 and £20,000` are two, `between £200 and £300` is a range."""
    return bool(match["high"]) and _is_joined_by_and(match) and not _is_between(match)


def _is_joined_by_and(match: re.Match[str]) -> bool:
    return " and " in match.group()


def _is_between(match: re.Match[str]) -> bool:
    return match.string[: match.start()].rstrip().casefold().endswith("between")


def _currency(sign: str | None, word: str | None, country: str) -> str:
    if sign:
        sign = sign.strip()
        if sign == "$" and word and word.casefold().rstrip("s") == "peso":
            return _PESOS.get(country, "MXN")
        return _SIGNS.get(sign, sign)
    name = (word or "").casefold()
    if name.upper() in _CODES.split("|") and (word or "").isupper():
        return name.upper()
    for form in (name, name.removesuffix("s"), name.removesuffix("es")):
        if form == "peso":
            return _PESOS.get(country, "MXN")
        if form == "pound":
            return "GBP" if country in ("GB", "IE", "") else ""
        if form in _WORDS:
            return _WORDS[form]
    return ""


def _value(currency: str, groups: dict[str, str | None]) -> str:
    low_size, high_size = groups["size"], groups["high_size"]
    low = _amount(groups["low"] or "", low_size or (high_size if groups["high"] else None))
    if not groups["high"]:
        return f"{currency} {low}"
    return f"{currency} {low}-{_amount(groups['high'], high_size)}"


def _amount(written: str, size: str | None) -> str:
    word = re.sub(r"\s", " ", written.casefold())
    if word in _SPELLED_VALUES:
        number = Decimal(_SPELLED_VALUES[word])
    elif word == "half a":
        number = Decimal("0.5")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", written):
        number = Decimal(written.replace(".", ""))
    else:
        number = Decimal(written.replace(",", ""))
    if size:
        number *= 10 ** _MAGNITUDES[size.strip(" -\n").casefold()]
    return format(number.normalize(), "f")
