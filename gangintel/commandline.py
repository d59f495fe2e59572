"""Running Django's commands for people, who read sentences and not tracebacks.

What is outside the program and keeps it from working, such as a database that does not answer, is
said in one sentence.
"""

import sys

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from articles.disk import DiskNearlyFull
from gangintel.database import EmbeddedServerError
from gangintel.services.child_processes import follow_parent, leave_database

PROBE_SECONDS = 5
STOPPED = 130  # what a shell reports of a program that Ctrl-C ended


def run(arguments: list[str]) -> int:
    """Run a command and return its exit status.

    What goes wrong outside the program is said in one sentence; `--traceback` shows all.
    """
    follow_parent()
    try:
        execute_from_command_line(arguments)
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:
        sentence = sentence_about(error)
        if sentence is None or "--traceback" in arguments:
            raise
        sys.stderr.write(f"{sentence}\n")
        return 1
    finally:
        if settings.configured:
            leave_database()
    return 0


def sentence_about(error: BaseException) -> str | None:
    """One sentence about the error; None where it is a fault of the program."""
    if isinstance(error, ImproperlyConfigured | EmbeddedServerError | DiskNearlyFull):
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
