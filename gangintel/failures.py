"""What people read when something outside the program keeps it from working."""

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from gangintel.database import EmbeddedServerError

PROBE_SECONDS = 5


def sentence_about(error: BaseException) -> str | None:
    """One sentence about the error; None where it is a fault of the program."""
    if isinstance(error, ImproperlyConfigured | EmbeddedServerError):
        return str(error)
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    if isinstance(cause, psycopg.OperationalError):
        return why_out_of_reach()
    missing = psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn
    if isinstance(error, DatabaseError) and isinstance(cause, missing) and has_old_tables():
        return (
            "The tables of the database are not those of this version: bring them up to date with "
            "manage.py up or manage.py migrate."
        )
    return None


def why_out_of_reach() -> str | None:
    """One sentence about the database at DATABASE_URL; None when it answers."""
    if settings.EMBEDDED_DATABASE:
        return None
    try:
        psycopg.connect(settings.DATABASE_URL, connect_timeout=PROBE_SECONDS).close()
    except psycopg.OperationalError as error:
        reason = (str(error).splitlines() or ["no answer"])[0]
        reason = reason.removeprefix("connection failed: ").strip()
        return (
            f"The database that DATABASE_URL names cannot be used ({reason}): check that it runs "
            "and that address, user, password and name are right."
        )
    return None


def has_old_tables() -> bool:
    """Whether migrations wait to be applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
