"""The forms in which a result list can be taken away."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from entities.reports.page import write_report
from entities.reports.tables import write_csv, write_json


@dataclass(frozen=True)
class Format:
    """A form of file; `write` is given the rows and the query that found them."""

    media_type: str
    write: Callable[[Iterable[dict], str], Iterator[str]]


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", write_csv),
    "json": Format("application/json", write_json),
    "html": Format("text/html; charset=utf-8", write_report),
}
