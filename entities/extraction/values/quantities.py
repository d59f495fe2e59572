"""Amounts with what they count or measure: `>=40 states`, `3 kg cocaine`, `25 years`, `20 %`.

A number in figures or words, a bound before it, and behind it a unit, with what it measures, or a
noun in the plural with the words between. Ages, points in time, ordinals and what only carries a
number (`Section 182`, `Room 12`) are none. Dates and sums of money are found apart, and win.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import accents_optional, alternatives
from entities.extraction.lexicon import quantities as lexicon
from entities.extraction.passage import PARAGRAPH_BREAK, Passage
from entities.extraction.values.numbers import MULTIPLE, NUMBER, number
from entities.kinds import Kind
from entities.names import plain
from entities.quantities import Quantity
from entities.values import LONGEST_VALUE


def _by_form(rows: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What each form stands for, accents or not."""
    return {plain(form): value for value, forms in rows.items() for form in forms}


def _any_of(forms: Iterable[str]) -> str:
    return rf"(?i:{alternatives(accents_optional(forms))})"


def _forms(rows: Mapping[str, tuple[str, ...]]) -> str:
    return _any_of(form for forms in rows.values() for form in forms)


_SIGNS = _by_form(lexicon.BOUNDS)
_UNITS = _by_form(lexicon.UNITS) | _by_form(lexicon.ABBREVIATIONS)
_TIMES = _by_form(lexicon.UNITS_OF_TIME)
_PERIODS = _by_form(lexicon.PERIODS)
_VAGUE = {plain(form): value for form, value in lexicon.VAGUE.items()}
_SEVERAL = {plain(form): value for form, value in lexicon.SEVERAL.items()}
_HALF = Decimal("0.5")

# The words with which numbers begin, and those before which others have to follow: `a dozen`.
_TOKEN = re.compile(r"\d[\d.,]*|[^\W\d_]+")
_BEGIN = frozenset(
    plain(form).split()[0]
    for row in (
        *(lexicon.ONES, lexicon.TEENS, lexicon.TENS, lexicon.HUNDREDS, lexicon.VAGUE),
        *(lexicon.SEVERAL_BEFORE, (lexicon.THOUSAND_ALONE,)),
    )
    for form in row
)
_BEGIN_WITH_MORE = frozenset({"a", "an", "un", "una", "uno", "um", "uma"}) | (
    {plain(part).split()[0] for part in lexicon.FRACTIONS} - _BEGIN
)
_MORE = re.compile(
    rf"\s(?:{_any_of([*lexicon.MULTIPLES, *lexicon.HUNDRED, *lexicon.COUNTED_ALONE])}"
    r"|an?|de|uma?)\b"
)
# No part of a name, sum, time, ordinal or longer number: `MS-13`, `$5`, `7:30`, `18th`, `9mm`.
_AMOUNT = re.compile(
    rf"(?:(?<![\w$€£¥₡₱:/#§’'-])|(?<=--))(?<![\d$][,.])(?!0\d)(?:(?P<low>{NUMBER})"
    rf"(?:(?P<to>\s?[-–]\s?|\s(?:to|and|or|a|y|e|o|ou)\s)(?P<high>{NUMBER}))?"
    rf"(?P<more>\+|\s{_any_of(lexicon.OR_MORE)})?(?P<half>\sand\sa\shalf|\sy\smedi[oa])?"
    rf"|(?P<vague>{_any_of(lexicon.VAGUE)})(?=\s(?:of|de)\s)"
    rf"|{_any_of(lexicon.SEVERAL_BEFORE)}\s(?P<several>{_any_of(lexicon.SEVERAL)})\b)"
    r"(?![:/]?\d|[.,]\d|['’]s\b|[$€£]|-\w)"
)
_MULTIPLE_AT_END = re.compile(rf"(?i:{MULTIPLE})$")
_BOUND_BEFORE = re.compile(rf"(?<!\w)(?P<bound>{_forms(lexicon.BOUNDS)})\s$")
_OF_TIME_NO_BOUND = frozenset(lexicon.BOUNDS_BUT_OF_TIME)
_LONGEST_BOUND = 40  # code points, with the word before
_WORD_BEFORE = re.compile(r"(?P<word>[^\W_][\w'’-]*)(?P<dot>\.?)\s?$")
_PREPOSITION_AT_END = re.compile(
    r"\b(?:in|at|of|from|to|on|by|with|en|de|a|para|em)$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\b(?:between|entre)\s$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:de|entre)\s$", re.IGNORECASE)
