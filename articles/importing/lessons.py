"""What the articles of a group have taught about their furniture, kept in the database.

A group is a source; articles of an unknown source are grouped by the domain of their address, else
by the folder of their file.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlsplit

from django.db import connection
from django.db.models import QuerySet

from articles.furniture_models import ArticleTraces, FurnitureRule
from articles.importing.furniture import Learned, Rules, traces
from articles.importing.metadata.publishers import UNKNOWN
from articles.importing.parse_document import declared_by, parse
from articles.importing.records import ParsedArticle, Record
from articles.models import Article

_BATCH = 200  # articles in one write
# Numbers that a group holds (some 50 MB) before it forgets what stood in one document only.
MOST_HELD = 400_000
_NO_WWW = ("www.", "m.", "amp.")


@dataclass(frozen=True)
class Group:
    """A group of articles: the key of their source, else (where that is unknown) their place."""

    source: int | None = None
    place: str = ""

    @classmethod
    def of(cls, article: Article) -> "Group":
        """Return the group of an article. Needs its source and document."""
        if article.source.name != UNKNOWN:
            return cls(source=article.source_id)
        return cls(place=place_of(article.url, article.document.original_name))

    def articles(self) -> QuerySet[Article]:
        """Its articles that have taught something."""
        if self.source is not None:
            return Article.objects.filter(source=self.source, traces__isnull=False)
        return Article.objects.filter(source__name=UNKNOWN, traces__place=self.place)

    def rules(self) -> QuerySet[FurnitureRule]:
        """The rules that hold for it."""
        rules = FurnitureRule.objects.filter(source=self.source, place=self.place)
        return rules.filter(ended_at=None)


def place_of(url: str, file: str) -> str:
    """Return the domain of an address, else the folder of a file."""
    domain = (urlsplit(url).hostname or "") if url else ""
    for prefix in _NO_WWW:
        domain = domain.removeprefix(prefix)
    return domain or os.path.dirname(file) or "/"


def rules_of(group: Group) -> Rules:
    """Return what persons ruled for the group."""
    rows = list(group.rules().order_by("pk"))
    return Rules.of(
        [row.passage for row in rows if row.is_furniture],
        [row.passage for row in rows if not row.is_furniture],
    )


def fingerprint(group: Group) -> int:
    """Return a number that changes with the rules of the group, 0 without any."""
    rows = list(group.rules().order_by("passage").values_list("passage", "is_furniture"))
    if not rows:
        return 0
    hashed = blake2b(repr(rows).encode(), digest_size=8).digest()
    return int.from_bytes(hashed, "big", signed=True)


_COUNTED = "SELECT number, count(*) FROM articles_articletraces AS traces"
_UNNESTED = "CROSS JOIN unnest(traces.numbers) AS number"
_OF_SOURCE = f"""{_COUNTED}
    JOIN articles_article AS article ON article.id = traces.article_id {_UNNESTED}
    WHERE article.source_id = %s GROUP BY number"""
_OF_PLACE = f"""{_COUNTED}
    JOIN articles_article AS article ON article.id = traces.article_id
    JOIN articles_source AS source ON source.id = article.source_id {_UNNESTED}
    WHERE traces.place = %s AND source.name = %s GROUP BY number"""


def learned_of(group: Group) -> Learned:
    """Return all that the articles of the group have taught."""
    with connection.cursor() as cursor:
        if group.source is not None:
            cursor.execute(_OF_SOURCE, [group.source])
        else:
            cursor.execute(_OF_PLACE, [group.place, UNKNOWN])
        counts = dict(cursor.fetchall())
    return Learned(group.articles().count(), counts, rules_of(group))


def keep(articles: Iterable[tuple[Article, str]]) -> None:
    """Keep what articles teach, given with the names of their files; what was kept goes."""
    ArticleTraces.objects.bulk_create(
        (
            ArticleTraces(
                article=article,
                place=place_of(article.url, file),
                numbers=sorted(traces(article.text, article.title)),
            )
            for article, file in articles
        ),
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["place", "numbers"],
    )


def keep_missing(stop: Callable[[], bool]) -> None:
    """Keep what articles teach that were imported before anything was learned."""
    missing = Article.objects.filter(traces=None).select_related("document").order_by("pk")
    missing = missing.defer("document__raw")
    while not stop() and (articles := list(missing[:_BATCH])):
        keep((article, article.document.original_name) for article in articles)


class Lessons:
    """What groups have taught, while an import goes on and teaches more.

    An import reads each document with what those before it taught; which group it belongs to is
    known only when it is read, so the group of the document before it in the folder is tried.
    """

    def __init__(self) -> None:
        self._groups: dict[str, _Growing] = {}
        self._last: dict[str, str] = {}

    def parse(self, record: Record, *, source: str = "") -> ParsedArticle:
        """Make an article of a record, see `parse_document.parse`."""
        folder = os.path.dirname(record.file)
        guess = self._last.get(folder, "")
        declared = declared_by(record)
        parsed = parse(record, source=source, learned=self._learned(guess), declared=declared)
        name = self._name(parsed, record)
        learned = self._learned(name)
        if name != guess and learned.documents:
            parsed = parse(record, source=source, learned=learned, declared=declared)
        self._last[folder] = name
        self._groups[name].add(traces(parsed.text, parsed.title))
        return parsed

    @staticmethod
    def _name(parsed: ParsedArticle, record: Record) -> str:
        if parsed.source != UNKNOWN:
            return f"source {parsed.source.lower()}"
        return f"place {place_of(parsed.url, record.file)}"

    def _learned(self, name: str) -> Learned:
        if name not in self._groups:
            self._groups[name] = _Growing(_from_database(name))
        return self._groups[name].learned


class _Growing:
    """What a group has taught so far.

    Of very many documents, what stood in one alone is forgotten from time to time: what recurs
    comes again, and mending counts all that the database has.
    """

    def __init__(self, learned: Learned) -> None:
        self._counts = Counter(learned.counts)
        self._most = MOST_HELD
        self.learned = Learned(learned.documents, self._counts, learned.rules)

    def add(self, numbers: Collection[int]) -> None:
        self._counts.update(numbers)
        if len(self._counts) > self._most:
            self._counts = Counter({one: n for one, n in self._counts.items() if n > 1})
            self._most = max(MOST_HELD, 2 * len(self._counts))
        self.learned = Learned(self.learned.documents + 1, self._counts, self.learned.rules)


def _from_database(name: str) -> Learned:
    kind, _, value = name.partition(" ")
    if kind == "place":
        return learned_of(Group(place=value))
    article = Article.objects.filter(source__name__iexact=value).only("source").first()
    return learned_of(Group(source=article.source_id)) if article else Learned()
