"""The markup of a page: its tree, its meta elements, its lines as a reader sees them."""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from articles.importing.records import ArticleError
from articles.text import words

Element = Any  # lxml says nothing about its types

LARGEST = 8_000_000  # characters of a page without scripts and pictures; most have a tenth of one
LARGEST_TEXT = 1_000_000  # characters that are shown; news have some thousands
MOST_ELEMENTS = 60_000
LONGEST_VALUE = 1_000  # characters of what is declared
MOST_METAS = 500
DEEPEST = 250  # elements inside one another; libraries that walk a tree call themselves for each
UNSEEN = words("script style noscript template svg iframe head select textarea")
BLOCKS = words(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td"
    " tfoot th thead tr ul amp-sidebar"
)
AROUND = words("nav aside footer form button amp-sidebar menu")  # elements that hold no article
TOO_MUCH = (
    "The web page holds more than a million characters of text or "
    f"{MOST_ELEMENTS:,} elements; save the article alone."
)
SCRIPT = re.compile(r"<(script|style|svg)\b[^>]{0,2000}>", re.IGNORECASE)
PICTURE = re.compile(r"data:[\w/+.-]{1,50};base64,[A-Za-z0-9+/=]{100,}")
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
WORD = re.compile(r"\w+")


def parse(text: str) -> Element:
    """Return the tree of a page. Raises ArticleError for one that is empty, too large or too deep.

    Scripts that declare nothing, styles and drawings are taken out, and count for nothing.
    """
    from trafilatura.utils import load_html

    text = PICTURE.sub("", _without_scripts(text))
    if len(text) > LARGEST:
        raise ArticleError(TOO_MUCH)
    try:
        tree = load_html(text)
    except (etree.LxmlError, ValueError) as error:
        raise ArticleError(f"The web page could not be read ({error}).") from None
    if tree is None:
        raise ArticleError("No article was found on this web page.")
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    _refuse_what_is_too_much(tree)
    _cut_metas(tree)
    return tree


def _cut_metas(tree: Element) -> None:
    """Drop what no page has reason to declare: very many things, and very long ones."""
    for number, element in enumerate(list(tree.iter("meta"))):
        if number >= MOST_METAS:
            element.drop_tree()
        elif content := element.get("content"):
            element.set("content", content[:LONGEST_VALUE])


def _without_scripts(text: str) -> str:
    """Return a page without its scripts but those that declare something, styles and drawings."""
    kept, at = [], 0
    small = text.lower()
    if len(small) != len(text):  # of a few letters the small ones are two characters
        small = text
    for opening in SCRIPT.finditer(text):
        if opening.start() < at or "ld+json" in opening[0].lower():
            continue
        kept.append(text[at : opening.start()])
        closing = small.find(f"</{opening[1].lower()}", opening.end())
        end = text.find(">", closing) if closing >= 0 else -1
        at = end + 1 if end >= 0 else len(text)
        if at == len(text):
            break
    return "".join(kept) + text[at:]


def _refuse_what_is_too_much(tree: Element) -> None:
    size = elements = depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "end":
            continue
        elements += 1
        if element.tag != "script":
            size += len(element.text or "")
        size += len(element.tail or "")
        if size > LARGEST_TEXT or elements > MOST_ELEMENTS:
            raise ArticleError(TOO_MUCH)
        if depth > DEEPEST:
            raise ArticleError(
                f"The web page has more than {DEEPEST} elements inside one another; save its text."
            )


def plain(text: object) -> str:
    """Return the words of a declared value: entities resolved, also twice escaped, tags cut."""
    if not isinstance(text, str):
        return ""
    for _ in range(3):
        if (resolved := html.unescape(text)) == text:
            break
        text = resolved
    return " ".join(TAG.sub(" ", text).split())


def shown(element: Element) -> str:
    """Return the words of an element as it is shown."""
    return " ".join(" ".join(element.itertext()).split())


def folded(text: str) -> str:
    """Return the letters and digits of a text alone, without case and accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in bare if character.isalnum())


def tokens(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return [word for part in WORD.findall(text) if (word := folded(part))]


def metas(tree: Element) -> dict[str, list[str]]:
    """Return what the meta elements say, by their property, name or itemprop in small letters."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            key = (element.get(attribute) or "").strip().lower()
            if key and (content := plain(element.get("content"))):
                found.setdefault(key, []).append(content)
    return found


def addresses(tree: Element, declared: dict[str, list[str]]) -> list[str]:
    """Return the addresses that the page gives as its own, the best first.

    One that leads to the front page of the site, as a careless canonical link does, comes last.
    """
    links = [
        (element.get("href") or "").strip()
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    named = [address for key in ("og:url", "twitter:url") for address in declared.get(key, [])]
    base = next((address for address in [*named, *links] if is_address(address)), "")
    found = [_joined(base, address) for address in [*links, *named] if len(address) <= 2_000]
    return sorted(filter(is_address, found), key=lambda address: not place_of(address)[1])


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def is_address(text: str) -> bool:
    """Whether a text is an address of the web."""
    return bool(re.match(r"https?://[^\s/]+\.", text)) and bool(place_of(text)[0])


def place_of(address: str) -> tuple[str, str]:
    """Return host and path of an address as far as they tell one page from another."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", ""
    return host, parts.path.rstrip("/")


def lines(tree: Element) -> Iterator[tuple[str, Element]]:
    """Yield the lines of the page as they are shown, each with the block that it stands in.

    Menus, asides, forms and the foot of the page are passed over.
    """
    for line, block in _all_lines(tree):
        if words := " ".join("".join(line).split()):
            yield words, block


def _all_lines(tree: Element) -> Iterator[tuple[list[str], Element]]:
    """Gather pieces of text up to the next start or end of a block, or line break."""
    line: list[str] = []
    blocks = [tree]
    hidden = 0  # how many elements around the present one hold no article
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        unseen = tag in UNSEEN or tag in AROUND
        ends = tag in BLOCKS or tag == "br"
        if ends and line:
            yield line, blocks[-1]
            line = []
        if event == "start":
            hidden += unseen
            if tag in BLOCKS:
                blocks.append(element)
            piece = element.text
        else:
            hidden -= unseen
            if tag in BLOCKS:
                blocks.pop()
            piece = element.tail
        if piece and not hidden:
            line.append(piece)
    yield line, tree
