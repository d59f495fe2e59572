"""What models take from PostgreSQL: a column of spans, history by triggers, and COPY."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import pghistory
import pghistory.models
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault, Expression
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


def copy_rows(rows: Sequence[Model]) -> None:
    """Insert rows of one model, which all leave the same columns to the database; set their keys.

    It takes a third of the time that `bulk_create` needs for long texts, which writes them into
    a statement and has it read by PostgreSQL.
    """
    if not rows:
        return
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    for row, key in zip(rows, _new_keys(model, len(rows)), strict=True):
        row.pk = key
    # What the database fills in is left to it.
    fields = [
        field for field in fields if not isinstance(field.pre_save(rows[0], True), DatabaseDefault)
    ]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    # Django leaves the errors of a COPY as psycopg raises them.
    errors = connection.wrap_database_errors
    with connection.cursor() as cursor, errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
            )


def _new_keys(model: type[Model], number: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, number],
        )
        return [key for (key,) in cursor]
