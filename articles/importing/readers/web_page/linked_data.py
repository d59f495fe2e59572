"""What a page declares of itself by schema.org: in JSON-LD, or as microdata in its markup.

A page often describes other articles too, so the one that is meant must be told by its address
and its headline.
"""

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.importing.readers.web_page.markup import (
    Element,
    is_address,
    place_of,
    plain,
    shown,
    tokens,
)
from articles.text import words

LARGEST_BLOCK = 1_000_000  # characters of JSON
MOST_NODES = 5_000
# How surely something of this type is the article; others of them are articles of some kind.
TYPES = {"webpage": 1, "itempage": 1, "article": 3, "blogposting": 3, "liveblogposting": 4}
NEWS = 4
SITES = words("website organization newsmediaorganization governmentorganization corporation")
WRAPPING = ("//", "/*", "*/", "<![CDATA[", "]]>", "<!--", "-->", ";")
TRAILING_COMMA = re.compile(r",\s{0,100}([}\]])")


@dataclass(frozen=True)
class Author:
    name: str
    is_person: bool


@dataclass(frozen=True)
class LinkedData:
    """What the page declares. Empty where it is silent."""

    headline: str = ""
    published: str = ""
    changed: str = ""
    publisher: str = ""
    authors: tuple[Author, ...] = ()
    sections: tuple[str, ...] = ()
    url: str = ""
    sites: tuple[str, ...] = ()  # names of sites and publishers anywhere in it


def read(tree: Element, addresses: Iterable[str], headings: Iterable[str]) -> LinkedData:
    """Return what is declared of the page at the addresses, which shows the headings."""
    blocks = list(_blocks(tree))
    nodes = [node for block in blocks for node in _nodes(block)]
    nodes += _microdata(tree)
    by_id = _by_id(nodes)
    places = {place_of(address) for address in addresses}
    titles = [found for heading in headings if (found := tokens(heading))]
    scored = [(_score(node, places, titles), node) for node in nodes]
    own = [node for score, node in sorted(scored, key=lambda pair: -pair[0]) if score > 0]

    def first(key: str) -> object:
        return next((node[key] for node in own if node.get(key) not in (None, "", [], {})), None)

    publisher = _names(first("publisher"), by_id)
    authors = tuple(_authors(first("author") or first("creator"), by_id))
    writers = {author.name for author in authors} - set(publisher)
    named = [node for node in nodes if "website" in _types(node)]
    named += [node for block in blocks for node in _outermost(block) if _types(node) & SITES]
    sites = [name for node in named for name in _names(node, by_id) if name not in writers]
    return LinkedData(
        headline=plain(first("headline")) or plain(first("name")),
        published=_text(first("datePublished") or first("dateCreated")),
        changed=_text(first("dateModified")),
        publisher=publisher[0] if publisher else "",
        authors=authors,
        sections=_sections(first("articleSection")),
        url=next((url for node in own for url in _addresses(node)), ""),
        sites=tuple(dict.fromkeys([*publisher, *sites])),
    )


def _blocks(tree: Element) -> Iterator[object]:
    """Yield what the JSON-LD of the page holds; what is broken beyond mending is passed over."""
    for script in tree.iter("script"):
        text = script.text or ""
        if not 2 < len(text) <= LARGEST_BLOCK:
            continue
        text = _unwrapped(text)
        for mended in (str, lambda text: TRAILING_COMMA.sub(r"\1", text), html.unescape):
            try:
                yield json.loads(mended(text), strict=False)
                break
            except (ValueError, RecursionError):
                continue  # pages with broken JSON-LD are common and readable without it


def _unwrapped(text: str) -> str:
    """Return a script without the marks of comments that some pages put around it."""
    while True:
        before, text = text, text.strip()
        for mark in WRAPPING:
            text = text.removeprefix(mark).removesuffix(mark)
        if text == before:
            return text


def _nodes(block: object) -> Iterator[dict]:
    """Yield every object of a block, the outer ones first."""
    waiting, found = deque([block]), 0
    while waiting and found < MOST_NODES:
        thing = waiting.popleft()
        if isinstance(thing, dict):
            found += 1
            yield thing
            waiting.extend(thing.values())
        elif isinstance(thing, list):
            waiting.extend(thing)


def _outermost(block: object) -> Iterator[dict]:
    """Yield the objects of a block that are no part of another one."""
    for thing in block if isinstance(block, list) else [block]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (node for node in graph or () if isinstance(node, dict))


