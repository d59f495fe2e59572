"""Rows of tracked models as they were at a past moment.

pghistory keeps the old row on every update and delete. So a row was at a moment what the first
change after it found; where nothing changed it since, what it is now.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, models

from articles.postgresql import old_rows

Row = TypeVar("Row", bound=models.Model)

# A row may have got the key since, or lost it: so its number is looked for in both tables.
_STATES = """
SELECT {columns} FROM (
    SELECT DISTINCT ON (id) * FROM (
        SELECT {columns}, {tested}, pgh_created_at AS until, pgh_id FROM {old}
         WHERE pgh_created_at >= %(at)s AND id IN (
            SELECT id FROM {table} WHERE {touched}
             UNION SELECT id FROM {old} WHERE pgh_created_at >= %(at)s AND ({touched}))
        UNION ALL
        SELECT {columns}, {tested}, 'infinity', 0 FROM {table} WHERE {touched}
        UNION ALL
        SELECT {columns}, {tested}, 'infinity', 0 FROM {table}
         WHERE NOT ({touched}) AND id IN (
            SELECT id FROM {old} WHERE pgh_created_at >= %(at)s AND ({touched}))
    ) every ORDER BY id, until, pgh_id
) state WHERE was
"""


def states_sql(
    model: type[models.Model], at: datetime, columns: Collection[str] = (), **keys: Collection[int]
) -> tuple[str, dict[str, Any]]:
    """A query, with its parameters, for the rows as they were just before `at`.

    Of the model those that had one of these keys in one of these columns then; all columns of which
    there is a history, unless some are asked for. Markings hide none of them: that is left to
    whoever shows them.
    """
    quote = connection.ops.quote_name
    kept = {field.column for field in old_rows(model).model._meta.concrete_fields}
    every = [field.column for field in model._meta.concrete_fields if field.column in kept]
    touched = " OR ".join(f"{quote(name)} = ANY(%({name})s)" for name in keys)
    tested = f"({touched}) AND created_at < %(at)s AS was"
    sql = _STATES.format(
        columns=", ".join(quote(name) for name in columns or every),
        tested=tested,
        table=quote(model._meta.db_table),
        old=quote(old_rows(model).model._meta.db_table),
        touched=touched,
    )
    return sql, {"at": at, **{name: [*some] for name, some in keys.items()}}


def states(model: type[Row], at: datetime, **keys: Collection[int]) -> list[Row]:
    """These rows themselves, by primary key; they are not to be saved. One query."""
    sql, given = states_sql(model, at, (), **keys)
    rows: Any = model._base_manager.raw(sql, given)
    return sorted(rows, key=lambda row: row.pk)
