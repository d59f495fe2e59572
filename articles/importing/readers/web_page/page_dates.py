"""When a page was published and last changed, in the zone of its publisher.

Publishers declare most days in UTC, where an evening in Chicago is the day after; the day that the
page shows is the one that counts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from articles.article_choices import Precision
from articles.importing.metadata import publication_dates
from articles.importing.metadata.publication_dates import PartialDate
from articles.importing.readers.web_page.markup import shown
from articles.importing.readers.web_page.page import Page
from articles.text import words

PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published", "datepublished"),
    *(
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
    ),
    *("publication_date", "citation_publication_date", "citation_date", "dcterms.issued"),
    *("dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "date"),
    *("article.published", "article_date_original", "originalpublicationdate", "datecreated"),
)
UPDATED = (
    *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
    *("article:modified", "article.updated", "lastmod", "last-modified", "revised"),
)
STAMP = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
LABEL = re.compile(
    r"(?:first |last )?(?:published|posted|updated|modified|publicad[oa]|actualizad[oa]"
    r"|atualizad[oa]|fecha|date|publié|mis à jour|veröffentlicht|aktualisiert|pubblicato"
    r"|aggiornato)"
    r"(?: (?:on|el|em|le|am|il))?\s*:?",
    re.IGNORECASE,
)
AS_OF = re.compile(r"\bStand\b")  # German pages have no other date
DAY_FIRST_COUNTRIES = words("gb uk ie au nz za in pk sg ng ke gh hk my lk bd jm tt bz eu mt cy")
MONTH_FIRST_COUNTRIES = words("us gov mil ph")
YEAR_FIRST_LANGUAGES = words("zh ja ko hu lt mn")
# In what the page writes beside a date.
AMERICAN_ZONE = re.compile(r"\b(?:[ECMP][SD]?T|AK[SD]T|HST)\b")
BRITISH_ZONE = re.compile(r"\b(?:BST|AE[SD]T|AW[SD]T|NZ[SD]T|SAST|IST|PKT|SGT)\b")
NUMERIC = re.compile(r"(?<![\d/.-])(\d\d?)([/.-])(\d\d?)\2((?:19|20)\d\d)(?!\d)")
LONGEST_LINE = 160
MARKED = (
    "//*[self::time or self::abbr or self::span or self::meta][contains(@itemprop, 'datePublished')"
    " or @pubdate or contains(@class, 'published') or contains(@class, 'entry-date')"
    " or contains(@class, 'pubdate') or contains(@class, 'publish-date')]"
    " | //article//time[@datetime] | //main//time[@datetime]"
)
ELSEWHERE = re.compile(
    r"^(?:aside|nav|footer|li|a)\b|comment|related|sidebar|widget|updated|modified", re.IGNORECASE
)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class PageDates:
    published: PartialDate | None
    changed: PartialDate | None


def read(page: Page, headline: str, fallback: str) -> PageDates:
    """Return first date and last change; `fallback` is the date that a library found."""
    order = day_first(page, headline)
    seen = _shown(page, headline, order)
    stated = [page.linked.published, *(page.meta(name) for name in PUBLISHED)]
    found = [
        _declared(stated, seen.published, order),
        seen.published,
        _marked(page, seen.published, order),
        publication_dates.in_url(page.url),
    ]
    dated = [date for date in found if date]
    published = next((date for date in dated if date.precision == Precision.DAY), None)
    published = published or next(iter(dated), None)
    labelled = _stated_anywhere(page, order)
    if not published and not seen.changed:
        published = (
            labelled.published or publication_dates.parse(fallback) or _masthead(page, order)
        )
    stated = [page.linked.changed, *(page.meta(name) for name in UPDATED)]
    declared = _later(_declared(stated, seen.changed, order), page, published)
    changed = seen.changed or declared or labelled.changed
    later = changed and (not published or changed.first > published.first)
    return PageDates(published, changed if later else None)


def _later(
    changed: PartialDate | None, page: Page, published: PartialDate | None
) -> PartialDate | None:
    """Return the day of the last change on the clock that the day of publication was read from.

    Where an evening was declared as the day after, what changed in that night is so as well.
    """
    first, last = (
        _instant(next(filter(None, [declared, *(page.meta(name) for name in names)]), ""))[0]
        for declared, names in (
            (page.linked.published, PUBLISHED),
            (page.linked.changed, UPDATED),
        )
    )
    if not (changed and published and first and last) or first.date() == published.first:
        return changed
    is_day_before = published.first < first.date() and last.time() <= first.time()
    return PartialDate(changed.first - DAY, changed.precision) if is_day_before else changed


def _declared(
    stated: list[str], seen: PartialDate | None, order: bool | None
) -> PartialDate | None:
    """Return the day of the first date that is declared, as its publisher's clock had it."""
    dated = [
        (text, found)
        for text in stated
        if (found := publication_dates.parse(text, day_first=order))
    ]
    if not dated:
        return None
    text, found = dated[0]
    instant, is_local = _instant(text)
    if is_local or instant is None:
        return found
    for other, day in dated[1:]:
        if (at := _instant(other))[1] and at[0] == instant:
            return day
    near = seen and seen.precision == Precision.DAY and abs(seen.first - found.first) <= DAY
    return seen if near else found


