"""What the site of a page is called, and titles without that name."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from articles.importing.metadata import publishers
from articles.importing.readers.web_page.markup import folded, place_of, tokens
from articles.importing.readers.web_page.page import Page
from articles.text import words

# Between a headline and the name of the site, or between a name and a slogan.
SEPARATOR = re.compile(r"\s*(?:\|+|::)\s*|\s+(?:[-–—~/»›«•·⋆]|--)\s+")
IN_FRONT = re.compile(rf"{SEPARATOR.pattern}|:\s+")
LEGAL_FORM = re.compile(
    r",?\s+(?:S\.?\s?A\.?(?: de C\.?\s?V\.?)?|S\.?L\.?U?\.?|Ltda?\.?|Inc\.?|LLC|GmbH|plc|Corp\.?)$"
    r"|^(?:Corporaci[óo]n|Grupo Editorial|Editorial)\s+",
    re.IGNORECASE,
)
NO_NAMES = words(
    "home news noticias inicio portada blog index untitled website site página pagina accueil"
    " startseite homepage article post"
)
DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?", re.IGNORECASE)
PAGE_NUMBER = re.compile(
    r"(?:page|página|seite|pagina) \d+(?: (?:of|de|von|di|sur) \d+)?", re.IGNORECASE
)
COPYRIGHT = re.compile(r"©|\(c\)|copyright|(?:rights|derechos|direitos|droits) r", re.IGNORECASE)


def source_of(page: Page, headline: str) -> str:
    """Return who published the page, empty where neither the page nor its address says.

    A site that is known by its domain has one name, whatever its pages call it.
    """
    known = publishers.named_by(page.url)
    if known and folded(known) != folded(page.host):
        return known
    names = [name for raw in _raw_names(page, headline) if (name := _without_slogan(raw, page))]
    named = [name for name in names if not (DOMAIN.fullmatch(name) and name == name.lower())]
    if not named:
        return known or next(iter(names), "")
    best = named[0]
    if " " not in best and best == best.lower():
        # "elpuerto" where the page elsewhere writes "El Puerto"
        best = next((name for name in named if folded(name) == folded(best) != name), best)
    return LEGAL_FORM.sub("", LEGAL_FORM.sub("", best)).strip(" ,")


def _raw_names(page: Page, headline: str) -> Iterator[str]:
    yield from page.metas.get("og:site_name", [])
    yield from page.linked.sites[:1]
    yield page.meta("application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher")
    yield from page.linked.sites[1:]
    yield from beside_headline(page, headline)
    yield page.meta("copyright", "dcterms.publisher", "citation_publisher")


def beside_headline(page: Page, headline: str) -> Iterator[str]:
    """Yield what stands in the titles beside the headline, as the name of the site does."""
    for title in (page.title_element, page.meta("og:title"), page.meta("twitter:title")):
        if not title or not headline:
            continue
        at = title.casefold().find(headline.casefold())
        if at >= 0:
            rest = (title[:at], title[at + len(headline) :])
            before, after = (SEPARATOR.sub("|", part).strip(" |:-–—") for part in rest)
            if after and SEPARATOR.match(rest[1] + " "):
                yield after.rsplit("|", 1)[-1]
            elif before:
                yield before.split("|", 1)[0]
        elif not set(tokens(title)) & set(tokens(headline)):
            yield _owner(page) or SEPARATOR.split(title)[0]


def _owner(page: Page) -> str:
    """Return the name in the title that the copyright notice of the page names as well."""
    notices = [line for line, _ in page.lines[-10:] if COPYRIGHT.search(line)]
    for part in SEPARATOR.split(page.title_element):
        parts = part.split()
        for count in range(len(parts), 1, -1):
            if any((name := " ".join(parts[:count])) in notice for notice in notices):
                return name
    return ""


def _without_slogan(name: str, page: Page) -> str:
    """Return the part of a name that is one: what its domain spells, else the first."""
    parts = [part for part in SEPARATOR.split(name) if part and part.lower() not in NO_NAMES]
    if len(parts) > 1:
        label = _label(page.host)
        spelled = [part for part in parts if label and folded(part) and _spells(part, label)]
        parts = spelled or parts
    name = parts[0].strip(" @") if parts else ""
    return name if 1 < len(name) <= 80 and len(name.split()) <= 10 else ""


def _label(host: str) -> str:
    """Return the part of a host that names the site, folded: `elfaro` of www.elfaro.net."""
    parts = [part for part in host.split(".") if part not in {"com", "co", "org", "net", "gov"}]
    return folded(max(parts[:-1] or parts, key=len, default=""))


def _spells(name: str, label: str) -> bool:
    return folded(name) in label or label in folded(name)


def names_of_site(page: Page) -> list[str]:
    """Return all that may stand for the site in a title."""
    declared = [
        *page.metas.get("og:site_name", []),
        *page.linked.sites,
        page.meta("application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher"),
        _owner(page),
    ]
    known = publishers.named_by(page.url)
    parts = [part for name in declared for part in (name, *SEPARATOR.split(name))]
    return list(dict.fromkeys(name for name in [*parts, known, page.host] if len(name) > 1))


def without_site(title: str, page: Page, names: Iterable[str]) -> str:
    """Return a title without the name of the site before or after it, and without page numbers.

    It is empty where the title is nothing but that name.
    """
    known = [(folded(name), tokens(name)) for name in names]
    if _is_site(title, known, page, more=1):
        return ""
    title = _before_slogan(title, {letters for letters, _ in known})
    sections = {folded(section) for section in page.linked.sections}
    cut = False
    while separators := list(SEPARATOR.finditer(title)):
        last = separators[-1]
        part = title[last.end() :]
        is_section = cut and (folded(part) in sections or PAGE_NUMBER.fullmatch(part))
        if not (is_section or PAGE_NUMBER.fullmatch(part) or _is_site(part, known, page)):
            break
        title, cut = title[: last.start()], True
    if (first := IN_FRONT.search(title)) and title[first.end() :]:
        front = title[: first.start()]
        if front and _is_site(front, known, page):
            return title[first.end() :]
    return title


def _before_slogan(title: str, names: set[str]) -> str:
    """Return a title without the site's name in its middle, and the slogan behind that."""
    for before, after in pairwise(SEPARATOR.finditer(title)):
        if folded(title[before.end() : after.start()]) in names:
            return title[: before.start()]
    return title


def _is_site(part: str, known: list[tuple[str, list[str]]], page: Page, more: int = 6) -> bool:
    """Whether a part of a title is one of the names, also shorter or by its initials.

    It may be longer by as many words as `more`.
    """
    letters, found = folded(part), tokens(part)
    if not letters:
        return True
    if DOMAIN.fullmatch(part.strip()) and folded(place_of(f"http://{part}")[0]) == folded(
        page.host
    ):
        return True
    if letters == _label(page.host):
        return True
    return any(_is_name(letters, found, *name, more) for name in known)


def _is_name(letters: str, found: list[str], name: str, parts: list[str], more: int) -> bool:
    if letters == name:
        return True
    if len(parts) > 2 and letters == "".join(part[0] for part in parts):
        return True
    longer = name in letters and len(name) > 3 and len(found) <= len(parts) + more
    shorter = len(found) > 1 and letters in name
    return longer or shorter


def outermost(title: str) -> str:
    """Return a title without what stands behind its last bar, which no headline holds."""
    head, bar, tail = title.rpartition("|")
    return head.strip() if bar and len(head.split()) > 2 and len(tail.split()) <= 7 else title
