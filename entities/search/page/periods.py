"""Hits by the month in which they were published, for the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from entities.search.results.hits import Hit


@dataclass(frozen=True)
class Month:
    """Hits of one month; of one year where the month of none of them is known."""

    name: str
    hits: list[Hit]


def months(hits: Sequence[Hit]) -> list[Month]:
    """The hits, which are in the order of dates, by month; undated ones at the end."""

    def name(hit: Hit) -> str:
        day, precision = hit.article.published_on, hit.article.published_precision
        if day is None:
            return "Undated"
        return f"{day:%Y}, month unknown" if precision == "year" else f"{day:%B %Y}"

    return [Month(month, list(run)) for month, run in groupby(hits, key=name)]
