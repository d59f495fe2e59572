"""A look at a feed: its entries, or the pages that they lead to."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from tempfile import NamedTemporaryFile

from articles.importing.file_kinds import SAMPLE, text_kind
from articles.importing.read_files import Found
from articles.importing.readers import LARGEST_ARTICLE, feed, web_archive, web_page
from articles.importing.records import ArticleError, Failure, Record, Skipped
from articles.source_models import Document
from articles.watched.fetch import Fetched, Fetcher

LARGEST_FEED = 20_000_000  # bytes
MOST_ENTRIES = 1000
MOST_PAGES = 100  # fetched in one look
TOO_MANY = f"The feed has more than {MOST_ENTRIES} entries; those behind this one were left out."
LATER = f"At most {MOST_PAGES} pages are fetched in one look; this one comes with the next."


@dataclass
class FeedLook:
    """What one look at a feed finds.

    `known` are the pages that were fetched before: SHA-256 of their bytes by address; `pages` those
    that the feed leads to now. `failed` counts pages that were not given: the feed is then read
    again however little has changed.
    """

    url: str
    fetcher: Fetcher
    follows_links: bool = False
    known: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    failed: int = 0
    _fetched: int = 0

    def fetch(self, etag: str, last_modified: str) -> Fetched:
        """Ask for the feed. Raises `ArticleError` where none comes."""
        answer = self.fetcher.get(
            self.url, largest=LARGEST_FEED, etag=etag, last_modified=last_modified
        )
        if not answer.is_unchanged and not feed.recognizes(answer.raw[:SAMPLE]):
            raise ArticleError(f"{self.url} is no feed (RSS or Atom), but {_kind(answer.raw)}.")
        return answer

    def found(self, raw: bytes) -> Iterator[Found]:
        """Yield what the feed holds, under its own address."""
        with NamedTemporaryFile(prefix="gangintel-", suffix=".xml") as file:
            file.write(raw)
            file.flush()
            try:
                for number, entry in enumerate(feed.read(file.name), 1):
                    if number > MOST_ENTRIES:
                        yield Skipped(self.url, TOO_MANY, line=number)
                        break
                    named = replace(entry, file=self.url)
                    if self.follows_links and isinstance(named, Record):
                        yield from self._page_of(named)
                    else:
                        yield named
            except ArticleError as error:
                yield Failure(self.url, None, str(error))

    def _page_of(self, entry: Record) -> Iterator[Found]:
        """Yield the page that the entry leads to, and the entry itself where that is not given."""
        try:
            address = feed.parse(entry).url
        except ArticleError as error:
            yield Failure(entry.file, entry.line, str(error))
            return
        if not address:
            yield entry
        elif kept := self._kept(address):
            yield kept
        elif self._fetched >= MOST_PAGES:
            self.failed += 1
            yield Skipped(address, LATER)
        else:
            self._fetched += 1
            try:
                yield self._page(address)
            except ArticleError as error:
                self.failed += 1
                yield Failure(address, None, f"{error} The entry was taken in its place.")
                yield entry

    def _kept(self, address: str) -> Record | None:
        """Return the page as it is here, where it was fetched before."""
        digest = self.known.get(address, "")
        document = Document.objects.filter(sha256=digest).first() if digest else None
        if document is None:
            return None
        self.pages[address] = digest
        return Record(bytes(document.raw), document.media_type, document.original_name)

    def _page(self, address: str) -> Record:
        answer = self.fetcher.get(address, largest=LARGEST_ARTICLE)
        if not _is_page(answer):
            raise ArticleError(f"{address} is no page, but {_kind(answer.raw)}.")
        page = Record(_archived(address, answer.raw), web_archive.MEDIA_TYPE, address)
        self.pages[address] = page.sha256
        return page


def _archived(address: str, raw: bytes) -> bytes:
    """Return a page as web archives keep it (WARC), which says where it is from."""
    head = {
        "WARC-Type": "resource",
        "WARC-Target-URI": "".join(address.split()),
        "Content-Type": web_page.MEDIA_TYPE,
        "Content-Length": str(len(raw)),
    }
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    return "\r\n".join(lines).encode() + raw + b"\r\n\r\n"


def _is_page(answer: Fetched) -> bool:
    """Whether it is HTML: it begins so, or is called so and is nothing else."""
    sample = answer.raw[:SAMPLE]
    is_called_so = answer.media_type in ("text/html", "application/xhtml+xml")
    return web_page.is_web_page(sample) or (is_called_so and not text_kind(sample))


def _kind(raw: bytes) -> str:
    kind = text_kind(raw[:SAMPLE])
    if web_page.is_web_page(raw[:SAMPLE]):
        return "a web page"
    return kind.name if kind else "something else" if raw.strip() else "empty"
