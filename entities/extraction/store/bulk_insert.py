"""Insert the many small sets of rows that every article brings."""

from collections.abc import Sequence
from functools import cache

from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault


def insert(rows: Sequence[Model], *, ignore_conflicts: bool = False) -> None:
    """Insert rows of one model and set their primary keys, unless conflicts are ignored.

    Django's `bulk_create` makes and takes apart a new statement for every number of rows, which
    takes longer than the database needs for them; here the statement stays the same: one array a
    column. For models without array columns.
    """
    if not rows:
        return
    model = type(rows[0])
    columns = {
        field: [field.pre_save(row, True) for row in rows]
        for field in model._meta.concrete_fields
        if not field.primary_key
    }
    # What the database fills in is left to it.
    columns = {
        field: values
        for field, values in columns.items()
        if not isinstance(values[0], DatabaseDefault)
    }
    with connection.cursor() as cursor:
        statement = _statement(model, tuple(columns))
        if ignore_conflicts:
            cursor.execute(f"{statement} ON CONFLICT DO NOTHING", [*columns.values()])
            return
        key = connection.ops.quote_name(model._meta.pk.column)
        cursor.execute(f"{statement} RETURNING {key}", [*columns.values()])
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key


@cache
def _statement(model: type[Model], fields: tuple[Field, ...]) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    arrays = ", ".join(f"%s::{_type_of(field)}[]" for field in fields)
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({names}) "  # noqa: S608 - names of our own
        f"SELECT * FROM unnest({arrays})"
    )


def _type_of(field: Field) -> str:
    """Without the length: a cast would cut what is too long instead of refusing it."""
    written = field.db_type(connection)
    if written is None:
        raise TypeError(f"{field} has no column.")
    return written.partition("(")[0]
