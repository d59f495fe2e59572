"""`articles/sql` and `entities/sql` say what the database has: no more, no less, no other."""

from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.conftest import PROJECT

FILES = sorted(
    file for app in ("articles", "entities") for file in PROJECT.glob(f"{app}/sql/*.sql")
)
# Functions that belong to no extension and are of no library, and views.
OWN = """
    SELECT proname FROM pg_proc function
     WHERE pronamespace = 'public'::regnamespace AND proname !~ '^_?(pgtrigger|pgh|procrastinate)_'
       AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = function.oid AND deptype = 'e')
    UNION ALL
    SELECT viewname FROM pg_views WHERE schemaname = 'public'
"""
FUNCTIONS = "SELECT oid, pg_get_functiondef(oid) FROM pg_proc WHERE proname = %s"
VIEW = "SELECT pg_get_viewdef(oid) FROM pg_class WHERE relkind = 'v' AND relname = %s"
TRIGGERS = """
    SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger
     WHERE tgfoid = ANY(%s) AND NOT tgisinternal ORDER BY tgrelid::regclass::text, tgname
"""


def rows(statement: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def triggers(name: str) -> list[tuple]:
    return rows(TRIGGERS, [oid for oid, _ in rows(FUNCTIONS, name)])


def definition(name: str) -> list:
    """All that the database says of the function or view of this name, with its triggers."""
    functions = [text for _, text in rows(FUNCTIONS, name)]
    return [functions, rows(VIEW, name), triggers(name)]


@pytest.mark.django_db
def test_every_function_and_view_has_its_file():
    assert sorted(name for (name,) in rows(OWN)) == sorted(file.stem for file in FILES)


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_says_what_the_database_has(file: Path):
    before = definition(file.stem)
    with transaction.atomic(), connection.cursor() as cursor:
        for trigger, table, _ in triggers(file.stem):
            cursor.execute(f'DROP TRIGGER "{trigger}" ON {table}')
        cursor.execute(file.read_text(encoding="utf-8"))
        after = definition(file.stem)
        transaction.set_rollback(True)
    assert after == before, (
        f"{file} is not what the migrations made: write a migration that brings it into the "
        "database, with a copy of it in migrations/sql."
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_says_what_calls_it(file: Path):
    comment = [line for line in file.read_text(encoding="utf-8").splitlines() if line[:2] == "--"]
    assert any(word in "\n".join(comment) for word in ("Called by", "Read through", "fill in"))
