"""The database's own functions, views and triggers, one file each, as they are now.

A migration loads a copy that never changes from `sql/` beside it, under its own name. Whoever
changes a file here adds such a migration: a test compares the files with the database.
"""

from pathlib import Path

from django.db.migrations import RunSQL


def frozen(migration: str) -> RunSQL:
    """What `sql/0002_articles.sql` says, beside the migration `0002_articles.py`."""
    file = Path(migration)
    return RunSQL((file.parent / "sql" / f"{file.stem}.sql").read_text(encoding="utf-8"))
