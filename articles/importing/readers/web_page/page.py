"""A page as it is read: its tree with all that it declares, gathered once."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from articles.importing.readers.web_page import linked_data, markup
from articles.importing.readers.web_page.linked_data import LinkedData
from articles.importing.readers.web_page.markup import Element, folded, plain, shown

MOST_LINES = 2_000  # that are looked at for what the page says of itself


@dataclass(frozen=True)
class Page:
    """The tree of a page, and what follows from it."""

    tree: Element

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        return markup.metas(self.tree)

    def meta(self, *names: str) -> str:
        """Return the first of these meta elements that says something."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    @cached_property
    def addresses(self) -> list[str]:
        return markup.addresses(self.tree, self.metas)

    @cached_property
    def url(self) -> str:
        """The address of the page, empty where it does not say."""
        known = [address for address in (*self.addresses, self.linked.url) if address]
        return next((a for a in known if markup.place_of(a)[1]), known[0] if known else "")

    @cached_property
    def host(self) -> str:
        return markup.place_of(self.url)[0]

    @cached_property
    def title_element(self) -> str:
        """What the page gives browsers as its title."""
        titles = (
            plain(shown(element)[: markup.LONGEST_VALUE]) for element in self.tree.iter("title")
        )
        return next(titles, "")

    @cached_property
    def headings(self) -> list[str]:
        """The headings of the first degree that may be the headline."""
        return [
            text
            for element in islice(self.tree.iter("h1"), 20)
            if (text := shown(element))
            and not any(above.tag in markup.AROUND for above in element.iterancestors())
        ]

    @cached_property
    def linked(self) -> LinkedData:
        declared = [self.meta("og:title"), self.meta("twitter:title"), self.title_element]
        return linked_data.read(
            self.tree, self.addresses, [*self.headings, *filter(None, declared)]
        )

    @cached_property
    def lines(self) -> list[tuple[str, Element]]:
        """The first lines of the page with the blocks that they stand in."""
        return list(islice(markup.lines(self.tree), MOST_LINES))

    @cached_property
    def _letters(self) -> list[str]:
        return [folded(text) for text, _ in self.lines]

    @cached_property
    def locale(self) -> str:
        """The language with its country as the page declares them, such as `en-us`."""
        for value in (
            self.tree.get("lang") or self.tree.get("xml:lang") or "",
            self.meta("content-language", "dc.language", "language", "inlanguage"),
            self.meta("og:locale"),
        ):
            if match := re.match(r"([a-z]{2})(?:[-_]([a-z]{2}))?(?![a-z])", value.strip().lower()):
                return "-".join(filter(None, match.groups()))
        return ""

    def around_headline(self, title: str) -> tuple[list[str], list[str]]:
        """Return the few lines before the headline, and those between it and the first prose."""
        wanted = folded(title) or None
        texts = [text for text, _ in self.lines]
        same = (n for n, letters in enumerate(self._letters) if letters == wanted)
        holding = (n for n, letters in enumerate(self._letters) if wanted and wanted in letters)
        at = next(same, next(holding, -1))
        following = []
        for text in texts[at + 1 : at + 25]:
            if is_prose(text):
                break
            following.append(text)
        return texts[max(0, at - 3) : at] if at > 0 else [], following


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph of news, not one of the lines above it."""
    return len(line) > 170 or (len(line) > 85 and line.rstrip("\"'”’»)").endswith((".", "!", "?")))
