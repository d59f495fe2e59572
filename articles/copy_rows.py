"""Add many rows at once, as fast as PostgreSQL takes them: by COPY."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault


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
