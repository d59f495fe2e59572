"""Calendar dates and relative dates as ISO 8601; ages and durations are none.

Values: a day `2012-06-19`, a month `2012-06`, a year `2012`, and where no single one fits a
period `2012-06-18/2012-06-24`, both ends belonging to it. An empty value is a date that cannot
be resolved.

The rules stand at the end. Each has a function that takes its match and the publication date, and
returns an empty value where that date is needed but not known, and None where the words are no
date after all.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import alternatives, english, portuguese, spanish
from entities.extraction.passage import Passage
from entities.kinds import Kind

_MONTHS = english.MONTHS | english.SHORT_MONTHS
ROMANCE_MONTHS = spanish.MONTHS | portuguese.MONTHS
ROMANCE_DAYS = spanish.WEEKDAYS | portuguese.WEEKDAYS
_NUMBERS = english.NUMBERS | english.VAGUE_NUMBERS

Value = str


def year(match: re.Match[str], published: date | None) -> Value | None:
    return match.group("year")


def month_day_year(match: re.Match[str], published: date | None) -> Value | None:
    year = int(match.group("year"))
    return _iso(year, _month_number(match.group("month")), _number(match.group("day")))


def month_year(match: re.Match[str], published: date | None) -> Value | None:
    return f"{int(match.group('year')):04}-{_month_number(match.group('month')):02}"


def month_day(match: re.Match[str], published: date | None) -> Value | None:
    month, day = _month_number(match.group("month")), _number(match.group("day"))
    if published is None:
        return "" if _iso(2000, month, day) else None
    return _iso(_nearest_year(published, month, day), month, day)


def month_alone(match: re.Match[str], published: date | None) -> Value | None:
    month = _month_number(match.group("month"))
    if published is None:
        return ""
    which = (match.groupdict().get("which") or "").casefold()
    year = published.year if month <= published.month else published.year - 1
    if which == "next" and month <= published.month:
        year = published.year + 1
    if which == "next" and month > published.month:
        year = published.year
    if which == "last" and month == published.month:
        year -= 1
    return f"{year:04}-{month:02}"


def numeric(match: re.Match[str], published: date | None) -> Value | None:
    first, second, year = (int(match.group(name)) for name in ("first", "second", "year"))
    if first > 12:
        return _iso(year, second, first)
    if second > 12:
        return _iso(year, first, second)
    # 03/04/2012 may be either; only the year is sure unless both are the same.
    return _iso(year, first, second) if first == second else f"{year:04}"


def iso_date(match: re.Match[str], published: date | None) -> Value | None:
    return _iso(*(int(match.group(name)) for name in ("year", "month", "day")))


def decade(match: re.Match[str], published: date | None) -> Value | None:
    digits = match.group("decade")
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return f"{first:04}/{first + 9:04}"


def season(match: re.Match[str], published: date | None) -> Value | None:
    return match.group("year")


def quarter(match: re.Match[str], published: date | None) -> Value | None:
    return match.group("year")


def deictic(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    word = match.group("word").casefold()
    if word.startswith(("last", "following")):
        word = "yesterday"  # last night
    shift = {"yesterday": -1, "tomorrow": 1, "ayer": -1, "ontem": -1}.get(word, 0)
    return (published + timedelta(days=shift)).isoformat()


def weekday(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    written = match.group("weekday").casefold()
    wanted = english.WEEKDAYS[written] if written in english.WEEKDAYS else ROMANCE_DAYS[written]
    which = (match.groupdict().get("which") or "").casefold()
    back = (published.weekday() - wanted) % 7
    if which == "next":
        return (published + timedelta(days=(7 - back) if back else 7)).isoformat()
    if which == "last" and back == 0:
        back = 7
    return (published - timedelta(days=back)).isoformat()


def this_unit(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    which, unit = match.group("which").casefold(), match.group("unit").casefold()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    return _period(published, unit, step)


def ago(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    word, unit = match.group("count").casefold(), match.group("unit").casefold()
    count = int(word) if word.isdecimal() else _NUMBERS[word]
    later = match.group("way").casefold() in ("from now", "later")
    return _period(published, unit, count if later else -count)


def weekend(match: re.Match[str], published: date | None) -> Value | None:
    if published is None:
        return ""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    if (match.group("which") or "").casefold() == "next":
        saturday += timedelta(days=7)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


def romance(match: re.Match[str], published: date | None) -> Value | None:
    month = ROMANCE_MONTHS[match.group("month").casefold()]
    day, year = match.groupdict().get("day"), match.groupdict().get("year")
    if year and day:
        return _iso(int(year), month, int(day))
    if year:
        return f"{int(year):04}-{month:02}"
    if published is None:
        return ""
    if day:
        return _iso(_nearest_year(published, month, int(day)), month, int(day))
    return f"{published.year - (month > published.month):04}-{month:02}"


def _month_number(word: str) -> int:
    return _MONTHS[word.casefold().rstrip(".")]


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _iso(year: int, month: int, day: int) -> Value | None:
    if year < 100:
        year += 1900 if year > 50 else 2000
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _nearest_year(published: date, month: int, day: int) -> int:
    """News looks back: the year in which the day lay last, or lies within two months."""
    try:
        this_year = date(published.year, month, day)
    except ValueError:
        return published.year
    return published.year - (this_year - published > timedelta(days=60))


def _period(published: date, unit: str, step: int) -> Value:
    if unit == "day":
        return (published + timedelta(days=step)).isoformat()
    if unit == "week":
        if abs(step) > 1:
            return (published + timedelta(weeks=step)).isoformat()
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if unit == "decade":
        return f"{published.year + 10 * step:04}"
    return f"{published.year + step:04}"


_FULL_MONTH = rf"(?:{alternatives(map(str.capitalize, english.MONTHS))})"
# May has no dot.
_SHORT_MONTHS = [name.capitalize() for name in english.SHORT_MONTHS if name != "may"]
_MONTH = rf"(?:{_FULL_MONTH}|(?:{alternatives(_SHORT_MONTHS)})(?:\.|\b))"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]\d\d|20\d\d)"
_WEEKDAY = rf"(?:{alternatives(map(str.capitalize, english.WEEKDAYS))})"
_COUNT = rf"(?:\d{{1,3}}|{alternatives(english.NUMBERS, english.VAGUE_NUMBERS)})"
_UNIT = r"(?:day|week|month|year|decade)"
_ROMANCE_MONTH = rf"(?:{alternatives(ROMANCE_MONTHS)})"
_SEASON = r"(?:spring|summer|fall|autumn|winter)"
_ABOUT = r"(?:(?:early|late|mid)[-\s])?"
_LEAD = rf"(?:{_WEEKDAY},?\s)?"

Resolver = Callable[[re.Match[str], date | None], str | None]

_RULES: tuple[tuple[re.Pattern[str], Resolver, float], ...] = tuple(
    (re.compile(pattern), resolver, confidence)
    for pattern, resolver, confidence in (
        (r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b", iso_date, 0.97),
        (
            rf"\b{_LEAD}(?P<month>{_MONTH})\s(?P<day>{_DAY}),?\s(?P<year>{_YEAR})\b",
            month_day_year,
            0.97,
        ),
        (
            rf"\b{_LEAD}(?:the\s)?(?P<day>{_DAY})\s(?:of\s)?(?P<month>{_MONTH})(?:,(?=\s\d{{4}}))?\s(?P<year>{_YEAR}|\d\d\b)(?!,?\d)",
            month_day_year,
            0.95,
        ),
        (
            rf"\b{_ABOUT}(?P<month>{_MONTH})(?:\sof)?,?\s(?P<year>{_YEAR})\b",
            month_year,
            0.95,
        ),
        (
            r"\b(?P<day>\d{1,2})\sde\s(?P<month>(?i:"
            + "|".join(ROMANCE_MONTHS)
            + r"))(?:\sdel?\s)(?P<year>\d{4})\b",
            romance,
            0.95,
        ),
        (
            r"\b(?P<month>(?i:" + "|".join(ROMANCE_MONTHS) + r"))\sdel?\s(?P<year>\d{4})\b",
            romance,
            0.9,
        ),
        (
            rf"\b(?P<day>\d{{1,2}})\sde\s(?P<month>{_ROMANCE_MONTH})\b(?!\sdel?\s\d)",
            romance,
            0.88,
        ),
        (
            rf"\b(?:en|em|desde|hasta|até|de|a)\s(?P<span>(?P<month>{_ROMANCE_MONTH}))\b(?!\sdel?\s\d)",
            romance,
            0.75,
        ),
        (rf"\b(?P<weekday>{'|'.join(ROMANCE_DAYS)})\b", weekday, 0.8),
        (rf"\b{_LEAD}(?P<month>{_MONTH})\s(?P<day>{_DAY})\b(?![\d,]*\d)", month_day, 0.9),
        (
            rf"\b{_LEAD}(?P<day>{_DAY})\s(?:of\s)?(?P<month>{_MONTH})\b(?!\s\d)",
            month_day,
            0.88,
        ),
        (
            r"\b(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})\b",
            numeric,
            0.8,
        ),
        (
            rf"\b(?:(?:early|late|mid)[-\s])?(?P<season>{_SEASON})(?:\sof)?\s(?P<year>{_YEAR})\b",
            season,
            0.8,
        ),
        (
            rf"\b(?:first|second|third|fourth|last)\s(?:quarter|half)\sof\s(?P<year>{_YEAR})\b",
            quarter,
            0.8,
        ),
        (
            r"(?:\bthe\s)?(?:\b(?:early|late|mid)[-\s])?\b(?P<decade>(?:1[6-9]|20)\d0)['’]?s\b",
            decade,
            0.85,
        ),
        (
            r"(?:\bthe\s)?(?:\b(?:early|late|mid)[-\s])?['’](?P<decade>[5-9]0)s\b",
            decade,
            0.7,
        ),
        (
            rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|past)\s(?P<weekday>{_WEEKDAY})\b",
            weekday,
            0.88,
        ),
        (
            rf"(?<=\b[Bb]etween\s)(?:{_MONTH})\sand\s(?P<span>(?P<month>{_MONTH}))(?!\s\d)",
            month_alone,
            0.8,
        ),
        (rf"\b(?P<weekday>{_WEEKDAY})\b", weekday, 0.85),
        (
            r"\b(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s)?(?P<which>[Ll]ast|[Nn]ext|[Tt]his|"
            r"previous|coming)\s(?P<unit>week|month|year|decade)\b(?!['’]?s?\s(?:long|old))",
            this_unit,
            0.88,
        ),
        (
            rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s(?P<month>{_MONTH})\b",
            month_alone,
            0.85,
        ),
        (
            r"\b(?:(?:[Ee]arlier|[Ll]ater)\s)?(?P<which>[Ll]ast|[Nn]ext|[Tt]his|the|past)\s"
            r"weekend\b",
            weekend,
            0.8,
        ),
        (
            rf"\b(?:(?:about|around|nearly|almost|some)\s)?(?P<count>(?i:{_COUNT}))\s(?P<unit>{_UNIT})s?\s"
            r"(?P<way>ago|earlier|from\snow)\b",
            ago,
            0.8,
        ),
        (
            r"\b(?P<word>(?i:yesterday|today|tomorrow|tonight|last\snight|"
            r"this\smorning|this\safternoon|this\sevening|hoy|ayer|hoje|ontem))\b",
            deictic,
            0.85,
        ),
        (
            rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|until|[Dd]uring|from|of|[Bb]efore|[Aa]fter|[Ee]arly|"
            rf"[Ll]ate|mid|between|through|throughout|back\sin)[\s-]"
            rf"(?P<span>{_ABOUT}(?P<month>{_FULL_MONTH}))\b(?!\s(?:\d|[A-Z]))",
            month_alone,
            0.8,
        ),
        (
            rf"\b(?:[Ii]n|[Ee]n|[Dd]esde|[Ss]ince|[Bb]y|until|[Uu]ntil|[Dd]uring|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|"
            rf"[Bb]etween|and|to|through|throughout|on|year|the|for|–|-|as\s(?:early|late)\sas|about|"
            rf"around|circa)[\s-](?P<span>(?:(?:early|late|mid)[-\s])?(?P<year>{_YEAR}))\b"
            r"(?![.,]\d|\s?%|\s(?:people|members|gang|kilos|kilograms|tons|pounds|deaths|homicides|"
            r"murders|dollars|pesos|inmates|prisoners|soldiers|troops|miles|meters|men|women|arrests))",
            year,
            0.88,
        ),
        (
            rf"(?P<span>(?P<year>{_YEAR}))(?=\)|\s(?:report|study|data|election|elections|film|"
            r"survey|indictment|raid|attack|massacre|war|law|truce|arrest|killing|murder|trial))",
            year,
            0.75,
        ),
        (rf"(?<=\()(?P<span>(?P<year>{_YEAR}))\b(?=[),\s–-])", year, 0.75),
        (
            rf"(?<=[\s–-])(?P<span>{_ABOUT}(?P<year>{_YEAR}))(?=,\s|\.\s|\.?$|\sand\s)",
            year,
            0.55,
        ),
        (rf"(?m)^(?P<span>(?P<year>{_YEAR}))(?=,\s)", year, 0.6),
    )
)


# Which sign of time a rule needs; it looks at the text around such signs only.
_SIGNS: dict[Resolver, str] = {
    **dict.fromkeys(
        (
            month_day_year,
            month_year,
            month_day,
            month_alone,
        ),
        "month",
    ),
    **dict.fromkeys((this_unit, ago, weekend), "unit"),
    romance: "mes",
    weekday: "day",
    deictic: "word",
}
_SIGN_OF_TIME = re.compile(
    r"(?P<figures>\d{4}|\d0['’]?s\b)|(?P<day>day\b|-feira|(?:lun|mart|miércol|juev|viern)es|sábado|domingo)|"
    r"(?P<word>(?i:today|tonight|tomorrow|yesterday|last\snight|this\s(?:morning|afternoon|evening)|"
    r"\b(?:hoy|ayer|hoje|ontem)\b))|"
    r"(?P<unit>week|month|year|decade|days?\s(?:ago|earlier|from))|"
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    rf"(?P<mes>(?i:{'|'.join(ROMANCE_MONTHS)}))"
)
_RULES_BY_SIGN = {
    sign: [rule for rule in _RULES if _SIGNS.get(rule[1], "figures") == sign]
    for sign in _SIGN_OF_TIME.groupindex
}
_AROUND = 40  # code points: the longest date is shorter


def dates(passage: Passage) -> Iterator[Candidate]:
    """Yield every date of the passage with its value."""
    text = passage.text
    published = passage.published
    found = (
        (resolver, confidence, match)
        for sign, spans in _stretches(text).items()
        for pattern, resolver, confidence in _RULES_BY_SIGN[sign]
        for span in spans
        for match in pattern.finditer(text, *span)
    )
    for resolver, confidence, match in found:
        value = resolver(match, published)
        if value is None:
            continue
        start, end = match.span("span" if "span" in match.re.groupindex else 0)
        if text[start:end].casefold().startswith("the "):
            start += 4
        relative = "" if value else "; the publication date is not known"
        yield Candidate(
            start,
            end,
            Kind.DATE,
            # A month alone may be a surname: a longer name around it wins.
            Rank.MODEL if resolver is month_alone else Rank.RULE,
            "rule:date",
            f"written as dates are{relative}",
            confidence,
            value=value,
        )


def _stretches(text: str) -> dict[str, list[tuple[int, int]]]:
    """The parts of the text around each kind of sign of time."""
    stretches: dict[str, list[tuple[int, int]]] = {}
    for match in _SIGN_OF_TIME.finditer(text):
        start, end = max(0, match.start() - _AROUND), match.end() + _AROUND
        known = stretches.setdefault(str(match.lastgroup), [])
        if known and start <= known[-1][1]:
            known[-1] = (known[-1][0], end)
        else:
            known.append((start, end))
    return stretches
