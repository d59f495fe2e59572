"""What models take from PostgreSQL: a column of spans, and history by triggers."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import pghistory
import pghistory.models
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


Class = TypeVar("Class", bound=type[models.Model])


class Change(pghistory.models.Event):
    """Base of every history table; its key must outlast 2,000,000,000 changes."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


def tracked(model_name: str, *, exclude: tuple[str, ...] = ()) -> Callable[[Class], Class]:
    """Class decorator: keep each old row in table `model_name`, but for the columns `exclude`."""
    decorator: Callable[[Class], Class] = pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old),
        pghistory.DeleteEvent(),
        model_name=model_name,
        base_model=Change,
        exclude=list(exclude),
        append_only=True,
    )
    return decorator


def old_rows(model: type[models.Model]) -> "models.QuerySet[Any]":
    """What was kept of a tracked model, under the names of its own columns and pghistory's."""
    history: Any = model._meta.get_field("changes").related_model
    return history._default_manager.all()
