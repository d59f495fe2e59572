"""Calendar dates and relative dates as ISO 8601; ages and durations are none.

Values: a day `2012-06-19`, a month `2012-06`, a year `2012`, and where no single one fits a
period `2012-06-18/2012-06-24`, both ends belonging to it. An empty value is a date that cannot
be resolved, because the publication date is not known.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import alternatives, english
from entities.extraction.passage import Passage
from entities.extraction.values import calendar
from entities.kinds import Kind

_FULL_MONTH = rf"(?:{alternatives(map(str.capitalize, english.MONTHS))})"
# May has no dot.
_SHORT_MONTHS = [name.capitalize() for name in english.SHORT_MONTHS if name != "may"]
_MONTH = rf"(?:{_FULL_MONTH}|(?:{alternatives(_SHORT_MONTHS)})(?:\.|\b))"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]\d\d|20\d\d)"
_WEEKDAY = rf"(?:{alternatives(map(str.capitalize, english.WEEKDAYS))})"
_COUNT = rf"(?:\d{{1,3}}|{alternatives(english.NUMBERS, english.VAGUE_NUMBERS)})"
_UNIT = r"(?:day|week|month|year|decade)"
_ROMANCE_MONTH = rf"(?:{alternatives(calendar.ROMANCE_MONTHS)})"
_SEASON = r"(?:spring|summer|fall|autumn|winter)"
_ABOUT = r"(?:(?:early|late|mid)[-\s])?"
_LEAD = rf"(?:{_WEEKDAY},?\s)?"

Resolver = Callable[[re.Match[str], date | None], str | None]

_RULES: tuple[tuple[re.Pattern[str], Resolver, float], ...] = tuple(
    (re.compile(pattern), resolver, confidence)
    for pattern, resolver, confidence in (
        (r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b", calendar.iso_date, 0.97),
        (
            rf"\b{_LEAD}(?P<month>{_MONTH})\s(?P<day>{_DAY}),?\s(?P<year>{_YEAR})\b",
            calendar.month_day_year,
            0.97,
        ),
        (
            rf"\b{_LEAD}(?:the\s)?(?P<day>{_DAY})\s(?:of\s)?(?P<month>{_MONTH})(?:,(?=\s\d{{4}}))?\s(?P<year>{_YEAR}|\d\d\b)(?!,?\d)",
            calendar.month_day_year,
            0.95,
        ),
        (
            rf"\b{_ABOUT}(?P<month>{_MONTH})(?:\sof)?,?\s(?P<year>{_YEAR})\b",
            calendar.month_year,
            0.95,
        ),
        (
            r"\b(?P<day>\d{1,2})\sde\s(?P<month>(?i:"
            + "|".join(calendar.ROMANCE_MONTHS)
            + r"))(?:\sdel?\s)(?P<year>\d{4})\b",
            calendar.romance,
            0.95,
        ),
        (
            r"\b(?P<month>(?i:"
            + "|".join(calendar.ROMANCE_MONTHS)
            + r"))\sdel?\s(?P<year>\d{4})\b",
            calendar.romance,
            0.9,
        ),
        (
            rf"\b(?P<day>\d{{1,2}})\sde\s(?P<month>{_ROMANCE_MONTH})\b(?!\sdel?\s\d)",
            calendar.romance,
            0.88,
        ),
        (
            rf"\b(?:en|em|desde|hasta|até|de|a)\s(?P<span>(?P<month>{_ROMANCE_MONTH}))\b(?!\sdel?\s\d)",
            calendar.romance,
            0.75,
        ),
        (rf"\b(?P<weekday>{'|'.join(calendar.ROMANCE_DAYS)})\b", calendar.weekday, 0.8),
        (rf"\b{_LEAD}(?P<month>{_MONTH})\s(?P<day>{_DAY})\b(?![\d,]*\d)", calendar.month_day, 0.9),
        (
            rf"\b{_LEAD}(?P<day>{_DAY})\s(?:of\s)?(?P<month>{_MONTH})\b(?!\s\d)",
            calendar.month_day,
            0.88,
        ),
        (
            r"\b(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})\b",
            calendar.numeric,
            0.8,
        ),
        (
            rf"\b(?:(?:early|late|mid)[-\s])?(?P<season>{_SEASON})(?:\sof)?\s(?P<year>{_YEAR})\b",
            calendar.season,
            0.8,
        ),
        (
            rf"\b(?:first|second|third|fourth|last)\s(?:quarter|half)\sof\s(?P<year>{_YEAR})\b",
            calendar.quarter,
            0.8,
        ),
        (
            r"(?:\bthe\s)?(?:\b(?:early|late|mid)[-\s])?\b(?P<decade>(?:1[6-9]|20)\d0)['’]?s\b",
            calendar.decade,
            0.85,
        ),
        (
            r"(?:\bthe\s)?(?:\b(?:early|late|mid)[-\s])?['’](?P<decade>[5-9]0)s\b",
            calendar.decade,
            0.7,
        ),
        (
            rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|past)\s(?P<weekday>{_WEEKDAY})\b",
            calendar.weekday,
            0.88,
        ),
        (
            rf"(?<=\b[Bb]etween\s)(?:{_MONTH})\sand\s(?P<span>(?P<month>{_MONTH}))(?!\s\d)",
            calendar.month_alone,
            0.8,
        ),
        (rf"\b(?P<weekday>{_WEEKDAY})\b", calendar.weekday, 0.85),
        (
            r"\b(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s)?(?P<which>[Ll]ast|[Nn]ext|[Tt]his|"
            r"previous|coming)\s(?P<unit>week|month|year|decade)\b(?!['’]?s?\s(?:long|old))",
            calendar.this_unit,
            0.88,
        ),
        (
            rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s(?P<month>{_MONTH})\b",
            calendar.month_alone,
            0.85,
        ),
        (
            r"\b(?:(?:[Ee]arlier|[Ll]ater)\s)?(?P<which>[Ll]ast|[Nn]ext|[Tt]his|the|past)\s"
            r"weekend\b",
            calendar.weekend,
            0.8,
        ),
        (
            rf"\b(?:(?:about|around|nearly|almost|some)\s)?(?P<count>(?i:{_COUNT}))\s(?P<unit>{_UNIT})s?\s"
            r"(?P<way>ago|earlier|from\snow)\b",
            calendar.ago,
            0.8,
        ),
        (
            r"\b(?P<word>(?i:yesterday|today|tomorrow|tonight|last\snight|"
            r"this\smorning|this\safternoon|this\sevening|hoy|ayer|hoje|ontem))\b",
            calendar.deictic,
            0.85,
        ),
        (
            rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|until|[Dd]uring|from|of|[Bb]efore|[Aa]fter|[Ee]arly|"
            rf"[Ll]ate|mid|between|through|throughout|back\sin)[\s-]"
            rf"(?P<span>{_ABOUT}(?P<month>{_FULL_MONTH}))\b(?!\s(?:\d|[A-Z]))",
            calendar.month_alone,
            0.8,
        ),
        (
            rf"\b(?:[Ii]n|[Ee]n|[Dd]esde|[Ss]ince|[Bb]y|until|[Uu]ntil|[Dd]uring|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|"
            rf"[Bb]etween|and|to|through|throughout|on|year|the|for|–|-|as\s(?:early|late)\sas|about|"
            rf"around|circa)[\s-](?P<span>(?:(?:early|late|mid)[-\s])?(?P<year>{_YEAR}))\b"
            r"(?![.,]\d|\s?%|\s(?:people|members|gang|kilos|kilograms|tons|pounds|deaths|homicides|"
            r"murders|dollars|pesos|inmates|prisoners|soldiers|troops|miles|meters|men|women|arrests))",
            calendar.year,
            0.88,
        ),
        (
            rf"(?P<span>(?P<year>{_YEAR}))(?=\)|\s(?:report|study|data|election|elections|film|"
            r"survey|indictment|raid|attack|massacre|war|law|truce|arrest|killing|murder|trial))",
            calendar.year,
            0.75,
        ),
        (rf"(?<=\()(?P<span>(?P<year>{_YEAR}))\b(?=[),\s–-])", calendar.year, 0.75),
        (
            rf"(?<=[\s–-])(?P<span>{_ABOUT}(?P<year>{_YEAR}))(?=,\s|\.\s|\.?$|\sand\s)",
            calendar.year,
            0.55,
        ),
        (rf"(?m)^(?P<span>(?P<year>{_YEAR}))(?=,\s)", calendar.year, 0.6),
    )
)


# Which sign of time a rule needs; it looks at the text around such signs only.
_SIGNS: dict[Resolver, str] = {
    **dict.fromkeys(
        (
            calendar.month_day_year,
            calendar.month_year,
            calendar.month_day,
            calendar.month_alone,
        ),
        "month",
    ),
    **dict.fromkeys((calendar.this_unit, calendar.ago, calendar.weekend), "unit"),
    calendar.romance: "mes",
    calendar.weekday: "day",
    calendar.deictic: "word",
}
_SIGN_OF_TIME = re.compile(
    r"(?P<figures>\d{4}|\d0['’]?s\b)|(?P<day>day\b|-feira|(?:lun|mart|miércol|juev|viern)es|sábado|domingo)|"
    r"(?P<word>(?i:today|tonight|tomorrow|yesterday|last\snight|this\s(?:morning|afternoon|evening)|"
    r"\b(?:hoy|ayer|hoje|ontem)\b))|"
    r"(?P<unit>week|month|year|decade|days?\s(?:ago|earlier|from))|"
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    rf"(?P<mes>(?i:{'|'.join(calendar.ROMANCE_MONTHS)}))"
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
            Rank.MODEL if resolver is calendar.month_alone else Rank.RULE,
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
