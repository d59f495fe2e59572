"""The headline of a page: as it is shown above the news, as far as the page itself confirms it."""

from collections.abc import Iterator

from articles.importing.readers.web_page.linked_data import alike
from articles.importing.readers.web_page.markup import AROUND, Element, folded, plain, shown, tokens
from articles.importing.readers.web_page.page import Page
from articles.importing.readers.web_page.site_names import (
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
    for text in [*headings, *_lesser_headings(page)]:
        if found := _confirmed(text, declared):
            return without_site(found, page, names) if found not in headings else found
    if len(headings) == 1 and (len(headings[0].split()) > 3 or not declared):
        return headings[0]
    whole = [title for title in declared if not _is_cut(title)] or declared
    if whole and len(whole[0].split()) > 2:
        return whole[0]
    lesser = (text for text in _lesser_headings(page) if folded(text) not in site)
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


def _confirmed(heading: str, declared: list[str]) -> str:
    """Return the headline that a heading shows, empty where no declared title is like it."""
    written = tokens(heading)
    for title in declared:
        if _is_cut(title):
            begun = folded(title.rstrip(".…[] "))
            if begun and folded(heading).startswith(begun[: max(10, len(begun) - 12)]):
                return heading
            continue
        letters, wanted = folded(heading), folded(title)
        if letters == wanted:
            return heading
        inner = letters.startswith(wanted) or letters.endswith(wanted)
        if inner and len(wanted) > 5 and len(letters) - len(wanted) <= 60:
            return title  # the heading holds a kicker or a subtitle as well
        if len(written) > 2 and alike(written, tokens(title)):
            return heading
    return ""


def _is_cut(title: str) -> bool:
    return title.endswith(CUT)
