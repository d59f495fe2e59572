"""What the articles of a group have taught about their furniture, kept in the database.

A group is a source; articles of an unknown source are grouped by the domain of their address, else
by the folder of their file.
"""

import os
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from urllib.parse import urlsplit

from django.db import connection
from django.db.models import Count, Q, QuerySet

from articles.article_choices import Origin
from articles.furniture_models import ArticleTraces, FurnitureRule
from articles.importing.furniture import Learned, Rules, traces
from articles.importing.metadata import publishers
from articles.importing.metadata.publishers import UNKNOWN
from articles.importing.parse_document import declared_by, parse
from articles.importing.records import ParsedArticle, Record
from articles.models import Article
from articles.source_models import Source
from articles.source_names import current_name

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
    return domain_of(url) or os.path.dirname(file) or "/"


def domain_of(url: str) -> str:
    domain = (urlsplit(url).hostname or "") if url else ""
    for prefix in _NO_WWW:
        domain = domain.removeprefix(prefix)
    return domain


def rules_of(group: Group) -> Rules:
    """Return what persons ruled for the group."""
    rows = list(group.rules().order_by("pk"))
    return Rules.of(
        [row.passage for row in rows if row.is_furniture],
        [row.passage for row in rows if not row.is_furniture],
    )


def fingerprint(group: Group) -> int:
    """Return a number that changes with the rules of the group, 0 without any."""
    return fingerprints([group]).get(group, 0)


def fingerprints(groups: Collection[Group]) -> dict[Group, int]:
    """Return such a number for those of the groups that have rules."""
    sources = {group.source for group in groups if group.source is not None}
    places = {group.place for group in groups if group.source is None}
    standing = FurnitureRule.objects.filter(ended_at=None).filter(
        Q(source__in=sources) | Q(source=None, place__in=places)
    )
    said: dict[Group, list[tuple[str, bool]]] = {}
    for row in standing.order_by("passage"):
        said.setdefault(Group(row.source_id, row.place), []).append((row.passage, row.is_furniture))
    hashes = {
        group: blake2b(repr(rules).encode(), digest_size=8).digest()
        for group, rules in said.items()
    }
    return {group: int.from_bytes(one, "big", signed=True) for group, one in hashes.items()}


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
    return Learned(group.articles().count(), counts, rules_of(group), _language_of(group))


def _language_of(group: Group) -> str:
    """The language that a person states for the source of the group; empty without one."""
    if group.source is None:
        return ""
    return Source.objects.values_list("language", flat=True).get(pk=group.source)


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


class Lessons:
    """What groups have taught, while an import goes on and teaches more.

    An import reads each document with what those before it taught; which group it belongs to is
    known only when it is read, so the group of the document before it in the folder is tried.
    """

    def __init__(self) -> None:
        self._groups: dict[str, _Growing] = {}
        self._last: dict[str, str] = {}
        self._sites: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def parse(self, record: Record, *, source: str = "", url: str = "") -> ParsedArticle:
        """Make an article of a record, see `parse_document.parse`; `url` outranks its address."""
        folder = os.path.dirname(record.file)
        guess = self._last.get(folder, "")
        declared = declared_by(record)
        if url:
            declared = replace(declared, url=url)
        parsed = parse(record, source=source, learned=self._learned(guess), declared=declared)
        parsed = self._of_source(parsed)
        name = self._name(parsed, record)
        learned = self._learned(name)
        if name != guess and (learned.documents or learned.language):
            parsed = parse(record, source=source, learned=learned, declared=declared)
            parsed = self._of_source(parsed)
        self._last[folder] = name
        self._groups[name].add(traces(parsed.text, parsed.title))
        return parsed

    def _of_source(self, parsed: ParsedArticle) -> ParsedArticle:
        """Give an article its source under the name that the source has now."""
        parsed = self._of_site(parsed)
        name = parsed.source
        if name not in self._names:
            self._names[name] = current_name(name)
        return replace(parsed, source=self._names[name])

    def _of_site(self, parsed: ParsedArticle) -> ParsedArticle:
        """Give a page the one source of its domain, whatever name the page has for it.

        That is the source of most articles of the domain which are here, else of the first page.
        """
        domain = domain_of(parsed.url) if parsed.is_page else ""
        if not domain or parsed.source_from == Origin.GIVEN or publishers.known_by(parsed.url):
            return parsed
        if domain not in self._sites:
            self._sites[domain] = _source_of(domain) or parsed.source
        return replace(parsed, source=self._sites[domain])

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
        self.learned = replace(learned, counts=self._counts)

    def add(self, numbers: Collection[int]) -> None:
        self._counts.update(numbers)
        if len(self._counts) > self._most:
            self._counts = Counter({one: n for one, n in self._counts.items() if n > 1})
            self._most = max(MOST_HELD, 2 * len(self._counts))
        documents = self.learned.documents + 1
        self.learned = replace(self.learned, documents=documents, counts=self._counts)


def _source_of(domain: str) -> str:
    """Return the name of the source of most articles from a domain, empty where there is none."""
    articles = Article.objects.filter(traces__place=domain).exclude(source__name=UNKNOWN)
    names = articles.order_by().values_list("source__name").annotate(times=Count("pk"))
    most = names.order_by("-times", "source__name").first()
    return most[0] if most else ""


def _from_database(name: str) -> Learned:
    kind, _, value = name.partition(" ")
    if kind == "place":
        return learned_of(Group(place=value))
    source = Source.objects.called(value)
    return learned_of(Group(source=source.pk)) if source else Learned()
