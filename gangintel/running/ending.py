"""The last thing a process does."""

from django.conf import settings

from gangintel import database


def leave_database() -> None:
    """Stop the embedded server if nobody but this process uses it."""
    if settings.EMBEDDED_DATABASE:
        database.release_if_idle(settings.GANGINTEL_DATA_DIR)
