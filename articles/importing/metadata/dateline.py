"""The dateline, the first words of a wire text: where it was filed, when, and by whom."""

import re
from dataclasses import dataclass

from articles.importing.metadata import publication_dates
from articles.importing.metadata.publication_dates import DAY_NUMBER, MONTH_WORD, PartialDate
from articles.text import words

LONGEST = 240  # characters, from the start of a paragraph to the dash
DASH = re.compile(r"\s*\.?(?:--+|[-_](?=\s)|[–—―])\s*")
CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ][^a-zß-öø-ÿ]*")
# "SAN SALVADOR", "MANAGUA (NICARAGUA)", "San Salvador, El Salvador", "BOGOTA/CALI"
PLACE = re.compile(r"[^\W\d_][\w .'’&;,/-]*(?:\([\w .'’-]+\))?[\w .'’,-]*")
AGENCY = re.compile(r"[(\[]\s*([^()]{2,80}?)\s*\)\s*$")
AGENCIES = words(
    "ACAN ACAN-EFE AFP ANSA AP BBC BLOOMBERG CNN DPA EFE IPS KYODO NOTIMEX REUTER REUTERS TASS"
    " TELAM UPI XINHUA"
)
# Broadcasters that are named by the city that they speak from.
NAMED_BY_CITY = re.compile(r"(?:DOMESTIC|INTERNATIONAL|OVERSEAS|HOME|WORLD) (?:SERVICE|SPANISH)")
UNKNOWN_PLACE = re.compile(r"NO CITY\s*(?:\(([^)]*)\))?", re.IGNORECASE)
UNDATED = re.compile(
    rf",?\s*(?:\bNO DATE|{DAY_NUMBER}(?: de)? {MONTH_WORD}\.?"
    rf"|\b{MONTH_WORD}\.? {DAY_NUMBER})\s*$",
    re.IGNORECASE,
)
# Capitals before a dash that name no place.
LABELS = words("ANALYSIS BREAKING EXCLUSIVE OPINION PHOTOS UPDATE UPDATED VIDEO WATCH")
# "[REPORT] [ARMED FORCES PRESS COMMITTEE, COPREFA] [TEXT]"
SPACE = re.compile(r"\s*")
MARKER = re.compile(r"\s*\[([^\[\]]*)\]")
KINDS_WITH_AUTHOR = {
    *("REPORT", "ARTICLE", "COMMENTARY", "STATION COMMENTARY", "EDITORIAL", "DISPATCH"),
}
KINDS_OF_TEXT = {
    *("TEXT", "EXCERPT", "EXCERPTS", "SUMMARY", "CONTINUED", "PASSAGE OMITTED", "BEGIN RECORDING"),
}


@dataclass(frozen=True)
class Dateline:
    """What stands before the first sentence. `end` is where that sentence begins."""

    place: str
    published: PartialDate | None
    agency: str
    byline: str
    end: int


def read(text: str, start: int, end: int) -> Dateline | None:
    """Read the dateline that the paragraph `text[start:end]` begins with, None without one."""
    head = text[start : min(end, start + LONGEST)]
    for dash in DASH.finditer(head):
        before = " ".join(head[: dash.start()].split())
        if found := _read(before, dash[0].strip(), head[dash.end() :]):
            byline, end = _markers(text, start + dash.end())
            return Dateline(*found, byline, end)
    return None


def _read(before: str, dash: str, following: str) -> tuple[str, PartialDate | None, str] | None:
    """Take the words before a dash apart into place, date and agency."""
    agency = ""
    if match := AGENCY.search(before):
        agency, before = match[1], before[: match.start()].rstrip(" ,")
    published = None
    if found := publication_dates.in_dateline(before):
        published, start, end = found
        if before[end:].strip(" ,."):
            return None
        place = before[:start].rstrip(" ,")
    else:
        place = UNDATED.sub("", before).rstrip(" ,")
    dated = place != before
    city = re.split(r"[,(]", place)[0].strip()
    if len(place.split()) > 9 or not PLACE.fullmatch(place) or re.search(r"\d", city):
        return None
    if not _is_credible(city, agency, dated, dash, following):
        return None
    place = match[1] or "" if (match := UNKNOWN_PLACE.fullmatch(place)) else place
    return place[:200], published, _agency_name(agency, city)


def _is_credible(city: str, agency: str, dated: bool, dash: str, following: str) -> bool:
    """Tell a dateline from a sentence with a dash in it, such as "MS-13 - the gang that …"."""
    shouted = bool(CAPITALS.fullmatch(city)) and len(city) > 2 and city not in LABELS
    if agency.upper() in AGENCIES:
        return shouted or city[:1].isupper()
    if agency:
        return (dated and (shouted or agency[:1].isupper())) or (
            shouted and _looks_like_name(agency)
        )
    # Without agency and date, capitals tell only where the text itself is not all capitals.
    return shouted and (
        dated or (dash not in {"-", "_"} and not CAPITALS.fullmatch(following[:60]))
    )


def _looks_like_name(agency: str) -> bool:
    return all(word[:1].isupper() for word in agency.split())


def _agency_name(agency: str, city: str) -> str:
    name = re.sub(r"\s+-\s+", "-", agency)
    if NAMED_BY_CITY.fullmatch(name) and city not in {"NO CITY", "CLANDESTINE"}:
        name = f"{city} {name}"
    return name


def _markers(text: str, at: int) -> tuple[str, int]:
    """Skip the bracketed markers; returns who wrote a report, and where its words begin."""
    byline, kind = "", ""
    while match := MARKER.match(text, at):
        marker = " ".join(match[1].split())
        # The capitals of a marker tell it from a bracketed remark of the writer.
        if not marker or len(marker) > 400 or not CAPITALS.fullmatch(marker):
            break
        if kind in KINDS_WITH_AUTHOR and marker not in KINDS_OF_TEXT and not byline:
            byline = marker[:300]
        kind, at = marker, match.end()
    space = SPACE.match(text, at)
    return byline, space.end() if space else at
