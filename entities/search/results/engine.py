"""The search that the page, the command and the exports share.

Near-copies among the hits, which have one origin, become one hit.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db import OperationalError, connection, transaction
from django.db.models import Q, QuerySet
from psycopg.errors import QueryCanceled

from entities.models import SearchRow
from entities.search.fields.publication_dates import Bar, Published, months, undated, years
from entities.search.fields.registry import FACETS
from entities.search.fields.search_field import Counted, Counting, Facet, Row
from entities.search.language.tree import And, Node, QueryError, filters, joined, without_fields
from entities.search.query import condition, interpret
from entities.search.request import SearchRequest
from entities.search.results.hits import Hit, hits
from entities.search.results.ranking import (
    NEWEST,
    Candidates,
    asked,
    count_origins,
    newest,
    ordered,
)

PAGE_SIZE = 20
# No question to the database may take longer.
MOST_SECONDS = 5
_LIMIT = "SELECT set_config('statement_timeout', %s, true)"


@dataclass
class Result:
    """What a search gives. `total` counts all hits; `candidates` those ranked and counted,
    of which `page` has the keys of those shown.

    Where the total is not exact, it is what the database expects from its statistics. `origins` are
    the hits without near-copies of another one, where origins are counted and the total is exact
    of all hits, else of the candidates. `undated` have no date and are counted whatever dates are
    asked for.
    """

    request: SearchRequest
    understood: Node
    sort: str
    total: int
    is_exact: bool
    candidates: int
    origins: int
    counts_all_origins: bool
    page: Page[int]
    hits: list[Hit] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    years: list[Bar] = field(default_factory=list)
    months: list[Bar] = field(default_factory=list)
    undated: int = 0
    seconds: float = 0.0

    @property
    def is_capped(self) -> bool:
        return self.total > self.candidates

    @property
    def about(self) -> int:
        """The total, where it is not exact to no more than two figures."""
        return self.total if self.is_exact else _two_figures(self.total)

    @property
    def about_origins(self) -> int:
        """The origins of all hits: of more than were counted what their share among these tells."""
        if self.counts_all_origins:
            return self.origins
        return _two_figures(self.total * self.origins // self.candidates)


def _two_figures(number: int) -> int:
    return round(number, 2 - len(str(number)))


class Search:
    """One search: understood once, then asked for a page or for everything."""

    def __init__(self, request: SearchRequest) -> None:
        """Raises `QueryError` when the query or a filter cannot be understood."""
        self.request = request
        self.understood = interpret(request.tree)

    @property
    def sort(self) -> str:
        return self.request.sort or ("date" if self.understood == And() else "relevance")

    def page(self, size: int = PAGE_SIZE) -> Result:
        """Return the requested page of `size` hits with counts for the filters.

        Raises `QueryError` where the database takes longer than it may.
        """
        began = time.perf_counter()
        with limited():
            result = self._page(size)
        result.seconds = time.perf_counter() - began
        return result

    def everything(self, *, chunk: int = 500) -> Iterator[Hit]:
        """Every hit, copies too, fetched in chunks so that memory stays bounded.

        Those that the page ranks come in its order, and after them the older ones by date. Where
        origins are counted, each origin comes once, with its copies behind it.
        """
        ranked = [(row.pk, row.cluster, row.published_on) for row in self._ordered]
        found = self._found.order_by(*NEWEST).values_list("pk", "cluster", "published_on")
        if self._candidates.is_capped:
            older = found.exclude(pk__in=[key for key, *_ in ranked])
            ranked += older.iterator(chunk_size=10_000)
        if self.request.by_origin:
            copies = folded(ranked, by_origin=True)
        else:
            copies = {key: [] for key, *_ in ranked}
        keys = [*copies]
        for first in range(0, len(keys), chunk):
            yield from hits(keys[first : first + chunk], self.understood, copies)

    @property
    def keys(self) -> list[int]:
        """Primary keys of the articles that are ranked and counted."""
        return self._candidates.keys

    def every_key(self) -> list[int]:
        """Primary keys of all articles found, copies and unranked ones too, in their order.

        Raises `QueryError` where the database takes longer than it may.
        """
        with limited():
            return list(self._found.order_by("pk").values_list("pk", flat=True))

    @cached_property
    def _found(self) -> QuerySet[SearchRow]:
        return SearchRow.objects.filter(condition(self.understood))

    @cached_property
    def _candidates(self) -> Candidates:
        return newest(self._found, _dated(self.understood), asked(self.understood))

    @property
    def _rows(self) -> list[Row]:
        return self._candidates.rows

    @property
    def _ordered(self) -> list[Row]:
        return ordered(self._rows, self.sort)

    def _page(self, size: int) -> Result:
        ranked = ((row.pk, row.cluster, row.published_on) for row in self._ordered)
        found = folded(ranked, by_origin=self.request.by_origin)
        keys = list(found)
        # Without hits to show, as beside the map, all are on one page.
        paginator = Paginator(keys, size or max(1, len(keys)))
        number = self.request.page
        shown = keys[(number - 1) * size : number * size]
        counted = self._candidates
        # Also of the hits that are not ranked, unless they are too many to be counted at all.
        by_origin = self.request.by_origin and counted.is_capped and counted.is_exact
        result = Result(
            self.request,
            self.understood,
            self.sort,
            counted.total,
            counted.is_exact,
            len(counted.rows),
            count_origins(self._found) if by_origin else len(found),
            by_origin or not counted.is_capped,
            Page(shown, number, paginator),
        )
        result.hits = hits(shown, self.understood, found)
        # Each field counted, with what is asked for already among its values.
        counting = Counting(filters(self.understood), self._counted)
        result.facets = [facet for field in FACETS for facet in field.facets(counting)]
        result.years, result.months = years(counting.every), months(counting.every)
        result.undated = undated(counting.without(Published))
        return result

    def _counted(self, without: type[Node] | None) -> Counted:
        """The candidates, or those of the search without its conditions of one kind."""
        chosen = filters(self.understood)
        if without is None or not any(isinstance(node, without) for node in chosen):
            candidates = self._candidates
        else:
            wider = without_fields(self.understood, without)
            found = SearchRow.objects.filter(condition(wider))
            candidates = newest(found, _dated(wider), asked(And()))
        sample = len(candidates.rows) if candidates.is_capped else 0
        return Counted(candidates.rows, sample, self.request.by_origin)


Ranked = tuple[int, int, date | None]


def folded(ranked: Iterable[Ranked], *, by_origin: bool) -> dict[int, list[int]]:
    """From keys, clusters and dates in their order: each hit with its near-copies behind it.

    The hit is the best of them, or with `by_origin` the earliest, which is their origin here.
    """
    together: dict[int, list[Ranked]] = {}
    for one in ranked:
        together.setdefault(one[1], []).append(one)
    found: dict[int, list[int]] = {}
    for some in together.values():
        first = min(some, key=_earliest) if by_origin else some[0]
        found[first[0]] = [one[0] for one in some if one is not first]
    return found


def _earliest(one: Ranked) -> tuple[date, int]:
    key, _, published_on = one
    return published_on or date.max, key


def _dated(understood: Node) -> Q:
    """What the search asks about dates for every hit."""
    found = Q()
    for part in joined(understood):
        if isinstance(part, Published):
            found &= part.condition()
    return found


@contextmanager
def limited(seconds: float | None = None) -> Iterator[None]:
    """Stop what takes longer, than a search may if nothing is said.

    Raises `QueryError` with what to do then.
    """
    seconds = seconds or MOST_SECONDS
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_LIMIT, [f"{seconds}s"])
            yield
            # Where this is part of a longer transaction, what comes after is not limited.
            cursor.execute("SET LOCAL statement_timeout TO DEFAULT")
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        raise QueryError(
            f"The search took longer than {seconds} seconds and was stopped: ask for more "
            "words, a name or a shorter time."
        ) from error
