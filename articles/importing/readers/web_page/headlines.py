"""The headline of a page: as it is shown above the news, as far as the page itself confirms it."""

from collections.abc import Iterator

from articles.importing.readers.web_page.linked_data import alike
from articles.importing.readers.web_page.markup import AROUND, Element, folded, plain, shown, tokens
from articles.importing.readers.web_page.page import Page
from articles.importing.readers.web_page.site_names import (
    SEPARATOR,
    names_of_site,
    outermost,
    without_site,
)

LONGEST = 300
CUT = ("…", "...", "[…]")
# Elements that show a headline where it is no heading of the first degree.
HEADLINES = (
    "//*[contains(@itemprop, 'headline')] | //*[self::h2 or self::h3 or self::div or self::p]"
    "[contains(@class, 'title') or contains(@class, 'headline') or contains(@class, 'titul')]"
    " | //h2 | //font[@size > 3 or @size = '+1' or @size = '+2' or @size = '+3']"
)


def read(page: Page, fallback: str) -> str:
    """Return the headline; `fallback` where the page declares and shows none."""
    names = names_of_site(page)
    declared = list(dict.fromkeys(_declared(page, names)))
    site = {folded(name) for name in names}
    headings = [text for text in page.headings if folded(text) not in site]
    shown_ones = [*headings, *_lesser_headings(page)]
    for confirmed in (_same, _alike):
        for text in shown_ones:
            if found := confirmed(text, declared):
                return found
    if len(headings) == 1 and (len(headings[0].split()) > 3 or not declared):
        return headings[0]
    whole = [title for title in declared if not _is_cut(title)] or declared
    if whole and len(whole[0].split()) > 2:
        return whole[0]
    lesser = (text for text in shown_ones if folded(text) not in site)
    return next(lesser, "") or next(iter(whole), "") or without_site(plain(fallback), page, names)


def _declared(page: Page, names: list[str]) -> Iterator[str]:
    """Yield the titles that the page declares, without the site's name, the surest first."""
    titles = [
        page.linked.headline,
        page.meta("og:title"),
        page.meta("citation_title", "dcterms.title", "dc.title", "headline", "twitter:title"),
        page.title_element,
    ]
    for title in titles:
        title = without_site(plain(title), page, names).strip()
        if title and len(title) <= LONGEST:
            yield title if title == page.linked.headline else outermost(title)


def _lesser_headings(page: Page) -> Iterator[str]:
    for element in page.tree.xpath(HEADLINES)[:60]:
        if not _is_around(element) and 2 < len(text := shown(element)) <= LONGEST:
            yield text


def _is_around(element: Element) -> bool:
    return any(above.tag in AROUND for above in element.iterancestors())


def _same(heading: str, declared: list[str]) -> str:
    """Return the headline in a heading that holds a declared title, or goes on where that is cut.

    It is empty where none is.
    """
    letters = folded(heading)
    for title in declared:
        wanted = folded(title.rstrip(".…[] ")) if _is_cut(title) else folded(title)
        if letters == wanted:
            return title if SEPARATOR.search(heading) else heading
        if _is_cut(title):
            # The last word may be cut as well.
            if wanted and letters.startswith(wanted[: max(10, len(wanted) - 12)]):
                return heading
        elif 5 < len(wanted) >= len(letters) - 60 and letters.startswith(wanted):
            return title  # the heading holds a subtitle or the site's name as well
        elif 5 < len(wanted) >= len(letters) - 60 and letters.endswith(wanted):
            return title  # … or a kicker
    return ""


def _alike(heading: str, declared: list[str]) -> str:
    """Return a heading that says what a declared title says in a few other words."""
    written = tokens(heading)
    whole = [title for title in declared if not _is_cut(title)]
    same = len(written) > 2 and any(alike(written, tokens(title)) for title in whole)
    return heading if same else ""


def _is_cut(title: str) -> bool:
    return title.endswith(CUT)
