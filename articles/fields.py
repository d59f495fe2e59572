"""Column types of PostgreSQL that Django does not bring along."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from psycopg.types.multirange import Int4Multirange
from psycopg.types.range import Int4Range


class SpansField(models.Field):
    """A set of spans `(start, end)`, kept sorted and merged by PostgreSQL as an `int4multirange`.

    In Python it is a tuple of `(start, end)` pairs of code points, `end` exclusive.
    """

    description = "Set of spans"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "int4multirange"

    def from_db_value(
        self, value: Any, expression: Expression, connection: BaseDatabaseWrapper
    ) -> tuple[tuple[int, int], ...] | None:
        return None if value is None else tuple((span.lower, span.upper) for span in value)

    def get_prep_value(self, value: Any) -> Any:
        """Return spans as PostgreSQL takes them; an expression, which it computes, stays."""
        value = super().get_prep_value(value)
        if value is None or hasattr(value, "resolve_expression"):
            return value
        spans: Iterable[Sequence[int]] = value
        return Int4Multirange([Int4Range(start, end) for start, end in spans])

    def value_to_string(self, obj: models.Model) -> str:
        spans: Any = self.value_from_object(obj)
        return ",".join(f"{start}-{end}" for start, end in spans)
