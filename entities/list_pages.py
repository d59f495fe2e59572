"""One way to turn the pages of a list, and to say how long it is; drawn by `parts/_pages.html`."""

from collections.abc import Sequence
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class CappedPaginator(Paginator):
    """Pages of a list of which nobody needs to know how long it is: counted up to `most`."""

    def __init__(self, rows: QuerySet | Sequence, per_page: int, *, most: int) -> None:
        super().__init__(rows, per_page)
        self.most = most
        self._counted = rows[:most]

    @cached_property
    def count(self) -> int:
        rows = self._counted
        return rows.count() if isinstance(rows, QuerySet) else len(rows)

    @property
    def is_capped(self) -> bool:
        return self.count >= self.most


def page_of(
    rows: QuerySet | Sequence, number: str | int | None, per_page: int, *, most: int | None = None
) -> Page:
    """One page of the rows: the first for what is no number, the last for one beyond it.

    With `most` no more rows are counted, and those behind are on no page.
    """
    pages = CappedPaginator(rows, per_page, most=most) if most else Paginator(rows, per_page)
    return pages.get_page(number)


def count_words(count: int, most: int) -> str:
    """`1,000+` where nobody counted on, else the number."""
    return f"{count:,}{'+' if count >= most else ''}"
