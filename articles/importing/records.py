"""What a reader hands over and what parsing makes of it."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from articles.text import Span

TEXT = "text/plain"
HTML = "text/html"
JSON = "application/json"


@dataclass(frozen=True)
class Record:
    """The raw bytes of one article, and where they come from."""

    raw: bytes
    media_type: str
    file: str  # as it is shown to people
    path: str = ""  # resolved; what tells a changed file from a new one
    line: int | None = None

    @property
    def sha256(self) -> str:
        return sha256(self.raw).hexdigest()

    @property
    def name(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Failure:
    """One file or line that was not imported, and why."""

    file: str
    line: int | None
    error: str


@dataclass(frozen=True)
class ParsedArticle:
    """All that an article says about itself. Offsets are code points of `text`."""

    text: str
    title: str
    title_is_made: bool
    source: str
    identity: str | None
    body_start: int
    body_end: int
    furniture: tuple[Span, ...] = ()
    byline: str = ""
    published_on: date | None = None
    published_precision: str = ""
    dateline: str = ""
    url: str = ""
    language: str = "en"
    sections: tuple[str, ...] = ()