def _instant(text: str) -> tuple[datetime | None, bool]:
    """Return the moment of a time stamp, None without one, and whether its zone is a place's."""
    match = STAMP.search(text)
    if not match:
        return None, False
    day, time, seconds, zone = match.groups()
    zone = (zone or "+00:00").upper().replace("Z", "+00:00")
    try:
        instant = datetime.fromisoformat(f"{day}T{time}:{seconds or '00'}{zone}")
    except ValueError:
        return None, False
    return instant, bool(instant.utcoffset())


def _shown(page: Page, headline: str, order: bool | None) -> PageDates:
    """Return the dates that stand around the headline; those below it count first."""
    before, after = page.around_headline(headline)
    return _first([*_labelled(after), *reversed(before)], order)


def _stated_anywhere(page: Page, order: bool | None) -> PageDates:
    """Return the dates that the page labels as its own, wherever they stand."""
    lines = _labelled([text for text, _ in page.lines])
    return _first(filter(LABEL.match, lines), order)


def _first(lines: Iterable[str], order: bool | None) -> PageDates:
    """Return the first day of publication and the first day of change that the lines say."""
    published = changed = None
    for line in lines:
        if found := _date_line(line, order):
            published = published or found.published
            changed = changed or found.changed
    return PageDates(published, changed)


def _marked(page: Page, seen: PartialDate | None, order: bool | None) -> PartialDate | None:
    """Return the date of the first element that is marked as the time of publication."""
    for element in page.tree.xpath(MARKED)[:20]:
        outside = (f"{e.tag} {e.get('class', '')}" for e in [element, *element.iterancestors()])
        if not any(ELSEWHERE.search(named) for named in outside):
            stated = element.get("datetime") or element.get("title") or element.get("content")
            if found := _declared([stated or shown(element)], seen, order):
                return found
    return None


def _masthead(page: Page, order: bool | None) -> PartialDate | None:
    """Return the date of the issue, which old pages have in one of their first lines."""
    dated = (_date_line(line, order) for line, _ in page.lines[:4])
    return next((found.published for found in dated if found and found.published), None)


def _labelled(lines: list[str]) -> Iterator[str]:
    """Yield the lines, those that are only a label together with what they stand before."""
    label = ""
    for line in lines:
        yield f"{label} {line}".strip()
        label = line if LABEL.fullmatch(line) else ""


def _date_line(line: str, order: bool | None) -> PageDates | None:
    """Return the dates of a line that says little else."""
    if len(line) > LONGEST_LINE or not (
        found := publication_dates.read_line(line, day_first=order)
    ):
        return None
    named = [word for word in re.findall(r"[^\W\d_]+", found.rest) if len(word) > 2]
    # "The trial begins on 5 March 2022" is no date of publication.
    if len([word for word in named if word[0].islower()]) > 1 and not LABEL.match(line):
        return None
    if AS_OF.search(line) and not found.published:
        return PageDates(found.changed, None)
    return PageDates(found.published, found.changed)


def day_first(page: Page, headline: str) -> bool | None:
    """Whether 03/05/2022 is the third of May on this page; None where nothing tells.

    Its own other dates tell best, then the zone beside the date, the country, the language.
    """
    before, after = page.around_headline(headline)
    lines = [*before, *after]
    numbers = [match for line in lines for match in NUMERIC.finditer(line)]
    for match in numbers:
        if int(match[1]) > 12 or int(match[3]) > 12:
            return int(match[1]) > 12
    if any(match[2] == "." for match in numbers):
        return True
    dated = [line for line in lines if NUMERIC.search(line)]
    if any(BRITISH_ZONE.search(line) for line in dated):
        return True
    if any(AMERICAN_ZONE.search(line) for line in dated):
        return False
    language, _, country = page.locale.partition("-")
    if language in YEAR_FIRST_LANGUAGES:
        return None
    if language and language != "en":
        return True
    top = page.host.rpartition(".")[2]
    for place in (country, top) if language else (top,):
        if place in DAY_FIRST_COUNTRIES:
            return True
        if place in MONTH_FIRST_COUNTRIES:
            return False
    return None
