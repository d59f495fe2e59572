"""Calendar dates and relative dates as ISO 8601; ages and durations are none.

Values: a day `2012-06-19`, a month `2012-06`, a year `2012`, and where no single one fits a
period `2012-06-18/2012-06-24`, both ends belonging to it. An empty value is a date that cannot
be resolved. Where only the month or year of publication is known, a relative date is as exact as
it is whatever the day was.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import alternatives, english
from entities.extraction.lexicon import dates as lexicon
from entities.extraction.passage import Passage
from entities.extraction.values.date_values import (
    COUNTS,
    ROMANCE_DAYS,
    ROMANCE_MONTHS,
    Resolver,
    Value,
    ago,
    days_of_month,
    decade,
    deictic,
    iso_date,
    month_alone,
    month_day,
    month_day_year,
    month_year,
    numeric,
    part_of_year,
    relative_season,
    romance,
    season,
    this_unit,
    weekday,
    weekend,
    year,
    years,
)
from entities.kinds import Kind
from entities.values import days

_FULL_MONTH = rf"(?:{alternatives(map(str.capitalize, english.MONTHS))})"
# May has no dot.
# No names of people, nor other words.
_SURE_MONTH = rf"(?:{alternatives(map(str.capitalize, english.MONTHS_ALONE))})"
_SHORT_MONTHS = [name.capitalize() for name in english.SHORT_MONTHS if name != "may"]
_MONTH = rf"(?:{_FULL_MONTH}|(?:{alternatives(_SHORT_MONTHS)})(?:\.|\b))"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]\d\d|20\d\d)"
_WEEKDAY = rf"(?:{alternatives(map(str.capitalize, english.WEEKDAYS))})"
_COUNT = rf"(?:\d{{1,3}}|{alternatives(COUNTS, lexicon.VAGUE_COUNTS)})"
_WHICH = r"(?:[Tt]his\s(?:past|coming)|[Ll]ast|[Nn]ext|[Tt]his)"
_DATED = (
    rf"\s(?:(?!(?i:{alternatives(lexicon.PARTED)})\b)[\w’'-]+\s){{0,3}}"
    rf"(?i:{alternatives(lexicon.DATED)})\b"
)
_NO_COUNT = (
    rf"(?!\s(?i:{alternatives(lexicon.COUNTED)})\b|\s(?:{alternatives(lexicon.CAR_MAKES)})\b)"
)
_UNIT = r"(?:day|week|month|year|decade)"
_ROMANCE_MONTH = rf"(?:{alternatives(ROMANCE_MONTHS)})"
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)"
_ABOUT = r"(?:(?:early|late|mid)[-\s])?"
_LEAD = rf"(?:{_WEEKDAY},?\s)?"

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
            rf"\b{_ABOUT}(?:month\sof\s)?(?P<month>{_MONTH})(?:\sof)?,?\s(?P<year>{_YEAR})\b",
            month_year,
            0.95,
        ),
        (
            rf"\b(?:(?:{'|'.join(ROMANCE_DAYS)}),?\s)?(?P<day>\d{{1,2}})\sde\s(?P<month>(?i:"
            + "|".join(ROMANCE_MONTHS)
            + r"))(?:\sdel?\s)(?P<year>"
            + _YEAR
            + r")\b",
            romance,
            0.95,
        ),
        (
            r"\b(?P<month>(?i:"
            + "|".join(ROMANCE_MONTHS)
            + r"))\sdel?\s(?P<year>"
            + _YEAR
            + r")\b",
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
            # `June 3 and 4, 2012`
            rf"\b(?P<span>{_LEAD}(?P<month>{_MONTH})\s(?P<day>{_DAY}))"
            rf"(?=\s(?:and|or)\s{_DAY},?\s(?P<year>{_YEAR})\b)",
            month_day_year,
            0.92,
        ),
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
            r"(?<![\w/.-])(?P<first>\d{1,2})(?P<sign>[/-])(?P<second>\d{1,2})(?P=sign)"
            r"(?P<year>\d\d)(?![\w/-]|[.,]\d)",
            numeric,
            0.75,
        ),
        (
            rf"\b{_LEAD}(?P<month>{_MONTH})\s(?P<day>{_DAY})(?:\s?[-–]\s?|(?P<word>\s(?:to|through)\s))"
            rf"(?P<last>{_DAY})\b(?:,?\s(?P<year>{_YEAR})\b)?(?![-–]|[.,]?\d)"
            # `from June 3 to 12 people`
            r"(?(word)(?(year)|(?=[,.;:)\0]|$)))",
            days_of_month,
            0.9,
        ),
        (
            rf"\b(?P<day>{_DAY})(?:\s?[-–]\s?|\sto\s)(?P<last>{_DAY})\s(?:of\s)?"
            rf"(?P<month>{_MONTH})\b(?:,?\s(?P<year>{_YEAR})\b)?(?!\s\d)",
            days_of_month,
            0.9,
        ),
        (r"\b(?:años|anos)\s(?P<span>(?P<decade>[5-9]0))\b", decade, 0.75),
        (
            rf"\b(?:(?:early|late|mid)[-\s])?(?P<season>{_SEASON})(?:\sof)?\s(?P<year>{_YEAR})\b",
            season,
            0.8,
        ),
        (
            rf"\b(?P<which>first|second|third|fourth|last)\s(?:(?P<count>{_COUNT})\s)?"
            rf"(?P<unit>quarter|half|month|week)s?\sof\s(?P<year>{_YEAR})\b",
            part_of_year,
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
            rf"\b(?P<which>{_WHICH}|past)\s(?P<weekday>{_WEEKDAY})\b",
            weekday,
            0.88,
        ),
        (
            # `January and July 2010`, `May or June`
            rf"\b(?P<span>(?P<month>{_MONTH}))(?:\s(?:and|or|to|through|until)\s|\s?[-–/]\s?)"
            rf"(?:{_MONTH})(?=\s\d{{1,2}}\b|\W)(?!\s{_YEAR})",
            month_alone,
            0.8,
        ),
        (
            rf"\b(?P<span>(?P<month>{_MONTH}))(?:\s(?:and|or|to|through|until)\s|\s?[-–/]\s?)"
            rf"(?P<last>{_MONTH})(?:\sof)?,?\s(?P<year>{_YEAR})\b",
            month_alone,
            0.85,
        ),
        (
            rf"\b(?:{_MONTH})(?:,?\s(?:and|or|to|through|until)\s|,\s|\s?[-–/]\s?)"
            rf"(?P<span>(?P<month>{_FULL_MONTH}))\b(?!\s\d|\s[A-Z])",
            month_alone,
            0.8,
        ),
        (
            rf"\b{_ABOUT}(?P<month>{_MONTH})(?P<of>\sof)\s(?P<which>this|last|next|that)\syear\b",
            month_alone,
            0.9,
        ),
        (rf"\bmonth\sof\s(?P<month>{_MONTH})\b(?!\s\d)", month_alone, 0.88),
        (
            # `an April shooting`, `the September violence`; March and May are words besides.
            rf"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]hat)\s"
            rf"(?P<span>(?P<month>{_SURE_MONTH}))(?=\s[a-z])",
            month_alone,
            0.75,
        ),
        (
            rf"\b(?P<span>(?P<month>March|May|April|June|August))(?={_DATED})",
            month_alone,
            0.7,
        ),
        (rf"\b(?P<span>(?P<month>{_SURE_MONTH}))(?=['’]s\b)", month_alone, 0.75),
        (rf"\b(?P<weekday>{_WEEKDAY})\b", weekday, 0.85),
        (
            rf"\b(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s)?(?P<which>{_WHICH}|"
            r"previous|coming)\s(?P<unit>week|month|year|decade)\b(?!['’]?s?\s(?:long|old))",
            this_unit,
            0.88,
        ),
        (
            rf"\b(?P<which>{_WHICH})\s(?P<month>{_MONTH})\b",
            month_alone,
            0.85,
        ),
        (
            rf"\b(?:(?:[Ee]arlier|[Ll]ater)\s)?(?P<which>{_WHICH}|the|past)\s"
            r"weekend\b",
            weekend,
            0.8,
        ),
        (
            rf"\b(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s)?(?P<which>{_WHICH})\s"
            rf"(?P<season>{_SEASON})\b(?!\s\d)",
            relative_season,
            0.75,
        ),
        (
            r"\b(?P<unit>semana|mes|mês|año|ano|década)\s"
            rf"(?P<which>{alternatives(lexicon.PAST, lexicon.COMING)})\b",
            this_unit,
            0.85,
        ),
        (
            r"\b(?P<which>[EeNn]?est[ea]|próxim[oa]|pasad[oa])\s(?P<unit>semana|mes|mês|año|ano)\b",
            this_unit,
            0.8,
        ),
        (
            rf"\b(?:[Hh]ace|[Hh]á|[Ff]az)\s(?P<count>(?i:{_COUNT}))\s"
            r"(?P<unit>días?|dias?|semanas?|mes(?:es)?|mês|años?|anos?|décadas?)\b(?!\sde\s)",
            ago,
            0.8,
        ),
        (
            rf"\b(?:(?:about|around|nearly|almost|some|a)\s)?(?P<count>(?i:{_COUNT}))\s(?P<unit>{_UNIT})s?\s"
            r"(?P<way>ago|earlier|from\snow)(?:\stoday)?\b",
            ago,
            0.8,
        ),
        (
            r"\b(?P<word>(?i:yesterday|today|tomorrow|tonight|last\snight|"
            r"this\smorning|this\safternoon|this\sevening|hoy|ayer|anoche|hoje|ontem))\b",
            deictic,
            0.85,
        ),
        (
            rf"\b(?i:in|since|by|until|till|during|from|of|before|after|early|late|mid|between|"
            rf"through|throughout|into|back\sin)[\s-]"
            rf"(?P<span>{_ABOUT}(?P<month>{_FULL_MONTH}))\b(?!\s(?:\d|[A-Z]))",
            month_alone,
            0.8,
        ),
        (
            rf"\b(?:[Ii]n|[Ee]n|[Dd]esde|[Ss]ince|[Bb]y|until|[Uu]ntil|[Dd]uring|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|"
            rf"[Bb]etween|and|to|through|throughout|on|year|the|for|–|-|as\s(?:early|late)\sas|about|"
            rf"around|circa|[Ee]ntre|y|e|[Hh]asta|[Ee]m|[Aa]té|[Dd]e|[Dd]el|año|ano|Day|Eve|Christmas|"
            rf"Easter|Election|Fiscal\sYear|FY|Class\sof)[\s-](?P<span>(?:(?:early|late|mid)[-\s])?(?P<year>{_YEAR}))\b"
            rf"(?![.,]\d|\s?%){_NO_COUNT}",
            year,
            0.88,
        ),
        (
            rf"(?P<span>(?P<year>{_YEAR}))(?=\)|\s(?:report|study|data|election|elections|film|"
            r"survey|indictment|raid|attack|massacre|war|law|truce|arrest|killing|murder|trial))",
            year,
            0.75,
        ),
        (rf"(?<=\()(?P<span>(?P<year>{_YEAR}))\b(?=[),\s–-]){_NO_COUNT}", year, 0.75),
        (
            rf"(?<=[\s–-])(?<!\d[–-])(?<!\bat\s)(?P<span>{_ABOUT}(?P<year>{_YEAR}))(?=,\s|\.\s|\.?$|\sand\s)",
            year,
            0.55,
        ),
        (rf"(?m)^(?P<span>(?P<year>{_YEAR}))(?=,\s)", year, 0.6),
        (rf"(?<![\w-])(?<!\bat\s)(?P<year>{_YEAR})(?={_DATED}){_NO_COUNT}", year, 0.75),
        (rf"\b[Aa]n?\s(?P<span>(?P<year>{_YEAR}))(?=\s[a-z]){_NO_COUNT}", year, 0.75),
        (
            rf"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[a-z]+['’]s)\s(?P<span>(?P<year>{_YEAR}))"
            rf"(?=\s[A-Za-z]){_NO_COUNT}",
            year,
            0.75,
        ),
        (
            rf"(?<![\w–-])(?P<first>{_YEAR})\s?[–-]\s?(?P<last>{_YEAR}|\d\d)(?![\w–-])",
            years,
            0.75,
        ),
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
            days_of_month,
        ),
        "month",
    ),
    **dict.fromkeys((this_unit, ago, weekend, relative_season), "unit"),
    romance: "mes",
    weekday: "day",
    deictic: "word",
}
_MONTH_LETTERS = "".join(
    sorted({one for name in ROMANCE_MONTHS for one in name[0] + name[0].upper()})
)
_SIGN_OF_TIME = re.compile(
    r"(?P<figures>\d{4}|\d0['’]?s\b|\d[/-]\d\d?[/-]\d\d\b|\b(?:años|anos)\s\d0\b)|"
    r"(?P<day>day\b|-feira|(?:lun|mart|miércol|juev|viern)es|sábado|domingo)|"
    # A look at the first letter is much sooner than one at words in any case.
    r"(?P<word>(?=[Tt])(?i:to(?:day|night|morrow)|this\s(?:morning|afternoon|evening))|"
    r"(?=[YyLl])(?i:yesterday|last\snight)|\b(?=[HhAaOo])(?i:hoy|ayer|anoche|hoje|ontem)\b)|"
    r"(?P<unit>week|month|year|decade|days?\s(?:ago|earlier|from)|\b(?:[Tt]his|[Ll]ast|[Nn]ext|past|"
    rf"coming)\s{_SEASON}|semana|\bmes\b|mês|\baño|\bano\b|(?:[Hh]ace|[Hh]á|[Ff]az)\s)|"
    rf"(?P<mes>(?=[{_MONTH_LETTERS}])(?i:{_ROMANCE_MONTH})\b)|"
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_RULES_BY_SIGN = {
    sign: [rule for rule in _RULES if _SIGNS.get(rule[1], "figures") == sign]
    for sign in _SIGN_OF_TIME.groupindex
}
_AROUND = 40  # code points: the longest date is shorter


def dates(passage: Passage) -> Iterator[Candidate]:
    """Yield every date of the passage with its value."""
    text = passage.text
    possible = _days_of_publication(passage.published, passage.precision)
    found = (
        (resolver, confidence, match)
        for sign, spans in _stretches(text).items()
        for pattern, resolver, confidence in _RULES_BY_SIGN[sign]
        for span in spans
        for match in pattern.finditer(text, *span)
    )
    for resolver, confidence, match in found:
        value = _value(resolver, match, possible)
        if value is None or not _exists(value):
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
            Rank.MODEL if resolver is month_alone and " " not in text[start:end] else Rank.RULE,
            "rule:date",
            f"written as dates are{relative}",
            confidence,
            value=value,
        )


_EDGE = timedelta(days=7)


def _days_of_publication(published: date | None, precision: str) -> tuple[date | None, date | None]:
    """The first and the last day on which the text may have come out.

    Of a year without its first week, whose `Tuesday` would make two years of all.
    """
    if published is None or precision not in ("month", "year"):
        return published, published
    month = 12 if precision == "year" else published.month
    last = date(published.year, month, monthrange(published.year, month)[1])
    if precision == "year":
        return date(published.year, 1, 1) + _EDGE, last
    return published.replace(day=1), last


# A day or month without its year is of the year of publication, whatever the day was.
_BY_THE_LAST_DAY = (month_day, days_of_month, month_alone, romance)


def _value(
    resolver: Resolver, match: re.Match[str], possible: tuple[date | None, date | None]
) -> Value | None:
    """What the words mean, as far as it is so on every day on which the text may be published."""
    first, last = possible
    value = resolver(match, last)
    if first == last or not value or resolver in _BY_THE_LAST_DAY:
        return value
    earliest = resolver(match, first)
    return _both(earliest, value) if earliest else earliest


def _both(first: Value, last: Value) -> Value:
    """The month, the year or the years in which both lie."""
    if first == last:
        return first
    begin, end = days(first)[0], days(last)[1]
    if (begin.year, begin.month) == (end.year, end.month):
        return begin.isoformat()[:7]
    return f"{begin.year:04}" if begin.year == end.year else f"{begin.year:04}/{end.year:04}"


def _exists(value: Value) -> bool:
    """Whether a calendar has it; one that is not known may."""
    try:
        return not value or bool(days(value))
    except ValueError:
        return False


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
