"""What leaves the house: the articles of a search, for whom, when, and what is left out.

`Product` is what every format writes, and `Format` how one is written.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

from articles.article_choices import Handling
from articles.models import Article
from entities.exports.found import Found
from entities.exports.subject import in_words
from entities.models import SearchRow
from entities.search.query import condition
from entities.search.results.engine import Search

# A file name takes these letters of the search.
_NO_NAME = re.compile(r"[^\w-]+")
_LONGEST_NAME = 60
# Articles of a document that is in memory as a whole: a PDF of 729 took 190 MB.
MOST_SET_AT_ONCE = 2_000


@dataclass(frozen=True)
class Product:
    """The articles that a search finds, to be taken away by somebody.

    `root` begins links. `by` is who takes them, as people are named; empty for a command.
    With `with_proposals` a report holds what the machine proposes beside what people confirmed.
    """

    search: Search
    root: str = ""
    by: str = ""
    with_proposals: bool = False
    at: datetime = field(default_factory=timezone.now)

    @cached_property
    def found(self) -> Found:
        return Found.by(SearchRow.objects.filter(condition(self.search.understood)))

    @cached_property
    def total(self) -> int:
        """How many articles are found, near-copies counted each."""
        return self._counted["articles"]

    @cached_property
    def origins(self) -> int:
        """How many of them are no near-copy of another one."""
        return self._counted["origins"]

    @property
    def rows_in_all(self) -> int:
        """How many rows a list of the result has."""
        return self.origins if self.search.request.by_origin else self.total

    @cached_property
    def marking(self) -> str:
        """The strictest among the articles, such as `TLP:AMBER`; it holds for all of the file."""
        rows = SearchRow.objects.filter(condition(self.search.understood))
        there = set(rows.order_by().values_list("handling", flat=True).distinct())
        strictest = [handling for handling in Handling if handling.value in there]
        return str(strictest[-1].label) if strictest else str(Handling.CLEAR.label)

    @property
    def marking_name(self) -> str:
        """`AMBER`: by which colour the marking is known."""
        return self.marking.removeprefix("TLP:").partition("+")[0]

    @property
    def query(self) -> str:
        return self.search.request.described

    @cached_property
    def subject(self) -> str:
        """What is searched for, in words; empty for all articles."""
        return in_words(self.search)

    @cached_property
    def about(self) -> list[tuple[str, str]]:
        """What the file says of itself, heading and words, in this order."""
        here = Article.objects.aggregate(
            all=Count("pk"), withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False))
        )
        copies = self.total - self.origins
        folded = "each stands behind its origin" if self.search.request.by_origin else "all listed"
        return [
            ("Marking", f"{self.marking}, the strictest of what is inside"),
            ("Articles on", self.subject or "everything"),
            ("Search", self.query or "empty, which finds all"),
            ("Articles", f"{self.total:,} of {here['all'] - here['withdrawn']:,}"),
            ("Near-copies", f"{copies:,} of other articles found here: {folded}"),
            (
                "Left out",
                f"{here['withdrawn']:,} withdrawn articles of the whole collection, and whatever "
                "is marked above what its maker may see",
            ),
            ("Made", f"{self.at:%-d %B %Y, %H:%M} UTC" + (f" by {self.by}" if self.by else "")),
            ("Program", f"GangIntel {settings.VERSION}"),
            (
                "Status",
                "proposed: found by the machine, checked by nobody; confirmed: a person has "
                "decided so; what was rejected is left out",
            ),
        ]

    @property
    def name(self) -> str:
        """The name of the file without its ending, from the search and the day."""
        words = _NO_NAME.sub("-", self.query or "all articles").strip("-_")[:_LONGEST_NAME]
        return f"gangintel-{words.strip('-').lower() or 'search'}-{self.at:%Y-%m-%d}"

    @cached_property
    def _counted(self) -> dict[str, int]:
        rows = SearchRow.objects.filter(condition(self.search.understood)).order_by()
        return rows.aggregate(articles=Count("pk"), origins=Count("cluster", distinct=True))


@dataclass(frozen=True)
class Format:
    """A form of file in which a result can be taken away.

    `name` stands in the address and for the command, `label` on the link with `title` as what it
    says of itself. `write` gives the file in pieces; only what its kind of file asks for is in
    memory as a whole, and takes no more articles than `most`.
    """

    name: str
    label: str
    media_type: str
    write: Callable[[Product], Iterator[bytes]]
    title: str = ""
    extension: str = ""
    is_report: bool = False
    most: int | None = None

    def file_name(self, product: Product) -> str:
        return f"{product.name}.{self.extension or self.name}"

    def refusal(self, product: Product) -> str:
        """Why the file cannot be made, and what to do, in one sentence; empty where it can."""
        if self.most is None or product.total <= self.most:
            return ""
        return (
            f"{self.label} holds at most {self.most:,} articles and this search finds "
            f"{product.total:,}: narrow it, or take the report as a page or the tables, which "
            "hold any number."
        )

    def pieces(self, product: Product) -> Iterator[bytes]:
        """The file, made from one state of the database however long that takes."""
        with _one_state():
            yield from self.write(product)


@contextmanager
def _one_state() -> Iterator[None]:
    is_within = connection.in_atomic_block
    with transaction.atomic():
        if not is_within:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