_RATE_BEFORE = re.compile(r"\b(?:per|por cada)\s$", re.IGNORECASE)
_OF_NEXT = re.compile(r"\s(?:of|de)(?=\s)")

_ABBREVIATION = re.compile(rf"\s?(?P<unit>{_forms(lexicon.ABBREVIATIONS)})(?!\w|[’'/-]\w)")
_UNIT = re.compile(rf"\s(?P<unit>{_forms(lexicon.UNITS)})\b(?![’'-])")
_TIME = re.compile(rf"\s(?P<unit>{_forms(lexicon.UNITS_OF_TIME)})\b(?!-)")
# `eight years and eight months` is one span of time, in the smaller unit.
_MORE_TIME = re.compile(
    rf",?\s(?:(?:and|y|e)\s)?(?P<number>{NUMBER})\s(?P<unit>{_forms(lexicon.UNITS_OF_TIME)})\b(?!-)"
)
_SMALLER = {
    ("years", "months"): 12,
    ("weeks", "days"): 7,
    ("days", "hours"): 24,
    ("hours", "minutes"): 60,
    ("minutes", "seconds"): 60,
}
# What makes an age, or a point in time, of years and days.
_AGE_OR_POINT = re.compile(
    r"['’]?[\s-](?:old|of\sage|younger|older|his|her|ago|earlier|later|before|after|prior|"
    r"de\sedad|de\sidade|atrás|antes|después|depois)\b",
    re.IGNORECASE,
)
_POINT_BEFORE = re.compile(
    r"\b(?:ages?|aged|past|last|next|first|coming|previous|hace|últimos|últimas|próximos|próximas|"
    r"há|faz)\s$",
    re.IGNORECASE,
)
# Units that a substance is measured in.
_MEASURES = frozenset({"kg", "g", "mg", "lb", "oz", "t", "l", "gal", "ml"})
_OF = r"\s(?:of|de|do|da)\s"
_MEASURED = (
    rf"(?:{_any_of(lexicon.OF_MEASURED)}\s(?:de\s)?){{0,2}}{_any_of(lexicon.MEASURED)}\b"
    rf"(?:[\s-]{_any_of(lexicon.MEASURED)}\b)?"
)
_SUBSTANCE = re.compile(rf"(?:{_OF}|\s)(?P<what>{_MEASURED})")
_PACKED_SUBSTANCE = re.compile(rf"{_OF}(?P<what>{_MEASURED})")
_WORD = re.compile(
    r"\s(?P<word>U\.S\.|\.?\d{1,2}(?:mm|-cal\w+)|[^\W\d_](?:[\w’'-]*\w)?)(?P<own>['’]?)"
)
_NAME_GOES_ON = re.compile(r"\s[^\W\d_a-zà-ÿ]")
_MOST_WORDS = 5
_COMPLEMENT = re.compile(rf"\s{_any_of(lexicon.COMPLEMENTS)}\b")
_RATE = re.compile(
    rf"(?:\s(?:a|per|each|every|al|por|cada|ao|à)\s|/)(?P<per>{_forms(lexicon.PERIODS)})\b"
    r"|\s(?:per|por)\s(?:cada\s)?(?P<heads>\d[\d.,]*\s(?:mil\s)?[^\W\d_]+)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CALLED_FOR_HELP = ("911", "112")
_PORTUGUESE = re.compile(r"\b(?:do|da|em|pelo|pela|não|uma|e|com)\b")
_SPANISH = re.compile(r"\b(?:el|del|los|en|una|y|con|las)\b")
# English words; Portuguese has plurals in other letters before: `fuzis`, `policiais`.
_NO_PLURAL = ("ss", "us", "sis", "his", "nis", "vis", "bris", "’s", "'s")


@dataclass(slots=True)
class _Number:
    """What was written as a number: where it begins and what it says."""

    start: int
    low: Decimal
    high: Decimal
    sign: str = ""
    written: str = ""

    @property
    def takes_of(self) -> bool:
        """Whether `of` may stand before what is counted: `hundreds of members`."""
        return not self.written or self.written.split()[-1].casefold() in lexicon.COUNTED_WITH_OF


@dataclass(slots=True)
class _Counted:
    """What stands behind a number: up to where it reaches, and what the value says of it."""

    end: int
    subject: str
    is_time: bool = False


def quantities(passage: Passage) -> Iterator[Candidate]:
    """Yield every quantity of the passage with its value."""
    text = passage.text
    # As the language of the text has it, but for what it quotes.
    has_decimal_comma = text.count(" de ") > text.count(" the ")
    for match in _amounts(text):
        amount = _number(match, has_decimal_comma=has_decimal_comma)
        before = text[max(0, amount.start - _LONGEST_BOUND) : amount.start]
        if amount.high < amount.low or _carries_a_number(passage, match.start()):
            continue
        counted = _counted(passage, match.end(), amount)
        if counted is None or _RATE_BEFORE.search(before):
            continue
        if counted.is_time and _POINT_BEFORE.search(before):
            continue
        bound = _BOUND_BEFORE.search(before)
        if bound and not (counted.is_time and bound["bound"].casefold() in _OF_TIME_NO_BOUND):
            amount.sign = amount.sign or _SIGNS[plain(bound["bound"])]
            amount.start -= len(bound.group())
        rate = _RATE.match(text, counted.end)
        end = rate.end() if rate else counted.end
        quantity = Quantity(
            amount.low, amount.high, counted.subject, amount.sign, _per(rate) if rate else ""
        )
        if len(quantity.value) <= LONGEST_VALUE and PARAGRAPH_BREAK not in text[amount.start : end]:
            yield Candidate(
                amount.start,
                end,
                Kind.QUANTITY,
                Rank.RULE,
                "rule:quantity",
                "a number with what it counts or measures",
                0.95,
                value=quantity.value,
            )


def _amounts(text: str) -> Iterator[re.Match[str]]:
    """Every number, with the range that it may begin."""
    reached = 0
    for token in _TOKEN.finditer(text):
        if token.start() < reached:
            continue
        word = token.group()
        if not word[0].isdecimal():
            word = plain(word) if not word.isascii() else word.lower()
            if word in _BEGIN_WITH_MORE:
                if not _MORE.match(text, token.end()):
                    continue
            elif word not in _BEGIN:
                continue
        if match := _AMOUNT.match(text, token.start()):
            reached = match.end()
            yield match


def _number(match: re.Match[str], *, has_decimal_comma: bool) -> _Number:
    """The number of a match; of two that are no range it is the second one."""
    if vague := match["vague"] or match["several"]:
        least = Decimal((_VAGUE if match["vague"] else _SEVERAL)[plain(vague)])
        return _Number(match.start(), least, least, ">=")

    def read(written: str) -> Decimal:
        return number(written, has_decimal_comma=has_decimal_comma)

    low = high = read(match["low"])
    start, written = match.start("low"), match["low"]
    if match["high"]:
        high, written = read(match["high"]), match["high"]
        if not _is_range(match):
            start, low = match.start("high"), high
        elif size := _MULTIPLE_AT_END.search(match["high"]):
            # `two to three million`
            scaled = low * number(size.group())
            low = scaled if scaled <= high else low
    if match["half"]:
        low, high = low + _HALF, high + _HALF
    return _Number(start, low, high, ">=" if match["more"] else "", written)


def _is_range(match: re.Match[str]) -> bool:
    """`12 to 15`, `two or three`, `between 10 and 20`; `10 and 20` are two."""
    joined = match["to"].strip().casefold()
    before = match.string[max(0, match.start() - 10) : match.start()]
    if joined in ("and", "y", "e"):
        return _BETWEEN.search(before) is not None
    return joined != "a" or _FROM.search(before) is not None


def _carries_a_number(passage: Passage, start: int) -> bool:
    """Whether the number is a part of the name before it: `Section 182`, `Route 66`."""
    before = passage.text[max(0, start - _LONGEST_BOUND) : start]
    word = _WORD_BEFORE.search(before)
    if word is None:
        return False
    folded = word["word"].casefold()
    if word["dot"]:
        return folded in lexicon.SHORT_NUMBERED_THINGS
    if folded in lexicon.NUMBERED_THINGS:
        return True
    if not word["word"][0].isupper() or passage.is_in_heading(start):
        return False
    if word["word"].isupper() and len(folded) > 1:
        return True
    # At the beginning of a sentence, and behind `in Honduras`, the number is one of its own.
    lead = before[: word.start()].rstrip()
    is_first = not lead or lead[-1] in f'.!?:;“"({PARAGRAPH_BREAK}'
    if is_first or folded in lexicon.NO_NOUNS or _PREPOSITION_AT_END.search(lead):
        return False
    return not _BOUND_BEFORE.search(before)


def _counted(passage: Passage, at: int, amount: _Number) -> _Counted | None:
    """What is counted or measured behind a number that ends there; None for nothing."""
    text = passage.text
    if (unit := _ABBREVIATION.match(text, at)) or (unit := _UNIT.match(text, at)):
        form = _UNITS[plain(unit["unit"])]
        what = _SUBSTANCE.match(text, unit.end()) if form in _MEASURES else None
        if what is None:
            return _Counted(unit.end(), form)
        return _Counted(what.end(), f"{form} {_words(what['what'])}")
    if time := _TIME.match(text, at):
        span, end = _TIMES[plain(time["unit"])], time.end()
        if more := _MORE_TIME.match(text, end):
            smaller = _TIMES[plain(more["unit"])]
            if amount.low == amount.high and (smaller_of := _SMALLER.get((span, smaller))):
                rest = number(more["number"], has_decimal_comma=False)
                amount.low = amount.high = amount.low * smaller_of + rest
                span, end = smaller, more.end()
        if _AGE_OR_POINT.match(text, end):
            return None
        return _Counted(end, span, is_time=True)
    return _noun(passage, at, amount)


def _noun(passage: Passage, at: int, amount: _Number) -> _Counted | None:
    """The noun behind a number, with the words between: in the plural, but behind `one`."""
    text = passage.text
    if amount.written in _CALLED_FOR_HELP:
        return None
    if amount.written == "dos" and _is_portuguese(text):
        return None
    is_one = amount.low == amount.high == 1
    if amount.takes_of and (of := _OF_NEXT.match(text, at)):
        at = of.end()
    found: list[str] = []
    while len(found) < _MOST_WORDS and (match := _WORD.match(text, at)):
        word = match["word"].casefold()
        if word in lexicon.NO_NOUNS:
            return None
        is_heading = passage.is_in_heading(match.end() - 1)
        found.append(word if is_heading and not match["word"].isupper() else match["word"])
        at = match.end("word")
        is_noun = match["word"][0].islower() or is_heading or not _NAME_GOES_ON.match(text, at)
        if is_one and word in lexicon.COUNTED_ALONE:
            break
        if not is_one and is_noun and not match["own"] and _is_plural(word):
            at, more = _behind_attribute(text, at, word)
            found += more
            break
        at = match.end()
    else:
        return None
    if _YEAR.fullmatch(amount.written) and found[-1] not in lexicon.PLURALS:
        return None
    if found[-1] in lexicon.PACKED and (what := _PACKED_SUBSTANCE.match(text, at)):
        return _Counted(what.end(), f"{' '.join(found)} {_words(what['what'])}")
    if complement := _COMPLEMENT.match(text, at):
        return _Counted(complement.end(), " ".join([*found, _words(complement.group())]))
    return _Counted(at, " ".join(found))


def _behind_attribute(text: str, at: int, word: str) -> tuple[int, list[str]]:
    """The noun to which a plural before it belongs: `arms dealers`, `police officers`."""
    reached, more = at, []
    if word not in lexicon.ATTRIBUTES | lexicon.VICTIMS:
        return at, []
    for _ in range(2):
        match = _WORD.match(text, reached)
        if match is None or match["word"].casefold() in lexicon.NO_NOUNS:
            break
        more.append(match["word"].casefold())
        reached = match.end()
        if _is_plural(more[-1]):
            return reached, more
    return at, []


def _is_plural(word: str) -> bool:
    if word in lexicon.ADJECTIVES_BEFORE:
        return False
    return (
        word in lexicon.PLURALS
        or word in lexicon.VICTIMS
        or (len(word) > 5 and word.endswith("men") and word not in lexicon.NO_MEN)
        or (len(word) > 3 and word.endswith("s") and not word.endswith(_NO_PLURAL))
    )


def _is_portuguese(text: str) -> bool:
    """Whether `dos` means `of the` rather than `two`."""
    return len(_PORTUGUESE.findall(text)) > len(_SPANISH.findall(text))


def _per(rate: re.Match[str]) -> str:
    if rate["per"]:
        return _PERIODS[plain(rate["per"])]
    return _words(rate["heads"]).replace(",", "")


def _words(written: str) -> str:
    return " ".join(written.casefold().split())