def _by_id(nodes: list[dict]) -> dict[str, dict]:
    """Return the fullest description of each thing that has an `@id`."""
    found: dict[str, dict] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(found.get(name, ())):
            found[name] = node
    return found


def _score(node: dict, places: set[tuple[str, str]], titles: list[list[str]]) -> int:
    """Return how surely this is the article of the page; above 0 it may be."""
    certainty = max((_certainty(kind) for kind in _types(node)), default=0)
    if not certainty:
        return 0
    here = {place_of(address) for address in _addresses(node)}
    headline = tokens(plain(node.get("headline")) or plain(node.get("name")))
    if here and places:
        certainty += 8 if here & places else -6
    if headline and titles:
        certainty += 6 if any(alike(headline, title) for title in titles) else -3
    return certainty


def _certainty(kind: str) -> int:
    return TYPES.get(kind, NEWS if kind.endswith(("article", "posting", "report")) else 0)


def _types(node: dict) -> set[str]:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rsplit("/", 1)[-1].lower() for kind in kinds if isinstance(kind, str)}


def alike(one: list[str], other: list[str]) -> bool:
    """Whether two headlines, given by their words, are one: most words of the shorter are shared.

    One of a single word must be the other's beginning or end.
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 3:
        return bool(shorter) and shorter in (longer[: len(shorter)], longer[-len(shorter) :])
    return len(set(shorter) & set(longer)) >= 0.6 * len(set(shorter))


def _addresses(node: dict) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and is_address(value):
            yield value.partition("#")[0]


def _text(value: object) -> str:
    """Return the first text or number of a value."""
    while isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return plain(value)


def _names(value: object, by_id: dict[str, dict]) -> list[str]:
    """Return the names of what a value holds or refers to."""
    return [author.name for author in _authors(value, by_id)]


def _authors(value: object, by_id: dict[str, dict], depth: int = 0) -> Iterator[Author]:
    if isinstance(value, list) and depth < 3:
        for item in value[:30]:
            yield from _authors(item, by_id, depth + 1)
    elif isinstance(value, str):
        if name := plain(by_id[value].get("name")) if value in by_id else plain(value):
            yield Author(name, is_person=True)
    elif isinstance(value, dict):
        described = {**by_id.get(str(value.get("@id")), {}), **value}
        for name in _names_of(described):
            yield Author(name, is_person=not _types(described) & SITES)


def _names_of(thing: dict) -> list[str]:
    name = thing.get("name")
    if isinstance(name, dict):
        name = name.get("name") or name.get("@value")
    names = [plain(part) for part in (name if isinstance(name, list) else [name])]
    if not any(names):
        parts = (thing.get("givenName"), thing.get("additionalName"), thing.get("familyName"))
        names = [" ".join(filter(None, map(plain, parts)))]
    return [name for name in names if name]


def _sections(value: object) -> tuple[str, ...]:
    """Return the names of sections; one text may hold several, parted by commas."""
    found = [plain(part) for part in (value if isinstance(value, list) else [value])]
    parts = [part for name in found for part in re.split(r"\s*[,;|]\s*", name)]
    return tuple(dict.fromkeys(filter(None, parts)))


def _microdata(tree: Element) -> list[dict]:
    """Return the articles that the markup itself describes, in the form of JSON-LD."""
    found = []
    for scope in tree.xpath("//*[@itemscope and @itemtype]")[:50]:
        kind = (scope.get("itemtype") or "").split()
        if kind and _certainty(kind[0].rsplit("/", 1)[-1].lower()) >= NEWS - 1:
            found.append({"@type": kind[0], **_properties(scope)})
    return found


def _properties(scope: Element) -> dict:
    """Return the properties of one described thing, without those of things inside it."""
    found: dict = {}
    for element in scope.xpath(".//*[@itemprop]")[:200]:
        outer = next(
            (above for above in element.iterancestors() if above.get("itemscope") is not None), None
        )
        if outer is not scope:
            continue
        value: object = element.get("content") or element.get("datetime")
        if element.get("itemscope") is not None:
            value = {"@type": element.get("itemtype") or "", **_properties(element)}
        elif not value:
            value = element.get("href") if element.tag == "link" else shown(element)[:500]
        for name in element.get("itemprop").split():
            found.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}
