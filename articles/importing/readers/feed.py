"""Feeds (RSS and Atom): an article an entry, as much of it as the feed has.

Entries are told apart as the file is read, however long it is; each is kept as a feed of that one
entry, with what the feed says of itself.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from articles.importing import fragments
from articles.importing.file_kinds import FEED, text_kind
from articles.importing.metadata import publication_dates, publishers
from articles.importing.metadata.publication_dates import PartialDate
from articles.importing.readers import LARGEST_ARTICLE, Format, NotAnArticle, shown_path, too_large
from articles.importing.records import ArticleError, DeclaredMetadata, Failure, Record
from articles.text import words

MEDIA_TYPE = "application/rss+xml"
PIECE = 65_536  # bytes
ENTRIES = {"item", "entry"}
ROOTS = {"rss", "feed", "rdf"}
# What is kept of the feed beside each entry.
OF_FEED = words("title link language author id rights creator publisher base")
LONGEST_OF_FEED = 5_000  # bytes of one of these
MOST_OF_FEED = 30
ATOM, RSS_1 = "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/"
XML = "{http://www.w3.org/XML/1998/namespace}"
DECLARATION = re.compile(rb"<\?xml[^>]{0,200}\?>")
NO_FEED = "This is no feed (RSS or Atom); save the page of each article."
NO_ENTRY = "There is no entry in this feed."
ENDS_EARLY = "The feed is cut off or damaged here; what may follow could not be read."

Element = Any  # lxml says nothing about its types


def recognizes(sample: bytes) -> bool:
    return text_kind(sample) is FEED


def read(path: str) -> Iterator[Record | Failure]:
    """Yield one record an entry; its place is its number in the feed."""
    name = shown_path(path)
    number = 0
    with open(path, "rb") as file:
        for number, found in enumerate(_entries(file), 1):
            if isinstance(found, str):
                yield Failure(name, number, found)
            else:
                yield Record(found, MEDIA_TYPE, name, line=number)
    if not number:
        raise ArticleError(NO_ENTRY)


def _entries(file: Any) -> Iterator[bytes | str]:
    """Yield each entry as a feed; last a sentence where the feed could not be read to its end."""
    # What a document defines as an entity is not expanded, nothing is fetched, faults are mended.
    parser = etree.XMLPullParser(
        ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    opening, size, is_whole = "", 0, False
    of_feed: list[Element] = []
    beginning = file.read(PIECE)
    piece = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")
    while piece:
        parser.feed(piece)
        size += len(piece)
        for event, element in parser.read_events():
            name = _local(element)
            is_whole = event == "end" and element.getparent() is None
            if event == "start":
                if not opening and name not in ROOTS:
                    raise NotAnArticle(NO_FEED)
                opening = opening or _opening(element)
            elif name in ENTRIES and _is_outermost(element):
                yield _feed(opening, of_feed, element)
                size = 0
                _forget(element)
            elif name in OF_FEED and _is_of_feed(element) and len(of_feed) < MOST_OF_FEED:
                of_feed.append(element)
        if size > LARGEST_ARTICLE:
            yield f"{too_large('entry', size)} What follows it in the feed was not read."
            return
        piece = file.read(PIECE)
    if opening and not is_whole:
        yield ENDS_EARLY


def _local(element: Element) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].lower()


def _opening(root: Element) -> str:
    """Return how a feed of this kind begins, with the language and address of all of it."""
    kind = {"rss": "rss", "feed": "feed"}.get(_local(root), "rdf")
    shared = {key: root.get(f"{XML}{key}", "") for key in ("lang", "base")}
    said = "".join(f' xml:{key}="{_quoted(value)}"' for key, value in shared.items() if value)
    return {
        "rss": f'<rss version="2.0"{said}><channel>',
        "feed": f'<feed xmlns="{ATOM}"{said}>',
        "rdf": f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="{RSS_1}"{said}>',
    }[kind]


def _quoted(value: str) -> str:
    return re.sub(r'[<>&"]', "", value[:200])


def _is_outermost(element: Element) -> bool:
    return not any(_local(around) in ENTRIES for around in element.iterancestors())


def _is_of_feed(element: Element) -> bool:
    around = element.getparent()
    return around is not None and _local(around) in {"channel", "feed"}


def _feed(opening: str, of_feed: list[Element], entry: Element) -> bytes:
    kept = [_written(element) for element in of_feed]
    head = b"".join(one for one in kept if len(one) <= LONGEST_OF_FEED)
    if opening.startswith("<rdf"):
        head = b"<channel>" + head + b"</channel>"
    closing = {"<rss": b"</channel></rss>", "<fee": b"</feed>", "<rdf": b"</rdf:RDF>"}[opening[:4]]
    return opening.encode() + head + _written(entry) + closing


def _written(element: Element) -> bytes:
    return etree.tostring(element, encoding="utf-8", with_tail=False)


def _forget(entry: Element) -> None:
    """Free what has been read, but for what surrounds it and what the feed says of itself."""
    entry.clear()
    around = entry.getparent()
    while around is not None and len(around) > 1 and _local(around[0]) in ENTRIES:
        if around[0] is entry:
            break
        del around[0]


def parse(record: Record) -> DeclaredMetadata:
    """Return what the entry says. Raises ArticleError where it has no text."""
    # It takes a while to load, and most imports hold no feeds.
    import feedparser

    # As a stream: a string that looks like an address it would fetch.
    try:
        found = feedparser.parse(io.BytesIO(record.raw), sanitize_html=False)
    except Exception as error:  # it raises whatever a fault in the dates or addresses leads to
        raise ArticleError(f"The entry is damaged ({type(error).__name__}).") from None
    if not found.entries:
        raise ArticleError(NO_ENTRY)
    entry, feed = found.entries[0], found.feed
    title = fragments.line_of(entry.get("title", ""))
    written = max(_texts(entry), key=len, default="")
    people = [one.get("name", "") for one in entry.get("authors", [])] or [entry.get("author", "")]
    origin = entry.get("source", {})
    dated = _day(entry, "updated")
    is_rss = found.version.startswith(
        "rss"
    )  # in which the one date of an entry is that of its birth
    return DeclaredMetadata(
        text=fragments.text_of(written, title) if fragments.is_markup(written) else written,
        title=title,
        byline=", ".join(fragments.line_of(name) for name in people if name and "@" not in name),
        published=_day(entry, "published") or _day(entry, "created") or (dated if is_rss else None),
        changed=dated,
        source=publishers.canonical(
            fragments.line_of((origin.get("title") if origin else "") or feed.get("title", ""))
        ),
        url=entry.get("link", ""),
        id=entry.get("id", ""),
        language=(entry.get("language") or feed.get("language") or "")[:2],
        sections=tuple(filter(None, (tag.get("term") for tag in entry.get("tags", [])))),
    )


def _texts(entry: Any) -> Iterator[str]:
    yield entry.get("summary", "")
    yield from (one.get("value", "") for one in entry.get("content", []))


def _day(entry: Any, name: str) -> PartialDate | None:
    """Return the day of the publisher's own clock, as it is written, else that of UTC."""
    # Of a missing date the library gives another one that is there.
    if name not in entry.keys():  # noqa: SIM118
        return None
    if found := publication_dates.parse(entry[name]):
        return found
    parsed = entry.get(f"{name}_parsed")
    return publication_dates.parse("{:04}-{:02}-{:02}".format(*parsed[:3])) if parsed else None


FORMAT = Format(
    name="feed",
    media_type=MEDIA_TYPE,
    endings=words(".rss .atom .rdf"),
    read=read,
    parse=parse,
    recognizes=recognizes,
)
