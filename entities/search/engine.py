"""The search that the page, the command and the exports share."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from django.db import OperationalError, connection, transaction
from django.db.models import Q, QuerySet
from psycopg.errors import QueryCanceled

from entities.models import SearchRow
from entities.search.finding import facets
from entities.search.finding.candidates import NEWEST, Candidates, Row, newest
from entities.search.finding.facets import Bar, Counted, Facet
from entities.search.finding.folding import folded
from entities.search.finding.hits import Hit, hits
from entities.search.finding.ranking import asked, ordered
from entities.search.language.faults import QueryError
from entities.search.language.rewriting import filters, joined, without_fields
from entities.search.language.syntax import And, Graded, Node, Published, Reviewed
from entities.search.meaning.conditions import condition, published
from entities.search.meaning.nodes import Linked, Mentions, Sources
from entities.search.meaning.understanding import understand
from entities.search.request import SearchRequest

PAGE_SIZE = 20
# No question to the database may take longer.
MOST_SECONDS = 5
_LIMIT = "SELECT set_config('statement_timeout', %s, true)"


@dataclass
class Result:
    """What a search gives. `total` counts all hits; `candidates` those ranked and counted.

    Where the total is not exact, it is what the database expects from its statistics.
    """

    request: SearchRequest
    understood: Node
    sort: str
    total: int
    is_exact: bool
    candidates: int
    pages: int
    hits: list[Hit] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    years: list[Bar] = field(default_factory=list)
    months: list[Bar] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_capped(self) -> bool:
        return self.total > self.candidates

    @property
    def about(self) -> int:
        """The total, where it is not exact to no more than two figures."""
        return self.total if self.is_exact else round(self.total, 2 - len(str(self.total)))

    @property
    def previous_page(self) -> int:
        return self.request.page - 1

    @property
    def next_page(self) -> int:
        return self.request.page + 1


class Search:
    """One search: understood once, then asked for a page or for everything."""

    def __init__(self, request: SearchRequest) -> None:
        """Raises `QueryError` when the query or a filter cannot be understood."""
        self.request = request
        self.understood = understand(request.tree)

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

        Those that the page ranks come in its order, and after them the older ones by date.
        """
        ranked = [row.pk for row in ordered(self._rows, self.sort)]
        found = self._found.order_by(*NEWEST).values_list("pk", flat=True)
        older = found.exclude(pk__in=ranked) if self._candidates.is_capped else found.none()
        keys = [*ranked, *older.iterator(chunk_size=10_000)]
        for first in range(0, len(keys), chunk):
            yield from hits(keys[first : first + chunk], self.understood)

    @property
    def keys(self) -> list[int]:
        """Primary keys of the articles that are ranked and counted."""
        return self._candidates.keys

    @cached_property
    def _found(self) -> QuerySet[SearchRow]:
        return SearchRow.objects.filter(condition(self.understood))

    @cached_property
    def _candidates(self) -> Candidates:
        return newest(self._found, _dated(self.understood), asked(self.understood))

    @property
    def _rows(self) -> list[Row]:
        return self._candidates.rows

    def _page(self, size: int) -> Result:
        found = folded((row.pk, row.fingerprint) for row in ordered(self._rows, self.sort))
        first = (self.request.page - 1) * size
        shown = list(found)[first : first + size]
        result = Result(
            self.request,
            self.understood,
            self.sort,
            self._candidates.total,
            self._candidates.is_exact,
            len(self._rows),
            max(1, -(-len(found) // size)) if size else 1,
        )
        result.hits = hits(shown, self.understood, found)
        result.facets = self._facets()
        result.years, result.months = facets.years(self._rows), facets.months(self._rows)
        return result

    def _facets(self) -> list[Facet]:
        """Each field counted, with what is asked for already among its values."""
        chosen = filters(self.understood)
        named = [node for node in chosen if isinstance(node, Mentions) and node.words is None]
        linked = [node for node in chosen if isinstance(node, Linked) and not node.ends]
        published_by = [node for node in chosen if isinstance(node, Sources)]
        reviewed = [node for node in chosen if isinstance(node, Reviewed)]
        graded = [node for node in chosen if isinstance(node, Graded) and node.comparison == "="]
        every, of_sources, of_grades = (self._without(kind) for kind in (None, Sources, Graded))
        picked = {one.pk: one.name for node in published_by for one in node.sources}
        sources = facets.publishers(
            {*picked, *(row.source for row in (*of_sources.rows, *of_grades.rows))}
        )
        return [
            *facets.entity_facets(every, [entity for node in named for entity in node.entities]),
            facets.relationship_facet(every, [node.written.kind for node in linked]),
            facets.source_facet(of_sources, sources, picked),
            facets.status_facet(self._without(Reviewed), [node.status for node in reviewed]),
            facets.grade_facet(
                of_grades, sources, [f"{node.reliability}{node.credibility}" for node in graded]
            ),
        ]

    def _without(self, kind: type[Node] | None) -> Counted:
        """What a field is counted in: an article has one, so those with another count too."""
        if not any(kind and isinstance(node, kind) for node in filters(self.understood)):
            candidates = self._candidates
        else:
            wider = without_fields(self.understood, kind)
            found = SearchRow.objects.filter(condition(wider))
            candidates = newest(found, _dated(wider), asked(And()))
        return Counted(candidates.rows, len(candidates.rows) if candidates.is_capped else 0)


def _dated(understood: Node) -> Q:
    """What the search asks about dates for every hit."""
    found = Q()
    for part in joined(understood):
        if isinstance(part, Published):
            found &= published(part)
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
            cursor.execute(_LIMIT, ["0"])
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        raise QueryError(
            f"The search took longer than {seconds} seconds and was stopped: ask for more "
            "words, a name or a shorter time."
        ) from error
