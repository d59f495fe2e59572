"""The articles that are taken away, as a part of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from entities.models import SearchRow


@dataclass(frozen=True)
class Found:
    """`WITH` clause of a statement: `found` has the keys of the articles, `article_id`."""

    clause: str
    parameters: tuple[Any, ...]

    @classmethod
    def by(cls, rows: QuerySet[SearchRow]) -> Self:
        try:
            statement, parameters = rows.order_by().values("article").query.sql_with_params()
        except EmptyResultSet:  # what is asked for can hold of nothing
            return cls.keys([])
        return cls(f"WITH found (article_id) AS MATERIALIZED ({statement})", tuple(parameters))

    @classmethod
    def keys(cls, articles: Iterable[int]) -> Self:
        return cls("WITH found (article_id) AS (SELECT unnest(%s::bigint[]))", ([*articles],))
